#include "hw-sim/line/caller_id_packet.hpp"

#include <chrono>

namespace campon::sim {

namespace {

constexpr std::chrono::sys_days k_first_day = std::chrono::year{2024} / 1 / 1;
constexpr std::size_t k_longest_number = 20;
constexpr std::size_t k_longest_name = 50;
constexpr std::size_t k_longest_data = 255;

std::string two_digits(unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

Stamp stamp(env::Time now) {
  const auto passed = std::chrono::duration_cast<std::chrono::minutes>(now.time_since_epoch());
  const auto day = std::chrono::floor<std::chrono::days>(k_first_day + passed);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(k_first_day + passed - day);
  return {two_digits(static_cast<unsigned>(date.month())) + two_digits(static_cast<unsigned>(date.day())),
          two_digits(static_cast<unsigned>(time.hours().count())) + two_digits(static_cast<unsigned>(time.minutes().count()))};
}

bool is_reason(std::string_view text) { return text == "P" || text == "O"; }

std::string parameter(unsigned type, std::string_view data) {
  data = data.substr(0, k_longest_data);
  return std::string{static_cast<char>(type), static_cast<char>(data.size())} + std::string(data);
}

std::string with_check_sum(unsigned type, std::string_view body) {
  std::string packet = parameter(type, body);
  unsigned sum = 0;
  for (const char byte : packet) sum += static_cast<unsigned char>(byte);
  return packet + static_cast<char>((256 - sum % 256) % 256);
}

std::string mdmf(const CallerId& id, const Stamp& when) {
  std::string body;
  if (id.type != CallType::none) body += parameter(0x11, std::string(1, static_cast<char>(id.type)));
  body += parameter(0x01, when.date + when.time);
  body += parameter(is_reason(id.number) ? 0x04 : 0x02, id.number.substr(0, k_longest_number));
  if (!id.name.empty()) body += parameter(is_reason(id.name) ? 0x08 : 0x07, id.name.substr(0, k_longest_name));
  return with_check_sum(0x80, body);
}

std::string sdmf(const CallerId& id, const Stamp& when) {
  return with_check_sum(0x04, when.date + when.time + id.number.substr(0, k_longest_number));
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  std::string out;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    out += k_digits[value / 16];
    out += k_digits[value % 16];
  }
  return out;
}

}  // namespace campon::sim
