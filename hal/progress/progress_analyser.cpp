#include "hal/progress/progress_analyser.hpp"

#include <algorithm>
#include <cmath>

namespace campon::hal {

namespace {

using namespace ear;

using SampleTime = std::chrono::duration<std::int64_t, std::ratio<1, k_sample_rate>>;

constexpr double k_level_confidence = 0.5;
constexpr Millis k_arbitration_ms = 40;
constexpr Millis k_overlap_ms = 14;
constexpr Millis k_inset_ms = 4;  // what the judge leaves out at either end of a burst

std::vector<double> frequencies_of(const std::vector<Sound>& sounds) {
  std::vector<double> out;
  for (const Sound& sound : sounds) out.insert(out.end(), sound.hz.begin(), sound.hz.end());
  return out;
}

// Calls with each member of a set, lowest first.
template <class Visit>
void for_each(SoundSet set, Visit visit) {
  for (; set != 0; set &= set - 1) visit(static_cast<std::size_t>(std::countr_zero(set)));
}

}  // namespace

Ears::Ears(TonePlan plan, ear::Sounds sounds)
    : plan_(std::move(plan)),
      table_(std::move(sounds)),
      bands_(frequencies_of(table_.sounds)),
      shapes_(shapes_of(table_.sounds, bands_)),
      weaker_bursts_(std::any_of(plan_.tones.begin(), plan_.tones.end(), [](const Tone& tone) { return tone.levels_differ; })) {}

env::Expected<std::shared_ptr<const Ears>> Ears::make(TonePlan plan) {
  if (plan.tones.empty()) return env::fail(env::ErrorCode::bad_profile, env::Remedy::misuse, "the tone plan has no tones");
  auto sounds = sounds_of(plan);
  if (!sounds) return tl::unexpected(sounds.error());
  return std::make_shared<const Ears>(std::move(plan), std::move(*sounds));
}

ProgressAnalyser::ProgressAnalyser(std::shared_ptr<const Ears> ears, Handler handler)
    : ears_(std::move(ears)),
      handler_(std::move(handler)),
      armed_(ears_->plan_.tones.size()),
      matches_(ears_->plan_.tones.size()),
      bank_(ears_->bands_),
      presence_(ears_->shapes_),
      judge_(ears_->table_.sounds, ears_->shapes_, ears_->bands_) {
  arm(CallPhase::any);
}

void ProgressAnalyser::arm(CallPhase phase) {
  phase_ = phase;
  armed_sounds_ = 0;
  for (std::size_t tone = 0; tone < armed_.size(); ++tone) {
    armed_[tone] = is_armed(tone_kind(ears_->plan_.tones[tone].name), phase);
    if (armed_[tone]) armed_sounds_ |= ears_->table_.patterns[tone].sounds;
  }
  timeline_.clear();
  current_.reset();
}

void ProgressAnalyser::reset() {
  bank_ = FilterBank(ears_->bands_);
  presence_ = TonePresence(ears_->shapes_);
  voice_ = VoiceActivity();
  pending_count_ = 0;
  next_arbitration_ = 0;
  timeline_.clear();
  current_.reset();
}

void ProgressAnalyser::feed(std::span<const Sample> samples, env::Time at) {
  while (!samples.empty()) {
    const std::size_t taken = std::min(samples.size(), k_tick_samples - pending_count_);
    std::copy_n(samples.begin(), taken, pending_.begin() + pending_count_);
    samples = samples.subspan(taken);
    pending_count_ += taken;
    fed_until_ = at - std::chrono::duration_cast<env::Duration>(SampleTime(static_cast<std::int64_t>(samples.size())));
    if (pending_count_ < k_tick_samples) return;
    tick();
    pending_count_ = 0;
  }
}

void ProgressAnalyser::tick() {
  bank_.tick(pending_);
  if (bank_.ticks() % k_frame_ticks == 0) frame();
  if (!voice_.tick(bank_.last_energy(), current_.has_value() || !timeline_.empty())) return;
  const auto now = static_cast<Millis>(bank_.ticks()) * k_tick_ms;
  ToneEvent event;
  event.kind = voice_.activity() == Activity::voice ? ToneKind::voice : ToneKind::silence;
  event.confidence = k_level_confidence;
  tell(event, now);
}

void ProgressAnalyser::frame() {
  const TonePresence::Change change = presence_.frame(bank_, armed_sounds_);
  running_ = change.on;
  bool news = change.ended != 0;
  for_each(change.ended, [&](std::size_t sound) { look_at(sound, true); });
  for_each(change.on, [&](std::size_t sound) {
    if (presence_.known_until() < presence_.run(sound).next_look) return;
    look_at(sound, false);
    news = true;
  });
  if (timeline_.empty() || (!news && presence_.known_until() < next_arbitration_)) return;
  next_arbitration_ = presence_.known_until() + k_arbitration_ms;
  arbitrate();
}

void ProgressAnalyser::look_at(std::size_t sound, bool over) {
  Run& run = presence_.run(sound);
  run.next_look = presence_.known_until() + (run.looked_at ? k_next_look_ms : k_second_look_ms);
  run.looked_at = true;
  const Millis until = (over ? run.end : presence_.known_until()) - k_inset_ms;
  const Millis from = std::max(run.start + k_inset_ms, until - k_longest_look_ms);
  if (until - from < k_shortest_burst_ms - 2 * k_inset_ms) return;
  constexpr Millis k_filter_ms = 4;
  const auto ago = (static_cast<Millis>(bank_.ticks()) * k_tick_ms - k_filter_ms - until) / k_tick_ms;
  const auto ticks = (until - from) / k_tick_ms;
  SoundSet rivals = 0;
  for (std::size_t other = 0; other < ears_->shapes_.size(); ++other)
    if ((ears_->shapes_[other].bands & ears_->shapes_[sound].bands) != 0) rivals |= bit_of(other);
  const SoundSet heard = judge_.judge(bank_, static_cast<std::size_t>(ago), static_cast<std::size_t>(ticks), rivals);
  const bool was_accepted = run.accepted;
  run.accepted = (heard & bit_of(sound)) != 0;
  if (run.accepted) return put(sound, heard, over);
  if (!was_accepted || timeline_.empty() || timeline_.back().over || (timeline_.back().sounds & bit_of(sound)) == 0) return;
  // It is something else after all: another sound of those it could have been, or none.
  Burst& back = timeline_.back();
  back.sounds &= heard;
  if (back.sounds == 0) return timeline_.remove_back();
  if (over && back.owner == sound) end_burst(sound);
}

// The newest burst ends with the run it was known by, unless another run of the same burst goes on.
void ProgressAnalyser::end_burst(std::size_t sound) {
  Burst& back = timeline_.back();
  SoundSet others = 0;
  for_each(back.sounds & running_ & ~bit_of(sound), [&](std::size_t other) {
    if (presence_.run(other).accepted) others |= bit_of(other);
  });
  if (others != 0) {
    back.owner = static_cast<std::size_t>(std::countr_zero(others));
    return;
  }
  back.over = true;
  back.end = presence_.run(sound).end;
}

void ProgressAnalyser::put(std::size_t sound, SoundSet heard, bool over) {
  const Run& run = presence_.run(sound);
  const Burst burst{heard, run.start, run.end, over, run.share, run.level, sound};
  if (ears_->weaker_bursts_) presence_.remember(sound, run.end + k_again_ms);
  if (timeline_.empty()) return timeline_.add(burst);
  Burst& back = timeline_.back();
  const bool overlaps = back.over ? burst.start < back.end - k_overlap_ms : burst.end > back.start + k_overlap_ms;
  if (!overlaps) return timeline_.add(burst);
  if (back.over) {
    if ((back.sounds & heard) == 0 || burst.end <= back.end) return;
    back = {back.sounds & heard, std::min(back.start, burst.start), burst.end, over, burst.share, burst.level, sound};
    return;
  }
  if ((back.sounds & heard) != 0) {
    back.sounds &= heard;
    if (sound != back.owner && (back.sounds & bit_of(back.owner)) != 0) return;
    back = {back.sounds, back.start, burst.end, false, burst.share, burst.level, sound};
    if (over) end_burst(sound);
  } else if (burst.start > back.start + k_overlap_ms) {
    // One sound went over into another without a pause.
    back.over = true;
    back.end = burst.start;
    timeline_.add(burst);
  } else
    back = burst;
}

void ProgressAnalyser::arbitrate() {
  if (current_ && keep_current()) return;
  if (!timeline_.empty()) choose();
}

// A run that nobody has looked at may be the next burst: until it is known, the pause before it is not over.
ear::Millis ProgressAnalyser::heard_until() const {
  Millis out = presence_.known_until();
  for_each(running_, [&](std::size_t sound) {
    const Run& run = presence_.run(sound);
    if (!run.looked_at) out = std::min(out, run.start);
  });
  return out;
}

bool ProgressAnalyser::keep_current() {
  const Pattern& pattern = ears_->table_.patterns[*current_];
  if (match(pattern, timeline_, heard_until()).fitting != Fitting::contradicted) {
    tell_again();
    return true;
  }
  const Tone& tone = ears_->plan_.tones[*current_];
  current_.reset();
  // A burst that is over belonged to the tone, which had a longer pause than it may have.
  const Burst newest = timeline_.back();
  timeline_.clear();
  if (!newest.over) timeline_.add(newest);
  ToneEvent event;
  event.kind = tone_kind(tone.name);
  event.tone = &tone;
  event.over = true;
  event.confidence = 1;
  tell(event, current_start_);
  return false;
}

void ProgressAnalyser::tell_again() {
  const Tone& tone = ears_->plan_.tones[*current_];
  const Burst& newest = timeline_.back();
  if (tone_kind(tone.name) != ToneKind::ringback || newest.start <= told_burst_) return;
  told_burst_ = newest.start;
  ToneEvent event;
  event.kind = ToneKind::ringback;
  event.tone = &tone;
  event.again = true;
  event.confidence = 1;
  tell(event, newest.start);
}

void ProgressAnalyser::choose() {
  const Millis now = heard_until();
  const Millis endless = phase_ == CallPhase::seized || phase_ == CallPhase::code_sent ? k_endless_ms : k_endless_alone_ms;
  std::optional<std::size_t> best;
  for (std::size_t tone = 0; tone < matches_.size(); ++tone) {
    matches_[tone] = armed_[tone] ? match(ears_->table_.patterns[tone], timeline_, now, endless) : Match{};
    const Match& one = matches_[tone];
    if (one.fitting != Fitting::complete) continue;
    if (!best || one.bursts > matches_[*best].bursts || (one.bursts == matches_[*best].bursts && one.error < matches_[*best].error))
      best = tone;
  }
  if (!best || is_undecided(*best) || is_in_other_sound(*best)) return;
  for (std::size_t tone = 0; tone < matches_.size(); ++tone)
    if (matches_[tone].fitting == Fitting::possible && !(ears_->table_.patterns[tone] == ears_->table_.patterns[*best])) return;
  announce(*best, matches_[*best]);
}

// A tone that ends by itself and one that comes again after a long pause are the same until the pause is too long.
bool ProgressAnalyser::is_undecided(std::size_t best) const {
  for (std::size_t tone = 0; tone < matches_.size(); ++tone)
    if (matches_[tone].fitting == Fitting::complete && matches_[tone].bursts == matches_[best].bursts &&
        ears_->plan_.tones[tone].finite() != ears_->plan_.tones[best].finite())
      return true;
  return false;
}

// One burst that ends by itself is a tone only in silence: a note of music is followed by others.
bool ProgressAnalyser::is_in_other_sound(std::size_t best) const {
  if (!ears_->plan_.tones[best].finite() || ears_->table_.patterns[best].elements.size() > 1) return false;
  const float square = bank_.energy(0, k_quiet_ticks) / static_cast<float>(k_quiet_ticks * k_tick_samples);
  return square > k_quiet_share * timeline_.bursts().back().level;
}

double ProgressAnalyser::confidence_of(const Match& match) const {
  const double pure = std::clamp((timeline_.bursts().back().share - k_share_begin) / (1.0 - k_share_begin), 0.0, 1.0);
  const double in_time = std::clamp(1 - match.error / k_cadence_share, 0.0, 1.0);
  const double often = match.bursts > 1 ? 1 : 0.5;
  return 0.4 + 0.2 * pure + 0.2 * in_time + 0.2 * often;
}

void ProgressAnalyser::announce(std::size_t tone, const Match& match) {
  const Tone& heard = ears_->plan_.tones[tone];
  ToneEvent event;
  event.kind = tone_kind(heard.name);
  event.tone = &heard;
  event.confidence = confidence_of(match);
  current_start_ = match.start;
  told_burst_ = timeline_.back().start;
  if (heard.finite())
    timeline_.clear();
  else
    current_ = tone;
  tell(event, match.start);
}

void ProgressAnalyser::tell(ToneEvent event, Millis began) {
  event.began = time_of(began);
  event.at = fed_until_;
  if (handler_) handler_(event);
}

env::Time ProgressAnalyser::time_of(Millis at) const {
  return fed_until_ - std::chrono::milliseconds(static_cast<Millis>(bank_.ticks()) * k_tick_ms - at);
}

}  // namespace campon::hal
