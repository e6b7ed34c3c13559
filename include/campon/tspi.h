/*
 * The Telephony Service Provider Interface on Linux: TAPI's names, values, states, errors and structures, to the letter.
 *
 * Usable from C11 and C++20. The one deliberate difference: strings are UTF-8 and of type char, where TAPI has 16-bit
 * characters; sizes count bytes with the terminating NUL. DWORD is 32 bits, handles are as wide as a pointer.
 * What a line cannot do answers LINEERR_OPERATIONUNAVAIL, and its feature bit is off; functions that are not declared here
 * are not exported.
 *
 * Asynchronous functions take a request id (1 to 0x7FFFFFFF) and return exactly that id when the request was accepted, or
 * a negative LINEERR when it is over; an accepted one ends by ASYNC_COMPLETION exactly once, which may come before the
 * function returns. A request id that is 0, above 0x7FFFFFFF or in use is LINEERR_INVALPARAM. Callbacks come one at a time,
 * on a thread of the provider, under no lock: any function but TSPI_providerShutdown may be called from inside one, and from
 * any thread. What TSPI_lineClose and TSPI_lineCloseCall promise to have told before they return comes after the callback
 * when they are called from inside one. Neither waits longer than two seconds for a callback that does not return, so that a
 * callback may wait for another thread which closes; what it holds up comes after it, and no event does. Only for a thread
 * that shuts down no callback may wait.
 *
 * Configuration: the environment variable CAMPON_CONFIG names a TOML file with one [[line]] for each telephone line
 * (device, network, and optionally name, region, modem); default /etc/campon/campon.toml.
 *
 * Sources: the TAPI and TSPI reference, version 2.2; functions and structures under their own names.
 */
#ifndef CAMPON_TSPI_H
#define CAMPON_TSPI_H

#include "campon/export.h"
#include "campon/tspi_constants.h"
#include "campon/tspi_structures.h"
#include "campon/tspi_types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Ends an asynchronous request: lResult is 0 or a LINEERR. [ASYNC_COMPLETION] */
typedef void (*ASYNC_COMPLETION)(DRV_REQUESTID dwRequestID, LONG lResult);

/* Tells what happens. For LINE_NEWCALL htCall is 0, dwParam1 is the HDRVCALL, and dwParam2 points to the HTAPICALL that
 * the receiver fills in before it returns; leaving it 0 refuses the call. [LINEEVENT] */
typedef void (*LINEEVENT)(HTAPILINE htLine, HTAPICALL htCall, DWORD dwMsg, DWORD_PTR dwParam1, DWORD_PTR dwParam2, DWORD_PTR dwParam3);

/* dwDeviceID of TSPI_lineNegotiateTSPIVersion before TSPI_providerInit. */
#define INITIALIZE_NEGOTIATION 0xFFFFFFFFu

/* Versions that can be negotiated. */
#define TSPI_VERSION_2_0 0x00020000u
#define TSPI_VERSION_2_1 0x00020001u
#define TSPI_VERSION_2_2 0x00020002u

/*
 * Provider
 */

/* Takes the highest version that both sides know. Callable before TSPI_providerInit with INITIALIZE_NEGOTIATION.
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

/*
 * Line
 */

/* Errors: BADDEVICEID, INVALPOINTER, STRUCTURETOOSMALL, INCOMPATIBLEAPIVERSION, UNINITIALIZED. [TSPI_lineGetDevCaps] */
CAMPON_EXPORT LONG TSPI_lineGetDevCaps(DWORD dwDeviceID, DWORD dwTSPIVersion, DWORD dwExtVersion, LPLINEDEVCAPS lpLineDevCaps);

/* Errors: as TSPI_lineGetDevCaps, INVALADDRESSID. [TSPI_lineGetAddressCaps] */
CAMPON_EXPORT LONG TSPI_lineGetAddressCaps(DWORD dwDeviceID, DWORD dwAddressID, DWORD dwTSPIVersion, DWORD dwExtVersion,
                                           LPLINEADDRESSCAPS lpAddressCaps);

/* Errors: BADDEVICEID, ALLOCATED (it is open), INVALPOINTER, INCOMPATIBLEAPIVERSION, UNINITIALIZED. [TSPI_lineOpen] */
CAMPON_EXPORT LONG TSPI_lineOpen(DWORD dwDeviceID, HTAPILINE htLine, LPHDRVLINE lphdLine, DWORD dwTSPIVersion, LINEEVENT lpfnEventProc);

/* Hangs up and ends every request of the line with LINEERR_OPERATIONFAILED before it returns; no event comes after that.
 * Outstanding completions are forgotten here; the network keeps them until they expire. Errors: INVALLINEHANDLE. [TSPI_lineClose] */
CAMPON_EXPORT LONG TSPI_lineClose(HDRVLINE hdLine);

/* Errors: INVALLINEHANDLE, INVALPOINTER. [TSPI_lineGetNumAddressIDs] */
CAMPON_EXPORT LONG TSPI_lineGetNumAddressIDs(HDRVLINE hdLine, LPDWORD lpdwNumAddressIDs);

/* Media modes of incoming calls that are wanted; 0: none. Errors: INVALLINEHANDLE, INVALMEDIAMODE. [TSPI_lineSetDefaultMediaDetection] */
CAMPON_EXPORT LONG TSPI_lineSetDefaultMediaDetection(HDRVLINE hdLine, DWORD dwMediaModes);

