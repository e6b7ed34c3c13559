// The exchange: hooks and digits in, tones, rings and connections out, by its Plan.
#pragma once

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
#include "hw-sim/exchange/station.hpp"

namespace campon::sim {

// A caller who waits for a busy number.
struct Request {
  Station* caller = nullptr;
  Station* target = nullptr;
  bool suspended = false;
  bool recalling = false;
  env::Timer life;
};

class Exchange {
 public:
  using Input = StationMachine::Input;

  Exchange(Plan plan, env::Scheduler& scheduler, env::Trace& trace);
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  // Made on first use. Valid as long as the exchange.
  Station& station(std::string_view number);
  [[nodiscard]] bool is_number(std::string_view number) const { return plan_.read(Moment::dial, number).match == Match::number; }
  // Sorted by number.
  [[nodiscard]] const std::map<std::string, std::unique_ptr<Station>, std::less<>>& stations() const { return stations_; }

  // What a line does.
  void off_hook(Station& station);
  void on_hook(Station& station);
  // In a call: puts the other side on hold and gives stutter dial tone. The next flash goes back to the
  // held call and gives up what was done meanwhile; hanging up clears both. Anywhere else: gives up what was going on, for
  // stutter dial tone. Nothing happens in an emergency call and to who is held. [feature-codes 2, 7]
  void flash(Station& station, env::Duration length);
  void digit_begins(Station& station);
  void digit(Station& station, char digit);
  void ring_burst(Station& station, bool begins);
  void ring_cycle(Station& station, std::size_t cycles);

  // What a subscriber does.
  void engage(Station& station);
  void release(Station& station);
  void place_call(Station& from, Station& line, env::Duration give_up_after);

  [[nodiscard]] const std::list<Request>& requests() const { return requests_; }
  [[nodiscard]] std::vector<std::string> messages_for(std::string_view number) const;
  [[nodiscard]] const std::string& first_number() const { return plan_.numbering.first; }
  [[nodiscard]] int emergency_calls() const { return emergency_calls_; }
  void forget_requests();

 private:
  bool step(Station& station, Input input);
  // "5550123: ring on", for `campon-sim --json` and people.
  void note(const Station& station, env::TraceKind kind, const std::string& what);
  void perform(Station& station, StationMachine::Action action);
  void play(Station& station, Sound sound, Sound then = Sound::silence);
  void give_dial_tone(Station& station, Sound first);
  void await_digit(Station& station, env::Duration limit);
  void tone(Station& station, Sound sound, Sound then = Sound::silence);

  // Calls.
  void read_dialled(Station& station);
  void route(Station& caller, std::string_view number);
  void unobtainable(Station& station);
  void route_emergency(Station& caller, std::string_view number);
  void reach(Station& caller, Station& target);
  void ring(Station& caller, Station& target);
  void stop_ringing(Station& target);
  void connect(Station& caller, Station& target);
  void hear_peer(Station& station);
  void talk(Station& station);
  void hold(Station& station);
  void retrieve(Station& station);
  void leave(Station& station);
  void cleared(Station& station);
  void turn_away(Station& station);
  void became_free(Station& station);

  // Features.
  void read_in_call(Station& station, char digit, Moment moment);
  void serve(Station& station, const Feature& feature, const std::string& number);
  void perform_service(Station& station, const Feature& feature, const std::string& number);
  bool accept(Station& station, const Feature& feature, const std::string& number);
  bool accept_callback(Station& station, Moment moment);
  bool accept_campon(Station& station);
  bool accept_intrusion(Station& station);
  bool accept_message(Station& station);
  bool serve_campers(Station& target);

  // Completion.
  bool add_request(Station& caller, Station& target);
  void start_life(std::list<Request>::iterator request);
  std::size_t drop_requests(const Station& caller, const Station* target);
  void rest(Station& station);
  void settle();
  [[nodiscard]] bool ready(const Station& target) const;
  void recall(Request& request);
  void end_recall(Station& caller);
  void take_recall(Station& caller);

  Plan plan_;
  env::Scheduler& scheduler_;
  env::Trace& trace_;
  std::map<std::string, std::unique_ptr<Station>, std::less<>> stations_;
  std::list<Request> requests_;
  std::vector<Station*> campers_;
  std::map<std::string, std::vector<std::string>, std::less<>> messages_;
  int emergency_calls_ = 0;
};

}  // namespace campon::sim
