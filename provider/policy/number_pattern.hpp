// Numbers described by their digits: "0[1-5]xxxxxxxx". For prefixes and whole numbers in region and policy files.
#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"

namespace campon::provider {

// One set of characters for each place. 'x' is 0-9, 'z' is 1-9, 'n' is 2-9, "[2-47]" is a set; '*', '#' and digits stand
// for themselves.
class NumberPattern {
 public:
  // At most 32 places, at least one. Errors: bad_profile.
  static env::Expected<NumberPattern> parse(std::string_view text);

  [[nodiscard]] std::size_t size() const { return places_.size(); }
  [[nodiscard]] const std::string& text() const { return text_; }
  // Whether `digits` begin so.
  [[nodiscard]] bool begins(std::string_view digits) const;
  // Whether `digits` are so, and no longer.
  [[nodiscard]] bool is(std::string_view digits) const { return digits.size() == size() && begins(digits); }
  friend bool operator==(const NumberPattern& a, const NumberPattern& b) { return a.text_ == b.text_; }

 private:
  using Place = std::bitset<12>;  // 0-9 * #
  std::string text_;
  std::vector<Place> places_;
};

using NumberPatterns = std::vector<NumberPattern>;

// The first that `digits` begin with; nullptr when there is none.
const NumberPattern* first_that_begins(const NumberPatterns& patterns, std::string_view digits);
bool any_is(const NumberPatterns& patterns, std::string_view digits);

}  // namespace campon::provider
