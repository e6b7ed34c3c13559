// A human's emergency call goes before everything that the line does for us. [invariant I10]
#include "provider/line/line_core.hpp"

namespace campon::provider {

namespace {
using env::ErrorCode;
using env::Remedy;
}  // namespace

// What a machine does on the line gives way; a conversation does not: who speaks must hang up first.
void LineProvider::Core::clear_the_way() {
  if (run_) step_aside("an emergency call takes the line");
  if (!on_line_) return;
  const CallId id = *on_line_;
  Call& call = calls_.at(id);
  if (call.machine.is(CallState::connected)) return;
  if (call.made) return give_up_making(id, {ErrorCode::cancelled, Remedy::later, "an emergency call took the line", {}});
  const bool offered = call.machine.is(CallState::offering);
  on_line_.reset();
  step_call(call, CallInput::hung_up);
  if (!offered) line_.release(nullptr);
  remove_if_closed(id);
}

void LineProvider::Core::step_aside(const std::string& why) {
  abandon_run({ErrorCode::line_busy, Remedy::later, why, {}});
  line_.release(nullptr);
}

// The line rings: only answering and hanging up makes it free.
CallId LineProvider::Core::silence_ring(CallId id) {
  ring_.reset();
  line_.answer(guarded([this, id](const env::Result&) {
    line_.release(nullptr);
    if (on_line_ == id) seize_for(id);
  }));
  return id;
}

}  // namespace campon::provider
