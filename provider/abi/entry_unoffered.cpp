// Every function that is not offered. Its handle is judged first, so that a stale one is an error everywhere.
#include "provider/abi/instance.hpp"

namespace campon::provider::abi {

namespace {

constexpr LONG k_unoffered = failure(LINEERR_OPERATIONUNAVAIL);

LONG on_device(DWORD device_id) noexcept {
  return entry([=](Instance& running) { return running.device(device_id) != nullptr ? k_unoffered : failure(LINEERR_BADDEVICEID); });
}

LONG on_line(HDRVLINE line) noexcept {
  return entry([=](Instance& running) {
    return running.lines.find(reinterpret_cast<std::uintptr_t>(line)) ? k_unoffered : failure(LINEERR_INVALLINEHANDLE);
  });
}

LONG on_call(HDRVCALL call) noexcept {
  return entry([=](Instance& running) {
    return running.calls.find(reinterpret_cast<std::uintptr_t>(call)) ? k_unoffered : failure(LINEERR_INVALCALLHANDLE);
  });
}

// Of functions that are about a call when there is one.
LONG on_call_or_line(HDRVCALL call, HDRVLINE line) noexcept { return call != nullptr ? on_call(call) : on_line(line); }

}  // namespace

}  // namespace campon::provider::abi

using namespace campon::provider::abi;

LONG TSPI_providerUIIdentify(LPSTR lpszUIDLLName) { return lpszUIDLLName == nullptr ? failure(LINEERR_INVALPOINTER) : k_unoffered; }
LONG TSPI_providerGenericDialogData(DWORD_PTR, DWORD, LPVOID, DWORD) { return k_unoffered; }
LONG TSPI_providerFreeDialogInstance(HDRVDIALOGINSTANCE) { return k_unoffered; }
LONG TSPI_providerCreateLineDevice(DWORD_PTR, DWORD) { return k_unoffered; }
LONG TSPI_providerCreatePhoneDevice(DWORD_PTR, DWORD) { return k_unoffered; }
LONG TSPI_providerInstall(HWND, DWORD) { return k_unoffered; }
LONG TSPI_providerRemove(HWND, DWORD) { return k_unoffered; }
LONG TSPI_providerConfig(HWND, DWORD) { return k_unoffered; }

