// The other parties on the lines: those who are busy, do not answer, or call. They do as they are told.
#pragma once

#include <string>

#include "apps/conformance/library.hpp"
#include "apps/conformance/options.hpp"

namespace campon::conformance {

class Peer {
 public:
  Peer(const Library& library, std::string command);

  // One order in the words of the simulator ("busy 5550123"), to the exchange of a line. False: it could not be given.
  [[nodiscard]] bool tell(const LinePlan& line, const std::string& order) const;

 private:
  int (*inside_)(const char* exchange, const char* order);  // of a library that plays both sides, or nullptr
  std::string command_;
};

}  // namespace campon::conformance
