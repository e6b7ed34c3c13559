#include "hal/caller_id.hpp"
#include "hal/env/scheduler.hpp"
#include "hw-sim/line/twin.hpp"
#include "hal/env/real/asio_scheduler.hpp"