LONG TSPI_lineDevSpecific(DRV_REQUESTID /*dwRequestID*/, HDRVLINE hdLine, DWORD /*dwAddressID*/, HDRVCALL hdCall, LPVOID /*lpParams*/,
                          DWORD /*dwSize*/) {
  return on_call_or_line(hdCall, hdLine);
}
LONG TSPI_lineDevSpecificFeature(DRV_REQUESTID /*dwRequestID*/, HDRVLINE hdLine, DWORD /*dwFeature*/, LPVOID /*lpParams*/,
                                 DWORD /*dwSize*/) {
  return on_line(hdLine);
}
LONG TSPI_lineSetLineDevStatus(DRV_REQUESTID /*dwRequestID*/, HDRVLINE hdLine, DWORD /*dwStatusToChange*/, DWORD /*fStatus*/) {
  return on_line(hdLine);
}
LONG TSPI_lineSetTerminal(DRV_REQUESTID /*dwRequestID*/, HDRVLINE hdLine, DWORD /*dwAddressID*/, HDRVCALL hdCall, DWORD /*dwSelect*/,
                          DWORD /*dwTerminalModes*/, DWORD /*dwTerminalID*/, DWORD /*bEnable*/) {
  return on_call_or_line(hdCall, hdLine);
}
LONG TSPI_lineSetMediaControl(HDRVLINE hdLine, DWORD /*dwAddressID*/, HDRVCALL hdCall, DWORD /*dwSelect*/, LPVOID /*lpDigitList*/,
                              DWORD /*dwNumDigitEntries*/, LPVOID /*lpMediaList*/, DWORD /*dwNumMediaEntries*/, LPVOID /*lpToneList*/,
                              DWORD /*dwNumToneEntries*/, LPVOID /*lpCallStateList*/, DWORD /*dwNumCallStateEntries*/) {
  return on_call_or_line(hdCall, hdLine);
}
LONG TSPI_lineGetIcon(DWORD dwDeviceID, LPCSTR /*lpszDeviceClass*/, LPHICON /*lphIcon*/) { return on_device(dwDeviceID); }
LONG TSPI_lineGetDevConfig(DWORD dwDeviceID, LPVARSTRING /*lpDeviceConfig*/, LPCSTR /*lpszDeviceClass*/) { return on_device(dwDeviceID); }
LONG TSPI_lineSetDevConfig(DWORD dwDeviceID, void const* /*lpDeviceConfig*/, DWORD /*dwSize*/, LPCSTR /*lpszDeviceClass*/) {
  return on_device(dwDeviceID);
}
LONG TSPI_lineConfigDialog(DWORD dwDeviceID, HWND /*hwndOwner*/, LPCSTR /*lpszDeviceClass*/) { return on_device(dwDeviceID); }
LONG TSPI_lineConfigDialogEdit(DWORD dwDeviceID, HWND /*hwndOwner*/, LPCSTR /*lpszDeviceClass*/, void const* /*lpDeviceConfigIn*/,
                               DWORD /*dwSize*/, LPVARSTRING /*lpDeviceConfigOut*/) {
  return on_device(dwDeviceID);
}
LONG TSPI_lineMSPIdentify(DWORD dwDeviceID, GUID* /*pCLSID*/) { return on_device(dwDeviceID); }
LONG TSPI_lineCreateMSPInstance(HDRVLINE hdLine, DWORD /*dwAddressID*/, HTAPIMSPLINE /*htMSPLine*/, LPHDRVMSPLINE /*lphdMSPLine*/) {
  return on_line(hdLine);
}
LONG TSPI_lineCloseMSPInstance(HDRVMSPLINE /*hdMSPLine*/) { return k_unoffered; }
LONG TSPI_lineReceiveMSPData(HDRVLINE hdLine, HDRVCALL hdCall, HDRVMSPLINE /*hdMSPLine*/, LPVOID /*pBuffer*/, DWORD /*dwSize*/) {
  return on_call_or_line(hdCall, hdLine);
}
LONG TSPI_lineGetCallHubTracking(HDRVLINE hdLine, LPVOID /*lpTrackingInfo*/) { return on_line(hdLine); }
LONG TSPI_lineSetCallHubTracking(HDRVLINE hdLine, LPVOID /*lpTrackingInfo*/) { return on_line(hdLine); }
LONG TSPI_lineSetCurrentLocation(DWORD /*dwLocation*/) { return k_unoffered; }
LONG TSPI_lineDropOnClose(HDRVCALL hdCall) { return on_call(hdCall); }
LONG TSPI_lineDropNoOwner(HDRVCALL hdCall) { return on_call(hdCall); }
LONG TSPI_lineAccept(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall, LPCSTR /*lpsUserUserInfo*/, DWORD /*dwSize*/) {
  return on_call(hdCall);
}
LONG TSPI_lineAddToConference(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdConfCall, HDRVCALL /*hdConsultCall*/) {
  return on_call(hdConfCall);
}
LONG TSPI_lineBlindTransfer(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall, LPCSTR /*lpszDestAddress*/, DWORD /*dwCountryCode*/) {
  return on_call(hdCall);
}
LONG TSPI_linePark(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall, DWORD /*dwParkMode*/, LPCSTR /*lpszDirAddress*/,
                   LPVARSTRING /*lpNonDirAddress*/) {
  return on_call(hdCall);
}
LONG TSPI_linePickup(DRV_REQUESTID /*dwRequestID*/, HDRVLINE hdLine, DWORD /*dwAddressID*/, HTAPICALL /*htCall*/, LPHDRVCALL /*lphdCall*/,
                     LPCSTR /*lpszDestAddress*/, LPCSTR /*lpszGroupID*/) {
  return on_line(hdLine);
}
LONG TSPI_linePrepareAddToConference(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdConfCall, HTAPICALL /*htConsultCall*/,
                                     LPHDRVCALL /*lphdConsultCall*/, LINECALLPARAMS const* /*lpCallParams*/) {
  return on_call(hdConfCall);
}
LONG TSPI_lineRedirect(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall, LPCSTR /*lpszDestAddress*/, DWORD /*dwCountryCode*/) {
  return on_call(hdCall);
}
LONG TSPI_lineReleaseUserUserInfo(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall) { return on_call(hdCall); }
LONG TSPI_lineRemoveFromConference(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall) { return on_call(hdCall); }
LONG TSPI_lineSendUserUserInfo(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall, LPCSTR /*lpsUserUserInfo*/, DWORD /*dwSize*/) {
  return on_call(hdCall);
}
LONG TSPI_lineSetCallData(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall, LPVOID /*lpCallData*/, DWORD /*dwSize*/) {
  return on_call(hdCall);
}
LONG TSPI_lineSetCallParams(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall, DWORD /*dwBearerMode*/, DWORD /*dwMinRate*/,
                            DWORD /*dwMaxRate*/, LINEDIALPARAMS const* /*lpDialParams*/) {
  return on_call(hdCall);
}
LONG TSPI_lineSetCallQualityOfService(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall, LPVOID /*lpSendingFlowspec*/,
                                      DWORD /*dwSendingFlowspecSize*/, LPVOID /*lpReceivingFlowspec*/, DWORD /*dwReceivingFlowspecSize*/) {
  return on_call(hdCall);
}
LONG TSPI_lineSetCallTreatment(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall, DWORD /*dwTreatment*/) { return on_call(hdCall); }
LONG TSPI_lineSetupConference(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall, HDRVLINE hdLine, HTAPICALL /*htConfCall*/,
                              LPHDRVCALL /*lphdConfCall*/, HTAPICALL /*htConsultCall*/, LPHDRVCALL /*lphdConsultCall*/,
                              DWORD /*dwNumParties*/, LINECALLPARAMS const* /*lpCallParams*/) {
  return on_call_or_line(hdCall, hdLine);
}
LONG TSPI_lineSwapHold(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdActiveCall, HDRVCALL /*hdHeldCall*/) { return on_call(hdActiveCall); }
LONG TSPI_lineUnpark(DRV_REQUESTID /*dwRequestID*/, HDRVLINE hdLine, DWORD /*dwAddressID*/, HTAPICALL /*htCall*/, LPHDRVCALL /*lphdCall*/,
                     LPCSTR /*lpszDestAddress*/) {
  return on_line(hdLine);
}
LONG TSPI_lineCompleteTransfer(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall, HDRVCALL /*hdConsultCall*/, HTAPICALL /*htConfCall*/,
                               LPHDRVCALL /*lphdConfCall*/, DWORD /*dwTransferMode*/) {
  return on_call(hdCall);
}
LONG TSPI_lineForward(DRV_REQUESTID /*dwRequestID*/, HDRVLINE hdLine, DWORD /*bAllAddresses*/, DWORD /*dwAddressID*/,
                      LINEFORWARDLIST const* /*lpForwardList*/, DWORD /*dwNumRingsNoAnswer*/, HTAPICALL /*htConsultCall*/,
                      LPHDRVCALL /*lphdConsultCall*/, LINECALLPARAMS const* /*lpCallParams*/) {
  return on_line(hdLine);
}
LONG TSPI_lineGenerateTone(HDRVCALL hdCall, DWORD /*dwEndToEndID*/, DWORD /*dwToneMode*/, DWORD /*dwDuration*/, DWORD /*dwNumTones*/,
                           LINEGENERATETONE const* /*lpTones*/) {
  return on_call(hdCall);
}
LONG TSPI_lineHold(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall) { return on_call(hdCall); }
LONG TSPI_lineUnhold(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall) { return on_call(hdCall); }
LONG TSPI_lineMonitorMedia(HDRVCALL hdCall, DWORD /*dwMediaModes*/) { return on_call(hdCall); }
LONG TSPI_lineMonitorTones(HDRVCALL hdCall, DWORD /*dwToneListID*/, LINEMONITORTONE const* /*lpToneList*/, DWORD /*dwNumEntries*/) {
  return on_call(hdCall);
}
LONG TSPI_lineSecureCall(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall) { return on_call(hdCall); }
LONG TSPI_lineSetupTransfer(DRV_REQUESTID /*dwRequestID*/, HDRVCALL hdCall, HTAPICALL /*htConsultCall*/, LPHDRVCALL /*lphdConsultCall*/,
                            LINECALLPARAMS const* /*lpCallParams*/) {
  return on_call(hdCall);
}
