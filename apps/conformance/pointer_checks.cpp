// NULL where something is to be written or read.
#include "apps/conformance/groups.hpp"

namespace campon::conformance {
namespace {

struct Null {
  const char* function;
  const char* what;
  std::function<LONG(Host&, HDRVLINE, HDRVCALL)> call;
  bool of_call = false;
};

constexpr LONG k_missing = 1;  // not exported

void no_event(HTAPILINE, HTAPICALL, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {}
void no_reply(DRV_REQUESTID, LONG) {}

template <class Function, class... Arguments>
LONG sync(Function function, Arguments... arguments) {
  return function == nullptr ? k_missing : function(arguments...);
}

std::vector<Null> nulls() {
  static HDRVLINE opened;
  static DWORD word;
  static VARSTRING id;
  id.dwTotalSize = sizeof id;
  return {
      {"lineNegotiateTSPIVersion", "version",
       [](Host& host, HDRVLINE, HDRVCALL) {
         return host.api.lineNegotiateTSPIVersion(host.device(0), TSPI_VERSION_1_4, TSPI_VERSION_2_2, nullptr);
       }},
      {"providerEnumDevices", "number of lines",
       [](Host& host, HDRVLINE, HDRVCALL) { return host.api.providerEnumDevices(1, nullptr, &word, nullptr, no_event, nullptr); }},
      {"providerInit", "option word",
       [](Host& host, HDRVLINE, HDRVCALL) {
         return host.api.providerInit(TSPI_VERSION_2_2, 1, Host::k_device_base, 0, 1, 0, no_reply, nullptr);
       }},
      {"lineOpen", "handle",
       [](Host& host, HDRVLINE, HDRVCALL) { return host.api.lineOpen(host.device(0), nullptr, nullptr, TSPI_VERSION_2_2, no_event); }},
      {"lineOpen", "event procedure",
       [](Host& host, HDRVLINE, HDRVCALL) { return host.api.lineOpen(host.device(0), nullptr, &opened, TSPI_VERSION_2_2, nullptr); }},
      {"lineGetDevCaps", "structure",
       [](Host& host, HDRVLINE, HDRVCALL) { return host.api.lineGetDevCaps(host.device(0), TSPI_VERSION_2_2, 0, nullptr); }},
      {"lineGetAddressCaps", "structure",
       [](Host& host, HDRVLINE, HDRVCALL) { return host.api.lineGetAddressCaps(host.device(0), 0, TSPI_VERSION_2_2, 0, nullptr); }},
      {"lineGetLineDevStatus", "structure",
       [](Host& host, HDRVLINE line, HDRVCALL) { return host.api.lineGetLineDevStatus(line, nullptr); }},
      {"lineGetAddressStatus", "structure",
       [](Host& host, HDRVLINE line, HDRVCALL) { return host.api.lineGetAddressStatus(line, 0, nullptr); }},
      {"lineGetNumAddressIDs", "number",
       [](Host& host, HDRVLINE line, HDRVCALL) { return sync(host.api.lineGetNumAddressIDs, line, nullptr); }},
      {"lineGetExtensionID", "id",
       [](Host& host, HDRVLINE, HDRVCALL) { return sync(host.api.lineGetExtensionID, host.device(0), TSPI_VERSION_2_2, nullptr); }},
      {"lineGetID", "structure",
       [](Host& host, HDRVLINE line, HDRVCALL) {
         return sync(host.api.lineGetID, line, 0u, nullptr, static_cast<DWORD>(LINECALLSELECT_LINE), nullptr, "tapi/line", nullptr);
       }},
      {"lineGetID", "device class",
       [](Host& host, HDRVLINE line, HDRVCALL) {
         return sync(host.api.lineGetID, line, 0u, nullptr, static_cast<DWORD>(LINECALLSELECT_LINE), &id, nullptr, nullptr);
       }},
      {"lineMakeCall", "handle",
       [](Host& host, HDRVLINE line, HDRVCALL) {
         return host
             .ask("lineMakeCall",
                  [&](DRV_REQUESTID request) {
                    return host.api.lineMakeCall(request, line, nullptr, nullptr, host.number(0, 0).c_str(), 0, nullptr);
                  })
             .returned;
       }},
      {"lineGetCallInfo", "structure", [](Host& host, HDRVLINE, HDRVCALL call) { return host.api.lineGetCallInfo(call, nullptr); }, true},
      {"lineGetCallStatus", "structure", [](Host& host, HDRVLINE, HDRVCALL call) { return host.api.lineGetCallStatus(call, nullptr); },
       true},
      {"lineGetCallAddressID", "number",
       [](Host& host, HDRVLINE, HDRVCALL call) { return sync(host.api.lineGetCallAddressID, call, nullptr); }, true},
      {"lineGetCallIDs", "numbers",
       [](Host& host, HDRVLINE, HDRVCALL call) { return sync(host.api.lineGetCallIDs, call, nullptr, nullptr, nullptr); }, true},
  };
}

}  // namespace

void add_pointer_checks(Suite& suite, Host& host, Scenes& /*scenes*/) {
  for (const Null& each : nulls())
    suite.push_back({each.function, std::string("refuses NULL for its ") + each.what, [&host, each](Trial& trial) {
                       const HDRVLINE line = host.need_line(0);
                       const Call call = each.of_call ? host.make_call(line, host.number(0, 0)) : Call{};
                       if (each.of_call && !trial.result("MakeCall", 0, call.reply)) return;
                       const LONG result = each.call(host, line, call.handle);
                       host.end(call);
                       if (result == k_missing) return trial.skip("not exported");
                       trial.result("result", error(LINEERR_INVALPOINTER), result);
                     }});
}

}  // namespace campon::conformance
