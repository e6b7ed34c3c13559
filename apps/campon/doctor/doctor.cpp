// campon doctor: which ports there are and what hinders them; and of a named one what hangs on it.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <system_error>

#include "apps/campon/doctor/card_facts.hpp"
#include "apps/campon/doctor/examination_text.hpp"
#include "apps/campon/doctor/line_test.hpp"
#include "apps/campon/doctor/port_facts.hpp"
#include "apps/campon/verbs.hpp"
#include "apps/libcampon/card_channel.hpp"
#include "drivers/fxo/fxo_port.hpp"
#include "hal/env/real/system_device_calls.hpp"
#include "hal/env/trace.hpp"

namespace campon::cli {
namespace {

constexpr const char* k_footer =
    "Without --device nothing is opened and nothing is sent. With it the port is opened and asked by questions that cannot seize the "
    "line;\n"
    "one that another program holds is not touched. Exit codes: 0 the ports were listed, or the modem is fit; 1 no dial tone in the line\n"
    "test; 2 wrong arguments; 3 no such port, held, no permission, or nothing fit for calls there; 4 the profile cannot be written or "
    "read.";

struct Options {
  std::string device, profiles, write, modem;
  bool line_test = false, json = false, verbose = false;
};

class StderrTrace final : public env::Trace {
 public:
  void note(env::Time /*at*/, env::TraceKind kind, std::string_view where, std::string_view text) override {
    std::cerr << env::escaped(where) << "  "
              << (kind == env::TraceKind::sent    ? "> "
                  : kind == env::TraceKind::heard ? "< "
                                                  : "  ")
              << text << std::endl;
  }
};

int list(Report& report, const std::vector<KnownModem>& known) {
  const auto ttys = hotplug::list_ttys();
  if (!ttys) return report.error(ttys.error());
  if (ttys->empty()) report.text("No serial port and no USB modem is there. Plug the modem in, and run this again; dmesg tells what came.");
  for (const auto& tty : *ttys) tell(report, facts_of(tty, known));
  tell_cards(report);
  return code(Exit::reached);
}

// What can be seen without opening it.
env::Result check_untouched(const std::string& node) {
  std::error_code error;
  if (!std::filesystem::exists(node, error)) return {};
  if (auto no = missing_permission(node); !no.empty()) return env::fail(env::ErrorCode::device_unfit, env::Remedy::misuse, std::move(no));
  const auto holders = holders_of(node);
  if (holders.empty()) return {};
  return env::fail(
      env::ErrorCode::device_held, env::Remedy::later,
      env::escaped(node) + " is held by " + in_words(holders.front()) + ", and nothing was sent to it. " + remedy(holders.front(), node));
}

class Visit {
 public:
  Visit(const Options& options, Report& report, const std::vector<KnownModem>& known)
      : options_(options), report_(report), store_(options.profiles), known_(known) {}

  int run() {
    if (apps::card_channel(options_.device)) return visit_card();
    std::error_code error;
    const std::string node = std::filesystem::weakly_canonical(options_.device, error).string();
    if (auto good = check_untouched(node); !good) return report_.error(good.error());
    const auto tty = hotplug::tty_behind(options_.device);
    if (tty) tell(report_, facts_of(*tty, known_));
    const auto found = examine(scheduler_, trace(), options_.device, tty ? tty->usb_id : "", known_);
    if (!found) return report_.error(found.error());
    tell(report_, *found);
    if (const int exit = write(*found); exit != code(Exit::reached)) return exit;
    if (found->finding != Finding::fit || !trouble(*found).empty()) return code(Exit::device);
    return options_.line_test ? line_test(*found) : code(Exit::reached);
  }

 private:
  // A channel that is open belongs to somebody; one that is free is on hook, and stays so.
  int visit_card() {
    env::SystemDeviceCalls calls(scheduler_);
    fxo::FxoPort port(calls, scheduler_, trace(), {*apps::card_channel(options_.device), {}, {}, {}});
    if (const auto opened = port.open(); !opened) return report_.error(opened.error());
    report_.tell({{"type", "card_channel"}, {"device", env::escaped(options_.device)}, {"name", env::escaped(std::string(port.name()))}},
                 env::escaped(options_.device) + "\n  device   " + std::string(port.name()) + ": an FXO port, free");
    return code(Exit::reached);
  }

