#include "apps/libcampon/networks.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "hal/env/trace.hpp"

namespace campon::apps {
namespace {

using env::ErrorCode;
using env::fail;
using env::Remedy;

constexpr const char* k_default_config = "/etc/campon/campon.toml";
constexpr const char* k_next_step = "Give --device and --network, or set CAMPON_CONFIG.";

env::Expected<std::string> read_config(const std::string& file) {
  std::error_code error;
  const std::string name = env::escaped(file);
  if (!std::filesystem::exists(file, error))
    return fail(ErrorCode::bad_profile, Remedy::misuse, "There is no configuration: " + name + " does not exist. " + k_next_step);
  const auto size = std::filesystem::file_size(file, error);
  if (error || size > k_largest_profile)
    return fail(ErrorCode::bad_profile, Remedy::misuse,
                name + " is no configuration file: a plain file of at most 256 KiB is wanted. " + k_next_step);
  std::ifstream stream(file, std::ios::binary);
  std::string text(static_cast<std::size_t>(size), '\0');
  stream.read(text.data(), static_cast<std::streamsize>(size));
  if (!stream) return fail(ErrorCode::bad_profile, Remedy::misuse, name + " cannot be read. " + k_next_step);
  return text;
}

}  // namespace

provider::BaseProfile shipped_bases() {
  return [](std::string_view name) {
    const ProfileStore shipped;
    return shipped.find(ProfileKind::network, name).and_then([](const ProfileText& text) {
      return provider::parse_network_profile(text.text, text.file);
    });
  };
}

env::Expected<provider::NetworkProfile> load_network_profile(const ProfileStore& store, const std::string& name) {
  const auto text = store.find(ProfileKind::network, name);
  if (!text) return tl::unexpected(text.error());
  return provider::parse_network_profile(text->text, text->file, shipped_bases());
}

env::Expected<Network> load_network(const ProfileStore& store, const std::string& name, const std::string& region) {
  auto profile = load_network_profile(store, name);
  if (!profile) return tl::unexpected(profile.error());
  const auto region_text = store.find(ProfileKind::region, region.empty() ? profile->region : region);
  if (!region_text) return tl::unexpected(region_text.error());
  auto parsed = provider::parse_region(region_text->text, region_text->file);
  if (!parsed) return tl::unexpected(parsed.error());
  return Network{std::move(*profile), std::move(*parsed)};
}

std::string names_of_networks(const ProfileStore& store) {
  std::string list;
  for (const auto& name : store.names(ProfileKind::network)) list += (list.empty() ? "" : ", ") + name;
  return list;
}

std::string config_file() {
  const char* given = std::getenv("CAMPON_CONFIG");
  return given != nullptr && *given != '\0' ? given : k_default_config;
}

env::Expected<std::vector<LineConfig>> configured_lines(const std::string& file) {
  return read_config(file).and_then([&file](const std::string& text) { return parse_config(text, file); });
}

env::Expected<LineConfig> first_configured_line() {
  auto lines = configured_lines();
  if (!lines) return tl::unexpected(lines.error());
  if (!lines->empty()) return std::move(lines->front());
  return fail(ErrorCode::bad_profile, Remedy::misuse,
              env::escaped(config_file()) + " names no line. Give --device and --network, or add a [[line]].");
}

}  // namespace campon::apps
