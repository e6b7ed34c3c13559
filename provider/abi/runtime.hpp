// What stands behind TSPI_providerInit: the lines of this process and the loop they run on. Made by the composition root.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "hal/env/scheduler.hpp"
#include "provider/line/line_provider.hpp"

namespace campon::provider::abi {

class Runtime {
 public:
  virtual ~Runtime() = default;
  // Runs the loop on a thread of its own until stop(); the lines are opened first. Errors: those of the devices.
  virtual env::Result start() = 0;
  // Closes the lines and ends the loop; when it returns no handler runs any more. Not from the loop's thread.
  virtual void stop() = 0;
  [[nodiscard]] virtual bool on_loop_thread() const = 0;
  // post() from any thread; everything else on the loop's thread.
  [[nodiscard]] virtual env::Scheduler& scheduler() = 0;
  [[nodiscard]] virtual std::vector<LineProvider*> lines() = 0;
  // Puts a line that nobody has opened, without call and request, under another network profile; on the loop's thread.
  // Its LineProvider is another one afterwards. `done` may come at once. Errors: unknown_profile, bad_profile, those of the
  // device, not_supported.
  virtual void set_network(std::size_t line, const std::string& network, hal::Done done);
};

// Defined where the library is put together. Errors: bad_profile and unknown_profile for the configuration, device errors.
env::Expected<std::unique_ptr<Runtime>> make_runtime();
env::Expected<std::size_t> count_configured_lines();
// Tells people why Init or EnumDevices failed, which a LINEERR cannot.
void report_failure(const env::Error& error);

}  // namespace campon::provider::abi
