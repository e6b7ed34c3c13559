// One channel of a line card, and what the kernel makes of it: hook, flash, digits, events and sound of one telephone line.
//
//   program             channel                       line
//   HOOK(OFFHOOK)       0; EBUSY to a flash, 600 ms   off hook
//   HOOK(FLASH)         EINPROGRESS .. HOOKCOMPLETE   break
//   DIAL("T5550123")    0 .. DIALCOMPLETE             DTMF
//   read                20 ms of sound, or ELAST      what is heard
//
// Pulse and multifrequency dialling, and companded samples, are not simulated: they answer with EINVAL.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "hal/env/device_calls.hpp"
#include "hal/env/scheduler.hpp"
#include "hw-sim/card/dahdi_numbers.hpp"
#include "hw-sim/card/digit_ear.hpp"
#include "hw-sim/line/audio.hpp"
#include "hw-sim/line/line_port.hpp"

namespace campon::sim {

class CardChannel final : public LineDevice {
 public:
  // Line and scheduler must outlive it.
  CardChannel(unsigned number, LinePort& line, TonePlan tones, env::Scheduler& scheduler);
  ~CardChannel();
  CardChannel(const CardChannel&) = delete;
  CardChannel& operator=(const CardChannel&) = delete;

  // The kernel's calls. A channel has one opener. [fxo-dsp 1.3]
  [[nodiscard]] bool is_open() const { return open_; }
  void open();
  void close();
  int ioctl(unsigned long request, void* argument);
  long read(std::span<std::byte> buffer);
  long write(std::span<const std::byte> bytes);
  void watch(env::DeviceCalls::Ready ready);
  void unwatch() { ready_ = nullptr; }
  void want_room(bool wanted) { room_wanted_ = wanted; }

  // What can be wrong.
  void have_tone_zone(bool loaded) { tone_zone_ = loaded; }
  void be_set_up_as(std::int32_t signalling) { params_.sigtype = signalling; }
  // The plug is pulled out of the wall, or put back.
  void plug(bool in);
  // The driver of the card is unloaded: REMOVED, and every call fails.
  void remove();
  // The next events are lost, as when the queue is full.
  void lose_events(unsigned count) { lost_ = count; }
  // The next flashes are refused with EBUSY, whatever the channel does.
  void refuse_flashes(unsigned count) { refused_flashes_ = count; }

  [[nodiscard]] const LineAudio& audio() const { return audio_; }
  // The last ten seconds of what the computer has played while the line was off hook.
  [[nodiscard]] const std::deque<std::int16_t>& played() const { return played_; }
  [[nodiscard]] bool off_hook() const { return off_hook_; }

  void on_signal(const Signal& signal) override { audio_.signal(scheduler_.now(), signal); }
  void on_ring_burst(bool begins) override;
  void on_ring_end() override;
  void on_caller_id(const CallerId& id) override;
  void on_loop_drop() override;
  void on_digit(char digit, bool begins) override;
  void on_polarity() override;
  void on_sound(std::span<const std::int16_t> samples) override { audio_.mix(scheduler_.now(), {samples.begin(), samples.end()}); }

 private:
  int hook(std::int32_t how);
  int go_off_hook();
  int go_on_hook();
  int start();
  int flash();
  int dial(const DialOrder& order);
  int set_buffers(const BufferOrder& order);
  int take_event(std::int32_t& event);
  int flush(std::int32_t which);
  void abort_dial();
  void dial_next();
  void sound_digit(char digit);
  void burst_over();
  void tell(CardEvent event);
  void tell_after(env::Duration delay, CardEvent event);
  void tick();
  void notify();
  void play_piece();
  void look_at_battery();
  [[nodiscard]] bool has_sound() const;
  [[nodiscard]] std::size_t room() const;

  const unsigned number_;
  LinePort& line_;
  env::Scheduler& scheduler_;
  LineAudio audio_;
  DigitEar receiver_;

  bool open_ = false;
  bool removed_ = false;
  bool linear_ = false;
  bool tone_zone_ = true;
  bool plugged_ = true;
  ChannelParams params_{};
  std::size_t block_ = 0;  // samples of a buffer
  std::size_t buffers_ = 0;
  std::deque<CardEvent> events_;
  unsigned lost_ = 0;
  unsigned refused_flashes_ = 0;
  env::Time heard_until_{};  // what comes after it was not read
  std::deque<std::int16_t> output_;
  std::deque<std::int16_t> played_;

  bool off_hook_ = false;
  env::Time settled_{};  // a flash is taken from then on
  std::optional<env::Time> deaf_since_;
  bool burst_ = false;
  bool burst_told_ = false;
  std::string dialled_;  // what is still to be sent
  env::Time digit_began_{};
  bool battery_ = true;
  env::Time battery_changed_{};

  env::DeviceCalls::Ready ready_;
  bool room_wanted_ = false;
  env::Timer tick_;
  env::Timer notify_;
  env::Timer hook_timer_;
  env::Timer dial_timer_;
  std::deque<env::Timer> tellings_;
};

}  // namespace campon::sim
