#include "apps/campon/output/network_text.hpp"

#include "hal/env/trace.hpp"

namespace campon::cli {
namespace {

using provider::CompletionCondition;
using provider::CompletionMode;
using provider::NetworkProfile;
using provider::Procedure;
using provider::RecallRules;

constexpr CompletionMode k_modes[] = {CompletionMode::callback, CompletionMode::campon, CompletionMode::intrude, CompletionMode::message};

long long seconds(env::Duration length) { return std::chrono::duration_cast<std::chrono::seconds>(length).count(); }

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::vector<std::string> offered(const NetworkProfile& network, CompletionCondition on) {
  std::vector<std::string> out;
  for (const auto mode : k_modes)
    if (network.completion(mode, on) != nullptr) out.emplace_back(to_string(mode));
  return out;
}

}  // namespace

std::string modes_text(const NetworkProfile& network, CompletionCondition on) {
  const std::string out = listed(offered(network, on));
  return out.empty() ? "none" : out;
}

Json modes_json(const NetworkProfile& network, CompletionCondition on) { return offered(network, on); }

Json limits_json(const NetworkProfile& network, CompletionCondition on) {
  return {{"max_outstanding", network.max_outstanding},
          {"newest_replaces", network.newest_replaces},
          {"lifetime_s", seconds(network.lifetime_on(on))},
          {"offer_window_s", seconds(network.offer_window)}};
}

Json recall_json(const RecallRules& recall, const ExplainedFor& who) {
  Json cadences = Json::array();
  for (const auto& each : recall.cadences) cadences.push_back(each.to_string());
  Json out{{"cadences", cadences},
           {"caller_id_is_target", recall.caller_id_is_target},
           {"call_type", recall.call_type},
           {"answer_within_s", seconds(recall.answer_within)},
           {"unanswered_is_kept", recall.unanswered_is_kept},
           {"repeats", recall.repeats},
           {"repeat_gap_s", seconds(recall.repeat_gap)},
           {"busy_again_is_kept", recall.busy_again_is_kept},
           {"connects", recall.connects}};
  if (recall.connect) out["connect"] = steps_json(*recall.connect, who);
  return out;
}

Json procedure_json(const Procedure& procedure, const ExplainedFor& who) {
  return {{"confidence", procedure.confidence},         {"source", env::escaped(procedure.source)},
          {"uses_last_call", procedure.uses_last_call}, {"names_the_number", names_the_number(procedure)},
          {"needs_no_call", needs_no_call(procedure)},  {"missing_codes", procedure.missing_codes()},
          {"steps", steps_json(procedure, who)}};
}

Json unavailable_json(const provider::Unavailable& why) {
  Json out{{"mode", why.what}};
  if (why.mode) out["on"] = to_string(why.on);
  out["why"] = env::escaped(why.why);
  out["source"] = env::escaped(why.source);
  out["confidence"] = why.confidence;
  return out;
}

}  // namespace campon::cli
