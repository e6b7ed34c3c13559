// The exchange: hooks and digits in, tones, rings and connections out, by its Plan.
#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hw-sim/exchange/plan.hpp"
#include "hw-sim/exchange/request.hpp"
#include "hw-sim/exchange/station.hpp"
#include "hw-sim/faults/faults.hpp"

namespace campon::sim {

class Exchange {
 public:
  using Input = StationMachine::Input;

  // A call that reached the emergency desk, or an intrusion that was carried out.
  struct Event {
    std::string from;
    std::string to;
    env::Time at{};
  };
  struct Counts {
    std::size_t seizures = 0;      // of lines with a device
    std::size_t pulse_breaks = 0;  // of 20 to 200 ms while digits were expected
    std::size_t pulse_digits = 0;
    std::size_t recalls = 0;  // bells rung
  };

  Exchange(Plan plan, env::Scheduler& scheduler, env::Trace& trace, Faults& faults);
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  // Made on first use. Valid as long as the exchange.
  Station& station(std::string_view number);
  [[nodiscard]] bool is_number(std::string_view number) const { return plan_.read(Moment::dial, number).match == Match::number; }
  // Sorted by number.
  [[nodiscard]] const std::map<std::string, std::unique_ptr<Station>, std::less<>>& stations() const { return stations_; }

  // What a line does. A break of 20 to 200 ms between on_hook() and off_hook(), while digits are expected, is a dial pulse.
  void off_hook(Station& station);
  void on_hook(Station& station);
  // In a call: puts the other side on hold and gives stutter dial tone. The next flash goes back to the
  // held call and gives up what was done meanwhile; hanging up clears both. Anywhere else: gives up what was going on, for
  // stutter dial tone, where codes may be about it. Nothing happens in an emergency call and to who is held. [feature-codes 2, 7]
  void flash(Station& station, env::Duration length);
  void digit_begins(Station& station);
  void digit(Station& station, char digit);
  void ring_burst(Station& station, bool begins);
  void ring_cycle(Station& station, std::size_t cycles);

  // What a subscriber does.
  void engage(Station& station);
  void release(Station& station);
  void place_call(Station& from, Station& line, env::Duration give_up_after);
  // A caller from another network, over a station that stands for his channel. His number is dialled for him.
  void call_from_outside(Station& from, std::string_view number);
  // A place in the queue of `target` for a request that the caller's own network keeps. `turn` is called, inside the exchange's
  // doings, when the target can be had. The place, or 0 when the queue is full.
  unsigned queue_up(Station& caller, Station& target, std::function<void()> turn);
  // The turn was not used, and the place is kept.
  void step_back(unsigned place);
  void leave_queue(unsigned place);
  // The wires of a line; a dead one hears and rings nothing.
  void set_wires(Station& station, Loop wires);

  [[nodiscard]] const Plan& plan() const { return plan_; }
  [[nodiscard]] const std::string& first_number() const { return plan_.numbering.first; }
  [[nodiscard]] const std::list<Request>& requests() const { return requests_; }
  [[nodiscard]] std::vector<std::string> messages_for(std::string_view number) const;
  [[nodiscard]] const std::vector<Event>& emergency_calls() const { return emergency_calls_; }
  [[nodiscard]] const std::vector<Event>& intrusions() const { return intrusions_; }
  [[nodiscard]] const Counts& counts() const { return counts_; }
  void forget_requests();

 private:
  using Requests = std::list<Request>;
  enum class Placed { busy, rings, answered, given_up };

  bool step(Station& station, Input input);
  // "5550123: ring on", for `campon-sim --json` and people.
  void note(const Station& station, env::TraceKind kind, const std::string& what);
  // Whether the fault happens now to a line that has a device.
  bool strikes(const Station& station, std::string_view fault);
  void perform(Station& station, StationMachine::Action action);
  void play(Station& station, Signal signal, std::optional<env::Duration> lasts, Sound then);
  void play(Station& station, Sound sound, Sound then = Sound::silence) { play(station, plan_.signal(sound), std::nullopt, then); }
  void play_over(Station& station, Sound sound);
  void give_dial_tone(Station& station, Sound first);
  void await_digit(Station& station, env::Duration limit);
  void tone(Station& station, Sound sound, Sound then = Sound::silence);
  void give(Station& station, const Cue& cue);
  void pass_digit(Station& station, char digit);

  // The hook.
  void seized(Station& station);
  bool is_pulse(const Station& station) const;
  void count_pulse(Station& station);
  void pulse_digit(Station& station);
  void bounce(Station& station, unsigned breaks);
  void glare(Station& station);

