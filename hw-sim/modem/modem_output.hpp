// The way of bytes from a modem to the computer, and what can befall them there.
//
// Two ways in: text (echo, responses, unsolicited lines), which faults may split, glue, vary and rob; and bytes (voice streams and
// shielded events), which they rob only. Order is kept. A full or closed channel loses what a modem says, as a wire does.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>

#include "hal/env/byte_channel.hpp"
#include "hal/env/rng.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hw-sim/faults/faults.hpp"

namespace campon::sim {

struct OutputWorld {
  env::ByteChannel& dce;
  env::Scheduler& scheduler;
  env::Rng& rng;
  env::Trace& trace;
  Faults& faults;
};

class ModemOutput {
 public:
  // All must outlive this. `name` stands in the trace.
  ModemOutput(const OutputWorld& world, std::string name) : world_(world), name_(std::move(name)) {}

  // [faults D08, P01, P14]
  void text(std::string_view text);
  // The echo of what was typed; no fault befalls it here.
  void echo(std::string_view bytes) { send(bytes); }
  // [fault D08]
  void bytes(std::string_view bytes);
  // Said on its own after a while, whatever else is said until then. At most 64 wait.
  void later(env::Duration after, std::string text);
  // Nothing comes out until it is unmuted. [fault D14]
  void mute(bool on) { muted_ = on; }
  [[nodiscard]] bool muted() const { return muted_; }
  // Bytes of every value, with runs of 0x00 and 0xFF as a wrong speed makes them. [fault D12]
  void garbage();
  // Printable bytes without a line end, for a while. [fault D13]
  void spew();
  // Forgets what waits.
  void clear();

 private:
  void send(std::string_view bytes);
  void queue(env::Duration pause, std::string bytes);
  void send_next();
  void put(std::string_view bytes);
  void split(std::string_view text);
  [[nodiscard]] std::string robbed(std::string_view bytes);
  [[nodiscard]] std::string varied(std::string_view text);

  struct Piece {
    env::Duration pause{};
    std::string bytes;
  };
  OutputWorld world_;
  std::string name_;
  bool muted_ = false;
  std::deque<Piece> pieces_;
  env::Timer timer_;  // the first piece
  std::map<std::uint64_t, env::Timer> late_;
  std::uint64_t last_late_ = 0;
};

}  // namespace campon::sim
