#include "random_user.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "provider/line/completion_states.hpp"

namespace campon::scenario {

namespace {

constexpr auto k_transition = 1500ms;  // until an order to the hook has been carried out by the modem
constexpr auto k_notice = 5s;          // until a tone has been told
constexpr auto k_rest = 20s;           // nothing has moved for this long: provider and exchange must agree

bool owns_hook(CallState state) { return state != CallState::idle && state != CallState::offering && state != CallState::disconnected; }

}  // namespace

const Town& town(std::size_t index) {
  static const std::vector<Town> k_towns{
      {"nanp_class", "5550100", {"5550123", "5550124", "5550125"}, "911"},
      {"panasonic_kx_tda", "101", {"102", "103", "104"}, "911"},
      {"ericsson_md110", "4101", {"4102", "4103", "4104"}, "112"},
  };
  return k_towns[index];
}

RandomUser::RandomUser(const Town& town, std::uint64_t seed)
    : town_(town), chance_(seed), user_(town.network, town.network, town.own, seed) {}

std::optional<CallView> RandomUser::some_call() {
  const auto calls = user_.line->calls();
  if (calls.empty()) return std::nullopt;
  return calls[pick(calls.size())];
}

hal::Done RandomUser::reply() {
  replies_.push_back(std::make_shared<Reply>());
  return [reply = replies_.back()](const env::Result&) { ++reply->times; };
}

void RandomUser::live(env::Duration length) {
  const auto end = user_.scheduler.now() + length;
  while (user_.scheduler.now() < end && !testing::Test::HasFailure()) {
    act();
    waits(one_in(12) ? std::chrono::seconds(chance_.between(20, 120)) : env::Duration(std::chrono::milliseconds(chance_.between(1, 6000))));
  }
  if (!testing::Test::HasFailure()) settle();
}

void RandomUser::waits(env::Duration time) {
  const auto end = user_.scheduler.now() + time;
  while (!testing::Test::HasFailure() && user_.scheduler.step(end)) check_turn();
  user_.scheduler.advance_to(end);
  check_agreement();
}

void RandomUser::act() {
  if (pick(3) == 0) return change_the_town();
  use_the_line();
}

void RandomUser::use_the_line() {
  const auto call = some_call();
  if (!call) return one_in(4) ? cancels_one() : makes_a_call();
  if (call->state == CallState::offering && one_in(2)) return user_.line->answer(call->id, reply());
  switch (pick(8)) {
    case 0: return makes_a_call();
    case 1:
    case 2:
    case 3: return completes(call->id);
    case 4: return user_.line->drop(call->id, reply());
    case 5: return user_.line->answer(call->id, reply());
    case 6:
      if (call->state == CallState::idle || one_in(4)) user_.line->close_call(call->id);
      return;
    default: return cancels_one();
  }
}

void RandomUser::makes_a_call() {
  const bool emergency = one_in(40);
  const auto number = hal::DialString::parse(emergency ? town_.emergency : town_.others[pick(town_.others.size())]).value();
  auto done = reply();
  const auto asked = replies_.back();
  if (!user_.line->make_call(number, std::move(done)))
    ++asked->times;
  else if (emergency)
    ++human_emergencies_;
}

void RandomUser::completes(CallId call) {
  replies_.push_back(std::make_shared<Reply>());
  ++asking_;
  const auto view = user_.line->call(call);
  const bool emergency = view && view->called == town_.emergency;
  user_.line->complete(call, static_cast<CompletionMode>(pick(4)), 0, [this, emergency, asked = replies_.back()](const auto& id) {
    ++asked->times;
    --asking_;
    if (!id) return;
    EXPECT_FALSE(emergency) << "a call to an emergency number was completed";
    EXPECT_TRUE(accepted_.insert(id->value).second) << "an id was given twice";
  });
}

void RandomUser::cancels_one() {
  const auto completions = user_.line->completions();
  if (!completions.empty()) user_.line->uncomplete(completions[pick(completions.size())].id, reply());
}

void RandomUser::change_the_town() {
  switch (pick(9)) {
    case 0:
    case 1: return somebody().be_busy();
    case 2: return somebody().be_busy_for(std::chrono::seconds(chance_.between(1, 60)));
    case 3: return somebody().be_free();
    case 4: return somebody().hang_up();
    case 5: return one_in(3) ? somebody().never_answer() : somebody().answer_after_rings(static_cast<int>(chance_.between(1, 4)));
    case 6: return somebody().hang_up_after(std::chrono::seconds(chance_.between(1, 40)));
    default: {
      const std::string& caller = town_.others[pick(town_.others.size())];
      const bool told_apart = user_.line->capabilities().recall_ring_differs;
      if (!told_apart) unknown_.insert(caller);  // may be taken for the recall, which the exchange then still holds
      static_cast<void>(user_.exchange->call_line(town_.own, caller, std::chrono::milliseconds(chance_.between(500, 30000))));
    }
  }
}

void RandomUser::check_turn() {
  read_trace();
  check_completions();
  check_calls();
  check_hook();
  EXPECT_LE(user_.exchange->emergency_calls(), human_emergencies_) << "a machine has called the emergency desk";
}

// [I1, I3] One end for each completion, and nothing after it.
void RandomUser::check_completions() {
  for (; seen_completions_ < user_.completions.size(); ++seen_completions_) {
    const auto& view = user_.completions[seen_completions_];
    EXPECT_NE(view.id.value, 0u);
    EXPECT_FALSE(ended_[view.id.value]) << "completion " << view.id.value << " is told of after its end";
    ended_[view.id.value] = provider::is_terminal(view.state);
    EXPECT_EQ(provider::is_terminal(view.state), view.end != provider::CompletionEnd::none);
    const bool lost_sight = view.end == provider::CompletionEnd::hung_up || view.end == provider::CompletionEnd::unknown_result;
    if (lost_sight && !accepted_.contains(view.id.value)) unknown_.insert(view.number);
  }
  const auto now = user_.line->completions();
  for (const auto& view : now) EXPECT_FALSE(ended_[view.id.value]) << "completion " << view.id.value << " counts after its end";
}

// [I7] One call owns the line; after idle nothing is told of a call. [tspi.md 4]
void RandomUser::check_calls() {
  for (; seen_states_ < user_.states.size(); ++seen_states_) {
    const auto& view = user_.states[seen_states_];
    const auto [known, added] = call_state_.emplace(view.id.value, view.state);
    if (added) continue;
    EXPECT_NE(known->second, CallState::idle) << "call " << view.id.value << " is told of after idle";
    EXPECT_NE(known->second, view.state) << "call " << view.id.value << " is told twice of " << to_string(view.state);
    known->second = view.state;
  }
  const auto calls = user_.line->calls();
  const auto owners = std::count_if(calls.begin(), calls.end(), [](const auto& call) { return owns_hook(call.state); });
  EXPECT_LE(owners, 1);
}

void RandomUser::read_trace() {
  const std::string_view text = user_.trace.text;
  while (seen_trace_ < text.size()) {
    const auto end = text.find('\n', seen_trace_);
    const auto line = text.substr(seen_trace_, end - seen_trace_);
    seen_trace_ = end + 1;
    if (line.find(" sent completion ") != std::string_view::npos && line.ends_with("go off hook")) machine_owns_ = true;
    if (line.ends_with("rang back just as the line was seized") && user_.line->completions().size() > 1)
      for (const auto& view : user_.line->completions()) perhaps_recalled_.insert(view.number);
    if (line.find(" decision completion ") != std::string_view::npos) machine_owns_ = false;
  }
}

bool RandomUser::call_on_line() const {
  const auto calls = user_.line->calls();
  return std::any_of(calls.begin(), calls.end(), [](const auto& call) { return owns_hook(call.state); });
}

// A call that waits for dial tone has been told nothing of.
bool RandomUser::call_begins() const {
  const auto calls = user_.line->calls();
  return std::any_of(calls.begin(), calls.end(),
                     [&](const auto& call) { return call.state == CallState::idle && !call_state_.contains(call.id.value); });
}

void RandomUser::Watch::sees(bool wrong, env::Time now, env::Duration allowed, std::string_view what) {
  if (!wrong) return since.reset();
  if (!since) since = now;
  EXPECT_LE((now - *since).count(), allowed.count()) << what;
}

// [I6] Off hook has an owner, and a call that lives is off hook.
void RandomUser::check_hook() {
  const auto now = user_.scheduler.now();
  const auto line = user_.exchange->lines().front();
  if (was_off_hook_ && !line.off_hook) machine_owns_ = false;
  was_off_hook_ = line.off_hook;
  const bool owned = call_on_line() || call_begins() || machine_owns_;
  unowned_.sees(line.off_hook && !owned, now, k_transition, "nobody owns the hook");
  on_hook_.sees(!line.off_hook && call_on_line() && asking_ == 0, now, k_transition, "a live call is on hook");
  const auto outstanding = user_.line->completions();
  const auto is = [&](CompletionState state) {
    return std::any_of(outstanding.begin(), outstanding.end(), [&](const auto& each) { return each.state == state; });
  };
  const bool turned_away = line.hears == "busy" || line.hears == "reorder" || line.hears == "dial";
  not_camped_.sees(is(CompletionState::camped) && turned_away, now, k_notice, "a camped call waits for nothing");
  if (line.off_hook || line.ringing || is(CompletionState::cancelling)) busy_until_ = now;
}

// [I5] When nothing moves, the provider's list is the exchange's; it may hold more where a result could not be known.
void RandomUser::check_agreement() {
  if (user_.scheduler.now() - busy_until_ < k_rest || asking_ != 0) return;
  std::multiset<std::string> ours;
  std::multiset<std::string> theirs;
  for (const auto& view : user_.line->completions()) ours.insert(view.number);
  for (const auto& request : user_.exchange->requests())
    if (request.caller == town_.own) theirs.insert(request.target);
  for (const auto& number : unknown_)
    if (!ours.contains(number)) theirs.erase(number);
  for (const auto& number : perhaps_recalled_)
    if (!theirs.contains(number)) ours.erase(number);
  EXPECT_EQ(ours, theirs);
  EXPECT_EQ(user_.counts.empty() ? 0 : user_.counts.back(), user_.line->completions().size()) << "the count that was told is wrong";
  EXPECT_TRUE(std::adjacent_find(user_.counts.begin(), user_.counts.end()) == user_.counts.end()) << "a count was told twice";
}

void RandomUser::settle() {
  hang_up_everything();
  waits(10s);
  for (const auto& number : town_.others) {
    auto& other = user_.exchange->subscriber(number);
    other.hang_up();
    // A request on no answer waits until the other party has used its telephone once.
    other.be_busy_for(5s);
    other.answer_after_rings(1);
    other.hang_up_after(20s);
  }
  for (int round = 0; round < 20 && !testing::Test::HasFailure(); ++round) {
    hang_up_everything();
    waits(30s);
  }
  for (const auto& view : user_.line->completions()) EXPECT_TRUE(perhaps_recalled_.contains(view.number)) << view.number << " is left";
  EXPECT_TRUE(user_.exchange->requests().empty());
  EXPECT_FALSE(user_.off_hook());
  for (const auto& asked : replies_) EXPECT_EQ(asked->times, 1) << "each reply comes exactly once";
  makes_a_last_call();
  is_called_at_last();
}

void RandomUser::hang_up_everything() {
  for (const auto& call : user_.line->calls()) {
    if (call.state != CallState::idle) user_.line->drop(call.id, reply());
    waits(100ms);
    user_.line->close_call(call.id);
  }
}

void RandomUser::makes_a_last_call() {
  const CallId call = user_.calls(town_.others.front(), CallState::connected);
  EXPECT_NE(call, CallId{}) << "the line makes no more calls";
  user_.drops(call);
  waits(30s);
}

void RandomUser::is_called_at_last() {
  EXPECT_TRUE(user_.exchange->call_line(town_.own, town_.others.front(), 20s));
  EXPECT_TRUE(user_.is_offered(30s)) << "the line is called no more";
  waits(30s);
  const auto call = some_call();
  EXPECT_TRUE(call && user_.state_of(call->id) == CallState::idle);
}

}  // namespace campon::scenario
