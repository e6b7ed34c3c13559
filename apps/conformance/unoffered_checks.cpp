// Functions that a line may leave out: the feature bit is off exactly where the function answers LINEERR_OPERATIONUNAVAIL.
#include "apps/conformance/groups.hpp"

namespace campon::conformance {
namespace {

struct Line {
  HDRVLINE line;
  HDRVCALL call;
  DWORD device;
};

// Where a feature is told: of the line, of the address, or of its calls; `bit` 0: nothing tells it, and no line has it.
enum class WhereTold { line, address, call, nowhere };

struct Feature {
  std::string function;
  WhereTold told_in;
  DWORD bit;
  // 1 when the library does not have the function. nullptr: known by its name only, from a later tspi.h.
  std::function<LONG(Host&, const Line&)> call;
};

constexpr LONG k_missing = 1;

template <class Function, class... Arguments>
LONG sync(Function function, Arguments... arguments) {
  return function == nullptr ? k_missing : function(arguments...);
}

template <class Function, class... Arguments>
LONG async(Host& host, const char* name, Function function, Arguments... arguments) {
  if (function == nullptr) return k_missing;
  const LONG returned = host.ask(name, [&](DRV_REQUESTID id) { return function(id, arguments...); }).returned;
  return returned > 0 ? 0 : returned;
}

#define FEATURE(name, told_in, bit, how, ...)                                                                                \
  {                                                                                                                          \
#name, WhereTold::told_in, bit, [](Host & host, const Line& at) { return how(host, #name, host.api.name, __VA_ARGS__); } \
  }

template <class Function, class... Arguments>
LONG plain(Host& /*host*/, const char* /*name*/, Function function, Arguments... arguments) {
  return sync(function, arguments...);
}

std::vector<Feature> of_lines() {
  return {
      FEATURE(lineDevSpecific, line, LINEFEATURE_DEVSPECIFIC, async, at.line, 0u, nullptr, nullptr, 0u),
      FEATURE(lineDevSpecificFeature, line, LINEFEATURE_DEVSPECIFICFEAT, async, at.line, 0u, nullptr, 0u),
      FEATURE(lineSetLineDevStatus, line, LINEFEATURE_SETDEVSTATUS, async, at.line, 0u, 0u),
      FEATURE(lineSetTerminal, line, LINEFEATURE_SETTERMINAL, async, at.line, 0u, nullptr, static_cast<DWORD>(LINECALLSELECT_LINE), 0u, 0u,
              0u),
      FEATURE(linePickup, address, LINEADDRFEATURE_PICKUP, async, at.line, 0u, nullptr, nullptr, nullptr, nullptr),
      FEATURE(lineUnpark, address, LINEADDRFEATURE_UNPARK, async, at.line, 0u, nullptr, nullptr, nullptr),
      FEATURE(lineSetupConference, address, LINEADDRFEATURE_SETUPCONF, async, nullptr, at.line, nullptr, nullptr, nullptr, nullptr, 3u,
              nullptr),
      FEATURE(lineSetCallHubTracking, nowhere, 0, plain, at.line, nullptr),
      FEATURE(lineGetCallHubTracking, nowhere, 0, plain, at.line, nullptr),
      FEATURE(lineCreateMSPInstance, nowhere, 0, plain, at.line, 0u, nullptr, nullptr),
      FEATURE(lineMSPIdentify, nowhere, 0, plain, at.device, nullptr),
  };
}

std::vector<Feature> of_calls() {
  return {
      FEATURE(lineAccept, call, LINECALLFEATURE_ACCEPT, async, at.call, nullptr, 0u),
      FEATURE(lineAddToConference, call, LINECALLFEATURE_ADDTOCONF, async, at.call, at.call),
      FEATURE(lineBlindTransfer, call, LINECALLFEATURE_BLINDTRANSFER, async, at.call, "5550100", 0u),
      FEATURE(linePark, call, LINECALLFEATURE_PARK, async, at.call, 0u, nullptr, nullptr),
      FEATURE(linePrepareAddToConference, call, LINECALLFEATURE_PREPAREADDCONF, async, at.call, nullptr, nullptr, nullptr),
      FEATURE(lineRedirect, call, LINECALLFEATURE_REDIRECT, async, at.call, "5550100", 0u),
      FEATURE(lineReleaseUserUserInfo, call, LINECALLFEATURE_RELEASEUSERUSERINFO, async, at.call),
      FEATURE(lineRemoveFromConference, call, LINECALLFEATURE_REMOVEFROMCONF, async, at.call),
      FEATURE(lineSendUserUserInfo, call, LINECALLFEATURE_SENDUSERUSER, async, at.call, nullptr, 0u),
      FEATURE(lineSetCallData, call, LINECALLFEATURE_SETCALLDATA, async, at.call, nullptr, 0u),
      FEATURE(lineSetCallParams, call, LINECALLFEATURE_SETCALLPARAMS, async, at.call, 0u, 0u, 0u, nullptr),
      FEATURE(lineSetCallQualityOfService, call, LINECALLFEATURE_SETQOS, async, at.call, nullptr, 0u, nullptr, 0u),
      FEATURE(lineSetCallTreatment, call, LINECALLFEATURE_SETTREATMENT, async, at.call, 0u),
      FEATURE(lineSwapHold, call, LINECALLFEATURE_SWAPHOLD, async, at.call, at.call),
      FEATURE(lineDropOnClose, nowhere, 0, plain, at.call),
      FEATURE(lineDropNoOwner, nowhere, 0, plain, at.call),
  };
}

// In some headers only, and some libraries: told by the same bits. What they take begins with these arguments.
using Ordered = LONG (*)(DRV_REQUESTID, HDRVCALL);

Feature later(const char* name, DWORD bit) {
  const std::string function = name;
  return {function, WhereTold::call, bit, [function](Host& host, const Line& at) {
            return async(host, function.c_str(), reinterpret_cast<Ordered>(host.api.find("TSPI_" + function)), at.call);
          }};
}

std::vector<Feature> of_later_headers() {
  return {later("lineHold", LINECALLFEATURE_HOLD), later("lineUnhold", LINECALLFEATURE_UNHOLD),
          later("lineSecureCall", LINECALLFEATURE_SECURECALL)};
}

#undef FEATURE

DWORD ever(Host& host, const Feature& feature) {
  switch (feature.told_in) {
    case WhereTold::line: return host.dev_caps(0).dwLineFeatures & feature.bit;
    case WhereTold::address: return host.address_caps(0).dwAddressFeatures & feature.bit;
    case WhereTold::call: return host.address_caps(0).dwCallFeatures & feature.bit;
    case WhereTold::nowhere: break;
  }
  return 0;
}

// Whether it can be done at this moment.
DWORD now(Host& host, const Feature& feature, const Line& at) {
  switch (feature.told_in) {
    case WhereTold::line: return host.dev_status(at.line).dwLineFeatures & feature.bit;
    case WhereTold::address: return host.address_status(at.line).dwAddressFeatures & feature.bit;
    case WhereTold::call: return host.status(at.call).dwCallFeatures & feature.bit;
    case WhereTold::nowhere: break;
  }
  return 0;
}

void judge(Trial& trial, Host& host, const Feature& feature, bool of_call) {
  const HDRVLINE line = host.need_line(0);
  const Call call = of_call ? host.make_call(line, host.number(0, 0)) : Call{};
  if (of_call && !trial.result("MakeCall", 0, call.reply)) return host.end(call);
  if (of_call && !trial.holds("the call is connected", host.wait_state(call.host, LINECALLSTATE_CONNECTED))) return host.end(call);
  const bool has = host.api.find("TSPI_" + feature.function) != nullptr;
  if (ever(host, feature) != 0) {
    const Line at{line, call.handle, host.device(0)};
    if (trial.holds("the function is there", has) && now(host, feature, at) != 0)
      trial.holds("the bit is on, so the function is not OPERATIONUNAVAIL", feature.call(host, at) != error(LINEERR_OPERATIONUNAVAIL));
    host.end(call);
    return;
  }
  const auto mark = host.mark();
  const LONG result = has ? feature.call(host, {line, call.handle, host.device(0)}) : error(LINEERR_OPERATIONUNAVAIL);
  if (result != k_missing) trial.result("the bit is off, so the function", error(LINEERR_OPERATIONUNAVAIL), result);
  if (of_call) trial.equal("the call goes on", LINECALLSTATE_CONNECTED, host.status(call.handle).dwCallState);
  for (const Told& each : host.told(mark)) trial.holds("no reply", !each.reply);
  host.end(call);
}

}  // namespace

void add_unoffered_checks(Suite& suite, Host& host, Scenes& /*scenes*/) {
  const auto add = [&](const std::vector<Feature>& features, bool of_call) {
    for (const Feature& feature : features)
      suite.push_back({feature.function, "works where its feature bit is on, and is OPERATIONUNAVAIL where it is off",
                       [&host, feature, of_call](Trial& trial) { judge(trial, host, feature, of_call); }});
  };
  add(of_lines(), false);
  add(of_calls(), true);
  add(of_later_headers(), true);
}

}  // namespace campon::conformance
