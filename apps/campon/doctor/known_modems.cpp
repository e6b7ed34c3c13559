#include "apps/campon/doctor/known_modems.hpp"

#include <algorithm>
#include <utility>

namespace campon::cli {
namespace {

std::optional<KnownModem> read(const apps::ProfileText& text) {
  const auto dialect = atmodem::modem_dialect(text.text, text.file);
  if (!dialect) return std::nullopt;
  if (*dialect == atmodem::k_gsm_dialect) {
    auto mobile = atmodem::parse_gsm_personality(text.text, text.file);
    if (!mobile) return std::nullopt;
    return KnownModem{text.name, mobile->title, mobile->identity, std::nullopt, std::move(*mobile)};
  }
  auto voice = atmodem::parse_personality(text.text, text.file);
  if (!voice) return std::nullopt;
  return KnownModem{text.name, voice->title, voice->identity, std::move(*voice), std::nullopt};
}

bool contains(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

}  // namespace

std::vector<KnownModem> known_modems(const apps::ProfileStore& store) {
  std::vector<KnownModem> out;
  for (const auto& name : store.names(apps::ProfileKind::modem))
    if (const auto text = store.find(apps::ProfileKind::modem, name))
      if (auto modem = read(*text)) out.push_back(std::move(*modem));
  return out;
}

std::vector<const KnownModem*> with_usb(const std::vector<KnownModem>& known, std::string_view usb) {
  std::vector<const KnownModem*> out;
  for (const auto& modem : known)
    if (!usb.empty() && contains(modem.identity.usb, usb)) out.push_back(&modem);
  return out;
}

const KnownModem* named(const std::vector<KnownModem>& known, std::string_view name) {
  const auto found = std::find_if(known.begin(), known.end(), [&](const KnownModem& each) { return each.name == name; });
  return found == known.end() ? nullptr : &*found;
}

std::optional<bool> takes_commands(const KnownModem& modem, const hotplug::TtyDevice& device) {
  const auto& ports = modem.identity.at_interfaces;
  const std::string prefix = device.usb_id + ":";
  const auto of_this = [&](const std::string& port) { return port.starts_with(prefix); };
  if (device.interface.empty() || std::none_of(ports.begin(), ports.end(), of_this)) return std::nullopt;
  return contains(ports, prefix + device.interface);
}

}  // namespace campon::cli
