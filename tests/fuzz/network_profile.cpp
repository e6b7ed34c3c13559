// A network profile from anybody: it is refused with its mistakes, or it is whole.
#include <cstdint>
#include <string_view>

#include "provider/network/network_profile.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto profile = campon::provider::parse_network_profile(text, "fuzz.toml");
  if (!profile) return 0;
  for (const auto& each : profile->procedures) static_cast<void>(campon::provider::begins_afresh(each.procedure));
  return 0;
}
