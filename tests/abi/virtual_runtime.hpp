// What stands behind TSPI_providerInit in these tests: lines with modems on a simulated exchange, on a HandDrivenScheduler.
#pragma once

#include <list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/atmodem/voice/voice_port.hpp"
#include "drivers/loopback/pair.hpp"
#include "hal/env/rng.hpp"
#include "hal/env/wall_clock.hpp"
#include "hal/line.hpp"
#include "hand_driven_scheduler.hpp"
#include "hw-sim/simulator.hpp"
#include "provider/abi/runtime.hpp"

namespace campon::abi_test {

// What TSPI_providerInit finds.
struct Setting {
  std::string plan = "nanp_class";
  std::vector<std::string> numbers = {"5550100"};
  std::optional<env::Error> broken;         // the configuration cannot be read
  std::optional<env::Error> broken_device;  // it can, and the device cannot be opened
};
Setting& setting();

class VirtualRuntime final : public provider::abi::Runtime {
 public:
  explicit VirtualRuntime(const Setting& setting);
  ~VirtualRuntime() override;

  env::Result start() override;
  void stop() override;
  [[nodiscard]] bool on_loop_thread() const override { return scheduler_.on_this_thread(); }
  [[nodiscard]] env::Scheduler& scheduler() override { return scheduler_; }
  [[nodiscard]] std::vector<provider::LineProvider*> lines() override;

  // The one that runs; there is one at a time.
  static VirtualRuntime& current();
  [[nodiscard]] HandDrivenScheduler& time() { return scheduler_; }
  // On the loop's thread only, like `wire` and `unplug`.
  [[nodiscard]] sim::Simulator& exchange() { return *exchange_; }
  [[nodiscard]] const std::string& wire() const { return wire_; }
  void unplug(std::size_t line);

 private:
  struct Attached;
  void add(const std::string& number);

  Setting setting_;
  HandDrivenScheduler scheduler_;
  env::SeededRng rng_{1};
  env::NullTrace trace_;
  env::VirtualWallClock clock_;
  provider::NetworkProfile network_;
  provider::Region region_;
  std::string wire_;  // every byte written towards the modems
  std::list<loopback::Pair> pairs_;
  std::unique_ptr<sim::Simulator> exchange_;
  std::list<Attached> attached_;
};

}  // namespace campon::abi_test
