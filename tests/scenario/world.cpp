#include "world.hpp"

#include <algorithm>
#include <stdexcept>

#include "drivers/atmodem/gsm/modem_port.hpp"
#include "drivers/fxo/fxo_port.hpp"
#include "drivers/listening/listening_port.hpp"
#include "shipped.hpp"

namespace campon::profiles {
std::span<const env::EmbeddedFile> shipped_modems();
}

namespace campon::scenario {

namespace {

constexpr auto k_patience = 60s;
constexpr auto k_moment = 1ms;  // until what has just happened has been told

}  // namespace

std::unique_ptr<hal::SignalPort> shipped_port(std::string_view modem, env::ByteChannel& wire, env::Scheduler& scheduler,
                                              env::Trace& trace) {
  return atmodem::make_modem_port(wire, scheduler, trace, provider::shipped_text(profiles::shipped_modems(), modem), modem).value();
}

void KeptTrace::note(env::Time at, env::TraceKind kind, std::string_view who, std::string_view line) {
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
  text.append(std::to_string(ms)).append(" ").append(env::to_string(kind)).append(" ").append(who).append(": ").append(line).append("\n");
}

std::string to_string(LineEnd end) { return end == LineEnd::card ? "card" : "modem"; }

Setup ends_on(LineEnd end, const std::string& network, const std::string& number) {
  Setup out{network, network, number};
  out.card = end == LineEnd::card;
  return out;
}

Place::Place(std::string_view plan, std::uint64_t seed)
    : rng(seed), exchange(sim::Simulator::create(plan, scheduler, rng, trace).value()) {}

std::optional<sim::LineView> User::own_line() const { return exchange->line(setup_.number); }

bool User::off_hook() const {
  const auto own = own_line();
  return own && own->off_hook;
}

bool User::is_rung() const {
  const auto own = own_line();
  return own && own->ringing;
}

User::User(std::string_view plan, std::string_view network, std::string_view number, std::uint64_t seed, std::string_view modem,
           std::string_view sim_modem)
    : User(Setup{std::string(plan), std::string(network), std::string(number), seed, std::string(modem), std::string(sim_modem)}) {}

User::User(Setup setup) : User(std::make_shared<Place>(setup.plan, setup.seed), setup) {}

User::User(std::shared_ptr<Place> shared, Setup setup)
    : place(std::move(shared)),
      setup_(std::move(setup)),
      clock(scheduler, env::WallTime{}),
      network_(provider::shipped_network(setup_.network)),
      region_(provider::shipped_region(network_.region)),
      pair_(*place->wires.emplace_back(std::make_unique<loopback::Pair>(scheduler))) {
  network_.use_uncertain = true;
  fill_in_codes();
  attach_to_exchange();
  pair_.modem().on_dtr([this](bool on) { (void)exchange->set_dtr(setup_.number, on); });
  pair_.tap([this](env::Time at, bool to_modem, std::string_view bytes) {
    wire.append(std::to_string(at.time_since_epoch().count())).append(to_modem ? " > " : " < ").append(bytes).append("\n");
  });
  if (!starts()) throw std::runtime_error("the line did not come into service\n" + trace.text);
}

void User::attach_to_exchange() {
  if (setup_.card) channel_ = ++place->channels;
  const bool attached = setup_.card ? exchange->attach_card(setup_.number, channel_).has_value()
                                    : exchange->attach_modem(setup_.number, setup_.sim_modem, pair_.modem()).has_value();
  if (!attached) throw std::runtime_error("the exchange has no such line");
  if (setup_.card) exchange->card().tap([this](std::string_view call) { wire.append(call).append("\n"); });
}

std::unique_ptr<hal::SignalPort> User::make_port() {
  if (setup_.port) return setup_.port(pair_.computer(), scheduler, trace);
  if (!setup_.card) return shipped_port(setup_.modem, pair_.computer(), scheduler, trace);
  const auto standard = hearing::caller_id_standard(region_.caller_id);
  const fxo::FxoSettings settings{channel_, standard ? std::optional(*standard) : std::nullopt, hearing::dtmf_levels(region_.name), {}};
  auto port = std::make_unique<fxo::FxoPort>(exchange->card(), scheduler, trace, settings);
  // Where the profile knows no country its user names the one whose tones are heard.
  const hal::TonePlan tones = region_.tones.tones.empty() ? provider::shipped_region(exchange->region()).tones : region_.tones;
  return listening::with_ears(std::move(port), hal::Ears::make(tones).value(), scheduler, trace);
}

sim::CardChannel* User::card_channel() const { return exchange->card().channel(channel_); }

Setup User::on(const std::string& network) {
  Place place(network, 1);
  return Setup{network, network, place.exchange->first_number()};
}

std::string User::another_number() const {
  constexpr long k_further = 23;
  const std::string& own = setup_.number;
  std::string number = std::to_string(std::stol(own) + k_further);
  return std::string(own.size() - std::min(own.size(), number.size()), '0') + number;
}

User::~User() {
  pair_.tap(nullptr);
  pair_.modem().on_dtr(nullptr);
  if (setup_.card) exchange->card().tap(nullptr);
}

bool User::starts() {
  return begins() && scheduler.run_until([&] { return opened_.has_value(); }, k_patience) && opened_->has_value();
}

bool User::begins() {
  opened_.reset();
  (void)exchange->set_dtr(setup_.number, true);
  if (setup_.durable) {
    auto journal = provider::Journal::open(storage, scheduler, trace);
    if (!journal) return false;
    journal_ = std::move(*journal);
  }
  if (setup_.guarded) guard_ = std::make_unique<provider::TollGuard>(setup_.policy, region_, trace);
  port_ = make_port();
  hal_line_ = std::make_unique<hal::Line>(setup_.line, *port_, scheduler, trace);
  line = std::make_unique<provider::LineProvider>(
      provider::LineParts{*hal_line_, network_, region_, scheduler, clock, trace, guard_.get(), journal_.get()});
  line->attach(this);
  line->open([this](const env::Result& result) { opened_ = result; });
  return true;
}

void User::is_killed() {
  line.reset();
  hal_line_.reset();
  port_.reset();
  guard_.reset();
  journal_.reset();
  opened_.reset();
  (void)exchange->set_dtr(setup_.number, false);
  scheduler.advance(k_moment);
}

// What the administrator of the exchange has told its users.
void User::fill_in_codes() {
  const auto fill = [this](provider::Procedure& procedure) {
    for (auto& code : procedure.codes)
      if (code.digits.empty()) code.digits = exchange->code(code.name).value_or("");
  };
  for (auto& each : network_.procedures) fill(each.procedure);
  for (auto& each : network_.cancels) fill(each.procedure);
  for (auto& each : network_.queries) fill(each);
}

void User::keep_only_way(provider::CompletionMode mode, provider::CompletionCondition on) {
  std::size_t seen = 0;
  std::erase_if(network_.procedures, [&](const auto& each) { return each.mode == mode && each.on == on && seen++ != setup_.way; });
}

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

env::Expected<CompletionId> User::completes_without_call(const provider::CompletionRequest& wanted) {
  std::optional<env::Expected<CompletionId>> reply;
  line->complete_without_call(wanted, [&](env::Expected<CompletionId> result) { reply = std::move(result); });
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
