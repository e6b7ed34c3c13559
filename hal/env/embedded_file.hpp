// A data file that the program carries with it.
#pragma once

#include <span>
#include <string_view>

namespace campon::env {

struct EmbeddedFile {
  std::string_view name;  // without folder and ending
  std::string_view text;
};

}  // namespace campon::env
