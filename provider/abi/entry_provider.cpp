// TSPI_provider... and version negotiation.
#include "provider/abi/instance.hpp"
#include "provider/abi/open_line.hpp"
#include "provider/abi/versions.hpp"
#include "provider/line/line_error.hpp"

namespace campon::provider::abi {

namespace {

// Serializes Init and Shutdown; nothing else waits for it.
std::mutex& life_cycle() {
  static std::mutex mutex;
  return mutex;
}

LONG tell(const env::Error& error) {
  report_failure(error);
  return line_error(error.code).value;
}

LONG start(DWORD device_base, ASYNC_COMPLETION completion) {
  auto runtime = make_runtime();
  if (!runtime) return tell(runtime.error());
  auto running = std::make_shared<Instance>(std::move(*runtime), device_base, completion);
  if (const auto started = running->runtime().start(); !started) return tell(started.error());
  set_instance(std::move(running));
  return 0;
}

// Nobody is inside any more; what was still asked for ends here.
void close_all(Instance& running) {
  on_loop(running.runtime(), [&running] {
    for (const auto& [handle, line] : running.lines.all()) {
      running.end_all_of_line(handle);
      line->fall_silent();
    }
    running.lines.clear();
    return 0;
  });
  running.runtime().stop();
  running.delivery().settle_all();
}

}  // namespace

}  // namespace campon::provider::abi

using namespace campon::provider::abi;

LONG TSPI_lineNegotiateTSPIVersion(DWORD dwDeviceID, DWORD dwLowVersion, DWORD dwHighVersion, LPDWORD lpdwTSPIVersion) {
  return guarded_entry([&]() -> LONG {
    if (lpdwTSPIVersion == nullptr) return failure(LINEERR_INVALPOINTER);
    if (dwDeviceID != INITIALIZE_NEGOTIATION) {
      const LONG bad = entry([=](Instance& running) { return running.device(dwDeviceID) != nullptr ? 0 : failure(LINEERR_BADDEVICEID); });
      if (bad != 0) return bad;
    }
    const auto highest = highest_version(dwLowVersion, dwHighVersion);
    if (!highest) return failure(LINEERR_INCOMPATIBLEAPIVERSION);
    *lpdwTSPIVersion = *highest;
    return 0;
  });
}

LONG TSPI_providerEnumDevices(DWORD /*dwPermanentProviderID*/, LPDWORD lpdwNumLines, LPDWORD lpdwNumPhones, HPROVIDER /*hProvider*/,
                              LINEEVENT /*lpfnLineCreateProc*/, LPVOID /*lpfnPhoneCreateProc*/) {
  return guarded_entry([&]() -> LONG {
    if (lpdwNumLines == nullptr || lpdwNumPhones == nullptr) return failure(LINEERR_INVALPOINTER);
    const auto count = count_configured_lines();
    if (!count) return tell(count.error());
    *lpdwNumLines = static_cast<DWORD>(*count);
    *lpdwNumPhones = 0;
    return 0;
  });
}

LONG TSPI_providerInit(DWORD dwTSPIVersion, DWORD /*dwPermanentProviderID*/, DWORD dwLineDeviceIDBase, DWORD /*dwPhoneDeviceIDBase*/,
                       DWORD_PTR /*dwNumLines*/, DWORD_PTR /*dwNumPhones*/, ASYNC_COMPLETION lpfnCompletionProc, LPDWORD lpdwTSPIOptions) {
  return guarded_entry([&]() -> LONG {
    if (lpfnCompletionProc == nullptr || lpdwTSPIOptions == nullptr) return failure(LINEERR_INVALPOINTER);
    if (!is_version(dwTSPIVersion)) return failure(LINEERR_INCOMPATIBLEAPIVERSION);
    // Another thread's Shutdown holds the lock until this callback has returned.
    if (Delivery::inside_callback()) return instance() ? 0 : failure(LINEERR_OPERATIONFAILED);
    const std::lock_guard lock(life_cycle());
    *lpdwTSPIOptions = 0;
    return instance() ? 0 : start(dwLineDeviceIDBase, lpfnCompletionProc);
  });
}

LONG TSPI_providerShutdown(DWORD /*dwTSPIVersion*/, DWORD /*dwPermanentProviderID*/) {
  return guarded_entry([]() -> LONG {
    if (Delivery::inside_callback()) return failure(LINEERR_OPERATIONFAILED);
    const std::lock_guard lock(life_cycle());
    const auto running = instance();
    if (!running) return failure(LINEERR_UNINITIALIZED);
    set_instance(nullptr);
    running->shut();
    close_all(*running);
    return 0;
  });
}
