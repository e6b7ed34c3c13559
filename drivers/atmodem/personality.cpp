#include "drivers/atmodem/personality.hpp"

#include <algorithm>
#include <array>

namespace campon::atmodem {

namespace {

constexpr std::size_t k_most_parts = 3;  // hours, minutes, seconds
constexpr unsigned k_most_digits = 4;
constexpr int k_base = 60;
constexpr int k_ten = 10;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "03:00", "00:03:00" and "180" in seconds; nothing when the text holds anything else.
std::optional<env::Duration> clock_time(std::string_view text) {
  std::chrono::seconds total{};
  std::size_t parts = 1;
  int part = 0;
  unsigned digits = 0;
  for (const char c : text) {
    if (is_digit(c) && digits < k_most_digits) {
      part = part * k_ten + (c - '0');
      ++digits;
    } else if (c == ':' && digits > 0 && parts < k_most_parts) {
      total = (total + std::chrono::seconds(part)) * k_base;
      part = 0;
      digits = 0;
      ++parts;
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0) return std::nullopt;
  return total + std::chrono::seconds(part);
}

}  // namespace

hal::Capabilities Personality::capabilities() const {
  const auto tells = [this](EventMeaning meaning) {
    return std::any_of(events.begin(), events.end(), [&](const auto& event) { return event.second == meaning; });
  };
  const auto gives = [this](InitGives what) {
    return std::any_of(init.begin(), init.end(), [&](const auto& entry) { return entry.gives == what; });
  };
  hal::Capabilities can;
  // One that goes off hook by dialling cannot be asked before whether there is dial tone: it waits for it itself.
  can.seizes_by_dialing = seize.empty();
  can.hears_dial_tone = !seize.empty() && tells(EventMeaning::dial_tone);
  can.hears_stutter = !seize.empty() && tells(EventMeaning::stutter_dial_tone);
  can.hears_busy = tells(EventMeaning::busy);
  can.hears_reorder = tells(EventMeaning::reorder);
  can.hears_ringback = tells(EventMeaning::ringback);
  can.hears_sit = tells(EventMeaning::sit);
  can.hears_voice = tells(EventMeaning::voice);
  can.hears_loop_drop = tells(EventMeaning::loop_drop);
  can.hears_polarity = tells(EventMeaning::polarity);
  can.hears_digits = !seize.empty();  // shielded by DLE in every voice mode [voice-modems 2.4]
  can.ring_cadence = gives(InitGives::ring_cadence) && ring_unit > env::Duration::zero();
  can.caller_id = gives(InitGives::caller_id);
  can.call_type = can.caller_id && call_type;
  can.stays_off_hook_on_busy = stays_off_hook_on_busy;
  can.digits_in_call = !later_digits.empty();
  can.flash = !flash.empty();
  if (can.flash) {
    can.flash_shortest =
        std::min_element(flash.begin(), flash.end(), [](const auto& a, const auto& b) { return a.shortest < b.shortest; })->shortest;
    can.flash_longest =
        std::max_element(flash.begin(), flash.end(), [](const auto& a, const auto& b) { return a.longest < b.longest; })->longest;
  }
  return can;
}

const FlashWay* Personality::flash_way(env::Duration length) const {
  const auto way =
      std::find_if(flash.begin(), flash.end(), [&](const auto& one) { return one.shortest <= length && length <= one.longest; });
  return way == flash.end() ? nullptr : &*way;
}

std::optional<env::Duration> Personality::block_time(std::string_view result) const {
  const std::size_t blank = result.find_last_of(' ');
  if (blank != std::string_view::npos)
    if (const auto told = clock_time(result.substr(blank + 1))) return told;
  for (const auto& [text, length] : blocked_for)
    if (result.starts_with(text)) return length;
  return std::nullopt;
}

}  // namespace campon::atmodem
