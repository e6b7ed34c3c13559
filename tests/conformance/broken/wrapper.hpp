// A provider that is right in all but one thing: what a wrapper defines hides the same function of the library that it is linked to.
#pragma once

#include <dlfcn.h>

#include "campon/tspi.h"

// The function of the real library.
#define REAL(name) (reinterpret_cast<decltype(&TSPI_##name)>(dlsym(RTLD_NEXT, "TSPI_" #name)))
