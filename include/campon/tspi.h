/*
 * The Telephony Service Provider Interface on Linux: TAPI's names, values, states, errors and structures, to the letter.
 *
 * Usable from C11 and C++20. The one deliberate difference: strings are UTF-8 and of type char, where TAPI has 16-bit
 * characters; sizes count bytes with the terminating NUL. DWORD is 32 bits, handles are as wide as a pointer.
 * What this provider does not do answers LINEERR_OPERATIONUNAVAIL, and its feature bit is off.
 *
 * Asynchronous functions take a request id (1 to 0x7FFFFFFF) and return exactly that id when the request was accepted, or
 * a negative LINEERR when it is over; an accepted one ends by ASYNC_COMPLETION exactly once, which may come before the
 * function returns. Callbacks come one at a time, on a thread of the provider, under no lock: any function may be called
 * from inside one, and from any thread.
 *
 * Configuration: the environment variable CAMPON_CONFIG names a TOML file with one [[line]] for each telephone line
 * (device, network, and optionally name, region, modem); default /etc/campon/campon.toml.
 *
 * Sources: the TAPI and TSPI reference, version 2.2; functions and structures under their own names.
 */
#ifndef CAMPON_TSPI_H
#define CAMPON_TSPI_H

#include <stdint.h>

#include "campon/export.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef uint32_t DWORD;
typedef int32_t LONG;
typedef uint16_t WORD;
typedef uintptr_t DWORD_PTR;
typedef DWORD *LPDWORD;
typedef void *LPVOID;
typedef const char *LPCSTR; /* UTF-8 */
typedef DWORD DRV_REQUESTID;

/* Handles. HDRV... are the provider's, never 0, and carry a generation: a stale one is an error. H... are the caller's. */
typedef struct campon_drvline *HDRVLINE;
typedef struct campon_drvcall *HDRVCALL;
typedef struct campon_tapiline *HTAPILINE;
typedef struct campon_tapicall *HTAPICALL;
typedef struct campon_provider *HPROVIDER;
typedef HDRVLINE *LPHDRVLINE;
typedef HDRVCALL *LPHDRVCALL;
typedef HTAPICALL *LPHTAPICALL;

typedef struct campon_guid {
  DWORD Data1;
  WORD Data2;
  WORD Data3;
  uint8_t Data4[8];
} GUID;

/* UTC. */
typedef struct campon_systemtime {
  WORD wYear;
  WORD wMonth;
  WORD wDayOfWeek;
  WORD wDay;
  WORD wHour;
  WORD wMinute;
  WORD wSecond;
  WORD wMilliseconds;
} SYSTEMTIME;

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

/* Line messages; dwMsg of LINEEVENT. */
#define LINE_ADDRESSSTATE       0x00000000u
#define LINE_CALLINFO           0x00000001u
#define LINE_CALLSTATE          0x00000002u
#define LINE_CLOSE              0x00000003u
#define LINE_DEVSPECIFIC        0x00000004u
#define LINE_DEVSPECIFICFEATURE 0x00000005u
#define LINE_GATHERDIGITS       0x00000006u
#define LINE_GENERATE           0x00000007u
#define LINE_LINEDEVSTATE       0x00000008u
#define LINE_MONITORDIGITS      0x00000009u
#define LINE_MONITORMEDIA       0x0000000Au
#define LINE_MONITORTONE        0x0000000Bu
#define LINE_REPLY              0x0000000Cu
#define LINE_REQUEST            0x0000000Du
#define LINE_CREATE             0x00000013u
#define LINE_AGENTSPECIFIC      0x00000015u
#define LINE_AGENTSTATUS        0x00000016u
#define LINE_APPNEWCALL         0x00000017u
#define LINE_PROXYREQUEST       0x00000018u
#define LINE_REMOVE             0x00000019u
#define LINE_AGENTSESSIONSTATUS 0x0000001Bu
#define LINE_QUEUESTATUS        0x0000001Cu
#define LINE_AGENTSTATUSEX      0x0000001Du
#define LINE_GROUPSTATUS        0x0000001Eu
#define LINE_PROXYSTATUS        0x0000001Fu
#define LINE_APPNEWCALLHUB      0x00000020u
#define LINE_CALLHUBCLOSE       0x00000021u
#define LINE_DEVSPECIFICEX      0x00000022u

/* Messages that only a provider sends. */
#define LINE_NEWCALL                0x000001F4u
#define LINE_CALLDEVSPECIFIC        0x000001F5u
#define LINE_CALLDEVSPECIFICFEATURE 0x000001F6u
#define LINE_CREATEDIALOGINSTANCE   0x000001F7u
#define LINE_SENDDIALOGINSTANCEDATA 0x000001F8u
#define LINE_SENDMSPDATA            0x000001F9u
#define LINE_QOSINFO                0x000001FAu
#define TSPI_MESSAGE_BASE           0x000001F4u

/* State of a call; dwParam1 of LINE_CALLSTATE. */
#define LINECALLSTATE_IDLE               0x00000001u
#define LINECALLSTATE_OFFERING           0x00000002u
#define LINECALLSTATE_ACCEPTED           0x00000004u
#define LINECALLSTATE_DIALTONE           0x00000008u
#define LINECALLSTATE_DIALING            0x00000010u
#define LINECALLSTATE_RINGBACK           0x00000020u
#define LINECALLSTATE_BUSY               0x00000040u
#define LINECALLSTATE_SPECIALINFO        0x00000080u
#define LINECALLSTATE_CONNECTED          0x00000100u
#define LINECALLSTATE_PROCEEDING         0x00000200u
#define LINECALLSTATE_ONHOLD             0x00000400u
#define LINECALLSTATE_CONFERENCED        0x00000800u
#define LINECALLSTATE_ONHOLDPENDCONF     0x00001000u
#define LINECALLSTATE_ONHOLDPENDTRANSFER 0x00002000u
#define LINECALLSTATE_DISCONNECTED       0x00004000u
#define LINECALLSTATE_UNKNOWN            0x00008000u

/* Detail of LINECALLSTATE_BUSY. */
#define LINEBUSYMODE_STATION 0x00000001u
#define LINEBUSYMODE_TRUNK   0x00000002u
#define LINEBUSYMODE_UNKNOWN 0x00000004u
#define LINEBUSYMODE_UNAVAIL 0x00000008u

