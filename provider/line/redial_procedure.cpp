#include "provider/line/redial_procedure.hpp"

namespace campon::provider {

namespace {
std::vector<Step> dial(const ProviderTimers& timers) {
  std::vector<Step> steps;
  steps.push_back({Seize{}, 0});
  steps.push_back({Await{{Heard::dial_tone, Heard::stutter_dial_tone}, timers.dial_tone}, 0});
  steps.push_back({SendDigits{"{number}"}, 0});
  return steps;
}
}  // namespace

Procedure redial_attempt(const ProviderTimers& timers) {
  Procedure procedure;
  procedure.steps = dial(timers);
  Acknowledge listen;
  listen.yes = {Heard::ringback, Heard::voice};
  listen.no = {Heard::busy, Heard::reorder, Heard::sit};
  listen.within = timers.attempt;
  procedure.steps.push_back({listen, 0});
  return procedure;
}

Procedure redial_call(const ProviderTimers& timers) {
  Procedure procedure;
  procedure.steps = dial(timers);
  return procedure;
}

}  // namespace campon::provider
