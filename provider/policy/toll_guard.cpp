#include "provider/policy/toll_guard.hpp"

#include <algorithm>
#include <array>

#include "provider/policy/number_rules.hpp"

namespace campon::provider {

namespace {

using std::chrono::milliseconds;

Decision denied(TollRule rule, std::string reason, std::optional<env::Time> again = std::nullopt) {
  return {false, rule, std::move(reason), again};
}

std::string shown(std::string_view number) {
  constexpr std::size_t k_longest = 60;
  return env::escaped(number.substr(0, k_longest)) + (number.size() > k_longest ? "..." : "");
}

std::string per_day(std::size_t calls, std::string_view whose) {
  return std::to_string(calls) + " " + std::string(whose) + "calls were made in 24 hours, as many as the policy allows";
}

}  // namespace

std::string_view to_string(TollRule rule) {
  static constexpr std::array<std::string_view, 11> k_words{"none",          "emergency",   "no_number",   "denied_class",
                                                            "denied_number", "not_on_list", "concurrent",  "rate",
                                                            "day",           "intrude",     "no_busy_call"};
  return k_words[static_cast<std::size_t>(rule)];
}

env::Error Decision::error() const {
  const bool passes = rule == TollRule::rate || rule == TollRule::day || rule == TollRule::concurrent;
  const auto code = rule == TollRule::emergency ? env::ErrorCode::emergency_number : env::ErrorCode::call_denied;
  return {code, passes ? env::Remedy::later : env::Remedy::refused, reason, {}};
}

TollGuard::TollGuard(const Policy& policy, const Region& region, env::Trace& trace, PolicyTimers timers)
    : policy_(policy), region_(region), trace_(trace), timers_(timers), emergency_(region, policy.local) {}

std::optional<Decision> TollGuard::by_emergency(const DialRequest& request) const {
  if (!emergency_.machine_may_dial(request.number, request.origin))
    return denied(TollRule::emergency, "a machine never calls an emergency number, or what may be one");
  if (request.origin == DialOrigin::human && emergency_.is_emergency(request.number))
    return Decision{true, TollRule::emergency, "a person's emergency call", std::nullopt};
  return std::nullopt;
}

std::optional<Decision> TollGuard::by_number(std::string_view number) const {
  const NumberAnswer answer = judge_number(policy_, region_, number);
  switch (answer.verdict) {
    case NumberVerdict::allowed: return std::nullopt;
    case NumberVerdict::no_number: return denied(TollRule::no_number, "'" + shown(number) + "' is no number");
    case NumberVerdict::not_on_list: return denied(TollRule::not_on_list, "only the numbers of 'allow' are dialled");
    case NumberVerdict::denied_number: return denied(TollRule::denied_number, "'deny' holds " + answer.rule);
    case NumberVerdict::denied_class: break;
  }
  const std::string what(to_string(answer.what.value_or(NumberClass::premium)));
  return denied(TollRule::denied_class, answer.rule + " is " + what + "; name it in 'allow' to have it dialled");
}

TollGuard::Bucket TollGuard::filled(const std::optional<Bucket>& bucket, std::size_t rate, std::size_t most, env::Time now) const {
  if (!bucket) return {static_cast<double>(most), now};
  const double windows = static_cast<double>((now - bucket->filled).count()) / static_cast<double>(timers_.minute.count());
  return {std::min(static_cast<double>(most), bucket->tokens + std::max(windows, 0.0) * static_cast<double>(rate)), now};
}

std::optional<Decision> TollGuard::by_rate(const Owner& owner, env::Time now) const {
  const auto wait = [&](const Bucket& bucket, std::size_t rate) {
    const double part = (1.0 - bucket.tokens) / static_cast<double>(rate);
    return now + env::Duration(static_cast<env::Duration::rep>(part * static_cast<double>(timers_.minute.count())) + 1);
  };
  const Bucket own = filled(owner.bucket, policy_.calls_per_minute, policy_.burst, now);
  if (own.tokens < 1.0)
    return denied(TollRule::rate, "more than " + std::to_string(policy_.calls_per_minute) + " calls a minute",
                  wait(own, policy_.calls_per_minute));
  const Bucket all = filled(all_, policy_.calls_per_minute_all, policy_.calls_per_minute_all, now);
  if (all.tokens < 1.0)
    return denied(TollRule::rate, "all together more than " + std::to_string(policy_.calls_per_minute_all) + " calls a minute",
                  wait(all, policy_.calls_per_minute_all));
  return std::nullopt;
}

bool TollGuard::day_open(const Owner& owner, env::Time now) const { return owner.day_began && now - *owner.day_began < timers_.day; }

milliseconds TollGuard::talk(const Owner& owner, env::Time now) const {
  milliseconds sum = owner.usage.talk;
  for (const auto call : owner.running) {
    const auto& connected = running_.at(call).connected;
    if (connected) sum += std::chrono::duration_cast<milliseconds>(now - std::max(*connected, owner.day_began.value_or(*connected)));
  }
  return sum;
}

std::optional<Decision> TollGuard::by_day(const Owner& owner, DialOrigin origin, env::Time now) const {
  const bool machine = origin != DialOrigin::human;
  const std::size_t calls = day_open(owner, now) ? owner.usage.calls : 0;
  const std::size_t machine_calls = day_open(owner, now) ? owner.usage.machine_calls : 0;
  const auto again = day_open(owner, now) ? std::optional(*owner.day_began + timers_.day) : std::nullopt;
  if (machine && machine_calls >= policy_.machine_calls_per_day)
    return denied(TollRule::day, per_day(policy_.machine_calls_per_day, "machine "), again);
  if (policy_.calls_per_day && calls >= *policy_.calls_per_day) return denied(TollRule::day, per_day(*policy_.calls_per_day, ""), again);
  if (policy_.minutes_per_day && day_open(owner, now) && talk(owner, now) >= *policy_.minutes_per_day)
    return denied(TollRule::day, std::to_string(policy_.minutes_per_day->count()) + " minutes were spoken in 24 hours", again);
  return std::nullopt;
}

Decision TollGuard::would_allow(const DialRequest& request, env::Time now) const {
  if (auto decision = by_emergency(request)) return *decision;
  if (auto decision = by_number(request.number)) return *decision;
  static const Owner k_nobody;
  const auto found = owners_.find(request.owner);
  const Owner& owner = found == owners_.end() ? k_nobody : found->second;
  if (owner.running.size() >= policy_.concurrent)
    return denied(TollRule::concurrent, std::to_string(owner.running.size()) + " calls are up, as many as the policy allows");
  if (auto decision = by_rate(owner, now)) return *decision;
  if (auto decision = by_day(owner, request.origin, now)) return *decision;
  return {true, TollRule::none, "nothing speaks against it", std::nullopt};
}

Decision TollGuard::may_dial(const DialRequest& request, env::Time now) {
  const Decision decision = would_allow(request, now);
  if (decision.allowed && decision.rule != TollRule::emergency) take_token(owner(request.owner), now);
  audit(now, request.owner, "dial " + shown(request.number) + " (" + std::string(to_string(request.origin)) + ")", decision);
  return decision;
}

void TollGuard::take_token(Owner& owner, env::Time now) {
  owner.bucket = filled(owner.bucket, policy_.calls_per_minute, policy_.burst, now);
  owner.bucket->tokens -= 1.0;
  all_ = filled(all_, policy_.calls_per_minute_all, policy_.calls_per_minute_all, now);
  all_->tokens -= 1.0;
}

std::optional<Decision> TollGuard::by_mode(const CompletionWish& wish) const {
  if (wish.mode != CompletionMode::intrude) return std::nullopt;
  if (!policy_.intrude) return denied(TollRule::intrude, "breaking into a conversation is not allowed by the policy");
  const auto& owners = policy_.intrude_owners;
  if (owners.empty() || std::find(owners.begin(), owners.end(), wish.owner) != owners.end()) return std::nullopt;
  return denied(TollRule::intrude, "the policy does not let " + env::escaped(wish.owner) + " break into a conversation");
}

std::optional<Decision> TollGuard::by_busy_call(const CompletionWish& wish, env::Time now) const {
  const bool lately = wish.last_busy && now - *wish.last_busy <= policy_.own_busy_call;
  if (wish.on_own_call || lately || wish.complete_last) return std::nullopt;
  return denied(TollRule::no_busy_call, "no own call to " + shown(wish.number) + " is or was busy just now; call first");
}

Decision TollGuard::judge(const CompletionWish& wish, env::Time now) const {
  if (auto decision = by_emergency({wish.number, DialOrigin::camp_on, wish.owner})) return *decision;
  if (auto decision = by_mode(wish)) return *decision;
  if (auto decision = by_busy_call(wish, now)) return *decision;
  if (auto decision = by_number(wish.number)) return *decision;
  return {true, TollRule::none, "nothing speaks against it", std::nullopt};
}

Decision TollGuard::may_complete(const CompletionWish& wish, env::Time now) {
  const Decision decision = judge(wish, now);
  audit(now, wish.owner, "complete " + shown(wish.number) + " (" + std::string(to_string(wish.mode)) + ")", decision);
  return decision;
}

void TollGuard::audit(env::Time now, std::string_view owner, const std::string& what, const Decision& decision) {
  const std::string verdict = decision.allowed ? "allowed" : "denied";
  trace_.note(now, env::TraceKind::audit, "policy",
              env::escaped(owner.substr(0, 60)) + ": " + what + ": " + verdict + " by " + std::string(to_string(decision.rule)) + ": " +
                  decision.reason);
}

TollGuard::Owner& TollGuard::owner(std::string_view name) {
  const auto found = owners_.find(name);
  if (found != owners_.end()) return found->second;
  Owner& added = owners_[std::string(name)];
  added.usage.owner = name;
  return added;
}

void TollGuard::call_began(std::uint64_t call, const DialRequest& request, Moment moment) {
  Owner& who = owner(request.owner);
  const bool emergency = request.origin == DialOrigin::human && emergency_.is_emergency(request.number);
  if (emergency || !running_.try_emplace(call, Running{std::string(request.owner), std::nullopt}).second) return;
  who.running.insert(call);
  if (!day_open(who, moment.now)) {
    who.day_began = moment.now;
    who.usage = {who.usage.owner, moment.wall, 0, 0, {}};
  }
  ++who.usage.calls;
  if (request.origin != DialOrigin::human) ++who.usage.machine_calls;
}

void TollGuard::call_connected(std::uint64_t call, env::Time now) {
  const auto found = running_.find(call);
  if (found != running_.end() && !found->second.connected) found->second.connected = now;
}

void TollGuard::call_ended(std::uint64_t call, env::Time now) {
  const auto found = running_.find(call);
  if (found == running_.end()) return;
  Owner& who = owner(found->second.owner);
  const milliseconds whole = talk(who, now);
  who.running.erase(call);
  running_.erase(found);
  who.usage.talk += whole - talk(who, now);
}

void TollGuard::restore(const TollUsage& usage, Moment moment) {
  Owner& who = owner(usage.owner);
  who.usage = usage;
  const auto age = std::clamp(moment.wall - usage.since, milliseconds{}, std::chrono::duration_cast<milliseconds>(timers_.day));
  who.day_began = moment.now - age;
}

std::vector<TollUsage> TollGuard::usage(env::Time now) const {
  std::vector<TollUsage> out;
  for (const auto& [name, who] : owners_) {
    if (!day_open(who, now)) continue;
    out.push_back(who.usage);
    out.back().talk = talk(who, now);
  }
  return out;
}

}  // namespace campon::provider
