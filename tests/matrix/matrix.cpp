// campon-matrix TESTS LETTERS... [--fired FILE]: prints fault -> tests for the rows of these letters; fails when a row has no test.
// With FILE, as campon-torture writes it, also how often each row has happened; a row that never did fails, too.
// Tests of the simulator show that the fault exists, not that it is met: those of TESTS/hw-sim do not count.
#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hw-sim/faults/faults.hpp"

namespace {

namespace fs = std::filesystem;
constexpr std::string_view k_simulators = "hw-sim";

// Rows of which modems and ports show a part only, and why that is all.
struct Remark {
  std::string_view row;
  std::string_view why;
};
constexpr std::array<Remark, 4> k_remarks{{
    {"D05", "the identity is what udev knows; a socket that holds another device than before is not probed at all"},
    {"D16", "the kernel unplugs USB devices in a suspend: what follows is D01 and D04; here only the time that passes"},
    {"R08", "a modem counts the cadences itself and reports busy once; the rule of two cadences is that of a sound card's detector"},
    {"R11", "a device that is a keyboard as well is the kernel's: only tty nodes are ever opened"},
}};

using Matrix = std::map<std::string, std::set<std::string>>;

// A tag stands this close before its test, or in the test itself.
constexpr std::size_t k_near = 4;

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// "AModem.FallsSilent" where a line begins a test.
std::string test_at(const std::string& line) {
  static const std::regex test(R"(^(?:TEST|TEST_F|TEST_P|TYPED_TEST)\(\s*(\w+)\s*,\s*(\w+))");
  std::smatch found;
  return std::regex_search(line, found, test) ? found[1].str() + "." + found[2].str() : std::string();
}

std::string owner_of(const std::vector<std::string>& lines, std::size_t at) {
  for (std::size_t i = at; i < std::min(at + k_near, lines.size()); ++i)
    if (auto name = test_at(lines[i]); !name.empty()) return name;
  for (std::size_t i = at; i-- > 0;)
    if (auto name = test_at(lines[i]); !name.empty()) return name;
  return {};
}

void read_file(const fs::path& file, Matrix& matrix) {
  static const std::regex tag(R"(\[(?:[Ff]aults? )([^\]]*)\])");
  static const std::regex row(R"(\b[DLXPR]\d\d\b)");
  const auto lines = lines_of(file);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (std::sregex_iterator found(lines[i].begin(), lines[i].end(), tag), end; found != end; ++found) {
      const std::string rows = (*found)[1];
      const std::string owner = owner_of(lines, i);
      for (std::sregex_iterator each(rows.begin(), rows.end(), row); !owner.empty() && each != end; ++each)
        matrix[each->str()].insert(owner);
    }
    static const std::regex in_name(R"(([DLXPR]\d\d)(?![0-9]))");
    if (const std::string name = test_at(lines[i]); !name.empty())
      for (std::sregex_iterator each(name.begin(), name.end(), in_name), end; each != end; ++each) matrix[each->str()].insert(name);
  }
}

Matrix read_tests(const fs::path& folder) {
  Matrix matrix;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".cpp" && *fs::relative(entry.path(), folder).begin() != k_simulators) read_file(entry.path(), matrix);
  return matrix;
}

using Fired = std::map<std::string, std::uint64_t, std::less<>>;

Fired read_fired(const fs::path& file) {
  std::ifstream in(file);
  Fired fired;
  std::uint64_t times = 0;
  for (std::string row; in >> row >> times;) fired[row] = times;
  return fired;
}

bool print_row(const campon::sim::FaultKind& kind, const std::set<std::string>& tests, const std::optional<Fired>& fired) {
  const auto happened = fired ? fired->find(kind.name) : Fired::const_iterator();
  const bool never = fired && happened == fired->end();
  std::cout << "| " << kind.name << " | " << kind.what << " |";
  if (never) std::cout << " NEVER |";
  if (fired && !never) std::cout << " " << happened->second << " |";
  if (tests.empty()) std::cout << " NO TEST";
  for (const char* between = " "; const auto& test : tests) std::cout << std::exchange(between, ", ") << test;
  std::cout << " |\n";
  return !tests.empty() && !never;
}

void print_remarks() {
  std::cout << "\n";
  for (const auto& remark : k_remarks) std::cout << remark.row << ": " << remark.why << ".\n";
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  std::optional<Fired> fired;
  if (words.size() > 2 && words[words.size() - 2] == "--fired") {
    fired = read_fired(words.back());
    words.resize(words.size() - 2);
  }
  if (words.size() < 2) {
    std::cerr << "usage: campon-matrix TESTS LETTERS... [--fired FILE]\n";
    return 2;
  }
  const Matrix matrix = read_tests(words.front());
  std::string letters;
  for (std::size_t i = 1; i < words.size(); ++i) letters += words[i];
  int missing = 0;
  std::cout << (fired ? "| row | fault | happened | tests |\n| --- | --- | --- | --- |\n"
                      : "| row | fault | tests |\n| --- | --- | --- |\n");
  for (const auto& kind : campon::sim::k_faults) {
    if (letters.find(kind.name.front()) == std::string::npos) continue;
    const auto found = matrix.find(std::string(kind.name));
    if (!print_row(kind, found == matrix.end() ? std::set<std::string>() : found->second, fired)) ++missing;
  }
  print_remarks();
  if (missing > 0) std::cout << missing << " rows have no test" << (fired ? ", or never happened\n" : "\n");
  return missing == 0 ? 0 : 1;
}