/* Detail of LINECALLSTATE_DISCONNECTED. */
#define LINEDISCONNECTMODE_NORMAL            0x00000001u
#define LINEDISCONNECTMODE_UNKNOWN           0x00000002u
#define LINEDISCONNECTMODE_REJECT            0x00000004u
#define LINEDISCONNECTMODE_PICKUP            0x00000008u
#define LINEDISCONNECTMODE_FORWARDED         0x00000010u
#define LINEDISCONNECTMODE_BUSY              0x00000020u
#define LINEDISCONNECTMODE_NOANSWER          0x00000040u
#define LINEDISCONNECTMODE_BADADDRESS        0x00000080u
#define LINEDISCONNECTMODE_UNREACHABLE       0x00000100u
#define LINEDISCONNECTMODE_CONGESTION        0x00000200u
#define LINEDISCONNECTMODE_INCOMPATIBLE      0x00000400u
#define LINEDISCONNECTMODE_UNAVAIL           0x00000800u
#define LINEDISCONNECTMODE_NODIALTONE        0x00001000u
#define LINEDISCONNECTMODE_NUMBERCHANGED     0x00002000u
#define LINEDISCONNECTMODE_OUTOFORDER        0x00004000u
#define LINEDISCONNECTMODE_TEMPFAILURE       0x00008000u
#define LINEDISCONNECTMODE_QOSUNAVAIL        0x00010000u
#define LINEDISCONNECTMODE_BLOCKED           0x00020000u
#define LINEDISCONNECTMODE_DONOTDISTURB      0x00040000u
#define LINEDISCONNECTMODE_CANCELLED         0x00080000u
#define LINEDISCONNECTMODE_DESTINATIONBARRED 0x00100000u
#define LINEDISCONNECTMODE_FDNRESTRICT       0x00200000u

/* Detail of LINECALLSTATE_DIALTONE. */
#define LINEDIALTONEMODE_NORMAL   0x00000001u
#define LINEDIALTONEMODE_SPECIAL  0x00000002u
#define LINEDIALTONEMODE_INTERNAL 0x00000004u
#define LINEDIALTONEMODE_EXTERNAL 0x00000008u
#define LINEDIALTONEMODE_UNKNOWN  0x00000010u
#define LINEDIALTONEMODE_UNAVAIL  0x00000020u

/* Detail of LINECALLSTATE_SPECIALINFO. */
#define LINESPECIALINFO_NOCIRCUIT 0x00000001u
#define LINESPECIALINFO_CUSTIRREG 0x00000002u
#define LINESPECIALINFO_REORDER   0x00000004u
#define LINESPECIALINFO_UNKNOWN   0x00000008u
#define LINESPECIALINFO_UNAVAIL   0x00000010u

/* Detail of LINECALLSTATE_CONNECTED. CONFIRMED only where the answer was signalled electrically. */
#define LINECONNECTEDMODE_ACTIVE       0x00000001u
#define LINECONNECTEDMODE_INACTIVE     0x00000002u
#define LINECONNECTEDMODE_ACTIVEHELD   0x00000004u
#define LINECONNECTEDMODE_INACTIVEHELD 0x00000008u
#define LINECONNECTEDMODE_CONFIRMED    0x00000010u

/* Detail of LINECALLSTATE_OFFERING. */
#define LINEOFFERINGMODE_ACTIVE   0x00000001u
#define LINEOFFERINGMODE_INACTIVE 0x00000002u

/* How to complete a call; exactly one in a request, a mask in LINEADDRESSCAPS. */
#define LINECALLCOMPLMODE_CAMPON   0x00000001u
#define LINECALLCOMPLMODE_CALLBACK 0x00000002u
#define LINECALLCOMPLMODE_INTRUDE  0x00000004u
#define LINECALLCOMPLMODE_MESSAGE  0x00000008u

/* When a call can be completed. */
#define LINECALLCOMPLCOND_BUSY     0x00000001u
#define LINECALLCOMPLCOND_NOANSWER 0x00000002u

/* What can be done with a call. */
#define LINECALLFEATURE_ACCEPT              0x00000001u
#define LINECALLFEATURE_ADDTOCONF           0x00000002u
#define LINECALLFEATURE_ANSWER              0x00000004u
#define LINECALLFEATURE_BLINDTRANSFER       0x00000008u
#define LINECALLFEATURE_COMPLETECALL        0x00000010u
#define LINECALLFEATURE_COMPLETETRANSF      0x00000020u
#define LINECALLFEATURE_DIAL                0x00000040u
#define LINECALLFEATURE_DROP                0x00000080u
#define LINECALLFEATURE_GATHERDIGITS        0x00000100u
#define LINECALLFEATURE_GENERATEDIGITS      0x00000200u
#define LINECALLFEATURE_GENERATETONE        0x00000400u
#define LINECALLFEATURE_HOLD                0x00000800u
#define LINECALLFEATURE_MONITORDIGITS       0x00001000u
#define LINECALLFEATURE_MONITORMEDIA        0x00002000u
#define LINECALLFEATURE_MONITORTONES        0x00004000u
#define LINECALLFEATURE_PARK                0x00008000u
#define LINECALLFEATURE_PREPAREADDCONF      0x00010000u
#define LINECALLFEATURE_REDIRECT            0x00020000u
#define LINECALLFEATURE_REMOVEFROMCONF      0x00040000u
#define LINECALLFEATURE_SECURECALL          0x00080000u
#define LINECALLFEATURE_SENDUSERUSER        0x00100000u
#define LINECALLFEATURE_SETCALLPARAMS       0x00200000u
#define LINECALLFEATURE_SETMEDIACONTROL     0x00400000u
#define LINECALLFEATURE_SETTERMINAL         0x00800000u
#define LINECALLFEATURE_SETUPCONF           0x01000000u
#define LINECALLFEATURE_SETUPTRANSFER       0x02000000u
#define LINECALLFEATURE_SWAPHOLD            0x04000000u
#define LINECALLFEATURE_UNHOLD              0x08000000u
#define LINECALLFEATURE_RELEASEUSERUSERINFO 0x10000000u
#define LINECALLFEATURE_SETTREATMENT        0x20000000u
#define LINECALLFEATURE_SETQOS              0x40000000u
#define LINECALLFEATURE_SETCALLDATA         0x80000000u

