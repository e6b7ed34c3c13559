#include "hw-sim/modem/personality.hpp"

#include "hal/env/toml_reader.hpp"

namespace campon::sim {

namespace {

void read_identity(env::TableReader& reader, Personality& out) {
  out.manufacturer = reader.text("manufacturer");
  out.model = reader.text("model");
  out.revision = reader.text("revision");
  out.info = reader.texts("info");
}

void read_behaviour(env::TableReader& reader, Personality& out) {
  out.echo = reader.flag("echo", true);
  out.line_limit = reader.count("line_limit", 1024);
  out.latency_min = reader.duration("latency_min");
  out.latency_max = reader.duration("latency_max");
  if (out.latency_max < out.latency_min) reader.mistake("latency_max", "'latency_max' is below 'latency_min'");
  out.abort_after = reader.duration("abort_after");
  out.reset_time = reader.duration("reset_time");
  out.busy_hangs_up_in_voice = reader.flag("busy_hangs_up_in_voice", false);
}

void read_hearing(env::TableReader& reader, Personality& out) {
  out.hearing = {reader.duration("dial_tone_after"), reader.duration("voice_after"), reader.duration("ringback_after"),
                 reader.count("busy_cycles", 20)};
}

void read_events(env::TableReader& reader, Personality& out) {
  for (std::size_t i = 0; i < k_heard_names.size(); ++i) {
    const std::string letter = reader.text_or(k_heard_names[i], "");
    if (letter.size() > 1) reader.mistake(k_heard_names[i], "an event is one character or nothing");
    out.events[i] = letter.empty() ? '\0' : letter[0];
  }
}

void read_settings(env::TableReader& reader, Personality& out) {
  out.classes = reader.texts("classes");
  out.line_selections = reader.texts("line_selections");
  out.factory = reader.texts("factory");
}

}  // namespace

env::Expected<Personality> parse_personality(std::string_view text, std::string_view file) {
  const auto parsed = env::parse_toml(text, file);
  if (!parsed) return tl::unexpected(parsed.error());
  env::TableReader reader(*parsed, file);
  Personality out;
  const auto part = [&](std::string_view key, auto read) {
    const toml::table* table = reader.table(key);
    if (table == nullptr) return;
    env::TableReader entry(*table, file);
    read(entry, out);
    if (const auto done = entry.finish(); !done) reader.adopt(done.error());
  };
  part("identity", read_identity);
  part("behaviour", read_behaviour);
  part("hearing", read_hearing);
  part("events", read_events);
  part("settings", read_settings);
  if (const auto done = reader.finish(); !done) return tl::unexpected(done.error());
  return out;
}

}  // namespace campon::sim
