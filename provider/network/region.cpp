#include "provider/network/region.hpp"

#include <algorithm>

#include "hal/env/toml_reader.hpp"

namespace campon::provider {

namespace {

bool only_digits(const std::vector<std::string>& numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](const std::string& number) {
    return !number.empty() && number.find_first_not_of("0123456789*#") == std::string::npos;
  });
}

}  // namespace

bool Region::is_emergency(std::string_view text) const {
  std::string plain(text);
  std::erase_if(plain, [](char c) { return c >= 'A' && c <= 'D'; });
  const std::string_view digits = std::string_view(plain).substr(0, plain.find_last_not_of('#') + 1);
  const auto reached = [&](const std::string& number) { return emergency_at_once ? digits.starts_with(number) : digits == number; };
  if (std::any_of(emergency.begin(), emergency.end(), reached)) return true;
  return std::any_of(access_prefixes.begin(), access_prefixes.end(), [&](const std::string& prefix) {
    return digits.size() > prefix.size() && digits.substr(0, prefix.size()) == prefix && is_emergency(digits.substr(prefix.size()));
  });
}

env::Expected<Region> parse_region(std::string_view toml, std::string_view file) {
  const auto root = env::parse_toml(toml, file);
  if (!root) return tl::unexpected(root.error());
  env::TableReader reader(*root, file);
  Region region;
  region.name = reader.text("name");
  region.title = reader.text("title");
  region.emergency = reader.texts("emergency");
  region.emergency_at_once = reader.flag("emergency_at_once", true);
  region.access_prefixes = reader.texts("access_prefixes");
  region.flash = reader.duration("flash");
  reader.text_or("source", {});
  reader.text_or("confidence", {});
  if (region.emergency.empty()) reader.mistake("emergency", "'emergency' must name at least one number");
  if (!only_digits(region.emergency)) reader.mistake("emergency", "'emergency' may hold digits only");
  if (!only_digits(region.access_prefixes)) reader.mistake("access_prefixes", "'access_prefixes' may hold digits, '*' and '#' only");
  if (const auto good = reader.finish(); !good) return tl::unexpected(good.error());
  return region;
}

}  // namespace campon::provider
