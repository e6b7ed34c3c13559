#include "provider/policy/number_pattern.hpp"

#include <algorithm>

#include "hal/env/trace.hpp"

namespace campon::provider {

namespace {

constexpr std::size_t k_longest = 32;
constexpr std::string_view k_symbols = "0123456789*#";

tl::unexpected<env::Error> bad(std::string_view text) {
  return env::fail(env::ErrorCode::bad_profile, env::Remedy::misuse,
                   "'" + env::escaped(text.substr(0, 2 * k_longest)) + "' is no number pattern: digits, '*', '#', x, z, n and [sets]");
}

std::optional<std::size_t> symbol(char c) {
  const std::size_t at = k_symbols.find(c);
  if (at == std::string_view::npos) return std::nullopt;
  return at;
}

// What stands between the brackets: "02-9".
template <class Place>
bool fill(Place& place, std::string_view set) {
  for (std::size_t at = 0; at < set.size(); ++at) {
    const auto from = symbol(set[at]);
    const bool range = at + 2 < set.size() && set[at + 1] == '-';
    const auto to = range ? symbol(set[at + 2]) : from;
    if (!from || !to || *from > *to || (range && *to > 9)) return false;
    for (std::size_t each = *from; each <= *to; ++each) place.set(each);
    if (range) at += 2;
  }
  return place.any();
}

std::string_view named_set(char c) {
  switch (c) {
    case 'x': return "0-9";
    case 'z': return "1-9";
    case 'n': return "2-9";
    default: return {};
  }
}

}  // namespace

env::Expected<NumberPattern> NumberPattern::parse(std::string_view text) {
  NumberPattern pattern;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool bracket = text[at] == '[';
    const std::size_t end = bracket ? text.find(']', at) : at;
    if (end == std::string_view::npos || pattern.size() == k_longest) return bad(text);
    std::string_view set = bracket ? text.substr(at + 1, end - at - 1) : named_set(text[at]);
    if (!bracket && set.empty()) set = text.substr(at, 1);
    if (!fill(pattern.places_.emplace_back(), set)) return bad(text);
    at = end;
  }
  if (pattern.places_.empty()) return bad(text);
  pattern.text_ = text;
  return pattern;
}

bool NumberPattern::begins(std::string_view digits) const {
  if (digits.size() < size()) return false;
  for (std::size_t at = 0; at < size(); ++at) {
    const auto found = symbol(digits[at]);
    if (!found || !places_[at].test(*found)) return false;
  }
  return true;
}

const NumberPattern* first_that_begins(const NumberPatterns& patterns, std::string_view digits) {
  const auto found = std::find_if(patterns.begin(), patterns.end(), [&](const auto& each) { return each.begins(digits); });
  return found == patterns.end() ? nullptr : &*found;
}

bool any_is(const NumberPatterns& patterns, std::string_view digits) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const auto& each) { return each.is(digits); });
}

}  // namespace campon::provider
