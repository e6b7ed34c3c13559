#include "apps/conformance/report.hpp"

#include <iostream>
#include <nlohmann/json.hpp>

namespace campon::conformance {
namespace {

const char* outcome(const Trial& trial) {
  if (trial.failed()) return "not ok";
  return trial.skipped().empty() ? "ok" : "skip";
}

// A line that JSON readers take whatever the provider said.
std::string line(const nlohmann::json& object) { return object.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace) + "\n"; }

}  // namespace

void Report::begin(std::size_t checks) {
  if (!json_) std::cout << "TAP version 13\n1.." << checks << "\n";
}

void Report::tell(const Check& check, const Trial& trial) {
  int& count = trial.failed() ? counts_.failed : trial.skipped().empty() ? counts_.passed : counts_.skipped;
  ++count;
  const int number = counts_.passed + counts_.failed + counts_.skipped;
  if (json_) {
    std::cout << line({{"check", check.title()},
                       {"group", check.group},
                       {"outcome", outcome(trial)},
                       {"what", trial.what()},
                       {"expected", trial.expected()},
                       {"got", trial.got()},
                       {"why_skipped", trial.skipped()}});
    return;
  }
  std::cout << (trial.failed() ? "not ok " : "ok ") << number << " - " << check.title();
  if (!trial.failed() && !trial.skipped().empty()) std::cout << " # SKIP " << trial.skipped();
  std::cout << "\n";
  if (trial.failed())
    std::cout << "  ---\n  what: " << trial.what() << "\n  expected: " << trial.expected() << "\n  got: " << trial.got() << "\n  ...\n";
  std::cout.flush();
}

void Report::end() {
  if (json_) {
    std::cout << line({{"passed", counts_.passed}, {"failed", counts_.failed}, {"skipped", counts_.skipped}});
    return;
  }
  std::cout << "# " << counts_.passed << " ok, " << counts_.failed << " not ok, " << counts_.skipped << " skipped\n";
}

void Report::stuck(const Check& check) {
  Trial trial;
  trial.holds("the provider returns", false);
  tell(check, trial);
  end();
  std::cout.flush();
}

}  // namespace campon::conformance
