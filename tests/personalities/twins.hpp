// Which simulated modem stands for which of ours, and which have none, each with the reason.
#pragma once

#include <algorithm>
#include <array>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/embedded_file.hpp"
#include "hw-sim/simulator.hpp"

namespace campon::profiles {
std::span<const env::EmbeddedFile> shipped_modems();
}

namespace campon::scenario {

struct Twin {
  std::string_view modem;      // of profiles/modems
  std::string_view simulated;  // of hw-sim/personalities
};

inline void PrintTo(const Twin& twin, std::ostream* out) { *out << twin.modem << " on " << twin.simulated; }

struct WithoutTwin {
  std::string_view name;
  std::string_view why;
};

// Mobile modems of other names than their twins; a voice modem has the name of its twin.
inline constexpr std::array<Twin, 16> k_mobile_twins{{
    {"cinterion_tc63", "gsm_cinterion_tc63"},
    {"generic_gsm", "gsm_ccbs"},
    {"generic_gsm", "gsm_plain"},
    {"generic_gsm", "gsm_lists_five"},
    {"generic_gsm", "gsm_pretends"},
    {"generic_gsm", "gsm_data_stick"},
    {"huawei_e173", "gsm_huawei_e173"},
    {"huawei_e173", "gsm_data_stick"},
    {"quectel_ec25", "gsm_quectel_ec25"},
    {"quectel_m95", "gsm_quectel_m95"},
    {"simcom_sim7600", "gsm_simcom_sim7600"},
    {"simcom_sim800", "gsm_simcom_sim800"},
    {"telit_he910", "gsm_telit_le910"},
    {"ti_calypso", "gsm_ti_calypso"},
    {"ublox_sara", "gsm_ublox_sara"},
    {"zte_mf", "gsm_zte_k3565"},
}};

inline constexpr std::array<WithoutTwin, 2> k_simulated_without_profile{{
    {"cx_like", "the common traits of a family: generic_v253 is meant to be enough for it, which a test of its own shows"},
    {"isdn4linux", "a modem that is on no analogue line: it is refused, which a test of its own shows"},
}};

inline std::vector<std::string> voice_modems() {
  std::vector<std::string> names;
  for (const auto& file : profiles::shipped_modems())
    if (file.text.find("dialect = \"gsm\"") == std::string_view::npos) names.emplace_back(file.name);
  return names;
}

inline bool is_simulated(std::string_view name) {
  const auto voice = sim::personality_names();
  const auto mobile = sim::mobile_personality_names();
  return std::find(voice.begin(), voice.end(), name) != voice.end() || std::find(mobile.begin(), mobile.end(), name) != mobile.end();
}

// Voice modems of which there is a twin.
inline std::vector<std::string> voice_modems_with_twin() {
  auto names = voice_modems();
  std::erase_if(names, [](const auto& name) { return !is_simulated(name); });
  return names;
}

}  // namespace campon::scenario
