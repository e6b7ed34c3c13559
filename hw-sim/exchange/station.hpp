// One number of the exchange: its line, what is plugged into it, and the habits of a subscriber without a device.
#pragma once

#include <optional>
#include <string>

#include "hw-sim/exchange/station_table.hpp"
#include "hw-sim/line/line_port.hpp"
#include "hw-sim/line/ringer.hpp"

namespace campon::sim {

class Exchange;

struct Habits {
  int answers_after = 1;  // rings; 0 is never
  bool refuses_calls = false;
  bool refuses_features = false;
  bool engaged_next = false;  // in another call as soon as this one is over
  std::optional<env::Duration> talk;
};

// The Exchange owns and moves it; a device sees the LinePort only.
class Station final : public LinePort {
 public:
  using State = StationMachine::State;

  Station(std::string its_number, Exchange& exchange, env::Scheduler& scheduler);

  void go_off_hook() override;
  void go_on_hook() override;
  void flash(env::Duration length) override;
  void digit_begins() override;
  void digit(char digit) override;
  [[nodiscard]] const Signal& signal() const override { return hears; }
  [[nodiscard]] bool rings() const override { return machine.is(State::ringing) || machine.is(State::recalled); }
  [[nodiscard]] bool is_idle() const { return machine.is(State::idle); }
  [[nodiscard]] bool is_off_hook() const { return !is_idle() && !rings(); }

  const std::string number;
  Habits habits;
  LineDevice* device = nullptr;
  env::StateMachine<StationMachine, k_station_table> machine;

  Signal hears;
  Sound then_hears = Sound::silence;  // after a tone that ends by itself
  std::string digits;
  bool receiving = false;          // a digit receiver is on the line
  std::string last_called;         // empty when there is none that a code could mean
  Station* busy_target = nullptr;  // whose busy tone is heard
  Station* peer = nullptr;         // called, calling or connected
  Station* held = nullptr;         // on hold behind a flash; its peer is this one
  Station* intruder = nullptr;     // listens in
  Station* camps_on = nullptr;
  std::string desk;    // the emergency number it is connected with
  bool rested = true;  // idle for the guard time

  Ringer ringer;
  env::Timer progress;  // the exchange's next step with this line
  env::Timer tone_end;
  env::Timer habit;  // the subscriber's next step
  env::Timer guard;

 private:
  Exchange& exchange_;
};

}  // namespace campon::sim
