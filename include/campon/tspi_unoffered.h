/*
 * Functions that no line of this kind offers: one analogue or mobile line, with one call, without conferences, terminals, media
 * streams, user interface or extensions. Each judges its handle or device id first (INVALLINEHANDLE, INVALCALLHANDLE,
 * BADDEVICEID) and then answers LINEERR_OPERATIONUNAVAIL at once; nothing is written, remembered or called back, and the
 * request id stays free. The bit or field that says so is named with each; it is off or 0. Included by tspi.h.
 */
#ifndef CAMPON_TSPI_UNOFFERED_H
#define CAMPON_TSPI_UNOFFERED_H

#include "campon/export.h"
#include "campon/tspi_structures.h"
#include "campon/tspi_types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Of the device
 */

/* LINEFEATURE_DEVSPECIFIC, LINEADDRFEATURE, LINECALLFEATURE; no extension can be selected. [TSPI_lineDevSpecific] */
CAMPON_EXPORT LONG TSPI_lineDevSpecific(DRV_REQUESTID dwRequestID, HDRVLINE hdLine, DWORD dwAddressID, HDRVCALL hdCall, LPVOID lpParams,
                                        DWORD dwSize);

/* LINEFEATURE_DEVSPECIFICFEAT. [TSPI_lineDevSpecificFeature] */
CAMPON_EXPORT LONG TSPI_lineDevSpecificFeature(DRV_REQUESTID dwRequestID, HDRVLINE hdLine, DWORD dwFeature, LPVOID lpParams, DWORD dwSize);

/* LINEFEATURE_SETDEVSTATUS, dwSettableDevStatus. [TSPI_lineSetLineDevStatus] */
CAMPON_EXPORT LONG TSPI_lineSetLineDevStatus(DRV_REQUESTID dwRequestID, HDRVLINE hdLine, DWORD dwStatusToChange, DWORD fStatus);

/* LINEFEATURE_SETTERMINAL, dwNumTerminals. [TSPI_lineSetTerminal] */
CAMPON_EXPORT LONG TSPI_lineSetTerminal(DRV_REQUESTID dwRequestID, HDRVLINE hdLine, DWORD dwAddressID, HDRVCALL hdCall, DWORD dwSelect,
                                        DWORD dwTerminalModes, DWORD dwTerminalID, DWORD bEnable);

/* LINEDEVCAPFLAGS_MEDIACONTROL, dwMedCtl...MaxListSize. Lists are not looked at. [TSPI_lineSetMediaControl] */
CAMPON_EXPORT LONG TSPI_lineSetMediaControl(HDRVLINE hdLine, DWORD dwAddressID, HDRVCALL hdCall, DWORD dwSelect, LPVOID lpDigitList,
                                            DWORD dwNumDigitEntries, LPVOID lpMediaList, DWORD dwNumMediaEntries, LPVOID lpToneList,
                                            DWORD dwNumToneEntries, LPVOID lpCallStateList, DWORD dwNumCallStateEntries);

/* The line has no picture. [TSPI_lineGetIcon] */
CAMPON_EXPORT LONG TSPI_lineGetIcon(DWORD dwDeviceID, LPCSTR lpszDeviceClass, LPHICON lphIcon);

/* The configuration is a file, no device class of it can be read or set here. [TSPI_lineGetDevConfig] */
CAMPON_EXPORT LONG TSPI_lineGetDevConfig(DWORD dwDeviceID, LPVARSTRING lpDeviceConfig, LPCSTR lpszDeviceClass);

/* [TSPI_lineSetDevConfig] */
CAMPON_EXPORT LONG TSPI_lineSetDevConfig(DWORD dwDeviceID, void const* lpDeviceConfig, DWORD dwSize, LPCSTR lpszDeviceClass);

/* There is no user interface. [TSPI_lineConfigDialog] */
CAMPON_EXPORT LONG TSPI_lineConfigDialog(DWORD dwDeviceID, HWND hwndOwner, LPCSTR lpszDeviceClass);

/* [TSPI_lineConfigDialogEdit] */
CAMPON_EXPORT LONG TSPI_lineConfigDialogEdit(DWORD dwDeviceID, HWND hwndOwner, LPCSTR lpszDeviceClass, void const* lpDeviceConfigIn,
                                             DWORD dwSize, LPVARSTRING lpDeviceConfigOut);

/* LINEDEVCAPFLAGS_MSP. [TSPI_lineMSPIdentify] */
CAMPON_EXPORT LONG TSPI_lineMSPIdentify(DWORD dwDeviceID, GUID* pCLSID);

/* LINEDEVCAPFLAGS_MSP. [TSPI_lineCreateMSPInstance] */
CAMPON_EXPORT LONG TSPI_lineCreateMSPInstance(HDRVLINE hdLine, DWORD dwAddressID, HTAPIMSPLINE htMSPLine, LPHDRVMSPLINE lphdMSPLine);

/* No handle of this kind exists. [TSPI_lineCloseMSPInstance] */
CAMPON_EXPORT LONG TSPI_lineCloseMSPInstance(HDRVMSPLINE hdMSPLine);

