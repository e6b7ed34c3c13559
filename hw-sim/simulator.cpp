#include "hw-sim/simulator.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "hal/env/embedded_file.hpp"
#include "hw-sim/ctl/control.hpp"
#include "hw-sim/exchange/exchange.hpp"
#include "hw-sim/modem/modem.hpp"

namespace campon::sim {

std::span<const env::EmbeddedFile> embedded_plans();
std::span<const env::EmbeddedFile> embedded_personalities();

namespace {

std::vector<std::string> names(std::span<const env::EmbeddedFile> files) {
  std::vector<std::string> out;
  for (const auto& file : files) out.emplace_back(file.name);
  std::sort(out.begin(), out.end());
  return out;
}

env::Expected<std::string_view> find(std::span<const env::EmbeddedFile> files, std::string_view name, std::string_view what) {
  for (const auto& file : files)
    if (file.name == name) return file.text;
  std::string known;
  for (const std::string& each : names(files)) known += (known.empty() ? "" : ", ") + each;
  return env::fail(env::ErrorCode::unknown_profile, env::Remedy::misuse,
                   "there is no " + std::string(what) + " '" + env::escaped(name) + "'; there are: " + known);
}

class StationSubscriber final : public Subscriber {
 public:
  StationSubscriber(Exchange& exchange, Station& station, env::Scheduler& scheduler)
      : exchange_(exchange), station_(station), scheduler_(scheduler) {}

  void be_busy() override { exchange_.busy(station_); }
  void be_busy_for(env::Duration length) override {
    exchange_.busy(station_);
    station_.habit = scheduler_.after(length, [this] { exchange_.free(station_); });
  }
  void be_free() override { exchange_.free(station_); }
  void answer_after_rings(int rings) override { station_.habits.answers_after = std::max(1, rings); }
  void never_answer() override { station_.habits.answers_after = 0; }
  void refuse_calls() override { station_.habits.refuses_calls = true; }
  void refuse_features() override { station_.habits.refuses_features = true; }
  void hang_up_after(env::Duration talk) override { station_.habits.hangs_up_after = talk; }
  void hang_up() override { exchange_.hang_up(station_); }
  [[nodiscard]] bool is_free() const override { return station_.state == StationState::idle; }

 private:
  Exchange& exchange_;
  Station& station_;
  env::Scheduler& scheduler_;
};

// What passes on one line, into the trace.
class LineNotes final : public LineTap {
 public:
  LineNotes(std::string number, env::Scheduler& scheduler, env::Trace& trace)
      : number_(std::move(number)), scheduler_(scheduler), trace_(trace) {}

  void saw_hook(bool off_hook) override { note(env::TraceKind::heard, off_hook ? "hook off" : "hook on"); }
  void saw_digit(char digit) override { note(env::TraceKind::heard, std::string("digit ") + digit); }
  void saw_ring(bool on) override { note(env::TraceKind::sent, on ? "ring on" : "ring off"); }
  void saw_tone(ToneKind kind) override { note(env::TraceKind::sent, "tone " + std::string(to_string(kind))); }

 private:
  void note(env::TraceKind kind, const std::string& text) { trace_.note(scheduler_.now(), kind, "exchange", number_ + ": " + text); }

  std::string number_;
  env::Scheduler& scheduler_;
  env::Trace& trace_;
};

class TheSimulator final : public Simulator {
 public:
  TheSimulator(Plan plan, env::Scheduler& scheduler, env::Rng& rng, env::Trace& trace)
      : first_number_(plan.first_number), exchange_(std::move(plan), scheduler, trace), scheduler_(scheduler), rng_(rng), trace_(trace) {}

  env::Result attach_modem(std::string_view number, std::string_view personality, env::ByteChannel& dce) override {
    if (modems_.contains(number))
      return env::fail(env::ErrorCode::bad_state, env::Remedy::misuse, std::string(number) + " has a modem already");
    if (!exchange_.is_number(number))
      return env::fail(env::ErrorCode::bad_dial_string, env::Remedy::misuse, env::escaped(number) + " is no number of this exchange");
    const auto text = find(embedded_personalities(), personality, "modem personality");
    if (!text) return tl::unexpected(text.error());
    auto parsed = parse_personality(*text, std::string(personality) + ".toml");
    if (!parsed) return tl::unexpected(parsed.error());
    AnalogLine& line = exchange_.add_line(number);
    const auto notes = notes_.emplace(number, std::make_unique<LineNotes>(std::string(number), scheduler_, trace_)).first;
    line.connect(notes->second.get());
    modems_.emplace(number, std::make_unique<Modem>(std::move(*parsed), dce, line, scheduler_, rng_));
    return {};
  }

