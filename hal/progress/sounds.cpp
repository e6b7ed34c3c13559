#include "hal/progress/sounds.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace campon::hal::ear {

namespace {

Millis millis(env::Duration length) { return std::chrono::duration_cast<std::chrono::milliseconds>(length).count(); }

std::size_t index_of(std::vector<Sound>& sounds, Sound sound) {
  std::sort(sound.hz.begin(), sound.hz.end());
  const auto found = std::find(sounds.begin(), sounds.end(), sound);
  if (found != sounds.end()) return static_cast<std::size_t>(found - sounds.begin());
  sounds.push_back(std::move(sound));
  return sounds.size() - 1;
}

// A pause that nobody can hear makes two bursts of one sound one.
bool joins(const Element& before, const Element& next) {
  return before.sound == next.sound && before.off == 0 && !before.endless && !next.endless;
}

void add(Pattern& pattern, const Element& next) {
  if (!pattern.elements.empty() && joins(pattern.elements.back(), next)) {
    pattern.elements.back().on += next.on;
    pattern.elements.back().off = next.off;
    return;
  }
  pattern.elements.push_back(next);
}

std::vector<Element> elements_of(const Tone& tone, const TonePhase& phase, std::vector<Sound>& sounds) {
  std::vector<Element> out;
  for (const ToneBurst& burst : phase.bursts) {
    const std::size_t sound = index_of(sounds, {burst.frequencies_hz, tone.am});
    const Millis blur = k_cadence_blur_ms + sounds[sound].blur();
    out.push_back({sound, millis(burst.on), millis(burst.off), burst.endless, burst.level_db, blur});
  }
  return out;
}

void sum_up(Pattern& pattern) {
  pattern.shortest_on = pattern.elements.front().on;
  for (const Element& element : pattern.elements) {
    pattern.sounds |= bit_of(element.sound);
    pattern.longest_off = std::max(pattern.longest_off, element.off);
    if (!element.endless) pattern.shortest_on = std::min(pattern.shortest_on, element.on);
  }
}

Pattern pattern_of(const Tone& tone, std::vector<Sound>& sounds) {
  Pattern out;
  for (const TonePhase& phase : tone.phases) {
    const auto elements = elements_of(tone, phase, sounds);
    if (phase.times == 0) {
      // A tone that goes on before its loop without a pause reaches into the first burst of it; then the loop is told once more.
      if (!out.elements.empty() && joins(out.elements.back(), elements.front()))
        for (const Element& element : elements) add(out, element);
      out.loops = true;
      out.loop_from = out.elements.size();
    }
    for (unsigned time = 0; time < std::max(1U, phase.times); ++time)
      for (const Element& element : elements) add(out, element);
  }
  sum_up(out);
  out.any_level =
      tone.levels_differ && std::none_of(out.elements.begin(), out.elements.end(), [](const Element& e) { return e.level_db != 0; });
  return out;
}

}  // namespace

bool Sound::beats() const {
  for (std::size_t i = 1; i < hz.size(); ++i)
    if (hz[i] - hz[i - 1] < k_beat_hz) return true;
  return false;
}

Millis Sound::own_pause() const {
  if (am) return static_cast<Millis>(k_am_pause * 1000 / am->from_hz);
  return beats() ? k_bridge_beat_ms : k_bridge_ms;
}

Millis Sound::blur() const {
  if (am) return own_pause();
  for (std::size_t i = 1; i < hz.size(); ++i)
    if (hz[i] - hz[i - 1] < k_one_hz) return k_beat_blur_ms;
  return 0;
}

env::Expected<Sounds> sounds_of(const TonePlan& plan) {
  Sounds out;
  for (const Tone& tone : plan.tones) out.patterns.push_back(pattern_of(tone, out.sounds));
  if (out.sounds.size() > k_most_sounds)
    return env::fail(env::ErrorCode::bad_profile, env::Remedy::misuse, "the tone plan has more than 64 different sounds");
  return out;
}

}  // namespace campon::hal::ear
