// What the voice port tells of the line: rings, caller id, tones, and results that end no command.
#include <gmock/gmock.h>

#include "script.hpp"

namespace campon::atmodem {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

hal::DialString digits(std::string_view text) { return hal::DialString::parse(text).value(); }

struct AVoicePortThatListens : APort {};

TEST_F(AVoicePortThatListens, HearsADialToneThatComesBeforeTheOk) {
  started();
  modem.answers["AT+VLS=1"] =
      "\x10"
      "d\r\nOK\r\n";
  End end;
  port.seize(end.done());
  time.advance(1s);
  EXPECT_TRUE(end.well());
  EXPECT_THAT(facts.told, ElementsAre("dial tone"));
}

TEST_F(AVoicePortThatListens, StaysOffHookOnBusy) {
  seized();
  port.send_digits(digits("5550123"), [](const auto&) {});
  time.advance(1s);
  modem.says(
      "\x10"
      "b");
  time.advance(1min);
  EXPECT_THAT(facts.told, ElementsAre("busy tone"));
  EXPECT_EQ(facts.evidences[0], hal::Evidence::protocol);
  EXPECT_EQ(modem.received, "ATX3DT5550123;\r");
}

TEST_F(AVoicePortThatListens, TellsEveryEventOfAnOffHookLine) {
  seized();
  for (const char code : std::string("dibKrJvaLl?qZ")) modem.says(std::string("\x10") + code);
  modem.says("\x10/\x10#\x10#\x10~");
  time.advance(1s);
  EXPECT_THAT(facts.told, ElementsAre("dial tone", "stutter dial tone", "busy tone", "reorder tone", "ringback", "special information tone",
                                      "voice", "answered", "polarity reversal", "loop drop", "digit #"));
}

// [fault P01]
TEST_F(AVoicePortThatListens, HearsTheSameHoweverItsBytesAreSplit) {
  const std::string bytes = "\r\nRINGING\r\n\x10r\x10\x62\x10/\x10\x35\x10\x35\x10~\r\nBUSY\r\n";
  for (std::size_t at = 0; at <= bytes.size(); ++at) {
    facts.told.clear();
    if (at == 0) seized();
    modem.says(bytes.substr(0, at));
    time.advance(10ms);
    modem.says(bytes.substr(at));
    time.advance(10ms);
    ASSERT_THAT(facts.told, ElementsAre("ringback", "ringback", "busy tone", "digit 5", "busy tone")) << at;
  }
}

TEST_F(AVoicePortThatListens, HearsNoTonesOnHook) {
  started();
  modem.says(
      "\x10"
      "b\x10"
      "d\r\nBUSY\r\n\r\nNO CARRIER\r\n");
  time.advance(1s);
  EXPECT_THAT(facts.told, IsEmpty());
}

TEST_F(AVoicePortThatListens, TellsResultsThatEndNoCommand) {
  seized();
  for (const auto* text : {"BUSY", "RINGING", "VOICE", "VCON", "NO CARRIER", "5550123", "NAME"})
    modem.says("\r\n" + std::string(text) + "\r\n");
  time.advance(1s);
  EXPECT_THAT(facts.told, ElementsAre("busy tone", "ringback", "voice", "answered", "loop drop"));
  EXPECT_EQ(facts.evidences[3], hal::Evidence::inferred);
}

TEST_F(AVoicePortThatListens, TakesBusyAsTheEndOfItsDialling) {
  seized();
  modem.answers["ATX3DT5550123;"] = "\r\nBUSY\r\n";
  End end;
  port.send_digits(digits("5550123"), end.done());
  time.advance(1s);
  EXPECT_TRUE(end.well());
  EXPECT_THAT(facts.told, ElementsAre("busy tone"));
}

TEST_F(AVoicePortThatListens, TellsRingsWithTheirLengths) {
  started();
  modem.says("\r\nDROF=0\r\n\r\nDRON=4\r\n");
  time.advance(600ms);
  modem.says("\r\nDROF=2\r\n\r\nDRON=4\r\n");
  time.advance(1s);
  EXPECT_THAT(facts.told, ElementsAre("ring burst, 0.4 s long", "ring burst after 0.2 s, 0.4 s long"));
}

TEST_F(AVoicePortThatListens, TellsARingOnceThoughItIsReportedThreeWays) {
  started();
  modem.says("\x10R\r\nRING\r\n");
  time.advance(2s);
  modem.says("\r\nDRON=20\r\n");
  time.advance(10s);
  EXPECT_THAT(facts.told, ElementsAre("ring burst, 2.0 s long"));
}

TEST_F(AVoicePortThatListens, TellsBareRingsWhereCadenceIsNotMeasured) {
  modem.answers["AT+VDR=1,0"] = "\r\nERROR\r\n";
  started();
  modem.says("\r\nRING\r\n");
  time.advance(6s);
  modem.says("\x10R");
  time.advance(1s);
  EXPECT_THAT(facts.told, ElementsAre("ring burst", "ring burst"));
}

TEST_F(AVoicePortThatListens, TellsCallerIdAfterSomeQuiet) {
  started();
  modem.says("\r\nDATE = 1128\r\n\r\nTIME = 2130\r\n\r\nNMBR = 5551000\r\n\r\nNAME = TEST\r\n\r\nMESG = 110102\r\n");
  time.advance(499ms);
  EXPECT_THAT(facts.told, IsEmpty());
  time.advance(1ms);
  EXPECT_THAT(facts.told, ElementsAre("caller id 5551000 \"TEST\", call type ring back"));
}

TEST_F(AVoicePortThatListens, TellsCallerIdBeforeTheNextRing) {
  started();
  modem.says("\r\nNMBR = 5551000\r\n\r\nDRON=20\r\n");
  time.advance(1ms);
  EXPECT_THAT(facts.told, ElementsAre("caller id 5551000", "ring burst, 2.0 s long"));
}

TEST_F(AVoicePortThatListens, TellsCallerIdFromComplexReports) {
  started();
  modem.says("\x10XNMBR=5551000\x10.\x10XNAME=TEST\x10.");
  time.advance(1s);
  EXPECT_THAT(facts.told, ElementsAre("caller id 5551000 \"TEST\""));
}

TEST_F(AVoicePortThatListens, DropsTonesOfItsOwnDigitsWhereThePersonalitySaysSo) {
  loopback::Pair other(time);
  ScriptedModem far(time, other.modem());
  Personality deaf = shipped("generic_v253");
  deaf.false_tones_while_sending = true;
  VoicePort sender(other.computer(), time, trace, deaf);
  Facts heard;
  sender.attach(&heard);
  sender.start([](const auto&) {});
  time.advance(5s);
  sender.seize([](const auto&) {});
  time.advance(1s);
  far.answers["ATX3DT1;"] =
      "\x10"
      "d\r\nOK\r\n";
  sender.send_digits(digits("1"), [](const auto&) {});
  time.advance(1s);
  EXPECT_THAT(heard.told, IsEmpty());
  far.says("\x10\x62");
  time.advance(1s);
  EXPECT_THAT(heard.told, ElementsAre("busy tone"));
}

// [fault R01]
TEST_F(AVoicePortThatListens, NotesWhatItSendsAndHearsWithoutControlBytes) {
  seized();
  modem.says("\r\n\x1b[2J\x07\r\n");
  time.advance(1s);
  EXPECT_THAT(trace.notes, HasSubstr("sent AT+VLS=1\\x0D\n"));
  EXPECT_THAT(trace.notes, HasSubstr("heard \\x1B[2J\\x07\n"));
  for (const char c : trace.notes) EXPECT_TRUE(c == '\n' || (c >= ' ' && c <= '~'));
}

}  // namespace
}  // namespace campon::atmodem
