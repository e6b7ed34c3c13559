#include "drivers/atmodem/gsm/message/gsm_alphabet.hpp"

#include <algorithm>
#include <array>

namespace campon::atmodem {

namespace {

constexpr char k_escape = '\x1B';
constexpr char32_t k_replacement = 0xFFFD;
constexpr char32_t k_none = 0xFFFFFFFF;
constexpr char32_t k_last_point = 0x10FFFF;

// [TS 23.038 6.2.1]; the place of the escape stands for no character.
constexpr std::array<char32_t, 128> k_default{
    '@',   0xA3,  '$',   0xA5,  0xE8,  0xE9,  0xF9,  0xEC,  0xF2,   0xC7, '\n', 0xD8, 0xF8, '\r', 0xC5, 0xE5, 0x394, '_',  0x3A6,
    0x393, 0x39B, 0x3A9, 0x3A0, 0x3A8, 0x3A3, 0x398, 0x39E, k_none, 0xC6, 0xE6, 0xDF, 0xC9, ' ',  '!',  '"',  '#',   0xA4, '%',
    '&',   '\'',  '(',   ')',   '*',   '+',   ',',   '-',   '.',    '/',  '0',  '1',  '2',  '3',  '4',  '5',  '6',   '7',  '8',
    '9',   ':',   ';',   '<',   '=',   '>',   '?',   0xA1,  'A',    'B',  'C',  'D',  'E',  'F',  'G',  'H',  'I',   'J',  'K',
    'L',   'M',   'N',   'O',   'P',   'Q',   'R',   'S',   'T',    'U',  'V',  'W',  'X',  'Y',  'Z',  0xC4, 0xD6,  0xD1, 0xDC,
    0xA7,  0xBF,  'a',   'b',   'c',   'd',   'e',   'f',   'g',    'h',  'i',  'j',  'k',  'l',  'm',  'n',  'o',   'p',  'q',
    'r',   's',   't',   'u',   'v',   'w',   'x',   'y',   'z',    0xE4, 0xF6, 0xF1, 0xFC, 0xE0};

struct Extended {
  char32_t point;
  char septet;
};
// [TS 23.038 6.2.1.1]
constexpr std::array<Extended, 10> k_extension{{{0x0C, 0x0A},
                                                {'^', 0x14},
                                                {'{', 0x28},
                                                {'}', 0x29},
                                                {'\\', 0x2F},
                                                {'[', 0x3C},
                                                {'~', 0x3D},
                                                {']', 0x3E},
                                                {'|', 0x40},
                                                {0x20AC, 0x65}}};

bool is_surrogate(char32_t point) { return point >= 0xD800 && point <= 0xDFFF; }

std::uint8_t octet(char c) { return static_cast<std::uint8_t>(c); }

struct Lead {
  std::size_t more = 0;  // bytes that follow
  char32_t bits = 0;
  char32_t least = 0;  // below it the form is overlong
};

std::optional<Lead> lead_of(std::uint8_t byte) {
  if (byte < 0x80) return Lead{0, byte, 0};
  if ((byte & 0xE0U) == 0xC0) return Lead{1, byte & 0x1FU, 0x80};
  if ((byte & 0xF0U) == 0xE0) return Lead{2, byte & 0x0FU, 0x800};
  if ((byte & 0xF8U) == 0xF0) return Lead{3, byte & 0x07U, 0x10000};
  return std::nullopt;
}

std::optional<char32_t> take_point(std::string_view& text) {
  const auto lead = lead_of(octet(text.front()));
  if (!lead || text.size() <= lead->more) return std::nullopt;
  char32_t point = lead->bits;
  for (std::size_t i = 1; i <= lead->more; ++i) {
    const std::uint8_t byte = octet(text[i]);
    if ((byte & 0xC0U) != 0x80) return std::nullopt;
    point = point << 6U | (byte & 0x3FU);
  }
  if (point < lead->least || point > k_last_point || is_surrogate(point)) return std::nullopt;
  text.remove_prefix(lead->more + 1);
  return point;
}

void append_utf8(std::string& out, char32_t point) {
  if (point > k_last_point || is_surrogate(point)) point = k_replacement;
  if (point < 0x80) {
    out += static_cast<char>(point);
    return;
  }
  const unsigned more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  const auto mark = static_cast<char32_t>(0xFF00U >> (more + 1)) & 0xFFU;
  out += static_cast<char>(mark | point >> (6U * more));
  for (unsigned i = more; i > 0; --i) out += static_cast<char>(0x80U | (point >> (6U * (i - 1)) & 0x3FU));
}

void append_unit(std::string& out, char32_t unit) {
  out += static_cast<char>(unit >> 8U & 0xFFU);
  out += static_cast<char>(unit & 0xFFU);
}

bool append_septet(std::string& out, char32_t point) {
  const auto* const plain = std::find(k_default.begin(), k_default.end(), point);
  if (plain != k_default.end()) {
    out += static_cast<char>(plain - k_default.begin());
    return true;
  }
  const auto* const extended = std::find_if(k_extension.begin(), k_extension.end(), [&](const auto& one) { return one.point == point; });
  if (extended == k_extension.end()) return false;
  out += k_escape;
  out += extended->septet;
  return true;
}

}  // namespace

env::Expected<std::u32string> code_points(std::string_view utf8) {
  std::u32string points;
  while (!utf8.empty()) {
    const auto point = take_point(utf8);
    if (!point) return env::fail(env::ErrorCode::bad_mode, env::Remedy::misuse, "the text of the message is not UTF-8");
    points += *point;
  }
  return points;
}

std::string utf8(std::u32string_view points) {
  std::string text;
  for (const char32_t point : points) append_utf8(text, point);
  return text;
}

std::optional<std::string> septets(std::u32string_view points) {
  std::string out;
  for (const char32_t point : points)
    if (!append_septet(out, point)) return std::nullopt;
  return out;
}

std::string utf16(std::u32string_view points) {
  std::string out;
  for (const char32_t point : points) {
    if (point < 0x10000) {
      append_unit(out, point);
      continue;
    }
    append_unit(out, 0xD800 + ((point - 0x10000) >> 10U));
    append_unit(out, 0xDC00 + ((point - 0x10000) & 0x3FFU));
  }
  return out;
}

std::string utf8_of_utf16(std::string_view bytes) {
  std::string text;
  char32_t high = 0;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const char32_t unit = static_cast<char32_t>(octet(bytes[at])) << 8U | octet(bytes[at + 1]);
    const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (high != 0 && !low) append_utf8(text, k_replacement);
    const bool pair = high != 0 && low;
    if (pair) append_utf8(text, 0x10000 + ((high - 0xD800) << 10U) + (unit - 0xDC00));
    high = is_surrogate(unit) && !low ? unit : 0;
    if (!pair && high == 0) append_utf8(text, unit);
  }
  if (high != 0) append_utf8(text, k_replacement);
  return text;
}

std::string packed(std::string_view septets, unsigned fill) {
  std::string out;
  unsigned bits = 0;
  unsigned waiting = fill;
  for (const char septet : septets) {
    bits |= static_cast<unsigned>(octet(septet)) << waiting;
    waiting += 7;
    for (; waiting >= 8; waiting -= 8, bits >>= 8U) out += static_cast<char>(bits & 0xFFU);
  }
  if (waiting > 0 && !septets.empty()) out += static_cast<char>(bits & 0xFFU);
  return out;
}

std::string to_hex(std::string_view bytes) {
  static constexpr std::string_view k_figures = "0123456789ABCDEF";
  std::string hex;
  for (const char byte : bytes) {
    hex += k_figures[octet(byte) >> 4U];
    hex += k_figures[octet(byte) & 0x0FU];
  }
  return hex;
}

}  // namespace campon::atmodem
