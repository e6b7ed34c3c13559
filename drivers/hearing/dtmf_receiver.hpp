// Digits heard in a line's sound, by spandsp. [ITU-T Q.24]
#pragma once

#include <functional>
#include <memory>
#include <span>

#include "hal/media_port.hpp"

namespace campon::hearing {

// A digit of 40 ms or more is told once, when it is sure. The first receiver of a process must be made before a second thread
// makes another: spandsp fills its tables then.
class DtmfReceiver {
 public:
  // '0' to '9', '*', '#', 'A' to 'D'; `at` is the end of the samples in which it became sure, to within 13 ms.
  using Handler = std::function<void(char digit, env::Time at)>;
  // Called within feed().
  explicit DtmfReceiver(Handler handler);
  ~DtmfReceiver();
  DtmfReceiver(const DtmfReceiver&) = delete;
  DtmfReceiver& operator=(const DtmfReceiver&) = delete;
  // While dial tone may sound, it is filtered out; that costs speech protection, so it is off at first.
  void filter_dial_tone(bool on);
  void feed(std::span<const hal::Sample> samples, env::Time at);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace campon::hearing
