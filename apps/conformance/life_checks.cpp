// TSPI_providerInit, TSPI_providerShutdown, TSPI_providerEnumDevices.
#include "apps/conformance/groups.hpp"

namespace campon::conformance {
namespace {

void no_reply(DRV_REQUESTID /*id*/, LONG /*result*/) {}
void no_event(HTAPILINE, HTAPICALL, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {}

LONG init_with(Host& host, DWORD version, ASYNC_COMPLETION completion, LPDWORD options) {
  return host.api.providerInit(version, 1, Host::k_device_base, 0, 1, 0, completion, options);
}

void add_enumerate(Suite& suite, Host& host) {
  suite.push_back({"providerEnumDevices", "counts the lines before Init", [&host](Trial& trial) {
                     host.need_down();
                     DWORD lines = 0, phones = 99;
                     trial.result("result", 0, host.api.providerEnumDevices(1, &lines, &phones, nullptr, no_event, nullptr));
                     trial.holds("there is a line for each plan", lines >= host.plans().size());
                     trial.holds("phones are counted", phones != 99);
                   }});
  suite.push_back({"providerEnumDevices", "counts the same lines while the provider runs", [&host](Trial& trial) {
                     DWORD before = 0, after = 0, phones = 0;
                     host.need_down();
                     host.api.providerEnumDevices(1, &before, &phones, nullptr, no_event, nullptr);
                     trial.holds("it starts", host.need_up());
                     trial.result("result", 0, host.api.providerEnumDevices(1, &after, &phones, nullptr, no_event, nullptr));
                     trial.equal("lines", before, after);
                   }});
  suite.push_back({"providerEnumDevices", "counts exactly the devices that have capabilities", [&host](Trial& trial) {
                     trial.holds("it starts", host.need_up());
                     DWORD lines = 0, phones = 0;
                     host.api.providerEnumDevices(1, &lines, &phones, nullptr, no_event, nullptr);
                     for (DWORD i = 0; i <= lines; ++i) {
                       LINEDEVCAPS caps{};
                       caps.dwTotalSize = sizeof caps;
                       const LONG result = host.api.lineGetDevCaps(Host::k_device_base + i, TSPI_VERSION_2_2, 0, &caps);
                       trial.result("device " + std::to_string(i), i < lines ? 0 : error(LINEERR_BADDEVICEID), result);
                     }
                   }});
}

void add_init(Suite& suite, Host& host) {
  suite.push_back({"providerInit", "starts the provider", [&host](Trial& trial) {
                     host.need_down();
                     trial.result("result", 0, host.init());
                   }});
  suite.push_back({"providerInit", "fills the option word with known bits only", [&host](Trial& trial) {
                     host.need_down();
                     trial.holds("it starts", host.need_up());
                     DWORD options = 0xFFFFFFFF;
                     trial.result("a second Init", 0, init_with(host, TSPI_VERSION_2_2, no_reply, &options));
                     trial.equal("options but NONREENTRANT", 0, options & ~static_cast<DWORD>(LINETSPIOPTION_NONREENTRANT));
                   }});
  suite.push_back({"providerInit", "succeeds and changes nothing while the provider runs", [&host](Trial& trial) {
                     const HDRVLINE line = host.need_line(0);
                     DWORD options = 0;
                     trial.result("result", 0, init_with(host, TSPI_VERSION_2_2, no_reply, &options));
                     LINEDEVSTATUS status{};
                     status.dwTotalSize = sizeof status;
                     trial.result("the open line", 0, host.api.lineGetLineDevStatus(line, &status));
                   }});
  suite.push_back({"providerInit", "works in each version from 1.4 to 2.2", [&host](Trial& trial) {
                     for (const DWORD version : {TSPI_VERSION_1_4, TSPI_VERSION_2_0, TSPI_VERSION_2_1, TSPI_VERSION_2_2}) {
                       host.need_down();
                       trial.result("version " + hex(version), 0, host.init(version));
                     }
                   }});
  for (const DWORD version : {0u, 0x00010000u, 0x00040000u})
    suite.push_back({"providerInit", "refuses version " + hex(version), [&host, version](Trial& trial) {
                       host.need_down();
                       trial.result("result", error(LINEERR_INCOMPATIBLEAPIVERSION), host.init(version));
                       host.need_down();
                     }});
  suite.push_back({"providerInit", "refuses to start without a completion procedure", [&host](Trial& trial) {
                     host.need_down();
                     DWORD options = 0;
                     trial.result("result", error(LINEERR_INVALPOINTER), init_with(host, TSPI_VERSION_2_2, nullptr, &options));
                   }});
  suite.push_back({"providerInit", "starts again after Shutdown, three times", [&host](Trial& trial) {
                     for (int i = 0; i < 3; ++i) {
                       host.need_down();
                       trial.result("Init", 0, host.init());
                       trial.holds("a line opens", host.need_line(0) != nullptr);
                     }
                   }});
}

void add_shutdown(Suite& suite, Host& host) {
  suite.push_back({"providerShutdown", "without Init is LINEERR_UNINITIALIZED", [&host](Trial& trial) {
                     host.need_down();
                     trial.result("result", error(LINEERR_UNINITIALIZED), host.api.providerShutdown(TSPI_VERSION_2_2, 1));
                   }});
  suite.push_back({"providerShutdown", "ends once, then is LINEERR_UNINITIALIZED", [&host](Trial& trial) {
                     host.need_up();
                     trial.result("first", 0, host.shutdown());
                     trial.result("second", error(LINEERR_UNINITIALIZED), host.api.providerShutdown(TSPI_VERSION_2_2, 1));
                   }});
  suite.push_back({"providerShutdown", "is followed by no callback", [&host](Trial& trial) {
                     const HDRVLINE line = host.need_line(0);
                     HDRVCALL call = nullptr;
                     const Asked asked = host.ask("lineMakeCall", [&](DRV_REQUESTID id) {
                       return host.api.lineMakeCall(id, line, host.new_handle<HTAPICALL>(), &call, host.number(0, 0).c_str(), 0, nullptr);
                     });
                     trial.equal("MakeCall returns its id", asked.id, static_cast<DWORD>(asked.returned));
                     trial.result("Shutdown", 0, host.shutdown());
                     const auto mark = host.mark();
                     trial.equal("replies when it has returned", 1, static_cast<DWORD_PTR>(host.replies(asked.id)));
                     host.quiet();
                     trial.equal("callbacks after it", 0, host.told(mark).size());
                   }});
  suite.push_back({"providerShutdown", "makes handles of the session before void", [&host](Trial& trial) {
                     const HDRVLINE old = host.need_line(0);
                     host.need_down();
                     trial.holds("it starts again", host.need_up());
                     LINEDEVSTATUS status{};
                     status.dwTotalSize = sizeof status;
                     trial.result("result", error(LINEERR_INVALLINEHANDLE), host.api.lineGetLineDevStatus(old, &status));
                   }});
}

struct Early {
  const char* function;
  std::function<LONG(const Library&)> call;
};

// Handles are not judged before Init: there can be none.
void add_uninitialized(Suite& suite, Host& host) {
  static DWORD word;
  static LINEDEVCAPS dev;
  static LINEADDRESSCAPS address;
  static HDRVLINE line;
  static HDRVCALL call;
  const Early early[] = {
      {"lineGetDevCaps", [](const Library& api) { return api.lineGetDevCaps(Host::k_device_base, TSPI_VERSION_2_2, 0, &dev); }},
      {"lineGetAddressCaps",
       [](const Library& api) { return api.lineGetAddressCaps(Host::k_device_base, 0, TSPI_VERSION_2_2, 0, &address); }},
      {"lineOpen", [](const Library& api) { return api.lineOpen(Host::k_device_base, nullptr, &line, TSPI_VERSION_2_2, no_event); }},
      {"lineMakeCall", [](const Library& api) { return api.lineMakeCall(1, nullptr, nullptr, &call, "5550100", 0, nullptr); }},
      {"lineDrop", [](const Library& api) { return api.lineDrop(1, nullptr, nullptr, 0); }},
      {"lineCompleteCall",
       [](const Library& api) {
         return api.lineCompleteCall == nullptr ? error(LINEERR_UNINITIALIZED) : api.lineCompleteCall(1, nullptr, &word, 1, 0);
       }},
      {"lineClose", [](const Library& api) { return api.lineClose(nullptr); }},
  };
  dev.dwTotalSize = sizeof dev;
  address.dwTotalSize = sizeof address;
  for (const auto& each : early)
    suite.push_back({each.function, "before Init is LINEERR_UNINITIALIZED", [&host, each](Trial& trial) {
                       host.need_down();
                       trial.result("result", error(LINEERR_UNINITIALIZED), each.call(host.api));
                     }});
}

}  // namespace

void add_life_checks(Suite& suite, Host& host) {
  add_enumerate(suite, host);
  add_init(suite, host);
  add_shutdown(suite, host);
  add_uninitialized(suite, host);
}

}  // namespace campon::conformance
