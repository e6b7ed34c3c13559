#include "hal/progress/voice_activity.hpp"

#include <algorithm>
#include <cmath>

#include "hal/progress/tone_presence.hpp"

namespace campon::hal::ear {

namespace {
constexpr std::size_t k_level_ticks = k_level_ms / k_tick_ms;
constexpr std::size_t k_judged_frames = 4;
}  // namespace

Activity VoiceActivity::judge() const {
  static const auto k_silence = static_cast<float>(square_of_dbm0(k_silence_dbm0));
  static const auto k_swing = static_cast<float>(std::pow(10.0, k_voice_swing_db / 10));
  const auto [low, high] = std::minmax_element(levels_.begin(), levels_.end());
  if (*low < 0) return activity_;
  if (*high < k_silence) return Activity::silence;
  const float floor = std::max(*low, k_silence / k_swing);
  const auto loud =
      std::count_if(levels_.begin(), levels_.end(), [&](float level) { return level > k_silence && level > floor * k_swing; });
  return loud >= 4 ? Activity::voice : activity_;
}

bool VoiceActivity::tick(float energy, bool tone) {
  sum_ += energy;
  tone_ = tone_ || tone;
  if (++ticks_ < k_level_ticks) return false;
  levels_[count_++ % k_level_frames] = tone_ ? -1 : sum_ / static_cast<float>(k_level_ticks * k_tick_samples);
  sum_ = 0;
  ticks_ = 0;
  tone_ = false;
  if (count_ < k_level_frames || count_ % k_judged_frames != 0) return false;
  const Activity next = judge();
  return std::exchange(activity_, next) != next;
}

}  // namespace campon::hal::ear
