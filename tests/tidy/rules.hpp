// The rules of the tree that no compiler knows: what the core may call, which way includes go, where durations stand.
#pragma once

#include <string>
#include <vector>

#include "tests/tidy/source_text.hpp"

namespace campon::tidy {

struct Finding {
  std::string path;
  int line = 0;
  std::string message;
};

// "provider/call.cpp:12: message"
std::string to_string(const Finding& finding);

// Chipset and network names, lower case, that stand in no C++ of the layers: personalities and plans are data.
using Names = std::vector<std::string>;

// One name per line, comments with '#'.
Names read_names(std::string_view text);

// All rules for one source, in the order of its lines.
std::vector<Finding> check_source(const SourceText& source, const Names& names);

// Tabs, trailing blanks and words of unfinished work; for data, CMake files and tests, too.
std::vector<Finding> check_leftovers(const SourceText& source);

}  // namespace campon::tidy
