#include "hw-sim/modem/command_line.hpp"

#include <cctype>

namespace campon::sim {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
char upper(char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); }

class Parser {
 public:
  explicit Parser(std::string_view body) : rest_(body) {}

  std::optional<std::vector<AtCommand>> parse() {
    while (skip_blanks(), !rest_.empty()) {
      if (rest_[0] == ';') {
        rest_.remove_prefix(1);
        continue;
      }
      auto command = one();
      if (!command) return std::nullopt;
      commands_.push_back(std::move(*command));
    }
    return std::move(commands_);
  }

 private:
  void skip_blanks() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
  }
  std::string number() {
    std::string out;
    while (!rest_.empty() && is_digit(rest_[0])) {
      out += rest_[0];
      rest_.remove_prefix(1);
    }
    return out;
  }

  std::optional<AtCommand> one() {
    const char first = upper(rest_[0]);
    if (first == '+' || first == '#' || first == '-') return extended();
    if (first == 'D') return dial();
    if (first == 'S') return s_register();
    return basic();
  }

  std::optional<AtCommand> basic() {
    AtCommand out;
    if (rest_[0] == '&' || rest_[0] == '\\' || rest_[0] == '%') {
      out.name += rest_[0];
      rest_.remove_prefix(1);
    }
    if (rest_.empty() || !is_letter(rest_[0])) return std::nullopt;
    out.name += upper(rest_[0]);
    rest_.remove_prefix(1);
    out.value = number();
    return out;
  }

  std::optional<AtCommand> s_register() {
    rest_.remove_prefix(1);
    AtCommand out;
    out.kind = AtCommand::Kind::s_register;
    out.name = "S" + number();
    if (out.name.size() == 1 || rest_.empty()) return std::nullopt;
    out.asks = rest_[0] == '?';
    if (!out.asks && rest_[0] != '=') return std::nullopt;
    rest_.remove_prefix(1);
    if (!out.asks) out.value = number();
    return out;
  }

  // Eats the rest of the line up to its ';'.
  std::optional<AtCommand> dial() {
    rest_.remove_prefix(1);
    AtCommand out;
    out.kind = AtCommand::Kind::dial;
    out.name = "D";
    const auto end = rest_.find(';');
    for (const char c : rest_.substr(0, end)) out.value += upper(c);
    rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
    if (end != std::string_view::npos) out.value += ';';
    return out;
  }

  std::optional<AtCommand> extended() {
    AtCommand out;
    out.kind = AtCommand::Kind::extended;
    do {
      out.name += upper(rest_[0]);
      rest_.remove_prefix(1);
    } while (!rest_.empty() && (is_letter(rest_[0]) || is_digit(rest_[0])));
    if (rest_.starts_with("=?")) {
      out.asks_range = true;
      rest_.remove_prefix(2);
    } else if (rest_.starts_with('?')) {
      out.asks = true;
      rest_.remove_prefix(1);
    } else if (rest_.starts_with('=')) {
      const auto end = rest_.find(';');
      out.value = rest_.substr(1, end == std::string_view::npos ? end : end - 1);
      rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end);
    }
    skip_blanks();
    if (!rest_.empty() && rest_[0] != ';') return std::nullopt;
    return out;
  }

  std::string_view rest_;
  std::vector<AtCommand> commands_;
};

}  // namespace

std::optional<std::vector<AtCommand>> parse_command_line(std::string_view body) { return Parser(body).parse(); }

}  // namespace campon::sim
