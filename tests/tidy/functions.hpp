// Where the functions of a source begin and end, by their braces.
#pragma once

#include <string>
#include <vector>

#include "tests/tidy/source_text.hpp"

namespace campon::tidy {

struct FunctionExtent {
  std::string name;  // as written before its parameters: "Line::seize"
  int line = 0;      // of the opening brace, from 1
  int length = 0;    // lines from the opening to the closing brace
};

// Functions and member functions with a body. A lambda belongs to the function around it; a lambda or table that
// initialises a constant is data and not counted.
std::vector<FunctionExtent> functions_of(const SourceText& source);

}  // namespace campon::tidy
