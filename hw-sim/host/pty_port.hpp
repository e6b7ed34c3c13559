// The modem's end of a pty that programs open and close as they would a serial port.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "hal/env/byte_channel.hpp"
#include "hal/env/error.hpp"
#include "hal/env/real/asio_scheduler.hpp"
#include "hw-sim/host/slave_watch.hpp"

namespace campon::sim {

// A pty has no modem lines. Its last close, and the speed B0, are taken for DTR low. [voice-modems 7.2]
// It has no sending pace either, and nobody may be reading: what the pty does not take at once is lost, as on a serial port
// without flow control, and so is everything that is sent while no program has it open. Never closes by itself.
// While nobody has it open it costs no wake-ups.
class PtyPort final : public env::ByteChannel {
 public:
  // Called when DTR rises and falls, in turns of the loop. A program that opens, writes and closes within one turn makes
  // both calls, with its bytes between them.
  using DtrHandler = std::function<void(bool on)>;

  // Makes a pty, raw, and `link` as a symbolic link to its node, in place of a link that is there already. The watch must
  // outlive the port. A program that ends without taking its TIOCEXCL mark away would keep everybody but root out for ever:
  // the mark is cleared at the last close, and where that is not allowed a new pty takes the place behind the link.
  // Errors: device_missing with the kernel's reason; storage_failed when the link cannot be made, because a file is there.
  static env::Expected<std::unique_ptr<PtyPort>> create(env::AsioScheduler& scheduler, SlaveWatch& watch, const std::string& link);
  ~PtyPort() override;  // removes the link if it is still ours

  void on_dtr(DtrHandler handler);

  // As if the device were pulled out: whoever has the pty open sees it hang up, and the link is gone. Nothing when it is out.
  void unplug();
  // In again, as another pty behind the same link. Nothing when it is in. Errors: those of create().
  env::Result plug();

  void attach(env::ByteSink* sink) override;
  env::Result write(std::string_view bytes) override;
  // Unsupported: DTR comes from the other side.
  env::Result set_dtr(bool on) override;
  // The link.
  [[nodiscard]] std::string_view name() const override;
  // Whether a program has it open, as far as is known.
  [[nodiscard]] bool is_open() const;

 private:
  class Core;
  explicit PtyPort(std::shared_ptr<Core> core) : core_(std::move(core)) {}
  std::shared_ptr<Core> core_;  // shared with a turn in which the owner goes away
};

}  // namespace campon::sim
