// Listens on an on-hook line for who calls: while a message can come, and not all the time. [fxo-dsp 1.9, 3]
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "drivers/fxo/fxo_timers.hpp"
#include "drivers/hearing/caller_id_receiver.hpp"

namespace campon::fxo {

// A message may come after a burst of ringing, after a reversal, or unannounced before the first ring: sound on a line that was
// quiet wakes the receiver, and hears its beginning too.
class OnHookEar {
 public:
  using Handler = std::function<void(const hal::CallerId& id)>;
  // Called within feed(). Without a standard nothing is heard. `timers` must outlive it.
  OnHookEar(std::optional<hearing::CallerIdStandard> standard, const FxoTimers& timers, Handler handler);

  // Something has happened that a message follows.
  void wake(env::Time now);
  // The line was taken, or the bell rings: a message that is not whole by now never will be.
  void stop();
  void feed(std::span<const hal::Sample> samples, env::Time now);

 private:
  std::optional<hearing::CallerIdStandard> standard_;
  const FxoTimers& timers_;
  Handler handler_;
  std::unique_ptr<hearing::CallerIdReceiver> receiver_;
  env::Time until_{};
};

}  // namespace campon::fxo
