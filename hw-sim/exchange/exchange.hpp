// A telephone exchange: connects stations, collects digits, serves feature codes and completion requests.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hw-sim/exchange/plan.hpp"
#include "hw-sim/exchange/station.hpp"

namespace campon::sim {

struct Request {
  std::string caller;
  std::string target;
  bool recalling = false;
  env::Timer lifetime;
};

class Exchange {
 public:
  Exchange(Plan plan, env::Scheduler& scheduler, env::Trace& trace, ExchangeTimers timers = {});
  ~Exchange();

  Station& station(std::string_view number);
  AnalogLine& add_line(std::string_view number);
  [[nodiscard]] bool is_number(std::string_view number) const;

  // What subscribers do.
  void busy(Station& station);
  void free(Station& station);
  void hang_up(Station& station);
  bool call(Station& from, Station& to, env::Duration give_up_after);

  void forget_requests();
  [[nodiscard]] const std::deque<Request>& requests() const { return requests_; }
  [[nodiscard]] bool suspended(const Request& request) const;
  [[nodiscard]] const std::map<std::string, Station, std::less<>>& stations() const { return stations_; }
  [[nodiscard]] int emergency_calls() const { return emergency_calls_; }

 private:
  class Card;

  // The line's side.
  void off_hook(Station& a);
  void on_hook(Station& a);
  void hung_up(Station& a);
  void digit(Station& a, char digit);
  void give(Station& a, ToneKind kind);
  void set(Station& a, StationState state);

  // Digits and calls.
  void collected(Station& a, bool timed_out);
  void dial(Station& a, const std::string& number);
  void ring(Station& a, Station& b);
  void answered(Station& b);
  void talk(Station& a, Station& b);
  void release_peer(Station& a);
  void cleared(Station& a);
  void habit_of(Station& b);
  void becomes_free(Station& b);

  // Features.
  bool feature_code(Station& a, bool& may_become_one);
  void feature(Station& a, Feature what, const std::string& number);
  void accept(Station& a);
  void refuse(Station& a, bool during_busy);
  void callback(Station& a, bool during_busy);
  void camp_on(Station& a);
  void intrude(Station& a);
  void leave_message(Station& a);
  void cancel(Station& a, const std::string& target);

  // Completion queue.
  void serve(Station& b);
  void recall(Request& request);
  void recall_over(const std::string& caller, const std::string& target);
  void remove(const std::string& caller, const std::string& target);
  std::size_t requests_of(const std::string& caller) const;

  void note(const Station& a, std::string_view text) {
    trace_.note(scheduler_.now(), env::TraceKind::state, "exchange", a.number + ": " + std::string(text));
  }

  Plan plan_;
  env::Scheduler& scheduler_;
  env::Trace& trace_;
  ExchangeTimers timers_;
  std::map<std::string, Station, std::less<>> stations_;
  std::map<std::string, std::unique_ptr<Card>, std::less<>> cards_;
  std::deque<Request> requests_;
  int emergency_calls_ = 0;
};

}  // namespace campon::sim
