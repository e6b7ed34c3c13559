#include "hw-sim/modem/command_line.hpp"

#include <algorithm>
#include <charconv>

namespace campon::sim {

namespace {

constexpr std::string_view k_digits = "0123456789";
// What may stand in the value of a '#' command; the letters are those of hexadecimal values that begin no basic command.
constexpr std::string_view k_value_of_hash = "0123456789,?=F";
constexpr std::string_view k_basic_prefixes = "&\\%*$~^@)-";

std::string upper_without_blanks(std::string_view line) {
  std::string out;
  for (const char byte : line) {
    if (byte == ' ') continue;
    out += byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : byte;
  }
  return out;
}

bool is_letter(char byte) { return byte >= 'A' && byte <= 'Z'; }

std::string_view take_while(std::string_view& text, std::string_view set) {
  const std::string_view part = text.substr(0, std::min(text.find_first_not_of(set), text.size()));
  text.remove_prefix(part.size());
  return part;
}

std::string_view take_letters(std::string_view& text) {
  const auto end = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_letter) - text.begin());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end);
  return part;
}

Command take_extended(std::string_view& text) {
  const std::string_view whole = text.substr(0, text.find(';'));
  text.remove_prefix(std::min(whole.size() + 1, text.size()));
  const std::size_t end = std::min(whole.find_first_of("=?"), whole.size());
  return {Command::Kind::extended, std::string(whole.substr(0, end)), std::string(whole.substr(end))};
}

// ":U4F,01F4", "*ID1": a value without '='.
Command take_colon(std::string_view& text) {
  const std::string_view whole = text.substr(0, text.find(';'));
  text.remove_prefix(std::min(whole.size() + 1, text.size()));
  return {Command::Kind::extended, std::string(whole.substr(0, 2)), std::string(whole.substr(std::min<std::size_t>(2, whole.size())))};
}

Command take_hash(std::string_view& text) {
  std::string_view left = text.substr(1);
  const std::string_view letters = take_letters(left);
  // A tone list may hold any letter and sign, so it ends as extended ones do.
  if (letters == "VTS" || letters.empty()) return take_extended(text);
  Command out{Command::Kind::extended, "#" + std::string(letters), std::string(take_while(left, k_value_of_hash))};
  if (left.starts_with(';')) left.remove_prefix(1);
  text = left;
  return out;
}

Command take_register(std::string_view& text) {
  text.remove_prefix(1);
  std::string name = "S" + std::string(take_while(text, k_digits));
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    name += "." + std::string(take_while(text, k_digits));
  }
  std::string rest;
  if (text.starts_with('?')) {
    rest = "?";
    text.remove_prefix(1);
  } else if (text.starts_with('=')) {
    text.remove_prefix(1);
    rest = "=" + std::string(take_while(text, k_digits));
  }
  const bool wrong = rest.empty() || name.size() == 1 || name.ends_with('.');
  return {wrong ? Command::Kind::wrong : Command::Kind::s_register, name, rest};
}

Command take_dial(std::string_view& text) {
  const std::size_t end = std::min(text.find(';'), text.size() - 1) + 1;
  Command out{Command::Kind::dial, "D", std::string(text.substr(1, end - 1))};
  text.remove_prefix(end);
  return out;
}

Command take_basic(std::string_view& text) {
  const std::size_t length = is_letter(text[0]) ? 1 : 2;
  if (text.size() < length || !is_letter(text[length - 1])) {
    text = {};
    return {};
  }
  std::string name(text.substr(0, length));
  text.remove_prefix(length);
  return {Command::Kind::basic, std::move(name), std::string(take_while(text, k_digits))};
}

// "-STE=3" and "%CCID=1" have more than one letter, "\Q3" and "&K3" one.
bool is_long_name(std::string_view text) {
  std::string_view left = text.substr(1);
  return take_letters(left).size() > 1 && (left.starts_with('=') || left.starts_with('?'));
}

Command take_command(std::string_view& text) {
  const char first = text[0];
  if (first == '+') return take_extended(text);
  if (first == '#') return take_hash(text);
  if (first == ':') return take_colon(text);
  if (first == 'S') return take_register(text);
  if (first == 'D') return take_dial(text);
  if (k_basic_prefixes.find(first) != std::string_view::npos && is_long_name(text)) return take_extended(text);
  return take_basic(text);
}

int parse_in_base(std::string_view text, int base, int limit) {
  if (text.empty()) return 0;
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  const bool whole = problem == std::errc{} && end == text.data() + text.size() && text[0] != '-';
  return whole && value <= limit ? value : -1;
}

}  // namespace

std::vector<Command> parse_commands(std::string_view line) {
  const std::string text = upper_without_blanks(line);
  std::vector<Command> out;
  std::string_view left = text;
  while (!left.empty()) {
    if (left[0] == ';') {
      left.remove_prefix(1);
      continue;
    }
    out.push_back(take_command(left));
    if (out.back().kind == Command::Kind::wrong) break;
  }
  return out;
}

int parse_number(std::string_view text, int limit) { return parse_in_base(text, 10, limit); }
int parse_hex(std::string_view text, int limit) { return parse_in_base(text, 16, limit); }

}  // namespace campon::sim
