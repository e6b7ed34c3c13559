// Turns the tones on a line into what a modem reports of them, when it can know them.
#pragma once

#include <functional>
#include <optional>

#include "hal/env/scheduler.hpp"
#include "hw-sim/line/sound.hpp"
#include "hw-sim/modem/personality.hpp"

namespace campon::sim {

class Detector {
 public:
  Detector(env::Scheduler& scheduler, const Hearing& hearing, std::function<void(Heard)> heard)
      : scheduler_(scheduler), hearing_(hearing), heard_(std::move(heard)) {}
  // The line sounds otherwise from now on.
  void listen(const Signal& signal);
  void stop();
  // Silence of this length is reported, 0: not. [V.253 +VSD]
  void report_silence(env::Duration after) { silence_after_ = after; }
  // What is on the line now, once it has been made out.
  [[nodiscard]] std::optional<Heard> present() const { return present_; }

 private:
  void report_in(env::Duration delay, Heard what);
  // And again in each `cycle` where it is not 0.
  void report_each(env::Duration delay, env::Duration cycle, Heard what);
  void await_silence();

  env::Scheduler& scheduler_;
  const Hearing& hearing_;
  std::function<void(Heard)> heard_;
  std::optional<Heard> present_;
  env::Duration silence_after_{};
  bool talked_ = false;
  env::Timer timer_;
};

}  // namespace campon::sim
