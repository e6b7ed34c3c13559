// The modems that have a profile, and how to tell one from its USB ids and from what it says.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/libcampon/profile_store.hpp"
#include "drivers/atmodem/gsm/gsm_personality.hpp"
#include "drivers/atmodem/personality.hpp"
#include "drivers/hotplug/tty_devices.hpp"

namespace campon::cli {

// Exactly one of `voice` and `mobile` is there.
struct KnownModem {
  std::string name, title;
  atmodem::Identity identity;
  std::optional<atmodem::Personality> voice;
  std::optional<atmodem::GsmPersonality> mobile;
};

// Sorted by name. A file of the user that cannot be read is left out: `campon profile check` tells why.
std::vector<KnownModem> known_modems(const apps::ProfileStore& store);

// Those that hang on USB under this id.
std::vector<const KnownModem*> with_usb(const std::vector<KnownModem>& known, std::string_view usb);

const KnownModem* named(const std::vector<KnownModem>& known, std::string_view name);

// Whether this tty of a device with several ones takes commands; nothing where no profile says so.
std::optional<bool> takes_commands(const KnownModem& modem, const hotplug::TtyDevice& device);

}  // namespace campon::cli
