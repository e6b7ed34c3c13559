#include "drivers/atmodem/engine/flood_guard.hpp"

#include <utility>

namespace campon::atmodem {

bool FloodGuard::admits(env::Time now) {
  if (held_until_ && now < *held_until_) {
    ++dropped_;
    return false;
  }
  held_until_.reset();
  if (now >= window_end_) {
    window_end_ = now + limits_.window;
    items_ = 0;
  }
  if (++items_ <= limits_.items) return true;
  held_until_ = now + limits_.penalty;
  news_ = true;
  ++dropped_;
  return false;
}

bool FloodGuard::quarantined() { return std::exchange(news_, false); }

}  // namespace campon::atmodem
