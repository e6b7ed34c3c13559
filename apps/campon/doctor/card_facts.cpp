#include "apps/campon/doctor/card_facts.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>

#include "apps/campon/doctor/port_facts.hpp"
#include "hal/env/trace.hpp"

namespace campon::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_node = "/dev/dahdi/channel";

bool drives_fxo(std::string_view signalling) { return signalling == "FXSKS" || signalling == "FXSLS" || signalling == "FXSGS"; }

std::string next_of(const CardChannelFacts& facts) {
  const std::string number = std::to_string(facts.number);
  if (facts.signalling.empty())
    return "it is not set up: write fxsks=" + number + " into /etc/dahdi/system.conf if it is an FXO port, and run dahdi_cfg";
  if (!drives_fxo(facts.signalling)) return "it is no FXO port as it is set up: a telephone hangs there, or a trunk";
  if (facts.in_use) return "another program has it: take the channel out of that program's configuration";
  if (facts.in_alarm) return "it has no battery: plug in the line";
  return {};
}

// "    3 WCTDM/4/2 FXSKS (In use) RED"
CardChannelFacts channel_in(const std::string& line) {
  CardChannelFacts facts;
  std::istringstream words(line);
  std::string number, word;
  words >> number >> facts.name;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), facts.number);
  if (error != std::errc{} || end != number.data() + number.size()) return {};
  while (words >> word) {
    if (word.starts_with("FX") || word == "Clear" || word == "HDLC") facts.signalling = word;
    facts.in_alarm = facts.in_alarm || word == "RED";
  }
  facts.in_use = line.find("(In use)") != std::string::npos;
  facts.next = next_of(facts);
  return facts;
}

std::string as_text(const CardChannelFacts& facts) {
  std::string text = "dahdi:" + std::to_string(facts.number) + "\n  device   channel of a line card, " + env::escaped(facts.name);
  text += facts.signalling.empty() ? "" : ", signalling " + env::escaped(facts.signalling);
  if (!facts.next.empty()) text += "\n  next     " + facts.next;
  return text;
}

}  // namespace

std::vector<CardChannelFacts> channels_in(std::string_view span) {
  std::vector<CardChannelFacts> out;
  std::istringstream lines{std::string(span)};
  for (std::string line; std::getline(lines, line);)
    if (auto facts = channel_in(line); facts.number != 0) out.push_back(std::move(facts));
  return out;
}

std::vector<CardChannelFacts> card_channels(const std::string& root) {
  std::vector<CardChannelFacts> out;
  std::error_code error;
  for (fs::directory_iterator at(root + "/proc/dahdi", error), end; !error && at != end; at.increment(error)) {
    std::ifstream file(at->path());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    for (auto& facts : channels_in(text)) out.push_back(std::move(facts));
  }
  std::sort(out.begin(), out.end(), [](const auto& one, const auto& other) { return one.number < other.number; });
  return out;
}

void tell_cards(Report& report, const std::string& root) {
  std::error_code error;
  if (!fs::exists(root + "/dev/dahdi", error))
    return report.text("No line card is there: DAHDI is not loaded (/dev/dahdi does not exist).");
  const auto channels = card_channels(root);
  if (channels.empty()) return report.text("DAHDI is loaded, and has no channel: its card is not found, or dahdi_cfg was not run.");
  const std::string no_permission = missing_permission(root + std::string(k_node));
  for (const auto& facts : channels)
    report.tell({{"type", "card_channel"},
                 {"device", "dahdi:" + std::to_string(facts.number)},
                 {"name", env::escaped(facts.name)},
                 {"signalling", env::escaped(facts.signalling)},
                 {"in_use", facts.in_use},
                 {"in_alarm", facts.in_alarm},
                 {"permission", no_permission.empty()},
                 {"next", facts.next}},
                as_text(facts));
  if (!no_permission.empty()) report.text(no_permission);
}

}  // namespace campon::cli
