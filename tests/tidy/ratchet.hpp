// Nothing small grows large: files and functions over the limits are listed with their size, which may only shrink.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/rules.hpp"

namespace campon::tidy {

inline constexpr int k_longest_file = 400;     // lines
inline constexpr int k_longest_function = 60;  // lines

// "path" or "path function" to lines.
using Sizes = std::map<std::string, int>;

// The format of ratchet.txt: "path lines" or "path function lines" per line, comments with '#'.
Sizes read_ratchet(std::string_view text);
// The file and its functions; of functions with one name, the longest.
Sizes sizes_of(const SourceText& source);
// Compares what is with what is allowed. `known` are the lines of ratchet.txt, `ratchet_path` is where complaints about it go.
std::vector<Finding> check_sizes(const Sizes& sizes, const Sizes& known, const std::string& ratchet_path);

}  // namespace campon::tidy
