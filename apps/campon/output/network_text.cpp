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

std::vector<std::string> marks(const RecallRules& recall) {
  std::vector<std::string> out;
  if (recall.call_type) out.emplace_back("call type 'ring back when free'");
  if (recall.caller_id_is_target) out.emplace_back("the number that was asked for as caller id");
  for (const auto& cadence : recall.cadences) out.push_back("ring cadence " + cadence.to_string() + " ms");
  if (out.empty()) out.emplace_back("none of its own; only when one request is outstanding and nothing contradicts it");
  return out;
}

std::string unanswered_text(const RecallRules& recall) {
  if (!recall.unanswered_is_kept) return "  Nobody answers it: the request is over.";
  std::string out = "  Nobody answers it: the request goes on";
  if (recall.repeats > 0) out += ", " + std::to_string(recall.repeats) + " times more";
  if (recall.repeat_gap != env::Duration::zero()) out += ", after " + length_text(recall.repeat_gap) + " each";
  return out + ".";
}

}  // namespace

std::string modes_text(const NetworkProfile& network, CompletionCondition on) {
  const std::string out = listed(offered(network, on));
  return out.empty() ? "none" : out;
}

Json modes_json(const NetworkProfile& network, CompletionCondition on) { return offered(network, on); }

std::vector<std::string> limit_lines(const NetworkProfile& network, CompletionCondition on) {
  std::vector<std::string> out;
  out.push_back("  At most " + std::to_string(network.max_outstanding) + " at a time; " +
                (network.newest_replaces ? "one more takes the place of the oldest." : "one more is refused."));
  out.push_back("  The network forgets it after " + length_text(network.lifetime_on(on)) + ", and says nothing.");
  if (network.offer_window != env::Duration::zero())
    out.push_back("  It must be asked for within " + length_text(network.offer_window) + ".");
  return out;
}

std::vector<std::string> recall_lines(const RecallRules& recall) {
  std::vector<std::string> out{"  Recognised by: " + listed(marks(recall)) + "."};
  if (recall.answer_within != env::Duration::zero()) out.push_back("  To be answered within " + length_text(recall.answer_within) + ".");
  out.push_back(unanswered_text(recall));
  out.emplace_back(recall.busy_again_is_kept ? "  Busy again when it is answered: the request goes on."
                                             : "  Busy again when it is answered: the request is over.");
  out.emplace_back(recall.connects ? "  Answering it calls the other party." : "  It only announces; the other party is then called so:");
  if (!recall.connects && recall.connect)
    for (const auto& line : step_lines(*recall.connect, {})) out.push_back(line);
  return out;
}

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

std::string scope_text(provider::CancelScope scope) {
  switch (scope) {
    case provider::CancelScope::one: return "cancels just this one";
    case provider::CancelScope::all: return "cancels all of them";
    case provider::CancelScope::oldest: return "cancels the one that has waited longest";
  }
  return {};
}

std::string why_not_text(const NetworkProfile& network, CompletionMode mode, CompletionCondition on) {
  for (const auto& entry : network.procedures) {
    if (entry.mode != mode || entry.on != on) continue;
    const auto missing = entry.procedure.missing_codes();
    if (!missing.empty())
      return "it needs a code that its administrator gives out: " + listed(missing) +
             "; fill it in under [codes], in a file of your own that says extends = \"" + network.name + "\"";
    return "its digits are uncertain; use_uncertain = true, in a file of your own that says extends = \"" + network.name + "\", offers it";
  }
  if (const auto* why = network.why_not(mode, on)) return env::escaped(why->why);
  return "the profile knows no such service";
}

}  // namespace campon::cli
