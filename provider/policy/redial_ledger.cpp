#include "provider/policy/redial_ledger.hpp"

#include <algorithm>

#include "provider/policy/redial_plan.hpp"

namespace campon::provider {

namespace {

using env::ErrorCode;
using env::Remedy;

// Of one line; far more than anybody waits for, and little memory.
constexpr std::size_t k_most_numbers = 10'000;
// No region allows more; a damaged record cannot grow.
constexpr std::size_t k_most_attempts = 128;

bool is_permanent(const RedialRules& rules, RedialCause cause) {
  return cause == RedialCause::blacklisted || std::find(rules.permanent.begin(), rules.permanent.end(), cause) != rules.permanent.end();
}

bool runs(const RedialLedger::Entry& entry, const RedialRules& rules) {
  const RedialRecord& record = entry.record;
  return !record.over && !record.forbidden && record.attempts.size() < attempts_allowed(rules, record.attempts);
}

// What can have passed since `then`.
env::Duration passed(env::WallTime then, env::WallTime now, env::Duration most) {
  if (then >= now) return {};
  const auto elapsed = now - then;
  return elapsed > std::chrono::duration_cast<std::chrono::milliseconds>(most) ? most : env::Duration(elapsed);
}

env::Duration longest_wait(const RedialRules& rules, env::Duration least) {
  env::Duration longest = std::max(least, rules.series_pause.value_or(env::Duration{}));
  for (const auto gap : rules.gaps) longest = std::max(longest, gap);
  return longest;
}

env::Duration shortest_gap(const RedialRules& rules) {
  return rules.gaps.empty() ? env::Duration{} : *std::min_element(rules.gaps.begin(), rules.gaps.end());
}

void has_happened(RedialLedger::Entry& entry, Moment moment) {
  entry.last = moment.now;
  entry.record.last = moment.wall;
}

}  // namespace

void RedialLedger::restore(const RedialRecord& record, const RedialRules& rules, Moment moment) {
  if (entries_.size() >= k_most_numbers && !entries_.contains(record.number)) return;
  Entry& entry = entries_[record.number];
  entry.record = record;
  entry.last = moment.now - passed(record.last, moment.wall, longest_wait(rules, timers_.longest_restored));
  entry.earliest = moment.now + shortest_gap(rules);
  entry.blocked.reset();
  if (record.blocked) entry.blocked = moment.now + passed(moment.wall, *record.blocked, timers_.longest_restored);
}

env::Result RedialLedger::machine_may_begin(const Entry& entry, const RedialRules& rules, env::Time now) const {
  if (entry.record.forbidden)
    return env::fail(ErrorCode::call_denied, Remedy::refused, "only a person may have " + entry.record.number + " dialled again");
  if (runs(entry, rules))
    return env::fail(ErrorCode::call_denied, Remedy::later, "a series of attempts to " + entry.record.number + " is running");
  if (!rules.series_pause)
    return env::fail(ErrorCode::call_denied, Remedy::refused,
                     "the region allows one series; only a person may begin another to " + entry.record.number);
  if (now < entry.last + *rules.series_pause || now < entry.earliest)
    return env::fail(ErrorCode::call_denied, Remedy::later, "the pause before another series to " + entry.record.number + " is not over");
  return {};
}

void RedialLedger::begin(Entry& entry, Moment moment) {
  entry.record.begun = moment.wall;
  entry.record.attempts.clear();
  entry.record.over = false;
  entry.record.forbidden = false;
  has_happened(entry, moment);
}

env::Result RedialLedger::begin_series(const std::string& number, SeriesStarter starter, const RedialRules& rules, Moment moment) {
  const auto known = entries_.find(number);
  if (known == entries_.end() && entries_.size() >= k_most_numbers)
    return env::fail(ErrorCode::call_denied, Remedy::later, "too many numbers are remembered for redialling");
  if (known != entries_.end() && starter == SeriesStarter::machine)
    if (auto allowed = machine_may_begin(known->second, rules, moment.now); !allowed) return allowed;
  Entry& entry = entries_[number];
  entry.record.number = number;
  begin(entry, moment);
  return {};
}

void RedialLedger::attempted(const std::string& number, RedialCause cause, const RedialRules& rules, Moment moment,
                             std::optional<env::Duration> blocked_for) {
  const auto known = entries_.find(number);
  if (known == entries_.end() || known->second.record.over) {
    if (!begin_series(number, SeriesStarter::human, rules, moment)) return;
  }
  Entry& entry = entries_.find(number)->second;
  RedialRecord& record = entry.record;
  has_happened(entry, moment);
  if (blocked_for) {
    const auto length = std::clamp(*blocked_for, env::Duration{}, timers_.longest_restored);
    entry.blocked = moment.now + length;
    record.blocked = moment.wall + std::chrono::duration_cast<std::chrono::milliseconds>(length);
  }
  if (cause == RedialCause::delayed) return;
  if (record.attempts.size() < k_most_attempts) record.attempts.push_back({moment.wall, cause});
  record.forbidden = is_permanent(rules, cause);
  record.over = record.forbidden || cause == RedialCause::answered;
}

void RedialLedger::end_series(std::string_view number, Moment moment) {
  const auto found = entries_.find(number);
  if (found == entries_.end() || found->second.record.over) return;
  found->second.record.over = true;
  has_happened(found->second, moment);
}

const RedialLedger::Entry* RedialLedger::find(std::string_view number) const {
  const auto found = entries_.find(number);
  return found == entries_.end() ? nullptr : &found->second;
}

std::vector<RedialRecord> RedialLedger::records() const {
  std::vector<RedialRecord> out;
  out.reserve(entries_.size());
  for (const auto& [number, entry] : entries_) out.push_back(entry.record);
  return out;
}

std::vector<std::string> RedialLedger::forget_old(const RedialRules& rules, env::Time now) {
  const env::Duration kept = longest_wait(rules, timers_.longest_restored);
  std::vector<std::string> out;
  std::erase_if(entries_, [&](const auto& each) {
    const Entry& entry = each.second;
    const bool blocked = entry.blocked && now < *entry.blocked;
    if (entry.record.forbidden || blocked || runs(entry, rules) || now < entry.last + kept) return false;
    out.push_back(each.first);
    return true;
  });
  return out;
}

}  // namespace campon::provider
