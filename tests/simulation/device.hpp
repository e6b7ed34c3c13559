// A modem on a plug: the end of its wire as a channel that can be opened again and again, or not while it is unplugged. It comes back
// under other names, beside others, or held by somebody else, and the real rules of finding it again are asked where it is.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/hotplug/tty_devices.hpp"
#include "drivers/loopback/pair.hpp"
#include "drivers/ports/steady_port.hpp"
#include "findings.hpp"
#include "hal/env/rng.hpp"
#include "hal/progress/progress_analyser.hpp"
#include "world.hpp"

namespace campon::simulation {

struct DeviceParts {
  using Spoil = std::function<std::unique_ptr<hal::SignalPort>(std::unique_ptr<hal::SignalPort>, env::Scheduler&)>;
  std::string modem;  // of profiles/modems
  Spoil spoil;
  std::shared_ptr<const hal::Ears> ears;  // null: nobody listens to its sound
};

class Device final : public ports::Opener {
 public:
  Device(DeviceParts parts, Findings& findings);

  // The port of one life of the program. The wire must outlive it.
  std::unique_ptr<hal::SignalPort> make_port(env::ByteChannel& wire, env::Scheduler& scheduler, env::Trace& trace);

  void unplug();
  // In one of the ways in which a device comes back. [faults D04 to D07]
  void plug(env::Rng& chance);
  // What stands in the way goes: the stranger, the twin, the other program.
  void clear_the_way();
  [[nodiscard]] bool is_plugged() const { return plugged_; }
  // The system call of the next write fails. [fault D10]
  void fail_next_write() { fails_ = true; }

  env::Expected<std::unique_ptr<env::ByteChannel>> open() override;
  std::unique_ptr<hal::SignalPort> drive(env::ByteChannel& channel) override;

 private:
  class Plug;
  void comes_under_another_name();
  [[nodiscard]] std::vector<hotplug::TtyDevice> present() const;

  const DeviceParts parts_;
  Findings& findings_;
  env::ByteChannel* wire_ = nullptr;
  env::Scheduler* scheduler_ = nullptr;
  env::Trace* trace_ = nullptr;
  Plug* in_use_ = nullptr;
  bool plugged_ = true;
  bool fails_ = false;
  unsigned held_ = 0;  // attempts to open that another program makes vain
  unsigned next_node_ = 1;
  hotplug::TtyDevice own_;
  std::vector<hotplug::TtyDevice> others_;  // strangers and twins
};

}  // namespace campon::simulation
