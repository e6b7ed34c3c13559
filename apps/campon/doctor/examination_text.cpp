#include "apps/campon/doctor/examination_text.hpp"

#include <algorithm>

#include "hal/env/trace.hpp"

namespace campon::cli {
namespace {

constexpr int k_own_baud = 115200;

std::string joined(const std::vector<std::string>& words, std::string_view none) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out.empty() ? std::string(none) : out;
}

bool mobile(const Examination& found) { return found.probe.device == atmodem::DeviceClass::mobile; }

std::string first_of(const Examination& found, std::string_view command) {
  const auto lines = answer_to(found.probe, command);
  return lines.empty() ? std::string() : env::escaped(lines.front());
}

std::vector<std::string> hears(const Examination& found) {
  if (!mobile(found)) return found.probe.hears;
  std::vector<std::string> out{"caller id (+CLIP)", "why a call ended"};
  if (!first_of(found, "AT+CLCC=?").empty() || (found.modem != nullptr && found.modem->mobile->poll))
    out.emplace_back("the state of calls (+CLCC)");
  return out;
}

bool lists_five(const std::string& chld) { return chld.find('5') != std::string::npos; }

std::vector<std::string> can(const Examination& found) {
  if (!mobile(found)) return found.probe.can;
  std::vector<std::string> out;
  const std::string chld = first_of(found, "AT+CHLD=?");
  if (!chld.empty()) out.push_back("hold and wait (+CHLD " + chld + ")");
  if (lists_five(chld)) out.emplace_back("says that it can ask for completion of a busy call (+CHLD=5; believed once it was tried)");
  return out;
}

std::vector<std::string> unknown(const Examination& found) {
  auto out = found.probe.unknown;
  if (!mobile(found) || found.modem == nullptr) return out;
  if (!found.probe.recognised) out.emplace_back("its own reports: call a busy number with --verbose, and compare with docs/profiles.md");
  if (!lists_five(first_of(found, "AT+CHLD=?")))
    out.emplace_back("whether it completes busy calls: its list does not name +CHLD=5; a call to a busy number tries it");
  if (found.modem->mobile->voice_signs.empty()) out.emplace_back("whether its firmware carries speech: call a free number and listen");
  return out;
}

std::string identity(const Examination& found) {
  std::string text;
  for (const auto& part : {found.probe.maker, found.probe.model, found.probe.revision})
    if (!part.empty()) text += (text.empty() ? "" : ", ") + env::escaped(part);
  return text.empty() ? "it does not say" : text;
}

std::string profile_text(const Examination& found) {
  if (found.modem == nullptr) return "none";
  if (found.probe.matches.empty()) return found.modem->name + ", for want of a better one: no profile knows this modem";
  return found.modem->name + " (" + env::escaped(found.modem->title) + "), because " + found.probe.matches.front().why;
}

std::vector<std::string> names_of(const std::vector<atmodem::ProbeMatch>& matches) {
  std::vector<std::string> out;
  for (const auto& match : matches) out.push_back(match.name);
  return out;
}

std::string speed_text(const Examination& found) {
  return found.baud == 0 ? std::string() : " at " + std::to_string(found.baud) + " bit/s";
}

std::string speeds_tried(const Examination& found) {
  std::vector<std::string> speeds;
  for (const int baud : found.tried)
    if (baud != 0) speeds.push_back(std::to_string(baud));
  return speeds.empty() ? std::string() : " (tried " + joined(speeds, "") + " bit/s)";
}

bool wrong_speed(const Examination& found) { return found.baud != 0 && found.baud != k_own_baud && found.modem != nullptr; }

std::string foreign_text(const Examination& found) {
  switch (stranger_in(found.probe.heard)) {
    case Stranger::satellite: return "This is a satellite receiver (GPS): it sends positions and answers no command.";
    case Stranger::login: return "This is a login prompt or console, no modem.";
    case Stranger::noise: return "Something sends, but it is unreadable" + speeds_tried(found) + ".";
    case Stranger::none:
    case Stranger::text: break;
  }
  return "Something is there, but it answers no modem command; it said " + env::escaped(found.probe.heard.substr(0, 60)) + ".";
}

std::string foreign_remedy(const Examination& found) {
  switch (stranger_in(found.probe.heard)) {
    case Stranger::satellite: return "A stick with several ports has another one for commands: run campon doctor and try its other ports.";
    case Stranger::login: return "If a modem hangs there, stop the login: sudo systemctl disable --now serial-getty@NAME.service.";
    case Stranger::noise: return "Set the device to 115200 bit/s, 8 bits, no parity, and check the cable.";
    case Stranger::none:
    case Stranger::text: break;
  }
  return "Try the device's other ports; campon doctor lists them.";
}

std::string no_sim_text(const Examination& found) {
  const std::string state = first_of(found, "AT+CPIN?");
  if (state == "SIM PIN") return "The SIM card wants its PIN first.";
  return "The modem has no SIM card that is ready" + (state.empty() ? "." : " (" + state + ").");
}

Json as_json(const Examination& found) {
  const auto& probe = found.probe;
  Json out{{"type", "examination"},
           {"device", env::escaped(found.device)},
           {"usb", found.usb},
           {"baud", found.baud},
           {"finding", to_string(found.finding)},
           {"class", to_string(probe.device)},
           {"maker", env::escaped(probe.maker)},
           {"model", env::escaped(probe.model)},
           {"revision", env::escaped(probe.revision)}};
  out["profile"] = found.modem == nullptr ? "" : found.modem->name;
  out["recognised"] = probe.recognised;
  out["why"] = probe.matches.empty() ? "" : probe.matches.front().why;
  out["also_fits"] = names_of(found.others);
  const bool usable = found.modem != nullptr;
  out["hears"] = usable ? hears(found) : std::vector<std::string>{};
  out["can"] = usable ? can(found) : std::vector<std::string>{};
  out["unknown"] = unknown(found);
  out["trouble"] = trouble(found);
  out["remedy"] = remedy(found);
  out["answers"] = Json::array();
  for (const auto& answer : probe.answers) {
    Json lines = Json::array();
    for (const auto& line : answer.lines) lines.push_back(env::escaped(line));
    out["answers"].push_back({{"command", answer.command}, {"lines", lines}, {"result", env::escaped(answer.result)}});
  }
  return out;
}

std::string as_text(const Examination& found) {
  std::string text = env::escaped(found.device) + ": " + std::string(to_string(found.probe.device)) + speed_text(found);
  if (found.modem != nullptr) {
    text += "\n  says     " + identity(found) + "\n  profile  " + profile_text(found);
    if (!found.others.empty()) text += "\n           less likely: " + joined(names_of(found.others), "");
    text += "\n  hears    " + joined(hears(found), "nothing") + "\n  can      " + joined(can(found), "nothing more");
    if (mobile(found) && !first_of(found, "AT+CREG?").empty()) text += "\n  network  +CREG " + first_of(found, "AT+CREG?");
    for (const auto& what : unknown(found)) text += "\n  unknown  " + what;
  }
  const bool problem = !trouble(found).empty();
  if (problem) text += "\n  trouble  " + trouble(found) + "\n  next     " + remedy(found);
  if (!problem && found.modem != nullptr)
    text += "\n  next     Make a call: campon call NUMBER --device " + env::escaped(found.device) + " --modem " + found.modem->name +
            " --network NAME (campon profile list).";
  return text;
}

std::string comment(const Examination& found) {
  std::string text = "# Written by campon doctor for " + env::escaped(found.device) + "; what it answered:\n";
  for (const auto& answer : found.probe.answers)
    if (answer.understood)
      for (const auto& line : answer.lines) text += "#   " + answer.command + ": " + env::escaped(line) + "\n";
  return text;
}

}  // namespace

