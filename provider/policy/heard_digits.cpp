#include "provider/policy/heard_digits.hpp"

namespace campon::provider {

namespace {

constexpr std::size_t k_most_digits = 128;    // twice the longest dial string
constexpr std::size_t k_longest_text = 4096;  // of it no more is read

enum class Kind { digit, nothing, wait, strange };

Kind kind_of(char c) {
  constexpr std::string_view k_digits = "0123456789*#+";
  constexpr std::string_view k_passed_over = " -.()/:_TtABCDabcd";
  constexpr std::string_view k_waits = ",;!&@WwPp";
  if (k_digits.find(c) != std::string_view::npos) return Kind::digit;
  if (k_passed_over.find(c) != std::string_view::npos) return Kind::nothing;
  return k_waits.find(c) != std::string_view::npos ? Kind::wait : Kind::strange;
}

void add_wait(HeardDigits& heard) {
  const std::size_t here = heard.digits.size();
  if (here != 0 && (heard.waits.empty() || heard.waits.back() != here)) heard.waits.push_back(here);
}

void add_digit(HeardDigits& heard, char c) {
  if (heard.digits.size() < k_most_digits)
    heard.digits += c;
  else
    heard.strange = true;
}

}  // namespace

void HeardDigits::append(const HeardDigits& more) {
  add_wait(*this);
  std::size_t place = 0;
  auto wait = more.waits.begin();
  for (const char c : more.digits) {
    if (wait != more.waits.end() && *wait == place) {
      add_wait(*this);
      ++wait;
    }
    add_digit(*this, c);
    ++place;
  }
  strange = strange || more.strange;
}

HeardDigits heard_digits(std::string_view text) {
  HeardDigits heard;
  heard.strange = text.size() > k_longest_text;
  for (const char c : text.substr(0, k_longest_text)) {
    switch (kind_of(c)) {
      case Kind::digit: add_digit(heard, c); break;
      case Kind::wait: add_wait(heard); break;
      case Kind::strange: heard.strange = true; break;
      case Kind::nothing: break;
    }
  }
  return heard;
}

}  // namespace campon::provider
