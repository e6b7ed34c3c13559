/*
 * Calls a number and, when it is busy, has the network call back as soon as it is free; answers that recall, and is through.
 *
 *   campon-c-callback DEVICE NETWORK NUMBER [SECONDS]
 *
 * Sees only <campon/tspi.h>. The order of things:
 *
 *   TSPI_lineMakeCall        ... LINECALLSTATE_BUSY
 *   TSPI_lineCompleteCall    reply: accepted, and the completion id; the call goes idle
 *                            ... the number becomes free, and the network rings back:
 *   LINE_NEWCALL             LINECALLREASON_CALLCOMPLETION with the same completion id
 *   TSPI_lineAnswer          the network now calls the number ... LINECALLSTATE_CONNECTED
 *   TSPI_lineDrop
 */
#define _POSIX_C_SOURCE 200809L

#include <campon/tspi.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "events.h"

enum exit_code {
  EXIT_THROUGH = 0,
  EXIT_NOT_COMPLETED = 1, /* the call or its completion came to nothing */
  EXIT_USAGE = 2,
  EXIT_PROVIDER = 3, /* configuration, device, or an error of the provider */
  EXIT_TIMEOUT = 4,
  EXIT_INTERRUPTED = 130
};

enum { OUR_CALL = 1 };

static const double default_seconds = 120;
static const double clean_up_seconds = 30;

struct program {
  HDRVLINE line;
  HDRVCALL call;         /* the one call that we have now, or NULL */
  uintptr_t call_number; /* what events call it */
  DWORD state;           /* LINECALLSTATE of that call */
  DWORD state_mode;
  DWORD completion;      /* id of the outstanding completion, 0 when there is none; written by the provider */
  DRV_REQUESTID request; /* the last one that we made */
  LONG result;           /* how it ended, when reply_came */
  int reply_came;
  double deadline;     /* seconds since the start */
  enum exit_code stop; /* why not to go on: EXIT_THROUGH while there is no reason */
};

/*
 * Words
 */

struct word {
  DWORD value;
  const char* text;
};

static const char* word_of(const struct word* words, DWORD value) {
  while (words->text != NULL && words->value != value) ++words;
  return words->text != NULL ? words->text : "in a state unknown to this program";
}

static const char* state_word(DWORD state) {
  static const struct word words[] = {{LINECALLSTATE_IDLE, "idle"},
                                      {LINECALLSTATE_OFFERING, "offering"},
                                      {LINECALLSTATE_DIALTONE, "dial tone"},
                                      {LINECALLSTATE_DIALING, "dialing"},
                                      {LINECALLSTATE_PROCEEDING, "proceeding"},
                                      {LINECALLSTATE_RINGBACK, "ringing there"},
                                      {LINECALLSTATE_BUSY, "busy"},
                                      {LINECALLSTATE_CONNECTED, "connected"},
                                      {LINECALLSTATE_DISCONNECTED, "disconnected"},
                                      {LINECALLSTATE_SPECIALINFO, "refused by an announcement or reorder tone"},
                                      {0, NULL}};
  return word_of(words, state);
}

static const char* error_word(LONG error) {
  static const struct word words[] = {{LINEERR_BADDEVICEID, "there is no such line"},
                                      {LINEERR_CALLUNAVAIL, "the line has a call already, or is ringing"},
                                      {LINEERR_COMPLETIONOVERRUN, "too many completions are outstanding"},
                                      {LINEERR_INIFILECORRUPT, "the configuration is wrong"},
                                      {LINEERR_INUSE, "another program holds the device"},
                                      {LINEERR_INVALADDRESS, "that is no number that can be dialled"},
                                      {LINEERR_INVALCALLSTATE, "the call is not in the right state for that"},
                                      {LINEERR_INVALCOMPLETIONID, "there is no such completion any more"},
                                      {LINEERR_NODEVICE, "the device is missing or went away"},
                                      {LINEERR_NOMEM, "out of memory"},
                                      {LINEERR_OPERATIONFAILED, "the line or the network refused, or did not answer"},
                                      {LINEERR_OPERATIONUNAVAIL, "the network does not offer that"},
                                      {LINEERR_RESOURCEUNAVAIL, "the device cannot do that"},
                                      {0, NULL}};
  const struct word* word = words;
  while (word->text != NULL && word->value != (DWORD)error) ++word;
  return word->text != NULL ? word->text : "see LINEERR_ in campon/tspi.h";
}

