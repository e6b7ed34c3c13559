// A port for a modem from the text of its personality: which driver it needs is the personality's business.
#pragma once

#include <memory>
#include <string_view>

#include "hal/env/byte_channel.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hal/signal_port.hpp"

namespace campon::atmodem {

// GsmPort for the dialect "gsm", VoicePort for all others. Channel, scheduler and trace must outlive the port. Errors:
// bad_profile with file and line.
env::Expected<std::unique_ptr<hal::SignalPort>> make_modem_port(env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace,
                                                                std::string_view toml, std::string_view file);

}  // namespace campon::atmodem
