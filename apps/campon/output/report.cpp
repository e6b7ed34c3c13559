#include "apps/campon/output/report.hpp"

#include <ostream>

#include "hal/env/trace.hpp"

namespace campon::cli {

Exit exit_for(env::ErrorCode code) {
  switch (code) {
    case env::ErrorCode::bad_dial_string:
    case env::ErrorCode::bad_dial_length:
    case env::ErrorCode::dial_billing:
    case env::ErrorCode::dial_quiet:
    case env::ErrorCode::dial_dial_tone:
    case env::ErrorCode::dial_prompt:
    case env::ErrorCode::dial_voice_detect:
    case env::ErrorCode::bad_mode:
    case env::ErrorCode::bad_message_id: return Exit::usage;
    case env::ErrorCode::no_answer_from_device:
    case env::ErrorCode::device_refused:
    case env::ErrorCode::device_missing:
    case env::ErrorCode::device_held:
    case env::ErrorCode::device_unfit:
    case env::ErrorCode::line_down: return Exit::device;
    case env::ErrorCode::bad_profile:
    case env::ErrorCode::unknown_profile:
    case env::ErrorCode::storage_failed: return Exit::profile;
    default: return Exit::not_reached;
  }
}

void Report::tell(const Json& object, std::string_view text) {
  if (json_)
    out_ << object.dump(-1, ' ', true, Json::error_handler_t::replace) << std::endl;
  else if (!text.empty())
    line(out_, text);
}

void Report::line(std::ostream& stream, std::string_view text) {
  if (before_) before_();
  stream << text << std::endl;
}

void Report::text(std::string_view text) {
  if (!json_) line(out_, text);
}

int Report::error(Exit exit, std::string_view sentence) {
  const std::string safe = env::escaped(sentence);
  if (json_) tell({{"type", "error"}, {"exit", code(exit)}, {"what", safe}}, {});
  line(err_, "campon: " + safe);
  return code(exit);
}

int Report::error(const env::Error& error) {
  const std::string heard = error.heard.empty() ? "" : " (heard: " + error.heard + ")";
  return this->error(exit_for(error.code), error.what + heard);
}

int Report::error(const Error& error, Exit exit) {
  const std::string heard = error.heard.empty() ? "" : " (heard: " + error.heard + ")";
  return this->error(exit, error.what + heard);
}

}  // namespace campon::cli