/* More of the same, since version 2.0. */
#define LINECALLFEATURE2_NOHOLDCONFERENCE 0x00000001u
#define LINECALLFEATURE2_ONESTEPTRANSFER  0x00000002u
#define LINECALLFEATURE2_COMPLCAMPON      0x00000004u
#define LINECALLFEATURE2_COMPLCALLBACK    0x00000008u
#define LINECALLFEATURE2_COMPLINTRUDE     0x00000010u
#define LINECALLFEATURE2_COMPLMESSAGE     0x00000020u
#define LINECALLFEATURE2_TRANSFERNORM     0x00000040u
#define LINECALLFEATURE2_TRANSFERCONF     0x00000080u
#define LINECALLFEATURE2_PARKDIRECT       0x00000100u
#define LINECALLFEATURE2_PARKNONDIRECT    0x00000200u

/* What can be done with an address. */
#define LINEADDRFEATURE_FORWARD         0x00000001u
#define LINEADDRFEATURE_MAKECALL        0x00000002u
#define LINEADDRFEATURE_PICKUP          0x00000004u
#define LINEADDRFEATURE_SETMEDIACONTROL 0x00000008u
#define LINEADDRFEATURE_SETTERMINAL     0x00000010u
#define LINEADDRFEATURE_SETUPCONF       0x00000020u
#define LINEADDRFEATURE_UNCOMPLETECALL  0x00000040u
#define LINEADDRFEATURE_UNPARK          0x00000080u
#define LINEADDRFEATURE_PICKUPHELD      0x00000100u
#define LINEADDRFEATURE_PICKUPGROUP     0x00000200u
#define LINEADDRFEATURE_PICKUPDIRECT    0x00000400u
#define LINEADDRFEATURE_PICKUPWAITING   0x00000800u
#define LINEADDRFEATURE_FORWARDFWD      0x00001000u
#define LINEADDRFEATURE_FORWARDDND      0x00002000u

/* Properties of an address. */
#define LINEADDRCAPFLAGS_FWDNUMRINGS              0x00000001u
#define LINEADDRCAPFLAGS_PICKUPGROUPID            0x00000002u
#define LINEADDRCAPFLAGS_SECURE                   0x00000004u
#define LINEADDRCAPFLAGS_BLOCKIDDEFAULT           0x00000008u
#define LINEADDRCAPFLAGS_BLOCKIDOVERRIDE          0x00000010u
#define LINEADDRCAPFLAGS_DIALED                   0x00000020u
#define LINEADDRCAPFLAGS_ORIGOFFHOOK              0x00000040u
#define LINEADDRCAPFLAGS_DESTOFFHOOK              0x00000080u
#define LINEADDRCAPFLAGS_FWDCONSULT               0x00000100u
#define LINEADDRCAPFLAGS_SETUPCONFNULL            0x00000200u
#define LINEADDRCAPFLAGS_AUTORECONNECT            0x00000400u
#define LINEADDRCAPFLAGS_COMPLETIONID             0x00000800u
#define LINEADDRCAPFLAGS_TRANSFERHELD             0x00001000u
#define LINEADDRCAPFLAGS_TRANSFERMAKE             0x00002000u
#define LINEADDRCAPFLAGS_CONFERENCEHELD           0x00004000u
#define LINEADDRCAPFLAGS_CONFERENCEMAKE           0x00008000u
#define LINEADDRCAPFLAGS_PARTIALDIAL              0x00010000u
#define LINEADDRCAPFLAGS_FWDSTATUSVALID           0x00020000u
#define LINEADDRCAPFLAGS_FWDINTEXTADDR            0x00040000u
#define LINEADDRCAPFLAGS_FWDBUSYNAADDR            0x00080000u
#define LINEADDRCAPFLAGS_ACCEPTTOALERT            0x00100000u
#define LINEADDRCAPFLAGS_CONFDROP                 0x00200000u
#define LINEADDRCAPFLAGS_PICKUPCALLWAIT           0x00400000u
#define LINEADDRCAPFLAGS_PREDICTIVEDIALER         0x00800000u
#define LINEADDRCAPFLAGS_QUEUE                    0x01000000u
#define LINEADDRCAPFLAGS_ROUTEPOINT               0x02000000u
#define LINEADDRCAPFLAGS_HOLDMAKESNEW             0x04000000u
#define LINEADDRCAPFLAGS_NOINTERNALCALLS          0x08000000u
#define LINEADDRCAPFLAGS_NOEXTERNALCALLS          0x10000000u
#define LINEADDRCAPFLAGS_SETCALLINGID             0x20000000u
#define LINEADDRCAPFLAGS_ACDGROUP                 0x40000000u
#define LINEADDRCAPFLAGS_NOPSTNADDRESSTRANSLATION 0x80000000u

/* How an originating address is named. */
#define LINEADDRESSMODE_ADDRESSID    0x00000001u
#define LINEADDRESSMODE_DIALABLEADDR 0x00000002u

/* Who shares an address. */
#define LINEADDRESSSHARING_PRIVATE       0x00000001u
#define LINEADDRESSSHARING_BRIDGEDEXCL   0x00000002u
#define LINEADDRESSSHARING_BRIDGEDNEW    0x00000004u
#define LINEADDRESSSHARING_BRIDGEDSHARED 0x00000008u
#define LINEADDRESSSHARING_MONITORED     0x00000010u

/* What has changed of an address. */
#define LINEADDRESSSTATE_OTHER       0x00000001u
#define LINEADDRESSSTATE_DEVSPECIFIC 0x00000002u
#define LINEADDRESSSTATE_INUSEZERO   0x00000004u
#define LINEADDRESSSTATE_INUSEONE    0x00000008u
#define LINEADDRESSSTATE_INUSEMANY   0x00000010u
#define LINEADDRESSSTATE_NUMCALLS    0x00000020u
#define LINEADDRESSSTATE_FORWARD     0x00000040u
#define LINEADDRESSSTATE_TERMINALS   0x00000080u
#define LINEADDRESSSTATE_CAPSCHANGE  0x00000100u

/* What answering does to an active call. */
#define LINEANSWERMODE_NONE 0x00000001u
#define LINEANSWERMODE_DROP 0x00000002u
#define LINEANSWERMODE_HOLD 0x00000004u

/* Kind of connection. */
#define LINEBEARERMODE_VOICE            0x00000001u
#define LINEBEARERMODE_SPEECH           0x00000002u
#define LINEBEARERMODE_MULTIUSE         0x00000004u
#define LINEBEARERMODE_DATA             0x00000008u
#define LINEBEARERMODE_ALTSPEECHDATA    0x00000010u
#define LINEBEARERMODE_NONCALLSIGNALING 0x00000020u
#define LINEBEARERMODE_PASSTHROUGH      0x00000040u
#define LINEBEARERMODE_RESTRICTEDDATA   0x00000080u

