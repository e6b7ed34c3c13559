#include "hw-sim/simulator.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "hw-sim/card/card.hpp"
#include "hw-sim/catalogue.hpp"
#include "hw-sim/ctl/control.hpp"
#include "hw-sim/exchange/exchange.hpp"
#include "hw-sim/mobile/mobile_network.hpp"
#include "hw-sim/modem/gsm/gsm_modem.hpp"
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
  void do_not_disturb(bool on) override { station_.habits.do_not_disturb = on; }
  void have_call_waiting(bool on) override { station_.habits.call_waiting = on; }
  void forward_to(std::string_view number) override { station_.habits.forward_to = number; }

 private:
  [[nodiscard]] bool has_modem() const { return station_.device != nullptr; }

  Exchange& exchange_;
  Station& station_;
  env::Scheduler& scheduler_;
  env::Timer until_free_;
};

LineView view(const Station& station) {
  LineView out{station.number, station.is_off_hook(), station.rings(), std::string(to_string(station.hears.sound)), {}, {}, {}, {}};
  out.told = station.told;
  out.last_refusal = to_string(station.last_refusal);
  if (station.held != nullptr) out.holds = station.held->number;
  if (!station.machine.is(StationMachine::State::talking)) return out;
  if (station.peer != nullptr) out.talks_to = station.peer->number;
  if (!station.desk.empty()) out.talks_to = station.desk;
  if (!station.trunk.empty()) out.talks_to = station.trunk;
  return out;
}

// What a mobile subscriber has; the tones of the exchange do not reach it.
LineView view(const MobileSubscriber& subscriber) {
  using State = MobileCallMachine::State;
  LineView out;
  out.number = subscriber.number();
  out.hears = "silence";
  for (const MobileCall& call : subscriber.calls()) {
    const bool rings = call.machine.is(State::offered) || call.machine.is(State::recalled);
    out.ringing = out.ringing || rings;
    out.off_hook = out.off_hook || !rings;
    if (call.machine.is(State::active)) (call.held ? out.holds : out.talks_to) = call.number;
  }
  if (out.talks_to) out.hears = "voice";
  return out;
}

RequestView view(const Request& request, std::size_t position) {
  return {request.caller->number,
          request.target->number,
          request.suspended,
          request.recalling(),
          request.kind == RequestKind::busy ? "busy" : "no answer",
          std::string(to_string(request.state)),
          position,
          request.index};
}

std::vector<EventView> views(const std::vector<Exchange::Event>& events) {
  std::vector<EventView> out;
  for (const auto& each : events) out.push_back({each.from, each.to, each.at});
  return out;
}

class Office final : public Simulator {
 public:
  Office(Plan plan, env::Scheduler& scheduler, env::Rng& rng, env::Trace& trace)
      : scheduler_(scheduler),
        rng_(rng),
        trace_(trace),
        faults_(rng),
        exchange_(std::move(plan), scheduler, trace, faults_),
        mobile_(exchange_, scheduler, trace, faults_) {}

  ~Office() override {
    mobile_modems_.clear();
    for (const auto& [number, station] : exchange_.stations()) station->device = nullptr;
  }

