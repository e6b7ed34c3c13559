// One channel of a DAHDI card as values: opened, hook, flash, digits, events, samples. Every errno becomes an error with a remedy.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "drivers/fxo/dahdi.hpp"
#include "hal/env/device_calls.hpp"
#include "hal/env/error.hpp"
#include "hal/media_port.hpp"

namespace campon::fxo {

inline constexpr std::size_t k_block = 160;  // samples: 20 ms [fxo-dsp 1.4]

// Samples taken or given; or why none.
struct Passed {
  std::size_t samples = 0;
  bool event_waits = false;  // events come first: errno 500
  bool gone = false;
};

class FxoChannel {
 public:
  // `calls` must outlive it.
  explicit FxoChannel(env::DeviceCalls& calls) : calls_(calls) {}
  // The kernel puts the line on hook.
  ~FxoChannel() { close(); }
  FxoChannel(const FxoChannel&) = delete;
  FxoChannel& operator=(const FxoChannel&) = delete;

  // Opens the generic node, takes the channel, and sets it to linear samples in blocks of 20 ms.
  // Errors: device_missing (gone), device_held (later), device_unfit (misuse) where it is no FXO port or may not be opened.
  env::Result open(unsigned number);
  void close();
  [[nodiscard]] bool is_open() const { return file_ >= 0; }
  [[nodiscard]] int file() const { return file_; }
  // "DAHDI channel 3 (WCTDM/4/2)".
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] bool tells_loop_drop() const { return signalling_ != dahdi::k_loop_start; }
  [[nodiscard]] env::Duration debounce() const { return debounce_; }

  // Errors: no_answer_from_device (later) for EBUSY, device_missing (gone), device_refused.
  env::Result hook(dahdi::Hook hook);
  // HOOKCOMPLETE tells its end.
  env::Result flash(env::Duration before, env::Duration length);
  // DIALCOMPLETE tells its end. `digits` begin with T. Errors besides: not_supported for ENODATA, when no tone zone is loaded.
  env::Result dial(std::string_view digits);
  void stop_dial();
  [[nodiscard]] bool is_dialling();
  // Whether the line is dead: an alarm of the channel or of its span stands.
  [[nodiscard]] bool in_alarm();
  // The next event that waits, if any.
  std::optional<dahdi::Event> next_event();
  // At most a block.
  Passed read(std::span<hal::Sample> samples);
  Passed write(std::span<const hal::Sample> samples);
  // What was played and not heard yet is not heard any more.
  void drop_output();

 private:
  int set(unsigned long request, std::int32_t value);
  [[nodiscard]] env::Result judged(int code, std::string_view doing) const;
  env::Result check(unsigned number);
  env::Result prepare(unsigned number);

  env::DeviceCalls& calls_;
  int file_ = -1;
  std::string name_ = "DAHDI channel";
  std::int32_t signalling_ = 0;
  std::int32_t span_ = 0;
  env::Duration debounce_{};
};

}  // namespace campon::fxo
