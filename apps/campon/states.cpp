// campon states [NAME] [--dot]: the state machines as tables.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "apps/campon/output/report.hpp"
#include "apps/campon/verbs.hpp"
#include "drivers/atmodem/engine/chat.hpp"
#include "drivers/atmodem/gsm/gsm_call_states.hpp"
#include "drivers/atmodem/voice/audio_states.hpp"
#include "drivers/fxo/fxo_states.hpp"
#include "hal/line_states.hpp"
#include "hw-sim/exchange/station_table.hpp"
#include "provider/state_tables.hpp"

namespace campon::cli {
namespace {

struct Options {
  std::string name;
  bool dot = false;
};

// Every machine of the program, in one place.
std::vector<env::PrintableTable> all_tables() {
  std::vector<env::PrintableTable> tables{hal::line_states(), atmodem::chat_states(), atmodem::audio_states(), atmodem::gsm_call_states(),
                                          fxo::fxo_states()};
  for (const auto& table : provider::state_tables()) tables.push_back(table);
  tables.push_back(sim::station_table());
  return tables;
}

std::string names_of(const std::vector<env::PrintableTable>& tables) {
  std::string names;
  for (const auto& table : tables) names.append(names.empty() ? "" : ", ").append(table.name);
  return names;
}

int run(const Options& options) {
  const auto tables = all_tables();
  bool found = false;
  for (const auto& table : tables) {
    if (!options.name.empty() && options.name != table.name) continue;
    std::cout << (found ? "\n" : "") << (options.dot ? table.as_dot() : table.as_text());
    found = true;
  }
  if (found) return code(Exit::reached);
  Report report(std::cout, std::cerr, false);
  return report.error(Exit::usage, "There is no state machine '" + options.name + "'. There are: " + names_of(tables) + ".");
}

}  // namespace

Verb add_states(CLI::App& program) {
  const auto options = std::make_shared<Options>();  // parsed into here, read when the verb runs
  auto* command = program.add_subcommand("states", "Prints the state machines as tables.");
  command->add_option("NAME", options->name, "Only this one; without it all.");
  command->add_flag("--dot", options->dot, "As graphs for Graphviz.");
  return {command, [options] { return run(*options); }};
}

}  // namespace campon::cli
