// Where the program tells its results: lines for people, or one JSON object per line for machines.
#pragma once

#include <functional>
#include <iosfwd>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "apps/campon/exit_codes.hpp"
#include "campon/error.hpp"
#include "hal/env/error.hpp"

namespace campon::cli {

using Json = nlohmann::ordered_json;

class Report {
 public:
  // `out` takes results, `err` takes errors for people; both must outlive the report.
  Report(std::ostream& out, std::ostream& err, bool json) : out_(out), err_(err), json_(json) {}

  [[nodiscard]] bool json() const { return json_; }
  // The same fact in both forms. Text that came from a line must be escaped already; JSON is pure ASCII.
  void tell(const Json& object, std::string_view text);
  // Called before each line for people: a status line gets out of the way. Empty: nothing is called.
  void before_each(std::function<void()> clear) { before_ = std::move(clear); }
  // For people only.
  void text(std::string_view text);
  // One sentence on stderr, and in machine output an object {"type":"error"}. Answers with `exit`.
  int error(Exit exit, std::string_view sentence);
  int error(const env::Error& error);
  int error(const Error& error, Exit exit);

 private:
  void line(std::ostream& stream, std::string_view text);

  std::ostream& out_;
  std::ostream& err_;
  bool json_;
  std::function<void()> before_;
};

// Which exit code an error of ours leads to.
Exit exit_for(env::ErrorCode code);

}  // namespace campon::cli
