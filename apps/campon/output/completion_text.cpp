#include "apps/campon/output/completion_text.hpp"

#include <ctime>

#include "hal/env/trace.hpp"

namespace campon::cli {

std::string iso_time(WallTime time) {
  if (time.time_since_epoch().count() == 0) return {};
  const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::time_point_cast<std::chrono::system_clock::duration>(time));
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[32];
  return std::string(text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc));
}

std::string describe(const Completion& completion) {
  std::string text = "completion " + std::to_string(completion.id()) + ": " + std::string(to_string(completion.mode())) + " for " +
                     env::escaped(completion.number()) + ", " + std::string(to_string(completion.state()));
  if (completion.over()) return text + " (" + std::string(to_string(completion.end())) + ")";
  if (completion.acceptance() != Acceptance::none)
    text += " (" + std::string(to_string(completion.acceptance())) + ": " + env::escaped(completion.evidence()) + ")";
  if (completion.redialled()) text += ", called " + std::to_string(completion.attempts()) + " times";
  const std::string until = iso_time(completion.deadline());
  return until.empty() ? text : text + ", until " + until;
}

Json as_json(const Completion& completion) {
  return {{"type", "completion"},
          {"id", completion.id()},
          {"mode", to_string(completion.mode())},
          {"on", to_string(completion.condition())},
          {"number", env::escaped(completion.number())},
          {"state", to_string(completion.state())},
          {"end", to_string(completion.end())},
          {"acceptance", to_string(completion.acceptance())},
          {"evidence", env::escaped(completion.evidence())},
          {"asked", iso_time(completion.asked())},
          {"deadline", iso_time(completion.deadline())},
          {"attempts", completion.attempts()}};
}

}  // namespace campon::cli
