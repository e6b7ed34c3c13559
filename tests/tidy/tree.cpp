#include "tests/tidy/tree.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>

#include "tests/tidy/places.hpp"
#include "tests/tidy/ratchet.hpp"

namespace campon::tidy {

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

const std::vector<std::string> k_checked{"provider", "hal", "drivers", "hw-sim", "apps", "include"};
const std::vector<std::string> k_looked_over{"profiles", "cmake", "tests", "examples"};
constexpr std::string_view k_ratchet = "tests/tidy/ratchet.txt";
constexpr std::string_view k_bad_tree = "tests/tidy/bad_tree/";

bool is_data(std::string_view path) { return path.ends_with(".toml") || path.ends_with(".cmake") || path.ends_with("CMakeLists.txt"); }

// Paths, from the root, of the regular files below some folders; sorted, links not followed.
std::vector<std::string> files_below(const fs::path& root, const std::vector<std::string>& folders) {
  std::vector<std::string> files;
  for (const auto& folder : folders) {
    if (!fs::is_directory(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder))
      if (entry.is_regular_file()) files.push_back(entry.path().lexically_relative(root).generic_string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool before(const Finding& a, const Finding& b) { return std::tie(a.path, a.line, a.message) < std::tie(b.path, b.line, b.message); }

class Tree {
 public:
  explicit Tree(const fs::path& root) : root_(root), names_(read_names(content(root / "tests/tidy/names.txt"))) {}

  std::vector<Finding> check() {
    for (const auto& path : files_below(root_, k_checked)) {
      if (is_source(path)) check_fully(take_apart(path, content(root_ / path)));
      if (is_data(path)) look_over(path);
    }
    for (const auto& path : files_below(root_, k_looked_over))
      if ((is_source(path) || is_data(path)) && !path.starts_with(k_bad_tree)) look_over(path);
    if (sizes_.empty()) found_.push_back({".", 1, "no sources below " + root_.generic_string()});
    add(check_sizes(sizes_, read_ratchet(content(root_ / k_ratchet)), std::string(k_ratchet)));
    std::sort(found_.begin(), found_.end(), before);
    return std::move(found_);
  }

 private:
  void check_fully(const SourceText& source) {
    add(check_source(source, names_));
    sizes_.merge(sizes_of(source));
  }
  void look_over(const std::string& path) { add(check_leftovers(take_apart(path, content(root_ / path)))); }
  void add(const std::vector<Finding>& more) { found_.insert(found_.end(), more.begin(), more.end()); }

  const fs::path& root_;
  Names names_;
  Sizes sizes_;
  std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> check_tree(const fs::path& root) { return Tree(root).check(); }

}  // namespace campon::tidy
