#include "tests/tidy/places.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace campon::tidy {

namespace {

bool under(std::string_view path, std::span<const std::string_view> folders) {
  return std::any_of(folders.begin(), folders.end(), [&](auto folder) { return path.starts_with(folder); });
}

struct Direction {
  std::string_view folder;
  std::array<std::string_view, 4> may;  // unused places are empty
};

// The first folder that fits decides. What is not listed may include everything.
constexpr std::array<Direction, 6> k_directions{{
    {"hal/env/", {"hal/env/"}},
    {"hal/", {"hal/"}},
    {"drivers/", {"drivers/", "hal/"}},
    {"hw-sim/", {"hw-sim/", "hal/env/"}},
    {"provider/", {"provider/", "hal/", "campon/"}},
    {"include/", {"campon/"}},
}};

constexpr std::array<std::string_view, 8> k_ours{"provider/", "hal/", "drivers/", "hw-sim/", "apps/", "include/", "campon/", "tests/"};

}  // namespace

bool is_core(std::string_view path) {
  static constexpr std::array<std::string_view, 5> k_core{"provider/", "hal/", "drivers/atmodem/", "drivers/loopback/", "hw-sim/"};
  static constexpr std::array<std::string_view, 3> k_edges{"hal/env/real/", "hw-sim/host/", "drivers/hotplug/"};
  return under(path, k_core) && !under(path, k_edges);
}

bool may_use_asio(std::string_view path) {
  static constexpr std::array<std::string_view, 6> k_edges{"hal/env/real/",   "apps/",        "hw-sim/host/",
                                                           "drivers/serial/", "drivers/pty/", "drivers/hotplug/"};
  return under(path, k_edges);
}

bool may_use_threads(std::string_view path) { return path.starts_with("provider/abi/"); }

bool is_timer_table(std::string_view path) { return path.substr(path.rfind('/') + 1).find("timers") != std::string_view::npos; }

bool is_layer(std::string_view path) {
  static constexpr std::array<std::string_view, 5> k_layers{"provider/", "hal/", "drivers/", "hw-sim/", "include/"};
  return under(path, k_layers);
}

bool may_include(std::string_view path, std::string_view header) {
  if (!under(header, k_ours)) return true;
  if (is_core(path) && header.starts_with("hal/env/real/")) return false;
  for (const auto& direction : k_directions) {
    if (!path.starts_with(direction.folder)) continue;
    return std::any_of(direction.may.begin(), direction.may.end(),
                       [&](auto folder) { return !folder.empty() && header.starts_with(folder); });
  }
  return true;
}

bool is_header(std::string_view path) { return path.ends_with(".hpp") || path.ends_with(".h"); }
bool is_source(std::string_view path) { return is_header(path) || path.ends_with(".cpp") || path.ends_with(".c"); }

}  // namespace campon::tidy
