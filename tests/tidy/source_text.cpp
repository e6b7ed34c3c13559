#include "tests/tidy/source_text.hpp"

#include <algorithm>

namespace campon::tidy {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Splitter {
 public:
  Splitter(std::string path, std::string_view text) : text_(text) {
    out_.path = std::move(path);
    out_.lines.emplace_back();
  }

  SourceText run() {
    while (!done()) one();
    if (out_.lines.back().raw.empty()) out_.lines.pop_back();
    return std::move(out_);
  }

 private:
  enum class Kind { code, literal, comment };

  [[nodiscard]] bool done() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void put(Kind kind) {
    const char c = text_[at_++];
    if (c == '\n') {
      out_.lines.emplace_back();
      return;
    }
    SourceLine& line = out_.lines.back();
    const char blank = c == '\t' ? '\t' : ' ';
    line.raw += c;
    line.code += kind == Kind::code ? c : blank;
    line.literals += kind == Kind::literal ? c : blank;
    line.comment += kind == Kind::comment ? c : blank;
  }
  void put(Kind kind, std::size_t count) {
    for (std::size_t i = 0; i < count && !done(); ++i) put(kind);
  }

  void one() {
    const char c = peek();
    if (c == '/' && peek(1) == '/') return line_comment();
    if (c == '/' && peek(1) == '*') return block_comment();
    if (c == '"' || c == '\'') return literal(c);
    if (is_digit(c)) return number();
    if (is_word_char(c)) return word();
    put(Kind::code);
  }

  void line_comment() {
    while (!done() && !(peek() == '\n' && text_[at_ - 1] != '\\')) put(Kind::comment);
  }
  void block_comment() {
    put(Kind::comment, 2);
    while (!done() && !(peek() == '*' && peek(1) == '/')) put(Kind::comment);
    put(Kind::comment, 2);
  }
  void literal(char quote) {
    put(Kind::code);
    while (!done() && peek() != quote && peek() != '\n') put(Kind::literal, peek() == '\\' ? 2 : 1);
    if (peek() == quote) put(Kind::code);
  }
  void number() {
    while (is_word_char(peek()) || peek() == '.' || (peek() == '\'' && is_word_char(peek(1)))) put(Kind::code);
  }
  void word() {
    const std::size_t begin = at_;
    while (is_word_char(peek())) put(Kind::code);
    if (peek() == '"' && text_[at_ - 1] == 'R' && at_ - begin <= 3) raw_string();
  }
  void raw_string() {
    const std::size_t open = text_.find('(', at_);
    if (open == std::string_view::npos) return;
    const std::string close = ")" + std::string(text_.substr(at_ + 1, open - at_ - 1)) + "\"";
    const std::size_t end = std::min(text_.find(close, open), text_.size());
    put(Kind::code);
    while (at_ < end) put(Kind::literal);
    put(Kind::literal, close.size() - 1);
    put(Kind::code, 1);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  SourceText out_;
};

}  // namespace

bool is_word_char(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_'; }

SourceText take_apart(std::string path, std::string_view text) { return Splitter(std::move(path), text).run(); }

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from) {
  for (std::size_t at = text.find(word, from); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    // "::open(" is the global function only where nothing qualifies it.
    const bool glued_before = at > 0 && is_word_char(text[at - 1]) && (is_word_char(word.front()) || word.front() == ':');
    const bool glued_after = end < text.size() && is_word_char(text[end]) && is_word_char(word.back());
    if (!glued_before && !glued_after) return at;
  }
  return std::string_view::npos;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t") - begin + 1));
}

}  // namespace campon::tidy
