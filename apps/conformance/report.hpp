// What was found, as TAP or as JSON.
#pragma once

#include <string>

#include "apps/conformance/check.hpp"

namespace campon::conformance {

struct Counts {
  int passed = 0, failed = 0, skipped = 0;
};

class Report {
 public:
  explicit Report(bool json) : json_(json) {}

  void begin(std::size_t checks);
  void tell(const Check& check, const Trial& trial);
  // The last line: how many of each.
  void end();
  // The provider does not return from `check`.
  void stuck(const Check& check);
  [[nodiscard]] const Counts& counts() const { return counts_; }

 private:
  bool json_;
  Counts counts_;
};

}  // namespace campon::conformance
