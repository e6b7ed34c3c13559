// campon-tidy ROOT: prints what breaks the rules of the tree as file:line: message, and fails when there is anything.
#include <cstdio>
#include <exception>

#include "tests/tidy/tree.hpp"

int main(int argc, char** argv) try {
  if (argc != 2) {
    std::fprintf(stderr, "usage: campon-tidy ROOT\n");
    return 2;
  }
  const auto found = campon::tidy::check_tree(argv[1]);
  for (const auto& finding : found) std::printf("%s\n", to_string(finding).c_str());
  if (!found.empty()) std::printf("%zu findings\n", found.size());
  return found.empty() ? 0 : 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "campon-tidy: %s\n", error.what());
  return 2;
}
