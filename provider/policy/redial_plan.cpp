#include "provider/policy/redial_plan.hpp"

#include <algorithm>
#include <array>

namespace campon::provider {

namespace {

RedialAnswer over(RedialEnd why, std::string reason) { return {RedialVerdict::over, why, {}, 0, 0, std::move(reason)}; }

RedialAnswer why_over(const RedialRecord& record) {
  const auto cause = record.attempts.empty() ? RedialCause::unclassified : record.attempts.back().cause;
  if (record.forbidden && cause == RedialCause::blacklisted) return over(RedialEnd::blacklisted, "the modem has blacklisted the number");
  if (record.forbidden) return over(RedialEnd::unreachable, "the number cannot be reached: " + std::string(to_string(cause)));
  if (cause == RedialCause::answered) return over(RedialEnd::answered, "it was answered");
  return over(RedialEnd::ended, "the series was ended");
}

RedialAnswer verdict_of(const RedialRules& rules, const RedialLedger::Entry& entry, env::Time now) {
  const RedialRecord& record = entry.record;
  if (record.over || record.forbidden) return why_over(record);
  const std::size_t made = record.attempts.size();
  const std::size_t allowed = attempts_allowed(rules, record.attempts);
  if (made >= allowed) return over(RedialEnd::attempts_over, std::to_string(made) + " attempts, as many as the region allows");
  RedialAnswer answer;
  answer.at = std::max({entry.last + redial_gap(rules, made + 1), entry.earliest, entry.blocked.value_or(entry.earliest)});
  answer.verdict = now >= answer.at ? RedialVerdict::now : RedialVerdict::not_before;
  answer.reason = "attempt " + std::to_string(made + 1) + " of " + std::to_string(allowed);
  return answer;
}

}  // namespace

std::string_view to_string(RedialVerdict verdict) {
  static constexpr std::array<std::string_view, 3> k_words{"now", "not_before", "over"};
  return k_words[static_cast<std::size_t>(verdict)];
}

std::string_view to_string(RedialEnd end) {
  static constexpr std::array<std::string_view, 7> k_words{"none",     "attempts_over", "unreachable", "blacklisted",
                                                           "answered", "ended",         "no_series"};
  return k_words[static_cast<std::size_t>(end)];
}

RedialAnswer may_redial(const RedialRules& rules, const RedialLedger::Entry* entry, env::Time now) {
  if (entry == nullptr) return over(RedialEnd::no_series, "no series was begun");
  RedialAnswer answer = verdict_of(rules, *entry, now);
  answer.attempts = entry->record.attempts.size();
  answer.allowed = attempts_allowed(rules, entry->record.attempts);
  return answer;
}

std::size_t attempts_allowed(const RedialRules& rules, const std::vector<RedialAttempt>& attempts) {
  const bool full = std::all_of(attempts.begin(), attempts.end(), [&](const RedialAttempt& each) {
    return std::find(rules.full_series.begin(), rules.full_series.end(), each.cause) != rules.full_series.end();
  });
  return full ? rules.attempts : rules.attempts_unclassified;
}

env::Duration redial_gap(const RedialRules& rules, std::size_t attempt) {
  if (rules.gaps.empty()) return {};
  return rules.gaps[std::min(std::max<std::size_t>(attempt, 1), rules.gaps.size()) - 1];
}

}  // namespace campon::provider