/* LINEDEVCAPFLAGS_MSP. [TSPI_lineReceiveMSPData] */
CAMPON_EXPORT LONG TSPI_lineReceiveMSPData(HDRVLINE hdLine, HDRVCALL hdCall, HDRVMSPLINE hdMSPLine, LPVOID pBuffer, DWORD dwSize);

/* LINEDEVCAPFLAGS_CALLHUB, LINEDEVCAPFLAGS_CALLHUBTRACKING. [TSPI_lineGetCallHubTracking] */
CAMPON_EXPORT LONG TSPI_lineGetCallHubTracking(HDRVLINE hdLine, LPVOID lpTrackingInfo);

/* [TSPI_lineSetCallHubTracking] */
CAMPON_EXPORT LONG TSPI_lineSetCallHubTracking(HDRVLINE hdLine, LPVOID lpTrackingInfo);

/* Obsolete; a place is told to nobody. [TSPI_lineSetCurrentLocation] */
CAMPON_EXPORT LONG TSPI_lineSetCurrentLocation(DWORD dwLocation);

/* Obsolete; a call is dropped when it is closed. [TSPI_lineDropOnClose] */
CAMPON_EXPORT LONG TSPI_lineDropOnClose(HDRVCALL hdCall);

/* [TSPI_lineDropNoOwner] */
CAMPON_EXPORT LONG TSPI_lineDropNoOwner(HDRVCALL hdCall);

/*
 * Of a call; asynchronous where they take a request id
 */

/* LINECALLFEATURE_ACCEPT: nothing can be told to the network before the answer. [TSPI_lineAccept] */
CAMPON_EXPORT LONG TSPI_lineAccept(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, LPCSTR lpsUserUserInfo, DWORD dwSize);

/* LINECALLFEATURE_ADDTOCONF. [TSPI_lineAddToConference] */
CAMPON_EXPORT LONG TSPI_lineAddToConference(DRV_REQUESTID dwRequestID, HDRVCALL hdConfCall, HDRVCALL hdConsultCall);

/* LINECALLFEATURE_BLINDTRANSFER. [TSPI_lineBlindTransfer] */
CAMPON_EXPORT LONG TSPI_lineBlindTransfer(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, LPCSTR lpszDestAddress, DWORD dwCountryCode);

/* LINECALLFEATURE_PARK. [TSPI_linePark] */
CAMPON_EXPORT LONG TSPI_linePark(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, DWORD dwParkMode, LPCSTR lpszDirAddress,
                                 LPVARSTRING lpNonDirAddress);

/* LINEADDRFEATURE_PICKUP. [TSPI_linePickup] */
CAMPON_EXPORT LONG TSPI_linePickup(DRV_REQUESTID dwRequestID, HDRVLINE hdLine, DWORD dwAddressID, HTAPICALL htCall, LPHDRVCALL lphdCall,
                                   LPCSTR lpszDestAddress, LPCSTR lpszGroupID);

/* LINECALLFEATURE_PREPAREADDCONF. [TSPI_linePrepareAddToConference] */
CAMPON_EXPORT LONG TSPI_linePrepareAddToConference(DRV_REQUESTID dwRequestID, HDRVCALL hdConfCall, HTAPICALL htConsultCall,
                                                   LPHDRVCALL lphdConsultCall, LINECALLPARAMS const* lpCallParams);

/* LINECALLFEATURE_REDIRECT. [TSPI_lineRedirect] */
CAMPON_EXPORT LONG TSPI_lineRedirect(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, LPCSTR lpszDestAddress, DWORD dwCountryCode);

/* LINECALLFEATURE_RELEASEUSERUSERINFO. [TSPI_lineReleaseUserUserInfo] */
CAMPON_EXPORT LONG TSPI_lineReleaseUserUserInfo(DRV_REQUESTID dwRequestID, HDRVCALL hdCall);

/* LINECALLFEATURE_REMOVEFROMCONF. [TSPI_lineRemoveFromConference] */
CAMPON_EXPORT LONG TSPI_lineRemoveFromConference(DRV_REQUESTID dwRequestID, HDRVCALL hdCall);

/* LINECALLFEATURE_SENDUSERUSER, dwUUI...Size. [TSPI_lineSendUserUserInfo] */
CAMPON_EXPORT LONG TSPI_lineSendUserUserInfo(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, LPCSTR lpsUserUserInfo, DWORD dwSize);

/* LINECALLFEATURE_SETCALLDATA, dwMaxCallDataSize. [TSPI_lineSetCallData] */
CAMPON_EXPORT LONG TSPI_lineSetCallData(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, LPVOID lpCallData, DWORD dwSize);

/* LINECALLFEATURE_SETCALLPARAMS. [TSPI_lineSetCallParams] */
CAMPON_EXPORT LONG TSPI_lineSetCallParams(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, DWORD dwBearerMode, DWORD dwMinRate, DWORD dwMaxRate,
                                          LINEDIALPARAMS const* lpDialParams);

