// The folder with the links to the ptys and the control socket, kept for one simulator at a time.
#pragma once

#include <string>

#include "hal/env/error.hpp"
#include "hal/env/real/unique_fd.hpp"

namespace campon::sim {

class LinesFolder {
 public:
  // Errors: storage_failed (misuse) when it is missing, no folder or not writable; device_held (later) while another
  // simulator has it.
  static env::Expected<LinesFolder> open(const std::string& path);

  // "DIR/line1"; the first line has index 0.
  [[nodiscard]] std::string line(std::size_t index) const;
  // "DIR/control"
  [[nodiscard]] std::string control() const;

 private:
  LinesFolder(std::string path, env::UniqueFd fd) : path_(std::move(path)), fd_(std::move(fd)) {}

  std::string path_;
  env::UniqueFd fd_;  // holds the lock
};

// Where the control socket of a folder is.
std::string control_socket_of(const std::string& folder);

}  // namespace campon::sim
