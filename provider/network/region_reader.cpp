// Regions out of TOML, strictly: every mistake is named with its line.
#include <algorithm>
#include <array>

#include "hal/env/toml_reader.hpp"
#include "hal/env/trace.hpp"
#include "provider/network/region.hpp"

namespace campon::provider {

namespace {

using env::TableReader;

constexpr std::size_t k_most_attempts = 100;
constexpr std::array<std::string_view, 7> k_standards{"gr30", "en300659", "sin227", "dtmf", "ntt", "none", "unknown"};
constexpr std::array<std::string_view, 6> k_moments{"before_first_ring", "after_first_ring",     "between_rings",
                                                    "per_operator",      "needs_primary_answer", "unknown"};

bool is_digits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

template <class List>
std::string one_of(TableReader& reader, std::string_view key, const List& allowed) {
  std::string value = reader.text(key);
  if (std::find(allowed.begin(), allowed.end(), value) == allowed.end())
    reader.mistake(key, "'" + std::string(key) + "' cannot be '" + env::escaped(value) + "'");
  return value;
}

void origin(TableReader& reader, std::string& source, std::string& confidence) {
  static constexpr std::array<std::string_view, 3> k_confidence{"sourced", "known", "uncertain"};
  source = reader.text("source");
  confidence = one_of(reader, "confidence", k_confidence);
}

void origin(TableReader& reader) {
  std::string source;
  std::string confidence;
  origin(reader, source, confidence);
}

NumberPatterns patterns(TableReader& reader, std::string_view key) {
  NumberPatterns out;
  for (const auto& text : reader.texts(key)) {
    if (auto pattern = NumberPattern::parse(text))
      out.push_back(std::move(*pattern));
    else
      reader.mistake(key, pattern.error().what);
  }
  return out;
}

std::vector<std::string> numbers(TableReader& reader, std::string_view key) {
  auto out = reader.texts(key);
  for (const auto& number : out)
    if (number.size() < 2 || number.size() > 8 || !is_digits(number))
      reader.mistake(key, "'" + std::string(key) + "' may hold numbers of two to eight digits only");
  return out;
}

std::string prefix(TableReader& reader, std::string_view key) {
  std::string out = reader.text_or(key, "");
  if (out.size() > 5 || !is_digits(out)) reader.mistake(key, "'" + std::string(key) + "' must be up to five digits");
  return out;
}

template <class Read>
void in_table(TableReader& outer, std::string_view key, std::string_view file, Read read) {
  const toml::table* table = outer.table(key);
  if (table == nullptr) return;
  TableReader reader(*table, file);
  read(reader);
  if (const auto good = reader.finish(); !good) outer.adopt(good.error());
}

void read_numbering(TableReader& reader, Numbering& numbering) {
  numbering.country_code = prefix(reader, "country_code");
  numbering.international_prefix = prefix(reader, "international_prefix");
  numbering.trunk_prefix = prefix(reader, "trunk_prefix");
  numbering.ordinary = patterns(reader, "ordinary");
}

void read_flash(TableReader& reader, FlashRules& flash) {
  flash.send = reader.duration("send");
  flash.accepted_from = reader.duration("accepted_from");
  flash.accepted_to = reader.duration("accepted_to");
  if (flash.send < flash.accepted_from || flash.send > flash.accepted_to)
    reader.mistake("send", "'send' must lie between 'accepted_from' and 'accepted_to'");
  origin(reader);
}

void read_dtmf(TableReader& reader, DtmfTimes& dtmf) {
  dtmf.tone = reader.duration("tone");
  dtmf.pause = reader.duration("pause");
  dtmf.feature_tone = reader.duration("feature_tone");
  dtmf.feature_pause = reader.duration("feature_pause");
  origin(reader);
}

std::vector<env::Duration> durations(TableReader& reader, std::string_view key) {
  std::vector<env::Duration> out;
  for (const auto& text : reader.texts(key)) {
    const auto length = env::parse_duration(text);
    if (!length) reader.mistake(key, "'" + std::string(key) + "' must hold durations such as \"5s\" or \"3min\"");
    out.push_back(length.value_or(env::Duration{}));
  }
  return out;
}

std::vector<RedialCause> causes(TableReader& reader, std::string_view key) {
  std::vector<RedialCause> out;
  for (const auto& word : reader.texts(key)) {
    const auto cause = redial_cause(word);
    if (!cause) reader.mistake(key, "'" + env::escaped(word) + "' is no cause");
    out.push_back(cause.value_or(RedialCause::unclassified));
  }
  return out;
}

void read_redial(TableReader& reader, RedialRules& redial) {
  redial.attempts = reader.count("attempts", k_most_attempts);
  redial.attempts_unclassified = reader.count("attempts_unclassified", k_most_attempts);
  redial.full_series = causes(reader, "full_series");
  redial.gaps = durations(reader, "gaps");
  if (reader.has("series_pause")) redial.series_pause = reader.duration("series_pause");
  redial.release_after_busy = reader.duration("release_after_busy");
  redial.release_after_no_answer = reader.duration("release_after_no_answer");
  redial.permanent = causes(reader, "permanent");
  redial.exemption = reader.text_or("exemption", "");
  origin(reader, redial.source, redial.confidence);
  if (redial.attempts_unclassified > redial.attempts)
    reader.mistake("attempts_unclassified", "'attempts_unclassified' cannot be more than 'attempts'");
  const bool no_gap = redial.gaps.empty() || std::count(redial.gaps.begin(), redial.gaps.end(), env::Duration{}) > 0;
  if (no_gap) reader.mistake("gaps", "'gaps' must hold at least one duration, and none of 0");
}

void read_rings(TableReader& outer, std::string_view file, std::vector<NamedRing>& rings) {
  for (const toml::table* table : outer.tables("ring")) {
    TableReader reader(*table, file);
    NamedRing ring{reader.text("name"), {}};
    if (auto pattern = hal::RingPattern::parse(reader.text("cadence")))
      ring.pattern = *pattern;
    else
      reader.mistake("cadence", pattern.error().what);
    origin(reader);
    const bool twice = std::any_of(rings.begin(), rings.end(), [&](const NamedRing& each) { return each.name == ring.name; });
    if (twice) reader.mistake("name", "this ring was given before");
    if (const auto good = reader.finish(); !good) return outer.adopt(good.error());
    rings.push_back(std::move(ring));
  }
}

void read_classes(TableReader& outer, std::string_view file, std::vector<NumberClassRule>& classes) {
  for (const toml::table* table : outer.tables("class")) {
    TableReader reader(*table, file);
    NumberClassRule rule;
    const std::string word = reader.text("name");
    if (const auto what = number_class(word))
      rule.what = *what;
    else
      reader.mistake("name", "'" + env::escaped(word) + "' is no class of numbers");
    rule.prefixes = patterns(reader, "prefixes");
    if (rule.prefixes.empty()) reader.mistake("prefixes", "'prefixes' must hold at least one");
    origin(reader, rule.source, rule.confidence);
    if (const auto good = reader.finish(); !good) return outer.adopt(good.error());
    classes.push_back(std::move(rule));
  }
}

void read_emergency(TableReader& reader, Region& region) {
  region.emergency = numbers(reader, "emergency");
  region.emergency_elsewhere = reader.has("emergency_elsewhere") ? numbers(reader, "emergency_elsewhere") : region.emergency_elsewhere;
  region.emergency_at_once = reader.flag("emergency_at_once", true);
  region.access_prefixes = patterns(reader, "access_prefixes");
  if (region.emergency.empty()) reader.mistake("emergency", "'emergency' must name at least one number");
}

void read_caller_id(TableReader& reader, Region& region) {
  region.caller_id = one_of(reader, "standard", k_standards);
  region.caller_id_when = one_of(reader, "when", k_moments);
  origin(reader);
}

}  // namespace

env::Expected<Region> parse_region(std::string_view toml, std::string_view file) {
  const auto root = env::parse_toml(toml, file);
  if (!root) return tl::unexpected(root.error());
  TableReader reader(*root, file);
  Region region;
  region.name = reader.text("name");
  region.title = reader.text("title");
  origin(reader, region.source, region.confidence);
  read_emergency(reader, region);
  in_table(reader, "numbering", file, [&](TableReader& table) { read_numbering(table, region.numbering); });
  in_table(reader, "flash", file, [&](TableReader& table) { read_flash(table, region.flash_rules); });
  in_table(reader, "dtmf", file, [&](TableReader& table) { read_dtmf(table, region.dtmf); });
  in_table(reader, "caller_id", file, [&](TableReader& table) { read_caller_id(table, region); });
  in_table(reader, "redial", file, [&](TableReader& table) { read_redial(table, region.redial); });
  region.flash = region.flash_rules.send;
  read_rings(reader, file, region.rings);
  read_classes(reader, file, region.classes);
  if (auto tones = hal::read_tones(reader.tables("tone"), file))
    region.tones = std::move(*tones);
  else
    reader.adopt(tones.error());
  if (const auto good = reader.finish(); !good) return tl::unexpected(good.error());
  return region;
}

}  // namespace campon::provider
