// Takes the telephone numbers and names out of a recording, so that it can be given away.
#pragma once

#include <string>
#include <string_view>

#include "drivers/recording/replay.hpp"

namespace campon::recording {

// "5550123" becomes "5555523": all digits but the last two. Short numbers and codes with * or # stay: they are the network's.
std::string masked_number(std::string_view number);

// Masks the numbers in the orders, the caller ids that the modem reported, formatted and raw (with their checksums mended),
// and replays it, so that what the driver does is that of the masked numbers. Errors: those of parse_recording never;
// bad_profile when the unmasked recording does not replay.
env::Expected<Recording> masked(const Recording& recording, const MakeDriver& make);

}  // namespace campon::recording
