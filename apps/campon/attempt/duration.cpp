#include "apps/campon/attempt/duration.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace campon::cli {
namespace {

struct Unit {
  std::string_view name;
  double seconds;
};
constexpr std::array<Unit, 6> k_units{{{"", 1.0}, {"s", 1.0}, {"ms", 0.001}, {"min", 60.0}, {"m", 60.0}, {"h", 3600.0}}};
constexpr double k_longest = 7 * 24 * 3600.0;

}  // namespace

std::optional<env::Duration> parse_duration(std::string_view text) {
  double amount = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount, std::chars_format::fixed);
  if (error != std::errc{} || amount < 0) return std::nullopt;
  const auto word = text.substr(static_cast<std::size_t>(end - text.data()));
  for (const auto& unit : k_units)
    if (unit.name == word && amount * unit.seconds <= k_longest)
      return std::chrono::duration_cast<env::Duration>(std::chrono::duration<double>(amount * unit.seconds));
  return std::nullopt;
}

std::string clock_text(env::Duration since_start) {
  const auto all = std::chrono::duration_cast<std::chrono::milliseconds>(since_start).count();
  const long long hours = all / 3'600'000, minutes = all / 60'000 % 60, seconds = all / 1000 % 60, millis = all % 1000;
  std::array<char, 48> text{};
  if (hours > 0)
    std::snprintf(text.data(), text.size(), "%lld:%02lld:%02lld.%03lld", hours, minutes, seconds, millis);
  else
    std::snprintf(text.data(), text.size(), "%02lld:%02lld.%03lld", minutes, seconds, millis);
  return text.data();
}

}  // namespace campon::cli
