// What the answers to the commands of an order mean for it.
#include <algorithm>

#include "drivers/atmodem/voice/voice_core.hpp"

namespace campon::atmodem {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::Result;
using Code = ResultCode;

// "1", "+VLS: 1", "+VLS:1,0": the first value.
std::string_view value_of(std::string_view line) {
  if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) line.remove_prefix(colon + 1);
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  return line.substr(0, line.find_first_of(", "));
}

bool is_figure(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result VoicePort::Core::judge(const Step& step, const Answer& answer) {
  const bool dialed = step.command.kind == CommandKind::dial || step.command.kind == CommandKind::answer;
  const auto refused = [&](ErrorCode code, Remedy remedy, const std::string& why) {
    return env::fail(code, remedy, name_ + " answered " + step.command.text + " with " + answer.heard + why, answer.heard);
  };
  const Result hung_up = refused(ErrorCode::device_refused, Remedy::refused, ": it has hung up");
  if (step.command.kind == CommandKind::query) return judge_hook(answer, hung_up);
  switch (answer.code) {
    case Code::ok: return {};
    case Code::vcon: return {};
    case Code::voice:
      if (dialed) tell(hal::Evidence::protocol, hal::Voice{});
      return {};
    case Code::no_carrier:
      if (step.command.kind == CommandKind::hang_up) return {};
      return hung_up;
    case Code::busy: return judge_busy(hung_up);
    case Code::no_dial_tone: return refused(ErrorCode::no_dial_tone, Remedy::later, "");
    case Code::line_in_use: return refused(ErrorCode::line_busy, Remedy::later, ": another telephone is on the line");
    case Code::blocked:
      tell_blocked(answer);
      return refused(ErrorCode::device_refused, Remedy::later, ": its own redial control blocks the number for a while");
    case Code::connect: data_mode_ = true; return refused(ErrorCode::device_refused, Remedy::refused, ": data mode, on a voice line");
    default: return refused(ErrorCode::device_refused, Remedy::refused, "");
  }
}

// After BUSY in voice mode the hook state is not defined: where it can be read, it is. [voice-modems 2.7]
Result VoicePort::Core::judge_busy(const Result& hung_up) {
  tell(hal::Evidence::protocol, hal::Busy{});
  if (!modem_.stays_off_hook_on_busy) return hung_up;
  if (!modem_.hook_query.empty()) run_.insert({{modem_.hook_query, CommandKind::query, modem_.timers.command.setting, {}}, {}, false, {}});
  return {};
}

Result VoicePort::Core::judge_hook(const Answer& answer, const Result& hung_up) const {
  for (const std::string& line : answer.lines) {
    const std::string_view value = value_of(line);
    if (!is_figure(value)) continue;
    const auto& off = modem_.hook_is_off;
    return std::find(off.begin(), off.end(), value) != off.end() ? Result{} : hung_up;
  }
  return {};
}

void VoicePort::Core::tell_blocked(const Answer& answer) {
  tell(hal::Evidence::protocol, hal::DialBlocked{modem_.block_time(answer.heard), answer.heard});
}

}  // namespace campon::atmodem
