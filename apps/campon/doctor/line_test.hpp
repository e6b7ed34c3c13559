// Goes off hook, listens for dial tone, and goes on hook again; dials nothing.
#pragma once

#include <string>

#include "apps/libcampon/line_config.hpp"
#include "apps/libcampon/profile_store.hpp"
#include "hal/env/error.hpp"
#include "hal/env/real/asio_scheduler.hpp"
#include "hal/env/trace.hpp"

namespace campon::cli {

struct LineTest {
  bool off_hook = false;
  bool dial_tone = false, stutter = false;
  bool can_hear = false;    // the modem tells of dial tone at all
  std::string heard_first;  // what else came, in words
  std::string trouble;      // of seizing or releasing
};
std::string in_words(const LineTest& test);

// Errors: those of opening the device and bringing it into service.
env::Expected<LineTest> test_line(env::AsioScheduler& scheduler, env::Trace& trace, const apps::LineConfig& config,
                                  const apps::ProfileStore& store);

}  // namespace campon::cli
