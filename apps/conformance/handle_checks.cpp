// Handles: 0, random, stale, and of the other kind. Each function judges its handle first. [tspi: handles]
#include "apps/conformance/groups.hpp"

namespace campon::conformance {
namespace {

struct OfLine {
  const char* function;
  std::function<LONG(Host&, HDRVLINE)> call;
};
struct OfCall {
  const char* function;
  std::function<LONG(Host&, HDRVCALL)> call;
};

constexpr LONG k_missing = 1;  // not exported

template <class Structure>
Structure& sized() {
  static Structure out;
  out.dwTotalSize = sizeof out;
  return out;
}

template <class Function, class... Arguments>
LONG sync(Function function, Arguments... arguments) {
  return function == nullptr ? k_missing : function(arguments...);
}

template <class Function, class... Arguments>
LONG async(Host& host, const char* name, Function function, Arguments... arguments) {
  if (function == nullptr) return k_missing;
  return host.ask(name, [&](DRV_REQUESTID id) { return function(id, arguments...); }).returned;
}

std::vector<OfLine> of_lines() {
  static DWORD word;
  static HDRVCALL call;
  return {
      {"lineClose", [](Host& host, HDRVLINE line) { return host.api.lineClose(line); }},
      {"lineGetLineDevStatus", [](Host& host, HDRVLINE line) { return host.api.lineGetLineDevStatus(line, &sized<LINEDEVSTATUS>()); }},
      {"lineGetAddressStatus",
       [](Host& host, HDRVLINE line) { return host.api.lineGetAddressStatus(line, 0, &sized<LINEADDRESSSTATUS>()); }},
      {"lineSetStatusMessages", [](Host& host, HDRVLINE line) { return host.api.lineSetStatusMessages(line, 0, 0); }},
      {"lineGetNumAddressIDs", [](Host& host, HDRVLINE line) { return sync(host.api.lineGetNumAddressIDs, line, &word); }},
      {"lineSetDefaultMediaDetection", [](Host& host, HDRVLINE line) { return sync(host.api.lineSetDefaultMediaDetection, line, 0u); }},
      {"lineConditionalMediaDetection",
       [](Host& host, HDRVLINE line) { return sync(host.api.lineConditionalMediaDetection, line, 0u, nullptr); }},
      {"lineSelectExtVersion", [](Host& host, HDRVLINE line) { return sync(host.api.lineSelectExtVersion, line, 0u); }},
      {"lineMakeCall",
       [](Host& host, HDRVLINE line) {
         return async(host, "lineMakeCall", host.api.lineMakeCall, line, static_cast<HTAPICALL>(nullptr), &call, "5550100", 0u, nullptr);
       }},
      {"lineUncompleteCall",
       [](Host& host, HDRVLINE line) { return async(host, "lineUncompleteCall", host.api.lineUncompleteCall, line, 1u); }},
      {"lineGetID",
       [](Host& host, HDRVLINE line) {
         return sync(host.api.lineGetID, line, 0u, static_cast<HDRVCALL>(nullptr), static_cast<DWORD>(LINECALLSELECT_LINE),
                     &sized<VARSTRING>(), "tapi/line", static_cast<HANDLE>(nullptr));
       }},
  };
}

std::vector<OfCall> of_calls() {
  static DWORD word;
  return {
      {"lineGetCallInfo", [](Host& host, HDRVCALL call) { return host.api.lineGetCallInfo(call, &sized<LINECALLINFO>()); }},
      {"lineGetCallStatus", [](Host& host, HDRVCALL call) { return host.api.lineGetCallStatus(call, &sized<LINECALLSTATUS>()); }},
      {"lineGetCallAddressID", [](Host& host, HDRVCALL call) { return sync(host.api.lineGetCallAddressID, call, &word); }},
      {"lineGetCallIDs", [](Host& host, HDRVCALL call) { return sync(host.api.lineGetCallIDs, call, &word, &word, &word); }},
      {"lineDrop", [](Host& host, HDRVCALL call) { return async(host, "lineDrop", host.api.lineDrop, call, nullptr, 0u); }},
      {"lineAnswer", [](Host& host, HDRVCALL call) { return async(host, "lineAnswer", host.api.lineAnswer, call, nullptr, 0u); }},
      {"lineCompleteCall",
       [](Host& host, HDRVCALL call) {
         return async(host, "lineCompleteCall", host.api.lineCompleteCall, call, &word, static_cast<DWORD>(LINECALLCOMPLMODE_CALLBACK), 0u);
       }},
      {"lineCloseCall", [](Host& host, HDRVCALL call) { return host.api.lineCloseCall(call); }},
  };
}

// Values that look like handles and are none; the seed is fixed, so that a finding comes again.
std::vector<std::uintptr_t> random_values() {
  std::vector<std::uintptr_t> out = {1, 7, 0x100, 0xFFFFFFFF, ~std::uintptr_t{0}};
  std::uint64_t state = 0x9E3779B97F4A7C15;
  for (int i = 0; i < 32; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    out.push_back(static_cast<std::uintptr_t>(state >> (i % 3 * 20)) | 1);
  }
  return out;
}

void judge(Trial& trial, std::string_view what, DWORD expected, LONG got) {
  if (got == k_missing) return trial.skip("not exported");
  trial.result(what, error(expected), got);
}

void add_lines(Suite& suite, Host& host, Scenes& scenes) {
  for (const OfLine& each : of_lines()) {
    suite.push_back({each.function, "refuses a line handle of 0 and random ones", [&host, each](Trial& trial) {
                       trial.holds("it starts", host.need_up());
                       judge(trial, "0", LINEERR_INVALLINEHANDLE, each.call(host, nullptr));
                       for (const auto value : random_values())
                         judge(trial, hex(value), LINEERR_INVALLINEHANDLE, each.call(host, reinterpret_cast<HDRVLINE>(value)));
                     }});
    suite.push_back({each.function, "refuses the handle of a line that was closed", [&host, each](Trial& trial) {
                       const HDRVLINE old = host.need_line(0);
                       host.close(0);
                       judge(trial, "while it is closed", LINEERR_INVALLINEHANDLE, each.call(host, old));
                       trial.holds("it opens again", host.need_line(0) != nullptr);
                       judge(trial, "while it is open again", LINEERR_INVALLINEHANDLE, each.call(host, old));
                     }});
    suite.push_back({each.function, "refuses the handle of a call", [&host, &scenes, each](Trial& trial) {
                       const CallScene& scene = scenes.call();
                       judge(trial, "a call", LINEERR_INVALLINEHANDLE, each.call(host, reinterpret_cast<HDRVLINE>(scene.call.handle)));
                     }});
  }
}

void add_calls(Suite& suite, Host& host, Scenes& scenes) {
  for (const OfCall& each : of_calls()) {
    suite.push_back({each.function, "refuses a call handle of 0 and random ones", [&host, each](Trial& trial) {
                       trial.holds("it starts", host.need_up());
                       judge(trial, "0", LINEERR_INVALCALLHANDLE, each.call(host, nullptr));
                       for (const auto value : random_values())
                         judge(trial, hex(value), LINEERR_INVALCALLHANDLE, each.call(host, reinterpret_cast<HDRVCALL>(value)));
                     }});
    suite.push_back({each.function, "refuses the handle of a call that was closed", [&host, &scenes, each](Trial& trial) {
                       const CallScene& scene = scenes.call();
                       trial.holds("there was one", scene.call.handle != nullptr && host.need_up());
                       judge(trial, "result", LINEERR_INVALCALLHANDLE, each.call(host, scene.call.handle));
                     }});
    suite.push_back({each.function, "refuses the handle of a line", [&host, each](Trial& trial) {
                       const HDRVLINE line = host.need_line(0);
                       judge(trial, "result", LINEERR_INVALCALLHANDLE, each.call(host, reinterpret_cast<HDRVCALL>(line)));
                     }});
  }
}

}  // namespace

void add_handle_checks(Suite& suite, Host& host, Scenes& scenes) {
  add_lines(suite, host, scenes);
  add_calls(suite, host, scenes);
  suite.push_back({"handles", "were refused without any reply", [&host](Trial& trial) {
                     host.quiet();
                     for (const Asked& each : host.asked())
                       if (each.returned <= 0) trial.equal(each.function + ": replies", 0, static_cast<DWORD_PTR>(host.replies(each.id)));
                   }});
}

}  // namespace campon::conformance
