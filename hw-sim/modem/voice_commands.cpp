// The commands of voice mode: settings with ranges, the line, the coding, the streams. [V.253 8 to 10]
#include <algorithm>
#include <utility>

#include "hw-sim/modem/modem.hpp"

namespace campon::sim {

namespace {

using Ranges = std::vector<std::pair<int, int>>;
struct Parameter {
  std::string_view name;
  const Ranges* ranges = nullptr;
  bool hexadecimal = false;
};

const std::map<std::string_view, Ranges, std::less<>>& ranges_of_voice() {
  static const std::map<std::string_view, Ranges, std::less<>> k_ranges{
      {"+VCID", {{0, 2}}},  {"+VDR", {{0, 1}, {0, 255}}},   {"+VDT", {{0, 1}, {0, 255}}}, {"+VGR", {{0, 255}}},
      {"+VGT", {{0, 255}}}, {"+VIT", {{0, 255}}},           {"+VNH", {{0, 2}}},           {"+VRA", {{0, 255}}},
      {"+VRN", {{0, 255}}}, {"+VSD", {{0, 255}, {0, 255}}}, {"+VTD", {{0, 255}}},
  };
  return k_ranges;
}

// Two frequencies and a length. [V.253 8.2.3]
constexpr std::string_view k_tone_ranges = "(0,200-3000),(0,200-3000),(0-6000)";

Parameter find_parameter(const Personality& personality, std::string_view name) {
  for (const ExtraSetting& extra : personality.extras)
    if (extra.name == name) return {name, &extra.ranges, extra.hexadecimal};
  const auto found = ranges_of_voice().find(name);
  return found == ranges_of_voice().end() ? Parameter{} : Parameter{name, &found->second, false};
}

std::string ranges_text(const Ranges& ranges) {
  std::string out;
  for (const auto& [low, high] : ranges) out += (out.empty() ? "(" : ",(") + std::to_string(low) + "-" + std::to_string(high) + ")";
  return out;
}

std::string values_text(const std::vector<int>& values) {
  std::string out;
  for (const int value : values) out += (out.empty() ? "" : ",") + std::to_string(value);
  return out;
}

bool parse_values(const Parameter& parameter, std::string_view text, std::vector<int>& values) {
  for (std::size_t i = 0; i < parameter.ranges->size(); ++i) {
    const std::string_view one = text.substr(0, text.find(','));
    const auto [low, high] = (*parameter.ranges)[i];
    const int value = parameter.hexadecimal ? parse_hex(one, high) : parse_number(one, high);
    if (value < low) return false;
    if (!one.empty()) values[i] = value;
    if (one.size() == text.size()) return true;
    text.remove_prefix(one.size() + 1);
  }
  return false;
}

}  // namespace

Modem::Done Modem::execute_voice(std::string_view name, std::string_view rest) {
  if (name == "+VLS") return select_line(rest);
  if (name == "+VSM") return select_form(rest);
  if (name == "+VRID") return repeat_caller_id(rest);
  if (name == "+VTS" && rest == "=?") return tell(k_tone_ranges);
  if (name == "+VTS") return rest.starts_with('=') ? send_tones(rest.substr(1)) : Done::failed;
  if (name == "+VRX" && rest.empty()) return begin_stream(VoiceStream::Kind::record);
  if (name == "+VTX" && rest.empty()) return begin_stream(VoiceStream::Kind::play);
  if (name == "+VTR" && rest.empty() && personality_.voice.full_duplex) return begin_stream(VoiceStream::Kind::duplex);
  return set_parameter(name, rest);
}

Modem::Done Modem::select_line(std::string_view rest) {
  if (rest == "?") return tell(line_selection_);
  if (rest == "=?") {
    std::string all;
    for (const auto& [label, use] : personality_.lines) all += (all.empty() ? "" : ",") + label;
    return tell(all);
  }
  if (!rest.starts_with('=') || !in_voice()) return Done::failed;
  const std::string wanted(rest.substr(1));
  const auto found = personality_.lines.find(wanted);
  if (found == personality_.lines.end()) return Done::failed;
  const LineUse use = found->second;
  if (use == LineUse::off_hook && !off_hook_) {
    const Done done = seize_when_rested(personality_.voice.says_vcon(Vcon::line) ? ResultKind::vcon : ResultKind::ok);
    line_selection_ = wanted;
    return done;
  }
  if (use == LineUse::on_hook || use == LineUse::local) hang_up();
  line_selection_ = wanted;
  return well(Vcon::line);
}

// By the number of the coding, then the rate: "1,8000", "1,8000,0,0", or the number alone.
Modem::Done Modem::select_form(std::string_view rest) {
  if (rest == "=?") return tell_forms();
  auto& values = parameters_["+VSM"];
  if (rest == "?") return tell(values_text(values));
  if (!rest.starts_with('=')) return Done::failed;
  const std::string number(rest.substr(1, std::min(rest.find(','), rest.size()) - 1));
  const auto form = personality_.voice.forms.find(number);
  if (form == personality_.voice.forms.end()) return Done::failed;
  std::vector<int> wanted{parse_number(number, 255), form->second.rates.front(), 0, 0};
  static const Ranges k_ranges{{0, 255}, {0, 65535}, {0, 255}, {0, 255}};
  if (!parse_values({"+VSM", &k_ranges, false}, rest.substr(1), wanted)) return Done::failed;
  const auto& rates = form->second.rates;
  if (std::find(rates.begin(), rates.end(), wanted[1]) == rates.end()) return Done::failed;
  values = wanted;
  return Done::yes;
}

Modem::Done Modem::tell_forms() {
  for (const auto& [number, form] : personality_.voice.forms)
    inform(number + ",\"" + form.label + "\"," + std::to_string(bits_of(form.coding)) + ",0,(" + values_text(form.rates) + "),(0),(0)");
  return Done::yes;
}

Modem::Done Modem::set_parameter(std::string_view name, std::string_view rest) {
  const Parameter parameter = find_parameter(personality_, name);
  if (parameter.ranges == nullptr) return Done::failed;
  auto& values = parameters_[std::string(name)];
  values.resize(parameter.ranges->size());
  if (rest == "=?") return tell(ranges_text(*parameter.ranges));
  if (rest == "?") return tell(values_text(values));
  auto wanted = values;
  if (!rest.starts_with('=') || !parse_values(parameter, rest.substr(1), wanted)) return Done::failed;
  values = wanted;
  if (name == "+VSD") detector_.report_silence(value("+VSD", 1) * k_tenth);
  refresh_inactivity();
  return Done::yes;
}

// [V.253 +VRID]
Modem::Done Modem::repeat_caller_id(std::string_view rest) {
  if (rest != "=0" && rest != "=1") return Done::failed;
  if (!last_id_) return Done::failed;
  const std::vector<int> before = std::exchange(parameters_["+VCID"], {rest == "=0" ? 1 : 2});
  tell_caller(*last_id_);
  parameters_["+VCID"] = before;
  return Done::yes;
}

Modem::Done Modem::begin_stream(VoiceStream::Kind kind) {
  const auto form = personality_.voice.forms.find(std::to_string(value("+VSM")));
  if (!in_voice() || form == personality_.voice.forms.end()) return Done::failed;
  if (personality_.voice.streams_need_echo_off && echo_) return Done::failed;
  report(ResultKind::connect);
  phase_ = Phase::streaming;
  const int rate = value("+VSM", 1);
  stream_.begin(kind, form->second.coding, rate == 0 ? form->second.rates.front() : rate);
  escape_stream();
  for (const char byte : std::exchange(waiting_bytes_, {})) stream_.take(byte);
  return Done::later;
}

void Modem::stream_ended() {
  mischief_.reset();
  well(Vcon::stream);
  command_done();
}

void Modem::play(std::span<const std::int16_t> samples) {
  constexpr std::size_t k_most_played = 10 * static_cast<std::size_t>(k_audio_rate);
  played_.insert(played_.end(), samples.begin(), samples.end());
  if (played_.size() > k_most_played) played_.erase(played_.begin(), played_.end() - static_cast<std::ptrdiff_t>(k_most_played));
  if (off_hook_) line_.play(samples);
}

}  // namespace campon::sim
