// campon complete [NUMBER]: asks the network to complete the last call, without a call in hand.
#include <memory>
#include <optional>

#include "apps/campon/app_timers.hpp"
#include "apps/campon/output/completion_text.hpp"
#include "apps/campon/session/line_session.hpp"
#include "apps/campon/verbs.hpp"

namespace campon::cli {
namespace {

struct Options {
  std::string number, mode = "callback", on = "busy";
  std::uint32_t message = 0;
  LineOptions line;
};

int run(const Options& options) {
  LineSession session(options.line);
  if (const Exit opened = session.open(); opened != Exit::reached) return code(opened);
  const auto on = options.on == "busy" ? CompletionCondition::busy : CompletionCondition::no_answer;
  std::optional<Expected<Completion>> answer;
  session.line().complete(
      options.number, *completion_mode(options.mode), [&answer](auto accepted) { answer = std::move(accepted); }, on, options.message);
  session.service().run_until([&answer] { return answer.has_value(); }, k_app_timers.asking);
  if (!answer) return session.report().error(Exit::not_reached, "the network did not answer in time");
  if (!*answer) return session.report().error(answer->error(), Exit::not_reached);
  session.report().tell(as_json(**answer), describe(**answer));
  return code(Exit::reached);
}

}  // namespace

Verb add_complete(CLI::App& program) {
  const auto options = std::make_shared<Options>();  // parsed into here, read when the verb runs
  auto* command = program.add_subcommand("complete", "Has the last call completed, without a call in hand.");
  command->add_option("NUMBER", options->number, "Default: whatever was called last on the line.");
  command->add_option("--mode", options->mode, "callback or message.")->check(CLI::IsMember({"callback", "message"}));
  command->add_option("--on", options->on, "busy or no_answer: how the last call ended.")->check(CLI::IsMember({"busy", "no_answer"}));
  command->add_option("--message", options->message, "Which of the network's messages, from 0.");
  add_line_options(*command, options->line);
  return {command, [options] { return run(*options); }};
}

}  // namespace campon::cli
