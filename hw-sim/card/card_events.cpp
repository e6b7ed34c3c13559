// What the line does to a channel of a card, as the kernel tells it.
#include <algorithm>

#include "hw-sim/card/card_channel.hpp"
#include "hw-sim/card/card_timers.hpp"
#include "hw-sim/line/caller_id_packet.hpp"

namespace campon::sim {

// Of more than fit, the last are dropped without a sign.
void CardChannel::tell(CardEvent event) {
  if (!open_) return;
  if (lost_ > 0) return void(--lost_);
  if (events_.size() >= k_event_queue) return;
  events_.push_back(event);
  if (!notify_.armed()) notify_ = scheduler_.after({}, [this] { notify(); });
}

void CardChannel::tell_after(env::Duration delay, CardEvent event) {
  tellings_.push_back(scheduler_.after(delay, [this, event] { tell(event); }));
}

void CardChannel::on_ring_burst(bool begins) {
  if (!begins) return burst_over();
  if (off_hook_) return;
  const bool deaf = deaf_since_ && scheduler_.now() - *deaf_since_ < k_ring_deaf;
  burst_ = true;
  if (!deaf) tell(k_event_ringbegin);
}

void CardChannel::burst_over() {
  if (!std::exchange(burst_, false)) return;
  const bool deaf = deaf_since_ && scheduler_.now() + k_ring_off - *deaf_since_ < k_ring_deaf;
  if (!deaf) tell_after(k_ring_off, k_event_ringoffhook);
}

void CardChannel::on_ring_end() { burst_over(); }

void CardChannel::on_caller_id(const CallerId& id) { audio_.caller_id(scheduler_.now(), mdmf(id, stamp(scheduler_.now()))); }

// The port stays off hook.
void CardChannel::on_loop_drop() {
  if (!off_hook_ || scheduler_.now() < settled_) return;
  deaf_since_ = scheduler_.now();
  tell_after(k_battery_debounce, k_event_onhook);
}

void CardChannel::on_polarity() { tell_after(k_battery_debounce, k_event_polarity); }

void CardChannel::on_digit(char digit, bool begins) {
  const env::Time now = scheduler_.now();
  if (begins) digit_began_ = now;
  begins ? audio_.begin_digit(now, digit) : audio_.end_digit(std::max(now, digit_began_ + k_card_shortest_sound));
}

void CardChannel::plug(bool in) {
  plugged_ = in;
  if (!in && off_hook_) line_.go_on_hook();
  if (in && off_hook_) line_.go_off_hook();
}

void CardChannel::look_at_battery() {
  const bool battery = plugged_ && line_.loop() != Loop::dead;
  const env::Time now = scheduler_.now();
  if (battery != battery_) {
    battery_ = battery;
    battery_changed_ = now;
    if (!battery && off_hook_) tell_after(k_battery_debounce, k_event_onhook);
    heard_until_ = now;
  }
  const bool alarm = params_.chan_alarms != 0;
  if (alarm == !battery || now - battery_changed_ < k_alarm_after) return;
  params_.chan_alarms = battery ? 0 : k_alarm_red;
  tell(battery ? k_event_noalarm : k_event_alarm);
}

void CardChannel::remove() {
  tell(k_event_removed);
  removed_ = true;
}

}  // namespace campon::sim
