// The verbs of the program. Each adds its subcommand to the parser and answers with how it is run.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace campon::cli {

// Runs after the arguments were parsed; answers the exit code.
using Run = std::function<int()>;

struct Verb {
  CLI::App* command;
  Run run;
};

Verb add_demo(CLI::App& program);
Verb add_call(CLI::App& program);
Verb add_complete(CLI::App& program);
Verb add_cancel(CLI::App& program);
Verb add_list(CLI::App& program);
Verb add_watch(CLI::App& program);
Verb add_explain(CLI::App& program);
Verb add_profile(CLI::App& program);
Verb add_lines(CLI::App& program);
Verb add_doctor(CLI::App& program);
Verb add_replay(CLI::App& program);
Verb add_states(CLI::App& program);

}  // namespace campon::cli
