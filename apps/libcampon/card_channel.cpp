#include "apps/libcampon/card_channel.hpp"

#include <charconv>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace campon::apps {
namespace {

constexpr std::string_view k_scheme = "dahdi:";
constexpr std::string_view k_nodes = "/dev/dahdi/";
constexpr unsigned k_most_channels = 1024;

std::optional<unsigned> number_in(std::string_view text) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && number > 0 && number <= k_most_channels ? std::optional(number) : std::nullopt;
}

}  // namespace

std::optional<unsigned> card_channel(const std::string& device) {
  if (device.starts_with(k_scheme)) return number_in(std::string_view(device).substr(k_scheme.size()));
  if (!device.starts_with(k_nodes)) return std::nullopt;
  if (const auto number = number_in(std::string_view(device).substr(k_nodes.size()))) return number;
  std::error_code error;
  const std::string node = std::filesystem::weakly_canonical(device, error).string();
  return node.starts_with(k_nodes) ? number_in(std::string_view(node).substr(k_nodes.size())) : std::nullopt;
}

}  // namespace campon::apps
