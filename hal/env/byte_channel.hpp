// Bytes in both directions: a serial port, a pty, or a wire inside the process.
#pragma once

#include <string_view>

#include "hal/env/error.hpp"

namespace campon::env {

// Receives what a ByteChannel reads. Called in turns of the scheduler, never inside a call to the channel.
class ByteSink {
 public:
  // The view is valid during the call only. Boundaries between calls mean nothing.
  virtual void on_bytes(std::string_view bytes) = 0;
  // The channel is dead: unplugged, hung up or broken. Comes at most once, and nothing comes after it.
  virtual void on_closed(const Error& why) = 0;

 protected:
  ~ByteSink() = default;
};

class ByteChannel {
 public:
  ByteChannel() = default;
  ByteChannel(const ByteChannel&) = delete;
  ByteChannel& operator=(const ByteChannel&) = delete;
  // Closes. No sink is called after this.
  virtual ~ByteChannel() = default;

  // The sink must outlive the channel or be replaced; nullptr detaches. What arrives while no sink is attached is kept (bounded).
  virtual void attach(ByteSink* sink) = 0;
  // Queues all of `bytes` or none. Errors: later (queue full), gone (closed).
  virtual Result write(std::string_view bytes) = 0;
  // Data Terminal Ready. A modem with &D2 hangs up when it falls. What has not gone out by then is discarded: a dial that
  // reached a modem which has been given up would take the line for nobody. [fault D09]
  // Errors: unsupported where the channel has no modem lines.
  virtual Result set_dtr(bool on) = 0;
  // What people call it: "/dev/ttyACM0", "loopback".
  [[nodiscard]] virtual std::string_view name() const = 0;
};

}  // namespace campon::env
