// The line side: hook, digits, tones, rings, caller id.
#include <utility>

#include "hw-sim/modem/modem.hpp"

namespace campon::sim {

namespace {

std::string tenths(env::Duration length) {
  return std::to_string(std::chrono::round<std::chrono::duration<long, std::deci>>(length).count());
}

std::string hex(std::string_view bytes) {
  static constexpr std::string_view k_digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : bytes) {
    out += k_digits[static_cast<unsigned char>(c) >> 4];
    out += k_digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

}  // namespace

void Modem::hook(bool off) {
  if (!off) detector_.stop();
  line_.hook(off);
}

void Modem::after_relay() {
  wait_ = scheduler_.after(timers_.relay, [this] { next_command(); });
}

Modem::Progress Modem::dial(const AtCommand& command) {
  std::string digits = command.value;
  stays_ = digits.ends_with(';');
  if (stays_) digits.pop_back();
  playing_.clear();
  for (const char c : digits) {
    if (c == 'T' || c == 'P' || c == ' ' || c == '-' || c == 'W') continue;
    if (c == ',')
      playing_.push_back({ToneElement::Kind::tone, 0, timers_.comma});
    else if (c == '!')
      playing_.push_back({ToneElement::Kind::flash, 0, timers_.flash});
    else if ((c >= '0' && c <= '9') || c == '*' || c == '#' || (c >= 'A' && c <= 'D'))
      playing_.push_back({ToneElement::Kind::digit, c, {}});
    else
      return Progress::failed;
  }
  data_call_ = true;
  abort_from_ = scheduler_.now() + timers_.abort_window;
  const bool was_off_hook = line_.off_hook();
  hook(true);
  const bool checks = settings_.x == 2 || settings_.x >= 4;
  if (was_off_hook && !checks)
    next_element();
  else
    wait_for_dial_tone(checks);
  return Progress::later;
}

void Modem::wait_for_dial_tone(bool check) {
  if (!check) {
    wait_ = scheduler_.after(timers_.blind, [this] { next_element(); });
    return;
  }
  awaiting_dial_tone_ = true;
  detector_.listen(line_.tone());
  wait_ = scheduler_.after(timers_.dial_tone_limit, [this] { finish(Result::no_dial_tone); });
}

void Modem::next_element() {
  if (playing_.empty()) return dialled();
  const ToneElement element = playing_.front();
  playing_.pop_front();
  play(element);
}

void Modem::play(const ToneElement& element) {
  const env::Duration length = element.length.value_or(settings_.tone_length);
  if (element.kind == ToneElement::Kind::flash) {
    hook(false);
    wait_ = scheduler_.after(length, [this] {
      hook(true);
      wait_ = scheduler_.after(timers_.dtmf_gap, [this] { next_element(); });
    });
    return;
  }
  wait_ = scheduler_.after(length, [this, element] {
    if (element.kind == ToneElement::Kind::digit) line_.digit(element.digit);
    wait_ = scheduler_.after(timers_.dtmf_gap, [this] { next_element(); });
  });
}

void Modem::dialled() {
  if (!data_call_) return finish(Result::ok);
  if (stays_) {
    data_call_ = false;
    return next_command();
  }
  detector_.listen(line_.tone());
  wait_ = scheduler_.after(timers_.carrier_limit, [this] { finish(Result::no_carrier); });
}

void Modem::on_tone(const Tone& tone) {
  if (line_.off_hook()) detector_.listen(tone);
}

void Modem::heard(ToneKind kind) {
  if (data_call_) return heard_in_data_call(kind);
  if (settings_.voice_class != 8) return;
  const auto code = personality_.events.find(kind);
  if (code != personality_.events.end()) event(code->second);
}

void Modem::heard_in_data_call(ToneKind kind) {
  if (awaiting_dial_tone_) {
    if (kind != ToneKind::dial && kind != ToneKind::recall_dial) return;
    awaiting_dial_tone_ = false;
    wait_.reset();
    return next_element();
  }
  if (settings_.x >= 3 && (kind == ToneKind::busy || kind == ToneKind::reorder)) finish(Result::busy);
}

void Modem::on_loop_break() {
  if (settings_.voice_class == 8 && personality_.loop_break != 0) event(personality_.loop_break);
}

void Modem::on_ring_voltage(bool on) {
  const env::Duration since = scheduler_.now() - ring_changed_;
  ring_changed_ = scheduler_.now();
  if (settings_.ring_lengths)
    return unsolicited((on ? "DROF=" : "DRON=") + tenths(on && since > timers_.carrier_limit ? env::Duration{} : since));
  if (!on) return;
  if (settings_.voice_class == 8)
    event('R');
  else
    unsolicited("RING");
}

void Modem::on_data_message(std::string_view message) { caller_id(message); }

// Formatted: the fields of an MDMF message as lines; an unknown one as MESG. [voice-modems 4.2, 4.3]
void Modem::caller_id(std::string_view message) {
  if (settings_.vcid == 0 || message.size() < 3) return;
  if (settings_.vcid == 2) return unsolicited(hex(message));
  std::string_view body = message.substr(2, static_cast<unsigned char>(message[1]));
  while (body.size() >= 2) {
    const auto type = static_cast<unsigned char>(body[0]);
    const std::size_t length = static_cast<unsigned char>(body[1]);
    const std::string data(body.substr(2, length));
    if (type == 0x01 && length == 8) {
      unsolicited("DATE = " + data.substr(0, 4));
      unsolicited("TIME = " + data.substr(4));
    } else if (type == 0x02 || type == 0x04) {
      unsolicited("NMBR = " + data);
    } else if (type == 0x07 || type == 0x08) {
      unsolicited("NAME = " + data);
    } else {
      unsolicited("MESG = " + hex(body.substr(0, 2 + length)));
    }
    body.remove_prefix(std::min(body.size(), 2 + length));
  }
}

}  // namespace campon::sim
