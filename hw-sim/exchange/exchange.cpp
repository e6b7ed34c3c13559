// Lines, digits and ordinary calls.
#include "hw-sim/exchange/exchange.hpp"

#include "hw-sim/exchange/data_message.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace campon::sim {

using S = StationState;

std::string_view to_string(StationState state) {
  switch (state) {
    case S::idle: return "idle";
    case S::dial_tone: return "dial_tone";
    case S::set_up: return "set_up";
    case S::calling: return "calling";
    case S::hears_busy: return "hears_busy";
    case S::hears_other: return "hears_other";
    case S::talking: return "talking";
    case S::camped: return "camped";
    case S::ringing: return "ringing";
    case S::recall: return "recall";
    case S::elsewhere: return "elsewhere";
  }
  return "idle";
}

// Ties one line's hook and digits to its station.
class Exchange::Card final : public LineCard {
 public:
  Card(Exchange& exchange, Station& station) : exchange_(exchange), station_(station) {}
  void on_hook_change(bool off) override { off ? exchange_.off_hook(station_) : exchange_.on_hook(station_); }
  void on_digit(char digit) override { exchange_.digit(station_, digit); }

 private:
  Exchange& exchange_;
  Station& station_;
};

Exchange::Exchange(Plan plan, env::Scheduler& scheduler, env::Trace& trace, ExchangeTimers timers)
    : plan_(std::move(plan)), scheduler_(scheduler), trace_(trace), timers_(timers) {}
Exchange::~Exchange() = default;

Station& Exchange::station(std::string_view number) {
  const auto found = stations_.find(number);
  if (found != stations_.end()) return found->second;
  return stations_
      .emplace(std::piecewise_construct, std::forward_as_tuple(number), std::forward_as_tuple(std::string(number), scheduler_, timers_))
      .first->second;
}

AnalogLine& Exchange::add_line(std::string_view number) {
  Station& a = station(number);
  a.line = std::make_unique<AnalogLine>();
  auto card = std::make_unique<Card>(*this, a);
  a.line->connect(card.get());
  cards_[a.number] = std::move(card);
  return *a.line;
}

bool Exchange::is_number(std::string_view number) const {
  const bool digits = number.find_first_not_of("0123456789") == std::string_view::npos;
  return digits && number.size() == plan_.number_length && plan_.number_first_digits.find(number[0]) != std::string::npos;
}

void Exchange::set(Station& a, StationState state) {
  if (a.state == state) return;
  note(a, std::string(to_string(a.state)) + " -> " + std::string(to_string(state)));
  a.state = state;
}

void Exchange::give(Station& a, ToneKind kind) {
  if (!a.line) return;
  switch (kind) {
    case ToneKind::busy: return a.line->tone({kind, std::chrono::milliseconds(500), std::chrono::milliseconds(500), 0});
    case ToneKind::reorder: return a.line->tone({kind, std::chrono::milliseconds(250), std::chrono::milliseconds(250), 0});
    case ToneKind::confirmation: return a.line->tone({kind, std::chrono::milliseconds(100), std::chrono::milliseconds(100), 3});
    case ToneKind::ringback: return a.line->tone({kind, plan_.ringback_on, plan_.ringback_off, 0});
    default: return a.line->tone({kind, {}, {}, 0});
  }
}

void Exchange::off_hook(Station& a) {
  if (a.hook.armed()) {  // it was on hook for so short a time that this was a flash
    a.hook.reset();
    release_peer(a);
    set(a, S::dial_tone);
    a.digits.clear();
    return give(a, ToneKind::recall_dial);
  }
  a.guard.reset();
  if (a.state == S::ringing) return answered(a);
  if (a.state == S::recall) {
    a.ring.stop();
    const std::string target = std::exchange(a.recall_target, {});
    remove(a.number, target);
    return dial(a, target);
  }
  set(a, S::dial_tone);
  a.digits.clear();
  a.step = scheduler_.after(timers_.dial_tone_delay, [this, &a] {
    give(a, ToneKind::dial);
    a.step = scheduler_.after(timers_.first_digit, [this, &a] {
      set(a, S::hears_other);
      give(a, ToneKind::reorder);
    });
  });
}

void Exchange::on_hook(Station& a) {
  a.hook = scheduler_.after(timers_.hang_up, [this, &a] { hung_up(a); });
}

void Exchange::hung_up(Station& a) {
  a.hook.reset();
  a.step.reset();
  give(a, ToneKind::silence);
  release_peer(a);
  set(a, S::idle);
  becomes_free(a);
}

void Exchange::digit(Station& a, char digit) {
  if (a.state == S::hears_busy || a.state == S::calling) {
    const auto& codes = a.state == S::calling ? plan_.at_ringback : plan_.at_busy;
    const auto code = codes.find(digit);
    if (code == codes.end()) return;
    const Feature what = code->second;
    give(a, ToneKind::silence);
    a.step = scheduler_.after(timers_.feature, [this, &a, what] { feature(a, what, a.last_dialled); });
    return;
  }
  if (a.state != S::dial_tone) return;
  give(a, ToneKind::silence);
  a.digits += digit;
  collected(a, false);
}

