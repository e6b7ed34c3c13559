#include "hal/progress/cadence.hpp"

#include <algorithm>
#include <cmath>

namespace campon::hal::ear {

namespace {

Millis slack(Millis nominal, Millis blur = k_cadence_blur_ms) {
  return static_cast<Millis>(static_cast<double>(nominal) * k_cadence_share) + blur;
}
bool is(Millis measured, Millis nominal, Millis blur) { return std::abs(measured - nominal) <= slack(nominal, blur); }
double deviation(Millis measured, Millis nominal) {
  return static_cast<double>(std::abs(measured - nominal)) / static_cast<double>(nominal + k_cadence_blur_ms);
}

// One way to lay a pattern on the bursts: the newest burst is the element `last`.
class Alignment {
 public:
  Alignment(const Pattern& pattern, std::span<const Burst> bursts, Millis now, Millis endless)
      : pattern_(pattern), bursts_(bursts), now_(now), endless_(endless) {}

  Match lay(std::size_t last) {
    if (!newest_fits(last)) return {};
    const Walk walk = walk_back(last);
    const bool whole = walk == Walk::whole;
    Match out;
    out.bursts = matched_;
    out.start = bursts_[bursts_.size() - matched_].start;
    out.error = compared_ == 0 ? 0 : error_ / compared_;
    out.fitting = Fitting::possible;
    if (!whole && !enough_of_loop(last, walk)) return {};
    if (is_complete(last, whole)) out.fitting = Fitting::complete;
    return out;
  }

 private:
  [[nodiscard]] const Burst& newest() const { return bursts_.back(); }
  [[nodiscard]] Millis pause() const { return newest().over ? now_ - newest().end : 0; }
  [[nodiscard]] bool is_last(std::size_t index) const { return index + 1 == pattern_.elements.size(); }

  void compare(Millis measured, Millis nominal) {
    error_ += deviation(measured, nominal);
    ++compared_;
  }

  bool newest_fits(std::size_t last) {
    const Element& element = pattern_.elements[last];
    const Burst& burst = newest();
    if ((burst.sounds & bit_of(element.sound)) == 0) return false;
    matched_ = 1;
    if (element.endless) return !burst.over;
    if (!burst.over) return now_ - burst.start <= element.on + slack(element.on, element.blur);
    if (!is(burst.end - burst.start, element.on, element.blur)) return false;
    compare(burst.end - burst.start, element.on);
    const bool finishes = is_last(last) && !pattern_.loops;
    return finishes || pause() <= element.off + slack(element.off, element.blur);
  }

  enum class Walk {
    whole,    // it ends at the beginning of the pattern, or of what was heard of it
    cut,      // at a burst of another length, which may have begun before anybody listened
    against,  // at a pause of another length: something else went before
  };

  Walk walk_back(std::size_t index) {
    for (std::size_t at = bursts_.size() - 1;; --at) {
      const bool is_first_heard = at == 0 || starts_anew(at);
      if (is_first_heard) return index == 0 || pattern_.loops ? Walk::whole : Walk::against;
      if (index == 0 && (!pattern_.loops || pattern_.loop_from != 0)) return Walk::against;
      std::size_t before = index - 1;
      if (index == pattern_.loop_from && pattern_.loops && !fits_before(before, at)) before = pattern_.elements.size() - 1;
      if (!fits_before(before, at)) return pause_fits(before, at) ? Walk::cut : Walk::against;
      const Element& element = pattern_.elements[before];
      compare(bursts_[at - 1].end - bursts_[at - 1].start, element.on);
      if (element.off > 0) compare(bursts_[at].start - bursts_[at - 1].end, element.off);
      ++matched_;
      index = before;
    }
  }

  // The burst `at` follows a pause that is longer than any of this tone.
  [[nodiscard]] bool starts_anew(std::size_t at) const {
    const Millis gap = bursts_[at].start - bursts_[at - 1].end;
    return gap > pattern_.longest_off + slack(pattern_.longest_off) + k_finished_ms;
  }

  [[nodiscard]] bool fits_before(std::size_t before, std::size_t at) const {
    if (before >= pattern_.elements.size()) return false;
    const Element& element = pattern_.elements[before];
    const Burst& burst = bursts_[at - 1];
    return (burst.sounds & bit_of(element.sound)) != 0 && is(burst.end - burst.start, element.on, element.blur) && pause_fits(before, at) &&
           levels_fit(element, at);
  }

