// The voice port when the device goes, resets, or talks nonsense.
#include <gmock/gmock.h>

#include "drivers/atmodem/engine/chat.hpp"
#include "script.hpp"

namespace campon::atmodem {
namespace {

using env::ErrorCode;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

hal::DialString digits(std::string_view text) { return hal::DialString::parse(text).value(); }

struct ALostDevice : APort {
  // Gives an order that the modem leaves unanswered, and unplugs it.
  template <class Order>
  void loses(Order order) {
    modem.dumb = true;
    End end;
    order(end);
    time.advance(300ms);
    EXPECT_EQ(end.times, 0);
    wire.unplug();
    trace.notes.clear();
    time.advance(1s);
    EXPECT_EQ(end.error(), ErrorCode::device_missing);
    ASSERT_EQ(facts.told.size(), 1U);
    EXPECT_THAT(facts.told[0], HasSubstr("device gone"));
    time.advance(10min);
    EXPECT_EQ(end.times, 1);
    EXPECT_EQ(facts.told.size(), 1U);
    EXPECT_THAT(trace.notes, testing::Not(HasSubstr("sent ")));
  }
};

TEST_F(ALostDevice, IsToldWhileItStarts) {
  loses([this](End& end) { port.start(end.done()); });
}
TEST_F(ALostDevice, IsToldWhileItSeizes) {
  started();
  loses([this](End& end) { port.seize(end.done()); });
}
TEST_F(ALostDevice, IsToldWhileItAnswers) {
  started();
  loses([this](End& end) { port.answer(end.done()); });
}
// [fault D02]
TEST_F(ALostDevice, IsToldWhileItDials) {
  seized();
  loses([this](End& end) { port.send_digits(digits("5550123"), end.done()); });
}
// [fault D03]
TEST_F(ALostDevice, IsToldWhileItFlashes) {
  seized();
  loses([this](End& end) { port.flash(100ms, end.done()); });
}
TEST_F(ALostDevice, IsToldWhileItReleases) {
  seized();
  loses([this](End& end) { port.release(end.done()); });
}
TEST_F(ALostDevice, IsToldWhileItResynchronises) {
  started();
  modem.answers["AT+VLS=1"] = "";
  port.seize([](const auto&) {});
  time.advance(6s);
  loses([this](End& end) { port.release(end.done()); });
}
TEST_F(ALostDevice, IsToldWhileDtrIsLow) {
  seized();
  modem.answers["AT+VLS=0"] = modem.answers["ATH"] = "\r\nERROR\r\n";
  loses([this](End& end) {
    modem.dumb = false;
    port.release(end.done());
  });
}

// [fault D01]
TEST_F(ALostDevice, IsToldWhileIdle) {
  started();
  wire.unplug();
  time.advance(1s);
  EXPECT_THAT(facts.told, ElementsAre(HasSubstr("device gone")));
}

// [fault D02]
TEST_F(ALostDevice, FailsEveryFurtherOrderInALaterTurn) {
  started();
  wire.unplug();
  time.advance(1s);
  End ends[6];
  port.start(ends[0].done());
  port.seize(ends[1].done());
  port.answer(ends[2].done());
  port.flash(100ms, ends[3].done());
  port.send_digits(digits("1"), ends[4].done());
  port.release(ends[5].done());
  for (const End& end : ends) EXPECT_EQ(end.times, 0);
  time.advance(1min);
  for (const End& end : ends) EXPECT_EQ(end.error(), ErrorCode::device_missing);
}

TEST_F(ALostDevice, MayBeAPortDestroyedInTheMiddle) {
  started();
  auto other = std::make_unique<loopback::Pair>(time);
  auto own = std::make_unique<VoicePort>(other->computer(), time, trace, shipped("generic_v253"));
  End end;
  own->start(end.done());
  time.advance(1ms);
  own.reset();
  other.reset();
  time.advance(1min);
  EXPECT_EQ(end.times, 0);
}

struct AResetModem : APort {};

TEST_F(AResetModem, IsInitialisedAnewWhenItsEchoReturns) {
  started();
  modem.echoes = true;
  modem.answers["AT+VLS=0"] = "\r\nOK\r\n";
  End end;
  port.release(end.done());
  time.advance(300ms);
  modem.echoes = false;
  time.advance(10s);
  EXPECT_TRUE(end.well());
  EXPECT_THAT(modem.commands, Contains("ATE0V1Q0"));
  EXPECT_THAT(facts.told, testing::IsEmpty());
}

// [fault D11]
TEST_F(AResetModem, IsOnHookWhateverTheLineWasDoing) {
  seized();
  modem.at_first["ATX3DT1;"] = {"ATX3DT1;\r\r\nERROR\r\n"};
  End end;
  port.send_digits(digits("1"), end.done());
  time.advance(10s);
  EXPECT_EQ(end.times, 1);
  EXPECT_FALSE(end.result.has_value());
  EXPECT_THAT(facts.told, ElementsAre(HasSubstr("was reset"), "device back"));
  EXPECT_THAT(modem.commands, Contains("ATE0V1Q0"));
}

TEST_F(AResetModem, IsReadyForTheNextStart) {
  seized();
  modem.at_first["ATX3DT1;"] = {"ATX3DT1;\r\r\nERROR\r\n"};
  port.send_digits(digits("1"), [](const auto&) {});
  time.advance(10s);
  End end;
  port.start(end.done());
  time.advance(10s);
  EXPECT_TRUE(end.well());
}

struct ANoisyModem : APort {};

// [fault D12]
TEST_F(ANoisyModem, DoesNotDisturbTheNextOrder) {
  started();
  for (int i = 0; i < 100; ++i) modem.says(std::string(100, static_cast<char>(i * 5)) + "\x10");
  time.advance(1s);
  modem.says("\r\n");
  time.advance(5s);
  End end;
  port.seize(end.done());
  time.advance(5s);
  EXPECT_TRUE(end.well());
}

// [fault R01, P07]
TEST_F(ANoisyModem, MakesThePortSendNothingButCommandLines) {
  seized();
  for (const auto* nonsense :
       {"\r\nOK\r\n", "\r\nERROR\r\n", "\r\nATDT911;\r\n", "\r\nNAME = \x1b]52;c;x\x07\r\n", "\r\n+++\r\n", "\x10X\r\n"}) {
    modem.says(nonsense);
    time.advance(1s);
  }
  port.send_digits(digits("1"), [](const auto&) {});
  time.advance(5s);
  port.release([](const auto&) {});
  time.advance(5s);
  for (const auto& command : modem.commands) EXPECT_TRUE(is_sendable(command, 40)) << command;
  EXPECT_THAT(modem.commands, testing::Not(Contains(HasSubstr("911"))));
}

// [fault D14]
TEST_F(ANoisyModem, IsToldAsGoneWhenItFallsSilentOnAnIdleLine) {
  started();
  modem.dumb = true;
  modem.says("\r\nOK\r\n");
  time.advance(1min);
  EXPECT_THAT(facts.told, ElementsAre(HasSubstr("device gone")));
}

TEST_F(ANoisyModem, LeavesTheLineOnHookHoweverItsReleaseGoes) {
  for (const auto* answer : {"", "\r\nERROR\r\n", "\r\nBUSY\r\n", "\r\nRING\r\n", "\r\nNO CARRIER\r\n", "\r\nOK\r\n\r\nOK\r\n"}) {
    seized();
    modem.at_first["AT+VLS=0"] = {answer};
    End end;
    port.release(end.done());
    time.advance(1min);
    EXPECT_TRUE(end.well()) << answer;
  }
}

}  // namespace
}  // namespace campon::atmodem