  env::Trace& trace() {
    if (options_.verbose) return loud_;
    return quiet_;
  }

  // Never over a file that is there: it may have been completed by hand.
  int write(const Examination& found) {
    if (options_.write.empty()) return code(Exit::reached);
    const auto text = profile_file(found, store_);
    if (!text) return report_.error(text.error());
    std::error_code error;
    if (std::filesystem::exists(options_.write, error))
      return report_.error(Exit::profile, env::escaped(options_.write) + " is there already, and was left as it is");
    std::ofstream file(options_.write, std::ios::binary);
    file << *text;
    file.close();
    if (!file) return report_.error(Exit::profile, env::escaped(options_.write) + " cannot be written");
    report_.tell({{"type", "written"}, {"file", env::escaped(options_.write)}},
                 "  written  " + env::escaped(options_.write) + ": use it with --modem " + env::escaped(options_.write));
    return code(Exit::reached);
  }

  int line_test(const Examination& found) {
    if (found.modem->mobile) {
      report_.tell({{"type", "line_test"}, {"dial_tone", false}, {"what", "a mobile modem has no dial tone"}},
                   "  line     a mobile modem has no dial tone; its network is above");
      return code(Exit::reached);
    }
    const std::string modem = options_.modem.empty() ? found.modem->name : options_.modem;
    const auto test = test_line(scheduler_, trace(), {"line 1", options_.device, {}, {}, modem}, store_);
    if (!test) return report_.error(test.error());
    report_.tell({{"type", "line_test"},
                  {"off_hook", test->off_hook},
                  {"dial_tone", test->dial_tone},
                  {"can_hear_dial_tone", test->can_hear},
                  {"what", env::escaped(in_words(*test))}},
                 "  line     " + env::escaped(in_words(*test)));
    if (!test->trouble.empty()) return code(Exit::device);
    return code(test->dial_tone || !test->can_hear ? Exit::reached : Exit::not_reached);
  }

  const Options& options_;
  Report& report_;
  apps::ProfileStore store_;
  const std::vector<KnownModem>& known_;
  env::AsioScheduler scheduler_;
  env::NullTrace quiet_;
  StderrTrace loud_;
};

int run(const Options& options) {
  Report report(std::cout, std::cerr, options.json);
  if (options.device.empty() && (options.line_test || !options.write.empty()))
    return report.error(Exit::usage, "Which port? --line-test and --write-profile need --device");
  if (!options.write.empty() && !options.write.ends_with(".toml"))
    return report.error(Exit::usage,
                        "The name of a profile's file ends in .toml; --write-profile " + env::escaped(options.write) + " does not");
  const auto known = known_modems(apps::ProfileStore(options.profiles));
  return options.device.empty() ? list(report, known) : Visit(options, report, known).run();
}

}  // namespace

Verb add_doctor(CLI::App& program) {
  const auto options = std::make_shared<Options>();  // parsed into here, read when the verb runs
  auto* command = program.add_subcommand("doctor", "Tells which ports there are, what hinders them, and what modem hangs on one.");
  command->add_option("--device", options->device,
                      "The port to ask: /dev/serial/by-id/..., /dev/ttyACM0, a pty, or dahdi:3 for a channel of a line card.");
  command->add_flag("--line-test", options->line_test, "Also goes off hook and listens for dial tone; dials nothing.");
  command->add_option("--modem", options->modem, "Modem personality for the line test; default: the one that fits.");
  command->add_option("--write-profile", options->write, "Writes a modem profile with what was found; a new file that ends in .toml.");
  command->add_option("--profiles", options->profiles, "Folder with profiles of your own.");
  command->add_flag("--json", options->json, "One JSON object per line.");
  command->add_flag("--verbose", options->verbose, "Also the dialogue with the modem.");
  command->footer(k_footer);
  return {command, [options] { return run(*options); }};
}

}  // namespace campon::cli
