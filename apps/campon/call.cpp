// campon call NUMBER: places a call in real time, and where it fails asks the network to complete it.
#include <unistd.h>

#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "apps/campon/app_timers.hpp"
#include "apps/campon/attempt/attempt.hpp"
#include "apps/campon/attempt/duration.hpp"
#include "apps/campon/attempt/interrupt.hpp"
#include "apps/campon/output/status_line.hpp"
#include "apps/campon/output/timeline.hpp"
#include "apps/campon/stand/stand.hpp"
#include "apps/campon/verbs.hpp"
#include "hal/dial_string.hpp"
#include "hal/env/real/system_rng.hpp"
#include "hal/env/real/system_wall_clock.hpp"

namespace campon::cli {
namespace {

struct Options {
  std::string number, on_busy, on_no_answer, device, network, modem, profiles, hang_up_after;
  std::uint32_t message = 0;
  bool wait = false, json = false, verbose = false;
  std::vector<std::string> sim;
};

constexpr std::string_view k_sim = "sim:";
constexpr const char* k_default_plan = "nanp_class";

bool is_simulated(const Options& options) { return options.device.starts_with(k_sim); }

env::Expected<Wish> wish_of(const Options& options) {
  const auto number = hal::DialString::parse(options.number);
  if (!number) return tl::unexpected(number.error());
  Wish wish;
  wish.number = number->digits();
  if (!options.on_busy.empty()) wish.on_busy = completion_mode(options.on_busy);
  if (!options.on_no_answer.empty()) wish.on_no_answer = completion_mode(options.on_no_answer);
  wish.message = options.message;
  wish.wait = options.wait;
  wish.no_answer_after = k_app_timers.no_answer;
  if (options.hang_up_after.empty()) return wish;
  wish.hang_up_after = parse_duration(options.hang_up_after);
  if (wish.hang_up_after) return wish;
  return env::fail(env::ErrorCode::bad_dial_length, env::Remedy::misuse,
                   "--hang-up-after '" + options.hang_up_after + "' is not a time; write for example 3s, 500ms or 2min");
}

// What the command line says about the line, and what the configuration says where it is silent.
env::Expected<apps::LineConfig> line_of(const Options& options) {
  apps::LineConfig line{"line 1", options.device, options.network, {}, {}};
  if (options.device.empty()) {
    auto configured = apps::first_configured_line();
    if (!configured) return configured;
    line = std::move(*configured);
  }
  if (!options.network.empty() && options.network != line.network) {
    line.network = options.network;
    line.region.clear();
  }
  if (!options.modem.empty()) line.modem = options.modem;
  if (line.modem.empty()) line.modem = apps::LineConfig{}.modem;
  if (!line.network.empty()) return line;
  return env::fail(env::ErrorCode::unknown_profile, env::Remedy::misuse,
                   "Which network is " + line.device +
                       " on? Give --network with one of: " + apps::names_of_networks(apps::ProfileStore(options.profiles)));
}

env::Expected<std::unique_ptr<Stand>> stand_for(const Options& options, env::AsioScheduler& scheduler, const Surroundings& around) {
  if (!is_simulated(options)) {
    const auto line = line_of(options);
    if (!line) return tl::unexpected(line.error());
    return attached(*line, options.profiles, scheduler, around);
  }
  SimSpec spec{options.device.substr(k_sim.size()), options.network, options.modem, options.sim};
  if (spec.plan.empty()) spec.plan = spec.network.empty() ? k_default_plan : spec.network;
  if (spec.network.empty()) spec.network = spec.plan;
  return simulated(spec, options.profiles, around);
}

// One run of the verb: the loop, the line under it and the attempt on it.
class CallRun {
 public:
  CallRun(const Options& options, Wish wish)
      : options_(options), wish_(std::move(wish)), timeline_(report_, options.verbose ? Detail::everything : Detail::people) {}

  int run() {
    timeline_.begin(scheduler_.now());
    timeline_.follow(wish_.number);
    auto stand = stand_for(options_, scheduler_, {scheduler_, rng_, clock_, timeline_});
    if (!stand) return report_.error(stand.error());
    auto& line = (*stand)->line();
    service_ = make_service({loop_, {&line}, std::move(*stand)});
    service_->on_error([this](const Error& error) { report_.error(error, Exit::not_reached); });
    if (const auto opened = open(); opened != Exit::reached) return code(opened);
    const int result = attempt();
    service_->close(k_app_timers.closing);
    return result;
  }

