#include "apps/campon/output/procedure_text.hpp"

namespace campon::cli {
namespace {

using provider::Acknowledge;
using provider::Heard;
using provider::Procedure;

long long milliseconds(env::Duration length) { return std::chrono::duration_cast<std::chrono::milliseconds>(length).count(); }

Json sounds_json(const std::vector<Heard>& sounds) {
  Json out = Json::array();
  for (const auto each : sounds) out.push_back(to_string(each));
  return out;
}

const char* silence_word(const Acknowledge& step) {
  if (step.silence_is_yes) return "yes";
  return step.silence_is_no ? "no" : "unknown";
}

struct StepJson {
  const Procedure& procedure;
  const ExplainedFor& who;

  Json operator()(const provider::HangUp& step) const { return {{"do", "hang_up"}, {"at_least_ms", milliseconds(step.at_least)}}; }
  Json operator()(const provider::Seize&) const { return {{"do", "seize"}}; }
  Json operator()(const provider::Flash& step) const {
    const auto length = step.length == env::Duration::zero() ? who.flash : step.length;
    Json out{{"do", "flash"}, {"of_region", step.length == env::Duration::zero()}};
    if (length != env::Duration::zero()) out["length_ms"] = milliseconds(length);
    return out;
  }
  Json operator()(const provider::Wait& step) const { return {{"do", "wait"}, {"length_ms", milliseconds(step.length)}}; }
  Json operator()(const provider::Await& step) const {
    return {{"do", "await"}, {"any_of", sounds_json(step.any_of)}, {"within_ms", milliseconds(step.within)}};
  }
  Json operator()(const provider::SendDigits& step) const { return {{"do", "send"}, {"digits", digits_for(step, procedure, who)}}; }
  Json operator()(const Acknowledge& step) const {
    return {{"do", "acknowledge"},
            {"within_ms", milliseconds(step.within)},
            {"deaf_ms", milliseconds(step.deaf)},
            {"yes", sounds_json(step.yes)},
            {"no", sounds_json(step.no)},
            {"at_once", sounds_json(step.at_once)},
            {"silence", silence_word(step)}};
  }
  Json operator()(const provider::Service& step) const { return {{"do", "service"}, {"kind", hal::to_string(step.kind)}}; }
};

}  // namespace

Json steps_json(const Procedure& procedure, const ExplainedFor& who) {
  Json out = Json::array();
  for (const auto& step : procedure.steps) out.push_back(std::visit(StepJson{procedure, who}, step.what));
  return out;
}

}  // namespace campon::cli
