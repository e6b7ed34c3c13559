// The tones of a country as values: which frequencies, how modulated, in which cadence. What a ProgressAnalyser listens for.
#pragma once

#include <toml++/toml.h>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/time.hpp"

namespace campon::hal {

// One burst: the frequencies that sound together, for how long, and the silence after it.
struct ToneBurst {
  std::vector<double> frequencies_hz;
  env::Duration on{};    // meaning only when not endless
  env::Duration off{};   // 0: the next burst follows without a pause
  double level_db = 0;   // against the first burst of the tone; 0 unless the plan tells
  bool endless = false;  // sounds until it is switched off
  friend bool operator==(const ToneBurst&, const ToneBurst&) = default;
};

// Bursts that sound `times` times over; 0 means for ever.
struct TonePhase {
  std::vector<ToneBurst> bursts;
  unsigned times = 1;
  [[nodiscard]] bool endless() const { return times == 0 || (!bursts.empty() && bursts.back().endless); }
  friend bool operator==(const TonePhase&, const TonePhase&) = default;
};

enum class ToneShape : std::uint8_t {
  single,     // one frequency
  sum,        // several at once
  sequence,   // each burst its own
  modulated,  // one frequency, amplitude modulated
};
std::string_view to_string(ToneShape shape);

struct AmplitudeModulation {
  double from_hz = 0;
  double to_hz = 0;
  double nominal_hz = 0;
  friend bool operator==(const AmplitudeModulation&, const AmplitudeModulation&) = default;
};

// As in a plan's file. `frequencies`, `modulation` and `cadence` keep the notation; the rest is what it means.
struct Tone {
  std::string name;  // "busy", "sit_no_circuit"
  std::string frequencies;
  std::string modulation;
  std::string cadence;
  std::string source;
  std::string confidence;  // sourced, known or uncertain

  ToneShape shape = ToneShape::single;
  std::optional<AmplitudeModulation> am;
  bool levels_differ = false;     // the bursts of one cycle are not equally loud, by an amount that level_db tells or nobody knows
  std::vector<TonePhase> phases;  // one after the other; only the last can be endless

  // Sounds without any pause from its first moment on.
  [[nodiscard]] bool continuous() const;
  // Ends by itself.
  [[nodiscard]] bool finite() const { return !phases.back().endless(); }
};

struct TonePlan {
  std::vector<Tone> tones;
  [[nodiscard]] const Tone* find(std::string_view name) const;
};

// The notation, strictly; spaces count.
//   frequencies  "425", "350+440" together, "440,620" or "350+440 then 440" one after the other
//   modulation   "single", "sum", "sequence", "sum/single", "AM 25 Hz", "AM 15..20 Hz (16)"; then perhaps
//                ", bursts differ in level" or ", every other burst 10 dB lower", or a remark in parentheses
//   cadence      "cont"; "500/500*" on/off in ms for ever; "100/100 x3" three times; "380,380,380" bursts without pauses,
//                once; " | " then
// Errors: bad_profile saying which of the three is wrong and why.
env::Expected<Tone> parse_tone(std::string_view frequencies, std::string_view modulation, std::string_view cadence);

// The [[tone]] tables of a region's file: name, frequencies, modulation, cadence, source, confidence. `file` is for messages.
// Errors: bad_profile naming file and line: a wrong notation, an unknown key, a name given twice.
env::Expected<TonePlan> read_tones(const std::vector<const toml::table*>& tables, std::string_view file);
// The same out of a whole region's file; what else stands in it is not looked at.
env::Expected<TonePlan> read_tone_plan(std::string_view toml, std::string_view file);

}  // namespace campon::hal