/* What is carried. */
#define LINEMEDIAMODE_UNKNOWN          0x00000002u
#define LINEMEDIAMODE_INTERACTIVEVOICE 0x00000004u
#define LINEMEDIAMODE_AUTOMATEDVOICE   0x00000008u
#define LINEMEDIAMODE_DATAMODEM        0x00000010u
#define LINEMEDIAMODE_G3FAX            0x00000020u
#define LINEMEDIAMODE_TDD              0x00000040u
#define LINEMEDIAMODE_G4FAX            0x00000080u
#define LINEMEDIAMODE_DIGITALDATA      0x00000100u
#define LINEMEDIAMODE_TELETEX          0x00000200u
#define LINEMEDIAMODE_VIDEOTEX         0x00000400u
#define LINEMEDIAMODE_TELEX            0x00000800u
#define LINEMEDIAMODE_MIXED            0x00001000u
#define LINEMEDIAMODE_ADSI             0x00002000u
#define LINEMEDIAMODE_VOICEVIEW        0x00004000u
#define LINEMEDIAMODE_VIDEO            0x00008000u

/* Which fields of LINECALLINFO have changed; dwParam1 of LINE_CALLINFO. */
#define LINECALLINFOSTATE_OTHER         0x00000001u
#define LINECALLINFOSTATE_DEVSPECIFIC   0x00000002u
#define LINECALLINFOSTATE_BEARERMODE    0x00000004u
#define LINECALLINFOSTATE_RATE          0x00000008u
#define LINECALLINFOSTATE_MEDIAMODE     0x00000010u
#define LINECALLINFOSTATE_APPSPECIFIC   0x00000020u
#define LINECALLINFOSTATE_CALLID        0x00000040u
#define LINECALLINFOSTATE_RELATEDCALLID 0x00000080u
#define LINECALLINFOSTATE_ORIGIN        0x00000100u
#define LINECALLINFOSTATE_REASON        0x00000200u
#define LINECALLINFOSTATE_COMPLETIONID  0x00000400u
#define LINECALLINFOSTATE_NUMOWNERINCR  0x00000800u
#define LINECALLINFOSTATE_NUMOWNERDECR  0x00001000u
#define LINECALLINFOSTATE_NUMMONITORS   0x00002000u
#define LINECALLINFOSTATE_TRUNK         0x00004000u
#define LINECALLINFOSTATE_CALLERID      0x00008000u
#define LINECALLINFOSTATE_CALLEDID      0x00010000u
#define LINECALLINFOSTATE_CONNECTEDID   0x00020000u
#define LINECALLINFOSTATE_REDIRECTIONID 0x00040000u
#define LINECALLINFOSTATE_REDIRECTINGID 0x00080000u
#define LINECALLINFOSTATE_DISPLAY       0x00100000u
#define LINECALLINFOSTATE_USERUSERINFO  0x00200000u
#define LINECALLINFOSTATE_HIGHLEVELCOMP 0x00400000u
#define LINECALLINFOSTATE_LOWLEVELCOMP  0x00800000u
#define LINECALLINFOSTATE_CHARGINGINFO  0x01000000u
#define LINECALLINFOSTATE_TERMINAL      0x02000000u
#define LINECALLINFOSTATE_DIALPARAMS    0x04000000u
#define LINECALLINFOSTATE_MONITORMODES  0x08000000u
#define LINECALLINFOSTATE_TREATMENT     0x10000000u
#define LINECALLINFOSTATE_QOS           0x20000000u
#define LINECALLINFOSTATE_CALLDATA      0x40000000u

/* Where a call comes from. */
#define LINECALLORIGIN_OUTBOUND   0x00000001u
#define LINECALLORIGIN_INTERNAL   0x00000002u
#define LINECALLORIGIN_EXTERNAL   0x00000004u
#define LINECALLORIGIN_UNKNOWN    0x00000010u
#define LINECALLORIGIN_UNAVAIL    0x00000020u
#define LINECALLORIGIN_CONFERENCE 0x00000040u
#define LINECALLORIGIN_INBOUND    0x00000080u

/* Why a call is there. */
#define LINECALLREASON_DIRECT         0x00000001u
#define LINECALLREASON_FWDBUSY        0x00000002u
#define LINECALLREASON_FWDNOANSWER    0x00000004u
#define LINECALLREASON_FWDUNCOND      0x00000008u
#define LINECALLREASON_PICKUP         0x00000010u
#define LINECALLREASON_UNPARK         0x00000020u
#define LINECALLREASON_REDIRECT       0x00000040u
#define LINECALLREASON_CALLCOMPLETION 0x00000080u
#define LINECALLREASON_TRANSFER       0x00000100u
#define LINECALLREASON_REMINDER       0x00000200u
#define LINECALLREASON_UNKNOWN        0x00000400u
#define LINECALLREASON_UNAVAIL        0x00000800u
#define LINECALLREASON_INTRUDE        0x00001000u
#define LINECALLREASON_PARKED         0x00002000u
#define LINECALLREASON_CAMPEDON       0x00004000u
#define LINECALLREASON_ROUTEREQUEST   0x00008000u

/* Wishes for a call that is made. */
#define LINECALLPARAMFLAGS_SECURE           0x00000001u
#define LINECALLPARAMFLAGS_IDLE             0x00000002u
#define LINECALLPARAMFLAGS_BLOCKID          0x00000004u
#define LINECALLPARAMFLAGS_ORIGOFFHOOK      0x00000008u
#define LINECALLPARAMFLAGS_DESTOFFHOOK      0x00000010u
#define LINECALLPARAMFLAGS_NOHOLDCONFERENCE 0x00000020u
#define LINECALLPARAMFLAGS_PREDICTIVEDIAL   0x00000040u
#define LINECALLPARAMFLAGS_ONESTEPTRANSFER  0x00000080u

/* What is known of a party. */
#define LINECALLPARTYID_BLOCKED   0x00000001u
#define LINECALLPARTYID_OUTOFAREA 0x00000002u
#define LINECALLPARTYID_NAME      0x00000004u
#define LINECALLPARTYID_ADDRESS   0x00000008u
#define LINECALLPARTYID_PARTIAL   0x00000010u
#define LINECALLPARTYID_UNKNOWN   0x00000020u
#define LINECALLPARTYID_UNAVAIL   0x00000040u

