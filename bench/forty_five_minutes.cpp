// How long forty-five minutes on the line take in virtual time: two callbacks, one recall, a talk of twenty minutes.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "world.hpp"

namespace campon::scenario {
namespace {

bool forty_five_minutes() {
  User a("nanp_class", "nanp_class", "5550100");
  for (const auto* number : {"5550123", "5550124"}) {
    a.exchange->subscriber(number).be_busy();
    if (!a.completes(a.calls(number, CallState::busy), CompletionMode::callback)) return false;
  }
  a.waits(20min);
  a.exchange->subscriber("5550123").be_free();
  const auto recall = a.is_offered(1min);
  if (!recall || !a.answers(recall->id) || !a.waits_until(recall->id, CallState::connected, 1min)) return false;
  a.waits(20min);
  a.drops(recall->id);
  a.scheduler.advance_to(env::Time{} + 45min);
  return true;
}

}  // namespace
}  // namespace campon::scenario

int main() {
  using Clock = std::chrono::steady_clock;
  using Milliseconds = std::chrono::duration<double, std::milli>;
  std::vector<double> times;
  for (int run = 0; run < 21; ++run) {
    const auto begin = Clock::now();
    if (!campon::scenario::forty_five_minutes()) return 1;
    times.push_back(Milliseconds(Clock::now() - begin).count());
  }
  std::sort(times.begin(), times.end());
  const double median = times[times.size() / 2];
  const double line_time = Milliseconds(std::chrono::minutes(45)).count();
  std::printf("45 min of line time: %.2f ms (median of %zu runs, %.2f to %.2f), %.0f times as fast as the line\n", median, times.size(),
              times.front(), times.back(), line_time / median);
}
