// All rules over all files of a tree.
#pragma once

#include <filesystem>
#include <vector>

#include "tests/tidy/rules.hpp"

namespace campon::tidy {

// Names come from tests/tidy/names.txt and sizes from tests/tidy/ratchet.txt below `root`; a missing one counts as empty.
// Findings are sorted by path, line and message. A tree without any source is a finding.
std::vector<Finding> check_tree(const std::filesystem::path& root);

}  // namespace campon::tidy
