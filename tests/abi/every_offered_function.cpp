// Functions that are offered, each with arguments that are right.
#include "every_function.hpp"

namespace campon::abi_test {

namespace {

// Every provider has it; nothing announces it.
DWORD always(const Announced& /*line*/) { return 1; }
DWORD can_complete(const Announced& line) { return line.address.dwCallCompletionModes & line.address.dwCallFeatures2 >> 2; }

void no_event(HTAPILINE, HTAPICALL, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {}
void no_reply(DRV_REQUESTID, LONG) {}

template <class Structure>
Structure sized() {
  Structure out{};
  out.dwTotalSize = sizeof out;
  return out;
}

LONG make_call(const At& at) {
  HDRVCALL made = nullptr;
  return TSPI_lineMakeCall(at.request, at.line, nullptr, &made, "5550124", 0, nullptr);
}

LONG open_again(const At& at) {
  TSPI_lineClose(at.line);
  HDRVLINE opened = nullptr;
  return TSPI_lineOpen(0, nullptr, &opened, TSPI_VERSION_2_2, no_event);
}

LONG init_again(const At& /*at*/) {
  DWORD options = 0;
  return TSPI_providerInit(TSPI_VERSION_2_2, 1, 0, 0, 1, 0, no_reply, &options);
}

LONG enumerate(const At& /*at*/) {
  DWORD lines = 0, phones = 0;
  return TSPI_providerEnumDevices(1, &lines, &phones, nullptr, nullptr, nullptr);
}

LONG complete(const At& at) {
  static DWORD id;
  return TSPI_lineCompleteCall(at.request, at.call, &id, LINECALLCOMPLMODE_CALLBACK, 0);
}

LONG gather(const At& at) {
  static char digits[4];
  return TSPI_lineGatherDigits(at.call, 1, LINEDIGITMODE_DTMF, digits, 4, "#", 0, 0);
}

// Ever, and in this call now.
template <DWORD feature>
DWORD feature_of_call(const Announced& line) {
  return line.address.dwCallFeatures & line.call_now.dwCallFeatures & feature;
}

LONG device_id(const At& at) {
  auto id = sized<VARSTRING>();
  return TSPI_lineGetID(at.line, 0, nullptr, LINECALLSELECT_LINE, &id, "tapi/line", nullptr);
}

LONG call_ids(const At& at) {
  DWORD address = 0, call = 0, related = 0;
  return TSPI_lineGetCallIDs(at.call, &address, &call, &related);
}

// Asks a function that fills a number.
template <auto function, class... Before>
LONG number(Before... before) {
  DWORD filled = 0;
  return function(before..., &filled);
}

// The same of a structure of variable size.
template <class Structure, auto function, class... Before>
LONG structure(Before... before) {
  auto filled = sized<Structure>();
  return function(before..., &filled);
}

std::vector<Function> of_the_provider() {
  return {
      {"TSPI_lineNegotiateTSPIVersion", Of::device, false,
       [](const At&) { return number<TSPI_lineNegotiateTSPIVersion>(0u, TSPI_VERSION_1_4, TSPI_VERSION_2_2); }, always},
      {"TSPI_providerEnumDevices", Of::provider, false, enumerate, always},
      {"TSPI_providerInit", Of::provider, false, init_again, always},
      {"TSPI_providerShutdown", Of::provider, false, [](const At&) { return TSPI_providerShutdown(TSPI_VERSION_2_2, 1); }, always},
  };
}

std::vector<Function> of_devices() {
  return {
      {"TSPI_lineGetDevCaps", Of::device, false,
       [](const At&) { return structure<LINEDEVCAPS, TSPI_lineGetDevCaps>(0u, TSPI_VERSION_2_2, 0u); }, always},
      {"TSPI_lineGetAddressCaps", Of::device, false,
       [](const At&) { return structure<LINEADDRESSCAPS, TSPI_lineGetAddressCaps>(0u, 0u, TSPI_VERSION_2_2, 0u); }, always},
      {"TSPI_lineGetExtensionID", Of::device, false,
       [](const At&) {
         LINEEXTENSIONID id{};
         return TSPI_lineGetExtensionID(0, TSPI_VERSION_2_2, &id);
       },
       always},
      {"TSPI_lineOpen", Of::device, false, open_again, always},
  };
}

std::vector<Function> of_lines() {
  return {
      {"TSPI_lineClose", Of::line, false, [](const At& at) { return TSPI_lineClose(at.line); }, always},
      {"TSPI_lineSelectExtVersion", Of::line, false, [](const At& at) { return TSPI_lineSelectExtVersion(at.line, 0); }, always},
      {"TSPI_lineGetNumAddressIDs", Of::line, false, [](const At& at) { return number<TSPI_lineGetNumAddressIDs>(at.line); }, always},
      {"TSPI_lineGetID", Of::line, false, device_id, [](const Announced& line) { return line.dev.dwNeededSize - 268; }},
      {"TSPI_lineSetDefaultMediaDetection", Of::line, false,
       [](const At& at) { return TSPI_lineSetDefaultMediaDetection(at.line, LINEMEDIAMODE_INTERACTIVEVOICE); },
       [](const Announced& line) { return line.dev.dwMediaModes; }},
      {"TSPI_lineConditionalMediaDetection", Of::line, false,
       [](const At& at) { return TSPI_lineConditionalMediaDetection(at.line, LINEMEDIAMODE_INTERACTIVEVOICE, nullptr); },
       [](const Announced& line) { return line.dev.dwMediaModes; }},
      {"TSPI_lineSetStatusMessages", Of::line, false,
       [](const At& at) { return TSPI_lineSetStatusMessages(at.line, LINEDEVSTATE_NUMCOMPLETIONS, 0); },
       [](const Announced& line) { return line.dev.dwLineStates & LINEDEVSTATE_NUMCOMPLETIONS; }},
      {"TSPI_lineGetLineDevStatus", Of::line, false,
       [](const At& at) { return structure<LINEDEVSTATUS, TSPI_lineGetLineDevStatus>(at.line); }, always},
      {"TSPI_lineGetAddressStatus", Of::line, false,
       [](const At& at) { return structure<LINEADDRESSSTATUS, TSPI_lineGetAddressStatus>(at.line, 0u); }, always},
  };
}

std::vector<Function> of_calls() {
  return {
      {"TSPI_lineMakeCall", Of::line, true, make_call, [](const Announced& line) { return line.dev.dwLineFeatures & LINEFEATURE_MAKECALL; },
       true},
      {"TSPI_lineDial", Of::call, true, [](const At& at) { return TSPI_lineDial(at.request, at.call, "5550124", 0); },
       [](const Announced& line) { return line.address.dwAddrCapFlags & LINEADDRCAPFLAGS_PARTIALDIAL; }, false, true},
      {"TSPI_lineDrop", Of::call, true, [](const At& at) { return TSPI_lineDrop(at.request, at.call, nullptr, 0); },
       [](const Announced& line) { return line.address.dwCallFeatures & line.call_now.dwCallFeatures & LINECALLFEATURE_DROP; }},
      {"TSPI_lineAnswer", Of::call, true, [](const At& at) { return TSPI_lineAnswer(at.request, at.call, nullptr, 0); },
       [](const Announced& line) { return line.address.dwCallFeatures & LINECALLFEATURE_ANSWER; }},
      {"TSPI_lineCloseCall", Of::call, false, [](const At& at) { return TSPI_lineCloseCall(at.call); }, always},
      {"TSPI_lineGetCallInfo", Of::call, false, [](const At& at) { return structure<LINECALLINFO, TSPI_lineGetCallInfo>(at.call); },
       always},
      {"TSPI_lineGetCallStatus", Of::call, false, [](const At& at) { return structure<LINECALLSTATUS, TSPI_lineGetCallStatus>(at.call); },
       always},
      {"TSPI_lineGetCallAddressID", Of::call, false, [](const At& at) { return number<TSPI_lineGetCallAddressID>(at.call); }, always},
      {"TSPI_lineGetCallIDs", Of::call, false, call_ids, always},
      {"TSPI_lineSetAppSpecific", Of::call, false, [](const At& at) { return TSPI_lineSetAppSpecific(at.call, 7); },
       [](const Announced& line) { return line.address.dwCallInfoStates & LINECALLINFOSTATE_APPSPECIFIC; }},
      {"TSPI_lineSetMediaMode", Of::call, false, [](const At& at) { return TSPI_lineSetMediaMode(at.call, LINEMEDIAMODE_AUTOMATEDVOICE); },
       [](const Announced& line) { return line.address.dwCallInfoStates & LINECALLINFOSTATE_MEDIAMODE; }},
      {"TSPI_lineGenerateDigits", Of::call, false,
       [](const At& at) { return TSPI_lineGenerateDigits(at.call, 1, LINEDIGITMODE_DTMF, "12", 0); },
       feature_of_call<LINECALLFEATURE_GENERATEDIGITS>},
      {"TSPI_lineMonitorDigits", Of::call, false, [](const At& at) { return TSPI_lineMonitorDigits(at.call, LINEDIGITMODE_DTMF); },
       feature_of_call<LINECALLFEATURE_MONITORDIGITS>},
      {"TSPI_lineGatherDigits", Of::call, false, gather, feature_of_call<LINECALLFEATURE_GATHERDIGITS>},
      {"TSPI_lineCompleteCall", Of::call, true, complete, can_complete},
      {"TSPI_lineUncompleteCall", Of::line, true, [](const At& at) { return TSPI_lineUncompleteCall(at.request, at.line, 1); },
       [](const Announced& line) { return line.address.dwAddressFeatures & LINEADDRFEATURE_UNCOMPLETECALL; }},
  };
}

}  // namespace

std::vector<Function> offered_functions() {
  std::vector<Function> all;
  for (const auto& part : {of_the_provider(), of_devices(), of_lines(), of_calls()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace campon::abi_test
