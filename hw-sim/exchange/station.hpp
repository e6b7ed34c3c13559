// One subscriber: a line with a device on it, or a telephone that lives in the simulator only, and its habits.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/scheduler.hpp"
#include "hw-sim/exchange/ring_generator.hpp"
#include "hw-sim/line/analog_line.hpp"

namespace campon::sim {

enum class StationState : std::uint8_t {
  idle,
  dial_tone,  // also while digits come in
  set_up,     // the digits are in; the exchange works
  calling,    // hears ringback
  hears_busy,
  hears_other,  // reorder, SIT, confirmation, silence
  talking,
  camped,     // waits on the line for a busy subscriber
  ringing,    // somebody calls
  recall,     // the exchange rings back
  elsewhere,  // off hook in a call of no concern
};
std::string_view to_string(StationState state);

struct Habits {
  int answers_after = 1;  // rings; 0: never
  bool refuses_calls = false;
  bool refuses_features = false;
  std::optional<env::Duration> hangs_up_after;
};

struct Station {
  Station(std::string its_number, env::Scheduler& scheduler, const ExchangeTimers& timers)
      : number(std::move(its_number)), ring(scheduler, timers) {}

  std::string number;
  StationState state = StationState::idle;
  Habits habits;
  std::unique_ptr<AnalogLine> line;  // none: a telephone in the simulator
  RingGenerator ring;
  std::string digits;
  std::string last_dialled;
  Station* peer = nullptr;  // called, calling, talking to, or camped on
  Station* intruder = nullptr;
  std::string recall_target;  // while the exchange rings back
  std::vector<std::string> messages;
  env::Timer step;   // the next thing the exchange does for it
  env::Timer hook;   // tells a flash from a hang-up
  env::Timer habit;  // its own next move
  env::Timer guard;  // free, but not called back yet
};

}  // namespace campon::sim
