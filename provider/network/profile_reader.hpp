// The network profile's TOML form with all of its mistakes, for those who write one.
#pragma once

#include <string_view>
#include <vector>

#include "provider/network/network_profile.hpp"

namespace campon::provider {

// Every mistake as bad_profile "file:line: text", in the order of the file; none when the file is good. `base` as for
// parse_network_profile.
std::vector<env::Error> check_network_profile(std::string_view toml, std::string_view file, const BaseProfile& base = {});

}  // namespace campon::provider
