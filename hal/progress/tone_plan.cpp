#include "hal/progress/tone_plan.hpp"

#include <algorithm>

#include "hal/env/toml_reader.hpp"
#include "hal/env/trace.hpp"
#include "hal/progress/tone_notation.hpp"

namespace campon::hal {

namespace {

using env::ErrorCode;
using env::Remedy;

constexpr std::size_t k_most_tones = 64;

tl::unexpected<env::Error> bad(std::string_view key, std::string_view text, std::string_view why) {
  return env::fail(ErrorCode::bad_profile, Remedy::misuse,
                   "'" + std::string(key) + "' cannot be '" + env::escaped(text.substr(0, 60)) + "': " + std::string(why));
}

bool fits(ToneShape shape, const notation::Frequencies& frequencies) {
  const std::size_t together =
      std::max_element(frequencies.begin(), frequencies.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); })->size();
  switch (shape) {
    case ToneShape::single:
    case ToneShape::modulated: return frequencies.size() == 1 && together == 1;
    case ToneShape::sum: return frequencies.size() == 1 && together > 1;
    case ToneShape::sequence: return frequencies.size() > 1;
  }
  return false;
}

// Gives each burst its frequencies and its level. False when a sequence and a cadence are not equally long.
bool sound_bursts(Tone& tone, const notation::Frequencies& frequencies, double every_other_db) {
  for (auto& phase : tone.phases) {
    if (phase.bursts.size() % frequencies.size() != 0) return false;
    for (std::size_t i = 0; i < phase.bursts.size(); ++i) {
      phase.bursts[i].frequencies_hz = frequencies[i % frequencies.size()];
      if (i % 2 == 1) phase.bursts[i].level_db = every_other_db;
    }
  }
  return true;
}

// The key that a message of parse_tone begins with.
std::string_view key_of(std::string_view what) {
  what.remove_prefix(1);
  return what.substr(0, what.find('\''));
}

Tone read_tone(env::TableReader& reader) {
  const std::string name = reader.text("name");
  const std::string frequencies = reader.text("frequencies");
  const std::string modulation = reader.text("modulation");
  const std::string cadence = reader.text("cadence");
  const auto parsed = parse_tone(frequencies, modulation, cadence);
  if (!parsed) reader.mistake(key_of(parsed.error().what), parsed.error().what);
  Tone tone = parsed.value_or(Tone{});
  tone.name = name;
  tone.source = reader.text("source");
  tone.confidence = reader.text("confidence");
  const bool plain = !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
  if (!plain) reader.mistake("name", "'name' must be of small letters, digits and '_'");
  const bool graded = tone.confidence == "sourced" || tone.confidence == "known" || tone.confidence == "uncertain";
  if (!graded) reader.mistake("confidence", "'confidence' must be sourced, known or uncertain");
  return tone;
}

}  // namespace

std::string_view to_string(ToneShape shape) {
  switch (shape) {
    case ToneShape::single: return "single";
    case ToneShape::sum: return "sum";
    case ToneShape::sequence: return "sequence";
    case ToneShape::modulated: return "modulated";
  }
  return "single";
}

bool Tone::continuous() const { return phases.size() == 1 && phases.front().bursts.front().endless; }

const Tone* TonePlan::find(std::string_view name) const {
  const auto found = std::find_if(tones.begin(), tones.end(), [&](const Tone& tone) { return tone.name == name; });
  return found == tones.end() ? nullptr : &*found;
}

env::Expected<Tone> parse_tone(std::string_view frequencies, std::string_view modulation, std::string_view cadence) {
  const auto heard = notation::parse_frequencies(frequencies);
  if (!heard) return bad("frequencies", frequencies, "one to eight frequencies of 50 to 4000 Hz, joined by '+', ',' or ' then '");
  const auto how = notation::parse_modulation(modulation);
  if (!how) return bad("modulation", modulation, "single, sum, sequence, sum/single or AM with its frequency");
  auto phases = notation::parse_cadence(cadence);
  if (!phases) return bad("cadence", cadence, "on/off times in ms, 'cont', and only the last part may go on for ever");
  if (!fits(how->shape, *heard)) return bad("modulation", modulation, "the frequencies " + std::string(frequencies) + " are not that");
  Tone tone;
  tone.frequencies = frequencies;
  tone.modulation = modulation;
  tone.cadence = cadence;
  tone.shape = how->shape;
  tone.am = how->am;
  tone.levels_differ = how->levels_differ;
  tone.phases = std::move(*phases);
  if (!sound_bursts(tone, *heard, how->every_other_db)) return bad("cadence", cadence, "it has not one burst for each frequency");
  return tone;
}

env::Expected<TonePlan> read_tones(const std::vector<const toml::table*>& tables, std::string_view file) {
  TonePlan plan;
  for (const toml::table* table : tables) {
    env::TableReader reader(*table, file);
    Tone tone = read_tone(reader);
    if (plan.find(tone.name) != nullptr) reader.mistake("name", "this tone was given before");
    if (plan.tones.size() == k_most_tones) reader.mistake("name", "there are more than " + std::to_string(k_most_tones) + " tones");
    if (const auto good = reader.finish(); !good) return tl::unexpected(good.error());
    plan.tones.push_back(std::move(tone));
  }
  return plan;
}

env::Expected<TonePlan> read_tone_plan(std::string_view toml, std::string_view file) {
  const auto root = env::parse_toml(toml, file);
  if (!root) return tl::unexpected(root.error());
  const toml::node* node = root->get("tone");
  if (node == nullptr) return TonePlan{};
  const unsigned line = node->source().begin.line;
  if (!node->is_array_of_tables()) return tl::unexpected(env::toml_error(file, line, "'tone' must be a list of tables"));
  std::vector<const toml::table*> tables;
  for (const auto& each : *node->as_array()) tables.push_back(each.as_table());
  return read_tones(tables, file);
}

}  // namespace campon::hal
