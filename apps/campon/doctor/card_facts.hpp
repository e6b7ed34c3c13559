// What can be known of the channels of line cards without opening them: opening one hangs it up.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "apps/campon/output/report.hpp"

namespace campon::cli {

struct CardChannelFacts {
  unsigned number = 0;
  std::string name;        // as the driver of the card calls it: "WCTDM/4/2"
  std::string signalling;  // "FXSKS", empty where the channel was not set up
  bool in_use = false;     // another program has it
  bool in_alarm = false;   // no battery: unplugged, or a dead line
  std::string next;        // a sentence: what to do; empty where it can be used
};

// One file of /proc/dahdi, which is one span. [DAHDI 2.11]
std::vector<CardChannelFacts> channels_in(std::string_view span);
// Of all spans, by number. `root` stands before /proc and /dev, for tests.
std::vector<CardChannelFacts> card_channels(const std::string& root = {});

// The channels, or one sentence that says why there are none.
void tell_cards(Report& report, const std::string& root = {});

}  // namespace campon::cli
