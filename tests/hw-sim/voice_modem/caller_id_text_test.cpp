// Caller id as each make tells it. [V.253 9.3, voice-modems 4]
#include <gmock/gmock.h>

#include "lone_modem.hpp"

namespace campon::sim {
namespace {

using testing::Eq;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string told(std::string_view personality, std::string_view setting, const CallerId& id) {
  LoneModem bench(personality);
  EXPECT_THAT(bench.command("ATE0" + std::string(setting)), HasSubstr("OK"));
  return bench.caller(id);
}

const CallerId k_recall{"5550123", "", CallType::ring_back_when_free};

TEST(TheCaller, IsToldInLines) {
  EXPECT_THAT(told("generic_v253", "+VCID=1", {"5550123", "JOHN", CallType::none}),
              Eq("\r\nDATE = 0101\r\n\r\nTIME = 0000\r\n\r\nNMBR = 5550123\r\n\r\nNAME = JOHN\r\n"));
}
TEST(TheCaller, IsToldWithTheTypeOfTheCall) { EXPECT_THAT(told("generic_v253", "+VCID=1", k_recall), HasSubstr("\r\nMESG = 110102\r\n")); }
TEST(TheCaller, IsToldRawWithTheTypeOfTheCall) {
  EXPECT_THAT(told("generic_v253", "+VCID=2", k_recall), StartsWith("\r\n801611010201083031303130303030"));
}
TEST(TheCaller, IsToldWithoutSpaces) { EXPECT_THAT(told("agere_lucent", "+VCID=1", k_recall), HasSubstr("\r\nNMBR=5550123\r\n")); }
TEST(TheCaller, IsToldInTwoMessagesByAnOlderDialect) {
  EXPECT_THAT(told("rockwell_rc336", "#CID=1", k_recall), HasSubstr("MESG = 110102\r\n\r\nMESG = 030735353530313233\r\n"));
}
TEST(TheCaller, IsToldInWordsByAnother) { EXPECT_THAT(told("zyxel_u1496", "+VCID=1", k_recall), Eq("\r\nCALLER NUMBER: 5550123\r\n")); }
TEST(TheCaller, IsToldInPacketsInVoiceMode) {
  const std::string packets = told("si2493", "+VCID=1;+FCLASS=8", k_recall);
  EXPECT_THAT(packets, HasSubstr("\x10XNMBR = 5550123\x10."));
  EXPECT_THAT(packets, Not(HasSubstr("NMBR = 5550123\r\n")));
}
TEST(TheCaller, IsAnnouncedByAMarkOfSome) { EXPECT_THAT(told("si2493", "+VCID=1", k_recall), StartsWith("\r\nCIDM\r\n")); }
TEST(TheCaller, IsNotToldUnlessAsked) { EXPECT_THAT(told("generic_v253", "+VCID=0", k_recall), Eq("")); }
TEST(TheCaller, IsToldAgainWhenAsked) {
  LoneModem bench;
  bench.command("ATE0+VCID=1");
  EXPECT_THAT(bench.command("AT+VRID=0", "ERROR"), HasSubstr("ERROR"));
  const std::string first = bench.caller(k_recall);
  EXPECT_THAT(bench.command("AT+VRID=0"), StartsWith(first));
  EXPECT_THAT(bench.command("AT+VRID=1"), HasSubstr("8016"));
  EXPECT_THAT(bench.command("AT+VCID?"), HasSubstr("\r\n1\r\n"));
}
TEST(TheCaller, IsToldRawWithoutItsSumByAMakeThatStripsIt) {
  Personality personality = load_personality("generic_v253").value();
  personality.caller_id.raw_without_sum = true;
  personality.caller_id.raw_single = true;
  LoneModem bench;
  bench.modem.reset();
  bench.modem.emplace(std::move(personality), "1", bench.line, bench.wire, bench.time, bench.rng, bench.trace);
  ASSERT_TRUE(bench.modem->power_up());
  bench.command("ATE0+VCID=2");
  EXPECT_THAT(bench.caller({"5551000", "", CallType::none}), Eq("\r\n040F303130313030303035353531303030\r\n"));
}

}  // namespace
}  // namespace campon::sim