/* Privileges of applications; TAPI's business only. */
#define LINECALLPRIVILEGE_NONE    0x00000001u
#define LINECALLPRIVILEGE_MONITOR 0x00000002u
#define LINECALLPRIVILEGE_OWNER   0x00000004u

/* What has changed of a line; dwParam1 of LINE_LINEDEVSTATE. */
#define LINEDEVSTATE_OTHER           0x00000001u
#define LINEDEVSTATE_RINGING         0x00000002u
#define LINEDEVSTATE_CONNECTED       0x00000004u
#define LINEDEVSTATE_DISCONNECTED    0x00000008u
#define LINEDEVSTATE_MSGWAITON       0x00000010u
#define LINEDEVSTATE_MSGWAITOFF      0x00000020u
#define LINEDEVSTATE_INSERVICE       0x00000040u
#define LINEDEVSTATE_OUTOFSERVICE    0x00000080u
#define LINEDEVSTATE_MAINTENANCE     0x00000100u
#define LINEDEVSTATE_OPEN            0x00000200u
#define LINEDEVSTATE_CLOSE           0x00000400u
#define LINEDEVSTATE_NUMCALLS        0x00000800u
#define LINEDEVSTATE_NUMCOMPLETIONS  0x00001000u
#define LINEDEVSTATE_TERMINALS       0x00002000u
#define LINEDEVSTATE_ROAMMODE        0x00004000u
#define LINEDEVSTATE_BATTERY         0x00008000u
#define LINEDEVSTATE_SIGNAL          0x00010000u
#define LINEDEVSTATE_DEVSPECIFIC     0x00020000u
#define LINEDEVSTATE_REINIT          0x00040000u
#define LINEDEVSTATE_LOCK            0x00080000u
#define LINEDEVSTATE_CAPSCHANGE      0x00100000u
#define LINEDEVSTATE_CONFIGCHANGE    0x00200000u
#define LINEDEVSTATE_TRANSLATECHANGE 0x00400000u
#define LINEDEVSTATE_COMPLCANCEL     0x00800000u
#define LINEDEVSTATE_REMOVED         0x01000000u

/* Properties of a line. */
#define LINEDEVCAPFLAGS_CROSSADDRCONF   0x00000001u
#define LINEDEVCAPFLAGS_HIGHLEVCOMP     0x00000002u
#define LINEDEVCAPFLAGS_LOWLEVCOMP      0x00000004u
#define LINEDEVCAPFLAGS_MEDIACONTROL    0x00000008u
#define LINEDEVCAPFLAGS_MULTIPLEADDR    0x00000010u
#define LINEDEVCAPFLAGS_CLOSEDROP       0x00000020u
#define LINEDEVCAPFLAGS_DIALBILLING     0x00000040u
#define LINEDEVCAPFLAGS_DIALQUIET       0x00000080u
#define LINEDEVCAPFLAGS_DIALDIALTONE    0x00000100u
#define LINEDEVCAPFLAGS_MSP             0x00000200u
#define LINEDEVCAPFLAGS_CALLHUB         0x00000400u
#define LINEDEVCAPFLAGS_CALLHUBTRACKING 0x00000800u
#define LINEDEVCAPFLAGS_PRIVATEOBJECTS  0x00001000u
#define LINEDEVCAPFLAGS_LOCAL           0x00002000u

/* Condition of a line. */
#define LINEDEVSTATUSFLAGS_CONNECTED 0x00000001u
#define LINEDEVSTATUSFLAGS_MSGWAIT   0x00000002u
#define LINEDEVSTATUSFLAGS_INSERVICE 0x00000004u
#define LINEDEVSTATUSFLAGS_LOCKED    0x00000008u

/* What can be done with a line. */
#define LINEFEATURE_DEVSPECIFIC     0x00000001u
#define LINEFEATURE_DEVSPECIFICFEAT 0x00000002u
#define LINEFEATURE_FORWARD         0x00000004u
#define LINEFEATURE_MAKECALL        0x00000008u
#define LINEFEATURE_SETMEDIACONTROL 0x00000010u
#define LINEFEATURE_SETTERMINAL     0x00000020u
#define LINEFEATURE_SETDEVSTATUS    0x00000040u
#define LINEFEATURE_FORWARDFWD      0x00000080u
#define LINEFEATURE_FORWARDDND      0x00000100u

/* Options that TSPI_providerInit gives out. */
#define LINETSPIOPTION_NONREENTRANT 0x00000001u

/* Coding of strings in capabilities. */
#define STRINGFORMAT_ASCII   0x00000001u
#define STRINGFORMAT_DBCS    0x00000002u
#define STRINGFORMAT_UNICODE 0x00000003u
#define STRINGFORMAT_BINARY  0x00000004u

