// campon_ functions for the host itself: versions, its own loop, the network of a line.
#include <algorithm>
#include <cstring>
#include <future>

#include "campon/campon.h"
#include "provider/abi/instance.hpp"
#include "provider/abi/open_line.hpp"
#include "provider/line/line_error.hpp"

namespace campon::provider::abi {

namespace {

constexpr const char* k_version_text = CAMPON_VERSION_TEXT;

// A file name or a profile name is never longer.
constexpr std::size_t k_longest_name = 4096;

LONG to_lineerr(const env::Error& error) { return line_error(error.code).value; }

using Changed = std::shared_ptr<std::promise<env::Result>>;

LONG change(Instance& running, DWORD device_id, const std::string& network, const Changed& changed) {
  const LineProvider* line = running.device(device_id);
  if (line == nullptr) return failure(LINEERR_BADDEVICEID);
  const auto& open = running.lines.all();
  if (std::any_of(open.begin(), open.end(), [&](const auto& each) { return each.second->device_id() == device_id; }))
    return failure(LINEERR_ALLOCATED);
  if (!line->at_rest()) return failure(LINEERR_INUSE);
  running.runtime().set_network(device_id - running.device_base(), network, [changed](const env::Result& how) { changed->set_value(how); });
  return 0;
}

LONG set_network(DWORD device_id, const std::string& network) {
  const auto running = instance();
  if (!running) return failure(LINEERR_UNINITIALIZED);
  const auto changed = std::make_shared<std::promise<env::Result>>();
  const LONG begun = running->inside([&] { return change(*running, device_id, network, changed); });
  if (begun != 0) return begun;
  const env::Result how = changed->get_future().get();
  if (how) return 0;
  report_failure(how.error());
  return to_lineerr(how.error());
}

}  // namespace

}  // namespace campon::provider::abi

using namespace campon::provider::abi;

DWORD campon_version(void) { return CAMPON_VERSION; }

LPCSTR campon_version_text(void) { return k_version_text; }

DWORD campon_features(void) {
  return CAMPONFEATURE_REQUESTS | CAMPONFEATURE_RECALLVERDICT | CAMPONFEATURE_EXPLAIN | CAMPONFEATURE_SETNETWORK | CAMPONFEATURE_HOSTLOOP;
}

LONG campon_set_network(DWORD dwDeviceID, LPCSTR lpszNetwork) {
  if (lpszNetwork == nullptr) return failure(LINEERR_INVALPOINTER);
  return guarded_entry([&]() -> LONG {
    const std::string network(lpszNetwork, strnlen(lpszNetwork, k_longest_name));
    return set_network(dwDeviceID, network);
  });
}

int campon_fd(void) {
  return guarded_entry([]() -> LONG {
    const auto running = instance();
    if (!running) return failure(LINEERR_UNINITIALIZED);
    const auto descriptor = running->delivery().by_hand();
    return descriptor ? *descriptor : to_lineerr(descriptor.error());
  });
}

LONG campon_dispatch(void) {
  return guarded_entry([]() -> LONG {
    const auto running = instance();
    if (!running) return failure(LINEERR_UNINITIALIZED);
    const auto ran = running->delivery().dispatch();
    return ran ? static_cast<LONG>(*ran) : failure(LINEERR_OPERATIONFAILED);
  });
}
