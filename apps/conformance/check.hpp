// One named point of the contract, and what was found when it was tried.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "campon/tspi.h"

namespace campon::conformance {

constexpr LONG error(DWORD value) { return static_cast<LONG>(value); }

// What a check finds out. The first thing that is not as expected counts.
class Trial {
 public:
  // Each returns whether it was as expected.
  bool holds(std::string_view what, bool fact);
  bool equal(std::string_view what, DWORD_PTR expected, DWORD_PTR got);
  // Results of functions and replies, shown by their names.
  bool result(std::string_view what, LONG expected, LONG got);
  bool one_of(std::string_view what, const std::vector<LONG>& expected, LONG got);
  // What cannot be tried here, and why; it neither passes nor fails.
  void skip(std::string why) { skipped_ = std::move(why); }

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] const std::string& what() const { return what_; }
  [[nodiscard]] const std::string& expected() const { return expected_; }
  [[nodiscard]] const std::string& got() const { return got_; }
  [[nodiscard]] const std::string& skipped() const { return skipped_; }  // empty: it was tried

 private:
  bool fail(std::string_view what, std::string expected, std::string got);

  bool failed_ = false;
  std::string what_, expected_, got_, skipped_;
};

struct Check {
  std::string group;  // a function without TSPI_, a structure, or a subject
  std::string name;
  std::function<void(Trial&)> run;

  [[nodiscard]] std::string title() const { return group + "/" + name; }
};
using Suite = std::vector<Check>;

// "LINEERR_INVALPOINTER", "success", "request id 7", or the number in hex.
std::string result_text(LONG result);
std::string hex(DWORD_PTR value);

}  // namespace campon::conformance
