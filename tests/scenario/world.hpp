// The whole stack in virtual time: a user of the provider on one line, a modem, an exchange and its other subscribers.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/loopback/pair.hpp"
#include "hal/env/rng.hpp"
#include "hal/env/virtual_scheduler.hpp"
#include "hal/env/virtual_storage.hpp"
#include "hal/env/wall_clock.hpp"
#include "hal/line.hpp"
#include "hal/signal_port.hpp"
#include "hw-sim/card/card.hpp"
#include "hw-sim/simulator.hpp"
#include "provider/journal/journal.hpp"
#include "provider/line/line_provider.hpp"
#include "provider/policy/toll_guard.hpp"

namespace campon::scenario {

using namespace std::chrono_literals;
using provider::CallId;
using provider::CallState;
using provider::CallView;
using provider::CompletionId;
using provider::CompletionMode;
using provider::CompletionState;
using provider::CompletionView;

// Keeps every line of the trace; its text is the fingerprint of a run.
class KeptTrace final : public env::Trace {
 public:
  void note(env::Time at, env::TraceKind kind, std::string_view who, std::string_view text) override;
  std::string text;
};

using MakePort = std::function<std::unique_ptr<hal::SignalPort>(env::ByteChannel& wire, env::Scheduler& scheduler, env::Trace& trace)>;

// The driver of a shipped modem.
std::unique_ptr<hal::SignalPort> shipped_port(std::string_view modem, env::ByteChannel& wire, env::Scheduler& scheduler, env::Trace& trace);

struct Setup {
  std::string plan;
  std::string network;
  std::string number;
  std::uint64_t seed = 1;
  std::string modem = "generic_v253";
  std::string sim_modem = "generic_v253";
  provider::Policy policy = provider::Policy{};
  // Whether the line keeps to `policy`, and whether requests survive the process.
  bool guarded = false;
  bool durable = false;
  std::string line = "line 1";
  // See User::keep_only_way.
  std::size_t way = 0;
  // What stands between line and wire; empty: shipped_port(modem).
  MakePort port = {};
  // The line ends on an FXO card in the computer instead, and the driver's own ears hear it.
  bool card = false;
};

// What a line ends on; the same stories are told of both.
enum class LineEnd : std::uint8_t { modem, card };
std::string to_string(LineEnd end);
// A line with this number on an exchange of that name, under the profile of that name.
Setup ends_on(LineEnd end, const std::string& network, const std::string& number);

// An exchange and the time that passes there; several users may live on it.
struct Place {
  Place(std::string_view plan, std::uint64_t seed);
  env::VirtualScheduler scheduler;
  env::SeededRng rng;
  KeptTrace trace;
  std::vector<std::unique_ptr<loopback::Pair>> wires;  // outlive the modems of the exchange
  unsigned channels = 0;                               // of the line card that are used
  std::unique_ptr<sim::Simulator> exchange;
};

// A person with a program on one line, who notes what the provider tells.
class User final : public provider::LineObserver {
 public:
  User(std::string_view plan, std::string_view network, std::string_view number, std::uint64_t seed = 1,
       std::string_view modem = "generic_v253", std::string_view sim_modem = "generic_v253");
  explicit User(Setup setup);
  // Another user on the same exchange; its plan and seed are those of the place.
  User(std::shared_ptr<Place> place, Setup setup);
  // On the first line of the exchange of that name, with the profile of that name.
  static Setup on(const std::string& network);
  ~User();

  // Of several ways to the same end that the profile has, the one of Setup::way.
  void keep_only_way(provider::CompletionMode mode, provider::CompletionCondition on);
  // A number of the exchange that is nobody's yet.
  [[nodiscard]] std::string another_number() const;

  // The program is killed: nothing of it is left but what is on the disk, and the modem loses DTR.
  void is_killed();
  // The program begins anew, and its line is in service. False when it does not come into service.
  bool starts();
  // The same without waiting; false when the disk refuses.
  bool begins();
  [[nodiscard]] bool in_service() const { return opened_ && opened_->has_value(); }
  [[nodiscard]] bool start_failed() const { return opened_ && !opened_->has_value(); }

