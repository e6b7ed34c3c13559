// Where profiles come from: those that the program carries, and the user's own, which win.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"

namespace campon::apps {

enum class ProfileKind : std::uint8_t { network, region, modem };
std::string_view to_string(ProfileKind kind);

// A profile as text; the box that knows its kind parses it.
struct ProfileText {
  std::string name;
  std::string file;  // for messages: the user's file, or "shipped networks/nanp_class.toml"
  std::string text;
};

// No profile file is larger.
inline constexpr std::size_t k_largest_profile = 256u * 1024u;

class ProfileStore {
 public:
  // `user_folder` may hold networks/NAME.toml, regions/NAME.toml and modems/NAME.toml; empty: only what is shipped.
  explicit ProfileStore(std::string user_folder = {}) : user_folder_(std::move(user_folder)) {}

  // `name` is a plain name (letters, digits, '_', '-'), or the path of a file that ends in ".toml".
  // Errors (misuse): unknown_profile listing the names there are, bad_profile for a file that cannot be read.
  [[nodiscard]] env::Expected<ProfileText> find(ProfileKind kind, std::string_view name) const;
  // All names, the user's included, sorted.
  [[nodiscard]] std::vector<std::string> names(ProfileKind kind) const;

 private:
  [[nodiscard]] std::string user_file(ProfileKind kind, std::string_view name) const;

  std::string user_folder_;
};

}  // namespace campon::apps
