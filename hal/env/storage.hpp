// A small flat directory of files, with the one promise that matters named: what sync() has confirmed survives.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"

namespace campon::env {

// File names are plain: letters, digits, '.', '_', '-', not beginning with '.'. Anything else is misuse.
class Storage {
 public:
  virtual ~Storage() = default;
  // Whole content. Errors: device_missing when there is no such file.
  virtual Expected<std::string> read(std::string_view file) const = 0;
  // Adds at the end; creates the file. Not durable before sync.
  virtual Result append(std::string_view file, std::string_view bytes) = 0;
  // Everything appended so far is on the disk when this succeeds. A failure means nothing is known about it.
  virtual Result sync(std::string_view file) = 0;
  // Replaces the content at once and durably: readers see the old or the new content, never a mixture.
  virtual Result replace(std::string_view file, std::string_view bytes) = 0;
  // Sorted names.
  [[nodiscard]] virtual std::vector<std::string> list() const = 0;
};

}  // namespace campon::env
