#include "drivers/atmodem/ring_report.hpp"

#include <charconv>
#include <utility>

namespace campon::atmodem {

namespace {

constexpr long k_longest_count = 600;

std::optional<long> count_after(std::string_view line, std::string_view tag) {
  if (!line.starts_with(tag)) return std::nullopt;
  line.remove_prefix(tag.size());
  long value = 0;
  const auto [end, problem] = std::from_chars(line.data(), line.data() + line.size(), value);
  if (problem != std::errc{} || end != line.data() + line.size() || value < 0 || value > k_longest_count) return std::nullopt;
  return value;
}

}  // namespace

bool RingReport::takes(std::string_view line) const {
  return line == "RING" || line.starts_with("RING ") || line.starts_with("DRON=") || line.starts_with("DROF=");
}

std::optional<hal::RingBurst> RingReport::feed(std::string_view line) {
  if (const auto off = count_after(line, "DROF=")) {
    if (!first_) gap_ = unit_ * *off;  // the first pause means nothing
    return std::nullopt;
  }
  if (const auto on = count_after(line, "DRON=")) {
    first_ = false;
    return hal::RingBurst{unit_ * *on, std::exchange(gap_, std::nullopt)};
  }
  if (unit_ != env::Duration::zero() || line.starts_with("DRO")) return std::nullopt;  // DRON tells of the same burst
  return hal::RingBurst{};
}

void RingReport::ringing_over() {
  first_ = true;
  gap_.reset();
}

}  // namespace campon::atmodem
