#include "apps/libcampon/safekeeping.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "apps/libcampon/compose.hpp"
#include "hal/env/real/system_storage.hpp"

namespace campon::apps {

namespace {

namespace fs = std::filesystem;
using env::ErrorCode;
using env::Remedy;

constexpr const char* k_system_folder = "/var/lib/campon";
constexpr const char* k_system_policy = "/etc/campon/policy.toml";
constexpr std::size_t k_largest_policy = 1024 * 1024;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

env::Expected<std::string> text_of(const fs::path& file, std::size_t most) {
  std::ifstream in(file, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in.bad() && in && text.size() <= most) return text;
  return env::fail(ErrorCode::storage_failed, Remedy::later, "cannot read " + env::escaped(file.string()));
}

env::Expected<provider::Policy> read_policy(const std::string& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return provider::parse_policy({}, file);
  auto text = text_of(file, k_largest_policy);
  if (!text) return tl::unexpected(text.error());
  return provider::parse_policy(*text, file);
}

// "/dev/serial/by-id/usb-X" -> "dev_serial_by-id_usb-X": one folder for each device.
std::string folder_name(const std::string& device) {
  std::string out;
  for (const char c : device) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || (c == '.' && !out.empty());
    if (plain)
      out += c;
    else if (!out.empty())
      out += '_';
  }
  return out.empty() ? "line" : out.substr(0, 200);
}

}  // namespace

std::string default_state_folder() {
  if (auto named = variable("CAMPON_STATE"); !named.empty()) return named;
  if (::geteuid() == 0 || ::access(k_system_folder, W_OK) == 0) return k_system_folder;
  if (auto named = variable("XDG_STATE_HOME"); !named.empty()) return named + "/campon";
  const std::string home = variable("HOME");
  return home.empty() ? k_system_folder : home + "/.local/state/campon";
}

std::string policy_file() {
  const std::string named = variable("CAMPON_POLICY");
  return named.empty() ? k_system_policy : named;
}

env::Expected<std::unique_ptr<Safekeeping>> Safekeeping::open(std::string folder, env::Scheduler& scheduler, env::Trace& trace) {
  auto policy = read_policy(policy_file());
  if (!policy) return tl::unexpected(policy.error());
  const bool named = !folder.empty();
  if (!named) folder = default_state_folder();
  return std::unique_ptr<Safekeeping>(new Safekeeping(std::move(folder), named, std::move(*policy), scheduler, trace));
}

env::Expected<provider::Journal*> Safekeeping::journal_of(const std::string& device) {
  if (!for_ptys_ && is_pty(device)) return nullptr;
  Kept& kept = journals_[device];
  if (kept.journal) return kept.journal.get();
  std::error_code error;
  fs::create_directories(folder_, error);
  auto storage = env::SystemStorage::open(folder_ + "/" + folder_name(device));
  if (!storage) return tl::unexpected(storage.error());
  kept.storage = std::move(*storage);
  auto journal = provider::Journal::open(*kept.storage, scheduler_, trace_);
  if (!journal) return tl::unexpected(journal.error());
  kept.journal = std::move(*journal);
  return kept.journal.get();
}

provider::TollGuard& Safekeeping::guard_of(const provider::Region& region) {
  auto& guard = guards_[region.name];
  if (!guard) guard = std::make_unique<provider::TollGuard>(policy_, region, trace_);
  return *guard;
}

env::Expected<provider::JournalState> read_journals(const std::string& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (fs::is_regular_file(at->path() / provider::Journal::k_file)) files.push_back(at->path() / provider::Journal::k_file);
  if (error && error != std::errc::no_such_file_or_directory)
    return env::fail(ErrorCode::storage_failed, Remedy::later, "cannot read " + env::escaped(folder) + ": " + error.message());
  std::sort(files.begin(), files.end());
  provider::JournalState state;
  for (const auto& file : files) {
    auto text = text_of(file, env::k_largest_file);
    if (!text) return tl::unexpected(text.error());
    auto content = provider::parse_journal(*text);
    if (!content) return env::fail(content.error().code, content.error().remedy, env::escaped(file.string()) + ": " + content.error().what);
    for (const auto& record : content->records) state.apply(record);
  }
  return state;
}

}  // namespace campon::apps
