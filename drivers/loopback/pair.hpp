// A wire inside the process: two ends of one byte channel, so that driver and simulated modem talk without a device.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "hal/env/byte_channel.hpp"
#include "hal/env/scheduler.hpp"

namespace campon::loopback {

// Sees every accepted write, inside the call to write, with the time at which it was written.
using Tap = std::function<void(env::Time, bool to_modem, std::string_view bytes)>;

struct PairOptions {
  env::Duration latency{};        // between write and arrival; zero is still a later turn
  std::size_t capacity = 16'384;  // bytes under way or kept, in each direction; as much as a pty holds [voice-modems 7.2]
};

class End;

struct Ends {
  std::unique_ptr<End> computer;
  std::unique_ptr<End> modem;
};
Ends make_ends(env::Scheduler& scheduler, const PairOptions& options = {});

// One end. Destroying it closes it. Either end may go first. The scheduler must outlive both.
class End final : public env::ByteChannel {
 public:
  ~End() override;

  void attach(env::ByteSink* sink) override;
  env::Result write(std::string_view bytes) override;
  // The computer's end only; the other end hears it after the bytes written before. Errors at the modem's end: unsupported.
  env::Result set_dtr(bool on) override;
  [[nodiscard]] std::string_view name() const override { return "loopback"; }

  // As if this end were destroyed: the other end gets on_closed after what is under way to it, this end gets nothing more.
  void close();
  // Called in a turn of its own whenever the computer sets DTR. Has effect at the modem's end only.
  void on_dtr(std::function<void(bool on)> handler) { on_dtr_ = std::move(handler); }
  void tap(Tap tap) { tap_ = std::move(tap); }

 private:
  friend Ends make_ends(env::Scheduler& scheduler, const PairOptions& options);
  friend class Pair;
  enum class Kind : std::uint8_t { bytes, dtr_on, dtr_off, closed };
  struct Parcel {
    env::Time due;
    Kind kind;
    std::string bytes;
  };

  End(env::Scheduler& scheduler, const PairOptions& options, bool computer)
      : scheduler_(scheduler), options_(options), computer_(computer) {}
  void receive(Kind kind, std::string_view bytes = {});
  void arm();
  void deliver();
  void lose_wire();
  void hand_over(const Parcel& parcel);

  env::Scheduler& scheduler_;
  PairOptions options_;
  bool computer_;
  End* peer_ = nullptr;
  bool closed_ = false;
  env::ByteSink* sink_ = nullptr;
  std::function<void(bool)> on_dtr_;
  Tap tap_;
  std::deque<Parcel> arriving_;
  std::size_t bytes_arriving_ = 0;
  env::Timer timer_;
};

// Both ends in one object, for tests and for programs that hold driver and simulator.
class Pair {
 public:
  explicit Pair(env::Scheduler& scheduler, const PairOptions& options = {}) : ends_(make_ends(scheduler, options)) {}

  End& computer() { return *ends_.computer; }
  End& modem() { return *ends_.modem; }
  // Records what is written at both ends.
  void tap(const Tap& tap) {
    computer().tap(tap);
    modem().tap(tap);
  }
  // Pulls the plug: what is under way is lost, and both ends are told.
  void unplug();

 private:
  Ends ends_;
};

}  // namespace campon::loopback
