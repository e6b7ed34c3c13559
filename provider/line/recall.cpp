#include "provider/line/recall.hpp"

#include <algorithm>

#include "hal/env/trace.hpp"

namespace campon::provider {

namespace {

using hal::PatternMatch;
using Kind = Verdict::Kind;

std::string only_digits(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c >= '0' && c <= '9') out += c;
  return out;
}

class Judge {
 public:
  Judge(const RecallRules& rules, const std::vector<RecallCandidate>& candidates, const RingEvidence& ring)
      : rules_(rules), candidates_(candidates), ring_(ring) {}

  Verdict judge() {
    if (candidates_.empty()) return ordinary("no request is outstanding");
    live_ = static_cast<std::size_t>(std::count_if(candidates_.begin(), candidates_.end(), [](const auto& each) { return each.live; }));
    const CompletionId named = named_by_caller_id();
    if (ring_.caller && ring_.caller->call_type == hal::CallType::ring_back) return by_call_type(named);
    if (cadence() == PatternMatch::no) return ordinary("the cadence " + ring_.cadence.describe() + " is not the network's recall ring");
    if (ring_.caller && !ring_.caller->number.empty() && named.value == 0)
      return ordinary("nothing is outstanding for the caller " + env::escaped(ring_.caller->number));
    if (cadence() == PatternMatch::yes) return by_cadence(named);
    if (named.value != 0) return by_caller_id(named);
    return by_window();
  }

 private:
  // `possible` also where the network's recall rings like any call, or the device does not measure.
  PatternMatch cadence() const {
    if (rules_.cadences.empty() || !ring_.cadence.measured()) return PatternMatch::possible;
    auto best = PatternMatch::no;
    for (const auto& pattern : rules_.cadences) best = std::max(best, ring_.cadence.matches(pattern));
    return best;
  }

  CompletionId named_by_caller_id() const {
    if (!ring_.caller) return {};
    CompletionId ended;
    for (const auto& candidate : candidates_) {
      if (!same_subscriber(ring_.caller->number, candidate.number)) continue;
      if (candidate.live) return candidate.id;
      ended = candidate.id;
    }
    return ended;
  }

  bool caller_id_may_come() const { return rules_.caller_id_is_target && ring_.line_shows_caller_id && !ring_.caller && !ring_.final; }

  Verdict by_call_type(CompletionId named) const {
    if (named.value != 0) return recall(named, "call type 'ring back when free', number " + env::escaped(ring_.caller->number));
    if (!ring_.caller->number.empty()) return ordinary("a ring-back call from a number nothing is outstanding for");
    return recall(oldest(), "call type 'ring back when free', without a number: the oldest request");
  }

  Verdict by_cadence(CompletionId named) const {
    const std::string heard = "recall cadence " + ring_.cadence.describe() + " heard";
    if (named.value != 0) return recall(named, heard + "; number is " + env::escaped(ring_.caller->number));
    if (candidates_.size() == 1) return recall(oldest(), heard + "; one request is outstanding");
    if (caller_id_may_come()) return {};
    return recall(oldest(), heard + "; no number was shown: the oldest request");
  }

  // The number alone may just as well be the other party itself, calling after all: that call is never kept from anybody.
  Verdict by_caller_id(CompletionId named) const {
    if (!is_live(named))
      return ordinary("the request for " + env::escaped(ring_.caller->number) + " has ended, and nothing marks its recall");
    if (!rules_.cadences.empty() && ring_.cadence.measured() && !ring_.final) return {};
    return recall(named, "the caller is the number that was asked for, " + env::escaped(ring_.caller->number));
  }

  bool is_live(CompletionId id) const {
    return std::any_of(candidates_.begin(), candidates_.end(), [&](const auto& each) { return each.id == id && each.live; });
  }

  Verdict by_window() const {
    if (!ring_.final) return {};
    if (live_ == 0) return ordinary("no request is outstanding");
    if (live_ != 1) return ordinary("several requests are outstanding and nothing tells which rings");
    const bool silent_number = rules_.caller_id_is_target && ring_.line_shows_caller_id;
    if (silent_number) return ordinary("a recall would show its number, and this ring shows none");
    if (!rules_.cadences.empty() && ring_.cadence.measured()) return ordinary("the recall cadence was not completed");
    return recall(oldest(), "one request is outstanding and nothing contradicts it");
  }

  // The oldest that lives; the oldest of all when none does.
  CompletionId oldest() const {
    const auto found = std::find_if(candidates_.begin(), candidates_.end(), [](const auto& each) { return each.live; });
    return found == candidates_.end() ? candidates_.front().id : found->id;
  }

  static Verdict recall(CompletionId id, std::string reasons) { return {Kind::recall, id, std::move(reasons)}; }
  static Verdict ordinary(std::string reasons) { return {Kind::ordinary, {}, std::move(reasons)}; }

  const RecallRules& rules_;
  const std::vector<RecallCandidate>& candidates_;
  const RingEvidence& ring_;
  std::size_t live_ = 0;
};

}  // namespace

bool same_subscriber(std::string_view caller, std::string_view dialled) {
  constexpr std::size_t k_local_digits = 7;
  const std::string a = only_digits(caller);
  const std::string b = only_digits(dialled);
  if (a.empty() || b.empty()) return false;
  if (a == b) return true;
  const std::string& shorter = a.size() < b.size() ? a : b;
  const std::string& longer = a.size() < b.size() ? b : a;
  return shorter.size() >= k_local_digits && longer.ends_with(shorter);
}

Verdict judge_ring(const RecallRules& rules, const std::vector<RecallCandidate>& candidates, const RingEvidence& ring) {
  return Judge(rules, candidates, ring).judge();
}

}  // namespace campon::provider
