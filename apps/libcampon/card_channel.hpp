// The name of a line card's channel in a configuration.
#pragma once

#include <optional>
#include <string>

namespace campon::apps {

// "dahdi:3", or a node of the channel: "/dev/dahdi/3", and links to it as udev makes them under /dev/dahdi/chan. Nothing for anything
// else, and for numbers that no channel has.
std::optional<unsigned> card_channel(const std::string& device);

}  // namespace campon::apps
