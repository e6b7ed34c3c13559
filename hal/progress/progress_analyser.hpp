// Hears what a telephone line tells by sound: the tones of a region's plan, silence, and voice. Pure computation: samples in,
// events out; nothing is allocated once it is made.
#pragma once

#include <functional>
#include <memory>
#include <span>

#include "hal/media_port.hpp"
#include "hal/progress/burst_judge.hpp"
#include "hal/progress/cadence.hpp"
#include "hal/progress/sounds.hpp"
#include "hal/progress/tone_kind.hpp"
#include "hal/progress/tone_presence.hpp"
#include "hal/progress/voice_activity.hpp"

namespace campon::hal {

// A plan made ready for listening. Made once for a region, shared by all its lines.
class Ears {
 public:
  // Errors: bad_profile when the plan is too large, or has no tones.
  static env::Expected<std::shared_ptr<const Ears>> make(TonePlan plan);
  [[nodiscard]] const TonePlan& plan() const { return plan_; }

  // For the analyser.
  Ears(TonePlan plan, ear::Sounds sounds);
  TonePlan plan_;
  ear::Sounds table_;
  ear::BandPlan bands_;
  std::vector<ear::SoundShape> shapes_;
  bool weaker_bursts_;  // some tone has bursts weaker than its first
};

struct ToneEvent {
  ToneKind kind = ToneKind::unknown;
  const Tone* tone = nullptr;  // of the plan; nothing for silence and voice
  bool over = false;           // it has stopped, or changed into something else
  bool again = false;          // a further burst of ringback: told for each, as its end is what an answer is known by
  env::Time began;             // of the first burst that counts
  env::Time at;                // when it was sure
  double confidence = 0;       // 0 to 1: how pure, how well in time, how often
};

// One line. Tones are told once, when no other tone of the plan that is listened for can still come of what was heard; and
// once more when they are over.
class ProgressAnalyser {
 public:
  using Handler = std::function<void(const ToneEvent&)>;
  // `handler` is called within feed() and must not call it.
  ProgressAnalyser(std::shared_ptr<const Ears> ears, Handler handler);

  // Only what can come in this phase is listened for. What was heard so far is forgotten when the phase changes.
  void arm(CallPhase phase);
  // Forgets all that was heard: the line was released, or audio is missing.
  void reset();
  // Samples in order, in blocks of any size. `at` is the time at which the last of them arrived.
  void feed(std::span<const Sample> samples, env::Time at);

 private:
  void tick();
  void frame();
  void look_at(std::size_t sound, bool over);
  void put(std::size_t sound, ear::SoundSet heard, bool over);
  void end_burst(std::size_t sound);
  void arbitrate();
  [[nodiscard]] ear::Millis heard_until() const;
  bool keep_current();
  void choose();
  [[nodiscard]] bool is_undecided(std::size_t best) const;
  [[nodiscard]] bool is_in_other_sound(std::size_t best) const;
  void announce(std::size_t tone, const ear::Match& match);
  void tell_again();
  void tell(ToneEvent event, ear::Millis began);
  [[nodiscard]] env::Time time_of(ear::Millis at) const;
  [[nodiscard]] double confidence_of(const ear::Match& match) const;

  std::shared_ptr<const Ears> ears_;
  Handler handler_;
  CallPhase phase_ = CallPhase::any;
  ear::SoundSet armed_sounds_ = 0;
  std::vector<bool> armed_;
  std::vector<ear::Match> matches_;
  ear::FilterBank bank_;
  ear::TonePresence presence_;
  ear::BurstJudge judge_;
  ear::SoundSet running_ = 0;
  ear::Timeline timeline_;
  ear::VoiceActivity voice_;
  std::array<Sample, ear::k_tick_samples> pending_{};
  std::size_t pending_count_ = 0;
  env::Time fed_until_{};  // of the end of pending_
  std::optional<std::size_t> current_;
  ear::Millis current_start_ = 0;
  ear::Millis told_burst_ = 0;  // the latest of a ringback
  ear::Millis next_arbitration_ = 0;
};

}  // namespace campon::hal
