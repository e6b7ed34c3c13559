#include "hal/env/virtual_scheduler.hpp"

#include <algorithm>

namespace campon::env {

void VirtualScheduler::post(Handler handler) {
  const auto id = ++posted_;
  posts_.emplace(id, at(now_, [this, id, run = std::move(handler)] {
                   posts_.erase(id);
                   run();
                 }));
}

bool VirtualScheduler::step(Time limit) {
  auto due = take_due(limit);
  if (!due) return false;
  now_ = std::max(now_, due->first);
  due->second();
  return true;
}

void VirtualScheduler::advance_to(Time limit) {
  while (step(limit)) {
  }
  now_ = std::max(now_, limit);
}

bool VirtualScheduler::run_until(const std::function<bool()>& done, Duration within) {
  const Time limit = now_ + within;
  while (!done()) {
    if (step(limit)) continue;
    now_ = limit;
    return done();
  }
  return true;
}

}  // namespace campon::env