/* Errors. As LONG they are negative. */
#define LINEERR_ALLOCATED              0x80000001u
#define LINEERR_BADDEVICEID            0x80000002u
#define LINEERR_BEARERMODEUNAVAIL      0x80000003u
#define LINEERR_CALLUNAVAIL            0x80000005u
#define LINEERR_COMPLETIONOVERRUN      0x80000006u
#define LINEERR_CONFERENCEFULL         0x80000007u
#define LINEERR_DIALBILLING            0x80000008u
#define LINEERR_DIALDIALTONE           0x80000009u
#define LINEERR_DIALPROMPT             0x8000000Au
#define LINEERR_DIALQUIET              0x8000000Bu
#define LINEERR_INCOMPATIBLEAPIVERSION 0x8000000Cu
#define LINEERR_INCOMPATIBLEEXTVERSION 0x8000000Du
#define LINEERR_INIFILECORRUPT         0x8000000Eu
#define LINEERR_INUSE                  0x8000000Fu
#define LINEERR_INVALADDRESS           0x80000010u
#define LINEERR_INVALADDRESSID         0x80000011u
#define LINEERR_INVALADDRESSMODE       0x80000012u
#define LINEERR_INVALADDRESSSTATE      0x80000013u
#define LINEERR_INVALAPPHANDLE         0x80000014u
#define LINEERR_INVALAPPNAME           0x80000015u
#define LINEERR_INVALBEARERMODE        0x80000016u
#define LINEERR_INVALCALLCOMPLMODE     0x80000017u
#define LINEERR_INVALCALLHANDLE        0x80000018u
#define LINEERR_INVALCALLPARAMS        0x80000019u
#define LINEERR_INVALCALLPRIVILEGE     0x8000001Au
#define LINEERR_INVALCALLSELECT        0x8000001Bu
#define LINEERR_INVALCALLSTATE         0x8000001Cu
#define LINEERR_INVALCALLSTATELIST     0x8000001Du
#define LINEERR_INVALCARD              0x8000001Eu
#define LINEERR_INVALCOMPLETIONID      0x8000001Fu
#define LINEERR_INVALCONFCALLHANDLE    0x80000020u
#define LINEERR_INVALCONSULTCALLHANDLE 0x80000021u
#define LINEERR_INVALCOUNTRYCODE       0x80000022u
#define LINEERR_INVALDEVICECLASS       0x80000023u
#define LINEERR_INVALDEVICEHANDLE      0x80000024u
#define LINEERR_INVALDIALPARAMS        0x80000025u
#define LINEERR_INVALDIGITLIST         0x80000026u
#define LINEERR_INVALDIGITMODE         0x80000027u
#define LINEERR_INVALDIGITS            0x80000028u
#define LINEERR_INVALEXTVERSION        0x80000029u
#define LINEERR_INVALGROUPID           0x8000002Au
#define LINEERR_INVALLINEHANDLE        0x8000002Bu
#define LINEERR_INVALLINESTATE         0x8000002Cu
#define LINEERR_INVALLOCATION          0x8000002Du
#define LINEERR_INVALMEDIALIST         0x8000002Eu
#define LINEERR_INVALMEDIAMODE         0x8000002Fu
#define LINEERR_INVALMESSAGEID         0x80000030u
#define LINEERR_INVALPARAM             0x80000032u
#define LINEERR_INVALPARKID            0x80000033u
#define LINEERR_INVALPARKMODE          0x80000034u
#define LINEERR_INVALPOINTER           0x80000035u
#define LINEERR_INVALPRIVSELECT        0x80000036u
#define LINEERR_INVALRATE              0x80000037u
#define LINEERR_INVALREQUESTMODE       0x80000038u
#define LINEERR_INVALTERMINALID        0x80000039u
#define LINEERR_INVALTERMINALMODE      0x8000003Au
#define LINEERR_INVALTIMEOUT           0x8000003Bu
#define LINEERR_INVALTONE              0x8000003Cu
#define LINEERR_INVALTONELIST          0x8000003Du
#define LINEERR_INVALTONEMODE          0x8000003Eu
#define LINEERR_INVALTRANSFERMODE      0x8000003Fu
#define LINEERR_LINEMAPPERFAILED       0x80000040u
#define LINEERR_NOCONFERENCE           0x80000041u
#define LINEERR_NODEVICE               0x80000042u
#define LINEERR_NODRIVER               0x80000043u
#define LINEERR_NOMEM                  0x80000044u
#define LINEERR_NOREQUEST              0x80000045u
#define LINEERR_NOTOWNER               0x80000046u
#define LINEERR_NOTREGISTERED          0x80000047u
#define LINEERR_OPERATIONFAILED        0x80000048u
#define LINEERR_OPERATIONUNAVAIL       0x80000049u
#define LINEERR_RATEUNAVAIL            0x8000004Au
#define LINEERR_RESOURCEUNAVAIL        0x8000004Bu
#define LINEERR_REQUESTOVERRUN         0x8000004Cu
#define LINEERR_STRUCTURETOOSMALL      0x8000004Du
#define LINEERR_TARGETNOTFOUND         0x8000004Eu
#define LINEERR_TARGETSELF             0x8000004Fu
#define LINEERR_UNINITIALIZED          0x80000050u
#define LINEERR_USERUSERINFOTOOBIG     0x80000051u
#define LINEERR_REINIT                 0x80000052u
#define LINEERR_ADDRESSBLOCKED         0x80000053u
#define LINEERR_BILLINGREJECTED        0x80000054u
#define LINEERR_INVALFEATURE           0x80000055u
#define LINEERR_NOMULTIPLEINSTANCE     0x80000056u
#define LINEERR_INVALAGENTID           0x80000057u
#define LINEERR_INVALAGENTGROUP        0x80000058u
#define LINEERR_INVALPASSWORD          0x80000059u
#define LINEERR_INVALAGENTSTATE        0x8000005Au
#define LINEERR_INVALAGENTACTIVITY     0x8000005Bu
#define LINEERR_DIALVOICEDETECT        0x8000005Cu
#define LINEERR_USERCANCELLED          0x8000005Du
#define LINEERR_INVALADDRESSTYPE       0x8000005Eu
#define LINEERR_INVALAGENTSESSIONSTATE 0x8000005Fu
#define LINEERR_DISCONNECTED           0x80000060u
#define LINEERR_SERVICE_NOT_RUNNING    0x80000061u

#pragma pack(push, 1)

/* Times of dialling in milliseconds; 0 is the default of the line. */
typedef struct linedialparams_tag {
  DWORD dwDialPause;
  DWORD dwDialSpeed;
  DWORD dwDigitDuration;
  DWORD dwWaitForDialtone;
} LINEDIALPARAMS, *LPLINEDIALPARAMS;

/* Wishes for a call that is made. dwTotalSize says how much of it there is: 112 bytes before version 2.0, 176 since. */
typedef struct linecallparams_tag {
  DWORD dwTotalSize;
  DWORD dwBearerMode;
  DWORD dwMinRate;
  DWORD dwMaxRate;
  DWORD dwMediaMode;
  DWORD dwCallParamFlags;
  DWORD dwAddressMode;
  DWORD dwAddressID;
  LINEDIALPARAMS DialParams;
  DWORD dwOrigAddressSize;
  DWORD dwOrigAddressOffset;
  DWORD dwDisplayableAddressSize;
  DWORD dwDisplayableAddressOffset;
  DWORD dwCalledPartySize;
  DWORD dwCalledPartyOffset;
  DWORD dwCommentSize;
  DWORD dwCommentOffset;
  DWORD dwUserUserInfoSize;
  DWORD dwUserUserInfoOffset;
  DWORD dwHighLevelCompSize;
  DWORD dwHighLevelCompOffset;
  DWORD dwLowLevelCompSize;
  DWORD dwLowLevelCompOffset;
  DWORD dwDevSpecificSize;
  DWORD dwDevSpecificOffset;
  /* since version 2.0 */
  DWORD dwPredictiveAutoTransferStates;
  DWORD dwTargetAddressSize;
  DWORD dwTargetAddressOffset;
  DWORD dwSendingFlowspecSize;
  DWORD dwSendingFlowspecOffset;
  DWORD dwReceivingFlowspecSize;
  DWORD dwReceivingFlowspecOffset;
  DWORD dwDeviceClassSize;
  DWORD dwDeviceClassOffset;
  DWORD dwDeviceConfigSize;
  DWORD dwDeviceConfigOffset;
  DWORD dwCallDataSize;
  DWORD dwCallDataOffset;
  DWORD dwNoAnswerTimeout;
  DWORD dwCallingPartyIDSize;
  DWORD dwCallingPartyIDOffset;
} LINECALLPARAMS, *LPLINECALLPARAMS;

