/*
 * The Telephony Service Provider Interface on Linux: TAPI's names, values, states, errors and structures, to the letter.
 *
 * Usable from C11 and C++20. The one deliberate difference: strings are UTF-8 and of type char, where TAPI has 16-bit
 * characters; sizes count bytes with the terminating NUL. DWORD is 32 bits, handles are as wide as a pointer.
 * What a line cannot do answers LINEERR_OPERATIONUNAVAIL, and its feature bit is off; tspi_unoffered.h has the functions
 * that no line of this kind offers. Every TSPI_provider and TSPI_line function of version 2.2 is there; phones, TUISPI and
 * ordinals are not. Before TSPI_providerInit each function that needs it answers LINEERR_UNINITIALIZED, and each handle is
 * judged first: LINEERR_INVALLINEHANDLE or LINEERR_INVALCALLHANDLE, also from a function that is not offered.
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
 * Errors are named without LINEERR_. Besides those that are named with it, each function may answer NOMEM and
 * OPERATIONFAILED, and UNINITIALIZED before TSPI_providerInit.
 *
 * Sources: the TAPI and TSPI reference, version 2.2; functions and structures under their own names.
 */
#ifndef CAMPON_TSPI_H
#define CAMPON_TSPI_H

#include "campon/export.h"
#include "campon/tspi_call_constants.h"
#include "campon/tspi_constants.h"
#include "campon/tspi_device.h"
#include "campon/tspi_structures.h"
#include "campon/tspi_types.h"
#include "campon/tspi_unoffered.h"

#ifdef __cplusplus
extern "C" {
#endif

/* dwDeviceID of TSPI_lineNegotiateTSPIVersion before TSPI_providerInit. */
#define INITIALIZE_NEGOTIATION 0xFFFFFFFFu

/* Versions that can be negotiated. */
#define TSPI_VERSION_1_4 0x00010004u
#define TSPI_VERSION_2_0 0x00020000u
#define TSPI_VERSION_2_1 0x00020001u
#define TSPI_VERSION_2_2 0x00020002u

/*
 * Call
 */

/* Asynchronous. Dials lpszDestAddress (UTF-8; digits, * # A-D, ',' and formatting; ';' at the end: TSPI_lineDial
 * brings more, where LINEADDRCAPFLAGS_PARTIALDIAL is on). The call reports dialtone, dialing,
 * proceeding and what is heard, after the reply. Errors at once: INVALLINEHANDLE, INVALPOINTER, INVALADDRESS, DIALBILLING, DIALQUIET,
 * DIALDIALTONE, DIALPROMPT, DIALVOICEDETECT, CALLUNAVAIL (the line has a call), STRUCTURETOOSMALL, INVALMEDIAMODE,
 * INVALBEARERMODE, INVALADDRESSMODE, INVALADDRESSID, NODEVICE (out of service). In the reply: OPERATIONFAILED (no dial tone), NODEVICE, RESOURCEUNAVAIL. [TSPI_lineMakeCall] */
CAMPON_EXPORT LONG TSPI_lineMakeCall(DRV_REQUESTID dwRequestID, HDRVLINE hdLine, HTAPICALL htCall, LPHDRVCALL lphdCall,
                                     LPCSTR lpszDestAddress, DWORD dwCountryCode, LINECALLPARAMS const* lpCallParams);

/* Asynchronous. The next part of a number whose parts before ended with ';', also of none ("" or NULL in TSPI_lineMakeCall:
 * dial tone only). Without ';' at its end, or empty, it ends the number, and the call is proceeding. Errors at once:
 * INVALCALLHANDLE, INVALPOINTER, INVALCALLSTATE (the number is complete, or a part goes out), INVALADDRESS, DIALBILLING and the
 * others of TSPI_lineMakeCall, OPERATIONUNAVAIL (the rules of the line forbid what the parts make). In the reply: OPERATIONFAILED, NODEVICE.
 * [TSPI_lineDial] */
CAMPON_EXPORT LONG TSPI_lineDial(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, LPCSTR lpszDestAddress, DWORD dwCountryCode);

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

/* Notes a number of the application, which LINECALLINFO has then, and LINE_CALLINFO tells. Errors: INVALCALLHANDLE.
 * [TSPI_lineSetAppSpecific] */
CAMPON_EXPORT LONG TSPI_lineSetAppSpecific(HDRVCALL hdCall, DWORD dwAppSpecific);

/* Notes what the call is, of the modes in dwMediaModes of LINEDEVCAPS; LINECALLINFO has it then, and LINE_CALLINFO tells.
 * Nothing changes on the line. Errors: INVALCALLHANDLE, INVALMEDIAMODE. [TSPI_lineSetMediaMode] */
CAMPON_EXPORT LONG TSPI_lineSetMediaMode(HDRVCALL hdCall, DWORD dwMediaMode);

/* Sends digits in a call that is in ringback, busy, specialinfo or connected: 0-9 * # A-D as DTMF, ',' a pause of two seconds, '!' a hook flash as long as the
 * region wants; other characters are skipped. LINE_GENERATE tells the end: DONE, or CANCEL when new digits, NULL, the end
 * of the call or the device stopped them. dwDuration is not looked at: the device has a length of its own.
 * After a '!' dial tone does not end the call any more. Errors: INVALCALLHANDLE, INVALCALLSTATE, INVALDIGITMODE
 * (DTMF only), OPERATIONUNAVAIL (the device cannot, or cannot flash, or the rules of the line forbid the number behind a flash).
 * [TSPI_lineGenerateDigits] */
CAMPON_EXPORT LONG TSPI_lineGenerateDigits(HDRVCALL hdCall, DWORD dwEndToEndID, DWORD dwDigitMode, LPCSTR lpszDigits, DWORD dwDuration);

/* From now on LINE_MONITORDIGITS tells each DTMF digit of the other party; mode 0 ends it. Digits that come while the line
 * itself sends are not told. Errors: INVALCALLHANDLE, INVALCALLSTATE (idle, disconnected), INVALDIGITMODE (DTMF only),
 * OPERATIONUNAVAIL (the device cannot). [TSPI_lineMonitorDigits] */
CAMPON_EXPORT LONG TSPI_lineMonitorDigits(HDRVCALL hdCall, DWORD dwDigitModes);

/* Writes the next dwNumDigits digits of the other party to lpsDigits, as it hears them, and a NUL behind the last when
 * there are fewer. The memory must stay until LINE_GATHERDIGITS tells the end, or the call is closed: BUFFERFULL, TERMDIGIT (it is written too),
 * FIRSTTIMEOUT and INTERTIMEOUT (milliseconds; 0: none), CANCEL (a new one, NULL, the end of the call). Errors: as
 * TSPI_lineMonitorDigits, INVALPARAM (no digits wanted), INVALTIMEOUT (see dwGatherDigitsMinTimeout),
 * INVALDIGITS (what ends it is no digit). [TSPI_lineGatherDigits] */
CAMPON_EXPORT LONG TSPI_lineGatherDigits(HDRVCALL hdCall, DWORD dwEndToEndID, DWORD dwDigitModes, LPSTR lpsDigits, DWORD dwNumDigits,
                                         LPCSTR lpszTerminationDigits, DWORD dwFirstDigitTimeout, DWORD dwInterDigitTimeout);

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
