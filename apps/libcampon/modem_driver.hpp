// From a modem's profile to its driver, of whatever family it is.
#pragma once

#include "apps/libcampon/profile_store.hpp"
#include "drivers/recording/replay.hpp"
#include "hal/env/error.hpp"

namespace campon::apps {

// Whether a modem's profile is right, of whatever family it is. Errors: bad_profile naming file and line.
env::Result check_modem(const ProfileText& modem);
// The driver that a right profile asks for; what a recording is made and replayed with.
recording::MakeDriver driver_of(const ProfileText& modem);

}  // namespace campon::apps
