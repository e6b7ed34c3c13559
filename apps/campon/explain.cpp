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

class Explanation {
 public:
  Explanation(Report& report, const apps::Network& network, std::string number)
      : report_(report), network_(network.profile), region_(network.region), who_{std::move(number), network.region.flash} {}

  // Whether it is available.
  bool tell(CompletionMode mode, CompletionCondition on) {
    const auto explained = provider::explain(network_, region_, who_.number, mode, on);
    for (const auto& line : explained.lines) report_.text(line);
    report_.tell(explained.procedure == nullptr ? why_not(mode, on) : json(*explained.procedure, mode, on), {});
    return explained.procedure != nullptr;
  }

 private:
  [[nodiscard]] Json why_not(CompletionMode mode, CompletionCondition on) const {
    Json out = head(mode, on);
    out["available"] = false;
    out["why"] = why_not_text(network_, mode, on);
    out["missing_codes"] = missing_codes(mode, on);
    return out;
  }

  [[nodiscard]] std::vector<std::string> missing_codes(CompletionMode mode, CompletionCondition on) const {
    std::vector<std::string> out;
    for (const auto& entry : network_.procedures)
      if (entry.mode == mode && entry.on == on)
        for (auto& name : entry.procedure.missing_codes()) out.push_back(std::move(name));
    return out;
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
