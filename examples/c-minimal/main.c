/*
 * The least that a C program needs: calls NUMBER on the first configured line, waits until it is connected or over, hangs up.
 *
 *   cc main.c $(pkg-config --cflags --libs campon) -o c-minimal
 *   CAMPON_CONFIG=lines.toml ./c-minimal NUMBER
 *
 * Exit: 0 connected, 1 not connected, 2 wrong use, 3 an error.
 */
#include <campon/tspi.h>
#include <stdio.h>
#include <threads.h>

/* What the callbacks tell; they run on a thread of the library. */
static struct {
  mtx_t mutex;
  cnd_t changed;
  LONG reply; /* of the call; 1 until it is there */
  DWORD state;
} told;

static void on_reply(DRV_REQUESTID request, LONG result) {
  mtx_lock(&told.mutex);
  if (request == 1) told.reply = result;
  cnd_signal(&told.changed);
  mtx_unlock(&told.mutex);
}

static void on_event(HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR param1, DWORD_PTR param2, DWORD_PTR param3) {
  (void)line, (void)param2, (void)param3;
  if (message != LINE_CALLSTATE || call != (HTAPICALL)2) return; /* 2: our name for the call; others are not ours */
  mtx_lock(&told.mutex);
  told.state = (DWORD)param1;
  cnd_signal(&told.changed);
  mtx_unlock(&told.mutex);
}

static int is_over(DWORD state) {
  return (state & (LINECALLSTATE_CONNECTED | LINECALLSTATE_BUSY | LINECALLSTATE_SPECIALINFO | LINECALLSTATE_DISCONNECTED |
                   LINECALLSTATE_IDLE)) != 0;
}

static DWORD wait_for_end(void) {
  mtx_lock(&told.mutex);
  while (told.reply >= 0 && !is_over(told.state)) cnd_wait(&told.changed, &told.mutex);
  const DWORD state = told.reply < 0 ? 0 : told.state;
  mtx_unlock(&told.mutex);
  return state;
}

static int fail(const char* what, LONG error) {
  fprintf(stderr, "%s: LINEERR 0x%08X\n", what, (unsigned)error);
  return 3;
}

static int call(HDRVLINE line, const char* number) {
  HDRVCALL handle = NULL;
  const LONG asked = TSPI_lineMakeCall(1, line, (HTAPICALL)2, &handle, number, 0, NULL);
  if (asked < 0) return fail("TSPI_lineMakeCall", asked);
  const DWORD state = wait_for_end();
  if (state == 0) return fail("the call", told.reply);
  printf("%s is %s\n", number, state == LINECALLSTATE_CONNECTED ? "connected" : state == LINECALLSTATE_BUSY ? "busy" : "not reached");
  TSPI_lineCloseCall(handle); /* hangs up */
  return state == LINECALLSTATE_CONNECTED ? 0 : 1;
}

int main(int argc, char** argv) {
  DWORD options = 0;
  HDRVLINE line = NULL;
  if (argc != 2) return fprintf(stderr, "usage: c-minimal NUMBER\n"), 2;
  told.reply = 1;
  mtx_init(&told.mutex, mtx_plain);
  cnd_init(&told.changed);
  const LONG started = TSPI_providerInit(TSPI_VERSION_2_2, 1, 0, 0, 1, 0, on_reply, &options);
  if (started != 0) return fail("TSPI_providerInit", started);
  const LONG opened = TSPI_lineOpen(0, (HTAPILINE)1, &line, TSPI_VERSION_2_2, on_event);
  const int status = opened != 0 ? fail("TSPI_lineOpen", opened) : call(line, argv[1]);
  TSPI_providerShutdown(TSPI_VERSION_2_2, 1);
  return status;
}
