/* Nothing but the header, and a use of each kind of thing in it. */
#include "campon/campon.h"

#if !CAMPON_HAS_HOST_LOOP || CAMPON_VERSION < 0x100u
#error "the header does not say what it has"
#endif

DWORD campon_example_states(const CAMPONREQUESTLIST* list);
DWORD campon_example_states(const CAMPONREQUESTLIST* list) {
  DWORD states = 0;
  for (DWORD i = 0; list->dwRequestsOffset != 0 && i < list->dwNumRequests; ++i) {
    const char* at = (const char*)list + list->dwRequestsOffset + i * list->dwEntrySize;
    states |= ((const CAMPONREQUEST*)(const void*)at)->dwState;
  }
  return states;
}

int campon_example_waits(void);
int campon_example_waits(void) { return campon_fd() >= 0 && (campon_features() & CAMPONFEATURE_HOSTLOOP) != 0; }
