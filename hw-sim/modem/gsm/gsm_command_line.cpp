#include "hw-sim/modem/gsm/gsm_command_line.hpp"

#include <algorithm>
#include <charconv>

namespace campon::sim {

namespace {

constexpr std::string_view k_digits = "0123456789";
// Beginnings of extended names: V.250's and those of makers.
constexpr std::string_view k_extended = "+^%#*$@_";

char upper(char byte) { return byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : byte; }
bool is_letter(char byte) { return upper(byte) >= 'A' && upper(byte) <= 'Z'; }

std::string_view take_while(std::string_view& text, auto fits) {
  const auto end = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), fits) - text.begin());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end);
  return part;
}

std::string_view take_digits(std::string_view& text) {
  return take_while(text, [](char byte) { return k_digits.find(byte) != std::string_view::npos; });
}

std::string take_name(std::string_view& text) {
  std::string name(1, text[0]);
  text.remove_prefix(1);
  for (const char byte : take_while(text, [](char one) { return is_letter(one) || k_digits.find(one) != std::string_view::npos; }))
    name += upper(byte);
  return name;
}

// Up to the ';' that stands in no string.
std::string_view take_value(std::string_view& text) {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < text.size() && (quoted || text[end] != ';'); ++end) quoted ^= text[end] == '"';
  const std::string_view value = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return value;
}

std::vector<std::string> split_arguments(std::string_view value) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (const char byte : value) {
    if (byte == '"')
      quoted = !quoted;
    else if (byte == ',' && !quoted)
      out.emplace_back();
    else if (byte != ' ' || quoted)
      out.back() += byte;
  }
  return out;
}

GsmCommand take_extended(std::string_view& text) {
  GsmCommand out;
  out.kind = GsmCommand::Kind::extended;
  out.name = take_name(text);
  const std::string_view value = take_value(text);
  if (value.empty()) return out;
  if (value == "?") {
    out.form = GsmCommand::Form::read;
  } else if (value == "=?") {
    out.form = GsmCommand::Form::test;
  } else if (value[0] == '=') {
    out.form = GsmCommand::Form::set;
    out.arguments = split_arguments(value.substr(1));
  } else {
    out.kind = GsmCommand::Kind::wrong;
  }
  return out;
}

GsmCommand take_register(std::string_view& text) {
  GsmCommand out;
  text.remove_prefix(1);
  out.name = "S" + std::string(take_digits(text));
  if (out.name.size() == 1 || text.empty()) return out;
  const char how = text[0];
  text.remove_prefix(1);
  if (how == '?') out.form = GsmCommand::Form::read;
  if (how == '=') out.form = GsmCommand::Form::set;
  if (how == '=') out.arguments = {std::string(take_digits(text))};
  if (how == '=' || how == '?') out.kind = GsmCommand::Kind::s_register;
  return out;
}

// Up to and with the ';' that stands in no string, as in D">name";. [27.007 6.3]
GsmCommand take_dial(std::string_view& text) {
  text.remove_prefix(1);
  GsmCommand out;
  out.kind = GsmCommand::Kind::dial;
  out.name = "D";
  bool quoted = false;
  std::size_t end = 0;
  for (; end < text.size() && (quoted || text[end] != ';'); ++end) quoted ^= text[end] == '"';
  if (end < text.size()) ++end;
  out.text = text.substr(0, end);
  text.remove_prefix(end);
  return out;
}

GsmCommand take_basic(std::string_view& text) {
  GsmCommand out;
  const std::size_t length = is_letter(text[0]) ? 1 : 2;
  if (text.size() < length || !is_letter(text[length - 1]) || (length == 2 && text[0] != '&' && text[0] != '\\')) {
    text = {};
    return out;
  }
  out.kind = GsmCommand::Kind::basic;
  for (const char byte : text.substr(0, length)) out.name += upper(byte);
  text.remove_prefix(length);
  out.text = take_digits(text);
  return out;
}

GsmCommand take_command(std::string_view& text) {
  if (k_extended.find(text[0]) != std::string_view::npos) return take_extended(text);
  if (upper(text[0]) == 'S') return take_register(text);
  if (upper(text[0]) == 'D') return take_dial(text);
  return take_basic(text);
}

}  // namespace

std::vector<GsmCommand> parse_gsm_commands(std::string_view line) {
  std::vector<GsmCommand> out;
  while (!line.empty()) {
    if (line[0] == ';' || line[0] == ' ') {
      line.remove_prefix(1);
      continue;
    }
    out.push_back(take_command(line));
    if (out.back().kind == GsmCommand::Kind::wrong) break;
  }
  return out;
}

std::optional<int> number_in(std::string_view text, int limit) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || value < 0 || value > limit) return std::nullopt;
  return value;
}

GsmDial parse_gsm_dial(std::string_view text) {
  constexpr std::string_view k_dialled = "0123456789*#+ABCD";
  constexpr std::string_view k_ignored = "TW!@()-. \"";  // [27.007 6.2]
  constexpr std::string_view k_flags = "IG";             // the caller's number, the closed user group [27.007 6.4, 6.5]
  GsmDial out;
  if (text.ends_with(';')) {
    out.voice = true;
    text.remove_suffix(1);
  }
  bool pause = false;
  for (const char raw : text) {
    const char byte = upper(raw);
    if (byte == ',' || (byte == 'P' && !out.number.empty()))
      pause = true;
    else if (k_dialled.find(byte) != std::string_view::npos)
      (pause ? out.tones : out.number) += byte;
    else if (k_ignored.find(byte) == std::string_view::npos && k_flags.find(byte) == std::string_view::npos && byte != 'P')
      out.wrong = true;
  }
  const bool misplaced = out.number.find('+', 1) != std::string::npos;
  if (misplaced || out.number.size() > 40) out.wrong = true;
  return out;
}

}  // namespace campon::sim
