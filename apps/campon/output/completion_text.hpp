// A completion in one line for people, and as an object for machines.
#pragma once

#include <string>

#include "apps/campon/output/report.hpp"
#include "campon/completion.hpp"

namespace campon::cli {

// "completion 3: callback for 5550123, outstanding (heard: stutter dial tone), until 14:05:12"
std::string describe(const Completion& completion);
Json as_json(const Completion& completion);
// "2026-11-23T14:05:12Z"; empty for a time that is not set.
std::string iso_time(WallTime time);

}  // namespace campon::cli