/* LINECALLFEATURE_SETQOS. [TSPI_lineSetCallQualityOfService] */
CAMPON_EXPORT LONG TSPI_lineSetCallQualityOfService(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, LPVOID lpSendingFlowspec,
                                                    DWORD dwSendingFlowspecSize, LPVOID lpReceivingFlowspec, DWORD dwReceivingFlowspecSize);

/* LINECALLFEATURE_SETTREATMENT, dwNumCallTreatments. [TSPI_lineSetCallTreatment] */
CAMPON_EXPORT LONG TSPI_lineSetCallTreatment(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, DWORD dwTreatment);

/* LINECALLFEATURE_SETUPCONF, LINEADDRFEATURE_SETUPCONF. hdCall may be 0; hdLine counts then. [TSPI_lineSetupConference] */
CAMPON_EXPORT LONG TSPI_lineSetupConference(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, HDRVLINE hdLine, HTAPICALL htConfCall,
                                            LPHDRVCALL lphdConfCall, HTAPICALL htConsultCall, LPHDRVCALL lphdConsultCall,
                                            DWORD dwNumParties, LINECALLPARAMS const* lpCallParams);

/* LINECALLFEATURE_SWAPHOLD. [TSPI_lineSwapHold] */
CAMPON_EXPORT LONG TSPI_lineSwapHold(DRV_REQUESTID dwRequestID, HDRVCALL hdActiveCall, HDRVCALL hdHeldCall);

/* LINEADDRFEATURE_UNPARK. [TSPI_lineUnpark] */
CAMPON_EXPORT LONG TSPI_lineUnpark(DRV_REQUESTID dwRequestID, HDRVLINE hdLine, DWORD dwAddressID, HTAPICALL htCall, LPHDRVCALL lphdCall,
                                   LPCSTR lpszDestAddress);

/* LINECALLFEATURE_COMPLETETRANSF, dwTransferModes: the line knows one call. [TSPI_lineCompleteTransfer] */
CAMPON_EXPORT LONG TSPI_lineCompleteTransfer(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, HDRVCALL hdConsultCall, HTAPICALL htConfCall,
                                             LPHDRVCALL lphdConfCall, DWORD dwTransferMode);

/* LINEADDRFEATURE_FORWARD, dwForwardModes: network profiles have no codes for it. [TSPI_lineForward] */
CAMPON_EXPORT LONG TSPI_lineForward(DRV_REQUESTID dwRequestID, HDRVLINE hdLine, DWORD bAllAddresses, DWORD dwAddressID,
                                    LINEFORWARDLIST const* lpForwardList, DWORD dwNumRingsNoAnswer, HTAPICALL htConsultCall,
                                    LPHDRVCALL lphdConsultCall, LINECALLPARAMS const* lpCallParams);

/* LINECALLFEATURE_GENERATETONE, dwGenerateToneModes. [TSPI_lineGenerateTone] */
CAMPON_EXPORT LONG TSPI_lineGenerateTone(HDRVCALL hdCall, DWORD dwEndToEndID, DWORD dwToneMode, DWORD dwDuration, DWORD dwNumTones,
                                         LINEGENERATETONE const* lpTones);

/* LINECALLFEATURE_HOLD, dwMaxNumOnHoldCalls. [TSPI_lineHold] */
CAMPON_EXPORT LONG TSPI_lineHold(DRV_REQUESTID dwRequestID, HDRVCALL hdCall);

/* LINECALLFEATURE_UNHOLD. [TSPI_lineUnhold] */
CAMPON_EXPORT LONG TSPI_lineUnhold(DRV_REQUESTID dwRequestID, HDRVCALL hdCall);

/* LINECALLFEATURE_MONITORMEDIA: one medium, that never changes. [TSPI_lineMonitorMedia] */
CAMPON_EXPORT LONG TSPI_lineMonitorMedia(HDRVCALL hdCall, DWORD dwMediaModes);

/* LINECALLFEATURE_MONITORTONES, dwMonitorToneMaxNumFreq. [TSPI_lineMonitorTones] */
CAMPON_EXPORT LONG TSPI_lineMonitorTones(HDRVCALL hdCall, DWORD dwToneListID, LINEMONITORTONE const* lpToneList, DWORD dwNumEntries);

/* LINECALLFEATURE_SECURECALL, LINEADDRCAPFLAGS_SECURE: a call waiting cannot be held off once there is a call.
 * [TSPI_lineSecureCall] */
CAMPON_EXPORT LONG TSPI_lineSecureCall(DRV_REQUESTID dwRequestID, HDRVCALL hdCall);

/* LINECALLFEATURE_SETUPTRANSFER, dwMaxNumOnHoldPendingCalls. [TSPI_lineSetupTransfer] */
CAMPON_EXPORT LONG TSPI_lineSetupTransfer(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, HTAPICALL htConsultCall, LPHDRVCALL lphdConsultCall,
                                          LINECALLPARAMS const* lpCallParams);

#ifdef __cplusplus
}
#endif

#endif
