// campon call NUMBER: places a call in real time, and where it fails asks the network to complete it.
#include <unistd.h>

#include <iostream>
#include <memory>
#include <string>

#include "apps/campon/app_timers.hpp"
#include "apps/campon/attempt/attempt.hpp"
#include "apps/campon/attempt/duration.hpp"
#include "apps/campon/attempt/interrupt.hpp"
#include "apps/campon/output/status_line.hpp"
#include "apps/campon/output/timeline.hpp"
#include "apps/campon/session/line_session.hpp"
#include "apps/campon/verbs.hpp"
#include "hal/dial_string.hpp"

namespace campon::cli {
namespace {

struct Options {
  std::string number, on_busy, on_no_answer, hang_up_after;
  std::uint32_t message = 0;
  bool wait = false;
  LineOptions line;
};

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

Exit exit_of(const Attempt& attempt) {
  if (reached(attempt.outcome())) return Exit::reached;
  if (attempt.outcome() == Outcome::interrupted) return Exit::interrupted;
  const bool gone = attempt.error() && attempt.error()->remedy == Remedy::gone;
  return gone ? Exit::device : Exit::not_reached;
}

int tell(const Attempt& attempt, Report& report) {
  const Exit exit = exit_of(attempt);
  const std::string sentence = env::escaped(attempt.sentence());
  report.tell({{"type", "result"}, {"outcome", to_string(attempt.outcome())}, {"exit", code(exit)}, {"what", sentence}},
              exit == Exit::reached ? sentence : "");
  if (exit != Exit::reached) std::cerr << "campon: " << sentence << std::endl;
  return code(exit);
}

int attempt(LineSession& session, const Wish& wish) {
  Attempt attempt(session.line(), session.scheduler(), session.timeline(), wish);
  const Interrupts interrupts(session.scheduler(), [&attempt] { attempt.interrupt(); });
  if (const auto started = attempt.start(); !started) return session.report().error(started.error(), Exit::usage);
  {
    StatusLine status(session.scheduler(), std::cerr, isatty(STDERR_FILENO) != 0, [&attempt] { return attempt.status(); });
    session.report().before_each([&status] { status.clear(); });
    session.service().run_until([&attempt] { return attempt.over(); }, k_app_timers.attempt);
    session.report().before_each({});
  }
  return tell(attempt, session.report());
}

int call(const Options& options, const Wish& wish) {
  LineSession session(options.line);
  session.timeline().follow(wish.number);
  if (const Exit opened = session.open(); opened != Exit::reached) return code(opened);
  return attempt(session, wish);
}

int run(const Options& options) {
  auto wish = wish_of(options);
  if (wish && !options.line.sim.empty() && !is_simulated(options.line))
    return Report(std::cout, std::cerr, options.line.json).error(Exit::usage, "--sim needs --device sim:. Nothing was dialled.");
  if (wish) return call(options, *wish);
  const auto& error = wish.error();
  return Report(std::cout, std::cerr, options.line.json).error(Exit::usage, error.what + ". Nothing was dialled.");
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
  add_line_options(*command, options->line);
  return {command, [options] { return run(*options); }};
}

}  // namespace campon::cli
