// Handles for foreign code: opaque, never 0, and useless once what they named is gone.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <utility>

namespace campon::provider::abi {

// `tag` (1 to 15) keeps the handles of different tables apart. A value is never given twice in 2^40 handles.
template <class T, unsigned tag>
class HandleTable {
 public:
  std::uintptr_t add(std::shared_ptr<T> object) {
    const std::uintptr_t handle = (++last_ << 4) | tag;
    objects_.emplace(handle, std::move(object));
    return handle;
  }
  // Empty for a stale, foreign or invented handle.
  [[nodiscard]] std::shared_ptr<T> find(std::uintptr_t handle) const {
    const auto found = objects_.find(handle);
    return found == objects_.end() ? nullptr : found->second;
  }
  void remove(std::uintptr_t handle) { objects_.erase(handle); }
  void clear() { objects_.clear(); }
  [[nodiscard]] const std::map<std::uintptr_t, std::shared_ptr<T>>& all() const { return objects_; }

 private:
  std::map<std::uintptr_t, std::shared_ptr<T>> objects_;
  std::uintptr_t last_ = 0x1000;  // small numbers are what confused callers pass
};

}  // namespace campon::provider::abi
