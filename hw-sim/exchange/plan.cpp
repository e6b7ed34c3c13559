#include "hw-sim/exchange/plan.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "hal/env/toml_reader.hpp"

namespace campon::sim {

namespace {

constexpr std::size_t k_longest_cadence = 32;
constexpr unsigned k_longest_burst_ms = 60000;

std::optional<unsigned> whole(std::string_view text, unsigned limit) {
  unsigned value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || value > limit) return std::nullopt;
  return value;
}

std::optional<Burst> parse_burst(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto on = whole(text.substr(0, slash), k_longest_burst_ms);
  const auto off = whole(text.substr(slash + 1), k_longest_burst_ms);
  if (!on || !off || *on == 0) return std::nullopt;
  return Burst{std::chrono::milliseconds(*on), std::chrono::milliseconds(*off)};
}

bool parse_bursts(std::string_view text, std::vector<Burst>& out) {
  while (out.size() < k_longest_cadence) {
    const auto comma = text.find(',');
    const auto burst = parse_burst(text.substr(0, comma));
    if (!burst) return false;
    out.push_back(*burst);
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
  return false;
}

template <class Value, std::size_t N>
Value choice(env::TableReader& reader, std::string_view key, const std::array<std::pair<std::string_view, Value>, N>& names) {
  const std::string text = reader.text(key);
  for (const auto& [name, value] : names)
    if (text == name) return value;
  reader.mistake(key, "'" + std::string(key) + "' has a value that is not known");
  return names.front().second;
}

Cadence cadence(env::TableReader& reader, std::string_view key) {
  if (auto parsed = parse_cadence(reader.text(key))) return *parsed;
  reader.mistake(key, "'" + std::string(key) + "' must be a cadence such as \"500/500*\", \"100/100 x3\" or \"cont\"");
  return {};
}

// Rings must end in a pause, or their time would stand still.
Cadence ring_cadence(env::TableReader& reader, std::string_view key) {
  Cadence parsed = cadence(reader, key);
  if (parsed.bursts.empty() || !parsed.repeats) reader.mistake(key, "a ring needs bursts that repeat");
  return parsed;
}

bool all_digits(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.size() <= 32 && text.find_first_not_of(allowed) == std::string_view::npos;
}

Numbering read_numbering(env::TableReader& reader) {
  Numbering out{reader.text("lowest"), reader.text("highest"), reader.text("first"), reader.texts("emergency"),
                reader.text_or("name_prefix", "")};
  const bool sound = all_digits(out.lowest, "0123456789") && all_digits(out.highest, "0123456789");
  if (!sound || out.lowest.size() != out.highest.size() || out.lowest > out.highest)
    reader.mistake("highest", "'lowest' and 'highest' must be numbers of one length, in order");
  if (!all_digits(out.first, "0123456789") || out.first.size() != out.lowest.size() || out.first < out.lowest || out.first > out.highest)
    reader.mistake("first", "'first' must be a number between 'lowest' and 'highest'");
  for (const auto& number : out.emergency)
    if (!all_digits(number, "0123456789")) reader.mistake("emergency", "an emergency number has digits only");
  return out;
}

Tones read_tones(env::TableReader& reader) {
  Tones out{cadence(reader, "dial"),
            cadence(reader, "stutter"),
            cadence(reader, "busy"),
            cadence(reader, "reorder"),
            cadence(reader, "ringback"),
            cadence(reader, "confirmation"),
            std::nullopt};
  if (!reader.has("sit")) return out;
  out.sit = cadence(reader, "sit");
  if (out.sit->repeats) reader.mistake("sit", "'sit' must end by itself, as \"380/0,274/0,380/500\" does");
  return out;
}

Rings read_rings(env::TableReader& reader) {
  return {{ring_cadence(reader, "ordinary"), false},
          {ring_cadence(reader, "recall"), reader.flag("recall_id_after_cycle", false)},
          reader.count("recall_cycles", 100)};
}

Waits read_waits(env::TableReader& reader) {
  return {reader.duration("dial_tone"),      reader.duration("post_dial"),          reader.duration("first_digit"),
          reader.duration("between_digits"), reader.duration("clear_to_dial_tone"), reader.duration("flash_min"),
          reader.duration("flash_max"),      reader.duration("reach_handset")};
}

CompletionRules read_rules(env::TableReader& reader) {
  static constexpr std::array<std::pair<std::string_view, bool>, 2> k_full{{{"refuse", false}, {"replace", true}}};
  return {reader.duration("life"), reader.duration("guard"), reader.count("limit", 1000), choice(reader, "when_full", k_full)};
}

Feature read_feature(env::TableReader& reader) {
  static constexpr std::array<std::pair<std::string_view, Moment>, 3> k_moments{
      {{"dial", Moment::dial}, {"busy", Moment::busy}, {"ringback", Moment::ringback}}};
  static constexpr std::array<std::pair<std::string_view, Service>, 6> k_services{{{"callback", Service::callback},
                                                                                   {"campon", Service::campon},
                                                                                   {"intrude", Service::intrude},
                                                                                   {"message", Service::message},
                                                                                   {"cancel_all", Service::cancel_all},
                                                                                   {"cancel_one", Service::cancel_one}}};
  static constexpr std::array<std::pair<std::string_view, Sound>, 2> k_refusals{{{"reorder", Sound::reorder}, {"busy", Sound::busy}}};
  Feature out{reader.text("code"), choice(reader, "on", k_moments), choice(reader, "does", k_services),
              choice(reader, "refused", k_refusals)};
  if (!all_digits(out.code, "0123456789*#D")) reader.mistake("code", "'code' must be of 0-9 * # and D for a number");
  if (std::count(out.code.begin(), out.code.end(), 'D') != (out.does == Service::cancel_one ? 1 : 0))
    reader.mistake("code", "a code has one D exactly when it cancels one request");
  return out;
}

template <class Read>
auto read_part(env::TableReader& parent, std::string_view key, std::string_view file, Read read) {
  decltype(read(parent)) out{};
  const toml::table* table = parent.table(key);
  if (table == nullptr) return out;
  env::TableReader reader(*table, file);
  out = read(reader);
  if (const auto done = reader.finish(); !done) parent.adopt(done.error());
  return out;
}

enum class Fit : std::uint8_t { none, begun, whole };

Fit fit(const Feature& feature, std::string_view digits, std::size_t number_length, std::string& number) {
  std::size_t at = 0;
  for (const char wanted : feature.code) {
    const std::size_t length = wanted == 'D' ? number_length : 1;
    const std::string_view got = digits.substr(at, length);
    if (wanted == 'D' ? got.find_first_of("*#") != std::string_view::npos : (!got.empty() && got[0] != wanted)) return Fit::none;
    if (got.size() < length) return Fit::begun;
    if (wanted == 'D') number = got;
    at += length;
  }
  return at == digits.size() ? Fit::whole : Fit::none;
}

}  // namespace

std::optional<Cadence> parse_cadence(std::string_view text) {
  Cadence out;
  if (text == "cont") return out;
  if (text.ends_with('*')) {
    if (parse_bursts(text.substr(0, text.size() - 1), out.bursts)) return out;
    return std::nullopt;
  }
  out.repeats = false;
  const auto times_at = text.find(" x");
  const auto times = times_at == std::string_view::npos ? std::optional<unsigned>(1) : whole(text.substr(times_at + 2), 16);
  if (!times || !parse_bursts(text.substr(0, times_at), out.bursts)) return std::nullopt;
  const std::vector<Burst> once = out.bursts;
  for (unsigned i = 1; i < *times; ++i) out.bursts.insert(out.bursts.end(), once.begin(), once.end());
  return out;
}

Signal Plan::signal(Sound sound) const {
  switch (sound) {
    case Sound::dial: return {sound, tones.dial};
    case Sound::stutter: return {sound, tones.stutter};
    case Sound::busy: return {sound, tones.busy};
    case Sound::reorder: return {sound, tones.reorder};
    case Sound::ringback: return {sound, tones.ringback};
    case Sound::confirmation: return {sound, tones.confirmation};
    case Sound::sit: return {sound, tones.sit.value_or(Cadence{})};
    case Sound::silence:
    case Sound::voice: break;
  }
  return {sound, {}};
}

Reading Plan::read(Moment moment, std::string_view digits) const {
  Reading out;
  for (const Feature& feature : features) {
    if (feature.on != moment) continue;
    std::string number;
    const Fit found = fit(feature, digits, numbering.lowest.size(), number);
    if (found == Fit::whole) return {Match::feature, &feature, number};
    if (found == Fit::begun) out.match = Match::more;
  }
  if (moment != Moment::dial) return out;
  for (const auto& number : numbering.emergency) {
    if (number == digits) return {Match::emergency, nullptr, number};
    if (number.starts_with(digits)) out.match = Match::more;
  }
  const std::string_view low = numbering.lowest;
  const std::string_view high = numbering.highest;
  if (digits.size() > low.size() || digits.find_first_not_of("0123456789") != std::string_view::npos) return out;
  if (digits < low.substr(0, digits.size()) || digits > high.substr(0, digits.size())) return out;
  if (digits.size() == low.size()) return {Match::number, nullptr, std::string(digits)};
  out.match = Match::more;
  return out;
}

env::Expected<Plan> parse_plan(std::string_view text, std::string_view file) {
  const auto parsed = env::parse_toml(text, file);
  if (!parsed) return tl::unexpected(parsed.error());
  env::TableReader reader(*parsed, file);
  Plan plan;
  plan.numbering = read_part(reader, "numbering", file, read_numbering);
  plan.tones = read_part(reader, "tones", file, read_tones);
  plan.rings = read_part(reader, "ring", file, read_rings);
  plan.waits = read_part(reader, "timing", file, read_waits);
  plan.completion = read_part(reader, "completion", file, read_rules);
  for (const toml::table* table : reader.tables("feature")) {
    env::TableReader entry(*table, file);
    plan.features.push_back(read_feature(entry));
    if (const auto done = entry.finish(); !done) reader.adopt(done.error());
  }
  if (const auto done = reader.finish(); !done) return tl::unexpected(done.error());
  return plan;
}

}  // namespace campon::sim
