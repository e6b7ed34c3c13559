#include "tests/tidy/rules.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "tests/tidy/places.hpp"

namespace campon::tidy {

namespace {

constexpr auto npos = std::string_view::npos;

struct Banned {
  std::string_view call;
  std::string_view instead;
};

constexpr std::array<Banned, 30> k_banned{{
    {"system_clock::now", "WallClock"},
    {"steady_clock::now", "Scheduler::now"},
    {"high_resolution_clock::now", "Scheduler::now"},
    {"clock_gettime(", "Scheduler::now"},
    {"gettimeofday(", "WallClock"},
    {"time(NULL", "WallClock"},
    {"time(nullptr", "WallClock"},
    {"time(0)", "WallClock"},
    {"random_device", "Rng"},
    {"rand(", "Rng"},
    {"srand(", "Rng"},
    {"sleep_for", "a Timer"},
    {"sleep_until", "a Timer"},
    {"usleep(", "a Timer"},
    {"nanosleep(", "a Timer"},
    {"::open(", "ByteChannel or Storage"},
    {"fopen(", "Storage"},
    {"std::ofstream", "Storage"},
    {"std::ifstream", "Storage"},
    {"std::fstream", "Storage"},
    {"std::filesystem", "Storage"},
    {"socket(", "ByteChannel"},
    {"std::thread", "Scheduler::post"},
    {"std::jthread", "Scheduler::post"},
    {"std::async", "Scheduler::post"},
    {"getenv(", "a constructor's argument"},
    {"std::cout", "Trace"},
    {"std::cerr", "Trace"},
    {"printf(", "Trace"},
    {"fprintf(", "Trace"},
}};

// In two parts, so that this file is not one of its own findings.
constexpr std::array<std::string_view, 5> k_unfinished{
    "TO"
    "DO",
    "FIX"
    "ME",
    "XX"
    "X",
    "HA"
    "CK",
    "TB"
    "D"};
constexpr std::array<std::string_view, 2> k_unfinished_prose{
    "not "
    "implemented",
    "not yet "
    "implemented"};

class Checker {
 public:
  Checker(const SourceText& source, const Names& names) : source_(source), names_(names), path_(source.path) {}

  std::vector<Finding> all() {
    header_shape();
    each_line([this](const SourceLine& line) {
      includes(line);
      banned_calls(line);
      durations(line);
      known_names(line);
      disabled_code(line);
      leftovers(line);
    });
    return std::move(found_);
  }

  std::vector<Finding> only_leftovers() {
    each_line([this](const SourceLine& line) { leftovers(line); });
    return std::move(found_);
  }

 private:
  template <class Each>
  void each_line(Each each) {
    for (const auto& line : source_.lines) {
      ++number_;
      each(line);
    }
  }

  void add(std::string message) { found_.push_back({path_, std::max(number_, 1), std::move(message)}); }

  void header_shape() {
    if (!is_header(path_)) return;
    const bool has_purpose = !source_.lines.empty() && !trimmed(source_.lines.front().comment).empty();
    if (!has_purpose) add("a header begins with a comment that says its purpose");
    if (!path_.ends_with(".hpp")) return;
    const bool once =
        std::any_of(source_.lines.begin(), source_.lines.end(), [](const auto& line) { return line.code.starts_with("#pragma once"); });
    if (!once) add("no #pragma once");
  }

  void includes(const SourceLine& line) {
    const std::string code = trimmed(line.code);
    if (!code.starts_with('#') || find_word(code, "include") == npos) return;
    const std::string header = included(line);
    if (header.find("../") != npos) add("include \"" + header + "\" climbs; includes begin at the root of the tree");
    const bool asio = header.starts_with("asio.") || header.starts_with("asio/");
    if (asio && !may_use_asio(path_)) add("asio stays at the edges; take an env::Scheduler or env::ByteChannel");
    if (!may_include(path_, header)) add("include \"" + header + "\" goes against the direction of the layers");
  }

  static std::string included(const SourceLine& line) {
    std::string quoted = trimmed(line.literals);
    if (!quoted.empty()) return quoted;
    const std::size_t open = line.code.find('<');
    const std::size_t close = line.code.find('>');
    return open == npos || close == npos ? std::string{} : line.code.substr(open + 1, close - open - 1);
  }

  void banned_calls(const SourceLine& line) {
    if (!is_core(path_)) return;
    for (const auto& banned : k_banned)
      if (find_word(line.code, banned.call) != npos && !(may_use_threads(path_) && banned.call.starts_with("std::thread")))
        add("the core does not call " + std::string(banned.call) + (banned.call.ends_with('(') ? ")" : "") + "; use " +
            std::string(banned.instead));
  }

  // A table is a file of timers, or a struct whose name ends so.
  void durations(const SourceLine& line) {
    const std::string code = trimmed(line.code);
    if (code.starts_with("struct ") && code.ends_with("Timers {")) in_table_ = true;
    if (code.starts_with('}')) in_table_ = false;
    if (in_table_ || is_timer_table(path_)) return;
    if (has_duration_literal(line.code) || has_duration_number(line.code))
      add("a duration stands in a table of timers, with its name and source");
  }

