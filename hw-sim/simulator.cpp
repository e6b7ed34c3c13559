#include "hw-sim/simulator.hpp"

#include <algorithm>
#include <map>

#include "hw-sim/catalogue.hpp"
#include "hw-sim/ctl/control.hpp"
#include "hw-sim/exchange/exchange.hpp"
#include "hw-sim/modem/modem.hpp"

namespace campon::sim {

namespace {

class Habitual final : public Subscriber {
 public:
  Habitual(Exchange& exchange, Station& station, env::Scheduler& scheduler)
      : exchange_(exchange), station_(station), scheduler_(scheduler) {}

  void be_busy() override {
    until_free_.reset();
    if (!has_modem()) exchange_.engage(station_);
  }
  void be_busy_for(env::Duration length) override {
    be_busy();
    until_free_ = scheduler_.after(length, [this] { be_free(); });
  }
  void be_free() override {
    until_free_.reset();
    if (!has_modem()) exchange_.release(station_);
  }
  void answer_after_rings(int rings) override { station_.habits.answers_after = std::max(rings, 1); }
  void never_answer() override { station_.habits.answers_after = 0; }
  void refuse_calls() override { station_.habits.refuses_calls = true; }
  void refuse_features() override { station_.habits.refuses_features = true; }
  void hang_up_after(env::Duration talk) override { station_.habits.talk = talk; }
  void hang_up() override {
    until_free_.reset();
    if (!has_modem()) exchange_.on_hook(station_);
  }
  [[nodiscard]] bool is_free() const override { return station_.is_idle(); }

 private:
  [[nodiscard]] bool has_modem() const { return station_.device != nullptr; }

  Exchange& exchange_;
  Station& station_;
  env::Scheduler& scheduler_;
  env::Timer until_free_;
};

LineView view(const Station& station) {
  LineView out{station.number, station.is_off_hook(), station.rings(), std::string(to_string(station.hears.sound)), {}, {}};
  if (station.held != nullptr) out.holds = station.held->number;
  if (!station.machine.is(StationMachine::State::talking)) return out;
  if (station.peer != nullptr) out.talks_to = station.peer->number;
  if (!station.desk.empty()) out.talks_to = station.desk;
  return out;
}

class Office final : public Simulator {
 public:
  Office(Plan plan, env::Scheduler& scheduler, env::Rng& rng, env::Trace& trace)
      : scheduler_(scheduler), rng_(rng), trace_(trace), exchange_(std::move(plan), scheduler, trace) {}

  ~Office() override {
    for (const auto& [number, station] : exchange_.stations()) station->device = nullptr;
  }

  env::Result attach_modem(std::string_view number, std::string_view personality, env::ByteChannel& dce) override {
    if (modems_.contains(number))
      return env::fail(env::ErrorCode::bad_state, env::Remedy::misuse, "line " + env::escaped(number) + " has a modem already");
    if (!exchange_.is_number(number))
      return env::fail(env::ErrorCode::bad_dial_string, env::Remedy::misuse, env::escaped(number) + " is no number of this exchange");
    auto loaded = load_personality(personality);
    if (!loaded) return tl::unexpected(loaded.error());
    Station& station = exchange_.station(number);
    if (!station.is_idle())
      return env::fail(env::ErrorCode::line_busy, env::Remedy::later, "line " + env::escaped(number) + " is in a call");
    auto modem = std::make_unique<Modem>(std::move(*loaded), number, station, dce, scheduler_, rng_, trace_);
    if (auto up = modem->power_up(); !up) return up;
    station.device = modem.get();
    modems_.emplace(std::string(number), std::move(modem));
    return {};
  }

  env::Result set_dtr(std::string_view number, bool on) override {
    const auto found = modems_.find(number);
    if (found == modems_.end())
      return env::fail(env::ErrorCode::bad_handle, env::Remedy::misuse, "no modem on line " + env::escaped(number));
    found->second->set_dtr(on);
    return {};
  }
  [[nodiscard]] std::string first_number() const override { return exchange_.first_number(); }

  Subscriber& subscriber(std::string_view number) override {
    const auto found = subscribers_.find(number);
    if (found != subscribers_.end()) return *found->second;
    auto made = std::make_unique<Habitual>(exchange_, exchange_.station(number), scheduler_);
    return *subscribers_.emplace(std::string(number), std::move(made)).first->second;
  }

  env::Result call_line(std::string_view line, std::string_view from, env::Duration give_up_after) override {
    using enum env::ErrorCode;
    if (!modems_.contains(line)) return env::fail(bad_handle, env::Remedy::misuse, "no modem on line " + env::escaped(line));
    if (modems_.contains(from)) return env::fail(bad_handle, env::Remedy::misuse, env::escaped(from) + " has a modem, not a subscriber");
    Station& called = exchange_.station(line);
    Station& caller = exchange_.station(from);
    if (!caller.is_idle()) return env::fail(line_busy, env::Remedy::later, env::escaped(from) + " is in a call");
    if (!called.is_idle()) return env::fail(line_busy, env::Remedy::later, "line " + env::escaped(line) + " is in use");
    exchange_.place_call(caller, called, give_up_after);
    return {};
  }

  [[nodiscard]] std::vector<LineView> lines() const override {
    std::vector<LineView> out;
    for (const auto& [number, station] : exchange_.stations())
      if (station->device != nullptr) out.push_back(view(*station));
    return out;
  }
  [[nodiscard]] std::vector<RequestView> requests() const override {
    std::vector<RequestView> out;
    for (const Request& one : exchange_.requests()) out.push_back({one.caller->number, one.target->number, one.suspended, one.recalling});
    for (const auto& [number, station] : exchange_.stations())
      if (station->camps_on != nullptr) out.push_back({number, station->camps_on->number, false, false});
    return out;
  }
  [[nodiscard]] std::vector<std::string> messages_left_for(std::string_view number) const override {
    return exchange_.messages_for(number);
  }
  [[nodiscard]] int emergency_calls() const override { return exchange_.emergency_calls(); }
  void forget_requests() override { exchange_.forget_requests(); }
  env::Expected<std::string> control(std::string_view command) override { return sim::control(*this, command); }

 private:
  env::Scheduler& scheduler_;
  env::Rng& rng_;
  env::Trace& trace_;
  Exchange exchange_;
  std::map<std::string, std::unique_ptr<Modem>, std::less<>> modems_;
  std::map<std::string, std::unique_ptr<Habitual>, std::less<>> subscribers_;
};

}  // namespace

env::Expected<std::unique_ptr<Simulator>> Simulator::create(std::string_view plan, env::Scheduler& scheduler, env::Rng& rng,
                                                            env::Trace& trace) {
  auto loaded = load_plan(plan);
  if (!loaded) return tl::unexpected(loaded.error());
  return std::make_unique<Office>(std::move(*loaded), scheduler, rng, trace);
}

}  // namespace campon::sim
