#include "hal/env/virtual_storage.hpp"

#include "hal/env/storage_name.hpp"

namespace campon::env {
Result VirtualStorage::begin_change(std::string_view doing, std::string_view file) {
  if (auto good = check_storage_name(file); !good) return good;
  ++changes_;
  const bool due = fail_in_ != 0 && --fail_in_ == 0;
  if (!due && !failing_) return {};
  std::string what = "cannot ";
  what.append(doing).append(" ").append(file).append(": the disk failed because the test said so");
  return fail(ErrorCode::storage_failed, Remedy::unknown, std::move(what));
}

Expected<std::string> VirtualStorage::read(std::string_view file) const {
  if (auto good = check_storage_name(file); !good) return tl::unexpected(good.error());
  const auto found = files_.find(file);
  if (found == files_.end()) return no_such_file(file);
  return found->second.bytes;
}

Result VirtualStorage::append(std::string_view file, std::string_view bytes) {
  if (auto begun = begin_change("append to", file); !begun) return begun;
  files_[std::string(file)].bytes.append(bytes);
  return {};
}

Result VirtualStorage::sync(std::string_view file) {
  if (auto begun = begin_change("sync", file); !begun) return begun;
  const auto found = files_.find(file);
  if (found == files_.end()) return no_such_file(file);
  found->second.synced = found->second.bytes.size();
  found->second.durable = true;
  return {};
}

Result VirtualStorage::replace(std::string_view file, std::string_view bytes) {
  if (auto begun = begin_change("replace", file); !begun) return begun;
  files_[std::string(file)] = File{std::string(bytes), bytes.size(), true};
  return {};
}

std::vector<std::string> VirtualStorage::list() const {
  std::vector<std::string> names;
  for (const auto& [name, file] : files_) names.push_back(name);
  return names;
}

template <class Kept>
void VirtualStorage::lose(Kept kept) {
  for (auto at = files_.begin(); at != files_.end();) {
    File& file = at->second;
    file.bytes.resize(file.synced + kept(file.bytes.size() - file.synced));
    const bool gone = !file.durable && file.bytes.empty();
    file.synced = file.bytes.size();
    file.durable = true;
    at = gone ? files_.erase(at) : std::next(at);
  }
}

void VirtualStorage::power_loss() {
  lose([](std::size_t) { return std::size_t{0}; });
}

void VirtualStorage::power_loss(Rng& rng) {
  lose([&rng](std::size_t unsynced) { return static_cast<std::size_t>(rng.between(0, unsynced)); });
}

}  // namespace campon::env
