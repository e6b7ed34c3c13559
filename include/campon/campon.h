/*
 * What Campon offers beyond TAPI. Included beside tspi.h; the same handles, errors, threads and rules hold.
 *
 * Every function that has a LONG as its result returns 0 (or what it says) when it succeeded, and a negative LINEERR otherwise;
 * none of them sends anything on the line. All may be called from any thread and from inside a callback, unless it says
 * otherwise; they return at once, but campon_set_network, which waits for the device.
 *
 * Structures of variable size follow TAPI's rule: the caller sets dwTotalSize; dwNeededSize and dwUsedSize come back. Without
 * room for the fixed part it is LINEERR_STRUCTURETOOSMALL. Without room for a variable part its Size and Offset are 0, never
 * half of it is written, and the function succeeds: call again with dwNeededSize bytes. Offsets count from the beginning of the
 * structure. Texts are UTF-8 with a terminating NUL that is counted; what came from a line is escaped. The structures belong to
 * the caller, and the library keeps no pointer to them. `dwCamponVersion` is CAMPON_API_VERSION as the caller was compiled with:
 * it says which fields the caller knows, so that a later library writes no others. Points in time are milliseconds since
 * 1970-01-01 00:00 UTC.
 */
#ifndef CAMPON_CAMPON_H
#define CAMPON_CAMPON_H

#include "campon/export.h"
#include "campon/tspi_types.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Versions
 */

/* Of this header: major * 0x10000 + minor * 0x100 + patch. */
#define CAMPON_VERSION 0x00000100u
/* Of the structures in this header; goes up when a structure gets more fields at its end. */
#define CAMPON_API_VERSION 1u

/* What this header declares. The library that runs may be another one: campon_features() tells of it. */
#define CAMPON_HAS_REQUESTS 1
#define CAMPON_HAS_RECALL_VERDICT 1
#define CAMPON_HAS_EXPLAIN 1
#define CAMPON_HAS_SET_NETWORK 1
#define CAMPON_HAS_HOST_LOOP 1

/* Bits of campon_features(). */
#define CAMPONFEATURE_REQUESTS 0x00000001u
#define CAMPONFEATURE_RECALLVERDICT 0x00000002u
#define CAMPONFEATURE_EXPLAIN 0x00000004u
#define CAMPONFEATURE_SETNETWORK 0x00000008u
#define CAMPONFEATURE_HOSTLOOP 0x00000010u

/* CAMPON_VERSION of the library that runs. No provider need run. */
CAMPON_EXPORT DWORD campon_version(void);
/* The same as text, "0.1.0". Valid as long as the library is loaded. */
CAMPON_EXPORT LPCSTR campon_version_text(void);
/* CAMPONFEATURE_ bits of the library that runs. */
CAMPON_EXPORT DWORD campon_features(void);

/*
 * Outstanding requests
 */

/* dwState of CAMPONREQUEST. */
#define CAMPONREQUESTSTATE_ACTIVATING 0x00000001u  /* asked; nothing is promised yet */
#define CAMPONREQUESTSTATE_UNCERTAIN 0x00000002u   /* sent, and nothing is known; the network is being asked */
#define CAMPONREQUESTSTATE_OUTSTANDING 0x00000004u /* accepted: the network watches the called party */
#define CAMPONREQUESTSTATE_SUSPENDED 0x00000008u   /* the called party is free and this line in use: the network waits */
#define CAMPONREQUESTSTATE_CAMPED 0x00000010u      /* accepted; the call itself waits on the line */
#define CAMPONREQUESTSTATE_CANCELLING 0x00000020u
#define CAMPONREQUESTSTATE_RECALLING 0x00000040u  /* the network rings back */
#define CAMPONREQUESTSTATE_CONNECTING 0x00000080u /* the recall is answered; the network calls the other party */

/* dwAcceptance of CAMPONREQUEST: how it is known that the network accepted, weakest first. */
#define CAMPONACCEPTANCE_NONE 0x00000000u
#define CAMPONACCEPTANCE_ASSUMED 0x00000001u  /* the line cannot hear, and nothing spoke against it */
#define CAMPONACCEPTANCE_REPORTED 0x00000002u /* the modem said so */
#define CAMPONACCEPTANCE_HEARD 0x00000003u    /* a tone was heard */

