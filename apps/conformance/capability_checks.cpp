// What LINEDEVCAPS and LINEADDRESSCAPS say must fit together, and hold only words that TAPI has.
#include "apps/conformance/groups.hpp"

namespace campon::conformance {
namespace {

struct Rule {
  const char* group;
  const char* name;
  std::function<void(Trial&, const LINEDEVCAPS&, const LINEADDRESSCAPS&)> holds;
};

bool both_or_none(DWORD a, DWORD b) { return (a != 0) == (b != 0); }

constexpr DWORD k_all_modes = LINECALLCOMPLMODE_CAMPON | LINECALLCOMPLMODE_CALLBACK | LINECALLCOMPLMODE_INTRUDE | LINECALLCOMPLMODE_MESSAGE;
constexpr DWORD k_completing =
    LINECALLFEATURE2_COMPLCAMPON | LINECALLFEATURE2_COMPLCALLBACK | LINECALLFEATURE2_COMPLINTRUDE | LINECALLFEATURE2_COMPLMESSAGE;
constexpr DWORD k_busy_modes = LINEBUSYMODE_STATION | LINEBUSYMODE_TRUNK | LINEBUSYMODE_UNKNOWN | LINEBUSYMODE_UNAVAIL;
constexpr DWORD k_conditions = LINECALLCOMPLCOND_BUSY | LINECALLCOMPLCOND_NOANSWER;

std::vector<Rule> of_lines() {
  return {
      {"lineGetDevCaps", "names at least one address",
       [](Trial& trial, const auto& dev, const auto&) { trial.holds("dwNumAddresses is not 0", dev.dwNumAddresses != 0); }},
      {"lineGetDevCaps", "names media and bearer modes",
       [](Trial& trial, const auto& dev, const auto&) {
         trial.holds("dwMediaModes is not 0", dev.dwMediaModes != 0);
         trial.holds("dwBearerModes is not 0", dev.dwBearerModes != 0);
       }},
      {"lineGetDevCaps", "has at least one call at once",
       [](Trial& trial, const auto& dev, const auto&) { trial.holds("dwMaxNumActiveCalls is not 0", dev.dwMaxNumActiveCalls != 0); }},
      {"lineGetDevCaps", "says that calls can be made where the address says so",
       [](Trial& trial, const auto& dev, const auto& address) {
         trial.holds("MAKECALL in both or none",
                     both_or_none(dev.dwLineFeatures & LINEFEATURE_MAKECALL, address.dwAddressFeatures & LINEADDRFEATURE_MAKECALL));
       }},
      {"lineGetDevCaps", "has ring modes where it rings",
       [](Trial& trial, const auto& dev, const auto&) {
         trial.holds("dwRingModes with RINGING", (dev.dwLineStates & LINEDEVSTATE_RINGING) == 0 || dev.dwRingModes != 0);
       }},
      {"lineGetDevCaps", "tells of completions where the address completes",
       [](Trial& trial, const auto& dev, const auto& address) {
         const DWORD both = LINEDEVSTATE_NUMCOMPLETIONS | LINEDEVSTATE_COMPLCANCEL;
         trial.equal("NUMCOMPLETIONS and COMPLCANCEL", address.dwMaxCallCompletions != 0 ? both : 0,
                     address.dwMaxCallCompletions != 0 ? dev.dwLineStates & both : 0);
       }},
  };
}

std::vector<Rule> of_completion() {
  return {
      {"lineGetAddressCaps", "names its own device",
       [](Trial& trial, const auto&, const auto& address) {
         trial.holds("dwLineDeviceID", address.dwLineDeviceID >= Host::k_device_base);
       }},
      {"lineGetAddressCaps", "names only modes of completion that TAPI has",
       [](Trial& trial, const auto&, const auto& address) {
         trial.equal("unknown bits", 0, address.dwCallCompletionModes & ~k_all_modes);
       }},
      {"lineGetAddressCaps", "names only conditions of completion that TAPI has",
       [](Trial& trial, const auto&, const auto& address) {
         trial.equal("unknown bits", 0, address.dwCallCompletionConds & ~k_conditions);
       }},
      {"lineGetAddressCaps", "has modes, conditions and a number of completions, or none of them",
       [](Trial& trial, const auto&, const auto& address) {
         trial.holds("modes and number", both_or_none(address.dwCallCompletionModes, address.dwMaxCallCompletions));
         trial.holds("modes and conditions", both_or_none(address.dwCallCompletionModes, address.dwCallCompletionConds));
       }},
      {"lineGetAddressCaps", "has COMPLETECALL exactly where it has modes of completion",
       [](Trial& trial, const auto&, const auto& address) {
         trial.holds("both or none", both_or_none(address.dwCallFeatures & LINECALLFEATURE_COMPLETECALL, address.dwCallCompletionModes));
       }},
      {"lineGetAddressCaps", "has the same modes in dwCallFeatures2 as in dwCallCompletionModes",
       [](Trial& trial, const auto&, const auto& address) {
         trial.equal("modes", address.dwCallCompletionModes, (address.dwCallFeatures2 & k_completing) >> 2);
       }},
      {"lineGetAddressCaps", "offers messages only where there are some",
       [](Trial& trial, const auto&, const auto& address) {
         const bool mode = (address.dwCallCompletionModes & LINECALLCOMPLMODE_MESSAGE) != 0;
         trial.holds("MESSAGE without messages", !mode || address.dwNumCompletionMessages != 0);
         trial.holds("entries have a size", address.dwNumCompletionMessages == 0 || address.dwCompletionMsgTextEntrySize != 0);
       }},
      {"lineGetAddressCaps", "names UNCOMPLETECALL only where something can be completed",
       [](Trial& trial, const auto&, const auto& address) {
         trial.holds("UNCOMPLETECALL needs completions",
                     (address.dwAddressFeatures & LINEADDRFEATURE_UNCOMPLETECALL) == 0 || address.dwMaxCallCompletions != 0);
       }},
  };
}

std::vector<Rule> of_calls() {
  return {
      {"lineGetAddressCaps", "names the states that every call passes",
       [](Trial& trial, const auto&, const auto& address) {
         const DWORD needed = LINECALLSTATE_IDLE | LINECALLSTATE_OFFERING | LINECALLSTATE_CONNECTED | LINECALLSTATE_DISCONNECTED;
         trial.equal("states", needed, address.dwCallStates & needed);
       }},
      {"lineGetAddressCaps", "has BUSY and its modes together",
       [](Trial& trial, const auto&, const auto& address) {
         trial.holds("both or none", both_or_none(address.dwCallStates & LINECALLSTATE_BUSY, address.dwBusyModes));
         trial.equal("unknown busy modes", 0, address.dwBusyModes & ~k_busy_modes);
       }},
      {"lineGetAddressCaps", "has a reason for the end of a call",
       [](Trial& trial, const auto&, const auto& address) {
         trial.holds("dwDisconnectModes is not 0", address.dwDisconnectModes != 0);
         trial.equal("bits that only mobile headers have", 0, address.dwDisconnectModes & 0xFFF00000);
       }},
      {"lineGetAddressCaps", "names DROP and ANSWER, which every line has",
       [](Trial& trial, const auto&, const auto& address) {
         const DWORD needed = LINECALLFEATURE_DROP | LINECALLFEATURE_ANSWER;
         trial.equal("features", needed, address.dwCallFeatures & needed);
       }},
      {"lineGetAddressCaps", "holds calls only where it says how many",
       [](Trial& trial, const auto&, const auto& address) {
         trial.holds("HOLD needs dwMaxNumOnHoldCalls or pending ones",
                     (address.dwCallFeatures & LINECALLFEATURE_HOLD) == 0 ||
                         (address.dwMaxNumOnHoldCalls | address.dwMaxNumOnHoldPendingCalls) != 0);
       }},
      {"lineGetAddressCaps", "says how it transfers exactly where it transfers",
       [](Trial& trial, const auto&, const auto& address) {
         trial.holds("both or none", both_or_none(address.dwCallFeatures & LINECALLFEATURE_COMPLETETRANSF, address.dwTransferModes));
       }},
      {"lineGetAddressCaps", "says which calls it forwards exactly where it forwards",
       [](Trial& trial, const auto&, const auto& address) {
         trial.holds("both or none", both_or_none(address.dwAddressFeatures & LINEADDRFEATURE_FORWARD, address.dwForwardModes));
       }},
      {"lineGetDevCaps", "says which digits it sends exactly where calls can send them",
       [](Trial& trial, const auto& dev, const auto& address) {
         trial.holds("both or none", both_or_none(address.dwCallFeatures & LINECALLFEATURE_GENERATEDIGITS, dev.dwGenerateDigitModes));
       }},
      {"lineGetDevCaps", "says which digits it hears exactly where calls can hear them",
       [](Trial& trial, const auto& dev, const auto& address) {
         trial.holds("both or none", both_or_none(address.dwCallFeatures & LINECALLFEATURE_MONITORDIGITS, dev.dwMonitorDigitModes));
       }},
      {"lineGetDevCaps", "says which tones it makes exactly where calls can make them",
       [](Trial& trial, const auto& dev, const auto& address) {
         trial.holds("both or none", both_or_none(address.dwCallFeatures & LINECALLFEATURE_GENERATETONE, dev.dwGenerateToneModes));
       }},
  };
}

}  // namespace

void add_capability_checks(Suite& suite, Host& host) {
  std::vector<Rule> rules;
  for (const auto& part : {of_lines(), of_completion(), of_calls()}) rules.insert(rules.end(), part.begin(), part.end());
  for (const Rule& rule : rules)
    suite.push_back({rule.group, rule.name, [&host, rule](Trial& trial) {
                       if (!trial.holds("it starts", host.need_up())) return;
                       for (std::size_t plan = 0; plan < host.plans().size(); ++plan)
                         rule.holds(trial, host.dev_caps(plan), host.address_caps(plan));
                     }});
  suite.push_back({"lineGetAddressCaps", "refuses an address that the line has not", [&host](Trial& trial) {
                     trial.holds("it starts", host.need_up());
                     LINEADDRESSCAPS caps{};
                     caps.dwTotalSize = sizeof caps;
                     const DWORD beyond = host.dev_caps(0).dwNumAddresses;
                     trial.result("result", error(LINEERR_INVALADDRESSID),
                                  host.api.lineGetAddressCaps(host.device(0), beyond, TSPI_VERSION_2_2, 0, &caps));
                   }});
  suite.push_back({"lineGetDevCaps", "gives each line its own permanent id", [&host](Trial& trial) {
                     trial.holds("it starts", host.need_up());
                     if (host.plans().size() < 2) return trial.skip("there is one line");
                     trial.holds("they differ", host.dev_caps(0).dwPermanentLineID != host.dev_caps(1).dwPermanentLineID);
                   }});
  suite.push_back({"lineGetDevCaps", "keeps the permanent id over Shutdown and Init", [&host](Trial& trial) {
                     trial.holds("it starts", host.need_up());
                     const DWORD before = host.dev_caps(0).dwPermanentLineID;
                     host.need_down();
                     trial.holds("it starts again", host.need_up());
                     trial.equal("id", before, host.dev_caps(0).dwPermanentLineID);
                   }});
  suite.push_back({"lineGetDevCaps", "says the same of a line that is open", [&host](Trial& trial) {
                     trial.holds("it starts", host.need_up());
                     host.close(0);
                     const LINEDEVCAPS closed = host.dev_caps(0);
                     trial.holds("it opens", host.need_line(0) != nullptr);
                     trial.equal("dwLineStates", closed.dwLineStates, host.dev_caps(0).dwLineStates);
                     trial.equal("dwLineFeatures", closed.dwLineFeatures, host.dev_caps(0).dwLineFeatures);
                   }});
}

}  // namespace campon::conformance
