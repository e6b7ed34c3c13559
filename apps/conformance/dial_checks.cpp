// Numbers and wishes that TSPI_lineMakeCall refuses at once, before anything happens on the line.
#include "apps/conformance/groups.hpp"

namespace campon::conformance {
namespace {

struct Bad {
  const char* name;
  const char* tail;  // behind a number that can be dialled
  DWORD error;
  DWORD taken;  // the flag of dwDevCapFlags with which it is right
};

constexpr Bad k_bad[] = {
    {"a wait for the billing tone ($)", "$1", LINEERR_DIALBILLING, LINEDEVCAPFLAGS_DIALBILLING},
    {"a wait for quiet (@)", "@1", LINEERR_DIALQUIET, LINEDEVCAPFLAGS_DIALQUIET},
    {"a wait for dial tone (W)", "W1", LINEERR_DIALDIALTONE, LINEDEVCAPFLAGS_DIALDIALTONE},
    {"a wait for dial tone (w)", "w1", LINEERR_DIALDIALTONE, LINEDEVCAPFLAGS_DIALDIALTONE},
    {"a prompt (?)", "?1", LINEERR_DIALPROMPT, 0},
    {"a wait for a voice (:)", ":1", LINEERR_DIALVOICEDETECT, 0},
    {"a second destination", "\r\n1", LINEERR_INVALADDRESS, 0},
    {"a character that is none of a number", "\xC3\xA9", LINEERR_INVALADDRESS, 0},
};

// What must not have happened: a handle, a callback, a call that is counted.
void expect_untouched(Trial& trial, Host& host, HDRVLINE line, HDRVCALL call, std::size_t mark) {
  trial.holds("*lphdCall stays", call == nullptr);
  trial.equal("calls on the line", 0, host.dev_status(line).dwNumActiveCalls);
  trial.equal("callbacks", 0, host.told(mark).size());
}

void add_numbers(Suite& suite, Host& host) {
  for (const Bad& bad : k_bad)
    suite.push_back({"lineMakeCall", std::string("refuses at once ") + bad.name, [&host, bad](Trial& trial) {
                       const HDRVLINE line = host.need_line(0);
                       if (bad.taken != 0 && (host.dev_caps(0).dwDevCapFlags & bad.taken) != 0) return trial.skip("the line can do it");
                       HDRVCALL call = nullptr;
                       const auto mark = host.mark();
                       const Asked asked = host.ask("lineMakeCall", [&](DRV_REQUESTID id) {
                         return host.api.lineMakeCall(id, line, host.new_handle<HTAPICALL>(), &call, (host.number(0, 0) + bad.tail).c_str(),
                                                      0, nullptr);
                       });
                       trial.result("result", error(bad.error), asked.returned);
                       expect_untouched(trial, host, line, call, mark);
                     }});
  suite.push_back({"lineMakeCall", "lets the first character that cannot be dialled decide", [&host](Trial& trial) {
                     const HDRVLINE line = host.need_line(0);
                     HDRVCALL call = nullptr;
                     const Asked asked = host.ask("lineMakeCall", [&](DRV_REQUESTID id) {
                       return host.api.lineMakeCall(id, line, nullptr, &call, "55?5:0$", 0, nullptr);
                     });
                     trial.result("result", error(LINEERR_DIALPROMPT), asked.returned);
                   }});
  suite.push_back({"lineMakeCall", "refuses an open or empty number where it cannot be dialled in parts", [&host](Trial& trial) {
                     const HDRVLINE line = host.need_line(0);
                     if ((host.address_caps(0).dwAddrCapFlags & LINEADDRCAPFLAGS_PARTIALDIAL) != 0)
                       return trial.skip("the line dials in parts");
                     HDRVCALL call = nullptr;
                     for (const char* number : {static_cast<const char*>(nullptr), "", ";", "555;"}) {
                       const Asked asked = host.ask("lineMakeCall", [&](DRV_REQUESTID id) {
                         return host.api.lineMakeCall(id, line, nullptr, &call, number, 0, nullptr);
                       });
                       trial.result(number == nullptr ? "NULL" : number, error(LINEERR_INVALADDRESS), asked.returned);
                     }
                   }});
}

struct Wish {
  const char* name;
  DWORD error;
  void (*wish)(LINECALLPARAMS&);
};

constexpr Wish k_wishes[] = {
    {"parameters smaller than their fixed part", LINEERR_STRUCTURETOOSMALL,
     [](LINECALLPARAMS& params) { params.dwTotalSize = sizeof params - 1; }},
    {"parameters of no size", LINEERR_STRUCTURETOOSMALL, [](LINECALLPARAMS& params) { params.dwTotalSize = 0; }},
    {"a media mode that it has not", LINEERR_INVALMEDIAMODE, [](LINECALLPARAMS& params) { params.dwMediaMode = LINEMEDIAMODE_G4FAX; }},
    {"a bearer mode that it has not", LINEERR_INVALBEARERMODE,
     [](LINECALLPARAMS& params) { params.dwBearerMode = LINEBEARERMODE_MULTIUSE; }},
    {"an address that it has not", LINEERR_INVALADDRESSID,
     [](LINECALLPARAMS& params) {
       params.dwAddressMode = LINEADDRESSMODE_ADDRESSID;
       params.dwAddressID = 1000;
     }},
};

void add_wishes(Suite& suite, Host& host) {
  for (const Wish& wish : k_wishes)
    suite.push_back({"lineMakeCall", std::string("refuses ") + wish.name, [&host, wish](Trial& trial) {
                       const HDRVLINE line = host.need_line(0);
                       LINECALLPARAMS params{};
                       params.dwTotalSize = sizeof params;
                       wish.wish(params);
                       HDRVCALL call = nullptr;
                       const auto mark = host.mark();
                       const Asked asked = host.ask("lineMakeCall", [&](DRV_REQUESTID id) {
                         return host.api.lineMakeCall(id, line, host.new_handle<HTAPICALL>(), &call, host.number(0, 0).c_str(), 0, &params);
                       });
                       trial.result("result", error(wish.error), asked.returned);
                       expect_untouched(trial, host, line, call, mark);
                     }});
}

// [ASYNC_COMPLETION: dwRequestID]
void add_request_ids(Suite& suite, Host& host) {
  for (const DRV_REQUESTID id : {0u, 0x80000000u, 0xFFFFFFFFu})
    suite.push_back({"lineMakeCall", "refuses the request id " + hex(id), [&host, id](Trial& trial) {
                       const HDRVLINE line = host.need_line(0);
                       HDRVCALL call = nullptr;
                       const LONG result =
                           host.api.lineMakeCall(id, line, host.new_handle<HTAPICALL>(), &call, host.number(0, 0).c_str(), 0, nullptr);
                       trial.holds("it is an error", result < 0);
                       trial.holds("*lphdCall stays", call == nullptr);
                       host.quiet();
                       trial.equal("replies", 0, static_cast<DWORD_PTR>(host.replies(id)));
                     }});
}

}  // namespace

void add_dial_checks(Suite& suite, Host& host) {
  add_numbers(suite, host);
  add_wishes(suite, host);
  add_request_ids(suite, host);
}

}  // namespace campon::conformance
