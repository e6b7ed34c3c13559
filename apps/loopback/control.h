/* What libcampon-loopback has beside the telephony interface: the other parties of its lines. */
#ifndef CAMPON_LOOPBACK_CONTROL_H
#define CAMPON_LOOPBACK_CONTROL_H

#include "campon/export.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Carries out one line of the simulator's control language (docs/simulator.md), such as "busy 5550123", on the exchange that is
 * named like the network of a line. 0: done. -1: not, or the provider does not run. Not from inside a callback. */
CAMPON_EXPORT int campon_loopback_control(const char* exchange, const char* command);

#ifdef __cplusplus
}
#endif

#endif
