#include "line_oracle.hpp"

#include <algorithm>
#include <utility>

#include "provider/line/completion_states.hpp"

namespace campon::simulation {

namespace {

using namespace std::chrono_literals;

constexpr auto k_calm_transition = 1500ms;  // until the modem has carried out an order to the hook
constexpr auto k_rough_transition = 90s;    // until one that was reset or fell silent has been brought back
constexpr auto k_late = 30s;                // after its deadline
constexpr auto k_look_after_sleep = 60s;    // until one that ran out in a sleep of the machine is noticed [fault D16]

bool has(const std::vector<FaultRate>& faults, std::string_view name) {
  return std::any_of(faults.begin(), faults.end(), [&](const auto& fault) { return fault.name == name; });
}

bool owns_hook(CallState state) { return state != CallState::idle && state != CallState::offering && state != CallState::disconnected; }

// "AT..." and what may stand for itself: the byte that ends a dial, the shielded bytes of voice, a message's end. [I13]
bool may_be_sent(std::string_view bytes) {
  if (bytes == "\r" || bytes == "\x1b" || bytes == "\x1a" || bytes.starts_with('\x10')) return true;
  if (!bytes.ends_with('\r')) return bytes.ends_with('\x1a');
  const auto text = bytes.substr(0, bytes.size() - 1);
  const bool printable = std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
  return printable && text.starts_with("AT") && text.find("+++") == std::string_view::npos;
}

}  // namespace

LineOracle::LineOracle(Inhabitant& of, const Scene& scene, Findings& findings)
    : of_(of), scene_(scene), findings_(findings), calm_(scene.is_calm()) {}

void LineOracle::wrong(std::string_view rule, std::string what) {
  findings_.add(of_.user.scheduler.now(), rule, of_.line.number + ": " + std::move(what));
}

void LineOracle::checks_turn() {
  if (begun_ && of_.serves()) has_served();
  checks_completions();
  checks_calls();
  checks_hook();
  checks_wire();
  checks_rest();
  checks_limits();
}

// [I1, I3] One end for each completion, and nothing after it, in this life or a later one.
void LineOracle::checks_completions() {
  const auto& told = of_.user.completions;
  for (; seen_completions_ < told.size(); ++seen_completions_) {
    const auto& view = told[seen_completions_];
    const auto id = view.id.value;
    if (id == 0) wrong("I3", "a completion without an id");
    if (ended_.contains(id)) wrong("I1", "completion " + std::to_string(id) + " is told of after its end");
    if (provider::is_terminal(view.state) != (view.end != provider::CompletionEnd::none)) wrong("I1", "an end without a reason");
    if (provider::is_terminal(view.state)) ended_.insert(id);
    known_.insert(id);
    notes_rare_things(view);
    last_[id] = view.state;
  }
}

void LineOracle::notes_rare_things(const CompletionView& view) {
  const auto before = last_.find(view.id.value);
  if (view.state == CompletionState::uncertain) findings_.met("an unknown result");
  if (view.state == CompletionState::suspended) findings_.met("a suspended request");
  if (view.state == CompletionState::recalling) findings_.met("a recall"), ++recalls_;
  if (before != last_.end() && before->second == CompletionState::cancelling && view.state == CompletionState::recalling)
    findings_.met("a recall that was faster than the cancel");
  if (before != last_.end() && before->second == CompletionState::uncertain)
    findings_.met("an unknown result that became " + std::string(to_string(view.state)));
  if (provider::is_terminal(view.state)) findings_.met("ended: " + std::string(to_string(view.end)));
}

// [I7] One call owns the line; after idle nothing is told of a call.
void LineOracle::checks_calls() {
  const auto& told = of_.user.states;
  for (; seen_states_ < told.size(); ++seen_states_) {
    const auto& view = told[seen_states_];
    const auto [known, added] = calls_.emplace(view.id.value, view.state);
    if (added) continue;
    if (known->second == CallState::idle) wrong("I7", "call " + std::to_string(view.id.value) + " is told of after idle");
    if (known->second == view.state)
      wrong("I7", "call " + std::to_string(view.id.value) + " is told twice of " + std::string(to_string(view.state)));
    known->second = view.state;
  }
  if (!of_.lives()) return;
  const auto calls = of_.user.line->calls();
  const auto owners = std::count_if(calls.begin(), calls.end(), [](const auto& call) { return owns_hook(call.state); });
  if (owners > 1) wrong("I7", "two calls on one line");
}

// [I6, I12] Off hook has an owner, and between two seizures the line rests.
void LineOracle::checks_hook() {
  const auto now = of_.user.scheduler.now();
  const bool off_hook = of_.user.off_hook();
  // A modem that is away or silent cannot be made to hang up.
  const bool owned = of_.lives() && (!of_.user.line->in_service() || !of_.user.line->hook_owner().empty());
  if (unowned_.too_long(off_hook && !owned, now, calm_ ? k_calm_transition : k_rough_transition)) wrong("I6", "nobody owns the hook");
}

// [I12] Between two seizures the line is on hook for two seconds, or so shortly that it was a flash.
void LineOracle::checks_rest() {
  constexpr auto k_longest_flash = 1200ms;
  constexpr auto k_rest = 2000ms - 100ms;  // the modem takes a moment to go on hook after its answer
  const auto now = of_.user.scheduler.now();
  const bool off_hook = of_.user.off_hook();
  // Also by a device that says so though nobody rings.
  rang_ = rang_ || of_.user.is_rung() || of_.user.offered.size() > offered_before_;
  if (off_hook && !was_off_hook_) {
    const auto rest = now - on_hook_since_;
    const bool flapping = has(scene_.faults, "L05") || has(scene_.modem_faults, "D11") || of_.life > 1;
    if (!rang_ && !flapping && rest > k_longest_flash && rest < k_rest)
      wrong("I12", "seized again after " + std::to_string(rest / 1ms) + " ms");
    offered_before_ = of_.user.offered.size();
  }
  if (!off_hook && was_off_hook_) {
    on_hook_since_ = now;
    rang_ = false;
  }
  was_off_hook_ = off_hook;
}

// [I13] Nothing but command lines and what may stand for itself is ever sent.
void LineOracle::checks_wire() {
  const std::string_view wire = of_.user.wire;
  while (seen_wire_ < wire.size()) {
    const auto head = wire.find(" > ", seen_wire_);
    if (head == std::string_view::npos) return void(seen_wire_ = wire.size());
    const auto end = wire.find('\n', head);
    const auto sent = wire.substr(head + 3, end - head - 3);
    if (!may_be_sent(sent)) wrong("I13", "sent " + env::escaped(sent));
    seen_wire_ = end + 1;
  }
}

// [I4, I18]
void LineOracle::checks_limits() {
  if (!of_.serves()) return;
  const auto outstanding = of_.user.line->completions();
  const auto can = of_.user.line->capabilities();
  if (outstanding.size() > std::max<std::size_t>(can.max_completions, 1)) wrong("I4", "more outstanding than the network takes");
  if (outstanding.size() >= 3) findings_.met("three outstanding");
  const auto clock = of_.user.clock.now();
  const bool late = std::any_of(outstanding.begin(), outstanding.end(), [&](const auto& each) {
    return each.state == CompletionState::outstanding && each.deadline != env::WallTime{} && clock > each.deadline + k_late;
  });
  if (late_.too_long(late, of_.user.scheduler.now(), k_look_after_sleep)) wrong("I18", "a request lives after its deadline");
}

bool LineOracle::holds(std::uint32_t id) const {
  const auto& now = of_.user.line->completions();
  return std::any_of(now.begin(), now.end(), [&](const auto& view) { return view.id.value == id; });
}

void LineOracle::was_killed() {
  checks_completions();
  calls_.clear();
  seen_states_ = of_.user.states.size();
}

// [I20] What was promised before is known again, unless its time is over.
void LineOracle::has_served() {
  begun_ = false;
  checks_completions();
  for (const auto id : of_.accepted)
    if (!ended_.contains(id) && !holds(id) && !of_.user.line->completion(CompletionId{id}))
      wrong("I20", "completion " + std::to_string(id) + " was promised, and is forgotten");
}

// [I17] What was asked once is done once, however often the program was killed.
void LineOracle::checks_acts() {
  std::size_t left = 0;
  for (const auto& number : scene_.others) left += of_.user.exchange->messages_left_for(number).size();
  const bool alone = scene_.lines.size() == 1 && !has(scene_.faults, "X16");
  if (alone && left > of_.messages_asked)
    wrong("I17", std::to_string(left) + " messages were left, and " + std::to_string(of_.messages_asked) + " asked for");
  if (alone && of_.user.exchange->intrusions().size() > of_.intrusions_asked) wrong("I17", "an intrusion that nobody asked for");
}

// [I5] Where nothing goes wrong, what the line holds is what the exchange holds.
void LineOracle::checks_agreement() {
  if (!calm_) return;
  for (const auto& view : of_.user.line->completions()) {
    const auto requests = of_.user.exchange->requests();
    const bool there = view.emulated || std::any_of(requests.begin(), requests.end(), [&](const auto& each) {
                         return each.caller == of_.line.number && each.target == view.number;
                       });
    // One that was seized just when the exchange rang back has answered the recall, and nothing tells.
    if (!there && of_.user.exchange->counts().recalls > recalls_)
      findings_.met("a recall that a seizure answered");
    else if (!there && view.acceptance == provider::Acceptance::heard)
      wrong("I5", "the exchange does not know of the request for " + view.number);
  }
}

// [I1, I5, I23]
void LineOracle::checks_end() {
  for (const auto& order : of_.asked) {
    if (order->life == of_.life && order->replies != 1) wrong("I1", "an order got " + std::to_string(order->replies) + " replies");
    if (order->replies > 1) wrong("I1", "an order got two replies");
  }
  if (of_.user.off_hook()) wrong("I23", "the line is still off hook");
  for (const auto& view : of_.user.line->completions())
    wrong("I23", "completion " + std::to_string(view.id.value) + " for " + view.number + " is still " + std::string(to_string(view.state)));
  for (const auto& request : of_.user.exchange->requests())
    if (request.caller == of_.line.number) wrong("I5", "the exchange still has a request for " + request.target);
  checks_acts();
  const auto& counts = of_.user.counts;
  if (std::adjacent_find(counts.begin(), counts.end()) != counts.end() && of_.life == 1) wrong("I5", "a count was told twice");
}

}  // namespace campon::simulation
