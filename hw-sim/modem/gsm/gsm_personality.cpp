#include "hw-sim/modem/gsm/gsm_personality.hpp"

#include <algorithm>

#include "hal/env/toml_reader.hpp"

namespace campon::sim {

namespace {

template <class Enum, std::size_t count>
Enum choice(env::TableReader& reader, std::string_view key, const std::array<std::string_view, count>& names, Enum fallback) {
  if (!reader.has(key)) return fallback;
  const std::string name = reader.text(key);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<Enum>(found - names.begin());
  std::string all;
  for (const auto& one : names) all += (all.empty() ? "" : ", ") + std::string(one);
  reader.mistake(key, "'" + name + "' is none of " + all);
  return fallback;
}

env::Duration duration_or(env::TableReader& reader, std::string_view key, env::Duration fallback) {
  return reader.has(key) ? reader.duration(key) : fallback;
}

void read_identity(env::TableReader& reader, GsmPersonality& out) {
  out.manufacturer = reader.text("manufacturer");
  out.model = reader.text("model");
  out.revision = reader.text("revision");
  out.serial = reader.text("serial");
  out.info = reader.texts("info");
}

void read_behaviour(env::TableReader& reader, GsmPersonality& out) {
  out.echo = reader.flag("echo", true);
  out.line_limit = reader.count("line_limit", 4096);
  out.latency_min = reader.duration("latency_min");
  out.latency_max = reader.duration("latency_max");
  if (out.latency_max < out.latency_min) reader.mistake("latency_max", "it is less than latency_min");
  out.abort_after = reader.duration("abort_after");
  out.reset_time = reader.duration("reset_time");
  out.ring_every = reader.duration("ring_every");
  if (out.ring_every <= env::Duration::zero()) reader.mistake("ring_every", "a ring has to have a pause");
  out.clip_after = reader.duration("clip_after");
  out.clip_once = reader.flag("clip_once", false);
  out.repeats_waiting = reader.flag("repeats_waiting", false);
  out.voice = reader.flag("voice", true);
  out.blocks_until_proceeding = reader.flag("blocks_until_proceeding", false);
  out.at_hang_up_ignored = reader.flag("at_hang_up_ignored", false);
  out.error = reader.text_or("error", out.error);
  out.noise = reader.text_or("noise", "");
  out.noise_every = duration_or(reader, "noise_every", {});
  out.ceer = choice(reader, "ceer", k_cause_styles, out.ceer);
  out.clcc_while_dialling = choice(reader, "clcc_while_dialling", k_dialling_polls, out.clcc_while_dialling);
  out.services = choice(reader, "services", k_service_styles, out.services);
  out.service_codes_as_text = reader.flag("service_codes_as_text", false);
  out.tones_one_by_one = reader.flag("tones_one_by_one", false);
}

void read_hold(env::TableReader& reader, GsmPersonality& out) {
  out.hold = reader.texts("lists");
  out.completion = choice(reader, "completion", k_completion_skills, out.completion);
  out.recall = choice(reader, "recall", k_recall_styles, out.recall);
  out.completion_command = reader.text_or("completion_command", "");
}

void read_lines(env::TableReader& reader, GsmPersonality& out) {
  CallLines& lines = out.lines;
  for (std::size_t i = 0; i < k_call_moments.size(); ++i) lines.text.at(i) = reader.text_or(k_call_moments.at(i), "");
  lines.enabled_by = reader.text_or("enabled_by", "");
  lines.on = reader.flag("on", lines.enabled_by.empty());
  lines.completion_enabled_by = reader.text_or("completion_enabled_by", "");
  lines.separate_completion = !lines.completion_enabled_by.empty();
}

void read_ends(env::TableReader& reader, GsmPersonality& out) {
  EndTexts& ends = out.ends;
  ends.busy = reader.text_or("busy", ends.busy);
  ends.no_answer = reader.text_or("no_answer", ends.no_answer);
  ends.failed = reader.text_or("failed", ends.failed);
  ends.ended = reader.text_or("ended", ends.ended);
  ends.own_end = reader.flag("own_end", false);
}

void read_settings(env::TableReader& reader, GsmPersonality& out) {
  out.accepted = reader.texts("accepted");
  out.refused = reader.texts("refused");
  out.factory = reader.texts("factory");
}

// The keys are the commands.
void read_answers(const toml::table& table, env::TableReader& reader, GsmPersonality& out) {
  for (const auto& [key, node] : table) {
    const auto text = node.value<std::string>();
    if (!text) reader.mistake("answers", "'" + std::string(key.str()) + "' has to be a text");
    out.answers[std::string(key.str())] = text.value_or("");
  }
}

}  // namespace

env::Expected<GsmPersonality> parse_gsm_personality(std::string_view text, std::string_view file) {
  const auto parsed = env::parse_toml(text, file);
  if (!parsed) return tl::unexpected(parsed.error());
  env::TableReader reader(*parsed, file);
  GsmPersonality out;
  const auto part = [&](std::string_view key, bool needed, auto read) {
    if (!needed && !reader.has(key)) return;
    const toml::table* table = reader.table(key);
    if (table == nullptr) return;
    env::TableReader entry(*table, file);
    read(entry, out);
    if (const auto done = entry.finish(); !done) reader.adopt(done.error());
  };
  part("identity", true, read_identity);
  part("behaviour", true, read_behaviour);
  part("hold", false, read_hold);
  part("lines", false, read_lines);
  part("ends", false, read_ends);
  part("settings", true, read_settings);
  if (reader.has("answers"))
    if (const toml::table* table = reader.table("answers")) read_answers(*table, reader, out);
  if (const auto done = reader.finish(); !done) return tl::unexpected(done.error());
  return out;
}

}  // namespace campon::sim