  env::Result set_dtr(std::string_view number, bool on) override {
    const auto modem = modems_.find(number);
    if (modem == modems_.end())
      return env::fail(env::ErrorCode::bad_handle, env::Remedy::misuse, "no modem is on line " + env::escaped(number));
    modem->second->dtr(on);
    return {};
  }

  [[nodiscard]] std::string first_number() const override { return first_number_; }

  Subscriber& subscriber(std::string_view number) override {
    const auto found = subscribers_.find(number);
    if (found != subscribers_.end()) return *found->second;
    auto added = std::make_unique<StationSubscriber>(exchange_, exchange_.station(number), scheduler_);
    return *subscribers_.emplace(number, std::move(added)).first->second;
  }

  env::Result call_line(std::string_view line, std::string_view from, env::Duration give_up_after) override {
    if (!modems_.contains(line))
      return env::fail(env::ErrorCode::bad_handle, env::Remedy::misuse, "there is no line " + env::escaped(line));
    if (exchange_.call(exchange_.station(from), exchange_.station(line), give_up_after)) return {};
    return env::fail(env::ErrorCode::line_busy, env::Remedy::later, "line " + std::string(line) + " is busy");
  }

  [[nodiscard]] std::vector<LineView> lines() const override {
    std::vector<LineView> out;
    for (const auto& [number, station] : exchange_.stations()) {
      if (!station.line) continue;
      LineView view{number, station.line->off_hook(), station.state == StationState::ringing || station.state == StationState::recall,
                    std::string(to_string(station.line->tone().kind)), std::nullopt};
      if (station.state == StationState::talking && station.peer != nullptr) view.talks_to = station.peer->number;
      out.push_back(std::move(view));
    }
    return out;
  }

  [[nodiscard]] std::vector<RequestView> requests() const override {
    std::vector<RequestView> out;
    for (const Request& request : exchange_.requests())
      out.push_back({request.caller, request.target, exchange_.suspended(request), request.recalling});
    for (const auto& [number, station] : exchange_.stations())
      if (station.state == StationState::camped) out.push_back({number, station.peer->number, false, false});
    return out;
  }

  [[nodiscard]] std::vector<std::string> messages_left_for(std::string_view number) const override {
    const auto found = exchange_.stations().find(number);
    return found == exchange_.stations().end() ? std::vector<std::string>{} : found->second.messages;
  }

  [[nodiscard]] int emergency_calls() const override { return exchange_.emergency_calls(); }
  void forget_requests() override { exchange_.forget_requests(); }
  env::Expected<std::string> control(std::string_view command) override { return sim::control(*this, command); }

 private:
  std::string first_number_;
  std::map<std::string, std::unique_ptr<LineNotes>, std::less<>> notes_;
  Exchange exchange_;
  env::Scheduler& scheduler_;
  env::Rng& rng_;
  env::Trace& trace_;
  std::map<std::string, std::unique_ptr<Modem>, std::less<>> modems_;
  std::map<std::string, std::unique_ptr<Subscriber>, std::less<>> subscribers_;
};

}  // namespace

env::Expected<std::unique_ptr<Simulator>> Simulator::create(std::string_view plan, env::Scheduler& scheduler, env::Rng& rng,
                                                            env::Trace& trace) {
  const auto text = find(embedded_plans(), plan, "exchange plan");
  if (!text) return tl::unexpected(text.error());
  auto parsed = parse_plan(*text, std::string(plan) + ".toml");
  if (!parsed) return tl::unexpected(parsed.error());
  return std::make_unique<TheSimulator>(std::move(*parsed), scheduler, rng, trace);
}

std::vector<std::string> plan_names() { return names(embedded_plans()); }
std::vector<std::string> personality_names() { return names(embedded_personalities()); }

}  // namespace campon::sim
