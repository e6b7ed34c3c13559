// campon explain NUMBER --on-busy MODE --network P: what would be done, step by step. Touches no line.
#include <iostream>
#include <memory>
#include <string>

#include "apps/campon/output/network_text.hpp"
#include "apps/campon/verbs.hpp"
#include "apps/libcampon/networks.hpp"
#include "hal/dial_string.hpp"
#include "hal/env/trace.hpp"

namespace campon::cli {
namespace {

using provider::CompletionCondition;
using provider::CompletionMode;
using provider::Procedure;

struct Options {
  std::string number, on_busy, on_no_answer, network, region, profiles;
  bool json = false;
};

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

class Explanation {
 public:
  Explanation(Report& report, const apps::Network& network, std::string number)
      : report_(report), network_(network.profile), region_(network.region), who_{std::move(number), network.region.flash} {}

  // Whether it is available.
  bool tell(CompletionMode mode, CompletionCondition on) {
    const Procedure* procedure = network_.completion(mode, on);
    report_.text(who_.number + (on == CompletionCondition::busy ? " is busy: " : " does not answer: ") + std::string(to_string(mode)) +
                 " on " + env::escaped(network_.title) + " (" + network_.name + ")");
    if (procedure == nullptr) return tell_why_not(mode, on);
    tell_steps(*procedure, mode);
    tell_lines("Limits:", limit_lines(network_, on));
    if (procedure->steps.empty()) tell_lines("Redialling, in " + env::escaped(region_.title) + ":", redial_lines());
    if (mode == CompletionMode::callback && !procedure->steps.empty()) tell_lines("Recall:", recall_lines(network_.recall));
    tell_cancel(mode);
    report_.tell(json(*procedure, mode, on), {});
    return true;
  }

 private:
  bool tell_why_not(CompletionMode mode, CompletionCondition on) {
    const std::string why = why_not_text(network_, mode, on);
    Json out = head(mode, on);
    out["available"] = false;
    out["why"] = why;
    out["missing_codes"] = missing_codes(mode, on);
    report_.tell(out, "  Not available: " + why + ".");
    return false;
  }

  [[nodiscard]] std::vector<std::string> missing_codes(CompletionMode mode, CompletionCondition on) const {
    std::vector<std::string> out;
    for (const auto& entry : network_.procedures)
      if (entry.mode == mode && entry.on == on)
        for (auto& name : entry.procedure.missing_codes()) out.push_back(std::move(name));
    return out;
  }

  void tell_steps(const Procedure& procedure, CompletionMode mode) {
    report_.text("  " + procedure.confidence + ": " + env::escaped(procedure.source));
    tell_lines("Steps:", step_lines(procedure, who_));
    report_.text(std::string("  ") + afterwards(mode));
    if (procedure.uses_last_call) report_.text("  The code means the call that was just made: nothing may be dialled in between.");
  }

  void tell_cancel(CompletionMode mode) {
    const auto* cancel = network_.cancel(of(mode));
    if (mode == CompletionMode::campon) return report_.text("Cancel: hanging up.");
    if (mode == CompletionMode::intrude) return;
    if (cancel == nullptr) return report_.text("Cancel: not offered.");
    tell_lines("Cancel: " + scope_text(cancel->scope) + " (" + cancel->procedure.confidence + "):", step_lines(cancel->procedure, who_));
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

  void tell_lines(const std::string& title, const std::vector<std::string>& lines) {
    report_.text(title);
    for (const auto& line : lines) report_.text(line);
  }

  static provider::CancelOf of(CompletionMode mode) {
    return mode == CompletionMode::message ? provider::CancelOf::message : provider::CancelOf::completion;
  }

  [[nodiscard]] Json head(CompletionMode mode, CompletionCondition on) const {
    return {{"type", "explanation"},  {"number", who_.number},   {"network", network_.name},
            {"region", region_.name}, {"mode", to_string(mode)}, {"on", to_string(on)}};
  }

  [[nodiscard]] Json json(const Procedure& procedure, CompletionMode mode, CompletionCondition on) const {
    Json out = head(mode, on);
    out["available"] = true;
    out.update(procedure_json(procedure, who_));
    out["limits"] = limits_json(network_, on);
    if (mode == CompletionMode::callback) out["recall"] = recall_json(network_.recall, who_);
    if (const auto* cancel = network_.cancel(of(mode))) {
      out["cancel"] = procedure_json(cancel->procedure, who_);
      out["cancel"]["scope"] = to_string(cancel->scope);
    }
    return out;
  }

  Report& report_;
  const provider::NetworkProfile& network_;
  const provider::Region& region_;
  ExplainedFor who_;
};

int explain(const Options& options, Report& report) {
  const auto number = hal::DialString::parse(options.number);
  if (!number) return report.error(number.error());
  if (options.on_busy.empty() && options.on_no_answer.empty())
    return report.error(Exit::usage, "Give --on-busy or --on-no-answer with a mode: callback, campon, intrude, message.");
  const auto network = apps::load_network(apps::ProfileStore(options.profiles), options.network, options.region);
  if (!network) return report.error(network.error());
  if (network->region.is_emergency(number->number()))
    return report.error(Exit::not_reached, number->digits() + " is an emergency number, and a machine never calls one. Dial it yourself.");
  Explanation explanation(report, *network, number->digits());
  bool available = true;
  if (!options.on_busy.empty()) available = explanation.tell(*provider::completion_mode(options.on_busy), CompletionCondition::busy);
  if (!options.on_no_answer.empty())
    available = explanation.tell(*provider::completion_mode(options.on_no_answer), CompletionCondition::no_answer) && available;
  return code(available ? Exit::reached : Exit::not_reached);
}

}  // namespace

Verb add_explain(CLI::App& program) {
  const auto options = std::make_shared<Options>();  // parsed into here, read when the verb runs
  auto* command = program.add_subcommand("explain", "Tells what would be done on the line to complete a call; touches no line.");
  const auto modes = CLI::IsMember({"callback", "campon", "intrude", "message"});
  command->add_option("NUMBER", options->number, "Digits, * # A-D, comma for a pause; blanks, - ( ) . are dropped.")->required();
  command->add_option("--on-busy", options->on_busy, "When the number is busy.")->check(modes);
  command->add_option("--on-no-answer", options->on_no_answer, "When nobody answers.")->check(modes);
  command->add_option("--network", options->network, "Network profile, by name or as a file.")->required();
  command->add_option("--region", options->region, "Region profile; default: the one that the network profile names.");
  command->add_option("--profiles", options->profiles, "Folder with profiles of your own.");
  command->add_flag("--json", options->json, "One JSON object per line.");
  return {command, [options] {
            Report report(std::cout, std::cerr, options->json);
            return explain(*options, report);
          }};
}

}  // namespace campon::cli