static void complain(const char* what, LONG error) {
  fprintf(stderr, "campon-c-callback: %s: LINEERR 0x%08lX, %s\n", what, (unsigned long)(DWORD)error, error_word(error));
}

static void say(const char* text) {
  printf("%7.2f s  %s\n", events_now(), text);
  fflush(stdout);
}

static void say_number(const char* text, DWORD number) {
  printf("%7.2f s  %s %lu\n", events_now(), text, (unsigned long)number);
  fflush(stdout);
}

/*
 * Configuration
 */

/* Text that needs no escapes in a TOML string. */
static int is_plain(const char* text) {
  for (; *text != '\0'; ++text)
    if ((unsigned char)*text < 0x20 || *text == '"' || *text == '\\') return 0;
  return 1;
}

static int write_line(int descriptor, const char* device, const char* network) {
  FILE* file = fdopen(descriptor, "w");
  if (file == NULL) return errno;
  fprintf(file, "[[line]]\ndevice = \"%s\"\nnetwork = \"%s\"\n", device, network);
  return fclose(file) == 0 ? 0 : errno;
}

/* The provider reads its lines from the file that CAMPON_CONFIG names. `path` is a template for mkstemp. */
static int configure(char* path, const char* device, const char* network) {
  const int descriptor = mkstemp(path);
  if (descriptor < 0) return errno;
  int error = write_line(descriptor, device, network);
  if (error == 0 && setenv("CAMPON_CONFIG", path, 1) != 0) error = errno;
  if (error != 0) unlink(path);
  return error;
}

/*
 * Events
 */

/* A call that rings: the recall that we wait for, or somebody else. */
static void take_new_call(struct program* program, const struct event* event) {
  union {
    LINECALLINFO fields;
    char room[sizeof(LINECALLINFO) + 512]; /* the texts stand behind the fixed part */
  } info;
  memset(&info, 0, sizeof info);
  info.fields.dwTotalSize = sizeof info;
  const HDRVCALL call = (HDRVCALL)event->param1;
  const LONG result = TSPI_lineGetCallInfo(call, &info.fields);
  if (result != 0) {
    complain("TSPI_lineGetCallInfo", result);
    return;
  }
  const char* caller = info.fields.dwCallerIDSize != 0 ? info.room + info.fields.dwCallerIDOffset : "an unknown number";
  printf("%7.2f s  a call from %s\n", events_now(), caller);
  const int ours = info.fields.dwReason == LINECALLREASON_CALLCOMPLETION && info.fields.dwCompletionID == program->completion;
  if (!ours || program->completion == 0 || program->call != NULL) {
    say("it is not the recall, and is left alone");
    TSPI_lineCloseCall(call);
    return;
  }
  say_number("it is the recall of completion", program->completion);
  program->completion = 0; /* from here on it cannot be cancelled any more */
  program->call = call;
  program->call_number = event->call;
  program->state = 0;
}

static void take_line_state(struct program* program, const struct event* event) {
  const DWORD states = (DWORD)event->param1;
  if (states & LINEDEVSTATE_RINGING) say(event->param2 >= 2 ? "the line rings, as for a recall" : "the line rings");
  if (states & LINEDEVSTATE_NUMCOMPLETIONS) say("the number of outstanding completions has changed");
  if (states & LINEDEVSTATE_OUTOFSERVICE) {
    say("the line is out of service");
    program->stop = EXIT_PROVIDER;
  }
  if ((states & LINEDEVSTATE_COMPLCANCEL) && event->param2 == program->completion && program->completion != 0) {
    say_number("the network has given up completion", program->completion);
    program->completion = 0;
    program->stop = EXIT_NOT_COMPLETED;
  }
}

static void take_line_event(struct program* program, const struct event* event) {
  if (event->message == LINE_NEWCALL) take_new_call(program, event);
  if (event->message == LINE_LINEDEVSTATE) take_line_state(program, event);
  if (event->message != LINE_CALLSTATE || event->call != program->call_number) return;
  program->state = (DWORD)event->param1;
  program->state_mode = (DWORD)event->param2;
  printf("%7.2f s  the call is %s\n", events_now(), state_word(program->state));
  fflush(stdout);
}

