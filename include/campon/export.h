/* What the shared library shows. */
#ifndef CAMPON_EXPORT_H
#define CAMPON_EXPORT_H

#if defined(__GNUC__)
#define CAMPON_EXPORT __attribute__((visibility("default")))
#else
#define CAMPON_EXPORT
#endif

#endif
