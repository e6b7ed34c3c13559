#include "provider/policy/number_rules.hpp"

#include <algorithm>

#include "provider/policy/readings.hpp"

namespace campon::provider {

namespace {

const NumberPattern* longest(const NumberPatterns& patterns, std::string_view digits) {
  const NumberPattern* best = nullptr;
  for (const auto& each : patterns)
    if (each.begins(digits) && (best == nullptr || each.size() > best->size())) best = &each;
  return best;
}

// One way of writing a number against the lists.
class Lists {
 public:
  Lists(const Policy& policy, const Region& region) : policy_(policy), region_(region) {}

  // Nothing: no rule speaks of it.
  [[nodiscard]] std::optional<NumberAnswer> of(std::string_view digits) const {
    const auto told = by_owner(digits);
    return told ? told : by_class(digits);
  }

  // His own lists: the longer prefix decides, and of two equal ones the denial.
  [[nodiscard]] std::optional<NumberAnswer> by_owner(std::string_view digits) const {
    const NumberPattern* deny = longest(policy_.deny, digits);
    const NumberPattern* allow = longest(policy_.allow, digits);
    if (deny != nullptr && (allow == nullptr || allow->size() <= deny->size()))
      return NumberAnswer{NumberVerdict::denied_number, std::nullopt, deny->text()};
    if (allow != nullptr) return NumberAnswer{NumberVerdict::allowed, std::nullopt, allow->text()};
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::optional<NumberAnswer> by_class(std::string_view digits) const {
    for (const NumberClassRule& rule : region_.classes) {
      const auto& denied = policy_.deny_classes;
      if (std::find(denied.begin(), denied.end(), rule.what) == denied.end()) continue;
      const NumberPattern* prefix = first_that_begins(rule.prefixes, digits);
      if (prefix != nullptr) return NumberAnswer{NumberVerdict::denied_class, rule.what, prefix->text()};
    }
    return std::nullopt;
  }

  const Policy& policy_;
  const Region& region_;
};

// '+' is the international prefix; a number of our own country is what it is when dialled at home.
std::vector<std::string> spellings(const Region& region, std::string_view digits) {
  std::vector<std::string> out{std::string(digits)};
  const Numbering& numbering = region.numbering;
  if (digits.starts_with('+')) out[0] = numbering.international_prefix + std::string(digits.substr(1));
  const std::string home = numbering.international_prefix + numbering.country_code;
  const bool ours = !numbering.country_code.empty() && out[0].starts_with(home);
  if (ours) out.insert(out.begin(), numbering.trunk_prefix + out[0].substr(home.size()));
  return out;
}

std::optional<NumberAnswer> judge_reading(const Lists& lists, const Region& region, std::string_view digits) {
  const auto ways = spellings(region, digits);
  const auto at_home = lists.of(ways.front());
  // Written with the country code it is no call abroad.
  if (ways.size() == 1 || at_home) return at_home;
  const auto abroad = lists.of(ways.back());
  return abroad && abroad->what == NumberClass::international ? std::nullopt : abroad;
}

void add_readings(const Policy& policy, const Region& region, const HeardDigits& heard, std::vector<std::string>& out) {
  for (const Reading& reading : readings(region, policy.local.own, heard)) out.emplace_back(reading.rest);
}

// What the outside exchange may take these digits for.
std::vector<std::string> outside(const Policy& policy, const Region& region, const HeardDigits& heard) {
  std::vector<std::string> all;
  add_readings(policy, region, heard, all);
  if (policy.outside_line.empty()) return all;
  std::vector<std::string> out;
  for (const auto& digits : all)
    if (digits.starts_with(policy.outside_line)) add_readings(policy, region, heard_digits(digits.substr(policy.outside_line.size())), out);
  return out;
}

}  // namespace

NumberAnswer judge_number(const Policy& policy, const Region& region, std::string_view text) {
  const HeardDigits heard = heard_digits(text);
  if (heard.strange || heard.digits.empty()) return {NumberVerdict::no_number, std::nullopt, {}};
  if (any_is(policy.local.own, heard.digits)) return {NumberVerdict::allowed, std::nullopt, heard.digits};
  const Lists lists(policy, region);
  const auto dialled = lists.by_owner(heard.digits);
  if (dialled) return *dialled;
  for (const auto& digits : outside(policy, region, heard)) {
    const auto answer = judge_reading(lists, region, digits);
    if (answer && answer->verdict != NumberVerdict::allowed) return *answer;
  }
  if (policy.only_allowed) return {NumberVerdict::not_on_list, std::nullopt, {}};
  return {};
}

}  // namespace campon::provider
