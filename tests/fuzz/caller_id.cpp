// Caller id: data messages (SDMF, MDMF) and the lines of a modem. Texts stay within the standard's sizes. [fault R01, R04, R05]
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "drivers/atmodem/caller_id_report.hpp"
#include "hal/caller_id.hpp"
#include "hal/env/trace.hpp"

namespace {

using namespace campon;

void check(const hal::CallerId& id) {
  if (id.number.size() > 32 || id.name.size() > 64) std::abort();
  if (id.presentation != hal::Presentation::available && !id.number.empty()) std::abort();
  for (const char c : env::escaped(id.number + id.name + id.raw))
    if (c < ' ' || c > '~') std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto id = hal::parse_data_message(bytes)) check(*id);
  atmodem::CallerIdReport report(std::chrono::milliseconds(500));
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    report.feed(rest.substr(0, end), {});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (const auto id = report.take()) {
    if (id->raw.size() > 1024) std::abort();
    check(*id);
  }
  if (report.take()) std::abort();
  return 0;
}
