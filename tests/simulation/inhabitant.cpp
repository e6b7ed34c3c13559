#include "inhabitant.hpp"

#include <algorithm>
#include <utility>

#include "shipped.hpp"

namespace campon::simulation {

namespace {

constexpr auto k_start_again = std::chrono::seconds(10);

scenario::Setup setup_of(const Scene& scene, const LineScene& line, Device& device) {
  scenario::Setup out{scene.plan, scene.network, line.number, 1, line.modem, line.simulated};
  out.durable = true;
  out.port = [&device](env::ByteChannel& wire, env::Scheduler& scheduler, env::Trace& trace) {
    return device.make_port(wire, scheduler, trace);
  };
  out.line = "line " + line.number;
  return out;
}

// Where the profile knows no country, those of the exchange's own.
std::shared_ptr<const hal::Ears> ears_for(const Scene& scene, const LineScene& line) {
  if (!line.ears) return nullptr;
  const auto of_network = provider::shipped_region(provider::shipped_network(scene.network).region);
  return hal::Ears::make(of_network.tones.tones.empty() ? provider::shipped_region("us").tones : of_network.tones).value();
}

}  // namespace

Inhabitant::Inhabitant(std::shared_ptr<scenario::Place> place, const Scene& scene, const LineScene& on, const DeviceParts::Spoil& spoil,
                       env::Rng& chance, Findings& findings)
    : device({on.modem, spoil, ears_for(scene, on)}, findings),
      user(std::move(place), setup_of(scene, on, device)),
      line(on),
      scene_(scene),
      chance_(chance),
      findings_(findings) {}

bool Inhabitant::serves() const { return lives_ && user.in_service(); }

bool Inhabitant::in_a_call() const {
  if (!lives_) return false;
  const auto calls = user.line->calls();
  return std::any_of(calls.begin(), calls.end(),
                     [](const auto& call) { return call.state != CallState::idle && call.state != CallState::disconnected; });
}

std::vector<std::string> Inhabitant::states() const {
  if (!lives_) return {"away"};
  std::vector<std::string> out;
  for (const auto& call : user.line->calls()) out.push_back("call " + std::string(to_string(call.state)));
  for (const auto& view : user.line->completions()) out.emplace_back(to_string(view.state));
  if (out.empty()) out.emplace_back("idle");
  return out;
}

void Inhabitant::is_killed(bool power_fails, env::Duration away) {
  if (asking > 0) findings_.met("killed before the reply to a request");
  if (user.scheduler.now() - last_killed < std::chrono::seconds(60)) findings_.met("killed twice within a minute");
  last_killed = user.scheduler.now();
  user.is_killed();
  if (power_fails) user.storage.power_loss(chance_);
  try_again_ = user.scheduler.now() + away;
  lives_ = false;
  asking = 0;
  ++life;
}

void Inhabitant::begins() {
  lives_ = user.begins();
  try_again_ = user.scheduler.now() + k_start_again;
}

bool Inhabitant::looks_after_start() {
  if (user.scheduler.now() < try_again_ || (lives_ && !user.start_failed())) return false;
  if (lives_) user.is_killed();
  begins();
  return true;
}

std::optional<CallView> Inhabitant::some_call() {
  const auto calls = user.line->calls();
  if (calls.empty()) return std::nullopt;
  return calls[pick(calls.size())];
}

hal::Done Inhabitant::reply() {
  asked.push_back(std::make_shared<Asked>(Asked{0, life}));
  return [one = asked.back()](const env::Result&) { ++one->replies; };
}

void Inhabitant::acts() {
  if (serves()) uses_the_line();
}

void Inhabitant::uses_the_line() {
  const auto call = some_call();
  if (!call) {
    if (one_in(10)) return cancels_one();
    if (one_in(10)) return completes_without_call();
    return makes_a_call(one_in(60) && !scene_.emergency.empty() ? scene_.emergency : scene_.others[pick(scene_.others.size())]);
  }
  if (call->state == CallState::disconnected || call->state == CallState::idle) return user.line->close_call(call->id);
  if (call->completion_modes != 0 && !one_in(4)) return completes(call->id);
  if (call->state == CallState::offering && one_in(2)) return user.line->answer(call->id, reply());
  switch (pick(9)) {
    case 0: return makes_a_call(!scene_.emergency.empty() && one_in(6) ? scene_.emergency : scene_.others[pick(scene_.others.size())]);
    case 1:
    case 2:
    case 3:
    case 4: return completes(call->id);
    case 5: return user.line->drop(call->id, reply());
    case 6: return user.line->answer(call->id, reply());
    case 7:
      if (one_in(4)) user.line->close_call(call->id);
      return;
    default: return cancels_one();
  }
}

void Inhabitant::makes_a_call(const std::string& number) {
  const bool emergency = number == scene_.emergency;
  if (emergency)
    for (const auto& view : user.line->completions())
      if (view.state == CompletionState::recalling || view.state == CompletionState::cancelling)
        findings_.met("an emergency call before a completion's own business");
  auto done = reply();
  const auto order = asked.back();
  if (!user.line->make_call(hal::DialString::parse(number).value(), std::move(done)))
    ++order->replies;
  else if (emergency)
    ++human_emergencies;
}

void Inhabitant::completes(CallId call) {
  const auto view = user.line->call(call);
  const bool emergency = view && view->called == scene_.emergency;
  const auto mode = mode_for(view);
  counts_asking(mode);
  asked.push_back(std::make_shared<Asked>(Asked{0, life}));
  ++asking;
  user.line->complete(call, mode, 0, [this, emergency, number = view ? view->called : "", order = asked.back()](const auto& id) {
    ++order->replies;
    --asking;
    if (!id) return;
    if (emergency) findings_.add(user.scheduler.now(), "I9", "a call to an emergency number was completed");
    if (!accepted.insert(id->value).second) findings_.add(user.scheduler.now(), "I3", "an id was given twice");
    accepted_for[id->value] = number;
  });
}

void Inhabitant::counts_asking(CompletionMode mode) {
  if (mode == CompletionMode::message) ++messages_asked;
  if (mode == CompletionMode::intrude) ++intrusions_asked;
}

// Mostly one that is offered, mostly a callback.
CompletionMode Inhabitant::mode_for(const std::optional<CallView>& call) {
  const auto offered = [&](CompletionMode mode) { return call && (call->completion_modes >> static_cast<unsigned>(mode) & 1U) != 0; };
  if (!one_in(3) && offered(CompletionMode::callback)) return CompletionMode::callback;
  const auto any = static_cast<CompletionMode>(pick(4));
  return offered(any) || one_in(4) || !offered(CompletionMode::callback) ? any : CompletionMode::callback;
}

void Inhabitant::completes_without_call() {
  provider::CompletionRequest wanted;
  if (one_in(2)) wanted.number = scene_.others[pick(scene_.others.size())];
  if (one_in(3)) wanted.mode = static_cast<CompletionMode>(pick(4));
  counts_asking(wanted.mode);
  if (one_in(3)) wanted.on = provider::CompletionCondition::no_answer;
  asked.push_back(std::make_shared<Asked>(Asked{0, life}));
  ++asking;
  user.line->complete_without_call(wanted, [this, number = wanted.number, order = asked.back()](const auto& id) {
    ++order->replies;
    --asking;
    if (!id) return;
    if (!accepted.insert(id->value).second) findings_.add(user.scheduler.now(), "I3", "an id was given twice");
    accepted_for[id->value] = number;
  });
}

void Inhabitant::cancels_one() {
  const auto completions = user.line->completions();
  if (completions.empty()) return;
  if (scene_.bad_disk && one_in(3)) {
    user.storage.fail_nth(1);
    findings_.met("disk full during a cancel");
  }
  user.line->uncomplete(completions[pick(completions.size())].id, reply());
}

void Inhabitant::hangs_up() {
  if (!lives_) return;
  for (const auto& call : user.line->calls()) {
    if (call.state != CallState::idle) user.line->drop(call.id, reply());
    user.line->close_call(call.id);
  }
}

}  // namespace campon::simulation
