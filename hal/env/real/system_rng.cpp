#include "hal/env/real/system_rng.hpp"

#include <sys/random.h>

#include <cerrno>
#include <exception>

namespace campon::env {

std::uint64_t SystemRng::next() {
  std::uint64_t value = 0;
  ssize_t got = 0;
  do got = ::getrandom(&value, sizeof value, 0);
  while (got < 0 && errno == EINTR);
  if (got != static_cast<ssize_t>(sizeof value)) std::terminate();
  return value;
}

}  // namespace campon::env
