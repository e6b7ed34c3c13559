// Functions that no line of this kind offers.
#include "every_function.hpp"

namespace campon::abi_test {

namespace {
// Nothing could announce it.
DWORD never(const Announced& /*line*/) { return 0; }
}  // namespace

std::vector<Function> unoffered_functions() {
  return {
      {"TSPI_lineGetAddressID", Of::line, false,
       [](const At& at) {
         DWORD address = 0;
         return TSPI_lineGetAddressID(at.line, &address, LINEADDRESSMODE_DIALABLEADDR, "5550100", 8);
       },
       [](const Announced& a) -> DWORD { return (a.dev.dwAddressModes & LINEADDRESSMODE_DIALABLEADDR) | a.address.dwAddressSize; }},
      {"TSPI_lineNegotiateExtVersion", Of::device, false,
       [](const At& /*at*/) {
         DWORD version = 0;
         return TSPI_lineNegotiateExtVersion(0, TSPI_VERSION_2_2, 0, 0xFFFFFFFF, &version);
       },
       never},
      {"TSPI_lineDevSpecific", Of::call, true,
       [](const At& at) { return TSPI_lineDevSpecific(at.request, at.line, 0, at.call, nullptr, 0); },
       [](const Announced& a) -> DWORD {
         return (a.dev.dwLineFeatures & LINEFEATURE_DEVSPECIFIC) | a.dev.dwDevSpecificSize | a.address.dwDevSpecificSize;
       }},
      {"TSPI_lineDevSpecificFeature", Of::line, true,
       [](const At& at) { return TSPI_lineDevSpecificFeature(at.request, at.line, 0, nullptr, 0); },
       [](const Announced& a) -> DWORD { return a.dev.dwLineFeatures & LINEFEATURE_DEVSPECIFICFEAT; }},
      {"TSPI_lineSetLineDevStatus", Of::line, true, [](const At& at) { return TSPI_lineSetLineDevStatus(at.request, at.line, 0, 0); },
       [](const Announced& a) -> DWORD { return (a.dev.dwLineFeatures & LINEFEATURE_SETDEVSTATUS) | a.dev.dwSettableDevStatus; }},
      {"TSPI_lineSetTerminal", Of::call, true,
       [](const At& at) { return TSPI_lineSetTerminal(at.request, at.line, 0, at.call, 0, 0, 0, 0); },
       [](const Announced& a) -> DWORD {
         return (a.dev.dwLineFeatures & LINEFEATURE_SETTERMINAL) | a.dev.dwNumTerminals |
                (a.address.dwCallFeatures & LINECALLFEATURE_SETTERMINAL);
       }},
      {"TSPI_lineSetMediaControl", Of::call, false,
       [](const At& at) { return TSPI_lineSetMediaControl(at.line, 0, at.call, 0, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0); },
       [](const Announced& a) -> DWORD {
         return (a.dev.dwDevCapFlags & LINEDEVCAPFLAGS_MEDIACONTROL) | (a.address.dwCallFeatures & LINECALLFEATURE_SETMEDIACONTROL) |
                a.dev.dwMedCtlDigitMaxListSize | a.dev.dwMedCtlToneMaxListSize;
       }},
      {"TSPI_lineGetIcon", Of::device, false, [](const At& /*at*/) { return TSPI_lineGetIcon(0, nullptr, nullptr); }, never},
      {"TSPI_lineGetDevConfig", Of::device, false, [](const At& /*at*/) { return TSPI_lineGetDevConfig(0, nullptr, nullptr); }, never},
      {"TSPI_lineSetDevConfig", Of::device, false, [](const At& /*at*/) { return TSPI_lineSetDevConfig(0, nullptr, 0, nullptr); }, never},
      {"TSPI_lineConfigDialog", Of::device, false, [](const At& /*at*/) { return TSPI_lineConfigDialog(0, nullptr, nullptr); }, never},
      {"TSPI_lineConfigDialogEdit", Of::device, false,
       [](const At& /*at*/) { return TSPI_lineConfigDialogEdit(0, nullptr, nullptr, nullptr, 0, nullptr); }, never},
      {"TSPI_lineMSPIdentify", Of::device, false, [](const At& /*at*/) { return TSPI_lineMSPIdentify(0, nullptr); },
       [](const Announced& a) -> DWORD { return a.dev.dwDevCapFlags & LINEDEVCAPFLAGS_MSP; }},
      {"TSPI_lineCreateMSPInstance", Of::line, false, [](const At& at) { return TSPI_lineCreateMSPInstance(at.line, 0, nullptr, nullptr); },
       [](const Announced& a) -> DWORD { return a.dev.dwDevCapFlags & LINEDEVCAPFLAGS_MSP; }},
      {"TSPI_lineCloseMSPInstance", Of::provider, false, [](const At& /*at*/) { return TSPI_lineCloseMSPInstance(nullptr); },
       [](const Announced& a) -> DWORD { return a.dev.dwDevCapFlags & LINEDEVCAPFLAGS_MSP; }},
      {"TSPI_lineReceiveMSPData", Of::call, false,
       [](const At& at) { return TSPI_lineReceiveMSPData(at.line, at.call, nullptr, nullptr, 0); },
       [](const Announced& a) -> DWORD { return a.dev.dwDevCapFlags & LINEDEVCAPFLAGS_MSP; }},
      {"TSPI_lineGetCallHubTracking", Of::line, false, [](const At& at) { return TSPI_lineGetCallHubTracking(at.line, nullptr); },
       [](const Announced& a) -> DWORD { return a.dev.dwDevCapFlags & (LINEDEVCAPFLAGS_CALLHUB | LINEDEVCAPFLAGS_CALLHUBTRACKING); }},
      {"TSPI_lineSetCallHubTracking", Of::line, false, [](const At& at) { return TSPI_lineSetCallHubTracking(at.line, nullptr); },
       [](const Announced& a) -> DWORD { return a.dev.dwDevCapFlags & (LINEDEVCAPFLAGS_CALLHUB | LINEDEVCAPFLAGS_CALLHUBTRACKING); }},
      {"TSPI_lineSetCurrentLocation", Of::provider, false, [](const At& /*at*/) { return TSPI_lineSetCurrentLocation(0); }, never},
      {"TSPI_lineDropOnClose", Of::call, false, [](const At& at) { return TSPI_lineDropOnClose(at.call); }, never},
      {"TSPI_lineDropNoOwner", Of::call, false, [](const At& at) { return TSPI_lineDropNoOwner(at.call); }, never},
      {"TSPI_lineAccept", Of::call, true, [](const At& at) { return TSPI_lineAccept(at.request, at.call, nullptr, 0); },
       [](const Announced& a) -> DWORD { return (a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_ACCEPT; }},
      {"TSPI_lineAddToConference", Of::call, true, [](const At& at) { return TSPI_lineAddToConference(at.request, at.call, at.call); },
       [](const Announced& a) -> DWORD { return (a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_ADDTOCONF; }},
      {"TSPI_lineBlindTransfer", Of::call, true, [](const At& at) { return TSPI_lineBlindTransfer(at.request, at.call, nullptr, 0); },
       [](const Announced& a) -> DWORD { return (a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_BLINDTRANSFER; }},
      {"TSPI_linePark", Of::call, true, [](const At& at) { return TSPI_linePark(at.request, at.call, 0, nullptr, nullptr); },
       [](const Announced& a) -> DWORD { return (a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_PARK; }},
      {"TSPI_linePickup", Of::line, true,
       [](const At& at) { return TSPI_linePickup(at.request, at.line, 0, nullptr, nullptr, nullptr, nullptr); },
       [](const Announced& a) -> DWORD {
         return (a.address.dwAddressFeatures | a.address_now.dwAddressFeatures) & LINEADDRFEATURE_PICKUP;
       }},
      {"TSPI_linePrepareAddToConference", Of::call, true,
       [](const At& at) { return TSPI_linePrepareAddToConference(at.request, at.call, nullptr, nullptr, nullptr); },
       [](const Announced& a) -> DWORD { return (a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_PREPAREADDCONF; }},
      {"TSPI_lineRedirect", Of::call, true, [](const At& at) { return TSPI_lineRedirect(at.request, at.call, nullptr, 0); },
       [](const Announced& a) -> DWORD { return (a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_REDIRECT; }},
      {"TSPI_lineReleaseUserUserInfo", Of::call, true, [](const At& at) { return TSPI_lineReleaseUserUserInfo(at.request, at.call); },
       [](const Announced& a) -> DWORD {
         return (a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_RELEASEUSERUSERINFO;
       }},
      {"TSPI_lineRemoveFromConference", Of::call, true, [](const At& at) { return TSPI_lineRemoveFromConference(at.request, at.call); },
       [](const Announced& a) -> DWORD { return (a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_REMOVEFROMCONF; }},
      {"TSPI_lineSendUserUserInfo", Of::call, true, [](const At& at) { return TSPI_lineSendUserUserInfo(at.request, at.call, nullptr, 0); },
       [](const Announced& a) -> DWORD { return (a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_SENDUSERUSER; }},
      {"TSPI_lineSetCallData", Of::call, true, [](const At& at) { return TSPI_lineSetCallData(at.request, at.call, nullptr, 0); },
       [](const Announced& a) -> DWORD { return (a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_SETCALLDATA; }},
      {"TSPI_lineSetCallParams", Of::call, true, [](const At& at) { return TSPI_lineSetCallParams(at.request, at.call, 0, 0, 0, nullptr); },
       [](const Announced& a) -> DWORD { return (a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_SETCALLPARAMS; }},
      {"TSPI_lineSetCallQualityOfService", Of::call, true,
       [](const At& at) { return TSPI_lineSetCallQualityOfService(at.request, at.call, nullptr, 0, nullptr, 0); },
       [](const Announced& a) -> DWORD { return (a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_SETQOS; }},
      {"TSPI_lineSetCallTreatment", Of::call, true, [](const At& at) { return TSPI_lineSetCallTreatment(at.request, at.call, 0); },
       [](const Announced& a) -> DWORD { return (a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_SETTREATMENT; }},
      {"TSPI_lineSetupConference", Of::call, true,
       [](const At& at) { return TSPI_lineSetupConference(at.request, at.call, at.line, nullptr, nullptr, nullptr, nullptr, 0, nullptr); },
       [](const Announced& a) -> DWORD { return (a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_SETUPCONF; }},
      {"TSPI_lineSwapHold", Of::call, true, [](const At& at) { return TSPI_lineSwapHold(at.request, at.call, at.call); },
       [](const Announced& a) -> DWORD { return (a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_SWAPHOLD; }},
      {"TSPI_lineUnpark", Of::line, true, [](const At& at) { return TSPI_lineUnpark(at.request, at.line, 0, nullptr, nullptr, nullptr); },
       [](const Announced& a) -> DWORD {
         return (a.address.dwAddressFeatures | a.address_now.dwAddressFeatures) & LINEADDRFEATURE_UNPARK;
       }},
      {"TSPI_lineCompleteTransfer", Of::call, true,
       [](const At& at) { return TSPI_lineCompleteTransfer(at.request, at.call, at.call, nullptr, nullptr, LINETRANSFERMODE_TRANSFER); },
       [](const Announced& a) -> DWORD {
         return ((a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_COMPLETETRANSF) | a.address.dwTransferModes;
       }},
      {"TSPI_lineForward", Of::line, true,
       [](const At& at) { return TSPI_lineForward(at.request, at.line, 1, 0, nullptr, 3, nullptr, nullptr, nullptr); },
       [](const Announced& a) -> DWORD {
         return ((a.address.dwAddressFeatures | a.address_now.dwAddressFeatures) & LINEADDRFEATURE_FORWARD) | a.address.dwForwardModes;
       }},
      {"TSPI_lineGenerateTone", Of::call, false,
       [](const At& at) { return TSPI_lineGenerateTone(at.call, 1, LINETONEMODE_BEEP, 0, 0, nullptr); },
       [](const Announced& a) -> DWORD {
         return ((a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_GENERATETONE) | a.dev.dwGenerateToneModes;
       }},
      {"TSPI_lineHold", Of::call, true, [](const At& at) { return TSPI_lineHold(at.request, at.call); },
       [](const Announced& a) -> DWORD {
         return ((a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_HOLD) | a.address.dwMaxNumOnHoldCalls;
       }},
      {"TSPI_lineUnhold", Of::call, true, [](const At& at) { return TSPI_lineUnhold(at.request, at.call); },
       [](const Announced& a) -> DWORD { return ((a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_UNHOLD); }},
      {"TSPI_lineMonitorMedia", Of::call, false,
       [](const At& at) { return TSPI_lineMonitorMedia(at.call, LINEMEDIAMODE_INTERACTIVEVOICE); },
       [](const Announced& a) -> DWORD { return ((a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_MONITORMEDIA); }},
      {"TSPI_lineMonitorTones", Of::call, false, [](const At& at) { return TSPI_lineMonitorTones(at.call, 1, nullptr, 0); },
       [](const Announced& a) -> DWORD {
         return ((a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_MONITORTONES) | a.dev.dwMonitorToneMaxNumFreq;
       }},
      {"TSPI_lineSecureCall", Of::call, true, [](const At& at) { return TSPI_lineSecureCall(at.request, at.call); },
       [](const Announced& a) -> DWORD {
         return ((a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_SECURECALL) |
                (a.address.dwAddrCapFlags & LINEADDRCAPFLAGS_SECURE);
       }},
      {"TSPI_lineSetupTransfer", Of::call, true,
       [](const At& at) { return TSPI_lineSetupTransfer(at.request, at.call, nullptr, nullptr, nullptr); },
       [](const Announced& a) -> DWORD {
         return ((a.address.dwCallFeatures | a.call_now.dwCallFeatures) & LINECALLFEATURE_SETUPTRANSFER) |
                a.address.dwMaxNumOnHoldPendingCalls;
       }},
      {"TSPI_providerUIIdentify", Of::provider, false,
       [](const At& /*at*/) {
         char text[8] = {};
         return TSPI_providerUIIdentify(text);
       },
       never},
      {"TSPI_providerGenericDialogData", Of::provider, false,
       [](const At& /*at*/) { return TSPI_providerGenericDialogData(0, 0, nullptr, 0); }, never},
      {"TSPI_providerFreeDialogInstance", Of::provider, false, [](const At& /*at*/) { return TSPI_providerFreeDialogInstance(nullptr); },
       never},
      {"TSPI_providerCreateLineDevice", Of::provider, false, [](const At& /*at*/) { return TSPI_providerCreateLineDevice(0, 0); }, never},
      {"TSPI_providerCreatePhoneDevice", Of::provider, false, [](const At& /*at*/) { return TSPI_providerCreatePhoneDevice(0, 0); }, never},
      {"TSPI_providerInstall", Of::provider, false, [](const At& /*at*/) { return TSPI_providerInstall(nullptr, 0); }, never},
      {"TSPI_providerRemove", Of::provider, false, [](const At& /*at*/) { return TSPI_providerRemove(nullptr, 0); }, never},
      {"TSPI_providerConfig", Of::provider, false, [](const At& /*at*/) { return TSPI_providerConfig(nullptr, 0); }, never},
  };
}

}  // namespace campon::abi_test
