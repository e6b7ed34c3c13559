// The doctor's judgement on every simulated modem: each is known for what it is, and a stranger is called one.
#include <gmock/gmock.h>

#include "apps/campon/doctor/examine.hpp"
#include "drivers/loopback/pair.hpp"
#include "hal/env/rng.hpp"
#include "hal/env/virtual_scheduler.hpp"
#include "twins.hpp"

namespace campon::cli {
namespace {

using namespace std::chrono_literals;
using scenario::Twin;

// A chip of many telephones, which say each their own name: it has to be named by hand.
constexpr std::string_view k_without_a_name = "ti_calypso";

Examination judged(std::string_view simulated) {
  env::VirtualScheduler scheduler;
  env::SeededRng rng(1);
  env::NullTrace trace;
  loopback::Pair wire(scheduler);
  const auto exchange = sim::Simulator::create("nanp_class", scheduler, rng, trace).value();
  EXPECT_TRUE(exchange->attach_modem("5550100", std::string(simulated), wire.modem()));
  static const auto known = known_modems(apps::ProfileStore());  // the judgement points into it
  atmodem::Probe probe(wire.computer(), scheduler, trace, voices(known, ""));
  std::optional<atmodem::ProbeReport> report;
  probe.start([&report](atmodem::ProbeReport found) { report = std::move(found); });
  scheduler.advance(5min);
  EXPECT_TRUE(report);
  return concluded(report.value_or(atmodem::ProbeReport()), "", known);
}

std::string profile_for(std::string_view simulated) {
  const auto found = judged(simulated);
  return found.modem == nullptr ? "none" : found.modem->name;
}

std::vector<Twin> all_twins() {
  static const auto voices = scenario::voice_modems();
  std::vector<Twin> out;
  for (const auto& name : voices) out.push_back({name, name});
  for (const auto& twin : scenario::k_mobile_twins)
    if (twin.simulated != "gsm_data_stick" && twin.modem != k_without_a_name) out.push_back(twin);
  return out;
}

struct ASimulatedModem : testing::TestWithParam<Twin> {};

TEST_P(ASimulatedModem, IsKnownForWhatItIs) { EXPECT_EQ(profile_for(GetParam().simulated), GetParam().modem); }

INSTANTIATE_TEST_SUITE_P(OfEachName, ASimulatedModem, testing::ValuesIn(all_twins()),
                         [](const auto& twin) { return std::string(twin.param.simulated); });

TEST(AnUnknownModem, IsGivenTheGenericProfileAndCalledUnknown) {
  const auto found = judged("cx_like");
  ASSERT_NE(found.modem, nullptr);
  EXPECT_EQ(found.modem->name, "generic_v253");
  EXPECT_FALSE(found.probe.recognised) << "56000 is what most of them say";
  ASSERT_FALSE(found.others.empty());
  EXPECT_EQ(found.others.front().name, "conexant_rc56") << "it is worth a try";
}

TEST(ADataStick, IsSuspectedToCarryNoSpeech) { EXPECT_EQ(judged("gsm_data_stick").finding, Finding::no_call_commands); }

}  // namespace
}  // namespace campon::cli
