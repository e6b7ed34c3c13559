// A voice modem between a byte channel and an analogue line. [V.250, V.253]
#pragma once

#include <array>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/byte_channel.hpp"
#include "hal/env/rng.hpp"
#include "hal/env/scheduler.hpp"
#include "hw-sim/line/analog_line.hpp"
#include "hw-sim/modem/command_line.hpp"
#include "hw-sim/modem/modem_timers.hpp"
#include "hw-sim/modem/personality.hpp"
#include "hw-sim/modem/tone_detector.hpp"
#include "hw-sim/modem/tone_list.hpp"

namespace campon::sim {

class Modem final : public env::ByteSink, public Terminal {
 public:
  Modem(ModemPersonality personality, env::ByteChannel& dce, AnalogLine& line, env::Scheduler& scheduler, env::Rng& rng,
        ModemTimers timers = {});
  ~Modem();
  Modem(const Modem&) = delete;
  Modem& operator=(const Modem&) = delete;

  // Data Terminal Ready, for a channel that is a pty. Low for longer than S25 it acts as &D says: &D0 and &D1 let the call be,
  // &D2 (the default) hangs up and leaves voice mode, &D3 resets. The other settings survive. [V.250 6.2.9, voice-modems 1.3, 1.4]
  void dtr(bool on);

 private:
  enum class Result : unsigned char { ok, error, no_carrier, no_dial_tone, busy, no_answer };
  // What a command does next; `later` commands end with finish().
  enum class Progress : unsigned char { done, failed, later };

  struct Settings {
    bool echo = true;
    bool verbose = true;
    bool quiet = false;
    int x = 4;
    int voice_class = 0;
    int vls = 0;
    int vcid = 0;
    int on_dtr_drop = 2;  // &D
    bool ring_lengths = false;
    env::Duration tone_length{};
    std::array<int, 100> s{};
  };

  void on_bytes(std::string_view bytes) override;
  void on_closed(const env::Error& why) override;
  void on_ring_voltage(bool on) override;
  void on_tone(const Tone& tone) override;
  void on_data_message(std::string_view message) override;
  void on_loop_break() override;

  // Command lines.
  void take(char byte);
  void execute(std::string_view line);
  void next_command();
  Progress perform(const AtCommand& command);
  Progress basic(const AtCommand& command);
  Progress s_register(const AtCommand& command);
  Progress dial(const AtCommand& command);
  Progress extended(const AtCommand& command);
  Progress voice_class(const AtCommand& command);
  Progress line_select(const AtCommand& command);
  Progress tones(const AtCommand& command);
  Progress number_setting(const AtCommand& command, int most, const std::function<void(int)>& set);
  void finish(Result result);
  void reset();
  void dtr_dropped();
  void drop_call();

  // The line.
  void hook(bool off);
  void after_relay();
  void wait_for_dial_tone(bool check);
  void next_element();
  void play(const ToneElement& element);
  void dialled();
  void heard(ToneKind kind);
  void heard_in_data_call(ToneKind kind);

  // To the computer.
  void say(std::string text);
  void information(std::string_view text);
  void result(Result result);
  void event(char code);
  void unsolicited(std::string_view text);
  void caller_id(std::string_view message);

  ModemPersonality personality_;
  env::ByteChannel& dce_;
  AnalogLine& line_;
  env::Scheduler& scheduler_;
  env::Rng& rng_;
  ModemTimers timers_;
  ToneDetector detector_;
  Settings settings_;
  std::string input_;
  std::string last_line_;
  std::deque<AtCommand> commands_;
  bool running_ = false;
  bool data_call_ = false;  // D without ';': call progress belongs to the command, and it hangs up
  bool stays_ = true;       // D with ';'
  bool awaiting_dial_tone_ = false;
  env::Time abort_from_{};
  std::deque<ToneElement> playing_;
  env::Timer wait_;
  env::Timer say_;
  env::Timer dtr_low_;
  std::deque<std::string> outgoing_;
  env::Time ring_changed_{};
};

}  // namespace campon::sim