static void take(struct program* program, const struct event* event) {
  switch (event->kind) {
    case EVENT_REPLY:
      if (event->request != program->request) break;
      program->result = event->result;
      program->reply_came = 1;
      break;
    case EVENT_LINE: take_line_event(program, event); break;
    case EVENT_INTERRUPTED:
      say("interrupted; hanging up");
      program->stop = EXIT_INTERRUPTED;
      break;
    case EVENT_TIMEOUT:
      say("the time is over");
      program->stop = EXIT_TIMEOUT;
      break;
  }
}

/* True when `done` holds; false when there is a reason to stop first. */
static int wait_until(struct program* program, int (*done)(const struct program*)) {
  while (!done(program) && program->stop == EXIT_THROUGH) {
    const struct event event = events_next(program->deadline);
    take(program, &event);
  }
  return program->stop == EXIT_THROUGH;
}

static int has_reply(const struct program* program) { return program->reply_came; }
static int has_call(const struct program* program) { return program->call != NULL; }
static int is_offered(const struct program* program) { return program->state == LINECALLSTATE_OFFERING; }
static int is_idle(const struct program* program) { return program->state == LINECALLSTATE_IDLE; }
static int is_settled(const struct program* program) {
  return (program->state & (LINECALLSTATE_BUSY | LINECALLSTATE_CONNECTED | LINECALLSTATE_SPECIALINFO | LINECALLSTATE_DISCONNECTED |
                            LINECALLSTATE_IDLE)) != 0;
}

/*
 * Requests
 */

static DRV_REQUESTID next_request(struct program* program) {
  program->reply_came = 0;
  return ++program->request;
}

/* An asynchronous function returns its request id, and the reply comes; or an error, and then no reply comes. */
static int accepted(struct program* program, const char* what, LONG returned) {
  if (returned == (LONG)program->request && wait_until(program, has_reply) && program->result == 0) return 1;
  if (returned < 0) {
    complain(what, returned);
    program->stop = EXIT_PROVIDER;
  }
  if (returned > 0 && program->reply_came && program->result != 0) complain(what, program->result);
  if (program->stop == EXIT_THROUGH) program->stop = EXIT_NOT_COMPLETED;
  return 0;
}

static void close_call(struct program* program) {
  if (program->call == NULL) return;
  TSPI_lineCloseCall(program->call);
  program->call = NULL;
  program->call_number = 0;
  program->state = 0;
}

static int hang_up(struct program* program) {
  const LONG returned = TSPI_lineDrop(next_request(program), program->call, NULL, 0);
  return accepted(program, "TSPI_lineDrop", returned) && wait_until(program, is_idle);
}

static int call_number(struct program* program, const char* number) {
  program->call_number = OUR_CALL;
  const LONG returned =
      TSPI_lineMakeCall(next_request(program), program->line, (HTAPICALL)(uintptr_t)OUR_CALL, &program->call, number, 0, NULL);
  if (returned < 0) program->call = NULL; /* the handle is void */
  return accepted(program, "TSPI_lineMakeCall", returned) && wait_until(program, is_settled);
}

static int ask_for_callback(struct program* program) {
  const LONG returned = TSPI_lineCompleteCall(next_request(program), program->call, &program->completion, LINECALLCOMPLMODE_CALLBACK, 0);
  if (!accepted(program, "TSPI_lineCompleteCall", returned)) return 0;
  say_number("the network will call back; completion", program->completion);
  if (!wait_until(program, is_idle)) return 0;
  close_call(program);
  return 1;
}

static int take_the_recall(struct program* program) {
  if (!wait_until(program, has_call) || !wait_until(program, is_offered)) return 0;
  const LONG returned = TSPI_lineAnswer(next_request(program), program->call, NULL, 0);
  return accepted(program, "TSPI_lineAnswer", returned) && wait_until(program, is_settled);
}

/*
 * The story
 */

static void call_back_when_busy(struct program* program, const char* number) {
  if (!call_number(program, number)) return;
  if (program->state == LINECALLSTATE_BUSY) {
    say("asking for a callback");
    if (!ask_for_callback(program) || !take_the_recall(program)) return;
  }
  if (program->state != LINECALLSTATE_CONNECTED) {
    fprintf(stderr, "campon-c-callback: not completed: the call is %s\n", state_word(program->state));
    program->stop = EXIT_NOT_COMPLETED;
    return;
  }
  say("connected: both parties can talk");
  if (hang_up(program)) say("done");
}

