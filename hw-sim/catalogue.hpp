// The plans and personalities that the program carries with it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/embedded_file.hpp"
#include "hw-sim/exchange/plan.hpp"
#include "hw-sim/line/tone_plan.hpp"
#include "hw-sim/modem/gsm/gsm_personality.hpp"
#include "hw-sim/modem/personality.hpp"

namespace campon::sim {

// Made from plans/*.toml, personalities/*.toml and regions/*.toml when the library is built.
std::span<const env::EmbeddedFile> embedded_plans();
std::span<const env::EmbeddedFile> embedded_personalities();
std::span<const env::EmbeddedFile> embedded_mobile_personalities();  // personalities/gsm_*.toml
std::span<const env::EmbeddedFile> embedded_regions();

// Errors: unknown_profile with the names there are, bad_profile with file:line.
env::Expected<Plan> load_plan(std::string_view name);
env::Expected<Personality> load_personality(std::string_view name);
env::Expected<GsmPersonality> load_gsm_personality(std::string_view name);
env::Expected<TonePlan> load_tone_plan(std::string_view region);

}  // namespace campon::sim
