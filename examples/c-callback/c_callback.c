/*
 * Calls a number; when it is busy, has the network call back, and talks when it does. Sees only tspi.h.
 *
 *   campon-c-callback DEVICE NETWORK NUMBER [SECONDS]
 *
 * Exit codes: 0 connected, 1 not reached, 2 wrong arguments, 3 the provider or the device failed.
 */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "campon/tspi.h"

enum { MAKE_CALL = 1, COMPLETE = 2, ANSWER = 3, DROP = 4, REQUESTS = 5 };
enum { RECALL_HANDLE = 1, FIRST_HANDLE = 2 };

/* What the callbacks have told; guarded by `lock`, `changed` wakes main. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int answered[REQUESTS];
static LONG results[REQUESTS];
static DWORD state;     /* of the call we follow */
static HDRVCALL recall; /* the call that the network brings */
static volatile sig_atomic_t interrupted;
static struct timespec give_up;

static const char* state_name(DWORD value) {
  switch (value) {
    case LINECALLSTATE_IDLE: return "idle";
    case LINECALLSTATE_OFFERING: return "offering";
    case LINECALLSTATE_DIALTONE: return "dialtone";
    case LINECALLSTATE_DIALING: return "dialing";
    case LINECALLSTATE_PROCEEDING: return "proceeding";
    case LINECALLSTATE_RINGBACK: return "ringback";
    case LINECALLSTATE_BUSY: return "busy";
    case LINECALLSTATE_SPECIALINFO: return "specialinfo";
    case LINECALLSTATE_CONNECTED: return "connected";
    case LINECALLSTATE_DISCONNECTED: return "disconnected";
    default: return "unknown";
  }
}

static void on_completion(DRV_REQUESTID request, LONG result) {
  pthread_mutex_lock(&lock);
  if (request < REQUESTS) {
    answered[request] = 1;
    results[request] = result;
  }
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&lock);
}

static void on_event(HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  (void)line;
  (void)p3;
  pthread_mutex_lock(&lock);
  if (message == LINE_NEWCALL) {
    recall = (HDRVCALL)p1;
    *(HTAPICALL*)p2 = (HTAPICALL)RECALL_HANDLE;
    printf("a call is offered\n");
  } else if (message == LINE_CALLSTATE) {
    printf("call %d: %s\n", call == (HTAPICALL)RECALL_HANDLE ? 2 : 1, state_name((DWORD)p1));
    state = (DWORD)p1;
  } else if (message == LINE_LINEDEVSTATE && p1 == LINEDEVSTATE_NUMCOMPLETIONS) {
    printf("the number of outstanding completions has changed\n");
  } else if (message == LINE_LINEDEVSTATE && p1 == LINEDEVSTATE_COMPLCANCEL) {
    printf("completion %lu was cancelled by the network\n", (unsigned long)p2);
  }
  fflush(stdout);
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&lock);
}

static void on_signal(int signal_number) {
  (void)signal_number;
  interrupted = 1;
}

/* Waits until `holds` says so; 0 when the time is over or Ctrl-C was pressed. Wakes at least every 200 ms to look. */
static int wait_until(int (*holds)(void)) {
  int held;
  pthread_mutex_lock(&lock);
  while (!(held = holds()) && !interrupted) {
    struct timespec now, next;
    clock_gettime(CLOCK_REALTIME, &now);
    if (now.tv_sec >= give_up.tv_sec) break;
    next = now;
    next.tv_nsec += 200000000L;
    if (next.tv_nsec >= 1000000000L) {
      next.tv_nsec -= 1000000000L;
      ++next.tv_sec;
    }
    pthread_cond_timedwait(&changed, &lock, &next);
  }
  pthread_mutex_unlock(&lock);
  return held;
}

static int is_busy_or_over(void) {
  if (answered[MAKE_CALL] && results[MAKE_CALL] != 0) return 1;
  return state == LINECALLSTATE_BUSY || state == LINECALLSTATE_CONNECTED || state == LINECALLSTATE_DISCONNECTED;
}
static int is_accepted_or_refused(void) { return answered[COMPLETE]; }
static int is_offered(void) { return recall != NULL && state == LINECALLSTATE_OFFERING; }
static int is_connected_or_over(void) {
  return state == LINECALLSTATE_CONNECTED || state == LINECALLSTATE_BUSY || state == LINECALLSTATE_DISCONNECTED ||
         (answered[ANSWER] && results[ANSWER] != 0);
}
static int is_dropped(void) { return answered[DROP]; }

static int failed(const char* what, LONG result) {
  fprintf(stderr, "%s: LINEERR 0x%08lX\n", what, (unsigned long)(DWORD)result);
  return 3;
}