 private:
  Exit open() {
    std::optional<Result> result;
    service_->lines().front()->open([&result](Result reply) { result = std::move(reply); });
    bool interrupted = false;
    const Interrupts interrupts(scheduler_, [&interrupted] { interrupted = true; });
    service_->run_until([&] { return result || interrupted; }, k_app_timers.opening);
    if (interrupted) return Exit::interrupted;
    const std::string device = service_->lines().front()->device();
    if (!result)
      report_.error(Exit::device, device + " did not come into service in time; is it a modem, and is it switched on?");
    else if (!*result)
      report_.error(result->error(), Exit::device);
    return result && *result ? Exit::reached : Exit::device;
  }

  int attempt() {
    Attempt attempt(*service_->lines().front(), scheduler_, timeline_, wish_);
    const Interrupts interrupts(scheduler_, [&attempt] { attempt.interrupt(); });
    if (const auto started = attempt.start(); !started) return report_.error(started.error(), Exit::usage);
    {
      StatusLine status(scheduler_, std::cerr, isatty(STDERR_FILENO) != 0, [&attempt] { return attempt.status(); });
      report_.before_each([&status] { status.clear(); });
      service_->run_until([&attempt] { return attempt.over(); }, k_app_timers.attempt);
      report_.before_each({});
    }
    return tell(attempt);
  }

  int tell(const Attempt& attempt) {
    const Exit exit = exit_of(attempt);
    const std::string sentence = env::escaped(attempt.sentence());
    report_.tell({{"type", "result"}, {"outcome", to_string(attempt.outcome())}, {"exit", code(exit)}, {"what", sentence}},
                 exit == Exit::reached ? sentence : "");
    if (exit != Exit::reached) std::cerr << "campon: " << sentence << std::endl;
    return code(exit);
  }

  static Exit exit_of(const Attempt& attempt) {
    if (reached(attempt.outcome())) return Exit::reached;
    if (attempt.outcome() == Outcome::interrupted) return Exit::interrupted;
    const bool gone = attempt.error() && attempt.error()->remedy == Remedy::gone;
    return gone ? Exit::device : Exit::not_reached;
  }

  const Options& options_;
  Wish wish_;
  env::AsioScheduler scheduler_;
  env::SystemRng rng_;
  env::SystemWallClock clock_;
  Report report_{std::cout, std::cerr, options_.json};
  Timeline timeline_;
  LoopOver<env::AsioScheduler> loop_{scheduler_};
  std::unique_ptr<Service> service_;
};

int run(const Options& options) {
  auto wish = wish_of(options);
  if (wish && !options.sim.empty() && !is_simulated(options))
    return Report(std::cout, std::cerr, options.json).error(Exit::usage, "--sim needs --device sim:. Nothing was dialled.");
  if (wish) return CallRun(options, std::move(*wish)).run();
  const auto& error = wish.error();
  return Report(std::cout, std::cerr, options.json).error(Exit::usage, error.what + ". Nothing was dialled.");
}

}  // namespace

Verb add_call(CLI::App& program) {
  const auto options = std::make_shared<Options>();  // parsed into here, read when the verb runs
  auto* command = program.add_subcommand("call", "Calls a number; busy need not be the end.");
  command->add_option("NUMBER", options->number, "Digits, * # A-D, comma for a pause; blanks, - ( ) . are dropped.")->required();
  command->add_option("--on-busy", options->on_busy, "What to ask of the network when the number is busy.")
      ->check(CLI::IsMember({"callback", "campon", "intrude", "message"}));
  command->add_option("--message", options->message, "Which of the network's messages, from 0; with --on-busy message.");
  command->add_option("--on-no-answer", options->on_no_answer, "What to ask of the network when nobody answers.")
      ->check(CLI::IsMember({"callback"}));
  command->add_flag("--wait", options->wait, "Stay until the network rings back, answer, and stay until the call ends.");
  command->add_option("--hang-up-after", options->hang_up_after, "Once connected, hang up after this time: 3s, 500ms, 2min.");
  command->add_option("--device", options->device,
                      "/dev/ttyACM0, a pty, or sim: (sim:PLAN) for a simulated exchange. Default: the first line of the configuration.");
  command->add_option("--network", options->network, "apps::Network profile, by name or as a file.");
  command->add_option("--modem", options->modem, "Modem personality; default generic_v253.");
  command->add_option("--profiles", options->profiles, "Folder with profiles of your own.");
  command->add_option("--sim", options->sim, "With sim: an order to the simulator, as \"busy 5550123 20s\"; may be repeated.")
      ->take_all()
      ->allow_extra_args(false);
  command->add_flag("--json", options->json, "One JSON object per line.");
  command->add_flag("--verbose", options->verbose, "Also the dialogue with the modem and the exchange's side.");
  return {command, [options] { return run(*options); }};
}

}  // namespace campon::cli
