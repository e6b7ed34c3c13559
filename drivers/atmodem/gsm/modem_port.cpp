#include "drivers/atmodem/gsm/modem_port.hpp"

#include <utility>

#include "drivers/atmodem/gsm/gsm_port.hpp"
#include "drivers/atmodem/voice/voice_port.hpp"

namespace campon::atmodem {

env::Expected<std::unique_ptr<hal::SignalPort>> make_modem_port(env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace,
                                                                std::string_view toml, std::string_view file) {
  const auto dialect = modem_dialect(toml, file);
  if (!dialect) return tl::unexpected(dialect.error());
  if (*dialect == k_gsm_dialect) {
    auto modem = parse_gsm_personality(toml, file);
    if (!modem) return tl::unexpected(modem.error());
    return std::make_unique<GsmPort>(channel, scheduler, trace, *std::move(modem));
  }
  auto modem = parse_personality(toml, file);
  if (!modem) return tl::unexpected(modem.error());
  return std::make_unique<VoicePort>(channel, scheduler, trace, *std::move(modem));
}

}  // namespace campon::atmodem
