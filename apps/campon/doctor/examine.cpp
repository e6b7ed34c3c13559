#include "apps/campon/doctor/examine.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "apps/libcampon/compose.hpp"
#include "drivers/serial/serial_channel.hpp"

namespace campon::cli {
namespace {

// Campon's own first, then those that modems, GPS receivers and consoles are found at.
constexpr std::array k_speeds{115200, 9600, 57600, 38400, 19200, 4800, 2400};
constexpr std::string_view k_generic_voice = "generic_v253";
constexpr std::string_view k_generic_mobile = "generic_gsm";

bool says(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool readable(char c) { return (c >= ' ' && c <= '~') || c == '\r' || c == '\n' || c == '\t'; }

bool generic(const KnownModem& modem) { return modem.name == k_generic_voice || modem.name == k_generic_mobile; }

// The probe compares identities only, which both kinds of modem have.
atmodem::ProbeInput mobiles(const std::vector<KnownModem>& known, const std::string& usb) {
  atmodem::ProbeInput input{{}, {}, usb};
  for (const auto& modem : known) {
    if (!modem.mobile || generic(modem)) continue;
    atmodem::Personality identity;
    identity.name = modem.name;
    identity.identity = modem.identity;
    input.known.push_back(std::move(identity));
  }
  return input;
}

bool fits(const atmodem::TextPattern& pattern, const std::string& line) { return pattern.match(line).has_value(); }

// Nothing where neither the sign nor the profile tells.
bool refuses_speech(const atmodem::GsmPersonality& modem, const atmodem::ProbeReport& probe) {
  for (const auto& sign : modem.voice_signs)
    for (const auto& answer : probe.answers) {
      if (answer.command != sign.command || answer.result == "no answer") continue;
      const auto& said = answer.lines.empty() ? std::vector<std::string>{answer.understood ? "OK" : "ERROR"} : answer.lines;
      const auto any = [&](const std::vector<atmodem::TextPattern>& patterns) {
        return std::any_of(said.begin(), said.end(), [&](const std::string& line) {
          return std::any_of(patterns.begin(), patterns.end(), [&](const auto& pattern) { return fits(pattern, line); });
        });
      };
      if (any(sign.yes)) return false;
      if (any(sign.no)) return true;
    }
  return !modem.voice;
}

// Hold and the list of calls go with calls, though the standard lets a modem do without. [3GPP TS 27.007 7.13, 7.18]
bool refuses_calls(const atmodem::ProbeReport& probe) {
  const auto refused = [&](std::string_view command) {
    return std::any_of(probe.answers.begin(), probe.answers.end(),
                       [&](const auto& answer) { return answer.command == command && !answer.understood && answer.result != "no answer"; });
  };
  return !probe.recognised && refused("AT+CHLD=?") && refused("AT+CLCC=?");
}

Finding finding_of(const Examination& found) {
  if (found.probe.went_away) return Finding::went_away;
  switch (found.probe.device) {
    case atmodem::DeviceClass::silent: return Finding::silent;
    case atmodem::DeviceClass::foreign: return Finding::foreign;
    case atmodem::DeviceClass::data: return Finding::data_only;
    case atmodem::DeviceClass::voice: return Finding::fit;
    case atmodem::DeviceClass::mobile: break;
  }
  if (found.modem != nullptr && refuses_speech(*found.modem->mobile, found.probe)) return Finding::no_speech;
  if (refuses_calls(found.probe)) return Finding::no_call_commands;
  const auto sim = answer_to(found.probe, "AT+CPIN?");
  return sim.empty() || sim.front() != "READY" ? Finding::no_sim : Finding::fit;
}

env::Expected<std::unique_ptr<env::ByteChannel>> opened(env::AsioScheduler& scheduler, const std::string& device, int baud) {
  if (baud == 0) return apps::open_channel(scheduler, device);
  return serial::open_port(scheduler, device, {baud, false});
}

atmodem::ProbeReport probed(env::AsioScheduler& scheduler, env::Trace& trace, env::ByteChannel& channel, atmodem::ProbeInput input) {
  std::optional<atmodem::ProbeReport> out;
  atmodem::Probe probe(channel, scheduler, trace, std::move(input));
  probe.start([&out](atmodem::ProbeReport report) { out = std::move(report); });
  scheduler.run_until([&out] { return out.has_value(); });
  return out.value_or(atmodem::ProbeReport());
}

// At another speed it may be understood.
bool worth_another_speed(const Examination& found) {
  if (found.finding == Finding::silent) return true;
  return found.finding == Finding::foreign && stranger_in(found.probe.heard) == Stranger::noise;
}

}  // namespace

std::string_view to_string(Finding finding) {
  switch (finding) {
    case Finding::fit: return "fit";
    case Finding::no_speech: return "no_speech";
    case Finding::no_call_commands: return "no_call_commands";
    case Finding::no_sim: return "no_sim";
    case Finding::data_only: return "data_only";
    case Finding::foreign: return "foreign";
    case Finding::silent: return "silent";
    case Finding::went_away: return "went_away";
  }
  return "silent";
}

Stranger stranger_in(const std::string& heard) {
  if (heard.empty()) return Stranger::none;
  if (says(heard, "$GP") || says(heard, "$GN") || says(heard, "$GL")) return Stranger::satellite;
  if (says(heard, "ogin:") || says(heard, "assword:") || says(heard, "command not found")) return Stranger::login;
  const auto good = std::count_if(heard.begin(), heard.end(), readable);
  return static_cast<std::size_t>(good) * 4 < heard.size() * 3 ? Stranger::noise : Stranger::text;
}

std::vector<std::string> answer_to(const atmodem::ProbeReport& probe, std::string_view command) {
  std::vector<std::string> out;
  for (const auto& answer : probe.answers) {
    if (answer.command != command || !answer.understood) continue;
    for (const auto& line : answer.lines) {
      const std::size_t colon = line.starts_with('+') || line.starts_with('^') ? line.find(':') : std::string::npos;
      const std::size_t begin = colon == std::string::npos ? 0 : line.find_first_not_of(' ', colon + 1);
      out.push_back(begin == std::string::npos ? std::string() : line.substr(begin));
    }
  }
  return out;
}

atmodem::ProbeInput voices(const std::vector<KnownModem>& known, const std::string& usb) {
  atmodem::ProbeInput input{{}, {}, usb};
  for (const auto& modem : known) {
    if (modem.name == k_generic_voice && modem.voice) input.generic = *modem.voice;
    if (modem.voice && !generic(modem)) input.known.push_back(*modem.voice);
  }
  return input;
}

Examination concluded(atmodem::ProbeReport probe, const std::string& usb, const std::vector<KnownModem>& known) {
  Examination found;
  found.usb = usb;
  found.probe = std::move(probe);
  auto& matches = found.probe.matches;
  const bool mobile = found.probe.device == atmodem::DeviceClass::mobile;
  if (mobile) matches = atmodem::conclude(mobiles(known, usb), found.probe.answers, true).matches;
  const bool decided = !matches.empty() && matches.front().decisive();
  if (mobile) found.probe.recognised = decided;
  found.others.assign(matches.begin() + (decided ? 1 : 0), matches.end());
  const std::string_view fallback = mobile ? k_generic_mobile : k_generic_voice;
  if (mobile || found.probe.device == atmodem::DeviceClass::voice)
    found.modem = named(known, decided ? std::string_view(matches.front().name) : fallback);
  found.finding = finding_of(found);
  return found;
}

env::Expected<Examination> examine(env::AsioScheduler& scheduler, env::Trace& trace, const std::string& device, const std::string& usb,
                                   const std::vector<KnownModem>& known) {
  const bool pty = apps::is_pty(device);
  Examination found;
  std::vector<int> tried;
  for (const int speed : k_speeds) {
    const int baud = pty ? 0 : speed;
    auto channel = opened(scheduler, device, baud);
    if (!channel && tried.empty()) return tl::unexpected(channel.error());
    if (!channel) break;
    tried.push_back(baud);
    found = concluded(probed(scheduler, trace, **channel, voices(known, usb)), usb, known);
    found.device = device;
    found.baud = baud;
    if (pty || !worth_another_speed(found)) break;
  }
  found.tried = std::move(tried);
  return found;
}

}  // namespace campon::cli
