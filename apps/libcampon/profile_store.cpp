#include "apps/libcampon/profile_store.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <span>
#include <system_error>

#include "hal/env/embedded_file.hpp"
#include "hal/env/trace.hpp"

namespace campon::profiles {
std::span<const env::EmbeddedFile> shipped_networks();
std::span<const env::EmbeddedFile> shipped_regions();
std::span<const env::EmbeddedFile> shipped_modems();
}  // namespace campon::profiles

namespace campon::apps {
namespace {

namespace fs = std::filesystem;
using env::ErrorCode;
using env::fail;
using env::Remedy;

constexpr std::string_view k_ending = ".toml";

std::string folder_of(ProfileKind kind) { return std::string(to_string(kind)) + "s"; }

std::span<const env::EmbeddedFile> shipped(ProfileKind kind) {
  switch (kind) {
    case ProfileKind::network: return profiles::shipped_networks();
    case ProfileKind::region: return profiles::shipped_regions();
    case ProfileKind::modem: return profiles::shipped_modems();
  }
  return {};
}

bool plain(std::string_view name) {
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), good);
}

env::Expected<std::string> read_file(const std::string& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return fail(ErrorCode::bad_profile, Remedy::misuse, env::escaped(file) + ": no such file");
  const auto size = fs::file_size(file, error);
  if (error || size > k_largest_profile)
    return fail(ErrorCode::bad_profile, Remedy::misuse, env::escaped(file) + ": too large for a profile");
  std::ifstream stream(file, std::ios::binary);
  std::string text(static_cast<std::size_t>(size), '\0');
  stream.read(text.data(), static_cast<std::streamsize>(size));
  if (!stream) return fail(ErrorCode::bad_profile, Remedy::misuse, env::escaped(file) + ": cannot be read");
  return text;
}

env::Expected<ProfileText> from_file(std::string name, const std::string& file) {
  return read_file(file).map([&](std::string text) { return ProfileText{std::move(name), env::escaped(file), std::move(text)}; });
}

std::string joined(const std::vector<std::string>& names) {
  std::string list;
  for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
  return list.empty() ? "none" : list;
}

}  // namespace

std::string_view to_string(ProfileKind kind) {
  switch (kind) {
    case ProfileKind::network: return "network";
    case ProfileKind::region: return "region";
    case ProfileKind::modem: return "modem";
  }
  return "network";
}

std::string ProfileStore::user_file(ProfileKind kind, std::string_view name) const {
  if (user_folder_.empty()) return {};
  const std::string file = user_folder_ + "/" + folder_of(kind) + "/" + std::string(name) + std::string(k_ending);
  std::error_code error;
  return fs::exists(file, error) ? file : std::string();
}

env::Expected<ProfileText> ProfileStore::find(ProfileKind kind, std::string_view name) const {
  if (name.ends_with(k_ending)) return from_file(fs::path(name).stem().string(), std::string(name));
  if (plain(name)) {
    if (const std::string file = user_file(kind, name); !file.empty()) return from_file(std::string(name), file);
    for (const auto& file : shipped(kind))
      if (file.name == name)
        return ProfileText{std::string(name), "shipped " + folder_of(kind) + "/" + std::string(name) + std::string(k_ending),
                           std::string(file.text)};
  }
  const std::string what =
      "unknown " + std::string(to_string(kind)) + " profile '" + env::escaped(name) + "'; known: " + joined(names(kind));
  return fail(ErrorCode::unknown_profile, Remedy::misuse, what);
}

std::vector<std::string> ProfileStore::names(ProfileKind kind) const {
  std::set<std::string> found;
  for (const auto& file : shipped(kind)) found.emplace(file.name);
  std::error_code error;
  if (!user_folder_.empty()) {
    for (fs::directory_iterator at(user_folder_ + "/" + folder_of(kind), error), end; !error && at != end; at.increment(error))
      if (at->path().extension() == k_ending && plain(at->path().stem().string())) found.insert(at->path().stem().string());
  }
  return {found.begin(), found.end()};
}

}  // namespace campon::apps
