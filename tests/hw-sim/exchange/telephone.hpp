// An exchange with plain telephones at its lines and a person at each: lifts, dials, flashes, hears. Virtual time.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/rng.hpp"
#include "hal/env/trace.hpp"
#include "hal/env/virtual_scheduler.hpp"
#include "hw-sim/catalogue.hpp"
#include "hw-sim/exchange/exchange.hpp"
#include "hw-sim/faults/faults.hpp"

namespace campon::sim {

using namespace std::chrono_literals;

class Telephone final : public LineDevice {
 public:
  void on_signal(const Signal& signal) override { heard.push_back(signal.sound); }
  void on_ring_burst(bool begins) override { bursts += begins ? 1 : 0; }
  void on_ring_end() override { ++ring_ends; }
  void on_caller_id(const CallerId& id) override { ids.push_back(id); }
  void on_loop_drop() override { ++loop_drops; }
  void on_polarity() override { ++reversals; }
  void on_digit(char digit, bool begins) override {
    if (begins) digits += digit;
  }

  std::vector<Sound> heard;
  std::vector<CallerId> ids;
  std::string digits;
  int bursts = 0;
  int ring_ends = 0;
  int loop_drops = 0;
  int reversals = 0;
};

struct Town {
  explicit Town(std::string_view plan) : Town(load_plan(plan).value()) {}
  explicit Town(Plan plan) : exchange(std::move(plan), time, trace, faults) {}

  const Plan& plan() { return exchange.plan(); }
  // The n-th number after the first.
  std::string number(int n) {
    std::string digits = std::to_string(std::stoll(plan().numbering.first) + n);
    return std::string(plan().numbering.first.size() - digits.size(), '0') + digits;
  }
  Station& station(std::string_view of) { return exchange.station(of); }
  void advance(env::Duration length) { time.advance(length); }

  env::VirtualScheduler time;
  env::NullTrace trace;
  env::SeededRng rng{1};
  Faults faults{rng};
  Exchange exchange;
};

// A line with a telephone, by its number.
class Person {
 public:
  Person(Town& town, int n) : town_(town), number(town.number(n)), line(town.station(number)) { line.device = &phone; }
  ~Person() { line.device = nullptr; }
  Person(const Person&) = delete;
  Person& operator=(const Person&) = delete;

  void lifts() { line.go_off_hook(); }
  void hangs_up() { line.go_on_hook(); }
  void flashes() {
    const Waits& waits = town_.plan().waits;
    line.flash((waits.flash_min + waits.flash_max) / 2);
  }
  void presses(std::string_view digits) {
    for (const char digit : digits) {
      line.digit_begins();
      town_.advance(80ms);
      line.digit(digit);
      town_.advance(80ms);
    }
  }
  [[nodiscard]] Sound hears() const { return line.hears.sound; }
  bool waits_for(Sound sound, env::Duration within = 12s) {
    return town_.time.run_until([&] { return hears() == sound; }, within);
  }
  bool waits_for_dial_tone() {
    return town_.time.run_until([&] { return hears() == Sound::dial || hears() == Sound::stutter; }, 3s);
  }
  bool is_called(env::Duration within) {
    return town_.time.run_until([&] { return line.rings(); }, within);
  }
  void calls(std::string_view whom) {
    lifts();
    ASSERT_TRUE(waits_for_dial_tone());
    presses(whom);
  }
  // The procedure in the notation of the feature codes: O H H2s F w k digits D T {code} (wait).
  void follows(std::string_view sequence, const std::string& number_d);
  // Calls `whom`, who is busy, and asks by the procedure.
  void asks_for(const std::string& whom, std::string_view sequence) {
    town_.exchange.engage(town_.station(whom));
    calls(whom);
    ASSERT_TRUE(waits_for(Sound::busy));
    town_.advance(1s);
    follows(sequence, whom);
  }

 private:
  Town& town_;

 public:
  Telephone phone;
  const std::string number;
  Station& line;
};

}  // namespace campon::sim
