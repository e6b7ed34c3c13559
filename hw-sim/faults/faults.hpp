// What can go wrong, by name: each fault is a row of the fault model, off until it is switched on, and counted when it happens.
//
// The place where a fault can happen asks `fires()`; it is true as often as somebody has ordered it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/rng.hpp"

namespace campon::sim {

// D device and tty, L line, X exchange, P AT protocol, R far end: the rows that a modem, a line or an exchange can produce.
struct FaultKind {
  std::string_view name;  // "P03"
  std::string_view what;  // in a few words, for `ctl faults`
};
inline constexpr std::size_t k_fault_kinds = 71;
extern const std::array<FaultKind, k_fault_kinds> k_faults;

struct FaultCount {
  std::string_view name;
  std::string_view what;
  unsigned ordered = 0;     // how often it is still to happen
  unsigned per_mille = 0;   // chance at each occasion
  std::uint64_t fired = 0;  // how often it has happened
};

class Faults {
 public:
  // `rng` decides faults that happen at a rate; it must outlive this.
  explicit Faults(env::Rng& rng) : rng_(rng) {}
  Faults(const Faults&) = delete;
  Faults& operator=(const Faults&) = delete;

  // It happens at the next `times` occasions. Errors: bad_handle for a name that is in no row.
  env::Result order(std::string_view name, unsigned times = 1);
  // It happens by chance, `per_mille` of 1000 occasions; 0 never. Errors: bad_handle.
  env::Result rate(std::string_view name, unsigned per_mille);
  void clear();

  // Asked at the place where the fault can happen; counts when it does. A name that is in no row never fires.
  bool fires(std::string_view name);
  [[nodiscard]] std::uint64_t fired(std::string_view name) const;
  // Of all rows together.
  [[nodiscard]] std::uint64_t total() const { return total_; }
  // All rows, in their order.
  [[nodiscard]] std::vector<FaultCount> counts() const;

 private:
  struct Row {
    unsigned ordered = 0;
    unsigned per_mille = 0;
    std::uint64_t fired = 0;
  };
  env::Rng& rng_;
  std::uint64_t total_ = 0;
  bool any_ = false;  // something has been ordered since the last clear()
  std::array<Row, k_fault_kinds> rows_{};
};

}  // namespace campon::sim
