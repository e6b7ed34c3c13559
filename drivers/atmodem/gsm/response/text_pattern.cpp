#include "drivers/atmodem/gsm/response/text_pattern.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace campon::atmodem {

namespace {

constexpr std::size_t k_longest_number = 32;
constexpr std::size_t k_longest_figure = 9;
constexpr unsigned k_last_index = 5;  // [TS 22.030 annex B]
constexpr std::string_view k_dialable = "0123456789*#+ABC";

void skip_blanks(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(' '), text.size())); }

bool take_literal(std::string_view& rest, std::string_view literal) {
  for (const char c : literal) {
    if (c == ' ') continue;
    skip_blanks(rest);
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
  }
  return true;
}

std::optional<unsigned> take_figure(std::string_view& rest) {
  skip_blanks(rest);
  const std::size_t size = std::min(rest.find_first_not_of("0123456789"), rest.size());
  if (size == 0 || size > k_longest_figure) return std::nullopt;
  unsigned value = 0;
  std::from_chars(rest.data(), rest.data() + size, value);
  rest.remove_prefix(size);
  return value;
}

std::optional<std::string> take_number(std::string_view& rest) {
  skip_blanks(rest);
  const bool quoted = rest.starts_with('"');
  if (quoted) rest.remove_prefix(1);
  const std::size_t size = std::min(rest.find_first_not_of(k_dialable), rest.size());
  if (size == 0 || size > k_longest_number) return std::nullopt;
  std::string number(rest.substr(0, size));
  rest.remove_prefix(size);
  if (quoted && !rest.starts_with('"')) return std::nullopt;
  if (quoted) rest.remove_prefix(1);
  return number;
}

bool put(std::optional<unsigned>& place, std::string_view& rest) {
  place = take_figure(rest);
  return place.has_value();
}

}  // namespace

std::optional<TextPattern::Hole> TextPattern::hole_named(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, Hole>, 6> k_holes{
      {{"id", Hole::id}, {"index", Hole::index}, {"cause", Hole::cause}, {"number", Hole::number}, {"n", Hole::n}, {"any", Hole::any}}};
  const auto* const found = std::find_if(k_holes.begin(), k_holes.end(), [&](const auto& hole) { return hole.first == name; });
  return found == k_holes.end() ? std::nullopt : std::optional(found->second);
}

std::optional<TextPattern> TextPattern::parse(std::string_view text) {
  TextPattern pattern;
  pattern.text_ = text;
  while (!text.empty()) {
    const bool hole = text.front() == '<';
    const std::size_t end = std::min(text.find(hole ? '>' : '<'), text.size());
    if (hole) {
      const auto kind = end == text.size() ? std::nullopt : hole_named(text.substr(1, end - 1));
      const bool side_by_side = !pattern.parts_.empty() && pattern.parts_.back().hole != Hole::none;
      if (!kind || side_by_side) return std::nullopt;
      pattern.parts_.push_back({*kind, {}});
    } else {
      pattern.parts_.push_back({Hole::none, std::string(text.substr(0, end))});
    }
    text.remove_prefix(hole ? end + 1 : end);
  }
  if (pattern.parts_.empty()) return std::nullopt;
  return pattern;
}

std::optional<PatternMatch> TextPattern::match(std::string_view line) const {
  PatternMatch match;
  for (std::size_t part = 0; part < parts_.size(); ++part)
    if (!fill(part, line, match)) return std::nullopt;
  skip_blanks(line);
  return line.empty() ? std::optional(std::move(match)) : std::nullopt;
}

bool TextPattern::fill(std::size_t part, std::string_view& rest, PatternMatch& match) const {
  std::optional<unsigned> ignored;
  switch (parts_[part].hole) {
    case Hole::none: return take_literal(rest, parts_[part].text);
    case Hole::id: return put(match.id, rest);
    case Hole::cause: return put(match.cause, rest);
    case Hole::n: return put(ignored, rest);
    case Hole::index: return put(match.index, rest) && *match.index >= 1 && *match.index <= k_last_index;
    case Hole::number: match.number = take_number(rest); return match.number.has_value();
    case Hole::any: return skip_any(part, rest);
  }
  return false;
}

// Up to the first place of the character that the following text begins with.
bool TextPattern::skip_any(std::size_t part, std::string_view& rest) const {
  std::size_t end = rest.size();
  if (part + 1 < parts_.size()) {
    const std::string& next = parts_[part + 1].text;
    const std::size_t first = std::min(next.find_first_not_of(' '), next.size() - 1);
    end = rest.find(next[first]);
  }
  if (end == std::string_view::npos) return false;
  rest.remove_prefix(end);
  return true;
}

}  // namespace campon::atmodem
