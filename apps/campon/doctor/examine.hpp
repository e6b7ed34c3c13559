// Opens a named port and asks what is at the other end, by questions that cannot seize the line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "apps/campon/doctor/known_modems.hpp"
#include "drivers/atmodem/probe.hpp"
#include "hal/env/error.hpp"
#include "hal/env/real/asio_scheduler.hpp"
#include "hal/env/trace.hpp"

namespace campon::cli {

// What a stream of bytes that is no modem's looks like.
enum class Stranger { none, satellite, login, noise, text };
Stranger stranger_in(const std::string& heard);

// What stands in the way of calls, worst first; `fit` where nothing does.
enum class Finding { fit, no_speech, no_call_commands, no_sim, data_only, foreign, silent, went_away };
std::string_view to_string(Finding finding);

struct Examination {
  std::string device, usb;
  int baud = 0;  // the last that was tried; 0 where the port has none, as a pty
  std::vector<int> tried;
  atmodem::ProbeReport probe;
  Finding finding = Finding::fit;
  const KnownModem* modem = nullptr;        // the profile that fits
  std::vector<atmodem::ProbeMatch> others;  // that would fit as well, less so
};

// Tries the usual speeds, the one that campon uses first. Takes at most some 5 s for each speed that nothing answers at.
// `known` must outlive the answer. Errors: those of opening the port.
env::Expected<Examination> examine(env::AsioScheduler& scheduler, env::Trace& trace, const std::string& device, const std::string& usb,
                                   const std::vector<KnownModem>& known);

// What a probe compares a device with; `known` gives the voice modems, the mobile ones are compared by concluded().
atmodem::ProbeInput voices(const std::vector<KnownModem>& known, const std::string& usb);
// What was found; passive. Chooses the profile, and the finding.
Examination concluded(atmodem::ProbeReport probe, const std::string& usb, const std::vector<KnownModem>& known);

// The lines of the answer to `command`, with the command's own name taken off; empty where it was refused.
std::vector<std::string> answer_to(const atmodem::ProbeReport& probe, std::string_view command);

}  // namespace campon::cli
