/*
 * What the provider, a signal or the clock tells, in one queue: the callbacks only fill it, the main thread empties it.
 * So the program runs on one thread, and no callback ever waits.
 */
#ifndef CAMPON_EXAMPLE_EVENTS_H
#define CAMPON_EXAMPLE_EVENTS_H

#include <campon/tspi.h>

enum event_kind {
  EVENT_REPLY,       /* an asynchronous request has ended */
  EVENT_LINE,        /* a LINEEVENT */
  EVENT_INTERRUPTED, /* SIGINT or SIGTERM */
  EVENT_TIMEOUT      /* nothing came until the deadline */
};

struct event {
  enum event_kind kind;
  DRV_REQUESTID request; /* EVENT_REPLY */
  LONG result;           /* EVENT_REPLY: 0 or a LINEERR */
  uintptr_t call;        /* EVENT_LINE: our number for the call; 0 when it is about the line */
  DWORD message;         /* EVENT_LINE: LINE_... */
  DWORD_PTR param1;
  DWORD_PTR param2;
};

/* Before any other thread starts: from here on SIGINT and SIGTERM arrive as events; the second one ends the program at once,
 * and the line is then on hook because its port is closed. Returns 0, or an errno value. */
int events_start(void);

/* Waits for the next event. `seconds` is counted from events_start. */
struct event events_next(double seconds);

/* Seconds since events_start. */
double events_now(void);

/* The two callbacks to give to the provider. A new call is numbered 2, 3, ...; number 1 is for the call that we make. */
void events_on_reply(DRV_REQUESTID request, LONG result);
void events_on_line(HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR param1, DWORD_PTR param2, DWORD_PTR param3);

#endif
