// Storage in a directory of the machine.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/real/unique_fd.hpp"
#include "hal/env/storage.hpp"

namespace campon::env {

// No file is larger.
inline constexpr std::size_t k_largest_file = 64u * 1024u * 1024u;

// Follows no symbolic links inside the directory and reads only regular files. [fault M08]
// A failed sync leaves nothing known about what was appended before it: a later success covers only what was appended
// after it, so the caller must read and verify, or replace the file. [fault H04]
// A failed append leaves the file as it was, as far as the disk still obeys.
class SystemStorage final : public Storage {
 public:
  // Makes the directory (mode 0700) when only its last part is missing. One process at a time: device_held (later)
  // while another has it. [faults H07, M08] Errors: storage_failed naming the directory.
  static Expected<std::unique_ptr<SystemStorage>> open(const std::string& directory);

  Expected<std::string> read(std::string_view file) const override;
  Result append(std::string_view file, std::string_view bytes) override;
  Result sync(std::string_view file) override;
  Result replace(std::string_view file, std::string_view bytes) override;
  [[nodiscard]] std::vector<std::string> list() const override;

 private:
  SystemStorage(std::string directory, UniqueFd fd) : directory_(std::move(directory)), fd_(std::move(fd)) {}
  Expected<int> appendable(std::string_view file);
  Result replace_by(const std::string& scratch, std::string_view file, std::string_view bytes);
  [[nodiscard]] tl::unexpected<Error> failed(std::string_view doing, std::string_view file) const;

  std::string directory_;
  UniqueFd fd_;
  std::map<std::string, UniqueFd, std::less<>> appended_;  // open from append to sync: the kernel tells write errors to these
};

}  // namespace campon::env
