#define _POSIX_C_SOURCE 200809L

#include "events.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* One call brings a dozen events; whoever falls this far behind has stopped reading. */
#define QUEUE_LENGTH 256

/* One press may arrive twice, for the process and for its group: seconds within which it counts once. */
static const double same_press = 1;

static struct {
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  struct event events[QUEUE_LENGTH];
  unsigned first;
  unsigned count;
  uintptr_t last_call;
  struct timespec start;
} queue = {.mutex = PTHREAD_MUTEX_INITIALIZER, .last_call = 1};

static void put(struct event event) {
  pthread_mutex_lock(&queue.mutex);
  if (queue.count < QUEUE_LENGTH) queue.events[(queue.first + queue.count++) % QUEUE_LENGTH] = event;
  pthread_cond_signal(&queue.changed);
  pthread_mutex_unlock(&queue.mutex);
}

static void* wait_for_signals(void* argument) {
  const sigset_t* signals = argument;
  int number = 0;
  sigwait(signals, &number);
  put((struct event){.kind = EVENT_INTERRUPTED});
  const double first = events_now();
  do {
    sigwait(signals, &number);
  } while (events_now() - first < same_press);
  _exit(128 + number);
}

/* A condition variable that no change of the wall clock can delay. */
static int make_condition(void) {
  pthread_condattr_t attributes;
  int error = pthread_condattr_init(&attributes);
  if (error != 0) return error;
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  error = pthread_cond_init(&queue.changed, &attributes);
  pthread_condattr_destroy(&attributes);
  return error;
}

int events_start(void) {
  static sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  clock_gettime(CLOCK_MONOTONIC, &queue.start);
  int error = make_condition();
  /* Threads inherit the mask, those of the provider too, so that only wait_for_signals takes these signals. */
  if (error == 0) error = pthread_sigmask(SIG_BLOCK, &signals, NULL);
  pthread_t thread = 0;
  if (error == 0) error = pthread_create(&thread, NULL, wait_for_signals, &signals);
  if (error == 0) error = pthread_detach(thread);
  return error;
}

static struct timespec deadline_of(double seconds) {
  struct timespec at = queue.start;
  const long nanoseconds = at.tv_nsec + (long)((seconds - (double)(long)seconds) * 1e9);
  at.tv_sec += (time_t)seconds + nanoseconds / 1000000000L;
  at.tv_nsec = nanoseconds % 1000000000L;
  return at;
}

struct event events_next(double seconds) {
  const struct timespec deadline = deadline_of(seconds);
  struct event event = {.kind = EVENT_TIMEOUT};
  pthread_mutex_lock(&queue.mutex);
  int waited = 0;
  while (queue.count == 0 && waited != ETIMEDOUT) waited = pthread_cond_timedwait(&queue.changed, &queue.mutex, &deadline);
  if (queue.count != 0) {
    event = queue.events[queue.first];
    queue.first = (queue.first + 1) % QUEUE_LENGTH;
    --queue.count;
  }
  pthread_mutex_unlock(&queue.mutex);
  return event;
}

double events_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - queue.start.tv_sec) + (double)(now.tv_nsec - queue.start.tv_nsec) / 1e9;
}

void events_on_reply(DRV_REQUESTID request, LONG result) { put((struct event){.kind = EVENT_REPLY, .request = request, .result = result}); }

void events_on_line(HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR param1, DWORD_PTR param2, DWORD_PTR param3) {
  (void)line;
  (void)param3;
  struct event event = {.kind = EVENT_LINE, .call = (uintptr_t)call, .message = message, .param1 = param1, .param2 = param2};
  if (message == LINE_NEWCALL) {
    /* The one thing that cannot wait: our handle for the call, by which later events name it. */
    event.call = ++queue.last_call;
    *(LPHTAPICALL)param2 = (HTAPICALL)event.call;
    event.param2 = 0;
  }
  put(event);
}
