// The sound of the line through the modem: playing, recording, and the way back to commands.
#include <gmock/gmock.h>

#include <numeric>

#include "drivers/atmodem/voice/audio_states.hpp"
#include "script.hpp"

namespace campon::atmodem {
namespace {

using env::ErrorCode;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string k_dle = "\x10";
const std::string k_abort = k_dle + "!";
const std::string k_end = k_dle + "\x03";
const std::string k_stop = k_dle + "\x18" + k_dle + "\x03";

hal::DialString digits(std::string_view text) { return hal::DialString::parse(text).value(); }

struct Ear final : hal::AudioSink {
  void on_audio(env::Time at, std::span<const hal::Sample> heard) override {
    samples.insert(samples.end(), heard.begin(), heard.end());
    last = at;
  }
  std::vector<hal::Sample> samples;
  env::Time last{};
};

struct ARecording : APort {
  explicit ARecording(const std::string& personality = "generic_v253") : APort(personality) {
    modem.answers["AT+VRX"] = modem.answers["AT+VTX"] = "\r\nCONNECT\r\n";
    modem.stream_answers[k_abort] = k_end + "\r\nOK\r\n";
    modem.stream_answers[k_stop] = "\r\nOK\r\n";
    modem.stream_answers[k_end] = "\r\nOK\r\n";
  }
  void listens() {
    seized();
    port.listen(ear, listening.done());
    time.advance(500ms);
    ASSERT_TRUE(modem.streaming);
    modem.commands.clear();
  }
  Ear ear;
  End listening;
};

TEST_F(ARecording, BringsSamplesWithTheirTime) {
  listens();
  modem.says(std::string("\x80\x81\x00\xFF", 4));
  time.advance(1ms);
  EXPECT_THAT(ear.samples, ElementsAre(0, 256, -32768, 32512));
  EXPECT_EQ(ear.last, time.now() - 1ms);
  EXPECT_EQ(listening.times, 0);
}

TEST_F(ARecording, IsToldByItsCapabilities) {
  EXPECT_TRUE(port.media().listens && port.media().plays);
  EXPECT_FALSE(port.media().at_once);
  EXPECT_FALSE(shipped("zyxel_u1496").can_listen());
}

TEST_F(ARecording, EndsOnceWhenItIsStopped) {
  listens();
  port.stop_listening();
  port.stop_listening();
  time.advance(1s);
  EXPECT_TRUE(listening.well());
  EXPECT_FALSE(modem.streaming);
  time.advance(1min);
  EXPECT_EQ(listening.times, 1);
  EXPECT_THAT(modem.commands, IsEmpty());
}

// [fault P12]
TEST_F(ARecording, HasTheShieldsTakenOffAndHearsEventsInBetween) {
  listens();
  modem.says("\x80" + k_dle + k_dle + k_dle + "\x1A" + k_dle + "b\x80" + k_dle + "Z" + k_dle + "\xFF" + k_dle + "/" + k_dle + "5" + k_dle +
             "~\x80");
  time.advance(1ms);
  EXPECT_EQ(ear.samples.size(), 6U);
  EXPECT_EQ(ear.samples[1], (0x10 - 0x80) * 256);
  EXPECT_THAT(facts.told, ElementsAre("busy tone", "digit 5"));
}

// [fault P12]
TEST_F(ARecording, IsTheSameHoweverItsBytesAreSplit) {
  const std::string bytes = "\x80\x81" + k_dle + k_dle + "\r\nOK\r\n\x11\x13" + k_dle + "\x1A" + k_dle + "d\x80";
  std::vector<hal::Sample> whole;
  for (std::size_t at = 0; at <= bytes.size(); ++at) {
    facts.told.clear();
    ear.samples.clear();
    if (at == 0) listens();
    modem.says(bytes.substr(0, at));
    time.advance(1ms);
    modem.says(bytes.substr(at));
    time.advance(1ms);
    if (at == 0) whole = ear.samples;
    ASSERT_EQ(ear.samples, whole) << at;
    ASSERT_THAT(facts.told, ElementsAre("dial tone")) << at;
  }
  EXPECT_EQ(whole.size(), 14U);
}

TEST_F(ARecording, IsInterruptedByAnOrderAndGoesOn) {
  listens();
  End end;
  port.send_digits(digits("5"), end.done());
  time.advance(1500ms);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(listening.times, 0);
  EXPECT_TRUE(modem.streaming);
  EXPECT_THAT(modem.commands, ElementsAre("ATX3DT5;", "AT+VSM=1,8000,0,0", "AT+VRX"));
  modem.says("\x80");
  time.advance(1ms);
  EXPECT_EQ(ear.samples.size(), 1U);
}

TEST_F(ARecording, EndsWithTheCall) {
  listens();
  End release;
  port.release(release.done());
  time.advance(5s);
  EXPECT_TRUE(release.well());
  EXPECT_EQ(listening.error(), ErrorCode::cancelled);
  EXPECT_EQ(modem.commands.back(), "AT+VLS=0");
}

TEST_F(ARecording, EndsWithTheDevice) {
  listens();
  wire.unplug();
  time.advance(1s);
  EXPECT_EQ(listening.error(), ErrorCode::device_missing);
}

TEST_F(ARecording, ThatFallsSilentIsEnded) {
  listens();
  time.advance(2s);
  EXPECT_EQ(listening.error(), ErrorCode::no_answer_from_device);
  EXPECT_FALSE(modem.streaming);
}

TEST_F(ARecording, ThatDoesNotStopIsToldThreeTimesAndThenAsked) {
  listens();
  modem.stream_answers = {{"-", ""}};
  port.stop_listening();
  for (int i = 0; i < 3; ++i) {
    modem.says("\x80\x80");
    time.advance(1s);
  }
  EXPECT_EQ(modem.stream, k_abort + k_abort + k_abort + "AT\r");
  modem.says("\r\nOK\r\n");
  time.advance(2s);
  EXPECT_EQ(listening.times, 1);
  modem.streaming = false;
  End end;
  port.send_digits(digits("1"), end.done());
  time.advance(2s);
  EXPECT_TRUE(end.well());
}

TEST_F(ARecording, EndsWhenTheModemEndsItByItself) {
  listens();
  modem.says(k_end + "\r\nNO CARRIER\r\n");
  time.advance(1s);
  EXPECT_EQ(listening.error(), ErrorCode::device_refused);
  EXPECT_THAT(facts.told, ElementsAre("loop drop"));
}

TEST_F(ARecording, NeedsALineThatIsOffHook) {
  started();
  port.listen(ear, listening.done());
  EXPECT_EQ(listening.times, 0);
  time.advance(1ms);
  EXPECT_EQ(listening.error(), ErrorCode::bad_state);
}

TEST_F(ARecording, IsOneAtATime) {
  listens();
  End second;
  port.listen(ear, second.done());
  time.advance(1ms);
  EXPECT_EQ(second.error(), ErrorCode::bad_state);
}

TEST_F(ARecording, TakesTheFirstFormatThatTheModemTakes) {
  modem.answers["AT+VSM=1,8000,0,0"] = modem.answers["AT+VSM=1,8000"] = modem.answers["AT+VSM=0,8000,0,0"] = "\r\nERROR\r\n";
  listens();
  modem.says("\xFF");
  time.advance(1ms);
  EXPECT_THAT(ear.samples, ElementsAre(0));  // mu-law
}

TEST_F(ARecording, FailsWhereNoFormatIsTaken) {
  for (const auto* command : {"AT+VSM=1,8000,0,0", "AT+VSM=1,8000", "AT+VSM=0,8000,0,0", "AT+VSM=4,8000,0,0", "AT+VSM=4,8000"})
    modem.answers[command] = "\r\nERROR\r\n";
  seized();
  port.listen(ear, listening.done());
  time.advance(5s);
  EXPECT_EQ(listening.error(), ErrorCode::device_refused);
  EXPECT_EQ(modem.commands.size(), 5U);
}

TEST_F(ARecording, FailsWhenItIsNotConnected) {
  for (const auto* answer : {"", "\r\nERROR\r\n"}) {
    modem.answers["AT+VRX"] = answer;
    seized();
    End end;
    port.listen(ear, end.done());
    time.advance(20s);
    EXPECT_EQ(end.times, 1) << answer;
    EXPECT_FALSE(end.result) << answer;
    port.release([](const auto&) {});
    time.advance(20s);
  }
}

TEST_F(ARecording, MayBeStoppedInWhateverMoment) {
  for (int at = 0; at < 40; ++at) {
    seized();
    End end;
    port.listen(ear, end.done());
    time.advance(at * 10ms);
    port.stop_listening();
    time.advance(10s);
    ASSERT_EQ(end.times, 1) << at;
    End release;
    port.release(release.done());
    time.advance(10s);
    ASSERT_TRUE(release.well()) << at;
  }
}

TEST_F(ARecording, MeetsAnOrderInWhateverMoment) {
  for (int at = 0; at < 40; ++at) {
    seized();
    End end, flash;
    port.listen(ear, end.done());
    time.advance(at * 10ms);
    port.flash(100ms, flash.done());
    time.advance(1500ms);
    ASSERT_TRUE(flash.well()) << at;
    ASSERT_EQ(end.times, 0) << at;
    ASSERT_TRUE(modem.streaming) << at;
    port.release([](const auto&) {});
    time.advance(10s);
    ASSERT_EQ(end.times, 1) << at;
  }
}

struct APlaying : ARecording {
  End playing;
};

TEST_F(APlaying, WritesShieldedSamplesAndItsEnd) {
  seized();
  port.play({0, (0x10 - 0x80) * 256, 256}, playing.done());
  time.advance(5s);
  EXPECT_TRUE(playing.well());
  EXPECT_EQ(modem.stream, "\x80" + k_dle + k_dle + "\x81" + k_end);
}

TEST_F(APlaying, IsNotFarAheadOfWhatIsHeard) {
  seized();
  port.play(std::vector<hal::Sample>(80'000, 256), playing.done());
  time.advance(1s);
  EXPECT_GT(modem.stream.size(), 6'000U);
  EXPECT_LT(modem.stream.size(), 12'000U);
  time.advance(15s);
  EXPECT_TRUE(playing.well());
  EXPECT_EQ(modem.stream.size(), 80'002U);
}

TEST_F(APlaying, IsStoppedAtOnce) {
  seized();
  port.play(std::vector<hal::Sample>(80'000, 256), playing.done());
  time.advance(1s);
  port.stop_playing();
  time.advance(1s);
  EXPECT_TRUE(playing.well());
  EXPECT_TRUE(modem.stream.ends_with(k_stop));
  EXPECT_LT(modem.stream.size(), 12'000U);
}

TEST_F(APlaying, IsCutShortByAnOrder) {
  seized();
  port.play(std::vector<hal::Sample>(80'000, 256), playing.done());
  time.advance(1s);
  End end;
  port.send_digits(digits("1"), end.done());
  time.advance(2s);
  EXPECT_TRUE(end.well());
  EXPECT_EQ(playing.error(), ErrorCode::cancelled);
}

TEST_F(APlaying, InterruptsListening) {
  listens();
  port.play({1, 2, 3}, playing.done());
  time.advance(1500ms);
  EXPECT_TRUE(playing.well());
  EXPECT_TRUE(modem.streaming);
  EXPECT_EQ(listening.times, 0);
  EXPECT_EQ(modem.commands.back(), "AT+VRX");
}

TEST_F(APlaying, EndsThoughTheModemNeverConfirmsIt) {
  modem.stream_answers = {{"-", ""}};
  seized();
  port.play({1, 2, 3}, playing.done());
  time.advance(1min);
  EXPECT_EQ(playing.error(), ErrorCode::no_answer_from_device);
}

// [fault D09]
TEST_F(APlaying, EndsWhenNothingCanBeWrittenAnyMore) {
  loopback::Pair stuck(time);
  StuckChannel channel(stuck.computer());
  ScriptedModem far(time, stuck.modem());
  far.answers["AT+VTX"] = "\r\nCONNECT\r\n";
  far.stream_answers["-"] = "";
  VoicePort own(channel, time, trace, shipped("generic_v253"));
  own.start([](const auto&) {});
  time.advance(5s);
  own.seize([](const auto&) {});
  time.advance(1s);
  own.play(std::vector<hal::Sample>(800'000, 0), playing.done());
  time.advance(1s);
  channel.stuck = true;
  time.advance(1min);
  EXPECT_EQ(playing.error(), ErrorCode::no_answer_from_device);
}

TEST_F(APlaying, IsOneAtATime) {
  seized();
  End second;
  port.play({1}, playing.done());
  port.play({1}, second.done());
  time.advance(5s);
  EXPECT_TRUE(playing.well());
  EXPECT_EQ(second.error(), ErrorCode::bad_state);
}

struct AModemWithoutAFormat : APort {
  AModemWithoutAFormat() : APort("zyxel_u1496") {}
};

TEST_F(AModemWithoutAFormat, RefusesToPlayAndToRecord) {
  modem.answers["AT+VLS=2"] = "\r\nVCON\r\n";
  seized();
  Ear ear;
  End listening, playing;
  port.listen(ear, listening.done());
  port.play({1}, playing.done());
  time.advance(1s);
  EXPECT_EQ(listening.error(), ErrorCode::not_supported);
  EXPECT_EQ(playing.error(), ErrorCode::not_supported);
}

struct AModemThatHearsItself : ARecording {
  AModemThatHearsItself() : ARecording("usr_sportster") {
    modem.answers["ATE0#VTX"] = "\r\nCONNECT\r\n";
    modem.answers["AT#VSM=129,8000"] = "\r\nOK\r\n";
  }
};

TEST_F(AModemThatHearsItself, IsNotBelievedWhileItPlays) {
  seized();
  End playing;
  port.play(std::vector<hal::Sample>(8'000, 0), playing.done());
  time.advance(500ms);
  modem.says(k_dle + "d");
  time.advance(5s);
  EXPECT_TRUE(playing.well());
  EXPECT_THAT(facts.told, IsEmpty());
  modem.says(k_dle + "d");
  time.advance(1ms);
  EXPECT_THAT(facts.told, ElementsAre("dial tone"));
}

TEST(TheAudioTable, CanBePrinted) {
  EXPECT_EQ(audio_states().name, "audio");
  EXPECT_THAT(audio_states().as_text(), HasSubstr("flowing"));
}

}  // namespace
}  // namespace campon::atmodem
