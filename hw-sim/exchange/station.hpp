// One number of the exchange: its line, what is plugged into it, and the habits of a subscriber without a device.
#pragma once

#include <optional>
#include <string>

#include "hw-sim/exchange/plan.hpp"
#include "hw-sim/exchange/request.hpp"
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
  bool do_not_disturb = false;
  bool call_waiting = false;
  std::string forward_to;
  std::optional<env::Duration> talk;
};

// The last call that was made from a line, which codes are about.
struct LastCall {
  enum class End : std::uint8_t { none, busy, user_busy, rejected, no_answer, answered };
  std::string number;  // empty when there is none that a code could mean
  End end = End::none;
  env::Time at{};    // of the tone, or of hanging up
  bool live = true;  // until the caller hangs up
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
  [[nodiscard]] std::string_view region() const override;
  [[nodiscard]] Loop loop() const override { return wires; }
  [[nodiscard]] const Signal& signal() const override { return hears; }
  [[nodiscard]] bool rings() const override { return machine.is(State::ringing) || machine.is(State::recalled); }
  [[nodiscard]] bool is_idle() const { return machine.is(State::idle); }
  [[nodiscard]] bool is_off_hook() const { return !is_idle() && !rings(); }
  [[nodiscard]] bool in_call() const { return machine.is(State::talking) || machine.is(State::engaged); }

  // Who is on it: the number, or that of the subscriber whose channel it is.
  [[nodiscard]] const std::string& identity() const { return of.empty() ? number : of; }

  const std::string number;
  Habits habits;
  LineDevice* device = nullptr;
  bool mobile = false;  // a channel of another network: no wires, and the faults of a line do not happen to it
  std::string of;       // the number of the subscriber, where the channel has a name of its own
  env::StateMachine<StationMachine, k_station_table> machine;

  Signal hears;
  Sound then_hears = Sound::silence;  // after a tone that ends by itself
  std::string told;                   // what the last announcement said
  std::string digits;
  bool receiving = false;          // a digit receiver is on the line
  bool flashed = false;            // the dial tone is the one after a flash
  const Feature* asked = nullptr;  // of which no answer is given
  std::string guide;               // that was heard, while its digit is awaited
  LastCall last;
  std::string last_caller;
  Refusal last_refusal = Refusal::none;
  bool subscribed = true;  // to completion of calls
  Loop wires = Loop::good;
  Station* busy_target = nullptr;  // whose busy tone is heard
  Station* peer = nullptr;         // called, calling or connected
  bool calls_peer = false;         // it is the one who called
  Station* held = nullptr;         // on hold behind a flash; its peer is this one
  Station* intruder = nullptr;     // listens in
  Station* camps_on = nullptr;
  const Feature* camps_by = nullptr;
  std::string desk;    // the emergency number it is connected with
  std::string trunk;   // the outside number it is connected with
  bool rested = true;  // idle for the guard time

  // Dial pulses: what was there before the last break of the loop.
  std::optional<env::Time> broken_at;
  std::string digits_before;
  unsigned pulses = 0;

  Ringer ringer;
  env::Timer progress;  // the exchange's next step with this line
  env::Timer tone_end;
  env::Timer habit;  // the subscriber's next step
  env::Timer guard;
  env::Timer repair;  // of the wires
  env::Timer bounce;  // of the hook

 private:
  Exchange& exchange_;
};

}  // namespace campon::sim
