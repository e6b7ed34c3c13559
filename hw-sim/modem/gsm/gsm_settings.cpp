#include "hw-sim/modem/gsm/gsm_settings.hpp"

#include "hw-sim/modem/gsm/gsm_command_line.hpp"

namespace campon::sim {

GsmSettings::GsmSettings() {
  settings_ = {
      {"+CMEE", {{{0, 2}}, {0}}},
      {"+CREG", {{{0, 2}}, {0}}},
      {"+CGREG", {{{0, 2}}, {0}}},
      {"+CEREG", {{{0, 2}}, {0}}},
      {"+CLIP", {{{0, 1}}, {0}}},
      {"+COLP", {{{0, 1}}, {0}}},
      {"+CLIR", {{{0, 2}}, {0}}},
      {"+CRC", {{{0, 1}}, {0}}},
      {"+CSSN", {{{0, 1}, {0, 1}}, {0, 0}}},
      {"+CMGF", {{{0, 1}}, {0}}},
      {"+CNMI", {{{0, 3}, {0, 3}, {0, 3}, {0, 2}, {0, 1}}, {0, 0, 0, 0, 0}}},
      {"+CSMP", {{{0, 255}, {0, 255}, {0, 255}, {0, 255}}, {17, 167, 0, 0}}},
      {"+CSMS", {{{0, 1}}, {0}}},
      {"+CSDH", {{{0, 1}}, {0}}},
      {"+CVHU", {{{0, 2}}, {2}}},
      {"+CSTA", {{{129, 161}}, {129}}},
      {"+CMOD", {{{0, 0}}, {0}}},
      {"+CMUT", {{{0, 1}}, {0}}},
      {"+CLVL", {{{0, 100}}, {50}}},
      {"+VTD", {{{0, 255}}, {1}}},
      {"+CR", {{{0, 1}}, {0}}},
      {"+CTZU", {{{0, 1}}, {0}}},
      {"+CTZR", {{{0, 1}}, {0}}},
  };
}

bool GsmSettings::set(std::string_view name, const std::vector<std::string>& arguments) {
  const auto found = settings_.find(name);
  if (found == settings_.end() || arguments.size() > found->second.ranges.size()) return false;
  std::vector<int> wanted = found->second.values;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i].empty()) continue;
    const auto [low, high] = found->second.ranges[i];
    const auto value = number_in(arguments[i], high);
    if (!value || *value < low) return false;
    wanted[i] = *value;
  }
  found->second.values = wanted;
  return true;
}

int GsmSettings::value(std::string_view name, std::size_t index) const {
  const auto found = settings_.find(name);
  return found == settings_.end() || index >= found->second.values.size() ? 0 : found->second.values[index];
}

std::string GsmSettings::told(std::string_view name) const {
  const auto found = settings_.find(name);
  if (found == settings_.end()) return {};
  std::string out;
  for (const int value : found->second.values) out += (out.empty() ? "" : ",") + std::to_string(value);
  return std::string(name) + ": " + out;
}

std::string GsmSettings::ranges(std::string_view name) const {
  const auto found = settings_.find(name);
  if (found == settings_.end()) return {};
  std::string out;
  for (const auto& [low, high] : found->second.ranges) {
    const std::string last = low == high ? "" : (high == low + 1 ? "," : "-") + std::to_string(high);
    out += (out.empty() ? "(" : ",(") + std::to_string(low) + last + ")";
  }
  return std::string(name) + ": " + out;
}

}  // namespace campon::sim
