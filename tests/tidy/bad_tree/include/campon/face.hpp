// The public face knows nothing of the inside.
#pragma once
#include "campon/line.hpp"
#include "provider/line/line_provider.hpp"