/* dwFlags of CAMPONREQUEST. */
#define CAMPONREQUESTFLAG_REDIALLED 0x00000001u /* the network has no such service; the number is called again and again */

#pragma pack(push, 1)

/* One thing that happened to a request. */
typedef struct camponrequeststep_tag {
  int64_t llAt;       /* milliseconds since 1970 */
  DWORD dwWhatSize;   /* "outstanding", "outstanding after 3 attempts" */
  DWORD dwWhatOffset; /* from the beginning of CAMPONREQUESTLIST */
} CAMPONREQUESTSTEP, *LPCAMPONREQUESTSTEP;

/* All offsets count from the beginning of the CAMPONREQUESTLIST. */
typedef struct camponrequest_tag {
  DWORD dwCompletionID; /* that of TSPI_lineCompleteCall */
  DWORD dwMode;         /* LINECALLCOMPLMODE_ */
  DWORD dwCondition;    /* LINECALLCOMPLCOND_ */
  DWORD dwState;        /* CAMPONREQUESTSTATE_ */
  DWORD dwAcceptance;   /* CAMPONACCEPTANCE_ */
  DWORD dwFlags;        /* CAMPONREQUESTFLAG_ */
  DWORD dwAttempts;     /* how often the number was called so far, where it is redialled */
  DWORD dwMessageID;    /* of LINECALLCOMPLMODE_MESSAGE */
  int64_t llAsked;      /* milliseconds since 1970 */
  int64_t llDeadline;   /* when the network forgets it; 0: not known yet */
  DWORD dwNumberSize;
  DWORD dwNumberOffset;
  DWORD dwEvidenceSize; /* what the acceptance rests on: "stutter dial tone" */
  DWORD dwEvidenceOffset;
  DWORD dwNumSteps;    /* the last things that happened to it, oldest first */
  DWORD dwStepsOffset; /* of an array of CAMPONREQUESTSTEP */
} CAMPONREQUEST, *LPCAMPONREQUEST;

typedef struct camponrequestlist_tag {
  DWORD dwTotalSize;
  DWORD dwNeededSize;
  DWORD dwUsedSize;
  DWORD dwNumRequests;    /* how many there are, whether or not there was room */
  DWORD dwEntrySize;      /* from one CAMPONREQUEST to the next; may be more than sizeof(CAMPONREQUEST) */
  DWORD dwRequestsSize;   /* all requests with their texts and steps: everything, or 0 for want of room */
  DWORD dwRequestsOffset; /* of the first CAMPONREQUEST; oldest first */
} CAMPONREQUESTLIST, *LPCAMPONREQUESTLIST;

/* dwKind of CAMPONRECALLVERDICT. */
#define CAMPONVERDICT_NONE 0x00000000u     /* nothing was outstanding, or the call is no incoming one: nothing was judged */
#define CAMPONVERDICT_RECALL 0x00000001u   /* the network rings back */
#define CAMPONVERDICT_ORDINARY 0x00000002u /* somebody calls */

typedef struct camponrecallverdict_tag {
  DWORD dwTotalSize;
  DWORD dwNeededSize;
  DWORD dwUsedSize;
  DWORD dwKind;         /* CAMPONVERDICT_ */
  DWORD dwCompletionID; /* of a recall; else 0 */
  DWORD dwReasonsSize;  /* for people: "recall cadence 400/200/400/200/800 heard" */
  DWORD dwReasonsOffset;
} CAMPONRECALLVERDICT, *LPCAMPONRECALLVERDICT;

typedef struct camponexplanation_tag {
  DWORD dwTotalSize;
  DWORD dwNeededSize;
  DWORD dwUsedSize;
  DWORD dwOffered;  /* 1: it would be done; 0: the text says why not */
  DWORD dwNumSteps; /* orders to the line; 0 also where Campon redials by itself */
  DWORD dwTextSize; /* for people, lines that end with '\n': what is done, step by step, and what counts as yes and no */
  DWORD dwTextOffset;
  DWORD dwNetworkSize; /* name of the network profile that says so */
  DWORD dwNetworkOffset;
  DWORD dwSourceSize; /* where the profile has it from, and how sure that is: "known: ..." */
  DWORD dwSourceOffset;
} CAMPONEXPLANATION, *LPCAMPONEXPLANATION;

