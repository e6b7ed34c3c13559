#include "hw-sim/modem/personality.hpp"

#include <algorithm>

#include "hal/env/toml_reader.hpp"
#include "hw-sim/modem/command_line.hpp"

namespace campon::sim {

namespace {

constexpr int k_most = 65535;

template <std::size_t n>
std::optional<std::size_t> place_of(const std::array<std::string_view, n>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - names.begin()));
}

template <class Enum, std::size_t n>
Enum choice(env::TableReader& reader, std::string_view key, const std::array<std::string_view, n>& names, Enum fallback) {
  const std::string text = reader.text_or(key, std::string(names[static_cast<std::size_t>(fallback)]));
  const auto place = place_of(names, text);
  if (!place) reader.mistake(key, "'" + text + "' is not known");
  return static_cast<Enum>(place.value_or(0));
}

env::Duration duration_or_none(env::TableReader& reader, std::string_view key) {
  return reader.has(key) ? reader.duration(key) : env::Duration{};
}

std::size_t count_or(env::TableReader& reader, std::string_view key, std::size_t limit, std::size_t fallback) {
  return reader.has(key) ? reader.count(key, limit) : fallback;
}

void read_identity(env::TableReader& reader, Personality& out) {
  out.manufacturer = reader.text("manufacturer");
  out.model = reader.text("model");
  out.revision = reader.text("revision");
  out.info = reader.texts("info");
}

void read_behaviour(env::TableReader& reader, Personality& out) {
  out.echo = reader.flag("echo", true);
  out.echo_swaps = reader.flag("echo_swaps", false);
  out.line_limit = reader.count("line_limit", 1024);
  out.latency_min = reader.duration("latency_min");
  out.latency_max = reader.duration("latency_max");
  if (out.latency_max < out.latency_min) reader.mistake("latency_max", "'latency_max' is below 'latency_min'");
  out.abort_after = reader.duration("abort_after");
  out.reset_time = reader.duration("reset_time");
  out.busy_hangs_up_in_voice = reader.flag("busy_hangs_up_in_voice", false);
  out.keeps_voice_after_h = reader.flag("keeps_voice_after_h", false);
  out.ok_twice_after_reset = reader.flag("ok_twice_after_reset", false);
  out.dtr_says_ok = reader.flag("dtr_says_ok", false);
  out.dtr_hangs_up_after = duration_or_none(reader, "dtr_hangs_up_after");
  out.on_hook_least = duration_or_none(reader, "on_hook_least");
  out.x_highest = static_cast<int>(count_or(reader, "x_highest", 9, 4));
  out.ringback_from_x = static_cast<int>(count_or(reader, "ringback_from_x", 9, 0));
  out.voice_from_x = static_cast<int>(count_or(reader, "voice_from_x", 9, 0));
  out.ring_swallows_per_mille = static_cast<unsigned>(count_or(reader, "ring_swallows_per_mille", 1000, 0));
}

void read_hearing(env::TableReader& reader, Personality& out) {
  out.hearing = {reader.duration("dial_tone_after"), reader.duration("voice_after"), reader.duration("ringback_after"),
                 reader.count("busy_cycles", 20), duration_or_none(reader, "busy_again")};
}

void read_events(env::TableReader& reader, Personality& out) {
  for (std::size_t i = 0; i < k_heard_names.size(); ++i) {
    const std::string letter = reader.text_or(k_heard_names[i], "");
    if (letter.size() > 1) reader.mistake(k_heard_names[i], "an event is one character or nothing");
    out.events[i] = letter.empty() ? '\0' : letter[0];
  }
}

// "NO DIAL TONE", or "DELAYED 24" with its number.
void read_results(env::TableReader& reader, Personality& out) {
  for (std::size_t i = 0; i < k_result_names.size(); ++i) {
    if (!reader.has(k_result_names[i])) continue;
    std::string text = reader.text(k_result_names[i]);
    const auto blank = text.rfind(' ');
    const int number = blank == std::string::npos ? -1 : parse_number(std::string_view(text).substr(blank + 1), k_most);
    if (number >= 0) text.resize(blank);
    out.results[i] = {text, number >= 0 ? static_cast<unsigned>(number) : out.results[i].number};
  }
}

