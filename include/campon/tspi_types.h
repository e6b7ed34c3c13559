/*
 * TAPI's basic types on Linux. Included by tspi.h.
 */
#ifndef CAMPON_TSPI_TYPES_H
#define CAMPON_TSPI_TYPES_H

#include <stdint.h>

typedef uint32_t DWORD;
typedef int32_t LONG;
typedef uint16_t WORD;
typedef uintptr_t DWORD_PTR;
typedef DWORD* LPDWORD;
typedef void* LPVOID;
typedef const char* LPCSTR; /* UTF-8 */
typedef char* LPSTR;        /* UTF-8 */
typedef DWORD DRV_REQUESTID;

/* Handles. HDRV... are the provider's, never 0, and carry a generation: a stale one is an error. H... are the caller's. */
typedef struct campon_drvline* HDRVLINE;
typedef struct campon_drvcall* HDRVCALL;
typedef struct campon_tapiline* HTAPILINE;
typedef struct campon_tapicall* HTAPICALL;
typedef struct campon_provider* HPROVIDER;
typedef HDRVLINE* LPHDRVLINE;
typedef HDRVCALL* LPHDRVCALL;
typedef HTAPICALL* LPHTAPICALL;

/* Handles of what this provider has not: windows, icons, dialogs, processes and media stream providers. */
typedef struct campon_window* HWND;
typedef struct campon_icon* HICON;
typedef struct campon_process* HANDLE;
typedef struct campon_drvdialog* HDRVDIALOGINSTANCE;
typedef struct campon_drvmspline* HDRVMSPLINE;
typedef struct campon_tapimspline* HTAPIMSPLINE;
typedef HICON* LPHICON;
typedef HDRVMSPLINE* LPHDRVMSPLINE;

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

#endif
