#include "world.hpp"

#include <algorithm>
#include <stdexcept>

#include "shipped.hpp"

namespace campon::profiles {
std::span<const env::EmbeddedFile> shipped_modems();
}

namespace campon::scenario {

namespace {

constexpr auto k_patience = 60s;
constexpr auto k_moment = 1ms;  // until what has just happened has been told

atmodem::Personality shipped_modem(std::string_view name) {
  return atmodem::parse_personality(provider::shipped_text(profiles::shipped_modems(), name), name).value();
}

}  // namespace

void KeptTrace::note(env::Time at, env::TraceKind kind, std::string_view who, std::string_view line) {
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
  text.append(std::to_string(ms)).append(" ").append(env::to_string(kind)).append(" ").append(who).append(": ").append(line).append("\n");
}

User::User(std::string_view plan, std::string_view network, std::string_view number, std::uint64_t seed, std::string_view modem,
           std::string_view sim_modem)
    : rng(seed),
      clock(scheduler, env::WallTime{}),
      network_(provider::shipped_network(network)),
      region_(provider::shipped_region(network_.region)),
      pair_(std::make_unique<loopback::Pair>(scheduler)),
      exchange(sim::Simulator::create(plan, scheduler, rng, trace).value()) {
  if (!exchange->attach_modem(number, sim_modem, pair_->modem())) throw std::runtime_error("the exchange has no such line");
  pair_->tap([this](env::Time at, bool to_modem, std::string_view bytes) {
    wire.append(std::to_string(at.time_since_epoch().count())).append(to_modem ? " > " : " < ").append(bytes).append("\n");
  });
  port_ = std::make_unique<atmodem::VoicePort>(pair_->computer(), scheduler, trace, shipped_modem(modem));
  hal_line_ = std::make_unique<hal::Line>("line 1", *port_, scheduler, trace);
  line = std::make_unique<provider::LineProvider>(provider::LineParts{*hal_line_, network_, region_, scheduler, clock, trace});
  line->attach(this);
  std::optional<env::Result> opened;
  line->open([&](const env::Result& result) { opened = result; });
  if (!scheduler.run_until([&] { return opened.has_value(); }, k_patience) || !*opened)
    throw std::runtime_error("the line did not come into service\n" + trace.text);
}

User::~User() = default;

CallId User::calls(std::string_view number, CallState until) {
  bool failed = false;
  const auto call = line->make_call(hal::DialString::parse(number).value(), [&](const env::Result& result) { failed = !result; });
  if (!call) return {};
  scheduler.run_until([&] { return failed || state_of(*call) == until || state_of(*call) == CallState::disconnected; }, k_patience);
  scheduler.advance(k_moment);
  return state_of(*call) == until ? *call : CallId{};
}

env::Expected<CompletionId> User::completes(CallId call, CompletionMode mode, std::uint32_t message) {
  std::optional<env::Expected<CompletionId>> reply;
  line->complete(call, mode, message, [&](env::Expected<CompletionId> result) { reply = std::move(result); });
  scheduler.run_until([&] { return reply.has_value(); }, k_patience);
  scheduler.advance(k_moment);
  return reply.value_or(env::fail(env::ErrorCode::internal, env::Remedy::defect, "no reply came"));
}

env::Result User::cancels(CompletionId id) {
  std::optional<env::Result> reply;
  line->uncomplete(id, [&](const env::Result& result) { reply = result; });
  scheduler.run_until([&] { return reply.has_value(); }, 2 * k_patience);
  scheduler.advance(k_moment);
  return reply.value_or(env::fail(env::ErrorCode::internal, env::Remedy::defect, "no reply came"));
}

env::Result User::answers(CallId call) {
  std::optional<env::Result> reply;
  line->answer(call, [&](const env::Result& result) { reply = result; });
  scheduler.run_until([&] { return reply.has_value(); }, k_patience);
  scheduler.advance(k_moment);
  return reply.value_or(env::fail(env::ErrorCode::internal, env::Remedy::defect, "no reply came"));
}

env::Result User::drops(CallId call) {
  std::optional<env::Result> reply;
  line->drop(call, [&](const env::Result& result) { reply = result; });
  scheduler.run_until([&] { return reply.has_value(); }, k_patience);
  scheduler.advance(k_moment);
  return reply.value_or(env::fail(env::ErrorCode::internal, env::Remedy::defect, "no reply came"));
}

std::optional<CallView> User::is_offered(env::Duration within) {
  const std::size_t known = offered.size();
  if (!scheduler.run_until([&] { return offered.size() > known; }, within)) return std::nullopt;
  scheduler.advance(k_moment);
  return line->call(offered.back().id);
}

bool User::waits_until(CallId call, CallState state, env::Duration within) {
  const bool reached = scheduler.run_until([&] { return state_of(call) == state; }, within);
  scheduler.advance(k_moment);
  return reached;
}

CallState User::state_of(CallId call) const {
  const auto view = line->call(call);
  return view ? view->state : CallState::idle;
}

CompletionView User::last(CompletionId id) const {
  const auto found = std::find_if(completions.rbegin(), completions.rend(), [&](const auto& view) { return view.id == id; });
  return found == completions.rend() ? CompletionView{} : *found;
}

}  // namespace campon::scenario
