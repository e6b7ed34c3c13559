// A line of a modem as a pattern with named holes: how personalities describe results that no standard fixes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace campon::atmodem {

// What the holes of a pattern held.
struct PatternMatch {
  std::optional<unsigned> id;         // <id>: number of a call
  std::optional<unsigned> index;      // <index>: place in a list of the network, 1 to 5
  std::optional<unsigned> cause;      // <cause>: Q.850
  std::optional<std::string> number;  // <number>: quoted or not, of 0-9 * # + A-C, at most 32
};

// Passive, whole lines only, in time linear in the line. Blanks outside holes count nothing.
class TextPattern {
 public:
  // "^CEND:<id>,<n>,<n>,<cause>". Holes: <id> <index> <cause> <number> as above, <n> a whole number, <any> whatever stands up to
  // the text that follows it, or up to the end. Nothing for an unknown hole, two holes side by side, or an empty pattern.
  static std::optional<TextPattern> parse(std::string_view text);

  [[nodiscard]] std::optional<PatternMatch> match(std::string_view line) const;
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  enum class Hole : std::uint8_t { none, id, index, cause, number, n, any };
  struct Part {
    Hole hole = Hole::none;
    std::string text;  // of Hole::none
  };
  static std::optional<Hole> hole_named(std::string_view name);
  [[nodiscard]] bool fill(std::size_t part, std::string_view& rest, PatternMatch& match) const;
  [[nodiscard]] bool skip_any(std::size_t part, std::string_view& rest) const;

  std::string text_;
  std::vector<Part> parts_;
};

}  // namespace campon::atmodem
