// What a modem's answers to the probe mean: its class, the personality that fits, what is still unknown.
#include <algorithm>
#include <array>
#include <utility>

#include "drivers/atmodem/probe.hpp"
#include "hal/env/trace.hpp"

namespace campon::atmodem {

namespace {

constexpr std::string_view k_no_answer = "no answer";
constexpr unsigned k_usb_score = 4;
constexpr unsigned k_contains_score = 3;
constexpr unsigned k_line_score = ProbeMatch::k_decisive_score;
constexpr unsigned k_hint_score = 1;
constexpr std::size_t k_longest_text = 64;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

const ProbeAnswer* answer_to(const std::vector<ProbeAnswer>& answers, std::string_view command) {
  const auto found = std::find_if(answers.begin(), answers.end(), [&](const auto& one) { return one.command == command; });
  return found == answers.end() || !found->understood ? nullptr : &*found;
}

bool understood(const std::vector<ProbeAnswer>& answers, std::string_view command) { return answer_to(answers, command) != nullptr; }

// "0,1,2,8", "(0,1,8.0)": is there an 8 that stands alone?
bool lists_voice(std::string_view text) {
  for (std::size_t at = text.find('8'); at != std::string_view::npos; at = text.find('8', at + 1)) {
    const bool begins = at == 0 || (!is_digit(text[at - 1]) && text[at - 1] != '.');
    const bool ends = at + 1 == text.size() || !is_digit(text[at + 1]);
    if (begins && ends) return true;
  }
  return false;
}

bool has_voice(const std::vector<ProbeAnswer>& answers) {
  for (const auto* command : {"AT+FCLASS=?", "AT#CLS=?"})
    if (const auto* answer = answer_to(answers, command))
      if (std::any_of(answer->lines.begin(), answer->lines.end(), lists_voice)) return true;
  return false;
}

bool is_mobile(const std::vector<ProbeAnswer>& answers) {
  const auto* answer = answer_to(answers, "AT+GCAP");
  const auto names_it = [](const std::string& line) { return line.find("CGSM") != std::string::npos; };
  return answer != nullptr && std::any_of(answer->lines.begin(), answer->lines.end(), names_it);
}

// What comes after "+FMI:" or the like, which only some put in front; without quotes.
std::string value_of(const std::vector<ProbeAnswer>& answers, std::initializer_list<std::string_view> commands) {
  for (const auto command : commands) {
    const auto* answer = answer_to(answers, command);
    if (answer == nullptr || answer->lines.empty()) continue;
    std::string value = answer->lines.front();
    if (value.starts_with('+')) value.erase(0, std::min(value.find(':') + 1, value.size()));
    std::erase(value, '"');
    value.erase(0, std::min(value.find_first_not_of(' '), value.size()));
    if (!value.empty()) return value.substr(0, k_longest_text);
  }
  return {};
}

bool is_identification(std::string_view command) {
  return command.starts_with("ATI") || command.starts_with("AT+FM") || command.starts_with("AT+GM");
}

class Matcher {
 public:
  Matcher(const Personality& modem, const ProbeInput& input) : modem_(modem), input_(input) {}

  ProbeMatch match(const std::vector<ProbeAnswer>& answers) {
    const auto& usb = modem_.identity.usb;
    if (!input_.usb.empty() && std::find(usb.begin(), usb.end(), input_.usb) != usb.end()) speaks(usb_, k_usb_score, "USB " + input_.usb);
    for (const auto& answer : answers)
      if (is_identification(answer.command))
        for (const auto& line : answer.lines) compare(line, answer.command);
    return {modem_.name, usb_ + contained_ + line_ + hint_, why_};
  }

 private:
  void compare(const std::string& line, const std::string& command) {
    const auto& parts = modem_.identity.contains;
    const auto& lines = modem_.identity.lines;
    const auto& hints = modem_.identity.hints;
    const std::string text = "it answers " + command + " with " + env::escaped(line);
    if (std::any_of(parts.begin(), parts.end(), [&](const auto& part) { return line.find(part) != std::string::npos; }))
      speaks(contained_, k_contains_score, text);
    else if (std::find(lines.begin(), lines.end(), line) != lines.end())
      speaks(line_, k_line_score, text);
    else if (std::find(hints.begin(), hints.end(), line) != hints.end())
      speaks(hint_, k_hint_score, text);
  }
  // The same kind of evidence counts once, however often it is said.
  void speaks(unsigned& kind, unsigned score, const std::string& why) {
    if (std::exchange(kind, score) == 0) why_ += (why_.empty() ? "" : "; ") + why;
  }

