// What was found wrong in a run, and which rare things it has met.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/time.hpp"

namespace campon::simulation {

struct Finding {
  env::Time at{};
  std::string rule;  // "I6", of the list of invariants in docs/simulation.md
  std::string what;
};

using Counts = std::map<std::string, std::uint64_t, std::less<>>;

class Findings {
 public:
  // Only the first few are kept: what follows a broken invariant is seldom of interest.
  void add(env::Time at, std::string_view rule, std::string what);
  [[nodiscard]] bool any() const { return !found_.empty(); }
  [[nodiscard]] const std::vector<Finding>& all() const { return found_; }

  // Something rare has happened: "crash before the reply". A long run that never met one of k_sometimes has tested too little.
  void met(std::string_view what);
  [[nodiscard]] const Counts& rare() const { return rare_; }

  // A row of the fault model has happened, by whatever the run itself does.
  void fault(std::string_view row);
  [[nodiscard]] const Counts& faults() const { return faults_; }
  [[nodiscard]] std::uint64_t injected() const { return injected_; }

 private:
  std::vector<Finding> found_;
  Counts rare_;
  Counts faults_;
  std::uint64_t injected_ = 0;
};

// Wrong for longer than is allowed.
class Watch {
 public:
  // True once, when it has been wrong for longer than `allowed`.
  bool too_long(bool wrong, env::Time now, env::Duration allowed);

 private:
  env::Time since_{};
  bool wrong_ = false;
  bool told_ = false;
};

}  // namespace campon::simulation
