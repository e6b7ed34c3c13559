#include "drivers/atmodem/personality.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "hal/env/toml_reader.hpp"

namespace campon::atmodem {

namespace {

using env::TableReader;

constexpr auto k_meanings = std::to_array<std::pair<std::string_view, EventMeaning>>({
    {"dial_tone", EventMeaning::dial_tone},
    {"stutter_dial_tone", EventMeaning::stutter},
    {"busy", EventMeaning::busy},
    {"reorder", EventMeaning::reorder},
    {"ringback", EventMeaning::ringback},
    {"sit", EventMeaning::sit},
    {"voice", EventMeaning::voice},
    {"loop_drop", EventMeaning::loop_drop},
    {"polarity", EventMeaning::polarity},
    {"ring", EventMeaning::ring},
});

bool is_command(std::string_view text) {
  return text.starts_with("AT") && std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

std::string command(TableReader& reader, std::string_view key, std::string_view placeholder = {}) {
  std::string text = reader.text(key);
  if (!is_command(text)) reader.mistake(key, "'" + std::string(key) + "' must be an AT command");
  if (!placeholder.empty() && text.find(placeholder) == std::string::npos)
    reader.mistake(key, "'" + std::string(key) + "' must hold " + std::string(placeholder));
  return text;
}

InitCommand init_command(const toml::table& table, std::string_view file, TableReader& parent) {
  TableReader reader(table, file);
  InitCommand out;
  out.text = command(reader, "send");
  out.needed = reader.flag("needed", true);
  out.reset = reader.flag("reset", false);
  if (const auto good = reader.finish(); !good) parent.adopt(good.error());
  return out;
}

void read_commands(Personality& out, const toml::table& table, std::string_view file, TableReader& parent) {
  TableReader reader(table, file);
  for (const auto* entry : reader.tables("init")) out.init.push_back(init_command(*entry, file, reader));
  out.voice_mode = command(reader, "voice_mode");
  out.seize = command(reader, "seize");
  out.answer = command(reader, "answer");
  out.release = command(reader, "release");
  out.hang_up = command(reader, "hang_up");
  out.send_digits = command(reader, "send_digits", "{digits}");
  out.digits_at_a_time = reader.count("digits_at_a_time", 60);
  out.digit = reader.duration("digit");
  out.longest_command = reader.count("longest_command", 255);
  if (out.digits_at_a_time == 0) reader.mistake("digits_at_a_time", "'digits_at_a_time' must be at least 1");
  if (reader.has("flash")) {
    out.flash = command(reader, "flash", "{time}");
    out.flash_shortest = reader.duration("flash_shortest");
    out.flash_longest = reader.duration("flash_longest");
  }
  if (const auto good = reader.finish(); !good) parent.adopt(good.error());
}

void read_reports(Personality& out, const toml::table& table, std::string_view file, TableReader& parent) {
  TableReader reader(table, file);
  if (reader.has("cadence_unit")) out.cadence_unit = reader.duration("cadence_unit");
  out.caller_id = reader.flag("caller_id", false);
  for (const auto& [word, meaning] : k_meanings) {
    if (!reader.has(word)) continue;
    const std::string code = reader.text(word);
    if (code.size() != 1) {
      reader.mistake(word, "'" + std::string(word) + "' must be the one letter that follows DLE");
    } else if (!out.events.emplace(code[0], meaning).second) {
      reader.mistake(word, "the letter '" + code + "' was given before");
    }
  }
  if (const auto good = reader.finish(); !good) parent.adopt(good.error());
}

}  // namespace

env::Expected<Personality> parse_personality(std::string_view toml, std::string_view file) {
  const auto root = env::parse_toml(toml, file);
  if (!root) return tl::unexpected(root.error());
  TableReader reader(*root, file);
  Personality out;
  out.name = reader.text("name");
  out.title = reader.text("title");
  out.source = reader.text("source");
  reader.text("confidence");
  if (const auto* table = reader.table("commands")) read_commands(out, *table, file, reader);
  if (const auto* table = reader.table("reports")) read_reports(out, *table, file, reader);
  if (const auto good = reader.finish(); !good) return tl::unexpected(good.error());
  return out;
}

hal::Capabilities Personality::capabilities() const {
  const auto hears = [this](EventMeaning meaning) {
    return std::any_of(events.begin(), events.end(), [&](const auto& entry) { return entry.second == meaning; });
  };
  hal::Capabilities can;
  can.hears_dial_tone = hears(EventMeaning::dial_tone);
  can.hears_stutter = hears(EventMeaning::stutter);
  can.hears_busy = hears(EventMeaning::busy);
  can.hears_reorder = hears(EventMeaning::reorder);
  can.hears_ringback = hears(EventMeaning::ringback);
  can.hears_sit = hears(EventMeaning::sit);
  can.hears_voice = hears(EventMeaning::voice);
  can.hears_loop_drop = hears(EventMeaning::loop_drop);
  can.hears_polarity = hears(EventMeaning::polarity);
  can.ring_cadence = cadence_unit != env::Duration::zero();
  can.caller_id = caller_id;
  can.call_type = caller_id;
  can.stays_off_hook_on_busy = true;
  can.digits_in_call = true;
  can.flash = !flash.empty();
  can.flash_shortest = flash_shortest;
  can.flash_longest = flash_longest;
  return can;
}

}  // namespace campon::atmodem