  const Personality& modem_;
  const ProbeInput& input_;
  unsigned usb_ = 0, contained_ = 0, line_ = 0, hint_ = 0;
  std::string why_;
};

std::vector<ProbeMatch> matches_of(const ProbeInput& input, const std::vector<ProbeAnswer>& answers) {
  std::vector<ProbeMatch> matches;
  for (const auto& modem : input.known) {
    ProbeMatch match = Matcher(modem, input).match(answers);
    if (match.score > 0) matches.push_back(std::move(match));
  }
  const auto better = [](const auto& a, const auto& b) { return a.score != b.score ? a.score > b.score : a.name < b.name; };
  std::sort(matches.begin(), matches.end(), better);
  return matches;
}

// Codings by their name, since the numbers differ between makers. [voice-modems 2.1 +VSM]
std::optional<Coding> coding_named(std::string_view name) {
  const auto says = [&](std::string_view part) { return name.find(part) != std::string_view::npos; };
  if (says("IMA")) return Coding::ima_adpcm;
  if (says("ADPCM")) return std::nullopt;
  if (says("ULAW") || says("U-LAW") || says("MU-LAW") || says("MULAW")) return Coding::mu_law;
  if (says("ALAW") || says("A-LAW")) return Coding::a_law;
  if (says("UNSIGNED PCM") || says("UNSIGNED LINEAR")) return Coding::unsigned_8;
  if (says("SIGNED PCM") || says("SIGNED LINEAR")) return Coding::signed_8;
  if (says("LINEAR")) return says("16") ? Coding::linear_16 : Coding::unsigned_8;
  return std::nullopt;
}

// "1,"UNSIGNED PCM",8,0,(8000),(0),(0)"
std::optional<AudioFormat> format_in(const std::string& line) {
  const std::size_t begin = line.find_first_of("0123456789");
  if (begin == std::string::npos || line.find("8000") == std::string::npos) return std::nullopt;
  const std::size_t end = line.find_first_not_of("0123456789", begin);
  if (end == std::string::npos || line[end] != ',' || end - begin > 3) return std::nullopt;
  const auto coding = coding_named(upper(line));
  if (!coding) return std::nullopt;
  return AudioFormat{"AT+VSM=" + line.substr(begin, end - begin) + ",8000", *coding};
}

std::vector<AudioFormat> formats_in(const std::vector<ProbeAnswer>& answers) {
  std::vector<AudioFormat> formats;
  if (const auto* answer = answer_to(answers, "AT+VSM=?"))
    for (const auto& line : answer->lines)
      if (auto format = format_in(line)) formats.push_back(std::move(*format));
  return formats;
}

void forget(Personality& modem, InitGives what) {
  std::erase_if(modem.init, [what](const InitCommand& init) { return init.gives == what; });
}

Personality generic_with(const ProbeInput& input, const std::vector<ProbeAnswer>& answers) {
  Personality modem = input.generic;
  if (!understood(answers, "AT+VCID=?")) forget(modem, InitGives::caller_id);
  if (!understood(answers, "AT+VDR=?")) forget(modem, InitGives::ring_cadence);
  if (understood(answers, "AT+VSM=?")) modem.audio.formats = formats_in(answers);
  return modem;
}

struct Word {
  bool hal::Capabilities::*has;
  std::string_view word;
};
constexpr std::array k_heard{
    Word{&hal::Capabilities::hears_dial_tone, "dial tone"}, Word{&hal::Capabilities::hears_stutter, "stutter dial tone"},
    Word{&hal::Capabilities::hears_busy, "busy tone"},      Word{&hal::Capabilities::hears_reorder, "reorder tone"},
    Word{&hal::Capabilities::hears_ringback, "ringback"},   Word{&hal::Capabilities::hears_sit, "special information tone"},
    Word{&hal::Capabilities::hears_voice, "voice"},         Word{&hal::Capabilities::hears_loop_drop, "loop drop"},
    Word{&hal::Capabilities::hears_polarity, "polarity"},   Word{&hal::Capabilities::ring_cadence, "ring cadence"},
    Word{&hal::Capabilities::caller_id, "caller id"},       Word{&hal::Capabilities::call_type, "call type"},
};
constexpr std::array k_done{
    Word{&hal::Capabilities::stays_off_hook_on_busy, "keep a busy call"},
    Word{&hal::Capabilities::digits_in_call, "send digits in a call"},
    Word{&hal::Capabilities::flash, "flash"},
};

template <std::size_t size>
std::vector<std::string> words_of(const hal::Capabilities& can, const std::array<Word, size>& words) {
  std::vector<std::string> out;
  for (const auto& [has, word] : words)
    if (can.*has) out.emplace_back(word);
  return out;
}

std::vector<std::string> unknown_of(const ProbeReport& report) {
  std::vector<std::string> unknown;
  if (!report.recognised) {
    unknown.emplace_back("which tones it tells: call a busy number with --verbose, and look for <DLE>b, <DLE>r and <DLE>d");
    unknown.emplace_back("whether it stays off hook on busy: call a busy number, and see whether a code can be sent then");
    unknown.emplace_back("its flash: compare what it does with the time that the exchange wants");
  } else if (report.modem->confidence == Confidence::unproven) {
    unknown.emplace_back("whether its personality is right in all: it was put together from manuals and not tried");
  }
  if (!report.modem->can_listen()) unknown.emplace_back("whether its audio can be had: AT+VSM=? names no format at 8000 Hz");
  return unknown;
}

// What a stranger's device said, made fit for a quoted text of TOML.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text.substr(0, k_longest_text)) out += c >= ' ' && c <= '~' && c != '"' && c != '\\' ? c : '?';
  return out + '"';
}

std::string quoted_lines(const std::vector<ProbeAnswer>& answers) {
  std::string list;
  for (const auto& answer : answers)
    if (answer.command == "ATI3" || answer.command == "AT+FMM?")
      for (const auto& line : answer.lines) list += (list.empty() ? "" : ", ") + quoted(line);
  return "[" + list + "]";
}

std::string quirk_file_of(const ProbeInput& input, const ProbeReport& report) {
  const Personality& modem = *report.modem;
  std::string file = "# Made by a probe; what is not here is as in the dialect.\n";
  if (modem.audio.formats.empty()) file += "format = []\n";
  file += "[modem]\nname = \"my_modem\"\ntitle = ";
  file += quoted(report.model.empty() ? modem.title : report.model) + "\ndialect = " + quoted(modem.dialect);
  file += "\nsource = \"probe of the device; " + modem.name + "\"\nconfidence = \"unproven\"\n";
  file += "command_limit = " + std::to_string(modem.command_limit) + "\ncall_type = " + (modem.call_type ? "true" : "false");
  file += "\n\n[identify]\nlines = " + quoted_lines(report.answers) + "\n";
  if (!input.usb.empty()) file += "usb = [" + quoted(input.usb) + "]\n";
  for (const auto& format : modem.audio.formats)
    file += "\n[[format]]\nselect = " + quoted(format.select) + "\ncoding = " + quoted(k_codings[static_cast<std::size_t>(format.coding)]) +
            "\n";
  return file;
}

bool is_recognised(const ProbeReport& report) { return !report.matches.empty() && report.matches.front().decisive(); }

DeviceClass class_of(const ProbeReport& report, bool heard_anything) {
  const auto answered = [](const ProbeAnswer& answer) { return answer.result != k_no_answer; };
  if (std::none_of(report.answers.begin(), report.answers.end(), answered))
    return heard_anything ? DeviceClass::foreign : DeviceClass::silent;
  if (is_mobile(report.answers)) return DeviceClass::mobile;
  return has_voice(report.answers) || is_recognised(report) ? DeviceClass::voice : DeviceClass::data;
}

}  // namespace