  // 500ms, 2s, 1.5h; but not 1ms as a unit to multiply or divide by, and not zero.
  static bool has_duration_literal(std::string_view code) {
    for (std::size_t at = 0; at < code.size(); ++at) {
      if (!is_word_char(code[at])) continue;
      std::size_t end = at;
      while (end < code.size() && (is_word_char(code[end]) || code[end] == '.' || code[end] == '\'')) ++end;
      if (is_duration(code.substr(at, end - at)) && !(code.substr(at, 1) == "1" && is_unit(code, at, end))) return true;
      at = end;
    }
    return false;
  }

  static bool is_duration(std::string_view token) {
    static constexpr std::array<std::string_view, 6> k_suffixes{"h", "min", "s", "ms", "us", "ns"};
    const std::size_t digits = std::min(token.find_first_not_of("0123456789'."), token.size());
    if (digits == 0 || token.substr(0, digits).find_first_of("123456789") == npos) return false;
    return std::find(k_suffixes.begin(), k_suffixes.end(), token.substr(digits)) != k_suffixes.end();
  }

  static bool is_unit(std::string_view code, std::size_t begin, std::size_t end) {
    const std::size_t before = begin == 0 ? npos : code.find_last_not_of(' ', begin - 1);
    const std::size_t after = code.find_first_not_of(' ', end);
    const auto scales = [&](std::size_t at) { return at != npos && (code[at] == '*' || code[at] == '/' || code[at] == '%'); };
    return scales(before) || (after != npos && code[after] == '*');
  }

  // std::chrono::milliseconds(200), seconds{3}; but not seconds(1) as a unit.
  static bool has_duration_number(std::string_view code) {
    static constexpr std::array<std::string_view, 6> k_types{"hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds"};
    for (const auto type : k_types) {
      for (std::size_t at = find_word(code, type); at != npos; at = find_word(code, type, at + 1)) {
        const std::size_t open = at + type.size();
        if (open + 1 >= code.size() || (code[open] != '(' && code[open] != '{')) continue;
        const std::size_t end = std::min(code.find_first_of(")}", open), code.size());
        const std::string number = trimmed(code.substr(open + 1, end - open - 1));
        if (number.empty() || number.front() < '1' || number.front() > '9') continue;
        const std::size_t begin = code.substr(0, at).ends_with("std::chrono::") ? at - std::string_view("std::chrono::").size() : at;
        if (number != "1" || !is_unit(code, begin, end + 1)) return true;
      }
    }
    return false;
  }

  // Comments may cite a manual or give an example; code and texts may not know the name.
  void known_names(const SourceLine& line) {
    if (!is_layer(path_)) return;
    for (const std::string* text : {&line.code, &line.literals}) {
      const std::string low = lowered(*text);
      for (const auto& name : names_)
        if (stands_alone(*text, low, name)) add("\"" + name + "\" is a network or a chipset, which are data under profiles/");
    }
  }

  // Not as a part of another word; NanpPlan and nanp_plan are not such words.
  static bool stands_alone(std::string_view text, std::string_view low, std::string_view name) {
    const auto lower_or_digit = [](char c) {
      return std::islower(static_cast<unsigned char>(c)) != 0 || std::isdigit(static_cast<unsigned char>(c)) != 0;
    };
    for (std::size_t at = low.find(name); at != npos; at = low.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      const bool new_word = std::isupper(static_cast<unsigned char>(text[at])) != 0;
      const bool before = at > 0 && (new_word ? std::isupper(static_cast<unsigned char>(text[at - 1])) != 0
                                              : std::isalpha(static_cast<unsigned char>(text[at - 1])) != 0);
      const bool after = end < text.size() && lower_or_digit(text[end]);
      if (!before && !after) return true;
    }
    return false;
  }

  void disabled_code(const SourceLine& line) {
    const std::string code = trimmed(line.code);
    if (code.starts_with("#if 0") || code.starts_with("#if false")) add("disabled code; delete it");
    // Headers are manuals and show code; sources have no reason to.
    if (is_header(path_) || !code.empty()) return;
    const std::string comment = trimmed(line.comment);
    const bool statement = comment.starts_with("//") && comment.ends_with(';');
    if (statement && (comment.find('(') != npos || comment.find(" = ") != npos || comment.find("return") != npos))
      add("code in a comment; delete it");
  }

  void leftovers(const SourceLine& line) {
    if (line.raw.find('\t') != npos) add("tab");
    if (line.raw.ends_with(' ') || line.raw.ends_with('\r')) add("blank at the end of the line");
    for (const auto word : k_unfinished)
      if (find_word(line.comment, word) != npos || find_word(line.code, word) != npos) add("leftover: " + std::string(word));
    for (const auto words : k_unfinished_prose)
      if (lowered(line.comment).find(words) != npos || lowered(line.literals).find(words) != npos)
        return add("leftover: " + std::string(words));
  }

  const SourceText& source_;
  const Names& names_;
  const std::string& path_;
  int number_ = 0;
  bool in_table_ = false;
  std::vector<Finding> found_;
};

}  // namespace

std::string to_string(const Finding& finding) { return finding.path + ":" + std::to_string(finding.line) + ": " + finding.message; }

Names read_names(std::string_view text) {
  Names names;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    const std::string name = trimmed(line.substr(0, line.find('#')));
    if (!name.empty()) names.push_back(lowered(name));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return names;
}

std::vector<Finding> check_source(const SourceText& source, const Names& names) { return Checker(source, names).all(); }

std::vector<Finding> check_leftovers(const SourceText& source) {
  const Names none;
  return Checker(source, none).only_leftovers();
}

}  // namespace campon::tidy
