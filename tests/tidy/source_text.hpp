// A C++ source taken apart into code, literals and comments, line by line, without a compiler.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace campon::tidy {

// Columns stay where they are: what does not belong to a view is blank there.
struct SourceLine {
  std::string raw;
  std::string code;      // without the contents of literals and comments; the quotes stay
  std::string literals;  // contents of string and character literals only
  std::string comment;   // text of comments only, with their marks
};

struct SourceText {
  std::string path;  // relative to the root, with '/'
  std::vector<SourceLine> lines;
};

// Knows comments, raw strings, character literals, digit separators and continued lines. Never fails: an unfinished
// literal ends with its line, an unfinished comment with the file.
SourceText take_apart(std::string path, std::string_view text);

// First place at or after `from` where `word` stands and does not continue an identifier on either side that is one.
std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0);

bool is_word_char(char c);
std::string lowered(std::string_view text);
std::string trimmed(std::string_view text);

}  // namespace campon::tidy