  // Calls.
  void read_dialled(Station& station);
  void call(Station& caller, const std::string& number);
  void route(Station& caller, std::string_view number);
  void unobtainable(Station& station);
  void route_emergency(Station& caller, std::string_view number);
  void route_trunk(Station& caller, std::string_view access);
  void take_trunk(Station& caller, const std::string& outside);
  Station& forwarded(Station& target);
  void reach(Station& caller, Station& target);
  void meet_busy(Station& caller, Station& target, LastCall::End end);
  void offer(Station& caller);
  void wait_behind(Station& caller, Station& target);
  void ring(Station& caller, Station& target);
  CallerId caller_id(const Station& to, const std::string& number, const std::string& name, CallType type);
  void cut_ring_short(Station& caller, Station& target);
  void stop_ringing(Station& target);
  void connect(Station& caller, Station& target);
  void play_busy_once(Station& station);
  void hear_peer(Station& station);
  void talk(Station& station);
  void hold(Station& station);
  void retrieve(Station& station);
  void leave(Station& station);
  void leave_peer(Station& station);
  void cleared(Station& station);
  void turn_away(Station& station);
  void became_free(Station& station);

  // Features.
  void read_in_call(Station& station, char digit, Moment moment);
  void serve(Station& station, const Feature& feature, const std::string& number);
  void serve_before_hanging_up(Station& station);
  void perform_service(Station& station, const Feature& feature, const std::string& number);
  void refuse(Station& station, const Feature& feature, Refusal why);
  Refusal accept(Station& station, const Feature& feature, const std::string& number);
  Refusal accept_about_line(Station& station, const Feature& feature, const std::string& number);
  Station* meant(Station& station, const Feature& feature, const std::string& number);
  Refusal objection(const Station& station, const Station* target, const Feature& feature);
  [[nodiscard]] bool fits(const Station& station, const Station& target, const Feature& feature) const;
  void confirm(Station& station, const Cue& cue);
  Refusal accept_callback(Station& station, const Feature& feature, const std::string& number);
  Refusal accept_return(Station& station, const Feature& feature, const std::string& number);
  Refusal accept_toggle(Station& station, const Feature& feature, const std::string& number);
  Refusal accept_campon(Station& station, const Feature& feature, const std::string& number);
  Refusal accept_intrusion(Station& station, const Feature& feature, const std::string& number);
  void intrude(Station& station, Station& target, const Feature& feature);
  Refusal accept_message(Station& station, const Feature& feature, const std::string& number);
  Refusal accept_cancel(Station& station, const Feature& feature, const std::string& number);
  Refusal accept_cancel_message(Station& station, const Feature& feature, const std::string& number);
  Refusal accept_complete(Station& station);
  Refusal begin_guide(Station& station, const Feature& feature);
  bool serve_campers(Station& target);
  void convert_camper(Station& station);
  [[nodiscard]] std::string last_message(const Station& station) const;
  [[nodiscard]] std::string list_of(const Station& station) const;

  // Completion.
  Refusal ask(Station& caller, Station& target, const Feature& feature, const std::string& outside);
  Refusal make_room(const Station& caller, const Station& target);
  Requests::iterator add_request(Station& caller, Station& target, const Feature& feature);
  [[nodiscard]] unsigned next_index(const Station& caller);
  void start_life(Requests::iterator request);
  void await_hang_up(Requests::iterator request);
  void expire(Requests::iterator request);
  std::size_t drop_requests(const Station& caller, const Station* target, const std::string& queue, std::size_t most);
  void haunt(Station& caller, Station& target);
  void used(const Station& target);
  void hung_up(const Station& caller);

  // The recall.
  void rest(Station& station);
  void settle();
  [[nodiscard]] bool ready(const Request& request) const;
  [[nodiscard]] bool may_try(const Request& request) const;
  void recall(Requests::iterator request);
  void give_turn(Requests::iterator request);
  void ring_recall(Requests::iterator request);
  Requests::iterator recalling(const Station& caller);
  void end_recall(Station& caller);
  void missed(Requests::iterator request);
  void take_recall(Station& caller);
  void announce_free(Requests::iterator request);
  void placed(const Station& caller, Placed how);
  void wait_again(Requests::iterator request);

  Plan plan_;
  env::Scheduler& scheduler_;
  env::Trace& trace_;
  Faults& faults_;
  std::map<std::string, std::unique_ptr<Station>, std::less<>> stations_;
  Requests requests_;
  std::vector<Station*> campers_;
  std::map<std::string, std::vector<std::string>, std::less<>> messages_;
  std::vector<Event> emergency_calls_;
  std::vector<Event> intrusions_;
  Counts counts_;
  unsigned last_index_ = 0;   // given to a request
  unsigned freed_index_ = 0;  // of the last one that ended
};

}  // namespace campon::sim
