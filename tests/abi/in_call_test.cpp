// What passes in a call: notes of the application, digits in both directions.
#include <gmock/gmock.h>

#include <algorithm>
#include <string>

#include "host.hpp"

namespace campon::abi_test {
namespace {

constexpr std::uintptr_t k_call = 10;

class InACall : public Host {
 protected:
  void SetUp() override {
    Host::SetUp();
    call_ = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
    forget_told();
  }
  // Events of one kind, as they were told of the call.
  std::vector<Told> of_kind(DWORD message) {
    auto all = events_of(k_call);
    std::erase_if(all, [&](const Told& each) { return each.message != message; });
    return all;
  }
  HDRVCALL call_ = nullptr;
};

TEST_F(InACall, ANumberOfTheApplicationIsKeptAndTold) {
  ASSERT_EQ(TSPI_lineSetAppSpecific(call_, 4711), 0);
  wait(1s);
  EXPECT_EQ(info(call_).dwAppSpecific, 4711u);
  ASSERT_EQ(of_kind(LINE_CALLINFO).size(), 1u);
  EXPECT_EQ(of_kind(LINE_CALLINFO)[0].p1, LINECALLINFOSTATE_APPSPECIFIC);
}

TEST_F(InACall, TheMediaModeIsOneOfThoseOfTheLineAndTold) {
  ASSERT_EQ(TSPI_lineSetMediaMode(call_, LINEMEDIAMODE_AUTOMATEDVOICE), 0);
  EXPECT_EQ(TSPI_lineSetMediaMode(call_, LINEMEDIAMODE_DATAMODEM), error(LINEERR_INVALMEDIAMODE));
  EXPECT_EQ(TSPI_lineSetMediaMode(call_, 0), error(LINEERR_INVALMEDIAMODE));
  wait(1s);
  EXPECT_EQ(info(call_).dwMediaMode, LINEMEDIAMODE_AUTOMATEDVOICE);
  ASSERT_EQ(of_kind(LINE_CALLINFO).size(), 1u);
  EXPECT_EQ(of_kind(LINE_CALLINFO)[0].p1, LINECALLINFOSTATE_MEDIAMODE);
}

TEST_F(InACall, NothingIsToldOfNotesAfterIdle) {
  ASSERT_EQ(drop(call_), 0);
  EXPECT_EQ(TSPI_lineSetAppSpecific(call_, 1), 0);
  wait(1s);
  EXPECT_TRUE(of_kind(LINE_CALLINFO).empty());
}

TEST_F(InACall, DigitsGoOutOneByOneAndTheEndIsTold) {
  ASSERT_NE(status(call_).dwCallFeatures & LINECALLFEATURE_GENERATEDIGITS, 0u);
  const std::size_t before = wire().size();
  ASSERT_EQ(TSPI_lineGenerateDigits(call_, 42, LINEDIGITMODE_DTMF, "1x#", 0), 0);
  ASSERT_TRUE(wait_until([&] { return !of_kind(LINE_GENERATE).empty(); }));
  EXPECT_EQ(of_kind(LINE_GENERATE)[0].p1, LINEGENERATETERM_DONE);
  EXPECT_EQ(of_kind(LINE_GENERATE)[0].p2, 42u);
  const std::string sent = wire().substr(before);
  EXPECT_LT(sent.find("+VTS=1"), sent.find("+VTS=#"));
  EXPECT_NE(sent.find("+VTS=#"), std::string::npos);
  EXPECT_EQ(sent.find('x'), std::string::npos);
  EXPECT_EQ(status(call_).dwCallState, LINECALLSTATE_CONNECTED);
}

TEST_F(InACall, NewDigitsTakeThePlaceOfThoseThatWait) {
  ASSERT_EQ(TSPI_lineGenerateDigits(call_, 1, LINEDIGITMODE_DTMF, "1,,,,2", 0), 0);
  wait(1s);
  ASSERT_EQ(TSPI_lineGenerateDigits(call_, 2, LINEDIGITMODE_DTMF, "3", 0), 0);
  ASSERT_TRUE(wait_until([&] { return of_kind(LINE_GENERATE).size() == 2; }));
  EXPECT_EQ(of_kind(LINE_GENERATE)[0].p1, LINEGENERATETERM_CANCEL);
  EXPECT_EQ(of_kind(LINE_GENERATE)[0].p2, 1u);
  EXPECT_EQ(of_kind(LINE_GENERATE)[1].p1, LINEGENERATETERM_DONE);
  wait(30s);
  EXPECT_EQ(wire().find("+VTS=2"), std::string::npos);
}

TEST_F(InACall, NoDigitsStopThoseThatWait) {
  ASSERT_EQ(TSPI_lineGenerateDigits(call_, 1, LINEDIGITMODE_DTMF, "1,,,,2", 0), 0);
  EXPECT_EQ(TSPI_lineGenerateDigits(call_, 0, LINEDIGITMODE_DTMF, nullptr, 0), 0);
  wait(30s);
  ASSERT_EQ(of_kind(LINE_GENERATE).size(), 1u);
  EXPECT_EQ(of_kind(LINE_GENERATE)[0].p1, LINEGENERATETERM_CANCEL);
  EXPECT_EQ(wire().find("+VTS=2"), std::string::npos);
}

TEST_F(InACall, TheEndOfTheCallStopsTheDigitsBeforeIdleIsTold) {
  ASSERT_EQ(TSPI_lineGenerateDigits(call_, 1, LINEDIGITMODE_DTMF, "1,,,,2", 0), 0);
  ASSERT_EQ(drop(call_), 0);
  ASSERT_EQ(of_kind(LINE_GENERATE).size(), 1u);
  EXPECT_EQ(of_kind(LINE_GENERATE)[0].p1, LINEGENERATETERM_CANCEL);
  EXPECT_EQ(TSPI_lineGenerateDigits(call_, 1, LINEDIGITMODE_DTMF, "1", 0), error(LINEERR_INVALCALLSTATE));
  EXPECT_EQ(status(call_).dwCallFeatures & LINECALLFEATURE_GENERATEDIGITS, 0u);
}

TEST_F(InACall, AFlashIsSentAndItsDialToneDoesNotEndTheCall) {
  const std::size_t before = wire().size();
  ASSERT_EQ(TSPI_lineGenerateDigits(call_, 1, LINEDIGITMODE_DTMF, "!", 0), 0);
  wait(10s);
  ASSERT_EQ(of_kind(LINE_GENERATE).size(), 1u);
  EXPECT_EQ(of_kind(LINE_GENERATE)[0].p1, LINEGENERATETERM_DONE);
  EXPECT_NE(wire().substr(before).find('!'), std::string::npos);
  EXPECT_EQ(status(call_).dwCallState, LINECALLSTATE_CONNECTED);
  at_exchange([](sim::Simulator& exchange) { EXPECT_EQ(exchange.lines()[0].holds, "5550123"); });
}

TEST_F(InACall, CannotBeCompletedWhileDigitsGoOut) {
  ASSERT_EQ(drop(call_), 0);
  ASSERT_EQ(TSPI_lineCloseCall(call_), 0);
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550124").be_busy(); });
  const HDRVCALL busy = call_until("5550124", 11, LINECALLSTATE_BUSY);
  ASSERT_EQ(TSPI_lineGenerateDigits(busy, 1, LINEDIGITMODE_DTMF, ",,", 0), 0);
  DWORD id = 0;
  EXPECT_EQ(status(busy).dwCallFeatures & LINECALLFEATURE_COMPLETECALL, 0u);
  EXPECT_EQ(complete(busy, LINECALLCOMPLMODE_CALLBACK, &id), error(LINEERR_INVALCALLSTATE));
}

TEST_F(InACall, DigitsAreTonesOnly) {
  EXPECT_EQ(TSPI_lineGenerateDigits(call_, 1, LINEDIGITMODE_PULSE, "1", 0), error(LINEERR_INVALDIGITMODE));
  EXPECT_EQ(TSPI_lineMonitorDigits(call_, LINEDIGITMODE_PULSE), error(LINEERR_INVALDIGITMODE));
  EXPECT_EQ(TSPI_lineMonitorDigits(call_, LINEDIGITMODE_DTMFEND), error(LINEERR_INVALDIGITMODE));
}

// Line 0 has called line 1, which has answered.
class TwoLines : public Host {
 protected:
  void SetUp() override {
    setting().numbers = {"5550100", "5550101"};
    Host::SetUp();
    other_ = open(1, 2);
    caller_ = make_call("5550101", k_call);
    called_ = next_offer();
    EXPECT_NE(called_, nullptr);
    EXPECT_EQ(answer(called_), 0);
    EXPECT_TRUE(wait_until([&] { return status(caller_).dwCallState == LINECALLSTATE_CONNECTED; }));
    forget_told();
  }
  void TearDown() override {
    if (other_ != nullptr) close(other_);
    Host::TearDown();
  }
  void press(const char* digits) {
    ASSERT_EQ(TSPI_lineGenerateDigits(caller_, 1, LINEDIGITMODE_DTMF, digits, 0), 0);
    wait(10s);
  }
  std::vector<Told> of_kind(DWORD message) {
    auto all = told();
    std::erase_if(all, [&](const Told& each) { return each.reply || each.message != message; });
    return all;
  }
  LONG gather(DWORD count, const char* terminators, DWORD first = 0, DWORD between = 0) {
    return TSPI_lineGatherDigits(called_, 9, LINEDIGITMODE_DTMF, digits_, count, terminators, first, between);
  }
  DWORD_PTR reason() {
    const auto ends = of_kind(LINE_GATHERDIGITS);
    EXPECT_EQ(ends.size(), 1u);
    if (ends.empty()) return 0;
    EXPECT_EQ(ends[0].p2, 9u);
    return ends[0].p1;
  }
  HDRVLINE other_ = nullptr;
  HDRVCALL caller_ = nullptr;
  HDRVCALL called_ = nullptr;
  char digits_[8] = "xxxxxxx";
};

TEST_F(TwoLines, TellTheDigitsOfTheOtherPartyWhileThatIsWanted) {
  ASSERT_EQ(TSPI_lineMonitorDigits(called_, LINEDIGITMODE_DTMF), 0);
  press("1*A");
  std::string heard;
  for (const Told& each : of_kind(LINE_MONITORDIGITS)) heard += static_cast<char>(each.p1);
  EXPECT_EQ(heard, "1*A");
  ASSERT_EQ(TSPI_lineMonitorDigits(called_, 0), 0);
  forget_told();
  press("2");
  EXPECT_TRUE(of_kind(LINE_MONITORDIGITS).empty());
}

TEST_F(TwoLines, GatherDigitsUntilThereAreEnough) {
  ASSERT_EQ(gather(3, nullptr), 0);
  press("1234");
  EXPECT_EQ(reason(), LINEGATHERTERM_BUFFERFULL);
  EXPECT_STREQ(digits_, "123xxxx");
}

TEST_F(TwoLines, GatherDigitsUntilOneEndsIt) {
  ASSERT_EQ(gather(7, "#"), 0);
  press("12#3");
  EXPECT_EQ(reason(), LINEGATHERTERM_TERMDIGIT);
  EXPECT_STREQ(digits_, "12#");
}

TEST_F(TwoLines, GatherNoDigitsForEver) {
  ASSERT_EQ(gather(7, nullptr, 5000), 0);
  wait(6s);
  EXPECT_EQ(reason(), LINEGATHERTERM_FIRSTTIMEOUT);
  EXPECT_STREQ(digits_, "");
}

TEST_F(TwoLines, GatherDigitsUntilTheNextStaysAway) {
  ASSERT_EQ(gather(7, nullptr, 0, 3000), 0);
  press("12");
  EXPECT_EQ(reason(), LINEGATHERTERM_INTERTIMEOUT);
  EXPECT_STREQ(digits_, "12");
}

TEST_F(TwoLines, GatherDigitsUntilTheyAreTakenBack) {
  ASSERT_EQ(gather(7, nullptr), 0);
  ASSERT_EQ(TSPI_lineGatherDigits(called_, 0, LINEDIGITMODE_DTMF, nullptr, 0, nullptr, 0, 0), 0);
  wait(1s);
  EXPECT_EQ(reason(), LINEGATHERTERM_CANCEL);
  press("1");
  EXPECT_STREQ(digits_, "");
}

TEST_F(TwoLines, GatherDigitsUntilTheCallEnds) {
  ASSERT_EQ(gather(7, nullptr), 0);
  ASSERT_EQ(drop(called_), 0);
  EXPECT_EQ(reason(), LINEGATHERTERM_CANCEL);
  EXPECT_EQ(gather(7, nullptr), error(LINEERR_INVALCALLSTATE));
}

TEST_F(TwoLines, GatherNothingForACallThatIsClosed) {
  ASSERT_EQ(gather(7, nullptr), 0);
  ASSERT_EQ(TSPI_lineCloseCall(called_), 0);
  wait(5s);
  EXPECT_TRUE(of_kind(LINE_GATHERDIGITS).empty());
  EXPECT_STREQ(digits_, "xxxxxxx");
}

TEST_F(TwoLines, RefuseToGatherWhatMakesNoSense) {
  EXPECT_EQ(gather(0, nullptr), error(LINEERR_INVALPARAM));
  EXPECT_EQ(gather(3, "x"), error(LINEERR_INVALDIGITS));
  EXPECT_EQ(gather(3, nullptr, 1), error(LINEERR_INVALTIMEOUT));
  EXPECT_EQ(gather(3, nullptr, 0, 0xFFFFFFFF), error(LINEERR_INVALTIMEOUT));
}

}  // namespace
}  // namespace campon::abi_test
