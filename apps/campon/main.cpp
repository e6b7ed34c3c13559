// The program `campon`: one verb per file beside this one.
#include <exception>
#include <iostream>

#include "apps/campon/exit_codes.hpp"
#include "apps/campon/verbs.hpp"
#include "hal/env/trace.hpp"

namespace {

using namespace campon::cli;

constexpr const char* k_footer =
    "Exit codes: 0 reached, or accepted as asked; 1 not reached (busy, no answer, refused); 2 wrong arguments or a number that cannot\n"
    "be dialled; 3 device; 4 profile or configuration; 130 interrupted, with the line on hook.";

int parse_failed(const CLI::App& program, const CLI::ParseError& error) {
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) return program.exit(error);
  std::cerr << "campon: " << campon::env::escaped(error.what()) << ". Try --help." << std::endl;
  return code(Exit::usage);
}

int run(int argc, char** argv) {
  CLI::App program("Completes calls to busy and unanswered numbers.", "campon");
  program.require_subcommand(1);
  program.footer(k_footer);
  program.set_version_flag("--version", CAMPON_VERSION);
  const Verb verbs[] = {add_demo(program),  add_call(program),   add_complete(program), add_cancel(program),
                        add_list(program),  add_watch(program),  add_explain(program),  add_profile(program),
                        add_lines(program), add_doctor(program), add_replay(program),   add_states(program)};
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return parse_failed(program, error);
  }
  for (const auto& verb : verbs)
    if (verb.command->parsed()) return verb.run();
  return code(Exit::usage);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "campon: it stopped on a fault of its own: " << campon::env::escaped(error.what()) << std::endl;
  }
  return campon::cli::code(campon::cli::Exit::not_reached);
}
