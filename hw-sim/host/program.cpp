#include "hw-sim/host/program.hpp"

#include <CLI/CLI.hpp>
#include <asio/signal_set.hpp>
#include <csignal>
#include <iostream>

#include "hw-sim/host/control_client.hpp"
#include "hw-sim/host/host.hpp"
#include "hw-sim/host/lines_folder.hpp"
#include "hw-sim/simulator.hpp"

namespace campon::sim {
namespace {

enum class Exit : unsigned char { done = 0, refused = 1, usage = 2, nobody = 3 };

constexpr const char* k_folder_variable = "CAMPON_SIM_DIR";
constexpr const char* k_footer =
    "Exit codes: 0 done, or ended by a signal; 1 the command was refused; 2 wrong arguments, or it cannot start; 3 no simulator answers.";

struct Arguments {
  HostOptions host;
  bool json = false;
  bool verbose = false;
  std::string ctl_folder = ".";
  std::string ctl_socket;
};

int say(Exit exit, const std::string& sentence) {
  std::cerr << "campon-sim: " << sentence << std::endl;
  return static_cast<int>(exit);
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : std::string(between)) + word;
  return out;
}

void add_options(CLI::App& program, Arguments& arguments) {
  HostOptions& host = arguments.host;
  program.add_option("--exchange", host.exchange, "The exchange: " + joined(plan_names(), ", "));
  program.add_option("--lines", host.lines, "How many lines with a modem, 1 to 64")->capture_default_str();
  program.add_option("--pty-dir", host.folder, "Folder for the links line1, line2 ... to the ptys")->envname(k_folder_variable);
  program.add_option("--first-number", host.first_number, "Number of the first line; the others count up. Default: as the plan says");
  program
      .add_option("--personality", host.personality,
                  "The modems: " + joined(personality_names(), ", ") + ", " + joined(mobile_personality_names(), ", "))
      ->capture_default_str();
  program.add_option("--seed", host.seed, "The same seed gives the same answer times");
  program.add_option("--control", host.control, "The control socket. Default: control in the folder");
  program.add_flag("--json", arguments.json, "Events as JSON lines on stdout");
  program.add_flag("--verbose", arguments.verbose, "Events as text on stdout");
}

CLI::App* add_ctl(CLI::App& program, Arguments& arguments) {
  CLI::App* ctl = program.add_subcommand("ctl", "Sends one command to a running simulator; `ctl help` lists them");
  ctl->add_option("--pty-dir", arguments.ctl_folder, "Folder of the simulator")->envname(k_folder_variable)->capture_default_str();
  ctl->add_option("--control", arguments.ctl_socket, "Its control socket. Default: control in the folder");
  ctl->prefix_command();
  return ctl;
}

int run_ctl(const Arguments& arguments, const std::vector<std::string>& words) {
  if (words.empty()) return say(Exit::usage, "ctl wants a command; `campon-sim ctl help` lists them.");
  const std::string socket = arguments.ctl_socket.empty() ? control_socket_of(arguments.ctl_folder) : arguments.ctl_socket;
  const auto answer = ask(socket, joined(words, " "));
  if (!answer) return say(answer.error().remedy == env::Remedy::misuse ? Exit::usage : Exit::nobody, answer.error().what);
  if (answer->accepted) std::cout << answer->text << std::flush;
  if (answer->accepted) return static_cast<int>(Exit::done);
  const std::string_view text = answer->text;
  return say(Exit::refused, std::string(text.substr(0, text.find_last_not_of('\n') + 1)));
}

// Until a signal or `quit`.
int run_simulator(Arguments& arguments) {
  HostOptions& options = arguments.host;
  if (options.exchange.empty()) return say(Exit::usage, "--exchange is missing; there are: " + joined(plan_names(), ", "));
  if (options.folder.empty()) return say(Exit::usage, "--pty-dir is missing: a folder for the links to the ptys.");
  options.events = arguments.json ? EventFormat::json : arguments.verbose ? EventFormat::text : EventFormat::none;
  std::signal(SIGPIPE, SIG_IGN);
  env::AsioScheduler scheduler;
  asio::signal_set signals(scheduler.io(), SIGINT, SIGTERM, SIGHUP);
  signals.async_wait([&scheduler](const asio::error_code& error, int) {
    if (!error) scheduler.stop();
  });
  const auto host = Host::start(scheduler, options, std::cout);
  if (!host) return say(Exit::usage, host.error().what);
  scheduler.run();
  return static_cast<int>(Exit::done);
}

}  // namespace

int run_program(int argc, char** argv, std::string_view version) {
  CLI::App program("A telephone exchange with modems on ptys.", "campon-sim");
  Arguments arguments;
  program.footer(k_footer);
  program.set_version_flag("--version", std::string(version));
  add_options(program, arguments);
  const CLI::App* ctl = add_ctl(program, arguments);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) return program.exit(error);
    return say(Exit::usage, env::escaped(error.what()) + ". Try --help.");
  }
  return ctl->parsed() ? run_ctl(arguments, ctl->remaining()) : run_simulator(arguments);
}

}  // namespace campon::sim
