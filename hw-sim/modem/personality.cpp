#include "hw-sim/modem/personality.hpp"

#include <array>
#include <utility>

#include "hal/env/toml_reader.hpp"

namespace campon::sim {

namespace {

constexpr auto k_tones = std::to_array<std::pair<std::string_view, ToneKind>>({
    {"dial_tone", ToneKind::dial},
    {"recall_dial", ToneKind::recall_dial},
    {"confirmation", ToneKind::confirmation},
    {"busy", ToneKind::busy},
    {"reorder", ToneKind::reorder},
    {"ringback", ToneKind::ringback},
    {"sit", ToneKind::sit},
    {"voice", ToneKind::voice},
});

char letter(env::TableReader& reader, std::string_view key) {
  if (!reader.has(key)) return 0;
  const std::string text = reader.text(key);
  if (text.size() != 1) reader.mistake(key, "'" + std::string(key) + "' must be one letter");
  return text.empty() ? '\0' : text[0];
}

}  // namespace

env::Expected<ModemPersonality> parse_personality(std::string_view toml, std::string_view file) {
  const auto root = env::parse_toml(toml, file);
  if (!root) return tl::unexpected(root.error());
  env::TableReader reader(*root, file);
  ModemPersonality out;
  out.name = reader.text("name");
  reader.text("source");
  out.identity = reader.texts("identity");
  out.latency_shortest = reader.duration("latency_shortest");
  out.latency_longest = reader.duration("latency_longest");
  out.longest_command = reader.count("longest_command", 255);
  for (const auto& [word, kind] : k_tones)
    if (const char code = letter(reader, word)) out.events[kind] = code;
  out.loop_break = letter(reader, "loop_break");
  if (out.latency_longest < out.latency_shortest) reader.mistake("latency_longest", "'latency_longest' is less than 'latency_shortest'");
  if (const auto good = reader.finish(); !good) return tl::unexpected(good.error());
  return out;
}

}  // namespace campon::sim