/* Whatever happened: no call, no outstanding completion and no handle is left behind. */
static void clean_up(struct program* program) {
  const enum exit_code stop = program->stop;
  close_call(program);
  if (program->completion != 0 && stop != EXIT_THROUGH) {
    program->stop = EXIT_THROUGH;
    program->deadline = events_now() + clean_up_seconds;
    say_number("cancelling completion", program->completion);
    const DWORD completion = program->completion;
    const LONG returned = TSPI_lineUncompleteCall(next_request(program), program->line, completion);
    if (accepted(program, "TSPI_lineUncompleteCall", returned)) say("cancelled");
  }
  program->stop = stop;
  const LONG result = TSPI_lineClose(program->line);
  if (result != 0) complain("TSPI_lineClose", result);
}

static int offers_callback(DWORD version) {
  LINEADDRESSCAPS caps;
  memset(&caps, 0, sizeof caps);
  caps.dwTotalSize = sizeof caps;
  const LONG result = TSPI_lineGetAddressCaps(0, 0, version, 0, &caps);
  if (result != 0) complain("TSPI_lineGetAddressCaps", result);
  const int offered = (caps.dwCallCompletionModes & LINECALLCOMPLMODE_CALLBACK) != 0;
  if (result == 0 && !offered) fprintf(stderr, "campon-c-callback: this network offers no callback\n");
  return result == 0 && offered;
}

static enum exit_code use_line(DWORD version, const char* number, double seconds) {
  struct program program = {.deadline = seconds};
  LONG result = TSPI_lineOpen(0, (HTAPILINE)&program, &program.line, version, events_on_line);
  if (result != 0) {
    complain("TSPI_lineOpen", result);
    return EXIT_PROVIDER;
  }
  result = TSPI_lineSetDefaultMediaDetection(program.line, LINEMEDIAMODE_INTERACTIVEVOICE);
  if (result == 0)
    result = TSPI_lineSetStatusMessages(
        program.line, LINEDEVSTATE_RINGING | LINEDEVSTATE_NUMCOMPLETIONS | LINEDEVSTATE_COMPLCANCEL | LINEDEVSTATE_OUTOFSERVICE, 0);
  if (result == 0) {
    call_back_when_busy(&program, number);
  } else {
    complain("TSPI_lineSetStatusMessages", result);
    program.stop = EXIT_PROVIDER;
  }
  clean_up(&program);
  return program.stop;
}

static LONG start_provider(DWORD* version) {
  DWORD options = 0;
  LONG result = TSPI_lineNegotiateTSPIVersion(INITIALIZE_NEGOTIATION, 0x00020000, 0x00020002, version);
  if (result == 0) result = TSPI_providerInit(*version, 1, 0, 0, 1, 0, events_on_reply, &options);
  return result;
}

static enum exit_code run(const char* number, double seconds) {
  DWORD version = 0;
  const LONG result = start_provider(&version);
  if (result != 0) {
    complain("TSPI_providerInit", result);
    return EXIT_PROVIDER;
  }
  const enum exit_code code = offers_callback(version) ? use_line(version, number, seconds) : EXIT_PROVIDER;
  TSPI_providerShutdown(version, 1);
  return (int)code;
}

static int usage(void) {
  fprintf(stderr,
          "usage: campon-c-callback DEVICE NETWORK NUMBER [SECONDS]\n"
          "  DEVICE   absolute path of a voice modem: /dev/ttyACM0, or a pty of campon-sim\n"
          "  NETWORK  network profile: its name, or the path of a .toml file\n"
          "  SECONDS  give up after this long (default %.0f)\n",
          default_seconds);
  return EXIT_USAGE;
}

int main(int argc, char** argv) {
  if ((argc != 4 && argc != 5) || !is_plain(argv[1]) || !is_plain(argv[2])) return usage();
  char* end = NULL;
  const double seconds = argc == 5 ? strtod(argv[4], &end) : default_seconds;
  if ((end != NULL && (end == argv[4] || *end != '\0')) || !(seconds > 0 && seconds <= 86400)) return usage();
  int error = events_start();
  char config[] = "/tmp/campon-c-callback-XXXXXX";
  if (error == 0) error = configure(config, argv[1], argv[2]);
  if (error != 0) {
    fprintf(stderr, "campon-c-callback: cannot prepare the configuration %s: %s\n", config, strerror(error));
    return EXIT_PROVIDER;
  }
  const enum exit_code code = run(argv[3], seconds);
  unlink(config);
  return (int)code;
}
