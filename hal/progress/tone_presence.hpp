// When each sound of a plan is there: runs of it, to within a few milliseconds. Says nothing yet about which of two similar
// sounds it is; that is the judge's.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "hal/progress/filter_bank.hpp"
#include "hal/progress/sounds.hpp"

namespace campon::hal::ear {

// A direction in which the samples of a window can point when a sound is there. All of one sound are orthogonal.
struct Direction {
  std::size_t band = 0;
  std::array<float, k_window_ticks> real{};
  std::array<float, k_window_ticks> imaginary{};
};

// Made once for a plan, shared by all channels.
struct SoundShape {
  std::vector<Direction> directions;
  SoundSet bands = 0;        // one bit for each band that it uses
  SoundSet simpler = 0;      // sounds of fewer of its frequencies, where 20 ms can tell them apart
  Millis own_pause = 0;      // so long can a sound of this plan pause by itself
  bool deep_pauses = false;  // a pause down to nothing is never of that kind
  float share_again = 0;     // of all energy, that a weaker burst must hold
  float to_energy = 0;       // from the power of the phasors to the energy of the samples
};

std::vector<SoundShape> shapes_of(const std::vector<Sound>& sounds, const BandPlan& bands);

// A run of a sound: `on` while it lasts. Times are those of the sound, not of its detection.
struct Run {
  bool on = false;
  Millis start = 0;
  Millis end = 0;               // when it is over, or the last moment at which it was heard
  float share = 0;              // of all energy, the greatest of the run
  float level = 0;              // mean square, the greatest of the run
  Millis next_look = 0;         // the judge's
  std::size_t deep_frames = 0;  // in a row, of its pause so far
  bool looked_at = false;
  bool accepted = false;  // the judge's, of the run so far
};

class TonePresence {
 public:
  explicit TonePresence(const std::vector<SoundShape>& shapes);

  // After every k_frame_ticks ticks. Sets of sounds whose runs went on or ended with this frame.
  struct Change {
    SoundSet on = 0;     // every run that lasts
    SoundSet ended = 0;  // their runs stay readable until the next frame
  };
  Change frame(const FilterBank& bank, SoundSet armed);
  [[nodiscard]] Run& run(std::size_t sound) { return runs_[sound]; }
  [[nodiscard]] const Run& run(std::size_t sound) const { return runs_[sound]; }
  // Until when the edges are known.
  [[nodiscard]] Millis known_until() const { return known_until_; }
  // A judged burst of this sound: weaker ones after it count too.
  void remember(std::size_t sound, Millis until) { any_again_until_ = again_until_[sound] = until; }

 private:
  static constexpr std::size_t k_frames = 2 * k_look_frames + 1;
  struct Frame {
    std::array<float, k_most_sounds> power{};
    std::array<float, k_most_sounds> share{};
    float strongest = 0;
    bool empty = true;
  };

  void measure(const FilterBank& bank, SoundSet armed, Frame& frame) const;
  [[nodiscard]] bool sounds_at_edge(std::size_t sound, float loudest) const;
  [[nodiscard]] float loudest_near(std::size_t sound) const;
  void follow(std::size_t sound, Change& change);
  [[nodiscard]] bool is_over(std::size_t sound) const;
  [[nodiscard]] const Frame& judged() const { return frames_[(count_ + k_frames - k_look_frames) % k_frames]; }

  const std::vector<SoundShape>* shapes_;
  std::array<Frame, k_frames> frames_{};
  std::size_t count_ = 0;
  std::size_t empty_frames_ = 0;
  Millis known_until_ = 0;
  std::vector<Run> runs_;
  std::vector<Millis> again_until_;
  Millis any_again_until_ = -1;
  SoundSet running_ = 0;
};

// 0 dBm0 as the mean square of 16-bit samples. [ITU-T G.711: a full-scale sine is +3.14 dBm0]
inline constexpr double k_dbm0_square = 2.605e8;
double square_of_dbm0(double dbm0);

}  // namespace campon::hal::ear
