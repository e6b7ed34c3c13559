#include "apps/libcampon/modem_driver.hpp"

#include "drivers/atmodem/gsm/gsm_personality.hpp"
#include "drivers/atmodem/gsm/gsm_port.hpp"
#include "drivers/atmodem/gsm/modem_port.hpp"
#include "drivers/atmodem/personality.hpp"

namespace campon::apps {

env::Result check_modem(const ProfileText& modem) {
  const auto dialect = atmodem::modem_dialect(modem.text, modem.file);
  if (!dialect) return tl::unexpected(dialect.error());
  if (*dialect == atmodem::k_gsm_dialect) return atmodem::parse_gsm_personality(modem.text, modem.file).map([](const auto&) {});
  return atmodem::parse_personality(modem.text, modem.file).map([](const auto&) {});
}

recording::MakeDriver driver_of(const ProfileText& modem) {
  return [modem](env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace) {
    return std::move(*atmodem::make_modem_port(channel, scheduler, trace, modem.text, modem.file));
  };
}

}  // namespace campon::apps
