#include "apps/conformance/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <sstream>

namespace campon::conformance {
namespace {

// The two lines that libcampon-loopback has by itself.
std::vector<LinePlan> loopback_lines() { return {{0, "nanp_class", "5550100", "5550120"}, {1, "panasonic_kx_tda", "101", "110"}}; }

bool is_number(const std::string& text) {
  return !text.empty() && text.size() <= 9 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "DEVICE:EXCHANGE:OWN:FIRST"
std::optional<LinePlan> parse_line(const std::string& text) {
  std::istringstream stream(text);
  std::string device, exchange, own, first;
  std::getline(stream, device, ':');
  std::getline(stream, exchange, ':');
  std::getline(stream, own, ':');
  std::getline(stream, first, ':');
  if (!is_number(device) || exchange.empty() || !is_number(own) || !is_number(first)) return std::nullopt;
  return LinePlan{static_cast<DWORD>(std::stoul(device)), exchange, own, first};
}

int wrong(const std::string& why) {
  std::cerr << "campon-conformance: " << why << "\n";
  return 2;
}

}  // namespace

std::optional<Options> parse_options(int argc, char** argv, int& code) {
  Options options;
  std::vector<std::string> lines;
  CLI::App program("Tries a telephony service provider against the contract of tspi.h.", "campon-conformance");
  program.add_option("LIBRARY", options.library, "The provider's shared library.");
  program.add_option("--config", options.config, "Configuration file of the provider; sets CAMPON_CONFIG.");
  program.add_option("--peer", options.peer,
                     "Shell command that carries out orders to the other parties, e.g. 'campon-sim ctl --pty-dir DIR'.");
  program.add_option("--line", lines, "DEVICE:EXCHANGE:OWN:FIRST for each line; default: the two of libcampon-loopback.");
  program.add_option("--only", options.only, "Only checks whose title holds this.");
  program.add_flag("--list", options.list, "Names every check and tries none.");
  program.add_flag("--json", options.json, "One JSON object per line.");
  program.add_option("--patience", options.patience, "Multiplies every wait; 25 for lines in real time.")->check(CLI::Range(0.1, 1000.0));
  code = 0;
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    code = program.exit(error) == 0 ? 0 : 2;
    return std::nullopt;
  }
  for (const auto& each : lines) {
    const auto plan = parse_line(each);
    if (!plan) return code = wrong("--line wants DEVICE:EXCHANGE:OWN:FIRST, not " + each), std::nullopt;
    options.lines.push_back(*plan);
  }
  if (options.lines.empty()) options.lines = loopback_lines();
  if (options.library.empty() && !options.list) return code = wrong("which library? --help tells more"), std::nullopt;
  return options;
}

}  // namespace campon::conformance
