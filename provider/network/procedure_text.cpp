#include "provider/network/procedure_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace campon::provider {
namespace {

struct LengthUnit {
  long long milliseconds;
  const char* name;
};
constexpr std::array<LengthUnit, 3> k_length_units{{{3'600'000, " h"}, {60'000, " min"}, {1'000, " s"}}};

long long milliseconds(env::Duration length) { return std::chrono::duration_cast<std::chrono::milliseconds>(length).count(); }

std::string spoken(std::string_view word) {
  std::string out(word);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string sounds_text(const std::vector<Heard>& sounds) {
  std::string out;
  for (const auto each : sounds) out += (out.empty() ? "" : ", ") + spoken(to_string(each));
  return out;
}

const char* silence_text(const Acknowledge& step) {
  if (step.silence_is_yes) return "yes, assumed";
  if (step.silence_is_no) return "no";
  return "not known; it is cleared up or taken back, and never sent twice";
}

std::string service_text(hal::ServiceKind kind) {
  switch (kind) {
    case hal::ServiceKind::request_completion: return "ask the network to complete this call";
    case hal::ServiceKind::cancel_completions: return "ask the network to cancel all requests";
    case hal::ServiceKind::cancel_completion: return "ask the network to cancel the one that it listed for the number";
    case hal::ServiceKind::query_completions: return "ask the network which requests there are";
    case hal::ServiceKind::send_message: return "send a short message to the number";
  }
  return {};
}

struct StepText {
  const Procedure& procedure;
  const ExplainedFor& who;

  std::string operator()(const HangUp& step) const {
    return step.at_least == env::Duration::zero() ? "hang up" : "hang up, and rest for " + length_text(step.at_least);
  }
  std::string operator()(const Seize&) const { return "go off hook"; }
  std::string operator()(const Flash& step) const {
    if (step.length != env::Duration::zero()) return "hook flash of " + length_text(step.length);
    return "hook flash of the region's length" + (who.flash == env::Duration::zero() ? "" : ", " + length_text(who.flash));
  }
  std::string operator()(const Wait& step) const { return "wait " + length_text(step.length); }
  std::string operator()(const Await& step) const {
    return "wait for " + sounds_text(step.any_of) + ", at most " + length_text(step.within) + "; without it nothing is sent";
  }
  std::string operator()(const SendDigits& step) const { return "send " + digits_for(step, procedure, who); }
  std::string operator()(const Acknowledge& step) const {
    return "listen for the answer, at most " + length_text(step.within) +
           (step.deaf == env::Duration::zero() ? ""
                                               : "; the call's own tone or voice is not judged for the first " + length_text(step.deaf));
  }
  std::string operator()(const Service& step) const { return service_text(step.kind) + "; its own answer is yes or no"; }
};

void add_answers(const Acknowledge& step, std::vector<std::string>& lines) {
  const std::string indent = "       ";
  const bool speaks = std::find(step.yes.begin(), step.yes.end(), Heard::voice) != step.yes.end();
  if (!step.yes.empty()) lines.push_back(indent + "yes: " + sounds_text(step.yes) + (speaks ? " (when no refusal follows it)" : ""));
  if (!step.no.empty()) lines.push_back(indent + "no: " + sounds_text(step.no));
  if (!step.at_once.empty()) lines.push_back(indent + "connected here and now: " + sounds_text(step.at_once));
  lines.push_back(indent + "nothing: " + silence_text(step));
}

}  // namespace

std::string digits_for(const SendDigits& send, const Procedure& procedure, const ExplainedFor& who) {
  const bool listed = send.digits.find("{index}") != std::string::npos;
  if (who.number.empty() || listed || !procedure.missing_codes().empty()) return send.digits;
  return expand(send.digits, procedure, who.number);
}

std::string length_text(env::Duration length) {
  const long long all = milliseconds(length);
  for (const auto& unit : k_length_units)
    if (all >= unit.milliseconds && all % unit.milliseconds == 0) return std::to_string(all / unit.milliseconds) + unit.name;
  return std::to_string(all) + " ms";
}

std::vector<std::string> step_lines(const Procedure& procedure, const ExplainedFor& who) {
  std::vector<std::string> lines;
  std::size_t number = 0;
  for (const auto& step : procedure.steps) {
    const std::string count = std::to_string(++number);
    lines.push_back(std::string(count.size() < 2 ? "   " : "  ") + count + ". " + std::visit(StepText{procedure, who}, step.what));
    if (const auto* acknowledge = std::get_if<Acknowledge>(&step.what)) add_answers(*acknowledge, lines);
  }
  if (lines.empty()) lines.emplace_back("   Campon does it by itself; the network is asked for nothing.");
  return lines;
}

}  // namespace campon::provider
