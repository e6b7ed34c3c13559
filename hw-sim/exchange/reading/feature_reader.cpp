#include <algorithm>

#include "hw-sim/exchange/reading/part_reader.hpp"

namespace campon::sim {

namespace {

constexpr std::array<std::pair<std::string_view, Moment>, 5> k_moments{
    {{"dial", Moment::dial}, {"busy", Moment::busy}, {"ringback", Moment::ringback}, {"recall", Moment::recall}, {"guide", Moment::guide}}};
constexpr std::array<std::pair<std::string_view, Service>, 20> k_services{{{"callback", Service::callback},
                                                                           {"campon", Service::campon},
                                                                           {"intrude", Service::intrude},
                                                                           {"message", Service::message},
                                                                           {"cancel_message", Service::cancel_message},
                                                                           {"clear_messages", Service::clear_messages},
                                                                           {"cancel_all", Service::cancel_all},
                                                                           {"cancel_one", Service::cancel_one},
                                                                           {"cancel_oldest", Service::cancel_oldest},
                                                                           {"query", Service::query},
                                                                           {"toggle", Service::toggle},
                                                                           {"return_call", Service::return_call},
                                                                           {"return_message", Service::return_message},
                                                                           {"redial", Service::redial},
                                                                           {"complete", Service::complete},
                                                                           {"forward", Service::forward},
                                                                           {"forward_off", Service::forward_off},
                                                                           {"do_not_disturb", Service::do_not_disturb},
                                                                           {"do_not_disturb_off", Service::do_not_disturb_off},
                                                                           {"guide", Service::guide}}};
constexpr std::array<std::pair<std::string_view, About>, 3> k_abouts{
    {{"busy", About::busy}, {"no_answer", About::no_answer}, {"any", About::any}}};
constexpr std::array<std::pair<std::string_view, Sound>, 9> k_sounds{{{"silence", Sound::silence},
                                                                      {"dial", Sound::dial},
                                                                      {"stutter", Sound::stutter},
                                                                      {"busy", Sound::busy},
                                                                      {"reorder", Sound::reorder},
                                                                      {"ringback", Sound::ringback},
                                                                      {"confirmation", Sound::confirmation},
                                                                      {"sit", Sound::sit},
                                                                      {"announcement", Sound::voice}}};
constexpr std::string_view k_wait = "(wait)";

Cue read_cue_parts(PartReader& part) {
  Cue out;
  part.need("sound", out.sound, k_sounds);
  if (part.given("cadence")) part.need("cadence", out.cadence.emplace());
  if (part.given("lasts")) part.may("lasts", out.lasts.emplace());
  part.may("then", out.then, k_sounds);
  return out;
}

// "reorder", or { sound = "dial", lasts = "2s", then = "busy" }.
void may_cue(PartReader& part, std::string_view key, Cue& value) {
  if (!part.given(key)) return;
  const auto* node = part.is_table(key) ? part.table().table(key) : nullptr;
  if (node == nullptr) {
    value = Cue{};
    return part.need(key, value.sound, k_sounds);
  }
  PartReader inner(*node, part.file(), false);
  value = read_cue_parts(inner);
  if (const auto done = inner.finish(); !done) part.table().adopt(done.error());
}

// "{auto_callback}" becomes what the administrator has chosen for it.
std::string with_codes(PartReader& part, const std::string& text, const std::map<std::string, std::string, std::less<>>& codes) {
  std::string out;
  std::string_view left = text;
  for (auto open = left.find('{'); open != std::string_view::npos; open = left.find('{')) {
    const auto close = left.find('}', open);
    const auto name = left.substr(open + 1, close == std::string_view::npos ? 0 : close - open - 1);
    const auto chosen = codes.find(name);
    if (chosen == codes.end()) {
      part.mistake("code", "'code' names '" + std::string(name) + "', which is not in [codes]");
      return "0";
    }
    out.append(left.substr(0, open)).append(chosen->second);
    left.remove_prefix(close + 1);
  }
  return out.append(left);
}

bool takes_number(Service does) { return does == Service::cancel_one || does == Service::toggle || does == Service::forward; }
bool may_take_number(Service does) {
  return takes_number(does) || does == Service::callback || does == Service::campon || does == Service::intrude ||
         does == Service::message || does == Service::cancel_message;
}

// A number may stand where the service wants one; a target that is known already may be left out.
void check_code(PartReader& part, const Feature& feature) {
  if (!all_of(feature.code, "0123456789*#DTX")) return part.mistake("code", "'code' must be of 0-9 * # and D, T or X");
  const auto numbers = std::count_if(feature.code.begin(), feature.code.end(), [](char one) { return one == 'D' || one == 'T'; });
  if (numbers > 1 || (numbers == 0 && takes_number(feature.does)))
    return part.mistake("code", "a code has one D exactly when it is about a number");
  if (numbers == 1 && !may_take_number(feature.does)) return part.mistake("code", "a code has one D exactly when it is about a number");
  if (feature.code.ends_with('T')) part.mistake("code", "after a T there must be a digit that ends the number");
}

void check(PartReader& part, const Feature& feature, bool waits) {
  if (waits) {
    if (feature.after <= env::Duration::zero() || feature.on != Moment::busy || feature.does != Service::campon)
      part.mistake("code", "the wait is a camp-on on = \"busy\" and needs 'after'");
  } else {
    check_code(part, feature);
  }
  const bool guided = feature.on == Moment::guide || feature.does == Service::guide;
  if (guided == feature.guide.empty()) part.mistake("guide", "'guide' names the guide of a feature that begins or follows one");
}

}  // namespace

void PartReader::need(std::string_view key, Cadence& value) {
  if (!wanted(key)) return;
  if (auto parsed = parse_cadence(reader_.text(key))) {
    value = std::move(*parsed);
    return;
  }
  mistake(key, "'" + std::string(key) + "' must be a cadence such as \"500/500*\", \"100/100 x3\" or \"cont\"");
}

bool all_of(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.size() <= 32 && text.find_first_not_of(allowed) == std::string_view::npos;
}

Feature read_feature(PartReader& part, const std::map<std::string, std::string, std::less<>>& codes) {
  Feature out;
  std::string code;
  part.need("code", code);
  if (code != k_wait) out.code = with_codes(part, code, codes);
  part.need("on", out.on, k_moments);
  part.need("does", out.does, k_services);
  if (out.on == Moment::ringback) out.about = About::no_answer;
  out.accepted.sound = Sound::confirmation;
  out.refused.sound = Sound::reorder;
  may_cue(part, "accepted", out.accepted);
  may_cue(part, "refused", out.refused);
  out.denied = out.refused;
  may_cue(part, "denied", out.denied);
  part.may("about", out.about, k_abouts);
  part.may("at_once", out.at_once);
  part.may("on_hang_up", out.on_hang_up);
  part.may("queue", out.queue);
  part.may("guide", out.guide);
  part.may("after", out.after);
  check(part, out, code == k_wait);
  return out;
}

}  // namespace campon::sim
