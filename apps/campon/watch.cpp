// campon watch: keeps the line, tells what becomes of its completions, and answers recalls.
#include <memory>
#include <set>

#include "apps/campon/app_timers.hpp"
#include "apps/campon/attempt/interrupt.hpp"
#include "apps/campon/output/completion_text.hpp"
#include "apps/campon/session/line_session.hpp"
#include "apps/campon/verbs.hpp"
#include "hal/env/trace.hpp"

namespace campon::cli {
namespace {

struct Options {
  bool answer = false;
  bool until_none = false;
  LineOptions line;
};

class Watch {
 public:
  Watch(LineSession& session, const Options& options) : session_(session), options_(options) {
    Line& line = session.line();
    line.on_completion([this](const Completion& completion) { tell(completion); });
    line.on_recall([this](Recall recall) { recalled(std::move(recall)); });
    line.on_incoming([this](std::unique_ptr<Call> call) { stranger(*call); });
    line.on_service([this](bool in_service) {
      session_.report().tell({{"type", "service"}, {"in_service", in_service}}, in_service ? "the line is back" : "the device is away");
    });
    for (const auto& completion : line.completions()) tell(completion);
  }
  ~Watch() {
    Line& line = session_.line();
    line.on_completion({});
    line.on_recall({});
    line.on_incoming({});
    line.on_service({});
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  [[nodiscard]] bool over() const {
    const bool talks = call_ && call_->state() != CallState::disconnected;
    return interrupted_ || (options_.until_none && !talks && unfinished_.empty());
  }
  void interrupt() { interrupted_ = true; }
  [[nodiscard]] bool interrupted() const { return interrupted_; }

 private:
  void tell(const Completion& completion) {
    completion.over() ? unfinished_.erase(completion.id()) : unfinished_.insert(completion.id()).second;
    session_.report().tell(as_json(completion), describe(completion));
  }
  void stranger(const Call& call) {
    const std::string from = env::escaped(call.caller().number);
    session_.report().tell({{"type", "stranger"}, {"from", from}}, "somebody else rings" + (from.empty() ? "" : " (" + from + ")"));
  }
  void recalled(Recall recall) {
    session_.report().tell({{"type", "recall"}, {"id", recall.completion}, {"verdict", env::escaped(recall.verdict)}},
                           "the recall of completion " + std::to_string(recall.completion) + ": " + env::escaped(recall.verdict));
    call_ = std::move(recall.call);
    call_->on_state([this](Call& call) {
      session_.report().tell({{"type", "call"}, {"state", to_string(call.state())}}, "the call is " + std::string(to_string(call.state())));
    });
    if (options_.answer) call_->answer();
  }

  LineSession& session_;
  const Options& options_;
  std::unique_ptr<Call> call_;
  std::set<std::uint32_t> unfinished_;
  bool interrupted_ = false;
};

int run(const Options& options) {
  LineSession session(options.line);
  if (const Exit opened = session.open(); opened != Exit::reached) return code(opened);
  Watch watch(session, options);
  const Interrupts interrupts(session.scheduler(), [&watch] { watch.interrupt(); });
  session.service().run_until([&watch] { return watch.over(); }, k_app_timers.attempt);
  return code(watch.interrupted() ? Exit::interrupted : Exit::reached);
}

}  // namespace

Verb add_watch(CLI::App& program) {
  const auto options = std::make_shared<Options>();  // parsed into here, read when the verb runs
  auto* command = program.add_subcommand("watch", "Keeps the line and tells what becomes of its completions, until Ctrl-C.");
  command->add_flag("--answer", options->answer, "Answer recalls, so that the other party is called.");
  command->add_flag("--until-none", options->until_none, "End when nothing is outstanding.");
  add_line_options(*command, options->line);
  return {command, [options] { return run(*options); }};
}

}  // namespace campon::cli
