#include "hw-sim/exchange/data_message.hpp"

#include <numeric>

namespace campon::sim {

namespace {
void parameter(std::string& body, unsigned char type, std::string_view data) {
  body += static_cast<char>(type);
  body += static_cast<char>(data.size());
  body.append(data);
}
}  // namespace

std::string call_set_up_message(std::string_view number, bool ring_back) {
  std::string body;
  if (ring_back) parameter(body, 0x11, "\x02");
  parameter(body, 0x01, "11231200");
  parameter(body, 0x02, number);
  std::string message{static_cast<char>(0x80), static_cast<char>(body.size())};
  message += body;
  const unsigned sum =
      std::accumulate(message.begin(), message.end(), 0U, [](unsigned total, char c) { return total + static_cast<unsigned char>(c); });
  message += static_cast<char>(256 - sum % 256);
  return message;
}

}  // namespace campon::sim
