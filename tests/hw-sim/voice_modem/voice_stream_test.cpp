// Play and record. [V.253 +VRX, +VTX, +VTR, table 16]
#include <gmock/gmock.h>

#include "lone_modem.hpp"

namespace campon::sim {
namespace {

using testing::Each;
using testing::EndsWith;
using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view k_end_of_play("\x10\x03", 2);
constexpr std::string_view k_end_of_record("\x10\x03\r\nOK\r\n", 8);

struct ARecording : testing::Test {
  LoneModem bench;
  void SetUp() override { bench.seizes(); }
  // What is sent until `length` has passed, after CONNECT.
  std::string records(env::Duration length) {
    bench.command("AT+VRX", "CONNECT\r\n");
    return bench.listen(length);
  }
  std::vector<std::int16_t> samples(std::string_view stream, Coding coding) {
    std::vector<std::int16_t> out;
    VoiceDecoder(coding).decode(unshielded(stream), out);
    return out;
  }
};

TEST_F(ARecording, SaysConnectAndSendsWhatIsHeard) {
  bench.command("AT+VSM=129,8000");
  bench.hears(k_dial_tone);
  const auto heard = samples(records(1s), Coding::linear16);
  EXPECT_EQ(heard.size(), 8000u);
  EXPECT_NEAR(strength(heard, 350), amplitude_of(-13), 100);
}
TEST_F(ARecording, IsInTheCodingThatWasSet) {
  bench.hears(k_dial_tone);
  for (const auto& [number, coding] : {std::pair{"1", Coding::unsigned8}, {"4", Coding::mu_law}, {"132", Coding::ima_adpcm}}) {
    bench.command("AT+VSM=" + std::string(number) + ",8000");
    const std::string stream = records(1s);
    EXPECT_EQ(unshielded(stream).size(), static_cast<std::size_t>(1000 * bits_of(coding))) << number;
    EXPECT_GT(strength(samples(stream, coding), 440), 0.8 * amplitude_of(-13)) << number;
    bench.presses("\x10!", 1s);
  }
}
TEST_F(ARecording, HasTheRateThatWasSet) {
  LoneModem other("usr_5637");
  other.seizes();
  EXPECT_THAT(other.command("AT+VSM=128,7200"), HasSubstr("OK"));
  other.command("AT+VRX", "CONNECT\r\n");
  EXPECT_EQ(unshielded(other.listen(1s)).size(), 7200u);
  other.presses("\x10!", 1s);
  EXPECT_THAT(other.command("AT+VSM=128,11025"), HasSubstr("OK"));
  other.command("AT+VRX", "CONNECT\r\n");
  EXPECT_EQ(unshielded(other.listen(1s)).size(), 11025u);
}
TEST_F(ARecording, RefusesACodingAndARateItHasNot) {
  EXPECT_THAT(bench.command("AT+VSM=77,8000", "ERROR"), HasSubstr("ERROR"));
  EXPECT_THAT(bench.command("AT+VSM=1,11025", "ERROR"), HasSubstr("ERROR"));
  EXPECT_THAT(bench.command("AT+VSM=1,8000,0,0"), HasSubstr("OK"));
}
TEST_F(ARecording, NamesItsCodings) { EXPECT_THAT(bench.command("AT+VSM=?"), HasSubstr("\r\n1,\"UNSIGNED PCM\",8,0,(8000),(0),(0)\r\n")); }
TEST_F(ARecording, EndsWithEtxAndOkWhenAsked) {
  for (const char* code : {"\x10!", "\x10\x1B", "\x10\x03"}) {
    records(100ms);
    EXPECT_THAT(bench.presses(code, 1s), Eq(k_end_of_record));
  }
}
TEST_F(ARecording, GoesOnWhenAPlainByteComes) {
  records(100ms);
  EXPECT_THAT(bench.presses("!", 200ms), Not(HasSubstr("OK")));
}
TEST_F(ARecording, TellsWhatIsHeardInTheStream) {
  bench.hears(k_busy_tone);
  std::string codes;
  unshielded(records(3s), &codes);
  EXPECT_EQ(codes, "b");
}
TEST_F(ARecording, TellsTheDigitsOfTheFarEnd) {
  records(20ms);
  const std::size_t from = bench.wire.said.size();
  bench.modem->on_digit('5', true);
  bench.time.advance(100ms);
  bench.modem->on_digit('5', false);
  std::string codes;
  unshielded(std::string_view(bench.wire.said).substr(from), &codes);
  EXPECT_EQ(codes, "/55~");
}
TEST_F(ARecording, KeepsTheDigitsToItselfWhenAsked) {
  records(20ms);
  bench.presses("\x10/", 20ms);
  std::string codes;
  const std::size_t from = bench.wire.said.size();
  bench.modem->on_digit('5', true);
  bench.modem->on_digit('5', false);
  unshielded(std::string_view(bench.wire.said).substr(from), &codes);
  EXPECT_THAT(codes, IsEmpty());
}
TEST_F(ARecording, HearsTheCallerIdOnTheLine) {
  bench.command("AT+VLS=0");
  bench.command("AT+FCLASS=8;+VSM=129");
  bench.command("AT+VRX", "CONNECT\r\n");
  const std::size_t from = bench.wire.said.size();
  bench.modem->on_caller_id({"5550123", "X", CallType::none});
  bench.time.advance(400ms);
  const auto heard = samples(std::string_view(bench.wire.said).substr(from), Coding::linear16);
  EXPECT_GT(strength(std::span(heard).subspan(2200, 800), 1200), 0.5 * amplitude_of(-13.5));
}
TEST_F(ARecording, HearsTheFarEndAndItsDigits) {
  bench.command("AT+VSM=129;+VRX", "CONNECT\r\n");
  const std::size_t from = bench.wire.said.size();
  bench.modem->on_sound(std::vector<std::int16_t>(160, 9000));
  bench.time.advance(20ms);
  bench.modem->on_digit('1', true);
  bench.modem->on_digit('1', false);
  bench.time.advance(60ms);
  const auto heard = samples(std::string_view(bench.wire.said).substr(from), Coding::linear16);
  EXPECT_NEAR(heard[80], 9000, 100);
  EXPECT_GT(strength(std::span(heard).subspan(200, 400), 697), 5000);
}
TEST_F(ARecording, NeedsVoiceMode) {
  bench.command("ATH");
  for (const char* line : {"AT+VRX", "AT+VTX", "AT+VTR"}) EXPECT_THAT(bench.command(line, "ERROR"), HasSubstr("ERROR")) << line;
}
TEST_F(ARecording, EndsWithTheLineWhenDtrFalls) {
  records(100ms);
  bench.modem->set_dtr(false);
  bench.time.advance(1s);
  EXPECT_THAT(bench.listen(1s), IsEmpty());
  EXPECT_FALSE(bench.line.off_hook);
}

struct APlay : ARecording {
  // So many samples at one height, as signed 16 bits.
  static std::string tone(std::size_t count, std::int16_t height) {
    std::string out;
    VoiceEncoder(Coding::linear16).encode(std::vector<std::int16_t>(count, height), out);
    return shielded(out);
  }
  void SetUp() override {
    ARecording::SetUp();
    bench.command("AT+VSM=129");
    bench.command("AT+VTX", "CONNECT\r\n");
  }
};

TEST_F(APlay, GoesToTheLineAsItWasSent) {
  bench.presses(tone(800, 4112), 50ms);  // 0x1010: every byte shielded
  EXPECT_THAT(bench.presses(k_end_of_play, 1s), EndsWith("\r\nOK\r\n"));
  EXPECT_EQ(bench.line.played.size(), 800u);
  EXPECT_THAT(bench.line.played, Each(4112));
  EXPECT_EQ(bench.modem->played().size(), 800u);
}
TEST_F(APlay, EndsWhenAllHasBeenHeardAndNotBefore) {
  bench.wire.type(tone(8000, 1) + std::string(k_end_of_play));
  EXPECT_THAT(bench.listen(980ms), IsEmpty());
  EXPECT_THAT(bench.listen(60ms), Eq("\r\nOK\r\n"));
}
TEST_F(APlay, IsDroppedByCan) {
  bench.wire.type(tone(8000, 1));
  EXPECT_THAT(bench.presses(std::string("\x10\x18") + std::string(k_end_of_play), 60ms), Eq("\r\nOK\r\n"));
  EXPECT_LT(bench.line.played.size(), 800u);
}
TEST_F(APlay, SaysThatItHasRunDry) { EXPECT_THAT(bench.presses(tone(160, 1), 1s), Eq("\x10u")); }
TEST_F(APlay, PausesAndGoesOn) {
  bench.presses("\x10p" + tone(160, 1), 1s);
  EXPECT_THAT(bench.line.played, IsEmpty());
  bench.presses("\x10r", 100ms);
  EXPECT_EQ(bench.line.played.size(), 160u);
}
TEST_F(APlay, IsMadeLouderAndSofter) {
  bench.presses("\x10u\x10u" + tone(160, 1000), 100ms);
  EXPECT_NEAR(bench.line.played.front(), 1995, 5);
  bench.presses(
      "\x10"
      "d\x10"
      "d\x10"
      "d" +
          tone(160, 1000),
      100ms);
  EXPECT_NEAR(bench.line.played.back(), 708, 5);
}
TEST_F(APlay, LosesWhatIsFarTooMuchAndSaysSo) {
  for (int i = 0; i < 10; ++i) bench.wire.type(tone(16000, 1));
  EXPECT_THAT(bench.wire.said, HasSubstr("\x10Y"));
  EXPECT_THAT(bench.presses(std::string("\x10\x18") + std::string(k_end_of_play), 1s), EndsWith("OK\r\n"));
}
TEST_F(APlay, KeepsTheLastTenSecondsForInspection) {
  for (int i = 0; i < 20; ++i) bench.presses(tone(8000, static_cast<std::int16_t>(i)), 1s);
  bench.presses(k_end_of_play, 3s);
  EXPECT_EQ(bench.modem->played().size(), 80000u);
  EXPECT_EQ(bench.modem->played().back(), 19);
}
TEST_F(APlay, TakesTheByteOfTwo) {
  bench.presses(std::string("\x10\x1A\x10\x1A\x10\x03", 6), 1s);
  EXPECT_THAT(bench.line.played, testing::ElementsAre(0x1010, 0x1010));
}
TEST_F(APlay, SurvivesEveryCode) {
  for (int code = 0; code < 256; ++code) bench.presses(std::string{'\x10', static_cast<char>(code)} + tone(10, 1), 40ms);
  bench.presses(k_end_of_play, 1s);
  EXPECT_THAT(bench.command("ATZ"), HasSubstr("OK"));
}

TEST(ADuplexStream, PlaysAndRecordsAndEndsByItsCode) {
  LoneModem bench;
  bench.seizes();
  bench.hears(k_dial_tone);
  bench.command("AT+VSM=129;+VTR", "CONNECT\r\n");
  const std::string heard = unshielded(bench.presses(APlay::tone(800, 500), 200ms));
  EXPECT_EQ(heard.size(), 3200u);
  EXPECT_EQ(bench.line.played.size(), 800u);
  EXPECT_THAT(bench.presses("\x10^", 1s), StartsWith(k_end_of_record));
}
TEST(ADuplexStream, IsRefusedByAModemThatHasItNot) {
  LoneModem bench("cx93010");
  bench.seizes();
  EXPECT_THAT(bench.command("AT+VTR", "ERROR"), HasSubstr("ERROR"));
}

TEST(ARecordingOfAnOlderDialect, EndsWithAnyByteAndVcon) {
  LoneModem bench("rockwell_rc336");
  bench.command("ATE0#CLS=8#VLS=0");
  EXPECT_THAT(bench.command("AT#VRX", "CONNECT\r\n"), HasSubstr("CONNECT"));
  bench.time.advance(100ms);
  EXPECT_THAT(bench.presses("!", 1s), EndsWith("\x10\x03\r\nVCON\r\n"));
}
TEST(APlayOfAnOlderDialect, NeedsTheEchoOffInItsLine) {
  LoneModem bench("usr_sportster");
  bench.command("AT#CLS=8#VLS=0");
  EXPECT_THAT(bench.command("AT#VTX", "ERROR"), HasSubstr("ERROR"));
  EXPECT_THAT(bench.command("ATE0#VTX", "CONNECT"), HasSubstr("CONNECT"));
  EXPECT_THAT(bench.presses("\x10\x03", 1s), EndsWith("VCON\r\n"));
}
TEST(AStreamOfAModemThatErrs, HasFalseDialTones) {
  LoneModem bench("usr_sportster");
  bench.command("ATE0#CLS=8#VLS=0");
  bench.command("AT#VRX", "CONNECT");
  std::string codes;
  unshielded(bench.listen(30s), &codes);
  EXPECT_THAT(codes, Not(IsEmpty()));
  EXPECT_EQ(codes.find_first_not_of("di"), std::string::npos);
}

}  // namespace
}  // namespace campon::sim