/* What a line can do. 252 bytes in version 2.0 and 2.1, 268 in 2.2. */
typedef struct linedevcaps_tag {
  DWORD dwTotalSize;
  DWORD dwNeededSize;
  DWORD dwUsedSize;
  DWORD dwProviderInfoSize;
  DWORD dwProviderInfoOffset;
  DWORD dwSwitchInfoSize;
  DWORD dwSwitchInfoOffset;
  DWORD dwPermanentLineID;
  DWORD dwLineNameSize;
  DWORD dwLineNameOffset;
  DWORD dwStringFormat;
  DWORD dwAddressModes;
  DWORD dwNumAddresses;
  DWORD dwBearerModes;
  DWORD dwMaxRate;
  DWORD dwMediaModes;
  DWORD dwGenerateToneModes;
  DWORD dwGenerateToneMaxNumFreq;
  DWORD dwGenerateDigitModes;
  DWORD dwMonitorToneMaxNumFreq;
  DWORD dwMonitorToneMaxNumEntries;
  DWORD dwMonitorDigitModes;
  DWORD dwGatherDigitsMinTimeout;
  DWORD dwGatherDigitsMaxTimeout;
  DWORD dwMedCtlDigitMaxListSize;
  DWORD dwMedCtlMediaMaxListSize;
  DWORD dwMedCtlToneMaxListSize;
  DWORD dwMedCtlCallStateMaxListSize;
  DWORD dwDevCapFlags;
  DWORD dwMaxNumActiveCalls;
  DWORD dwAnswerMode;
  DWORD dwRingModes;
  DWORD dwLineStates;
  DWORD dwUUIAcceptSize;
  DWORD dwUUIAnswerSize;
  DWORD dwUUIMakeCallSize;
  DWORD dwUUIDropSize;
  DWORD dwUUISendUserUserInfoSize;
  DWORD dwUUICallInfoSize;
  LINEDIALPARAMS MinDialParams;
  LINEDIALPARAMS MaxDialParams;
  LINEDIALPARAMS DefaultDialParams;
  DWORD dwNumTerminals;
  DWORD dwTerminalCapsSize;
  DWORD dwTerminalCapsOffset;
  DWORD dwTerminalTextEntrySize;
  DWORD dwTerminalTextSize;
  DWORD dwTerminalTextOffset;
  DWORD dwDevSpecificSize;
  DWORD dwDevSpecificOffset;
  DWORD dwLineFeatures;
  /* since version 2.0 */
  DWORD dwSettableDevStatus;
  DWORD dwDeviceClassesSize;
  DWORD dwDeviceClassesOffset;
  /* since version 2.2 */
  GUID PermanentLineGuid;
} LINEDEVCAPS, *LPLINEDEVCAPS;

/* How a line is now. */
typedef struct linedevstatus_tag {
  DWORD dwTotalSize;
  DWORD dwNeededSize;
  DWORD dwUsedSize;
  DWORD dwNumOpens;
  DWORD dwOpenMediaModes;
  DWORD dwNumActiveCalls;
  DWORD dwNumOnHoldCalls;
  DWORD dwNumOnHoldPendCalls;
  DWORD dwLineFeatures;
  DWORD dwNumCallCompletions;
  DWORD dwRingMode;
  DWORD dwSignalLevel;
  DWORD dwBatteryLevel;
  DWORD dwRoamMode;
  DWORD dwDevStatusFlags;
  DWORD dwTerminalModesSize;
  DWORD dwTerminalModesOffset;
  DWORD dwDevSpecificSize;
  DWORD dwDevSpecificOffset;
  /* since version 2.0 */
  DWORD dwAvailableMediaModes;
  DWORD dwAppInfoSize;
  DWORD dwAppInfoOffset;
} LINEDEVSTATUS, *LPLINEDEVSTATUS;

/* What an address can do. */
typedef struct lineaddresscaps_tag {
  DWORD dwTotalSize;
  DWORD dwNeededSize;
  DWORD dwUsedSize;
  DWORD dwLineDeviceID;
  DWORD dwAddressSize;
  DWORD dwAddressOffset;
  DWORD dwDevSpecificSize;
  DWORD dwDevSpecificOffset;
  DWORD dwAddressSharing;
  DWORD dwAddressStates;
  DWORD dwCallInfoStates;
  DWORD dwCallerIDFlags;
  DWORD dwCalledIDFlags;
  DWORD dwConnectedIDFlags;
  DWORD dwRedirectionIDFlags;
  DWORD dwRedirectingIDFlags;
  DWORD dwCallStates;
  DWORD dwDialToneModes;
  DWORD dwBusyModes;
  DWORD dwSpecialInfo;
  DWORD dwDisconnectModes;
  DWORD dwMaxNumActiveCalls;
  DWORD dwMaxNumOnHoldCalls;
  DWORD dwMaxNumOnHoldPendingCalls;
  DWORD dwMaxNumConference;
  DWORD dwMaxNumTransConf;
  DWORD dwAddrCapFlags;
  DWORD dwCallFeatures;
  DWORD dwRemoveFromConfCaps;
  DWORD dwRemoveFromConfState;
  DWORD dwTransferModes;
  DWORD dwParkModes;
  DWORD dwForwardModes;
  DWORD dwMaxForwardEntries;
  DWORD dwMaxSpecificEntries;
  DWORD dwMinFwdNumRings;
  DWORD dwMaxFwdNumRings;
  DWORD dwMaxCallCompletions;
  DWORD dwCallCompletionConds;
  DWORD dwCallCompletionModes;
  DWORD dwNumCompletionMessages;
  DWORD dwCompletionMsgTextEntrySize;
  DWORD dwCompletionMsgTextSize;
  DWORD dwCompletionMsgTextOffset;
  DWORD dwAddressFeatures;
  /* since version 2.0 */
  DWORD dwPredictiveAutoTransferStates;
  DWORD dwNumCallTreatments;
  DWORD dwCallTreatmentListSize;
  DWORD dwCallTreatmentListOffset;
  DWORD dwDeviceClassesSize;
  DWORD dwDeviceClassesOffset;
  DWORD dwMaxCallDataSize;
  DWORD dwCallFeatures2;
  DWORD dwMaxNoAnswerTimeout;
  DWORD dwConnectedModes;
  DWORD dwOfferingModes;
  DWORD dwAvailableMediaModes;
} LINEADDRESSCAPS, *LPLINEADDRESSCAPS;

