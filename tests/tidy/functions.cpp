#include "tests/tidy/functions.hpp"

#include <algorithm>
#include <array>

namespace campon::tidy {

namespace {

// What a pair of braces is, judged by the text before it.
enum class Brace {
  scope,     // namespace, class, extern "C": functions may stand inside
  function,  // a body
  value,     // an initializer inside the text, which goes on after it
  other,     // enum, table, lambda that initialises a constant
};

bool begins_with_word(std::string_view text, std::string_view word) { return text.starts_with(word) && find_word(text, word) == 0; }

std::string without_template_head(std::string_view head) {
  std::string text = trimmed(head);
  while (begins_with_word(text, "template")) {
    std::size_t at = text.find('<');
    if (at == std::string::npos) break;
    for (int depth = 0; at < text.size(); ++at) {
      depth += text[at] == '<' ? 1 : text[at] == '>' ? -1 : 0;
      if (depth == 0) break;
    }
    text = trimmed(std::string_view(text).substr(std::min(at + 1, text.size())));
  }
  return text;
}

int paren_depth(std::string_view head) {
  return static_cast<int>(std::count(head.begin(), head.end(), '(') - std::count(head.begin(), head.end(), ')'));
}

// "A::A(int b) : c_" has begun its member initializers; "A::A(int b)" has not.
bool initializes_members(std::string_view head) {
  for (std::size_t at = head.find(')'); at < head.size(); ++at) {
    if (head[at] != ':') continue;
    if (at + 1 < head.size() && head[at + 1] == ':') {
      ++at;
      continue;
    }
    return paren_depth(head.substr(0, at)) == 0;
  }
  return false;
}

// '=' outside of parentheses, other than in the name of an operator.
bool is_initializer(std::string_view head) {
  if (head.find("operator") != std::string_view::npos) return false;
  const std::size_t at = head.find('=');
  return at != std::string_view::npos && paren_depth(head.substr(0, at)) == 0;
}

Brace judge(const std::string& head) {
  static constexpr std::array<std::string_view, 5> k_scopes{"namespace", "inline namespace", "class", "struct", "union"};
  if (paren_depth(head) > 0) return Brace::value;
  if (std::any_of(k_scopes.begin(), k_scopes.end(), [&](auto word) { return begins_with_word(head, word); })) return Brace::scope;
  if (begins_with_word(head, "extern") && head.ends_with('"')) return Brace::scope;
  if (begins_with_word(head, "enum") || head.find('(') == std::string::npos) return Brace::other;
  if (is_initializer(head)) return Brace::other;
  const char last = head.back();
  if (initializes_members(head) && last != ')' && last != '}') return Brace::value;
  return Brace::function;
}

std::string name_in(const std::string& head) {
  const std::size_t open = head.find('(');
  const std::size_t end = head.find_last_not_of(' ', open - 1) + 1;
  std::size_t begin = end;
  while (begin > 0 && (is_word_char(head[begin - 1]) || head[begin - 1] == ':' || head[begin - 1] == '~')) --begin;
  return head.substr(begin, end - begin);
}

class Walker {
 public:
  explicit Walker(const SourceText& source) {
    bool continued = false;
    for (const auto& line : source.lines) {
      ++line_;
      const bool directive = continued || trimmed(line.code).starts_with('#');
      continued = directive && line.code.ends_with('\\');
      if (directive) continue;
      for (const char c : line.code) one(c);
      head_ += ' ';
    }
  }
  std::vector<FunctionExtent> found() { return std::move(found_); }

 private:
  void one(char c) {
    if (inside_ > 0) return body(c);
    if (c == '{') return open();
    if (c == '}' || c == ';') {
      // A semicolon inside parentheses cannot stand at this level, and one that ends a declaration ends its head.
      head_.clear();
      return;
    }
    const bool label = c == ':' && (head_.ends_with("public") || head_.ends_with("private") || head_.ends_with("protected"));
    if (label) return head_.clear();
    head_ += c;
  }

  void open() {
    kind_ = judge(without_template_head(head_));
    if (kind_ == Brace::scope) return head_.clear();
    begin_ = line_;
    inside_ = 1;
  }

  void body(char c) {
    inside_ += c == '{' ? 1 : c == '}' ? -1 : 0;
    if (inside_ > 0) return;
    if (kind_ == Brace::value) {
      head_ += '}';
      return;
    }
    if (kind_ == Brace::function) found_.push_back({name_in(without_template_head(head_)), begin_, line_ - begin_ + 1});
    head_.clear();
  }

  std::vector<FunctionExtent> found_;
  std::string head_;
  Brace kind_ = Brace::other;
  int line_ = 0;
  int begin_ = 0;
  int inside_ = 0;  // braces open inside the present body
};

}  // namespace

std::vector<FunctionExtent> functions_of(const SourceText& source) { return Walker(source).found(); }

}  // namespace campon::tidy