void Exchange::collected(Station& a, bool timed_out) {
  bool may_become_code = false;
  if (feature_code(a, may_become_code)) return;
  const bool emergency = std::find(plan_.emergency.begin(), plan_.emergency.end(), a.digits) != plan_.emergency.end();
  if (emergency || is_number(a.digits)) {
    a.last_dialled = a.digits;
    return dial(a, a.digits);
  }
  if (timed_out || (a.digits.size() >= plan_.number_length && !may_become_code)) {
    set(a, S::hears_other);
    return give(a, ToneKind::sit);
  }
  a.step = scheduler_.after(timers_.next_digit, [this, &a] { collected(a, true); });
}

void Exchange::dial(Station& a, const std::string& number) {
  set(a, S::set_up);
  const bool emergency = std::find(plan_.emergency.begin(), plan_.emergency.end(), number) != plan_.emergency.end();
  a.step = scheduler_.after(timers_.set_up, [this, &a, number, emergency] {
    Station& b = station(number);
    if (emergency && b.state == S::idle) ++emergency_calls_;
    if (b.habits.refuses_calls) {
      set(a, S::hears_other);
      return give(a, ToneKind::reorder);
    }
    if (b.state != S::idle || &b == &a) {
      set(a, S::hears_busy);
      return give(a, ToneKind::busy);
    }
    ring(a, b);
  });
}

void Exchange::ring(Station& a, Station& b) {
  set(a, S::calling);
  set(b, S::ringing);
  b.guard.reset();
  a.peer = &b;
  b.peer = &a;
  give(a, ToneKind::ringback);
  if (b.line) return b.ring.start(*b.line, plan_.ring, call_set_up_message(a.number, false), 0, nullptr);
  if (b.habits.answers_after == 0) return;
  b.habit = scheduler_.after((b.habits.answers_after - 1) * timers_.virtual_ring_cycle + timers_.pick_up, [this, &b] { answered(b); });
}

void Exchange::answered(Station& b) {
  b.ring.stop();
  Station& a = *b.peer;
  talk(a, b);
  habit_of(a);
  habit_of(b);
}

void Exchange::habit_of(Station& b) {
  if (b.line || !b.habits.hangs_up_after) return;
  b.habit = scheduler_.after(*b.habits.hangs_up_after, [this, &b] { hang_up(b); });
}

void Exchange::talk(Station& a, Station& b) {
  a.step.reset();
  for (Station* each : {&a, &b}) {
    set(*each, S::talking);
    give(*each, ToneKind::voice);
  }
  a.peer = &b;
  b.peer = &a;
}

// `a` leaves whatever it was in; the other side learns of it.
void Exchange::release_peer(Station& a) {
  a.habit.reset();
  Station* b = std::exchange(a.peer, nullptr);
  if (b == nullptr) return;
  if (b->intruder == &a) {
    b->intruder = nullptr;
    return;
  }
  if (b->peer != &a) return;
  b->peer = nullptr;
  b->habit.reset();
  b->ring.stop();
  if (b->state == S::ringing || !b->line) {
    set(*b, S::idle);
    return becomes_free(*b);
  }
  cleared(*b);
}

void Exchange::cleared(Station& a) {
  set(a, S::hears_other);
  give(a, ToneKind::silence);
  a.step = scheduler_.after(timers_.loop_break, [this, &a] {
    a.line->loop_break();
    a.step = scheduler_.after(timers_.after_clearing, [this, &a] {
      set(a, S::dial_tone);
      a.digits.clear();
      give(a, ToneKind::dial);
    });
  });
}

void Exchange::busy(Station& b) {
  if (b.state == S::idle) set(b, S::elsewhere);
  b.habit.reset();
  b.guard.reset();
}

void Exchange::free(Station& b) {
  b.habit.reset();
  if (b.state != S::elsewhere) return;
  if (Station* intruder = std::exchange(b.intruder, nullptr)) {
    intruder->peer = nullptr;
    cleared(*intruder);
  }
  set(b, S::idle);
  becomes_free(b);
}

void Exchange::hang_up(Station& b) {
  if (b.state == S::elsewhere) return free(b);
  if (b.line || b.state == S::idle) return;
  release_peer(b);
  set(b, S::idle);
  becomes_free(b);
}

bool Exchange::call(Station& from, Station& to, env::Duration give_up_after) {
  if (from.state != S::idle && from.state != S::elsewhere) return false;
  if (to.state != S::idle) return false;
  ring(from, to);
  from.habit = scheduler_.after(give_up_after, [this, &from] {
    if (from.state == S::calling) hang_up(from);
  });
  return true;
}

}  // namespace campon::sim