// "-STE 0-7", "#VTD 0-63,0-63,0-63", "#VTD hex 0-63".
std::optional<ExtraSetting> parse_extra(std::string_view text) {
  ExtraSetting out;
  out.name = text.substr(0, text.find(' '));
  text.remove_prefix(std::min(out.name.size() + 1, text.size()));
  out.hexadecimal = text.starts_with("hex ");
  if (out.hexadecimal) text.remove_prefix(4);
  while (!text.empty()) {
    const std::string_view range = text.substr(0, text.find(','));
    text.remove_prefix(std::min(range.size() + 1, text.size()));
    const auto dash = range.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const int low = parse_number(range.substr(0, dash), k_most);
    const int high = parse_number(range.substr(dash + 1), k_most);
    if (low < 0 || high < low) return std::nullopt;
    out.ranges.emplace_back(low, high);
  }
  return out.ranges.empty() || out.name.size() < 2 ? std::nullopt : std::optional(out);
}

void read_settings(env::TableReader& reader, Personality& out) {
  out.classes = reader.texts("classes");
  out.factory = reader.texts("factory");
  out.accepted = reader.texts("accepted");
  out.refused = reader.texts("refused");
  for (const auto& text : reader.texts("extras")) {
    const auto extra = parse_extra(text);
    if (!extra) reader.mistake("extras", "'" + text + "' is no setting such as \"-STE 0-7\"");
    if (extra) out.extras.push_back(*extra);
  }
}

template <class Each>
void each_text(const toml::table& table, env::TableReader& reader, std::string_view whole, Each each) {
  for (const auto& [key, node] : table) {
    const auto text = node.template value<std::string>();
    if (!text || !each(std::string(key.str()), *text)) reader.mistake(whole, "'" + std::string(key.str()) + "' is not understood");
  }
}

void read_lines(const toml::table& table, env::TableReader& reader, Personality& out) {
  each_text(table, reader, "lines", [&](const std::string& key, const std::string& text) {
    const auto use = place_of(k_line_uses, text);
    if (use) out.lines[key] = static_cast<LineUse>(*use);
    return use.has_value();
  });
}

void read_names(const toml::table& table, env::TableReader& reader, Personality& out) {
  each_text(table, reader, "names", [&](const std::string& key, const std::string& text) {
    out.names[key] = text;
    return !text.empty();
  });
}

// "8-BIT LINEAR unsigned8 7200,8000".
std::optional<StreamForm> parse_form(std::string_view text) {
  StreamForm out;
  const auto rates_at = text.rfind(' ');
  if (rates_at == std::string_view::npos) return std::nullopt;
  std::string_view rates = text.substr(rates_at + 1);
  text = text.substr(0, rates_at);
  const auto coding_at = text.rfind(' ');
  const auto coding = coding_at == std::string_view::npos ? std::nullopt : coding_of(text.substr(coding_at + 1));
  if (!coding) return std::nullopt;
  out.coding = *coding;
  out.label = text.substr(0, coding_at);
  while (!rates.empty()) {
    const int rate = parse_number(rates.substr(0, rates.find(',')), k_most);
    if (rate < 1000) return std::nullopt;
    out.rates.push_back(rate);
    rates.remove_prefix(std::min(rates.size(), std::min(rates.find(','), rates.size()) + 1));
  }
  return out;
}

void read_forms(const toml::table& table, env::TableReader& reader, Personality& out) {
  out.voice.forms.clear();
  each_text(table, reader, "streams", [&](const std::string& key, const std::string& text) {
    const auto form = parse_form(text);
    if (form) out.voice.forms[key] = *form;
    return form.has_value();
  });
}

void read_voice(env::TableReader& reader, Personality& out) {
  VoiceRules& voice = out.voice;
  for (const auto& where : reader.texts("vcon")) {
    const auto place = place_of(k_vcon_names, where);
    if (!place) reader.mistake("vcon", "'" + where + "' is not known");
    if (place) voice.vcon.at(*place) = true;
  }
  voice.record_ends = reader.text_or("record_ends", voice.record_ends);
  voice.record_ends_plain = reader.text_or("record_ends_plain", "");
  voice.etx_before_result = reader.flag("etx_before_result", true);
  voice.streams_need_echo_off = reader.flag("streams_need_echo_off", false);
  voice.full_duplex = reader.flag("full_duplex", false);
  voice.digits = choice(reader, "digits", k_digit_reports, DigitReports::once);
  voice.false_codes = reader.text_or("false_codes", "");
  voice.vtd_is_pause = reader.flag("vtd_is_pause", false);
  voice.vrn_in_tenths = reader.flag("vrn_in_tenths", false);
  voice.vit_in_tenths = reader.flag("vit_in_tenths", false);
  voice.s30_ends_voice = reader.flag("s30_ends_voice", false);
  voice.flash_in_vts = reader.flag("flash_in_vts", true);
  voice.brackets_in_vts = reader.flag("brackets_in_vts", true);
  voice.when_ringing_lasts = choice(reader, "when_ringing_lasts", k_result_names, ResultKind::no_answer);
}