std::string_view to_string(DeviceClass device) {
  switch (device) {
    case DeviceClass::silent: return "nothing that answers";
    case DeviceClass::foreign: return "no modem";
    case DeviceClass::data: return "modem without voice mode";
    case DeviceClass::voice: return "voice modem";
    case DeviceClass::mobile: return "mobile modem";
  }
  return "no modem";
}

ProbeReport conclude(const ProbeInput& input, std::vector<ProbeAnswer> answers, bool heard_anything) {
  ProbeReport report;
  report.answers = std::move(answers);
  report.maker = value_of(report.answers, {"AT+FMI?", "AT+GMI"});
  report.model = value_of(report.answers, {"AT+FMM?", "AT+GMM", "ATI3"});
  report.revision = value_of(report.answers, {"AT+FMR?", "AT+GMR"});
  report.matches = matches_of(input, report.answers);
  report.device = class_of(report, heard_anything);
  if (report.device != DeviceClass::voice) return report;
  report.recognised = is_recognised(report);
  const auto named = [&](const Personality& modem) { return report.recognised && modem.name == report.matches.front().name; };
  const auto known = std::find_if(input.known.begin(), input.known.end(), named);
  report.modem = known != input.known.end() ? *known : generic_with(input, report.answers);
  report.hears = words_of(report.modem->capabilities(), k_heard);
  report.can = words_of(report.modem->capabilities(), k_done);
  if (report.modem->can_listen()) report.can.emplace_back("record");
  if (report.modem->can_play()) report.can.emplace_back("play");
  report.unknown = unknown_of(report);
  if (!report.recognised) report.quirk_file = quirk_file_of(input, report);
  return report;
}

}  // namespace campon::atmodem
