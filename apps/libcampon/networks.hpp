// Network and region profiles, found and parsed; and the configured lines.
#pragma once

#include <string>
#include <vector>

#include "apps/libcampon/line_config.hpp"
#include "apps/libcampon/profile_store.hpp"
#include "provider/network/network_profile.hpp"
#include "provider/network/region.hpp"

namespace campon::apps {

struct Network {
  provider::NetworkProfile profile;
  provider::Region region;
};

// Finds what a profile of the user extends: always a shipped one, so that a file may extend the one it replaces.
provider::BaseProfile shipped_bases();

// Errors: unknown_profile, bad_profile with file and line.
env::Expected<provider::NetworkProfile> load_network_profile(const ProfileStore& store, const std::string& name);

// `region` empty: the one that the network profile names. Errors: unknown_profile, bad_profile with file and line.
env::Expected<Network> load_network(const ProfileStore& store, const std::string& name, const std::string& region = {});

// "nanp_class, panasonic_kx_tda", for messages.
std::string names_of_networks(const ProfileStore& store);

// $CAMPON_CONFIG, else /etc/campon/campon.toml.
std::string config_file();
// The lines of `file`. Errors: bad_profile naming the file, and when there is none what to give instead.
env::Expected<std::vector<LineConfig>> configured_lines(const std::string& file = config_file());
env::Expected<LineConfig> first_configured_line();

}  // namespace campon::apps
