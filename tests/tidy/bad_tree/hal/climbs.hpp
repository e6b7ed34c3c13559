// Looks upwards.
#pragma once
#include "provider/call.hpp"
#include <campon/tspi.h>
