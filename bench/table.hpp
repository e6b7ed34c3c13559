// How a measurement is printed: one line a figure, each beside what it is measured against in the same run.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include <ctime>

namespace campon::bench {

using Clock = std::chrono::steady_clock;

inline double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

// What this thread has computed, in seconds.
inline double thread_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

// "wire       AT round trip, latency            14.1 us   12.9 us  1.09  <= 1.15"
inline void row(const char* part, const std::string& what, const std::string& measured, const std::string& against, double ratio,
                const char* goal) {
  std::printf("%-11s %-58s %14s %26s %8.2f  %s\n", part, what.c_str(), measured.c_str(), against.c_str(), ratio, goal);
}

inline std::string in_microseconds(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f us", seconds * 1e6);
  return text;
}

inline std::string in_milliseconds(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f ms", seconds * 1e3);
  return text;
}

}  // namespace campon::bench