/* How an address is now. */
typedef struct lineaddressstatus_tag {
  DWORD dwTotalSize;
  DWORD dwNeededSize;
  DWORD dwUsedSize;
  DWORD dwNumInUse;
  DWORD dwNumActiveCalls;
  DWORD dwNumOnHoldCalls;
  DWORD dwNumOnHoldPendCalls;
  DWORD dwAddressFeatures;
  DWORD dwNumRingsNoAnswer;
  DWORD dwForwardNumEntries;
  DWORD dwForwardSize;
  DWORD dwForwardOffset;
  DWORD dwTerminalModesSize;
  DWORD dwTerminalModesOffset;
  DWORD dwDevSpecificSize;
  DWORD dwDevSpecificOffset;
} LINEADDRESSSTATUS, *LPLINEADDRESSSTATUS;

/* What a call is. The hLine field is a DWORD here and is filled by TAPI. */
typedef struct linecallinfo_tag {
  DWORD dwTotalSize;
  DWORD dwNeededSize;
  DWORD dwUsedSize;
  DWORD hLine;
  DWORD dwLineDeviceID;
  DWORD dwAddressID;
  DWORD dwBearerMode;
  DWORD dwRate;
  DWORD dwMediaMode;
  DWORD dwAppSpecific;
  DWORD dwCallID;
  DWORD dwRelatedCallID;
  DWORD dwCallParamFlags;
  DWORD dwCallStates;
  DWORD dwMonitorDigitModes;
  DWORD dwMonitorMediaModes;
  LINEDIALPARAMS DialParams;
  DWORD dwOrigin;
  DWORD dwReason;
  DWORD dwCompletionID;
  DWORD dwNumOwners;
  DWORD dwNumMonitors;
  DWORD dwCountryCode;
  DWORD dwTrunk;
  DWORD dwCallerIDFlags;
  DWORD dwCallerIDSize;
  DWORD dwCallerIDOffset;
  DWORD dwCallerIDNameSize;
  DWORD dwCallerIDNameOffset;
  DWORD dwCalledIDFlags;
  DWORD dwCalledIDSize;
  DWORD dwCalledIDOffset;
  DWORD dwCalledIDNameSize;
  DWORD dwCalledIDNameOffset;
  DWORD dwConnectedIDFlags;
  DWORD dwConnectedIDSize;
  DWORD dwConnectedIDOffset;
  DWORD dwConnectedIDNameSize;
  DWORD dwConnectedIDNameOffset;
  DWORD dwRedirectionIDFlags;
  DWORD dwRedirectionIDSize;
  DWORD dwRedirectionIDOffset;
  DWORD dwRedirectionIDNameSize;
  DWORD dwRedirectionIDNameOffset;
  DWORD dwRedirectingIDFlags;
  DWORD dwRedirectingIDSize;
  DWORD dwRedirectingIDOffset;
  DWORD dwRedirectingIDNameSize;
  DWORD dwRedirectingIDNameOffset;
  DWORD dwAppNameSize;
  DWORD dwAppNameOffset;
  DWORD dwDisplayableAddressSize;
  DWORD dwDisplayableAddressOffset;
  DWORD dwCalledPartySize;
  DWORD dwCalledPartyOffset;
  DWORD dwCommentSize;
  DWORD dwCommentOffset;
  DWORD dwDisplaySize;
  DWORD dwDisplayOffset;
  DWORD dwUserUserInfoSize;
  DWORD dwUserUserInfoOffset;
  DWORD dwHighLevelCompSize;
  DWORD dwHighLevelCompOffset;
  DWORD dwLowLevelCompSize;
  DWORD dwLowLevelCompOffset;
  DWORD dwChargingInfoSize;
  DWORD dwChargingInfoOffset;
  DWORD dwTerminalModesSize;
  DWORD dwTerminalModesOffset;
  DWORD dwDevSpecificSize;
  DWORD dwDevSpecificOffset;
  /* since version 2.0 */
  DWORD dwCallTreatment;
  DWORD dwCallDataSize;
  DWORD dwCallDataOffset;
  DWORD dwSendingFlowspecSize;
  DWORD dwSendingFlowspecOffset;
  DWORD dwReceivingFlowspecSize;
  DWORD dwReceivingFlowspecOffset;
} LINECALLINFO, *LPLINECALLINFO;

/* How a call is now. */
typedef struct linecallstatus_tag {
  DWORD dwTotalSize;
  DWORD dwNeededSize;
  DWORD dwUsedSize;
  DWORD dwCallState;
  DWORD dwCallStateMode;
  DWORD dwCallPrivilege;
  DWORD dwCallFeatures;
  DWORD dwDevSpecificSize;
  DWORD dwDevSpecificOffset;
  /* since version 2.0 */
  DWORD dwCallFeatures2;
  SYSTEMTIME tStateEntryTime;
} LINECALLSTATUS, *LPLINECALLSTATUS;

#pragma pack(pop)

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
 * proceeding and what is heard. Errors at once: INVALLINEHANDLE, INVALPOINTER, INVALADDRESS, DIALBILLING, DIALQUIET,
 * DIALDIALTONE, DIALPROMPT, DIALVOICEDETECT, CALLUNAVAIL (the line has a call), STRUCTURETOOSMALL, INVALMEDIAMODE,
 * INVALBEARERMODE, INVALADDRESSID. In the reply: OPERATIONFAILED (no dial tone), NODEVICE, RESOURCEUNAVAIL. [TSPI_lineMakeCall] */
CAMPON_EXPORT LONG TSPI_lineMakeCall(DRV_REQUESTID dwRequestID, HDRVLINE hdLine, HTAPICALL htCall, LPHDRVCALL lphdCall,
                                     LPCSTR lpszDestAddress, DWORD dwCountryCode, LINECALLPARAMS const *lpCallParams);

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
