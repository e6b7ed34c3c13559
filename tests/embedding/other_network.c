/* A line that is put under another network while the program runs, over the real runtime.  Exit 0, or the number of what failed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "campon/campon.h"
#include "campon/tspi.h"

static void on_reply(DRV_REQUESTID request, LONG result) { (void)request, (void)result; }
static void on_event(HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  (void)line, (void)call, (void)message, (void)p1, (void)p2, (void)p3;
}

static int network_is(const char* name) {
  static char room[16384];
  CAMPONEXPLANATION* out = (CAMPONEXPLANATION*)room;
  memset(room, 0, sizeof room);
  out->dwTotalSize = sizeof room;
  const LONG told = campon_explain(0, "5550123", LINECALLCOMPLMODE_CALLBACK, LINECALLCOMPLCOND_BUSY, CAMPON_API_VERSION, out);
  return told == 0 && strcmp(room + out->dwNetworkOffset, name) == 0;
}

static void expect(int holds, int number) {
  if (holds) return;
  fprintf(stderr, "expectation %d failed\n", number);
  exit(number);
}

int main(int argc, char** argv) {
  DWORD options = 0;
  HDRVLINE line = NULL;
  LINEADDRESSCAPS before = {.dwTotalSize = sizeof before}, after = {.dwTotalSize = sizeof after};
  if (argc != 2) return 100;
  expect(TSPI_providerInit(TSPI_VERSION_2_2, 1, 0, 0, 1, 0, on_reply, &options) == 0, 1);
  expect(network_is("nanp_class"), 2);
  expect(TSPI_lineGetAddressCaps(0, 0, TSPI_VERSION_2_2, 0, &before) == 0, 3);
  expect(campon_set_network(0, "no_such_network") == (LONG)LINEERR_INIFILECORRUPT, 4);
  expect(network_is("nanp_class"), 5);
  expect(campon_set_network(0, argv[1]) == 0, 6);
  expect(network_is(argv[1]), 7);
  expect(TSPI_lineGetAddressCaps(0, 0, TSPI_VERSION_2_2, 0, &after) == 0, 8);
  expect(before.dwCallCompletionModes != after.dwCallCompletionModes, 9);
  expect(TSPI_lineOpen(0, (HTAPILINE)1, &line, TSPI_VERSION_2_2, on_event) == 0, 10);
  expect(campon_set_network(0, "nanp_class") == (LONG)LINEERR_ALLOCATED, 11);
  expect(TSPI_lineClose(line) == 0, 12);
  expect(campon_set_network(0, "nanp_class") == 0, 13);
  expect(network_is("nanp_class"), 14);
  expect(TSPI_lineOpen(0, (HTAPILINE)1, &line, TSPI_VERSION_2_2, on_event) == 0, 15);
  expect(TSPI_providerShutdown(TSPI_VERSION_2_2, 1) == 0, 16);
  return 0;
}
