/*
 * A program with a loop of its own: one poll() for everything, one thread, no lock. Calls NUMBER; when it is busy, has the network
 * call back, shows what is outstanding, and answers the recall.
 *
 *   cc main.c $(pkg-config --cflags --libs campon) -o host-loop
 *   CAMPON_CONFIG=lines.toml ./host-loop NUMBER
 *
 * Exit: 0 connected, 1 not connected, 2 wrong use, 3 an error.
 */
#include <campon/campon.h>
#include <campon/tspi.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

enum { REQUEST_CALL = 1, REQUEST_COMPLETE, REQUEST_ANSWER };
enum { PATIENCE_MS = 120 * 1000 };

/* The callbacks run inside campon_dispatch, on the one thread that there is: they may use all of this and call back in. */
static HDRVLINE line;
static HDRVCALL call;
static DWORD completion;
static int waiting;     /* for a recall */
static int status = -1; /* the exit, once it is known */

static int fail(const char* what, LONG error) {
  fprintf(stderr, "%s: LINEERR 0x%08X\n", what, (unsigned)error);
  return status = 3;
}

static void show_request(const CAMPONREQUESTLIST* list, DWORD index) {
  const char* base = (const char*)list;
  const CAMPONREQUEST* request = (const void*)(base + list->dwRequestsOffset + index * list->dwEntrySize);
  printf("outstanding: completion %u for %s, because of %s\n", (unsigned)request->dwCompletionID, base + request->dwNumberOffset,
         base + request->dwEvidenceOffset);
  for (DWORD i = 0; i < request->dwNumSteps; ++i) {
    const CAMPONREQUESTSTEP* step = (const void*)(base + request->dwStepsOffset + i * sizeof *step);
    printf("  %s\n", base + step->dwWhatOffset);
  }
}

static void show_requests(void) {
  CAMPONREQUESTLIST probe = {.dwTotalSize = sizeof probe};
  if (campon_get_requests(line, CAMPON_API_VERSION, &probe) != 0) return;
  CAMPONREQUESTLIST* list = calloc(1, probe.dwNeededSize);
  if (list == NULL) return;
  list->dwTotalSize = probe.dwNeededSize;
  if (campon_get_requests(line, CAMPON_API_VERSION, list) == 0 && list->dwRequestsOffset != 0)
    for (DWORD i = 0; i < list->dwNumRequests; ++i) show_request(list, i);
  free(list);
}

static void on_reply(DRV_REQUESTID request, LONG result) {
  if (result != 0) {
    fail(request == REQUEST_CALL ? "the call" : request == REQUEST_COMPLETE ? "the completion" : "the answer", result);
    return;
  }
  if (request != REQUEST_COMPLETE) return;
  printf("accepted: completion %u\n", (unsigned)completion);
  show_requests();
}

static void on_state(DWORD state) {
  if (state == LINECALLSTATE_CONNECTED) {
    printf("connected\n");
    status = 0;
  } else if (state == LINECALLSTATE_BUSY && !waiting) {
    waiting = 1;
    const LONG asked = TSPI_lineCompleteCall(REQUEST_COMPLETE, call, &completion, LINECALLCOMPLMODE_CALLBACK, 0);
    if (asked < 0) fail("TSPI_lineCompleteCall", asked);
  } else if (state == LINECALLSTATE_OFFERING) {
    const LONG asked = TSPI_lineAnswer(REQUEST_ANSWER, call, NULL, 0);
    if (asked < 0) fail("TSPI_lineAnswer", asked);
  } else if (state == LINECALLSTATE_IDLE && !waiting && status < 0) {
    printf("not reached\n");
    status = 1;
  }
}

static void on_event(HTAPILINE host_line, HTAPICALL host_call, DWORD message, DWORD_PTR param1, DWORD_PTR param2, DWORD_PTR param3) {
  (void)host_line, (void)param3;
  if (message == LINE_NEWCALL) { /* the recall, or a stranger; one call at a time here: the busy one is over */
    if (call != NULL) TSPI_lineCloseCall(call);
    call = (HDRVCALL)param1;
    *(HTAPICALL*)param2 = (HTAPICALL)3;
  } else if (message == LINE_CALLSTATE && host_call != NULL) {
    on_state((DWORD)param1);
  }
}

static void loop(int campon) {
  struct pollfd wanted[] = {{.fd = campon, .events = POLLIN}}; /* and whatever else the program waits for */
  while (status < 0) {
    const int ready = poll(wanted, 1, PATIENCE_MS);
    if (ready == 0) status = 1;
    if (ready > 0 && campon_dispatch() < 0) status = 3;
  }
}

int main(int argc, char** argv) {
  DWORD options = 0;
  if (argc != 2) return fprintf(stderr, "usage: host-loop NUMBER\n"), 2;
  const LONG started = TSPI_providerInit(TSPI_VERSION_2_2, 1, 0, 0, 1, 0, on_reply, &options);
  if (started != 0) return fail("TSPI_providerInit", started);
  const int descriptor = campon_fd();
  LONG asked = TSPI_lineOpen(0, (HTAPILINE)1, &line, TSPI_VERSION_2_2, on_event);
  if (asked == 0) asked = TSPI_lineMakeCall(REQUEST_CALL, line, (HTAPICALL)2, &call, argv[1], 0, NULL);
  if (descriptor < 0 || asked < 0)
    fail("the line", descriptor < 0 ? descriptor : asked);
  else
    loop(descriptor);
  const int end = status;
  TSPI_providerShutdown(TSPI_VERSION_2_2, 1);
  return end;
}
