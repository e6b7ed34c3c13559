// TSPI_lineNegotiateTSPIVersion, extensions, and the version of an open line.
#include "apps/conformance/groups.hpp"

namespace campon::conformance {
namespace {

struct Range {
  const char* name;
  DWORD low, high, agreed;  // agreed 0: none
};

constexpr Range k_ranges[] = {
    {"1.4 alone", TSPI_VERSION_1_4, TSPI_VERSION_1_4, TSPI_VERSION_1_4},
    {"2.0 alone", TSPI_VERSION_2_0, TSPI_VERSION_2_0, TSPI_VERSION_2_0},
    {"2.1 alone", TSPI_VERSION_2_1, TSPI_VERSION_2_1, TSPI_VERSION_2_1},
    {"2.2 alone", TSPI_VERSION_2_2, TSPI_VERSION_2_2, TSPI_VERSION_2_2},
    {"the highest of 1.4 to 2.2", TSPI_VERSION_1_4, TSPI_VERSION_2_2, TSPI_VERSION_2_2},
    {"the highest of 1.4 to 2.0", TSPI_VERSION_1_4, TSPI_VERSION_2_0, TSPI_VERSION_2_0},
};

void add_ranges(Suite& suite, Host& host) {
  for (const Range& range : k_ranges)
    suite.push_back({"lineNegotiateTSPIVersion", std::string("agrees on ") + range.name, [&host, range](Trial& trial) {
                       host.need_down();
                       DWORD agreed = 0;
                       trial.result("before Init", 0,
                                    host.api.lineNegotiateTSPIVersion(INITIALIZE_NEGOTIATION, range.low, range.high, &agreed));
                       trial.equal("before Init", range.agreed, agreed);
                       trial.holds("it starts", host.need_up());
                       agreed = 0;
                       trial.result("for a line", 0, host.api.lineNegotiateTSPIVersion(host.device(0), range.low, range.high, &agreed));
                       trial.equal("for a line", range.agreed, agreed);
                     }});
  const Range none[] = {{"versions before 1.3", 0, 0x00010002, 0},
                        {"versions after 3.1", 0x00040000, 0xFFFFFFFF, 0},
                        {"an empty range", TSPI_VERSION_2_2, TSPI_VERSION_1_4, 0}};
  for (const Range& range : none)
    suite.push_back({"lineNegotiateTSPIVersion", std::string("refuses ") + range.name, [&host, range](Trial& trial) {
                       DWORD agreed = 0;
                       trial.result("result", error(LINEERR_INCOMPATIBLEAPIVERSION),
                                    host.api.lineNegotiateTSPIVersion(INITIALIZE_NEGOTIATION, range.low, range.high, &agreed));
                     }});
}

void add_devices(Suite& suite, Host& host) {
  suite.push_back({"lineNegotiateTSPIVersion", "refuses a device that is none", [&host](Trial& trial) {
                     trial.holds("it starts", host.need_up());
                     DWORD agreed = 0;
                     for (const DWORD device : {0u, Host::k_device_base - 1, Host::k_device_base + 500, 0x7FFFFFFFu})
                       trial.result("device " + hex(device), error(LINEERR_BADDEVICEID),
                                    host.api.lineNegotiateTSPIVersion(device, TSPI_VERSION_1_4, TSPI_VERSION_2_2, &agreed));
                   }});
}

void add_lines(Suite& suite, Host& host) {
  for (const DWORD version : {TSPI_VERSION_1_4, TSPI_VERSION_2_0, TSPI_VERSION_2_1, TSPI_VERSION_2_2})
    suite.push_back({"lineOpen", "opens under version " + hex(version), [&host, version](Trial& trial) {
                       trial.holds("it is open", host.need_line(0, version) != nullptr);
                       trial.equal("addresses are there", sizeof(LINEADDRESSSTATUS),
                                   host.address_status(host.need_line(0, version)).dwUsedSize);
                     }});
  suite.push_back({"lineOpen", "refuses a version that was not negotiated", [&host](Trial& trial) {
                     trial.holds("it starts", host.need_up());
                     host.close(0);
                     trial.holds("it stays closed", host.open(host.device(0), 0x00050000, nullptr) == nullptr);
                   }});
}

void add_extensions(Suite& suite, Host& host) {
  suite.push_back({"lineGetExtensionID", "agrees with lineNegotiateExtVersion on whether there is an extension", [&host](Trial& trial) {
                     if (host.api.lineGetExtensionID == nullptr || host.api.lineNegotiateExtVersion == nullptr)
                       return trial.skip("the provider has no extensions");
                     trial.holds("it starts", host.need_up());
                     LINEEXTENSIONID id{9, 9, 9, 9};
                     DWORD version = 0;
                     trial.result("lineGetExtensionID", 0, host.api.lineGetExtensionID(host.device(0), TSPI_VERSION_2_2, &id));
                     const bool none = (id.dwExtensionID0 | id.dwExtensionID1 | id.dwExtensionID2 | id.dwExtensionID3) == 0;
                     const LONG result = host.api.lineNegotiateExtVersion(host.device(0), TSPI_VERSION_2_2, 0, 0xFFFFFFFF, &version);
                     trial.holds("an extension is negotiated only where there is one", none == (result != 0));
                   }});
  suite.push_back({"lineSelectExtVersion", "takes 0, which selects none", [&host](Trial& trial) {
                     if (host.api.lineSelectExtVersion == nullptr) return trial.skip("the provider has no extensions");
                     trial.result("result", 0, host.api.lineSelectExtVersion(host.need_line(0), 0));
                   }});
  suite.push_back({"lineSelectExtVersion", "selects no extension that is not there", [&host](Trial& trial) {
                     if (host.api.lineSelectExtVersion == nullptr || host.api.lineGetExtensionID == nullptr)
                       return trial.skip("the provider has no extensions");
                     LINEEXTENSIONID id{};
                     const HDRVLINE line = host.need_line(0);
                     host.api.lineGetExtensionID(host.device(0), TSPI_VERSION_2_2, &id);
                     if (id.dwExtensionID0 != 0) return trial.skip("there is an extension");
                     trial.holds("it is an error", host.api.lineSelectExtVersion(line, 1) < 0);
                   }});
}

}  // namespace

void add_version_checks(Suite& suite, Host& host) {
  add_ranges(suite, host);
  add_devices(suite, host);
  add_lines(suite, host);
  add_extensions(suite, host);
}

}  // namespace campon::conformance
