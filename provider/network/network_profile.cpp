#include "provider/network/network_profile.hpp"

#include <algorithm>
#include <array>

namespace campon::provider {

namespace {

constexpr std::string_view k_uncertain = "uncertain";
constexpr std::array<std::string_view, 3> k_scopes{"one", "all", "oldest"};

void add_missing(const Procedure& procedure, std::vector<std::string>& names) {
  for (auto& name : procedure.missing_codes())
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

}  // namespace

std::string_view to_string(CancelScope scope) { return k_scopes.at(static_cast<std::size_t>(scope)); }
std::string_view to_string(CancelOf of) { return of == CancelOf::message ? "message" : "completion"; }

bool NetworkProfile::offers(const Procedure& procedure) const {
  if (!procedure.missing_codes().empty()) return false;
  return procedure.confidence != k_uncertain || confidence == k_uncertain || use_uncertain;
}

std::vector<const Procedure*> NetworkProfile::completions(CompletionMode mode, CompletionCondition on) const {
  std::vector<const Procedure*> out;
  for (const auto& entry : procedures)
    if (entry.mode == mode && entry.on == on && offers(entry.procedure)) out.push_back(&entry.procedure);
  return out;
}

const Procedure* NetworkProfile::completion(CompletionMode mode, CompletionCondition on) const {
  const auto all = completions(mode, on);
  return all.empty() ? nullptr : all.front();
}

const CancelProcedure* NetworkProfile::cancel(CancelScope scope, CancelOf of) const {
  const CancelProcedure* uncertain = nullptr;
  for (const auto& entry : cancels) {
    if (entry.scope != scope || entry.of != of || !entry.procedure.missing_codes().empty()) continue;
    if (offers(entry.procedure)) return &entry;
    if (uncertain == nullptr) uncertain = &entry;
  }
  return uncertain;
}

const CancelProcedure* NetworkProfile::cancel(CancelOf of) const {
  const CancelProcedure* uncertain = nullptr;
  for (const auto scope : {CancelScope::one, CancelScope::oldest, CancelScope::all}) {
    const CancelProcedure* const found = cancel(scope, of);
    if (found == nullptr) continue;
    if (offers(found->procedure)) return found;
    if (uncertain == nullptr) uncertain = found;
  }
  return uncertain;
}

const Procedure* NetworkProfile::query() const {
  const auto found = std::find_if(queries.begin(), queries.end(), [this](const auto& each) { return offers(each); });
  return found == queries.end() ? nullptr : &*found;
}

std::uint8_t NetworkProfile::modes(CompletionCondition on) const {
  unsigned mask = 0;
  for (const auto& entry : procedures)
    if (entry.on == on && offers(entry.procedure)) mask |= 1U << static_cast<unsigned>(entry.mode);
  return static_cast<std::uint8_t>(mask);
}

env::Duration NetworkProfile::lifetime_on(CompletionCondition on) const {
  return on == CompletionCondition::no_answer ? lifetime_no_answer : lifetime;
}

std::vector<std::string> NetworkProfile::missing_codes() const {
  std::vector<std::string> names;
  for (const auto& entry : procedures) add_missing(entry.procedure, names);
  for (const auto& entry : cancels) add_missing(entry.procedure, names);
  for (const auto& entry : queries) add_missing(entry, names);
  if (recall.connect) add_missing(*recall.connect, names);
  return names;
}

const Unavailable* NetworkProfile::why_not(CompletionMode mode, CompletionCondition on) const {
  const auto found =
      std::find_if(unavailable.begin(), unavailable.end(), [&](const Unavailable& each) { return each.mode == mode && each.on == on; });
  return found == unavailable.end() ? nullptr : &*found;
}

const Unavailable* NetworkProfile::why_not(std::string_view what) const {
  const auto found =
      std::find_if(unavailable.begin(), unavailable.end(), [&](const Unavailable& each) { return !each.mode && each.what == what; });
  return found == unavailable.end() ? nullptr : &*found;
}

}  // namespace campon::provider