  // Calls and waits until the call is in `until`, at most a minute of line time. The call, or 0 when it came to nothing.
  CallId calls(std::string_view number, CallState until);
  // Asks and waits for the reply.
  env::Expected<CompletionId> completes_without_call(const provider::CompletionRequest& wanted);
  env::Expected<CompletionId> completes(CallId call, CompletionMode mode, std::uint32_t message = 0);
  env::Result cancels(CompletionId id);
  env::Result answers(CallId call);
  env::Result drops(CallId call);
  // Waits, at most `within`, until a call is offered that was not known before.
  std::optional<CallView> is_offered(env::Duration within);
  bool waits_until(CallId call, CallState state, env::Duration within);
  void waits(env::Duration time) { scheduler.advance(time); }

  [[nodiscard]] CallState state_of(CallId call) const;
  [[nodiscard]] CompletionView last(CompletionId id) const;
  // Null where the line is on a modem.
  [[nodiscard]] sim::CardChannel* card_channel() const;
  [[nodiscard]] bool off_hook() const;
  [[nodiscard]] bool is_rung() const;

  void on_call_offered(const CallView& call) override { offered.push_back(call); }
  void on_call_state(const CallView& call) override { states.push_back(call); }
  void on_call_info(const CallView& call) override { infos.push_back(call); }
  void on_ringing(int mode, int count) override { rings.push_back({mode, count}); }
  void on_completions_changed(std::size_t outstanding) override { counts.push_back(outstanding); }
  void on_completion_cancelled(CompletionId id) override { cancelled_from_outside.push_back(id); }
  void on_completion(const CompletionView& completion) override { completions.push_back(completion); }

  std::shared_ptr<Place> place;
  env::VirtualScheduler& scheduler = place->scheduler;
  KeptTrace& trace = place->trace;
  std::unique_ptr<sim::Simulator>& exchange = place->exchange;
  std::string wire;  // every byte between computer and modem, with its direction and time; or every call of the card
  std::vector<CallView> offered, states, infos;
  std::vector<std::pair<int, int>> rings;
  std::vector<std::size_t> counts;
  std::vector<CompletionId> cancelled_from_outside;
  std::vector<CompletionView> completions;

 private:
  void fill_in_codes();
  void attach_to_exchange();
  [[nodiscard]] std::unique_ptr<hal::SignalPort> make_port();
  [[nodiscard]] std::optional<sim::LineView> own_line() const;

  Setup setup_;

 public:
  env::VirtualWallClock clock;
  env::VirtualStorage storage;

 private:
  provider::NetworkProfile network_;
  provider::Region region_;
  loopback::Pair& pair_;
  unsigned channel_ = 0;  // of the line card
  std::unique_ptr<provider::Journal> journal_;
  std::unique_ptr<provider::TollGuard> guard_;
  std::unique_ptr<hal::SignalPort> port_;
  std::unique_ptr<hal::Line> hal_line_;
  std::optional<env::Result> opened_;

 public:
  std::unique_ptr<provider::LineProvider> line;
};

}  // namespace campon::scenario

// What a failing test shows.
namespace campon::provider {
inline void PrintTo(CallState state, std::ostream* out) { *out << to_string(state); }
inline void PrintTo(CompletionState state, std::ostream* out) { *out << to_string(state); }
inline void PrintTo(CompletionEnd end, std::ostream* out) { *out << to_string(end); }
inline void PrintTo(const CompletionView& view, std::ostream* out) {
  *out << "completion " << view.id.value << " for " << view.number << ": " << to_string(view.state) << ", " << to_string(view.end) << ", "
       << view.heard;
}
}  // namespace campon::provider
namespace campon::sim {
inline void PrintTo(const RequestView& request, std::ostream* out) { *out << request.caller << " asks for " << request.target; }
}  // namespace campon::sim
