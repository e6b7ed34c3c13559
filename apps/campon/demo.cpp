// campon demo: no hardware, virtual time. A busy call is put on callback and completed; then every mode of a PBX.
#include <chrono>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "apps/campon/app_timers.hpp"
#include "apps/campon/attempt/attempt.hpp"
#include "apps/campon/attempt/duration.hpp"
#include "apps/campon/output/timeline.hpp"
#include "apps/campon/stand/stand.hpp"
#include "apps/campon/verbs.hpp"
#include "hal/env/virtual_scheduler.hpp"

namespace campon::cli {
namespace {

struct Options {
  std::string network;
  bool json = false, verbose = false;
};

struct Scenario {
  std::string network;
  CompletionMode mode;
  std::string number;
};

constexpr const char* k_first = "nanp_class";
constexpr const char* k_pbx = "panasonic_kx_tda";
constexpr std::uint64_t k_seed = 1;

// One scenario on its own exchange and its own clock.
class DemoRun {
 public:
  DemoRun(Report& report, bool verbose, Scenario scenario)
      : report_(report), scenario_(std::move(scenario)), timeline_(report, verbose ? Detail::everything : Detail::people) {}

  // Errors: the simulator or a profile.
  env::Expected<bool> run() {
    const auto began = std::chrono::steady_clock::now();
    report_.text("== " + title());
    timeline_.follow(scenario_.number);
    auto stand = simulated({scenario_.network, scenario_.network, {}, {}}, {}, {time_, rng_, clock_, timeline_});
    if (!stand) return tl::unexpected(stand.error());
    prepare((*stand)->simulator());
    auto& line = (*stand)->line();
    const auto service = make_service({loop_, {&line}, std::move(*stand)});
    const bool reached = call(*service);
    const auto took = std::chrono::steady_clock::now() - began;
    tell(reached, std::chrono::duration_cast<env::Duration>(took));
    return reached;
  }

 private:
  [[nodiscard]] std::string title() const {
    return scenario_.network + ": " + scenario_.number + " is busy, " + std::string(to_string(scenario_.mode));
  }

  void prepare(sim::Simulator& simulator) {
    auto& called = simulator.subscriber(scenario_.number);
    called.be_busy_for(k_app_timers.demo_busy);
    called.answer_after_rings(1);
  }

  bool call(Service& service) {
    Line& line = *service.lines().front();
    service.on_error([this](const Error& error) { report_.error(error, Exit::not_reached); });
    line.open();
    service.run_until([&line] { return line.in_service(); }, k_app_timers.opening);
    Wish wish;
    wish.number = scenario_.number;
    wish.on_busy = scenario_.mode;
    wish.wait = true;
    wish.hang_up_after = k_app_timers.demo_talk;
    wish.no_answer_after = k_app_timers.no_answer;
    Attempt attempt(line, time_, timeline_, wish);
    if (!attempt.start()) return false;
    service.run_until([&attempt] { return attempt.over(); }, k_app_timers.demo_scenario);
    sentence_ = attempt.sentence();
    const auto goal = scenario_.mode == CompletionMode::message ? Outcome::message_left : Outcome::connected;
    return attempt.outcome() == goal;
  }

  void tell(bool reached, env::Duration took) {
    const auto line_ms = std::chrono::duration_cast<std::chrono::milliseconds>(time_.now().time_since_epoch()).count();
    const double real_ms = std::chrono::duration<double, std::milli>(took).count();
    const std::string text = (reached ? "ok      " : "FAILED  ") + env::escaped(sentence_) + "  Line time " +
                             clock_text(time_.now().time_since_epoch()) + ", real time " +
                             std::to_string(static_cast<long long>(real_ms + 0.5)) + " ms.\n";
    report_.tell({{"type", "scenario"},
                  {"network", scenario_.network},
                  {"mode", to_string(scenario_.mode)},
                  {"number", scenario_.number},
                  {"reached", reached},
                  {"what", env::escaped(sentence_)},
                  {"line_ms", line_ms},
                  {"real_ms", real_ms}},
                 text);
  }

  Report& report_;
  Scenario scenario_;
  std::string sentence_ = "The call could not be placed.";
  env::VirtualScheduler time_;
  env::SeededRng rng_{k_seed};
  env::VirtualWallClock clock_{time_, env::WallTime{}};
  Timeline timeline_;
  LoopOver<env::VirtualScheduler> loop_{time_};
};

// The modes that a network offers for a busy call.
env::Expected<std::vector<Scenario>> all_modes_of(const std::string& network) {
  const auto found = apps::load_network(apps::ProfileStore(), network);
  if (!found) return tl::unexpected(found.error());
  const auto& profile = found->profile;
  std::vector<Scenario> scenarios;
  for (const auto& [name, mode] : {std::pair{"callback", CompletionMode::callback},
                                   {"campon", CompletionMode::campon},
                                   {"intrude", CompletionMode::intrude},
                                   {"message", CompletionMode::message}})
    if (profile.modes(provider::CompletionCondition::busy) >> static_cast<int>(mode) & 1)
      scenarios.push_back({network, mode, number_to_call(profile)});
  return scenarios;
}

env::Expected<std::vector<Scenario>> scenarios_for(const Options& options) {
  if (!options.network.empty()) return all_modes_of(options.network);
  auto first = all_modes_of(k_first);
  if (!first) return first;
  const auto pbx = all_modes_of(k_pbx);
  if (!pbx) return pbx;
  first->insert(first->end(), pbx->begin(), pbx->end());
  return first;
}

int run(const Options& options) {
  Report report(std::cout, std::cerr, options.json);
  const auto scenarios = scenarios_for(options);
  if (!scenarios) return report.error(scenarios.error());
  bool all = !scenarios->empty();
  for (const auto& scenario : *scenarios) {
    const auto reached = DemoRun(report, options.verbose, scenario).run();
    if (!reached) return report.error(reached.error());
    all = all && *reached;
  }
  return code(all ? Exit::reached : Exit::not_reached);
}

}  // namespace

Verb add_demo(CLI::App& program) {
  const auto options = std::make_shared<Options>();  // parsed into here, read when the verb runs
  auto* command = program.add_subcommand("demo", "Completes busy calls on a simulated exchange, in virtual time.");
  command->add_option("--network", options->network, "Only this network profile, with every mode that it has.");
  command->add_flag("--json", options->json, "One JSON object per line.");
  command->add_flag("--verbose", options->verbose, "Also the dialogue with the modem and the exchange's side.");
  return {command, [options] { return run(*options); }};
}

}  // namespace campon::cli
