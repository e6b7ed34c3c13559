// campon_explain.
#include "campon/campon.h"
#include "hal/dial_string.hpp"
#include "hal/env/trace.hpp"
#include "provider/abi/campon_entry.hpp"
#include "provider/abi/instance.hpp"
#include "provider/abi/state_map.hpp"
#include "provider/abi/structure_writer.hpp"
#include "provider/line/line_error.hpp"
#include "provider/network/network_text.hpp"

namespace campon::provider::abi {

namespace {

std::string text_of(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += line + "\n";
  return out;
}

Explanation explained(const LineProvider& line, const hal::DialString& number, CompletionMode mode, CompletionCondition on) {
  if (line.region().is_emergency(number.number()))
    return {nullptr, {number.digits() + " is an emergency number, and a machine never calls one."}};
  return explain(line.network(), line.region(), number.digits(), mode, on);
}

LONG write(const LineProvider& line, const Explanation& what, LPCAMPONEXPLANATION out) {
  StructureWriter writer(out, sizeof(CAMPONEXPLANATION));
  auto& fields = writer.fields;
  const auto* procedure = what.procedure;
  fields.dwOffered = procedure == nullptr ? 0 : 1;
  fields.dwNumSteps = procedure == nullptr ? 0 : static_cast<DWORD>(procedure->steps.size());
  writer.text(text_of(what.lines), fields.dwTextSize, fields.dwTextOffset);
  writer.text(line.network().name, fields.dwNetworkSize, fields.dwNetworkOffset);
  const std::string source = procedure == nullptr ? "" : procedure->confidence + ": " + env::escaped(procedure->source);
  writer.text(source, fields.dwSourceSize, fields.dwSourceOffset);
  return writer.finish();
}

}  // namespace

}  // namespace campon::provider::abi

using namespace campon::provider;
using namespace campon::provider::abi;

LONG campon_explain(DWORD dwDeviceID, LPCSTR lpszNumber, DWORD dwMode, DWORD dwCondition, DWORD dwCamponVersion,
                    LPCAMPONEXPLANATION lpExplanation) {
  if (lpszNumber == nullptr || lpExplanation == nullptr) return failure(LINEERR_INVALPOINTER);
  if (!knows_campon_version(dwCamponVersion)) return failure(LINEERR_INCOMPATIBLEAPIVERSION);
  return entry([=](Instance& running) -> LONG {
    const LineProvider* line = running.device(dwDeviceID);
    if (line == nullptr) return failure(LINEERR_BADDEVICEID);
    const auto number = campon::hal::DialString::parse(lpszNumber);
    if (!number) return line_error(number.error().code).value;
    const auto mode = completion_mode_of(dwMode);
    if (!mode) return failure(LINEERR_INVALCALLCOMPLMODE);
    const auto on = condition_of(dwCondition);
    if (!on) return failure(LINEERR_INVALPARAM);
    return write(*line, explained(*line, *number, *mode, *on), lpExplanation);
  });
}
