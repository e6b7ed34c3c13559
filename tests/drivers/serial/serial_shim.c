/* Makes one pty look like a serial port. SHIM_DEVICE is a link to the pty; it resolves to a name below /dev/.. that
   libserialport looks up in sysfs and finds to be that link. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int modem_lines = TIOCM_DTR | TIOCM_RTS | TIOCM_CTS;

static int is_device(const char* path) {
  const char* device = getenv("SHIM_DEVICE");
  return device && strcmp(path, device) == 0;
}

char* realpath(const char* path, char* resolved) {
  char* (*next)(const char*, char*) = (char* (*)(const char*, char*))dlsym(RTLD_NEXT, "realpath");
  if (!is_device(path)) return next(path, resolved);
  /* The sanitizers stand between and bring a buffer of their own. */
  char* alias = resolved ? resolved : malloc(PATH_MAX);
  if (alias) snprintf(alias, PATH_MAX, "/dev/../../..%s", path);
  return alias;
}

int access(const char* path, int mode) {
  int (*next)(const char*, int) = (int (*)(const char*, int))dlsym(RTLD_NEXT, "access");
  return strncmp(path, "/sys/dev/char/", 14) == 0 ? 0 : next(path, mode);
}

int open(const char* path, int flags, ...) {
  int (*next)(const char*, int, ...) = (int (*)(const char*, int, ...))dlsym(RTLD_NEXT, "open");
  va_list rest;
  va_start(rest, flags);
  const int mode = (flags & O_CREAT) ? va_arg(rest, int) : 0;
  va_end(rest);
  return next(path, strncmp(path, "/dev/../", 8) == 0 ? flags & ~O_NOFOLLOW : flags, mode);
}

int ioctl(int fd, unsigned long request, ...) {
  int (*next)(int, unsigned long, void*) = (int (*)(int, unsigned long, void*))dlsym(RTLD_NEXT, "ioctl");
  va_list rest;
  va_start(rest, request);
  void* value = va_arg(rest, void*);
  va_end(rest);
  switch (request) {
    case TIOCMGET: *(int*)value = modem_lines; return 0;
    case TIOCMSET: modem_lines = *(int*)value; return 0;
    case TIOCMBIS: modem_lines |= *(int*)value; return 0;
    case TIOCMBIC: modem_lines &= ~*(int*)value; return 0;
    default: return next(fd, request, value);
  }
}