/* The library reads its lines from the file that CAMPON_CONFIG names. */
static int configure(const char* device, const char* network, char* path) {
  const int fd = mkstemp(path);
  FILE* file = fd < 0 ? NULL : fdopen(fd, "w");
  if (file == NULL) return 0;
  fprintf(file, "[[line]]\ndevice = \"%s\"\nnetwork = \"%s\"\n", device, network);
  return fclose(file) == 0 && setenv("CAMPON_CONFIG", path, 1) == 0;
}

static int is_plain(const char* text) { return strpbrk(text, "\"\\\n\r") == NULL; }

/* Whether this offered call is the recall of our request. */
static int is_ours(HDRVCALL call, DWORD completion) {
  LINECALLINFO info;
  memset(&info, 0, sizeof info);
  info.dwTotalSize = sizeof info;
  return TSPI_lineGetCallInfo(call, &info) == 0 && info.dwReason == LINECALLREASON_CALLCOMPLETION && info.dwCompletionID == completion;
}

static int talk_and_hang_up(HDRVCALL call) {
  printf("connected: both parties can talk\n");
  TSPI_lineDrop(DROP, call, NULL, 0);
  if (!wait_until(is_dropped)) return 1;
  return 0;
}

static int call_back(HDRVCALL busy) {
  DWORD completion = 0;
  LONG result = TSPI_lineCompleteCall(COMPLETE, busy, &completion, LINECALLCOMPLMODE_CALLBACK, 0);
  if (result < 0) return failed("TSPI_lineCompleteCall", result);
  if (!wait_until(is_accepted_or_refused)) return 1;
  if (results[COMPLETE] != 0) return failed("the callback was refused", results[COMPLETE]);
  printf("accepted: completion %lu\n", (unsigned long)completion);
  if (state == LINECALLSTATE_CONNECTED) return talk_and_hang_up(busy);
  if (!wait_until(is_offered)) {
    fprintf(stderr, "no recall came\n");
    return 1;
  }
  if (!is_ours(recall, completion)) {
    fprintf(stderr, "somebody else calls\n");
    return 1;
  }
  printf("this is the recall of completion %lu\n", (unsigned long)completion);
  result = TSPI_lineAnswer(ANSWER, recall, NULL, 0);
  if (result < 0) return failed("TSPI_lineAnswer", result);
  if (!wait_until(is_connected_or_over) || state != LINECALLSTATE_CONNECTED) return 1;
  return talk_and_hang_up(recall);
}

static int call(HDRVLINE line, const char* number) {
  HDRVCALL busy = NULL;
  const LONG result = TSPI_lineMakeCall(MAKE_CALL, line, (HTAPICALL)FIRST_HANDLE, &busy, number, 0, NULL);
  if (result < 0) return failed("TSPI_lineMakeCall", result);
  if (!wait_until(is_busy_or_over)) return 1;
  if (results[MAKE_CALL] != 0) return failed("the call was not made", results[MAKE_CALL]);
  if (state == LINECALLSTATE_CONNECTED) return talk_and_hang_up(busy);
  if (state != LINECALLSTATE_BUSY) return 1;
  return call_back(busy);
}

static int run(const char* number) {
  HDRVLINE line = NULL;
  DWORD version = 0, options = 0;
  LONG result = TSPI_lineNegotiateTSPIVersion(INITIALIZE_NEGOTIATION, TSPI_VERSION_2_0, TSPI_VERSION_2_2, &version);
  if (result != 0) return failed("TSPI_lineNegotiateTSPIVersion", result);
  result = TSPI_providerInit(version, 1, 0, 0, 1, 0, on_completion, &options);
  if (result != 0) return failed("TSPI_providerInit", result);
  result = TSPI_lineOpen(0, (HTAPILINE)1, &line, version, on_event);
  if (result != 0) {
    TSPI_providerShutdown(version, 1);
    return failed("TSPI_lineOpen", result);
  }
  TSPI_lineSetStatusMessages(line, LINEDEVSTATE_NUMCOMPLETIONS | LINEDEVSTATE_COMPLCANCEL, 0);
  const int code = call(line, number);
  TSPI_lineClose(line);
  TSPI_providerShutdown(version, 1);
  return interrupted ? 130 : code;
}

int main(int argc, char** argv) {
  char path[] = "/tmp/campon-c-callback-XXXXXX";
  struct sigaction action;
  int code;
  if (argc < 4 || argc > 5 || !is_plain(argv[1]) || !is_plain(argv[2])) {
    fprintf(stderr, "usage: campon-c-callback DEVICE NETWORK NUMBER [SECONDS]\n");
    return 2;
  }
  memset(&action, 0, sizeof action);
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  clock_gettime(CLOCK_REALTIME, &give_up);
  give_up.tv_sec += argc == 5 ? atoi(argv[4]) : 120;
  if (!configure(argv[1], argv[2], path)) {
    perror(path);
    return 3;
  }
  code = run(argv[3]);
  unlink(path);
  return code;
}