std::string trouble(const Examination& found) {
  switch (found.finding) {
    case Finding::fit: return wrong_speed(found) ? "It answers" + speed_text(found) + " only, and campon speaks at 115200." : "";
    case Finding::no_speech: return "This stick carries no speech: its firmware has data only.";
    case Finding::no_call_commands:
      return "Most likely this stick carries no speech: it refuses +CHLD and +CLCC, the commands that go with calls.";
    case Finding::no_sim: return no_sim_text(found);
    case Finding::data_only: return "This modem has no voice mode: it hangs up on busy, and nothing can be completed with it.";
    case Finding::foreign: return foreign_text(found);
    case Finding::silent: return "Nothing answers" + speeds_tried(found) + ".";
    case Finding::went_away: return "The device was unplugged, or reset itself, while it was asked.";
  }
  return {};
}

std::string remedy(const Examination& found) {
  switch (found.finding) {
    case Finding::fit: return wrong_speed(found) ? "Set its speed once in a terminal program: AT+IPR=115200, then AT&W." : "";
    case Finding::no_speech: return "Take a stick with voice (docs/devices.md), or unlock voice with the maker's tool.";
    case Finding::no_call_commands:
      return "Its manual tells: it needs ATD with a semicolon. Else take a stick with voice (docs/devices.md), or unlock voice with the "
             "maker's tool.";
    case Finding::no_sim: return "Put a SIM card in, or take its PIN off in a telephone, and ask again.";
    case Finding::data_only: return "Take a modem with voice mode (+FCLASS=8): docs/devices.md names some.";
    case Finding::foreign: return foreign_remedy(found);
    case Finding::silent:
      return "Is it switched on, and is the cable a modem cable? Pull it, plug it again, and ask again. Of several ports of one device "
             "only "
             "some take commands: try the others.";
    case Finding::went_away: return "Plug it again, into a hub with power of its own if it happens again, and ask again.";
  }
  return {};
}

env::Expected<std::string> profile_file(const Examination& found, const apps::ProfileStore& store) {
  if (found.modem == nullptr)
    return env::fail(env::ErrorCode::device_unfit, env::Remedy::misuse, "No profile was written: no modem that can be used answered");
  if (!found.probe.quirk_file.empty()) return comment(found) + found.probe.quirk_file;
  const auto text = store.find(apps::ProfileKind::modem, found.modem->name);
  if (!text) return tl::unexpected(text.error());
  return comment(found) + "# The profile that fits it:\n" + text->text;
}

void tell(Report& report, const Examination& found) { report.tell(as_json(found), as_text(found)); }

}  // namespace campon::cli
