// Digits in a call, and what a host says of one.
#include <gmock/gmock.h>

#include "host.hpp"

namespace campon::abi_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::uintptr_t k_call = 10;

class DigitsInACall : public Host {
 protected:
  HDRVCALL connected() { return call_until("5550123", k_call, LINECALLSTATE_CONNECTED); }
  static LONG generate(HDRVCALL call, const char* digits, DWORD id = 1) {
    return TSPI_lineGenerateDigits(call, id, LINEDIGITMODE_DTMF, digits, 0);
  }
  // How each ended: its termination and its id.
  std::vector<std::pair<DWORD_PTR, DWORD_PTR>> ends() {
    std::vector<std::pair<DWORD_PTR, DWORD_PTR>> out;
    for (const auto& event : events_of(k_call))
      if (event.message == LINE_GENERATE) out.emplace_back(event.p1, event.p2);
    return out;
  }
  bool waits_for_ends(std::size_t count) {
    return wait_until([&] { return ends().size() >= count; });
  }
};

TEST_F(DigitsInACall, AreSentAndTheirEndIsTold) {
  const HDRVCALL call = connected();
  ASSERT_EQ(generate(call, "12*#", 77), 0);
  ASSERT_TRUE(waits_for_ends(1));
  EXPECT_THAT(ends(), ElementsAre(std::pair<DWORD_PTR, DWORD_PTR>{LINEGENERATETERM_DONE, 77}));
  EXPECT_THAT(wire(), HasSubstr("AT+VTS=1,2,*,#\r"));
  EXPECT_EQ(status(call).dwCallState, LINECALLSTATE_CONNECTED);
}

TEST_F(DigitsInACall, ReachABusyLineAsFeatureCodesNeedIt) {
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").be_busy(); });
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_BUSY);
  EXPECT_NE(status(call).dwCallFeatures & LINECALLFEATURE_GENERATEDIGITS, 0u);
  EXPECT_EQ(generate(call, "6"), 0);
  EXPECT_TRUE(waits_for_ends(1));
}

TEST_F(DigitsInACall, PassOverOtherCharacters) {
  const HDRVCALL call = connected();
  ASSERT_EQ(generate(call, "1-(2) x3"), 0);
  ASSERT_TRUE(waits_for_ends(1));
  EXPECT_THAT(wire(), HasSubstr("AT+VTS=1,2,3\r"));
}

TEST_F(DigitsInACall, GiveWayToTheNextAndTellSo) {
  const HDRVCALL call = connected();
  ASSERT_EQ(generate(call, "11111", 1), 0);
  ASSERT_EQ(generate(call, "22222", 2), 0);
  ASSERT_EQ(generate(call, "33333", 3), 0);
  ASSERT_TRUE(waits_for_ends(3));
  EXPECT_THAT(ends(), ElementsAre(std::pair<DWORD_PTR, DWORD_PTR>{LINEGENERATETERM_CANCEL, 1},
                                  std::pair<DWORD_PTR, DWORD_PTR>{LINEGENERATETERM_CANCEL, 2},
                                  std::pair<DWORD_PTR, DWORD_PTR>{LINEGENERATETERM_DONE, 3}));
  EXPECT_THAT(wire(), testing::Not(HasSubstr("2,2,2,2,2"))) << "they had not been given to the device";
}

TEST_F(DigitsInACall, AreCalledOffByNone) {
  const HDRVCALL call = connected();
  ASSERT_EQ(generate(call, "12345", 5), 0);
  EXPECT_EQ(generate(call, nullptr), 0);
  ASSERT_TRUE(waits_for_ends(1));
  wait(std::chrono::seconds(5));
  EXPECT_THAT(ends(), ElementsAre(std::pair<DWORD_PTR, DWORD_PTR>{LINEGENERATETERM_CANCEL, 5}));
  EXPECT_EQ(generate(call, nullptr), 0) << "which changes nothing";
}

TEST_F(DigitsInACall, EndWithIt) {
  const HDRVCALL call = connected();
  ASSERT_EQ(generate(call, "12345678901234567890", 5), 0);
  EXPECT_EQ(drop(call), 0);
  EXPECT_LE(ends().size(), 1u);
  for (const auto& [how, id] : ends()) EXPECT_EQ(how, LINEGENERATETERM_CANCEL);
}

TEST_F(DigitsInACall, AreRefusedWhereTheyCannotBe) {
  const HDRVCALL call = connected();
  const std::string too_many(41, '1');
  EXPECT_EQ(TSPI_lineGenerateDigits(call, 1, LINEDIGITMODE_PULSE, "1", 0), error(LINEERR_INVALDIGITMODE));
  EXPECT_EQ(generate(call, "1!2"), error(LINEERR_INVALDIGITS));
  EXPECT_EQ(generate(call, too_many.c_str()), error(LINEERR_INVALDIGITS));
  EXPECT_EQ(generate(call, "xyz"), error(LINEERR_INVALDIGITS));
  EXPECT_EQ(generate(nullptr, "1"), error(LINEERR_INVALCALLHANDLE));
  EXPECT_EQ(drop(call), 0);
  EXPECT_EQ(generate(call, "1"), error(LINEERR_INVALCALLSTATE));
  EXPECT_TRUE(ends().empty());
}

TEST_F(DigitsInACall, KeepACompletionOffTheLine) {
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").be_busy(); });
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_BUSY);
  ASSERT_EQ(generate(call, "12345"), 0);
  DWORD id = 0;
  EXPECT_EQ(complete(call, LINECALLCOMPLMODE_CALLBACK, &id), error(LINEERR_OPERATIONUNAVAIL));
}

class TheHost : public Host {};

TEST_F(TheHost, KeepsANumberWithACall) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  EXPECT_EQ(TSPI_lineSetAppSpecific(call, 4711), 0);
  EXPECT_EQ(info(call).dwAppSpecific, 4711u);
  EXPECT_EQ(count_events(LINE_CALLINFO, LINECALLINFOSTATE_APPSPECIFIC), 1);
  EXPECT_EQ(TSPI_lineSetAppSpecific(call, 4711), 0);
  EXPECT_EQ(count_events(LINE_CALLINFO, LINECALLINFOSTATE_APPSPECIFIC), 1) << "nothing has changed";
}

TEST_F(TheHost, MakesNoOtherMediaOfASpeechCall) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  EXPECT_EQ(TSPI_lineSetMediaMode(call, LINEMEDIAMODE_INTERACTIVEVOICE), 0);
  EXPECT_EQ(TSPI_lineSetMediaMode(call, LINEMEDIAMODE_DATAMODEM), error(LINEERR_INVALMEDIAMODE));
  EXPECT_EQ(TSPI_lineSetMediaMode(call, 0), error(LINEERR_INVALMEDIAMODE));
}

}  // namespace
}  // namespace campon::abi_test