/* Which LINE_LINEDEVSTATE and LINE_ADDRESSSTATE messages are wanted; none until this is called. Errors: INVALLINEHANDLE.
 * [TSPI_lineSetStatusMessages] */
CAMPON_EXPORT LONG TSPI_lineSetStatusMessages(HDRVLINE hdLine, DWORD dwLineStates, DWORD dwAddressStates);

/* Errors: INVALLINEHANDLE, INVALPOINTER, STRUCTURETOOSMALL. [TSPI_lineGetLineDevStatus] */
CAMPON_EXPORT LONG TSPI_lineGetLineDevStatus(HDRVLINE hdLine, LPLINEDEVSTATUS lpLineDevStatus);

/* Errors: INVALLINEHANDLE, INVALADDRESSID, INVALPOINTER, STRUCTURETOOSMALL. [TSPI_lineGetAddressStatus] */
CAMPON_EXPORT LONG TSPI_lineGetAddressStatus(HDRVLINE hdLine, DWORD dwAddressID, LPLINEADDRESSSTATUS lpAddressStatus);

/*
 * Call
 */

/* Asynchronous. Dials lpszDestAddress (UTF-8; digits, * # A-D, ',' and formatting). The call reports dialtone, dialing,
 * proceeding and what is heard, after the reply. Errors at once: INVALLINEHANDLE, INVALPOINTER, INVALADDRESS, DIALBILLING, DIALQUIET,
 * DIALDIALTONE, DIALPROMPT, DIALVOICEDETECT, CALLUNAVAIL (the line has a call), STRUCTURETOOSMALL, INVALMEDIAMODE,
 * INVALBEARERMODE, INVALADDRESSMODE, INVALADDRESSID, NODEVICE (out of service). In the reply: OPERATIONFAILED (no dial tone), NODEVICE, RESOURCEUNAVAIL. [TSPI_lineMakeCall] */
CAMPON_EXPORT LONG TSPI_lineMakeCall(DRV_REQUESTID dwRequestID, HDRVLINE hdLine, HTAPICALL htCall, LPHDRVCALL lphdCall,
                                     LPCSTR lpszDestAddress, DWORD dwCountryCode, LINECALLPARAMS const* lpCallParams);

/* Asynchronous. Hangs up; in offering it refuses, and the ring goes on unheard. Errors: INVALCALLHANDLE, INVALCALLSTATE. [TSPI_lineDrop] */
CAMPON_EXPORT LONG TSPI_lineDrop(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, LPCSTR lpsUserUserInfo, DWORD dwSize);

/* Forgets the call, and hangs it up when it is not idle. Its requests end with LINEERR_OPERATIONFAILED before it returns. A
 * stale handle is LINEERR_INVALCALLHANDLE and harmless. [TSPI_lineCloseCall] */
CAMPON_EXPORT LONG TSPI_lineCloseCall(HDRVCALL hdCall);

/* Asynchronous. Answers an offering call. On a recall (dwReason LINECALLREASON_CALLCOMPLETION) the network then calls the
 * other party: proceeding and ringback may come before connected. Errors: INVALCALLHANDLE, INVALCALLSTATE. [TSPI_lineAnswer] */
CAMPON_EXPORT LONG TSPI_lineAnswer(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, LPCSTR lpsUserUserInfo, DWORD dwSize);

/* Errors: INVALCALLHANDLE, INVALPOINTER, STRUCTURETOOSMALL. [TSPI_lineGetCallInfo] */
CAMPON_EXPORT LONG TSPI_lineGetCallInfo(HDRVCALL hdCall, LPLINECALLINFO lpCallInfo);

/* Errors: INVALCALLHANDLE, INVALPOINTER, STRUCTURETOOSMALL. [TSPI_lineGetCallStatus] */
CAMPON_EXPORT LONG TSPI_lineGetCallStatus(HDRVCALL hdCall, LPLINECALLSTATUS lpCallStatus);

/*
 * Call completion
 */

/* Asynchronous. Asks the network to complete a call in busy (or ringback) state. Success means accepted, not completed;
 * *lpdwCompletionID is valid from then on, and must stay writable until the reply. dwMessageID counts only with
 * LINECALLCOMPLMODE_MESSAGE. Afterwards the call stays busy (CAMPON), goes idle (CALLBACK, MESSAGE) or connected (INTRUDE).
 * Errors: INVALCALLHANDLE, INVALPOINTER, INVALCALLSTATE, INVALCALLCOMPLMODE, INVALMESSAGEID, COMPLETIONOVERRUN,
 * OPERATIONUNAVAIL, OPERATIONFAILED (the network refused, or did not answer). [TSPI_lineCompleteCall] */
CAMPON_EXPORT LONG TSPI_lineCompleteCall(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, LPDWORD lpdwCompletionID, DWORD dwCompletionMode,
                                         DWORD dwMessageID);

/* Asynchronous. Takes an outstanding request back; it waits while the line is in use. Errors: INVALLINEHANDLE,
 * INVALCOMPLETIONID (unknown, over, or its recall is offered already), OPERATIONUNAVAIL (the network cannot cancel just
 * this one), OPERATIONFAILED. [TSPI_lineUncompleteCall] */
CAMPON_EXPORT LONG TSPI_lineUncompleteCall(DRV_REQUESTID dwRequestID, HDRVLINE hdLine, DWORD dwCompletionID);

#ifdef __cplusplus
}
#endif

#endif