void read_dial(env::TableReader& reader, Personality& out) {
  DialRules& dial = out.dial;
  dial.limit = count_or(reader, "limit", 1024, 0);
  dial.ignored = reader.text_or("ignored", dial.ignored);
  dial.flash = reader.text_or("flash", dial.flash);
  dial.pause = reader.text_or("pause", dial.pause);
  dial.short_pause = reader.text_or("short_pause", "");
  dial.second_tone = reader.text_or("second_tone", dial.second_tone);
  dial.quiet_answer = reader.text_or("quiet_answer", "");
  dial.pulse = reader.flag("pulse", false);
  dial.flash_from = reader.text_or("flash_from", dial.flash_from);
  dial.flash_length = duration_or_none(reader, "flash_length");
  dial.only_from_on_hook = reader.flag("only_from_on_hook", false);
}

void read_caller_id(env::TableReader& reader, Personality& out) {
  CallerIdForm& form = out.caller_id;
  form.equals = reader.text_or("equals", form.equals);
  form.date = reader.text_or("date", form.date);
  form.time = reader.text_or("time", form.time);
  form.number = reader.text_or("number", form.number);
  form.name = reader.text_or("name", form.name);
  form.type = reader.text_or("type", form.type);
  form.before = reader.text_or("before", "");
  form.switched_by = reader.text_or("switched_by", "");
  const auto order = reader.texts("order");
  if (!order.empty()) form.order = order;
  form.one_line = reader.flag("one_line", false);
  form.packets = reader.flag("packets", false);
  form.raw_single = reader.flag("raw_single", false);
  form.raw_without_sum = reader.flag("raw_without_sum", false);
  form.dialable_too = reader.flag("dialable_too", false);
}

// [V.250 table 3, and 6.3.1; the numbers above 8 are the maker's]
std::array<ResultCode, k_result_names.size()> standard_results() {
  return {{{"OK", 0},
           {"CONNECT", 1},
           {"RING", 2},
           {"NO CARRIER", 3},
           {"ERROR", 4},
           {"NO DIALTONE", 6},
           {"BUSY", 7},
           {"NO ANSWER", 8},
           {"", 11},
           {"", 12},
           {"VCON", 0},
           {"", 24},
           {"", 32},
           {"", 40},
           {"", 83},
           {"", 42}}};
}

Personality standard() {
  Personality out;
  out.results = standard_results();
  out.voice.forms = {{"0", {"SIGNED PCM", Coding::signed8, {8000}}}, {"1", {"UNSIGNED PCM", Coding::unsigned8, {8000}}}};
  return out;
}

}  // namespace

env::Expected<Personality> parse_personality(std::string_view text, std::string_view file) {
  const auto parsed = env::parse_toml(text, file);
  if (!parsed) return tl::unexpected(parsed.error());
  env::TableReader reader(*parsed, file);
  Personality out = standard();
  const auto part = [&](std::string_view key, auto read) {
    const toml::table* table = reader.table(key);
    if (table == nullptr) return;
    env::TableReader entry(*table, file);
    read(entry, out);
    if (const auto done = entry.finish(); !done) reader.adopt(done.error());
  };
  const auto optional_part = [&](std::string_view key, auto read) {
    if (reader.has(key)) part(key, read);
  };
  const auto names = [&](std::string_view key, auto read) {
    if (!reader.has(key)) return;
    if (const toml::table* table = reader.table(key)) read(*table, reader, out);
  };
  part("identity", read_identity);
  part("behaviour", read_behaviour);
  part("hearing", read_hearing);
  part("events", read_events);
  part("settings", read_settings);
  optional_part("results", read_results);
  optional_part("voice", read_voice);
  optional_part("dial", read_dial);
  optional_part("caller_id", read_caller_id);
  names("lines", read_lines);
  names("names", read_names);
  names("streams", read_forms);
  if (const auto done = reader.finish(); !done) return tl::unexpected(done.error());
  return out;
}

}  // namespace campon::sim