  env::Result attach_modem(std::string_view number, std::string_view personality, env::ByteChannel& dce) override {
    if (auto fit = may_attach(number); !fit) return fit;
    if (personality.starts_with("gsm_")) return attach_mobile_modem(number, personality, dce);
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

  env::Result attach_card(std::string_view number, unsigned channel) override {
    if (auto fit = may_attach(number); !fit) return fit;
    Station& station = exchange_.station(number);
    if (!station.is_idle())
      return env::fail(env::ErrorCode::line_busy, env::Remedy::later, "line " + env::escaped(number) + " is in a call");
    if (auto attached = card_.attach(channel, number, station, scheduler_); !attached) return attached;
    station.device = card_.channel(channel);
    return {};
  }
  Card& card() override { return card_; }

  env::Result set_dtr(std::string_view number, bool on) override {
    const auto found = modems_.find(number);
    const auto mobile = mobile_modems_.find(number);
    if (found != modems_.end()) return found->second->set_dtr(on), env::Result{};
    if (mobile != mobile_modems_.end()) return mobile->second->set_dtr(on), env::Result{};
    return env::fail(env::ErrorCode::bad_handle, env::Remedy::misuse, "no modem on line " + env::escaped(number));
  }
  [[nodiscard]] std::string first_number() const override { return exchange_.first_number(); }

  [[nodiscard]] std::string region() const override { return exchange_.plan().region; }
  Subscriber& subscriber(std::string_view number) override {
    const auto found = subscribers_.find(number);
    if (found != subscribers_.end()) return *found->second;
    auto made = std::make_unique<Habitual>(exchange_, exchange_.station(number), scheduler_);
    return *subscribers_.emplace(std::string(number), std::move(made)).first->second;
  }

  env::Result call_line(std::string_view line, std::string_view from, env::Duration give_up_after) override {
    using enum env::ErrorCode;
    if (!has_modem(line)) return env::fail(bad_handle, env::Remedy::misuse, "no modem on line " + env::escaped(line));
    if (has_modem(from)) return env::fail(bad_handle, env::Remedy::misuse, env::escaped(from) + " has a modem, not a subscriber");
    Station& called = exchange_.station(line);
    Station& caller = exchange_.station(from);
    if (!caller.is_idle()) return env::fail(line_busy, env::Remedy::later, env::escaped(from) + " is in a call");
    if (!called.is_idle() && !called.mobile) return env::fail(line_busy, env::Remedy::later, "line " + env::escaped(line) + " is in use");
    exchange_.place_call(caller, called, give_up_after);
    return {};
  }

  [[nodiscard]] std::vector<LineView> lines() const override {
    std::vector<LineView> out;
    for (const auto& [number, station] : exchange_.stations())
      if (station->device != nullptr && !station->mobile) out.push_back(view(*station));
    for (const auto& [number, modem] : mobile_modems_) out.push_back(view(*mobile_.subscribers().find(number)->second));
    std::sort(out.begin(), out.end(), [](const LineView& one, const LineView& other) { return one.number < other.number; });
    return out;
  }
  [[nodiscard]] std::optional<LineView> line(std::string_view number) const override {
    if (mobile_modems_.contains(number)) return view(*mobile_.subscribers().find(number)->second);
    const auto found = exchange_.stations().find(number);
    if (found == exchange_.stations().end() || found->second->device == nullptr || found->second->mobile) return std::nullopt;
    return view(*found->second);
  }
  [[nodiscard]] std::vector<RequestView> requests() const override {
    std::vector<RequestView> out;
    std::map<std::string, std::size_t> positions;
    for (const Request& one : exchange_.requests())
      if (!one.ghost) out.push_back(view(one, ++positions[one.target->number]));
    for (const auto& [number, station] : exchange_.stations())
      if (station->camps_on != nullptr) out.push_back({number, station->camps_on->number, false, false, "camp-on", "waiting", 1, 0});
    return out;
  }
  [[nodiscard]] std::vector<std::string> messages_left_for(std::string_view number) const override {
    std::vector<std::string> out = exchange_.messages_for(number);
    for (const StoredMessage& one : mobile_.messages())
      if (one.to == number) out.push_back(one.from);
    return out;
  }
  [[nodiscard]] int emergency_calls() const override {
    return static_cast<int>(exchange_.emergency_calls().size() + mobile_.emergency_calls().size());
  }
  void forget_requests() override {
    exchange_.forget_requests();
    mobile_.forget_requests();
  }
  [[nodiscard]] std::vector<CallView> calls() const override {
    std::vector<CallView> out;
    for (const auto& [number, station] : exchange_.stations())
      if (station->peer != nullptr && station->calls_peer)
        out.push_back({station->identity(), station->peer->identity(), station->machine.is(StationMachine::State::talking)});
    return out;
  }
  [[nodiscard]] std::vector<EventView> emergency_log() const override {
    const std::vector<EventView> fixed = views(exchange_.emergency_calls());
    const std::vector<EventView> mobile = views(mobile_.emergency_calls());
    std::vector<EventView> out;
    const auto earlier = [](const EventView& one, const EventView& other) { return one.at < other.at; };
    std::merge(fixed.begin(), fixed.end(), mobile.begin(), mobile.end(), std::back_inserter(out), earlier);
    return out;
  }
  [[nodiscard]] std::vector<EventView> intrusions() const override { return views(exchange_.intrusions()); }
  [[nodiscard]] CountView counts() const override {
    const auto& counts = exchange_.counts();
    return {counts.seizures, counts.pulse_breaks, counts.pulse_digits, counts.recalls};
  }
  [[nodiscard]] std::optional<std::string> code(std::string_view name) const override {
    const auto found = exchange_.plan().codes.find(name);
    return found == exchange_.plan().codes.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> codes() const override {
    return {exchange_.plan().codes.begin(), exchange_.plan().codes.end()};
  }
  void subscribe(std::string_view number, bool on) override { exchange_.station(number).subscribed = on; }
  void set_wires(std::string_view number, Loop wires) override { exchange_.set_wires(exchange_.station(number), wires); }
  Faults& faults() override { return faults_; }
  MobileNetwork& mobile() override { return mobile_; }
  env::Result order_fault(std::string_view line, std::string_view name, unsigned times) override {
    const auto found = modems_.find(line);
    const auto mobile = mobile_modems_.find(line);
    if (found != modems_.end()) return found->second->order_fault(name, times);
    if (mobile != mobile_modems_.end()) return mobile->second->order_fault(name, times);
    return env::fail(env::ErrorCode::bad_handle, env::Remedy::misuse, "no modem on line " + env::escaped(line));
  }
  Faults* faults_of(std::string_view line) override {
    const auto found = modems_.find(line);
    const auto mobile = mobile_modems_.find(line);
    if (found != modems_.end()) return &found->second->faults();
    return mobile == mobile_modems_.end() ? nullptr : &mobile->second->faults();
  }
  env::Expected<std::string> control(std::string_view command) override { return sim::control(*this, command); }

 private:
  [[nodiscard]] bool has_modem(std::string_view number) const {
    return modems_.contains(number) || mobile_modems_.contains(number) || card_.has(number);
  }
  [[nodiscard]] env::Result may_attach(std::string_view number) const {
    if (has_modem(number))
      return env::fail(env::ErrorCode::bad_state, env::Remedy::misuse, "line " + env::escaped(number) + " has a modem already");
    if (!exchange_.is_number(number))
      return env::fail(env::ErrorCode::bad_dial_string, env::Remedy::misuse, env::escaped(number) + " is no number of this exchange");
    return {};
  }
  env::Result attach_mobile_modem(std::string_view number, std::string_view personality, env::ByteChannel& dce) {
    auto loaded = load_gsm_personality(personality);
    if (!loaded) return tl::unexpected(loaded.error());
    const Station& station = exchange_.station(number);
    if (!station.is_idle() && !station.mobile)
      return env::fail(env::ErrorCode::line_busy, env::Remedy::later, "line " + env::escaped(number) + " is in a call");
    auto modem = std::make_unique<GsmModem>(std::move(*loaded), mobile_.subscriber(number), dce, scheduler_, rng_, trace_);
    if (auto up = modem->power_up(); !up) return up;
    mobile_modems_.emplace(std::string(number), std::move(modem));
    return {};
  }

  env::Scheduler& scheduler_;
  env::Rng& rng_;
  env::Trace& trace_;
  Faults faults_;
  Exchange exchange_;
  MobileNetwork mobile_;
  Card card_;
  std::map<std::string, std::unique_ptr<Modem>, std::less<>> modems_;
  std::map<std::string, std::unique_ptr<GsmModem>, std::less<>> mobile_modems_;
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