#pragma pack(pop)

/* The requests of a line that are not over, as they are now. Errors: INVALLINEHANDLE, INVALPOINTER, STRUCTURETOOSMALL,
 * INCOMPATIBLEAPIVERSION, UNINITIALIZED. */
CAMPON_EXPORT LONG campon_get_requests(HDRVLINE hdLine, DWORD dwCamponVersion, LPCAMPONREQUESTLIST lpRequests);

/* Why an incoming call is, or is not, taken for a recall. Judged before the call is offered; valid until TSPI_lineCloseCall.
 * Errors: INVALCALLHANDLE, INVALPOINTER, STRUCTURETOOSMALL, INCOMPATIBLEAPIVERSION, UNINITIALIZED. */
CAMPON_EXPORT LONG campon_get_recall_verdict(HDRVCALL hdCall, DWORD dwCamponVersion, LPCAMPONRECALLVERDICT lpVerdict);

/* What would be done on the line to have a call to this number completed; neither touches the line nor need it be open. A mode
 * that is not offered is no error. `dwMode` is one LINECALLCOMPLMODE_, `dwCondition` one LINECALLCOMPLCOND_. Errors: BADDEVICEID,
 * INVALPOINTER, INVALADDRESS and LINEERR_DIAL..., INVALCALLCOMPLMODE, INVALPARAM (the condition), STRUCTURETOOSMALL,
 * INCOMPATIBLEAPIVERSION, UNINITIALIZED. */
CAMPON_EXPORT LONG campon_explain(DWORD dwDeviceID, LPCSTR lpszNumber, DWORD dwMode, DWORD dwCondition, DWORD dwCamponVersion,
                                  LPCAMPONEXPLANATION lpExplanation);

/* Puts a line under another network profile: a name that `campon profile list` shows, or the path of a file that ends in ".toml".
 * It holds until TSPI_providerShutdown; the configuration is not written. The line must be closed (TSPI_lineClose) and hold no
 * request. The capabilities of the line and its address may be others afterwards; the region is the one of the
 * configuration, or else of the new profile. Errors: BADDEVICEID, INVALPOINTER, ALLOCATED (the line is open), INUSE (a request or a
 * call is still there), INIFILECORRUPT (no such profile, or a mistake in it; a line on stderr says which), OPERATIONUNAVAIL,
 * UNINITIALIZED. After an error the profile is the one before. */
CAMPON_EXPORT LONG campon_set_network(DWORD dwDeviceID, LPCSTR lpszNetwork);

/*
 * For hosts with a loop of their own
 *
 *   TSPI_providerInit(...); int fd = campon_fd();
 *   for (;;) { poll fd for POLLIN; if it is readable: campon_dispatch(); }
 *
 * From the first campon_fd() until TSPI_providerShutdown every callback runs inside campon_dispatch, on the thread that calls it;
 * the library's own threads still run everything else, so a host that is late delays only what it is told. Call it after
 * TSPI_providerInit and before the first TSPI_lineOpen: then no callback has come otherwise.
 *
 * What TSPI_lineClose and TSPI_lineCloseCall promise to have told before they return is told by the next campon_dispatch
 * instead, for they do not wait for it: it is ASYNC_COMPLETIONs only, and no event of the line or call. What has not been
 * told when TSPI_providerShutdown is called is told by it, on the thread that calls it, before it returns.
 */

/* A descriptor that is readable while something waits to be told; the same one at each call. It belongs to the library: only
 * poll it, and take it out of the loop before TSPI_providerShutdown, which closes it. Errors: UNINITIALIZED,
 * RESOURCEUNAVAIL (no descriptor left). */
CAMPON_EXPORT int campon_fd(void);

/* Runs the callbacks that wait, one after the other, and not those that come meanwhile: for these the descriptor stays
 * readable. Returns how many have run; never waits, unless another thread is inside it. Errors: UNINITIALIZED, OPERATIONFAILED
 * (from inside a callback, or campon_fd was not called). */
CAMPON_EXPORT LONG campon_dispatch(void);

#ifdef __cplusplus
}
#endif

#endif
