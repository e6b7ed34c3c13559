// TSPI_provider... and version negotiation.
#include <algorithm>

#include "provider/abi/instance.hpp"
#include "provider/abi/open_line.hpp"
#include "provider/line_error.hpp"

namespace campon::provider::abi {

namespace {

constexpr bool is_version(DWORD version) { return version >= TSPI_VERSION_2_0 && version <= TSPI_VERSION_2_2; }

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

void close_all(Instance& running) {
  on_loop(running, [&running] {
    for (const auto& [handle, line] : running.lines.all()) {
      running.end_all_of_line(handle);
      line->provider().attach(nullptr);
    }
    for (const auto& [handle, call] : std::map(running.calls.all())) call->line->forget_call(*call);
    running.lines.clear();
    return 0;
  });
  running.runtime().stop();
}

}  // namespace

}  // namespace campon::provider::abi

using namespace campon::provider::abi;

LONG TSPI_lineNegotiateTSPIVersion(DWORD dwDeviceID, DWORD dwLowVersion, DWORD dwHighVersion, LPDWORD lpdwTSPIVersion) {
  return guarded_entry([&]() -> LONG {
    if (lpdwTSPIVersion == nullptr) return failure(LINEERR_INVALPOINTER);
    const auto running = instance();
    if (dwDeviceID != INITIALIZE_NEGOTIATION && running) {
      const LONG known = on_loop(*running, [&] { return running->device(dwDeviceID) != nullptr ? 0 : failure(LINEERR_BADDEVICEID); });
      if (known != 0) return known;
    }
    const DWORD highest = std::min<DWORD>(dwHighVersion, TSPI_VERSION_2_2);
    if (!is_version(highest) || highest < dwLowVersion) return failure(LINEERR_INCOMPATIBLEAPIVERSION);
    *lpdwTSPIVersion = highest;
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
    const std::lock_guard lock(life_cycle());
    *lpdwTSPIOptions = 0;
    return instance() ? 0 : start(dwLineDeviceIDBase, lpfnCompletionProc);
  });
}

LONG TSPI_providerShutdown(DWORD /*dwTSPIVersion*/, DWORD /*dwPermanentProviderID*/) {
  return guarded_entry([]() -> LONG {
    const std::lock_guard lock(life_cycle());
    const auto running = instance();
    if (!running) return failure(LINEERR_UNINITIALIZED);
    if (running->delivery().on_this_thread()) return failure(LINEERR_OPERATIONFAILED);
    set_instance(nullptr);
    close_all(*running);
    running->delivery().drop_events(0);
    return 0;
  });
}
