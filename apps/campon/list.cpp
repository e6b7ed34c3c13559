// campon list: the requests that are kept, from the journals; opens no device and disturbs no program.
#include <iostream>
#include <memory>

#include "apps/campon/output/completion_text.hpp"
#include "apps/campon/verbs.hpp"
#include "apps/libcampon/safekeeping.hpp"
#include "hal/env/trace.hpp"

namespace campon::cli {
namespace {

struct Options {
  std::string state;
  bool json = false;
};

Json as_json(const provider::JournalEntry& entry) {
  const auto& view = entry.request;
  Json history = Json::array();
  for (const auto& step : entry.history) history.push_back({{"at", iso_time(step.at)}, {"what", env::escaped(step.what)}});
  return {{"type", "request"},
          {"line", env::escaped(entry.line)},
          {"id", view.id.value},
          {"mode", to_string(view.mode)},
          {"on", to_string(view.condition)},
          {"number", env::escaped(view.number)},
          {"network", env::escaped(entry.network)},
          {"state", to_string(view.state)},
          {"acceptance", to_string(view.acceptance)},
          {"evidence", env::escaped(view.heard)},
          {"asked", iso_time(view.asked)},
          {"deadline", iso_time(view.deadline)},
          {"attempts", view.attempts},
          {"redialled", view.emulated},
          {"history", history}};
}

std::string as_text(const provider::JournalEntry& entry) {
  const auto& view = entry.request;
  std::string text = env::escaped(entry.line) + "  completion " + std::to_string(view.id.value) + ": " + std::string(to_string(view.mode)) +
                     " for " + env::escaped(view.number) + ", " + std::string(to_string(view.state));
  if (!view.heard.empty()) text += " (" + std::string(to_string(view.acceptance)) + ": " + env::escaped(view.heard) + ")";
  if (view.emulated) text += ", called " + std::to_string(view.attempts) + " times";
  text += ", asked " + iso_time(view.asked) + ", until " + iso_time(view.deadline);
  for (const auto& step : entry.history) text += "\n    " + iso_time(step.at) + "  " + env::escaped(step.what);
  return text;
}

int run(const Options& options) {
  Report report(std::cout, std::cerr, options.json);
  const std::string folder = options.state.empty() ? apps::default_state_folder() : options.state;
  const auto kept = apps::read_journals(folder);
  if (!kept) return report.error(kept.error());
  const auto entries = kept->entries();
  if (entries.empty()) report.text("No requests are kept in " + env::escaped(folder) + ".");
  for (const auto& entry : entries) report.tell(as_json(entry), as_text(entry));
  return code(Exit::reached);
}

}  // namespace

Verb add_list(CLI::App& program) {
  const auto options = std::make_shared<Options>();  // parsed into here, read when the verb runs
  auto* command = program.add_subcommand("list", "Shows the requests that are kept, with what happened to them; opens no device.");
  command->add_option("--state", options->state, "Folder where requests are kept.");
  command->add_flag("--json", options->json, "One JSON object per line.");
  return {command, [options] { return run(*options); }};
}

}  // namespace campon::cli
