#include "tests/tidy/ratchet.hpp"

#include <algorithm>
#include <sstream>

#include "tests/tidy/functions.hpp"

namespace campon::tidy {

namespace {

int limit_of(const std::string& key) { return key.find(' ') == std::string::npos ? k_longest_file : k_longest_function; }

std::string lines(int count) { return std::to_string(count) + " lines"; }

}  // namespace

Sizes read_ratchet(std::string_view text) {
  Sizes sizes;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) {
    line = trimmed(line.substr(0, line.find('#')));
    const std::size_t space = line.rfind(' ');
    if (space == std::string::npos) continue;
    sizes[trimmed(line.substr(0, space))] = std::stoi(line.substr(space + 1));
  }
  return sizes;
}

Sizes sizes_of(const SourceText& source) {
  Sizes sizes{{source.path, static_cast<int>(source.lines.size())}};
  for (const auto& function : functions_of(source)) {
    int& longest = sizes[source.path + " " + function.name];
    longest = std::max(longest, function.length);
  }
  return sizes;
}

std::vector<Finding> check_sizes(const Sizes& sizes, const Sizes& known, const std::string& ratchet_path) {
  std::vector<Finding> found;
  for (const auto& [key, size] : sizes) {
    const auto listed = known.find(key);
    const int allowed = listed == known.end() ? limit_of(key) : listed->second;
    if (size > allowed)
      found.push_back(
          {key.substr(0, key.find(' ')), 1, key + " has " + lines(size) + ", more than " + std::to_string(allowed) + "; divide it"});
  }
  for (const auto& [key, allowed] : known) {
    const auto now = sizes.find(key);
    if (now == sizes.end() || now->second <= limit_of(key)) {
      found.push_back({ratchet_path, 1, key + " is small now or gone; delete its line"});
    } else if (now->second < allowed) {
      found.push_back({ratchet_path, 1, key + " has become smaller; write " + std::to_string(now->second)});
    }
  }
  return found;
}

}  // namespace campon::tidy
