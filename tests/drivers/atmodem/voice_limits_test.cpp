// The voice port and what a modem, a far end or a stuck wire can do to it: blocked numbers, floods, long names, no room to write.
#include <gmock/gmock.h>

#include "drivers/atmodem/engine/chat.hpp"
#include "script.hpp"

namespace campon::atmodem {
namespace {

using env::ErrorCode;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

hal::DialString digits(std::string_view text) { return hal::DialString::parse(text).value(); }

struct ABlockedModem : APort {
  std::optional<hal::DialBlocked> blocked_by(const std::string& answer) {
    error_of_dialling(answer);
    for (const auto& fact : facts.facts)
      if (const auto* blocked = std::get_if<hal::DialBlocked>(&fact)) return *blocked;
    return std::nullopt;
  }
};

// [fault P08]
TEST_F(ABlockedModem, TellsForHowLong) {
  const auto blocked = blocked_by("\r\nDELAYED 00:02:30\r\n");
  ASSERT_TRUE(blocked);
  EXPECT_EQ(blocked->length, 150s);
  EXPECT_EQ(blocked->why, "DELAYED 00:02:30");
}

// [fault P08]
TEST_F(ABlockedModem, TellsThatItDoesNotKnowForHowLong) {
  const auto blocked = blocked_by("\r\nBLACKLISTED\r\n");
  ASSERT_TRUE(blocked);
  EXPECT_EQ(blocked->length, std::nullopt);
}

// [fault P08]
TEST_F(ABlockedModem, IsNotDialledAgainByItself) {
  for (const auto* text : {"BLACKLISTED", "BLACKLIST FULL", "DELAYED"}) {
    EXPECT_EQ(error_of_dialling("\r\n" + std::string(text) + "\r\n"), ErrorCode::device_refused);
    time.advance(1h);
    EXPECT_EQ(modem.received, "ATX3DT5550123;\r") << text;
    port.release([](const auto&) {});
    time.advance(10s);
  }
}

struct ABusyResult : APort {
  End dials_with(const std::string& hook) {
    seized();
    modem.answers["ATX3DT5550123;"] = "\r\nBUSY\r\n";
    modem.answers["AT+VLS?"] = hook;
    End end;
    port.send_digits(digits("5550123"), end.done());
    time.advance(5s);
    return end;
  }
};

TEST_F(ABusyResult, LeavesTheCallWhereTheModemIsStillOffHook) {
  for (const auto* hook : {"\r\n1\r\n\r\nOK\r\n", "\r\n+VLS: 1\r\n\r\nOK\r\n", "\r\n+VLS:1,0\r\n\r\nOK\r\n"}) {
    facts.told.clear();
    EXPECT_TRUE(dials_with(hook).well()) << hook;
    EXPECT_THAT(facts.told, ElementsAre("busy tone"));
    port.release([](const auto&) {});
    time.advance(5s);
  }
}

TEST_F(ABusyResult, EndsTheOrderWhereTheModemHasHungUp) {
  EXPECT_EQ(dials_with("\r\n0\r\n\r\nOK\r\n").error(), ErrorCode::device_refused);
  EXPECT_THAT(facts.told, ElementsAre("busy tone"));
}

TEST_F(ABusyResult, IsTakenAsThePersonalitySaysWhereTheHookCannotBeRead) {
  EXPECT_TRUE(dials_with("\r\nERROR\r\n").well());
  EXPECT_EQ(modem.received, "ATX3DT5550123;\rAT+VLS?\r");
}

// [fault D09]
TEST(AStuckWire, FailsTheCommandInItsTimeAndTheLineIsHungUpByDtr) {
  env::VirtualScheduler time;
  NoteBook trace;
  loopback::Pair wire(time);
  StuckChannel channel(wire.computer());
  ScriptedModem modem(time, wire.modem());
  VoicePort port(channel, time, trace, shipped("generic_v253"));
  Facts facts;
  port.attach(&facts);
  port.start([](const auto&) {});
  time.advance(5s);
  channel.stuck = true;
  modem.dtr.clear();
  End seize, release;
  port.seize(seize.done());
  time.advance(20s);
  EXPECT_EQ(seize.error(), ErrorCode::no_answer_from_device);
  port.release(release.done());
  time.advance(1s);
  channel.stuck = false;
  time.advance(1min);
  EXPECT_TRUE(release.well());
  EXPECT_THAT(modem.dtr, testing::EndsWith("-+"));
}

struct AFlood : APort {};

// [fault R11, R07, D13]
TEST_F(AFlood, QuarantinesThePortAndIsToldOnce) {
  started();
  for (int i = 0; i < 100; ++i) {
    std::string many;
    for (int k = 0; k < 1000; ++k) many += "\r\nRING\r\n";
    modem.says(many);
    time.advance(50ms);
  }
  EXPECT_LE(facts.told.size(), 1002U);
  EXPECT_THAT(facts.told, Contains(HasSubstr("more than any modem")).Times(1));
  time.advance(1min);
  End end;
  port.seize(end.done());
  time.advance(5s);
  EXPECT_TRUE(end.well());
}

// [fault D12, P14]
TEST_F(AFlood, OfGarbageIsOverThreeLinesAfterItEnds) {
  seized();
  for (int i = 0; i < 256; ++i) {
    modem.says(std::string(50, static_cast<char>(i)));
    modem.says(std::string(10, '\0') + std::string(10, '\xFF'));
    time.advance(1ms);
  }
  time.advance(1s);
  modem.says("\r\n");
  modem.says("\r\nBUSY\r\n");
  time.advance(1s);
  EXPECT_THAT(facts.told, Contains("busy tone"));
}

// [fault D08]
TEST_F(AFlood, OfLostAnswersIsToldAsTrouble) {
  modem.answers["AT+FCLASS=8"] = "\r\nOK\r\n";
  started();
  for (int i = 0; i < 3; ++i) {
    modem.at_first["AT+VLS=1"] = {""};
    port.seize([](const auto&) {});
    time.advance(10s);
    port.release([](const auto&) {});
    time.advance(10s);
  }
  EXPECT_THAT(facts.told, ElementsAre(HasSubstr("loses answers")));
}

struct AStrangersCallerId : APort {
  std::vector<std::string> told_of(const std::string& lines) {
    started();
    modem.says(lines);
    time.advance(1s);
    return facts.told;
  }
};

// [fault R04]
TEST_F(AStrangersCallerId, IsCutAtTheSizeOfTheStandard) {
  told_of("\r\nNMBR = " + std::string(4000, '5') + "\r\n\r\nNAME = " + std::string(4000, 'A') + "\r\n");
  const auto& id = std::get<hal::CallerIdReceived>(facts.facts.at(0)).id;
  EXPECT_EQ(id.number.size(), 32U);
  EXPECT_EQ(id.name.size(), 64U);
}

// [fault R04]
TEST_F(AStrangersCallerId, MayBeEmpty) { EXPECT_THAT(told_of("\r\nNMBR = \r\n\r\nNAME = \r\n"), ElementsAre("caller id unavailable")); }

// [fault R01]
TEST_F(AStrangersCallerId, ForgesNoResult) {
  seized();
  modem.answers["ATX3DT1;"] = "\r\nNAME = A OK\r\n\r\nNAME = NO CARRIER\r\n\r\nNMBR = BUSY\r\n";
  End end;
  port.send_digits(digits("1"), end.done());
  time.advance(5s);
  EXPECT_EQ(end.times, 0);
}

// A name with line ends in it can say OK; what it ends that way is found out, since the real OK comes, too. [fault R01, P13]
TEST_F(AStrangersCallerId, WithALineEndInItLeavesNoAnswerForTheNextCommand) {
  started();
  modem.at_first["AT+VLS=1"] = {"\r\nNAME = A\r\nOK\r\n\r\nERROR\r\n"};
  End seize;
  port.seize(seize.done());
  time.advance(500ms);
  modem.answers["AT+VLS=0"] = "";
  End release;
  port.release(release.done());
  time.advance(2s);
  EXPECT_EQ(release.times, 0);
  EXPECT_THAT(modem.commands, Contains("AT"));
}

// [fault R05]
TEST_F(AStrangersCallerId, IsDroppedWholeWhenItsLengthLies) {
  for (const auto* message : {"80FF020735353531303030DF", "8010020F353535", "801F110102110101", "80", "8000", "0480"}) {
    facts.told.clear();
    told_of("\r\n" + std::string(message) + "\r\n");
    EXPECT_THAT(facts.told, IsEmpty()) << message;
  }
}

// [fault D11]
TEST(ABanner, SaysThatTheModemWasReset) {
  env::VirtualScheduler time;
  NoteBook trace;
  loopback::Pair wire(time);
  ScriptedModem modem(time, wire.modem());
  Personality personality = shipped("generic_v253");
  personality.boot_texts = {"* "};
  VoicePort port(wire.computer(), time, trace, personality);
  port.start([](const auto&) {});
  time.advance(5s);
  modem.commands.clear();
  modem.says("\r\n* Oddity ready\r\n");
  time.advance(10s);
  EXPECT_THAT(modem.commands, Contains("ATE0V1Q0"));
}

// Every shipped personality carries a whole call: it goes off hook, dials, hears busy, sends a code, flashes, and goes on hook.
TEST(EveryPersonality, CarriesABusyCallThatIsCompleted) {
  for (const auto& personality : voice_modems()) {
    env::VirtualScheduler time;
    NoteBook trace;
    loopback::Pair wire(time);
    ScriptedModem modem(time, wire.modem());
    VoicePort port(wire.computer(), time, trace, personality);
    Facts facts;
    port.attach(&facts);
    const auto does = [&](const auto& order) {
      End end;
      order(end);
      time.advance(20s);
      EXPECT_TRUE(end.well()) << personality.name << "\n" << trace.notes;
    };
    does([&](End& end) { port.start(end.done()); });
    does([&](End& end) { port.seize(end.done()); });
    does([&](End& end) { port.send_digits(digits("5550123"), end.done()); });
    modem.says("\x10\x62");
    time.advance(1s);
    EXPECT_THAT(facts.told, ElementsAre("busy tone")) << personality.name;
    does([&](End& end) { port.send_digits(digits("*37#"), end.done()); });
    if (const auto can = port.capabilities(); can.flash) does([&](End& end) { port.flash(can.flash_shortest, end.done()); });
    does([&](End& end) { port.release(end.done()); });
    for (const auto& command : modem.commands) EXPECT_TRUE(is_sendable(command, personality.command_limit)) << command;
  }
}

// [fault P07]
TEST(EveryPersonality, SendsOneAbortWhileItDials) {
  for (const auto& personality : voice_modems()) {
    if (personality.first_digits.find("DT") == std::string::npos) continue;
    env::VirtualScheduler time;
    NoteBook trace;
    loopback::Pair wire(time);
    ScriptedModem modem(time, wire.modem());
    VoicePort port(wire.computer(), time, trace, personality);
    port.start([](const auto&) {});
    time.advance(20s);
    port.seize([](const auto&) {});
    time.advance(20s);
    modem.dumb = true;
    modem.received.clear();
    port.send_digits(digits("1"), [](const auto&) {});
    time.advance(1s);
    port.release([](const auto&) {});
    time.advance(1s);
    EXPECT_EQ(modem.received.substr(modem.received.find('\r')), "\r\r") << personality.name;
  }
}

}  // namespace
}  // namespace campon::atmodem
