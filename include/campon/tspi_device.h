/*
 * The provider itself and its lines: life cycle, versions, capabilities, statuses, opening and closing. Included by tspi.h.
 */
#ifndef CAMPON_TSPI_DEVICE_H
#define CAMPON_TSPI_DEVICE_H

#include "campon/export.h"
#include "campon/tspi_structures.h"
#include "campon/tspi_types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Provider
 */

/* Takes the highest version that both sides know; this one knows 1.4, 2.0, 2.1 and 2.2. Callable before TSPI_providerInit with INITIALIZE_NEGOTIATION.
 * Errors: INCOMPATIBLEAPIVERSION, BADDEVICEID, INVALPOINTER. [TSPI_lineNegotiateTSPIVersion] */
CAMPON_EXPORT LONG TSPI_lineNegotiateTSPIVersion(DWORD dwDeviceID, DWORD dwLowVersion, DWORD dwHighVersion, LPDWORD lpdwTSPIVersion);

/* How many lines and phones are configured. Errors: INIFILECORRUPT, INVALPOINTER. [TSPI_providerEnumDevices] */
CAMPON_EXPORT LONG TSPI_providerEnumDevices(DWORD dwPermanentProviderID, LPDWORD lpdwNumLines, LPDWORD lpdwNumPhones, HPROVIDER hProvider,
                                            LINEEVENT lpfnLineCreateProc, LPVOID lpfnPhoneCreateProc);

/* Starts the provider: opens the configured devices. Lines have the device ids dwLineDeviceIDBase and up. A second call
 * while it runs succeeds and changes nothing. Errors: INCOMPATIBLEAPIVERSION, INVALPOINTER, INIFILECORRUPT (the
 * configuration; a line on stderr names file and line), NODEVICE, RESOURCEUNAVAIL (device held), NOMEM. [TSPI_providerInit] */
CAMPON_EXPORT LONG TSPI_providerInit(DWORD dwTSPIVersion, DWORD dwPermanentProviderID, DWORD dwLineDeviceIDBase, DWORD dwPhoneDeviceIDBase,
                                     DWORD_PTR dwNumLines, DWORD_PTR dwNumPhones, ASYNC_COMPLETION lpfnCompletionProc,
                                     LPDWORD lpdwTSPIOptions);

/* Puts every line on hook, ends every request, and stops. No callback comes after it has returned.
 * Errors: UNINITIALIZED, OPERATIONFAILED from inside a callback. [TSPI_providerShutdown] */
CAMPON_EXPORT LONG TSPI_providerShutdown(DWORD dwTSPIVersion, DWORD dwPermanentProviderID);

/* There is no user interface, so there is no library of one. Errors: INVALPOINTER, OPERATIONUNAVAIL. [TSPI_providerUIIdentify] */
CAMPON_EXPORT LONG TSPI_providerUIIdentify(LPSTR lpszUIDLLName);

/* Data of a dialog: there is none. Errors: OPERATIONUNAVAIL. [TSPI_providerGenericDialogData] */
CAMPON_EXPORT LONG TSPI_providerGenericDialogData(DWORD_PTR dwObjectID, DWORD dwObjectType, LPVOID lpParams, DWORD dwSize);
CAMPON_EXPORT LONG TSPI_providerFreeDialogInstance(HDRVDIALOGINSTANCE hdDlgInst);

/* Lines come from the configuration and neither come nor go while the provider runs: no LINE_CREATE is sent, so that no
 * temporary id exists. Errors: OPERATIONUNAVAIL. [TSPI_providerCreateLineDevice] */
CAMPON_EXPORT LONG TSPI_providerCreateLineDevice(DWORD_PTR dwTempID, DWORD dwDeviceID);
CAMPON_EXPORT LONG TSPI_providerCreatePhoneDevice(DWORD_PTR dwTempID, DWORD dwDeviceID);

/* Installing is writing the configuration file; no dialog does it. Errors: OPERATIONUNAVAIL. [TSPI_providerInstall] */
CAMPON_EXPORT LONG TSPI_providerInstall(HWND hwndOwner, DWORD dwPermanentProviderID);
CAMPON_EXPORT LONG TSPI_providerRemove(HWND hwndOwner, DWORD dwPermanentProviderID);
CAMPON_EXPORT LONG TSPI_providerConfig(HWND hwndOwner, DWORD dwPermanentProviderID);

