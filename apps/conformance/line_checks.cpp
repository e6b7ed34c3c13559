// Lines: opened, closed, their status, ids and media modes, without any call.
#include "apps/conformance/groups.hpp"

namespace campon::conformance {
namespace {

void no_event(HTAPILINE, HTAPICALL, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {}

void add_open(Suite& suite, Host& host) {
  suite.push_back(
      {"lineOpen", "gives a handle that is not 0", [&host](Trial& trial) { trial.holds("a handle", host.need_line(0) != nullptr); }});
  suite.push_back({"lineOpen", "refuses a device that is none", [&host](Trial& trial) {
                     trial.holds("it starts", host.need_up());
                     HDRVLINE line = nullptr;
                     for (const DWORD device : {0u, Host::k_device_base - 1, Host::k_device_base + 500, 0xFFFFFFFFu})
                       trial.result("device " + hex(device), error(LINEERR_BADDEVICEID),
                                    host.api.lineOpen(device, nullptr, &line, TSPI_VERSION_2_2, no_event));
                   }});
  suite.push_back(
      {"lineOpen", "opens a line once", [&host](Trial& trial) {
         host.need_line(0);
         HDRVLINE second = nullptr;
         const LONG result = host.api.lineOpen(host.device(0), nullptr, &second, TSPI_VERSION_2_2, no_event);
         trial.one_of("a second open", {error(LINEERR_ALLOCATED), error(LINEERR_RESOURCEUNAVAIL), error(LINEERR_INUSE)}, result);
       }});
  suite.push_back({"lineOpen", "opens two lines with handles of their own", [&host](Trial& trial) {
                     if (host.plans().size() < 2) return trial.skip("there is one line");
                     const HDRVLINE first = host.need_line(0), second = host.need_line(1);
                     trial.holds("both are open", first != nullptr && second != nullptr);
                     trial.holds("they differ", first != second);
                   }});
  suite.push_back({"lineOpen", "gives a new handle after Close", [&host](Trial& trial) {
                     const HDRVLINE old = host.need_line(0);
                     host.close(0);
                     trial.holds("it opens", host.need_line(0) != nullptr);
                     trial.holds("the handle is another", host.need_line(0) != old);
                   }});
}

void add_close(Suite& suite, Host& host) {
  suite.push_back({"lineClose", "closes a line once", [&host](Trial& trial) {
                     const HDRVLINE line = host.need_line(0);
                     trial.result("first", 0, host.api.lineClose(line));
                     trial.result("second", error(LINEERR_INVALLINEHANDLE), host.api.lineClose(line));
                     host.close(0);
                   }});
  suite.push_back({"lineClose", "leaves other lines open", [&host](Trial& trial) {
                     if (host.plans().size() < 2) return trial.skip("there is one line");
                     host.need_line(0);
                     const HDRVLINE other = host.need_line(1);
                     host.close(0);
                     LINEDEVSTATUS status{};
                     status.dwTotalSize = sizeof status;
                     trial.result("status of the other", 0, host.api.lineGetLineDevStatus(other, &status));
                   }});
}

void add_status(Suite& suite, Host& host) {
  suite.push_back({"lineGetLineDevStatus", "of an idle line counts nothing", [&host](Trial& trial) {
                     const LINEDEVSTATUS status = host.dev_status(host.need_line(0));
                     trial.equal("dwNumActiveCalls", 0, status.dwNumActiveCalls);
                     trial.equal("dwNumOnHoldCalls", 0, status.dwNumOnHoldCalls);
                     trial.equal("dwNumCallCompletions", 0, status.dwNumCallCompletions);
                   }});
  suite.push_back({"lineGetLineDevStatus", "names only features that the capabilities name", [&host](Trial& trial) {
                     const DWORD now = host.dev_status(host.need_line(0)).dwLineFeatures;
                     trial.equal("others", 0, now & ~host.dev_caps(0).dwLineFeatures);
                   }});
  suite.push_back({"lineGetLineDevStatus", "of an idle line offers a call", [&host](Trial& trial) {
                     trial.holds("LINEFEATURE_MAKECALL", (host.dev_status(host.need_line(0)).dwLineFeatures & LINEFEATURE_MAKECALL) != 0);
                   }});
  suite.push_back({"lineGetLineDevStatus", "says that the line is connected and in service", [&host](Trial& trial) {
                     const DWORD both = LINEDEVSTATUSFLAGS_CONNECTED | LINEDEVSTATUSFLAGS_INSERVICE;
                     trial.equal("flags", both, host.dev_status(host.need_line(0)).dwDevStatusFlags & both);
                   }});
  suite.push_back({"lineGetLineDevStatus", "leaves alone what TAPI fills", [&host](Trial& trial) {
                     LINEDEVSTATUS status{};
                     status.dwTotalSize = sizeof status;
                     status.dwNumOpens = 3;
                     status.dwOpenMediaModes = 5;
                     trial.result("result", 0, host.api.lineGetLineDevStatus(host.need_line(0), &status));
                     trial.equal("dwNumOpens", 3, status.dwNumOpens);
                     trial.equal("dwOpenMediaModes", 5, status.dwOpenMediaModes);
                     trial.equal("dwTotalSize", sizeof status, status.dwTotalSize);
                   }});
  suite.push_back({"lineGetAddressStatus", "of an idle line counts nothing", [&host](Trial& trial) {
                     const LINEADDRESSSTATUS status = host.address_status(host.need_line(0));
                     trial.equal("dwNumInUse", 0, status.dwNumInUse);
                     trial.equal("dwNumActiveCalls", 0, status.dwNumActiveCalls);
                   }});
  suite.push_back({"lineGetAddressStatus", "names only features that the capabilities name", [&host](Trial& trial) {
                     const DWORD now = host.address_status(host.need_line(0)).dwAddressFeatures;
                     trial.equal("others", 0, now & ~host.address_caps(0).dwAddressFeatures);
                   }});
  suite.push_back({"lineGetAddressStatus", "of an idle line cannot take anything back", [&host](Trial& trial) {
                     trial.equal("UNCOMPLETECALL", 0,
                                 host.address_status(host.need_line(0)).dwAddressFeatures & LINEADDRFEATURE_UNCOMPLETECALL);
                   }});
  suite.push_back({"lineGetAddressStatus", "refuses an address that the line has not", [&host](Trial& trial) {
                     LINEADDRESSSTATUS status{};
                     status.dwTotalSize = sizeof status;
                     trial.result("result", error(LINEERR_INVALADDRESSID), host.api.lineGetAddressStatus(host.need_line(0), 1000, &status));
                   }});
}

void add_media(Suite& suite, Host& host) {
  suite.push_back({"lineSetStatusMessages", "takes every mask", [&host](Trial& trial) {
                     for (const DWORD mask : {0u, 1u, 0xFFFFFFFFu})
                       trial.result("mask " + hex(mask), 0, host.api.lineSetStatusMessages(host.need_line(0), mask, mask));
                   }});
  suite.push_back({"lineSetDefaultMediaDetection", "takes none, and what the capabilities name", [&host](Trial& trial) {
                     if (host.api.lineSetDefaultMediaDetection == nullptr) return trial.skip("not exported");
                     const HDRVLINE line = host.need_line(0);
                     trial.result("none", 0, host.api.lineSetDefaultMediaDetection(line, 0));
                     trial.result("all", 0, host.api.lineSetDefaultMediaDetection(line, host.dev_caps(0).dwMediaModes));
                   }});
  suite.push_back({"lineSetDefaultMediaDetection", "refuses a mode that the line has not", [&host](Trial& trial) {
                     if (host.api.lineSetDefaultMediaDetection == nullptr) return trial.skip("not exported");
                     const HDRVLINE line = host.need_line(0);
                     const DWORD missing = ~host.dev_caps(0).dwMediaModes & LINEMEDIAMODE_G4FAX;
                     if (missing == 0) return trial.skip("the line has every mode");
                     trial.result("result", error(LINEERR_INVALMEDIAMODE), host.api.lineSetDefaultMediaDetection(line, missing));
                   }});
  suite.push_back(
      {"lineConditionalMediaDetection", "answers as SetDefaultMediaDetection would, and changes nothing", [&host](Trial& trial) {
         if (host.api.lineConditionalMediaDetection == nullptr) return trial.skip("not exported");
         const HDRVLINE line = host.need_line(0);
         const DWORD modes = host.dev_caps(0).dwMediaModes;
         trial.result("its own", 0, host.api.lineConditionalMediaDetection(line, modes, nullptr));
         if ((modes & LINEMEDIAMODE_G4FAX) == 0)
           trial.result("another", error(LINEERR_INVALMEDIAMODE),
                        host.api.lineConditionalMediaDetection(line, LINEMEDIAMODE_G4FAX, nullptr));
       }});
}

void add_ids(Suite& suite, Host& host) {
  suite.push_back({"lineGetNumAddressIDs", "counts what the capabilities count", [&host](Trial& trial) {
                     if (host.api.lineGetNumAddressIDs == nullptr) return trial.skip("not exported");
                     DWORD count = 0;
                     trial.result("result", 0, host.api.lineGetNumAddressIDs(host.need_line(0), &count));
                     trial.equal("addresses", host.dev_caps(0).dwNumAddresses, count);
                   }});
  suite.push_back({"lineGetID", "gives the device id for tapi/line", [&host](Trial& trial) {
                     if (host.api.lineGetID == nullptr) return trial.skip("not exported");
                     struct {
                       VARSTRING head;
                       char text[64];
                     } out{};
                     out.head.dwTotalSize = sizeof out;
                     const LONG result =
                         host.api.lineGetID(host.need_line(0), 0, nullptr, LINECALLSELECT_LINE, &out.head, "tapi/line", nullptr);
                     if (result == error(LINEERR_OPERATIONUNAVAIL)) return trial.skip("the line has no such device");
                     trial.result("result", 0, result);
                     trial.equal("size", sizeof(DWORD), out.head.dwStringSize);
                     DWORD device = 0;
                     const char* begin = reinterpret_cast<const char*>(&out) + out.head.dwStringOffset;
                     if (out.head.dwStringOffset <= sizeof out - sizeof device)
                       std::copy_n(begin, sizeof device, reinterpret_cast<char*>(&device));
                     trial.equal("device", host.device(0), device);
                   }});
  suite.push_back({"lineGetID", "refuses a class that the line has not", [&host](Trial& trial) {
                     if (host.api.lineGetID == nullptr) return trial.skip("not exported");
                     VARSTRING out{};
                     out.dwTotalSize = sizeof out;
                     trial.holds("it is an error", host.api.lineGetID(host.need_line(0), 0, nullptr, LINECALLSELECT_LINE, &out,
                                                                      "no/such/class", nullptr) < 0);
                   }});
  suite.push_back({"lineGetID", "refuses a selection that is none", [&host](Trial& trial) {
                     if (host.api.lineGetID == nullptr) return trial.skip("not exported");
                     VARSTRING out{};
                     out.dwTotalSize = sizeof out;
                     trial.result("result", error(LINEERR_INVALCALLSELECT),
                                  host.api.lineGetID(host.need_line(0), 0, nullptr, 0x80, &out, "tapi/line", nullptr));
                   }});
}

}  // namespace

void add_line_checks(Suite& suite, Host& host) {
  add_open(suite, host);
  add_close(suite, host);
  add_status(suite, host);
  add_media(suite, host);
  add_ids(suite, host);
}

}  // namespace campon::conformance
