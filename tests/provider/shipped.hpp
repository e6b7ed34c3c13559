// The profiles that ship with the program, parsed.
#pragma once

#include <span>
#include <stdexcept>
#include <string_view>

#include "hal/env/embedded_file.hpp"
#include "provider/network/network_profile.hpp"
#include "provider/network/region.hpp"

namespace campon::profiles {
std::span<const env::EmbeddedFile> shipped_networks();
std::span<const env::EmbeddedFile> shipped_regions();
}  // namespace campon::profiles

namespace campon::provider {

inline std::string_view shipped_text(std::span<const env::EmbeddedFile> files, std::string_view name) {
  for (const auto& file : files)
    if (file.name == name) return file.text;
  throw std::invalid_argument("no shipped profile of that name");
}

inline NetworkProfile shipped_network(std::string_view name) {
  return parse_network_profile(shipped_text(profiles::shipped_networks(), name), name).value();
}

inline Region shipped_region(std::string_view name) { return parse_region(shipped_text(profiles::shipped_regions(), name), name).value(); }

}  // namespace campon::provider
