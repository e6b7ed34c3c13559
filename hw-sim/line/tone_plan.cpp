#include "hw-sim/line/tone_plan.hpp"

#include <charconv>
#include <optional>

#include "hal/env/toml_reader.hpp"

namespace campon::sim {

namespace {

constexpr double k_highest_hz = 4000;
constexpr double k_lowest_level = -90;
constexpr double k_highest_level = 3;

std::string_view take_until(std::string_view& text, char end) {
  const std::string_view part = text.substr(0, text.find(end));
  text.remove_prefix(std::min(part.size() + 1, text.size()));
  return part;
}

std::optional<double> number(std::string_view text, double low, double high) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || value < low || value > high) return std::nullopt;
  return value;
}

// "350+440" or "400*16".
std::optional<Tone::Part> parse_part(std::string_view text) {
  Tone::Part part;
  std::string_view sums = take_until(text, '*');
  if (!text.empty()) {
    const auto by = number(text, 1, k_highest_hz);
    if (!by) return std::nullopt;
    part.modulated_by = *by;
  }
  while (!sums.empty()) {
    const auto hz = number(take_until(sums, '+'), 1, k_highest_hz);
    if (!hz) return std::nullopt;
    part.hz.push_back(*hz);
  }
  return part.hz.empty() ? std::nullopt : std::optional(part);
}

std::optional<Tone> parse_tone(std::string_view text) {
  Tone tone;
  std::string_view parts = take_until(text, ' ');
  const auto level = number(text, k_lowest_level, k_highest_level);
  if (!level || parts.empty()) return std::nullopt;
  tone.level = *level;
  tone.speech = parts == "speech";
  while (!tone.speech && !parts.empty()) {
    const auto part = parse_part(take_until(parts, ','));
    if (!part) return std::nullopt;
    tone.parts.push_back(*part);
  }
  return tone;
}

void read_tones(const toml::table& table, env::TableReader& reader, TonePlan& out) {
  for (const auto& [key, node] : table) {
    const auto text = node.value<std::string_view>();
    const auto tone = text ? parse_tone(*text) : std::nullopt;
    if (tone)
      out.tones.emplace(std::string(key.str()), *tone);
    else
      reader.mistake("tones", "'" + std::string(key.str()) + "' is no tone such as \"350+440 -13\"");
  }
}

}  // namespace

const Tone* TonePlan::tone(std::string_view sound) const {
  const auto found = tones.find(sound);
  return found == tones.end() ? nullptr : &found->second;
}

env::Expected<TonePlan> parse_tone_plan(std::string_view text, std::string_view file) {
  const auto parsed = env::parse_toml(text, file);
  if (!parsed) return tl::unexpected(parsed.error());
  env::TableReader reader(*parsed, file);
  TonePlan out;
  const auto noise = number(reader.text("noise"), k_lowest_level, k_highest_level);
  if (!noise) reader.mistake("noise", "'noise' is no level in dBm0");
  out.noise = noise.value_or(0);
  const std::string fsk = reader.text("caller_id");
  if (fsk != "bell202" && fsk != "v23") reader.mistake("caller_id", "'caller_id' is bell202 or v23");
  out.caller_id = fsk == "v23" ? FskStandard::v23 : FskStandard::bell202;
  if (const toml::table* tones = reader.table("tones")) read_tones(*tones, reader, out);
  if (const auto done = reader.finish(); !done) return tl::unexpected(done.error());
  return out;
}

}  // namespace campon::sim
