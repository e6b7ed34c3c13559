// Digits that the application sends in a call: menus, and codes that no profile knows.
#include "provider/line/line_core.hpp"

namespace campon::provider {

using env::ErrorCode;
using env::Remedy;
using env::TraceKind;

// Before dial tone is answered by digits it is a call to be judged, which make_call does.
env::Result LineProvider::Core::may_send_digits(CallId id) const {
  const auto found = calls_.find(id);
  if (found == calls_.end()) return env::fail(ErrorCode::bad_handle, Remedy::misuse, "there is no such call");
  if (!line_.capabilities().digits_in_call)
    return env::fail(ErrorCode::not_supported, Remedy::unsupported, "the device sends no digits in a call");
  const Call& call = found->second;
  const CallState state = call.machine.state();
  const bool past_dialling = state == CallState::proceeding || state == CallState::ringback || state == CallState::busy ||
                             state == CallState::connected || state == CallState::specialinfo;
  if (!past_dialling || on_line_ != id || call.made || call.dropping)
    return env::fail(ErrorCode::bad_state, Remedy::misuse, "a call that is " + std::string(to_string(state)) + " takes no digits");
  if (run_ || sending_digits_) return env::fail(ErrorCode::bad_state, Remedy::later, "something else is being sent on the line");
  return {};
}

void LineProvider::Core::send_digits(CallId id, const hal::DialString& digits, Done done) {
  if (const auto may = may_send_digits(id); !may) return answer_later(std::move(done), may);
  sending_digits_ = true;
  note(TraceKind::sent, who(id), "digits " + digits.digits());
  line_.send_digits(digits, guarded([this, done = std::move(done)](const env::Result& result) {
                      sending_digits_ = false;
                      answer_later(done, result);
                    }));
}

}  // namespace campon::provider