/*
 * Line
 */

/* No extension is spoken: *lpExtensionID becomes all 0. Errors: BADDEVICEID, INVALPOINTER, INCOMPATIBLEAPIVERSION.
 * [TSPI_lineGetExtensionID] */
CAMPON_EXPORT LONG TSPI_lineGetExtensionID(DWORD dwDeviceID, DWORD dwTSPIVersion, LPLINEEXTENSIONID lpExtensionID);

/* Errors: BADDEVICEID, INVALPOINTER, INCOMPATIBLEAPIVERSION, OPERATIONUNAVAIL (there is no extension). [TSPI_lineNegotiateExtVersion] */
CAMPON_EXPORT LONG TSPI_lineNegotiateExtVersion(DWORD dwDeviceID, DWORD dwTSPIVersion, DWORD dwLowVersion, DWORD dwHighVersion,
                                                LPDWORD lpdwExtVersion);

/* 0 selects none, which is how it is. Errors: INVALLINEHANDLE, OPERATIONUNAVAIL (any other). [TSPI_lineSelectExtVersion] */
CAMPON_EXPORT LONG TSPI_lineSelectExtVersion(HDRVLINE hdLine, DWORD dwExtVersion);

/* What the line can do, open or not. dwPermanentLineID is the line's place in the configuration, from 0; PermanentLineGuid
 * (since 2.2) is made of its name and stays when its place changes. Errors: BADDEVICEID, INVALPOINTER, STRUCTURETOOSMALL,
 * INCOMPATIBLEAPIVERSION, INCOMPATIBLEEXTVERSION (dwExtVersion is not 0). [TSPI_lineGetDevCaps] */
CAMPON_EXPORT LONG TSPI_lineGetDevCaps(DWORD dwDeviceID, DWORD dwTSPIVersion, DWORD dwExtVersion, LPLINEDEVCAPS lpLineDevCaps);

/* What its one address, 0, can do. Errors: as TSPI_lineGetDevCaps, INVALADDRESSID. [TSPI_lineGetAddressCaps] */
CAMPON_EXPORT LONG TSPI_lineGetAddressCaps(DWORD dwDeviceID, DWORD dwAddressID, DWORD dwTSPIVersion, DWORD dwExtVersion,
                                           LPLINEADDRESSCAPS lpAddressCaps);

/* Opens a line; dwTSPIVersion holds for it, its calls and its events until it is closed. *lphdLine is valid on return.
 * Errors: BADDEVICEID, ALLOCATED (it is open), INVALPOINTER, INCOMPATIBLEAPIVERSION. [TSPI_lineOpen] */
CAMPON_EXPORT LONG TSPI_lineOpen(DWORD dwDeviceID, HTAPILINE htLine, LPHDRVLINE lphdLine, DWORD dwTSPIVersion, LINEEVENT lpfnEventProc);

/* Hangs up and ends every request of the line with LINEERR_OPERATIONFAILED before it returns; no event comes after that.
 * Outstanding completions end without a message; the network keeps them until they expire, and those that the journal holds
 * are counted again when the line is next opened. Errors: INVALLINEHANDLE. [TSPI_lineClose] */
CAMPON_EXPORT LONG TSPI_lineClose(HDRVLINE hdLine);

/* Always 1. Errors: INVALLINEHANDLE, INVALPOINTER. [TSPI_lineGetNumAddressIDs] */
CAMPON_EXPORT LONG TSPI_lineGetNumAddressIDs(HDRVLINE hdLine, LPDWORD lpdwNumAddressIDs);

/* The address of a number. dwAddressMode is LINEADDRESSMODE_DIALABLEADDR; dwSize counts bytes. A line does not know its own
 * number, and dwAddressModes of LINEDEVCAPS says so. Errors: INVALLINEHANDLE, INVALPOINTER, INVALADDRESSMODE,
 * OPERATIONUNAVAIL. [TSPI_lineGetAddressID] */
