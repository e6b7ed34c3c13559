#include "hw-sim/modem/hostile_caller.hpp"

#include <array>

#include "hw-sim/line/caller_id_packet.hpp"

namespace campon::sim {

namespace {

using Texts = std::array<std::string_view, 5>;

// R01: what a terminal would obey, and what would pass for a result code.
constexpr Texts k_control{"\x1b[2J\x1b[31mJOHN", "\x1b]52;c;cm0gLXJmIC8=\x07", "\r\nOK\r\n\r\nRING\r\n",
                          "JO\x7fHN\x9b"
                          "2K\x08\x08",
                          "\r\nNO CARRIER\r\n\x10"
                          "b\x10"
                          "d"};
constexpr Texts k_quotes{"\"; DROP TABLE calls; --", "</script><script>alert(1)</script>", "$(reboot)`reboot`", "%n%s%x%99999d",
                         "\\\"{}\\u0000'"};
constexpr Texts k_not_utf8{"\xC0\xAF\xE0\x80\xAF", "\xED\xA0\x80\xED\xBF\xBF",
                           "\xE2\x80\xAE"
                           "elgoog\xE2\x80\xAC",
                           "\xF0\x82\x82\xAC\xFF\xFE",
                           "A\xE2\x80\x8D\xEF\xBB\xBF"
                           "B\xE2"};

std::string_view one_of(const Texts& texts, env::Rng& rng) { return texts.at(static_cast<std::size_t>(rng.between(0, texts.size() - 1))); }

void spoil_length(CallerId& id, env::Rng& rng) {
  constexpr std::size_t k_long = 4096;
  constexpr std::size_t k_long_number = 200;
  switch (rng.between(0, 3)) {
    case 0: id.name.assign(k_long, 'N'); return;
    case 1: id.number.assign(k_long_number, '7'); return;
    case 2: id.number.clear(); return;
    default: id = {"", ""}; return;
  }
}

}  // namespace

CallerId spoiled(CallerId id, std::string_view own, Faults& faults, env::Rng& rng) {
  if (faults.fires("R01")) id.name = one_of(k_control, rng);
  if (faults.fires("R02")) id.name = one_of(k_quotes, rng);
  if (faults.fires("R03")) id.name = one_of(k_not_utf8, rng);
  if (faults.fires("R04")) spoil_length(id, rng);
  if (faults.fires("R06")) {
    const std::array<std::string, 3> claimed{std::string(own), "911", "112"};
    id.number = claimed.at(static_cast<std::size_t>(rng.between(0, claimed.size() - 1)));
  }
  return id;
}

std::string false_packet(env::Rng& rng) {
  const auto field = [](unsigned type, unsigned length, std::string_view data) {
    return std::string{static_cast<char>(type), static_cast<char>(length)} + std::string(data);
  };
  switch (rng.between(0, 3)) {
    case 0: return with_check_sum(0x80, field(0x02, 0xF0, "5550123"));
    case 1: return with_check_sum(0x80, field(0x01, 8, "01010000") + field(0x02, 0x80, "555"));
    case 2: return with_check_sum(0x80, field(0x02, 3, "555") + field(0x02, 3, "666") + field(0x02, 0, ""));
    default: break;
  }
  std::string packet = field(0x80, 0xFF, field(0x02, 7, "5550123"));
  unsigned sum = 0;
  for (const char byte : packet) sum += static_cast<unsigned char>(byte);
  return packet + static_cast<char>((256 - sum % 256) % 256);
}

}  // namespace campon::sim
