// The probe against scripted modems: questions only, and what it makes of the answers.
#include "drivers/atmodem/probe.hpp"

#include <gmock/gmock.h>

#include "drivers/atmodem/engine/chat.hpp"
#include "script.hpp"

namespace campon::atmodem {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string said(std::string_view line) { return "\r\n" + std::string(line) + "\r\n\r\nOK\r\n"; }

struct AProbe : testing::Test {
  AProbe() {
    for (const auto* command :
         {"ATI",    "ATI0",   "ATI3",   "ATI4",    "ATI5",        "ATI6",     "ATI7",     "ATI9",     "AT+FMI?",   "AT+FMM?",  "AT+FMR?",
          "AT+GMI", "AT+GMM", "AT+GMR", "AT+GCAP", "AT+FCLASS=?", "AT#CLS=?", "AT+VLS=?", "AT+VSM=?", "AT+VCID=?", "AT+VDR=?", "AT+VTS=?"})
      modem.answers[command] = "\r\nERROR\r\n";
  }
  static constexpr env::Duration minute = 61s;
  ProbeReport probes(env::Duration within) { return probes("", within); }
  ProbeReport probes(const std::string& usb = "", env::Duration within = 5min) {
    ProbeInput input{voice_modems(), shipped("generic_v253"), usb};
    std::erase_if(input.known, [](const Personality& one) { return one.name == "generic_v253"; });
    Probe probe(wire.computer(), time, trace, std::move(input));
    std::optional<ProbeReport> report;
    probe.start([&](ProbeReport found) { report = std::move(found); });
    time.advance(within);
    EXPECT_TRUE(report);
    return report.value_or(ProbeReport{});
  }
  std::vector<std::string> scored(const ProbeReport& report) {
    std::vector<std::string> names;
    for (const auto& match : report.matches) names.push_back(match.name);
    return names;
  }
  env::VirtualScheduler time;
  NoteBook trace;
  loopback::Pair wire{time};
  ScriptedModem modem{time, wire.modem()};
  env::Timer babbling;
};

TEST_F(AProbe, AsksAndNeverSeizesOrSets) {
  probes();
  EXPECT_GT(modem.commands.size(), 20U);
  for (const auto& command : modem.commands) {
    EXPECT_TRUE(is_sendable(command, 40)) << command;
    const bool question = command == "AT" || command.ends_with('?') || command.starts_with("ATI") || command.starts_with("AT+G");
    EXPECT_TRUE(question) << command;
  }
}

TEST_F(AProbe, RecognisesAModemByWhatItSays) {
  modem.answers["ATI"] = said("56000");
  modem.answers["ATI3"] = said("CX93010-V92");
  modem.answers["AT+FCLASS=?"] = said("0,1,2,8");
  const auto report = probes("0572:1329");
  EXPECT_EQ(report.device, DeviceClass::voice);
  EXPECT_TRUE(report.recognised);
  EXPECT_THAT(scored(report), ElementsAre("cx93010", "conexant_rc56"));
  EXPECT_THAT(report.matches[0].why, HasSubstr("it answers ATI3 with CX93010-V92"));
  EXPECT_THAT(report.matches[0].why, HasSubstr("USB 0572:1329"));
  EXPECT_EQ(report.modem->name, "cx93010");
  EXPECT_THAT(report.hears, Contains("busy tone"));
  EXPECT_THAT(report.hears, Not(Contains("ringback")));
  EXPECT_EQ(report.model, "CX93010-V92");
}

TEST_F(AProbe, TakesNoHintForProof) {
  modem.answers["ATI"] = said("56000");
  modem.answers["AT+FCLASS=?"] = said("0,1,2,8");
  const auto report = probes();
  EXPECT_FALSE(report.recognised);
  EXPECT_THAT(scored(report), ElementsAre("conexant_rc56"));
  EXPECT_EQ(report.modem->name, "generic_v253");
  EXPECT_NE(report.quirk_file, "");
}

TEST_F(AProbe, GivesAnUnknownVoiceModemTheGenericPersonalityWithWhatItFound) {
  modem.answers["AT+FCLASS=?"] = said("(0,1,8)");
  modem.answers["AT+FMM?"] = said("+FMM: \"Oddity 2000\"");
  modem.answers["AT+VSM=?"] =
      "\r\n1,\"UNSIGNED PCM\",8,0,(7200,8000),(0),(0)\r\n4,\"ULAW\",8,0,(8000)\r\n130,\"ADPCM\",4,0,(8000)\r\n\r\nOK\r\n";
  modem.answers["AT+VCID=?"] = said("0,1,2");
  const auto report = probes();
  EXPECT_EQ(report.device, DeviceClass::voice);
  EXPECT_FALSE(report.recognised);
  EXPECT_EQ(report.model, "Oddity 2000");
  ASSERT_EQ(report.modem->audio.formats.size(), 2U);
  EXPECT_EQ(report.modem->audio.formats[1].select, "AT+VSM=4,8000");
  EXPECT_EQ(report.modem->audio.formats[1].coding, Coding::mu_law);
  EXPECT_TRUE(report.modem->capabilities().caller_id);
  EXPECT_FALSE(report.modem->capabilities().ring_cadence);
  EXPECT_THAT(report.unknown, Contains(HasSubstr("flash")));
}

TEST_F(AProbe, WritesAQuirkFileThatIsAPersonality) {
  modem.answers["AT+FCLASS=?"] = said("0,8");
  modem.answers["AT+FMM?"] = said("Odd \"\\u0041\x1b]52;\xC3\xA9");
  modem.answers["ATI3"] = said("Oddity \"2\"");
  for (const auto* formats : {"\r\n1,\"UNSIGNED PCM\",8,0,8000\r\n\r\nOK\r\n", "\r\nOK\r\n"}) {
    modem.answers["AT+VSM=?"] = formats;
    const auto report = probes("1234:5678");
    const auto parsed = parse_personality(report.quirk_file, "my_modem.toml");
    ASSERT_TRUE(parsed) << parsed.error().what << "\n" << report.quirk_file;
    EXPECT_EQ(parsed->audio.formats.size(), report.modem->audio.formats.size());
    EXPECT_THAT(parsed->identity.lines, Contains("Oddity ?2?"));
    EXPECT_THAT(parsed->identity.usb, ElementsAre("1234:5678"));
    for (const char c : report.quirk_file) EXPECT_TRUE(c == '\n' || (c >= ' ' && c <= '~'));
  }
}

TEST_F(AProbe, TellsADataModemFromAVoiceModem) {
  modem.answers["AT+FCLASS=?"] = said("0,1,2,18");
  EXPECT_EQ(probes().device, DeviceClass::data);
  modem.answers["AT#CLS=?"] = said("0,1,2,8");
  EXPECT_EQ(probes().device, DeviceClass::voice);
}

TEST_F(AProbe, TellsAMobileModem) {
  modem.answers["AT+GCAP"] = said("+GCAP: +CGSM,+DS,+ES");
  const auto report = probes();
  EXPECT_EQ(report.device, DeviceClass::mobile);
  EXPECT_FALSE(report.modem);
  EXPECT_EQ(report.quirk_file, "");
}

// [fault D05, D14]
TEST_F(AProbe, AsksASilentDeviceThreeTimesAndNoMore) {
  modem.dumb = true;
  EXPECT_EQ(probes().device, DeviceClass::silent);
  EXPECT_EQ(modem.received, "AT\rATQ0V1\rATQ0V1\r");
}

// [fault D05]
TEST_F(AProbe, KnowsADeviceThatTalksAboutOtherThings) {
  modem.dumb = true;
  modem.says("$GPGGA,092750.000,5321.6802,N\r\n$GPGSA,A,3\r\n");
  EXPECT_EQ(probes().device, DeviceClass::foreign);
  EXPECT_EQ(modem.received, "AT\rATQ0V1\rATQ0V1\r");
}

TEST_F(AProbe, EndsOnceThoughTheDeviceGoesAway) {
  Probe probe(wire.computer(), time, trace, {{}, shipped("generic_v253"), ""});
  int ends = 0;
  probe.start([&](const ProbeReport&) { ++ends; });
  time.advance(1s);
  wire.unplug();
  time.advance(5min);
  EXPECT_EQ(ends, 1);
}

TEST_F(AProbe, CallsNobodyWhenItIsDestroyed) {
  int ends = 0;
  {
    Probe probe(wire.computer(), time, trace, {{}, shipped("generic_v253"), ""});
    probe.start([&](const ProbeReport&) { ++ends; });
    time.advance(300ms);
  }
  modem.received.clear();
  time.advance(5min);
  EXPECT_EQ(ends, 0);
  EXPECT_EQ(modem.received, "");
}

TEST_F(AProbe, GoesOnAfterAQuestionThatIsNotAnswered) {
  modem.answers["ATI4"] = "";
  modem.answers["AT+FCLASS=?"] = said("0,8");
  const auto report = probes();
  EXPECT_EQ(report.device, DeviceClass::voice);
  EXPECT_THAT(report.answers[3].result, "no answer");
}

TEST_F(AProbe, EndsWithinAMinuteThoughNothingIsAnswered) {
  modem.answers.clear();
  for (const auto* command :
       {"ATI",     "ATI0",   "ATI3",   "ATI4",   "ATI5",    "ATI6",        "ATI7",     "ATI9",     "AT+FMI?",  "AT+FMM?",
        "AT+FMR?", "AT+GMI", "AT+GMM", "AT+GMR", "AT+GCAP", "AT+FCLASS=?", "AT#CLS=?", "AT+VLS=?", "AT+VSM=?", "AT+VCID=?"})
    modem.answers[command] = "";
  probes(minute);
  EXPECT_LT(modem.commands.size(), 40U);
}

TEST_F(AProbe, EndsWithinAMinuteThoughTheDeviceNeverStopsTalking) {
  std::function<void()> babble = [&] {
    modem.writes("\r\nAnd another thing\r\n");
    babbling = time.after(10ms, babble);
  };
  babble();
  modem.dumb = true;
  EXPECT_EQ(probes(minute).device, DeviceClass::foreign);
}

TEST_F(AProbe, EndsWithinAMinuteThoughAllIsEchoed) {
  modem.dumb = true;
  modem.echoes = true;
  EXPECT_NE(probes(minute).device, DeviceClass::voice);
}

// [fault R11, D13]
TEST_F(AProbe, IsNotFloodedByEndlessAnswers) {
  std::string endless;
  for (int i = 0; i < 600; ++i) endless += "\r\n" + std::string(20, 'x');
  modem.answers["ATI3"] = endless + "\r\nOK\r\n";
  const auto report = probes();
  for (const auto& answer : report.answers) EXPECT_LE(answer.lines.size(), 40U);
}

TEST(AClassOfDevices, HasAName) {
  for (const auto device : {DeviceClass::silent, DeviceClass::foreign, DeviceClass::data, DeviceClass::voice, DeviceClass::mobile})
    EXPECT_FALSE(to_string(device).empty());
}

}  // namespace
}  // namespace campon::atmodem
