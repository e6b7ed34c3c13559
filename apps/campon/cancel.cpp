// campon cancel ID: takes a request back that was made by this or an earlier run.
#include <memory>
#include <optional>

#include "apps/campon/app_timers.hpp"
#include "apps/campon/output/completion_text.hpp"
#include "apps/campon/session/line_session.hpp"
#include "apps/campon/verbs.hpp"

namespace campon::cli {
namespace {

struct Options {
  std::uint32_t id = 0;
  LineOptions line;
};

int run(const Options& options) {
  LineSession session(options.line);
  if (const Exit opened = session.open(); opened != Exit::reached) return code(opened);
  const auto completion = session.line().completion(options.id);
  if (!completion)
    return session.report().error(Exit::not_reached, "there is no completion " + std::to_string(options.id) + " on this line");
  std::optional<Result> done;
  completion->cancel([&done](Result result) { done = std::move(result); });
  session.service().run_until([&done] { return done.has_value(); }, k_app_timers.asking);
  if (!done) return session.report().error(Exit::not_reached, "the network did not answer in time");
  if (!*done) return session.report().error(done->error(), Exit::not_reached);
  const auto now = session.line().completion(options.id).value_or(*completion);
  session.report().tell(as_json(now), describe(now));
  return code(Exit::reached);
}

}  // namespace

Verb add_cancel(CLI::App& program) {
  const auto options = std::make_shared<Options>();  // parsed into here, read when the verb runs
  auto* command = program.add_subcommand("cancel", "Takes back a completion that is outstanding; `campon list` shows them.");
  command->add_option("ID", options->id, "The completion's id.")->required();
  add_line_options(*command, options->line);
  return {command, [options] { return run(*options); }};
}

}  // namespace campon::cli
