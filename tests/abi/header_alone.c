/* Nothing but the headers, and a use of each kind of thing in it. */
#include "campon/tapi3_constants.h"
#include "campon/tapi_constants.h"
#include "campon/tspi.h"

static void on_completion(DRV_REQUESTID request, LONG result) {
  (void)request;
  (void)result;
}

static void on_event(HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  (void)line;
  (void)call;
  (void)message;
  (void)p1;
  (void)p2;
  (void)p3;
}

ASYNC_COMPLETION campon_completion(void);
ASYNC_COMPLETION campon_completion(void) { return on_completion; }

LINEEVENT campon_event(void);
LINEEVENT campon_event(void) { return on_event; }

LONG campon_too_small(void);
LONG campon_too_small(void) { return (LONG)LINEERR_STRUCTURETOOSMALL; }