  [[nodiscard]] bool pause_fits(std::size_t before, std::size_t at) const {
    return is(bursts_[at].start - bursts_[at - 1].end, pattern_.elements[before].off, pattern_.elements[before].blur);
  }

  [[nodiscard]] bool levels_fit(const Element& before, std::size_t at) const {
    const std::size_t next = (static_cast<std::size_t>(&before - pattern_.elements.data()) + 1) % pattern_.elements.size();
    const Element& after = pattern_.elements[next];
    if (pattern_.any_level || before.sound != after.sound || !bursts_[at].over) return true;
    const double heard = 10 * std::log10(bursts_[at].level / bursts_[at - 1].level);
    return std::abs(heard - (after.level_db - before.level_db)) <= k_same_level_db;
  }

  [[nodiscard]] std::size_t needed() const {
    const std::size_t in_loop = pattern_.elements.size() - pattern_.loop_from;
    const Element& only = pattern_.elements.back();
    if (in_loop > 1) return in_loop;
    if (pattern_.loop_from > 0) return 1;
    if (only.on >= k_single_on_ms && only.off >= k_long_pause_ms) return 1;
    return only.on + only.off < k_short_cycle_ms ? 3 : 2;
  }

  [[nodiscard]] bool enough_of_loop(std::size_t last, Walk walk) const {
    const std::size_t over = newest().over ? matched_ : matched_ - 1;
    const std::size_t least = walk == Walk::cut ? std::max<std::size_t>(needed(), 2) : std::max<std::size_t>(2 * needed(), 3);
    return pattern_.loops && last >= pattern_.loop_from && over >= least;
  }

  [[nodiscard]] bool is_complete(std::size_t last, bool whole) const {
    const Element& element = pattern_.elements[last];
    if (element.endless) return whole && now_ - newest().start >= (last == 0 ? endless_ : k_endless_ms);
    if (!pattern_.loops) return whole && is_last(last) && newest().over && pause() >= finishing_pause();
    const std::size_t over = newest().over ? matched_ : matched_ - 1;
    if (over < needed() || (last < pattern_.loop_from && element.on < k_single_on_ms)) return false;
    return over > needed() || pause() >= telling_pause(last);
  }

  // The longest pause of a pattern tells it from another with the same bursts: enough of it must have been heard.
  [[nodiscard]] Millis telling_pause(std::size_t last) const {
    if (pattern_.elements[last].off >= k_long_pause_ms) return k_long_enough_ms;
    Millis other = 0;
    for (std::size_t index = pattern_.loop_from; index < pattern_.elements.size(); ++index)
      if (pattern_.elements[index].off < pattern_.elements[last].off) other = std::max(other, pattern_.elements[index].off);
    return other == 0 ? 0 : other + slack(other);
  }

  [[nodiscard]] Millis finishing_pause() const {
    return pattern_.longest_off == 0 ? k_finished_ms / 2 : std::max(k_finished_ms, pattern_.longest_off + slack(pattern_.longest_off));
  }

  const Pattern& pattern_;
  std::span<const Burst> bursts_;
  Millis now_;
  Millis endless_;
  std::size_t matched_ = 0;
  double error_ = 0;
  double compared_ = 0;
};

bool is_better(const Match& a, const Match& b) {
  if (a.fitting != b.fitting) return a.fitting > b.fitting;
  if (a.bursts != b.bursts) return a.bursts > b.bursts;
  return a.error < b.error;
}

}  // namespace

void Timeline::add(const Burst& burst) {
  if (count_ == k_most) std::copy(bursts_.begin() + 1, bursts_.end(), bursts_.begin());
  if (count_ < k_most) ++count_;
  bursts_[count_ - 1] = burst;
}

Match match(const Pattern& pattern, const Timeline& timeline, Millis now, Millis endless) {
  Match best;
  if (timeline.empty() || (timeline.bursts().back().sounds & pattern.sounds) == 0) return best;
  for (std::size_t last = 0; last < pattern.elements.size(); ++last) {
    const Match one = Alignment(pattern, timeline.bursts(), now, endless).lay(last);
    if (is_better(one, best)) best = one;
  }
  return best;
}

}  // namespace campon::hal::ear
