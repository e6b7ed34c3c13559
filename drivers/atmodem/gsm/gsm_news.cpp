// What a mobile modem says without being asked: the standard's results, and those that the personality knows.
#include <utility>

#include "drivers/atmodem/gsm/gsm_core.hpp"

namespace campon::atmodem {

void GsmPort::Core::on_unsolicited(ResultCode code, std::string_view text) {
  if (take_service_text(text) || take_news(text) || take_standard(text)) return;
  switch (code) {
    case ResultCode::ring: return on_ring();
    case ResultCode::busy: step(Input::met_busy); return;
    case ResultCode::no_answer: return end_with(19);
    case ResultCode::no_carrier: return on_ended({});
    case ResultCode::connect: data_mode_ = data_mode_ || in_call(); return;
    default: return;
  }
}

// The personality comes first: it may know better what a standard result means here.
bool GsmPort::Core::take_news(std::string_view text) {
  for (const News& news : modem_.news) {
    const auto match = news.pattern.match(text);
    if (!match) continue;
    act_on(news.means, *match, text);
    return true;
  }
  return false;
}

void GsmPort::Core::act_on(NewsMeaning meaning, const PatternMatch& match, std::string_view text) {
  switch (meaning) {
    case NewsMeaning::none:
    case NewsMeaning::dialling:
    case NewsMeaning::ccbs_possible: return;
    case NewsMeaning::alerting: step(Input::alerted); return;
    case NewsMeaning::connected: step(Input::connected); return;
    case NewsMeaning::ended: return on_ended(match);
    case NewsMeaning::busy: step(Input::met_busy); return;
    case NewsMeaning::call:
      if (const auto call = listed_call(text.substr(text.find(':') + 1))) on_listed(*call);
      return;
    case NewsMeaning::ccbs_too_late: step(Input::t1_over); return;
    case NewsMeaning::ccbs_registered:
      if (!service_ || service_->order.kind != hal::ServiceKind::request_completion) return;
      service_->granted = true;
      if (text_wait_.armed()) text_wait_ = scheduler_.after({}, text_then_);
      return;
    case NewsMeaning::ccbs_recall: return on_recall(match);
    case NewsMeaning::ccbs_recall_over:
      if (call_.is(State::recalling)) step(Input::quiet);
      return;
    case NewsMeaning::restarted: return settings_lost("it says that it has begun anew");
  }
}

bool GsmPort::Core::take_standard(std::string_view text) {
  if (const auto kind = after_tag(text, "+CRING")) {
    if (kind->starts_with("VOICE")) on_ring();
  } else if (const auto caller = after_tag(text, "+CLIP")) {
    if (auto id = clip(*caller)) on_caller(*std::move(id));
  } else if (const auto waiting = after_tag(text, "+CCWA")) {
    if (auto id = ccwa(*waiting)) on_waiting(*std::move(id));
  } else if (const auto listed = after_tag(text, "+CLCC")) {
    if (const auto call = listed_call(*listed)) on_listed(*call);
  } else if (after_tag(text, "+COLP")) {
    step(Input::connected);
  } else {
    for (const auto& tag : modem_.registration) {
      const auto values = after_tag(text, tag);
      if (!values) continue;
      if (const auto now = registration(*values)) on_registration(*now);
      return true;
    }
    return false;
  }
  return true;
}

void GsmPort::Core::on_ring() {
  run_.rang();
  service_run_.rang();
  step(Input::ring);
}

// It comes after the ring that it belongs to. [TS 27.007 7.11]
void GsmPort::Core::on_caller(hal::CallerId id) {
  const bool rings = call_.is(State::ringing) || call_.is(State::recalling);
  caller_ = id;
  if (rings || waiting_rang_) tell_caller(std::move(id));
}

void GsmPort::Core::on_waiting(hal::CallerId id) {
  caller_ = std::move(id);
  step(Input::ring);
}

void GsmPort::Core::on_recall(const PatternMatch& match) {
  if (!call_.is(State::ringing)) caller_ = {};
  if (match.number) caller_.number = *match.number;
  if (match.number) caller_.presentation = hal::Presentation::available;
  caller_.call_type = hal::CallType::ring_back;
  step(Input::recall);
}

}  // namespace campon::atmodem