CAMPON_EXPORT LONG TSPI_lineGetAddressID(HDRVLINE hdLine, LPDWORD lpdwAddressID, DWORD dwAddressMode, LPCSTR lpsAddress, DWORD dwSize);

/* The id of a device that belongs to a line, an address or a call; dwSelect is one LINECALLSELECT. Device classes (in any
 * case): "tapi/line" (a DWORD in STRINGFORMAT_BINARY) and "comm/datamodem/portname" (the path of the device, a text); those
 * of a line are in dwDeviceClasses of LINEDEVCAPS. hTargetProcess is not used. Errors: INVALLINEHANDLE, INVALADDRESSID,
 * INVALCALLHANDLE, INVALCALLSELECT, INVALPOINTER, STRUCTURETOOSMALL, OPERATIONUNAVAIL (of another class). [TSPI_lineGetID] */
CAMPON_EXPORT LONG TSPI_lineGetID(HDRVLINE hdLine, DWORD dwAddressID, HDRVCALL hdCall, DWORD dwSelect, LPVARSTRING lpDeviceID,
                                  LPCSTR lpszDeviceClass, HANDLE hTargetProcess);

/* Media modes of incoming calls that are wanted; 0: none. Until it is called, voice. Errors: INVALLINEHANDLE, INVALMEDIAMODE. [TSPI_lineSetDefaultMediaDetection] */
CAMPON_EXPORT LONG TSPI_lineSetDefaultMediaDetection(HDRVLINE hdLine, DWORD dwMediaModes);

/* Whether calls of these media modes could be detected, and a call be made as lpCallParams (may be NULL) wishes; nothing is
 * changed. Errors: INVALLINEHANDLE, INVALMEDIAMODE, and those of TSPI_lineMakeCall about its parameters.
 * [TSPI_lineConditionalMediaDetection] */
CAMPON_EXPORT LONG TSPI_lineConditionalMediaDetection(HDRVLINE hdLine, DWORD dwMediaModes, LINECALLPARAMS const* lpCallParams);

/* Which LINE_LINEDEVSTATE and LINE_ADDRESSSTATE messages are wanted; none until this is called. Those that
 * dwLineStates and dwAddressStates of the capabilities do not name are never sent, wanted or not. Errors: INVALLINEHANDLE.
 * [TSPI_lineSetStatusMessages] */
CAMPON_EXPORT LONG TSPI_lineSetStatusMessages(HDRVLINE hdLine, DWORD dwLineStates, DWORD dwAddressStates);

/* dwNumCallCompletions counts what is outstanding on the line; dwLineFeatures is what can be done now. Fields that TAPI fills
 * stay as they are. Errors: INVALLINEHANDLE, INVALPOINTER, STRUCTURETOOSMALL. [TSPI_lineGetLineDevStatus] */
CAMPON_EXPORT LONG TSPI_lineGetLineDevStatus(HDRVLINE hdLine, LPLINEDEVSTATUS lpLineDevStatus);

/* Errors: INVALLINEHANDLE, INVALADDRESSID, INVALPOINTER, STRUCTURETOOSMALL. [TSPI_lineGetAddressStatus] */
CAMPON_EXPORT LONG TSPI_lineGetAddressStatus(HDRVLINE hdLine, DWORD dwAddressID, LPLINEADDRESSSTATUS lpAddressStatus);

/*
 * Of a call, from memory
 */

/* Always 0. Errors: INVALCALLHANDLE, INVALPOINTER. [TSPI_lineGetCallAddressID] */
CAMPON_EXPORT LONG TSPI_lineGetCallAddressID(HDRVCALL hdCall, LPDWORD lpdwAddressID);

/* Address, call id and related call id as LINECALLINFO has them. Errors: INVALCALLHANDLE, INVALPOINTER. [TSPI_lineGetCallIDs] */
CAMPON_EXPORT LONG TSPI_lineGetCallIDs(HDRVCALL hdCall, LPDWORD lpdwAddressID, LPDWORD lpdwCallID, LPDWORD lpdwRelatedCallID);

#ifdef __cplusplus
}
#endif

#endif
