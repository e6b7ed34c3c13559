#include "provider/network/network_text.hpp"

#include "hal/env/trace.hpp"

namespace campon::provider {
namespace {

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
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

// What a mode leaves the call as, once it was accepted.
const char* afterwards(CompletionMode mode) {
  switch (mode) {
    case CompletionMode::callback: return "Accepted: the call ends, and the network rings back when the other party is free.";
    case CompletionMode::campon: return "Accepted: the call waits on the line until the other party is free.";
    case CompletionMode::intrude: return "Accepted: the line is in the other party's conversation.";
    case CompletionMode::message: return "Accepted: the call ends, and the other party finds the message.";
  }
  return "";
}

class Explainer {
 public:
  Explainer(const NetworkProfile& network, const Region& region, const std::string& number)
      : network_(network), region_(region), who_{number, region.flash} {}

  Explanation explain(CompletionMode mode, CompletionCondition on) {
    const Procedure* procedure = network_.completion(mode, on);
    line(who_.number + (on == CompletionCondition::busy ? " is busy: " : " does not answer: ") + std::string(to_string(mode)) + " on " +
         env::escaped(network_.title) + " (" + network_.name + ")");
    if (procedure == nullptr)
      line("  Not available: " + why_not_text(network_, mode, on) + ".");
    else
      offered(*procedure, mode, on);
    return {procedure, std::move(lines_)};
  }

 private:
  void offered(const Procedure& procedure, CompletionMode mode, CompletionCondition on) {
    steps(procedure, mode);
    section("Limits:", limit_lines(network_, on));
    if (procedure.steps.empty()) section("Redialling, in " + env::escaped(region_.title) + ":", redial_lines());
    if (mode == CompletionMode::callback && !procedure.steps.empty()) section("Recall:", recall_lines(network_.recall));
    cancel(mode);
  }

  void steps(const Procedure& procedure, CompletionMode mode) {
    line("  " + procedure.confidence + ": " + env::escaped(procedure.source));
    section("Steps:", step_lines(procedure, who_));
    line(std::string("  ") + afterwards(mode));
    if (procedure.uses_last_call) line("  The code means the call that was just made: nothing may be dialled in between.");
  }

  void cancel(CompletionMode mode) {
    const auto* cancel = network_.cancel(mode == CompletionMode::message ? CancelOf::message : CancelOf::completion);
    if (mode == CompletionMode::campon) return line("Cancel: hanging up.");
    if (mode == CompletionMode::intrude) return;
    if (cancel == nullptr) return line("Cancel: not offered.");
    section("Cancel: " + scope_text(cancel->scope) + " (" + cancel->procedure.confidence + "):", step_lines(cancel->procedure, who_));
  }

  [[nodiscard]] std::vector<std::string> redial_lines() const {
    const auto& redial = region_.redial;
    std::string gaps;
    for (const auto& gap : redial.gaps) gaps += (gaps.empty() ? "" : ", ") + length_text(gap);
    return {"  At most " + std::to_string(redial.attempts) + " attempts, " + std::to_string(redial.attempts_unclassified) +
                " where it cannot be told what was heard; before them " + gaps + " each.",
            redial.series_pause ? "  Another series after " + length_text(*redial.series_pause) + "."
                                : std::string("  Only a person begins another series.")};
  }

  void line(std::string text) { lines_.push_back(std::move(text)); }
  void section(std::string title, const std::vector<std::string>& lines) {
    line(std::move(title));
    lines_.insert(lines_.end(), lines.begin(), lines.end());
  }

  const NetworkProfile& network_;
  const Region& region_;
  ExplainedFor who_;
  std::vector<std::string> lines_;
};

}  // namespace

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

std::string scope_text(CancelScope scope) {
  switch (scope) {
    case CancelScope::one: return "cancels just this one";
    case CancelScope::all: return "cancels all of them";
    case CancelScope::oldest: return "cancels the one that has waited longest";
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

Explanation explain(const NetworkProfile& network, const Region& region, const std::string& number, CompletionMode mode,
                    CompletionCondition on) {
  return Explainer(network, region, number).explain(mode, on);
}

}  // namespace campon::provider
