// What TAPI's pages leave open or tell in two ways: docs/tspi-decisions.md says what holds here, and these show it.
#include <gmock/gmock.h>

#include <string>

#include "host.hpp"

namespace campon::abi_test {
namespace {

using testing::ElementsAre;

constexpr std::uintptr_t k_call = 10;

class ADecision : public Host {
 protected:
  void SetUp() override {
    setting() = {"panasonic_kx_tda", {"101"}, {}, {}};
    Host::SetUp();
  }
  void be_busy(std::string_view number) {
    at_exchange([&](sim::Simulator& exchange) { exchange.subscriber(number).be_busy(); });
  }
  HDRVCALL busy_call(std::string_view number = "102") {
    be_busy(number);
    return call_until(number, k_call, LINECALLSTATE_BUSY);
  }
  std::vector<DWORD> device_states() {
    std::vector<DWORD> states;
    for (const Told& each : told())
      if (!each.reply && each.message == LINE_LINEDEVSTATE && each.p1 != LINEDEVSTATE_RINGING)
        states.push_back(static_cast<DWORD>(each.p1));
    return states;
  }
};

TEST_F(ADecision, OffersCompletionInRingbackAndNotInProceeding) {
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("102").never_answer(); });
  const HDRVCALL call = call_until("102", k_call, LINECALLSTATE_DIALING);
  DWORD id = 0;
  EXPECT_EQ(status(call).dwCallFeatures & LINECALLFEATURE_COMPLETECALL, 0u);
  EXPECT_EQ(complete(call, LINECALLCOMPLMODE_CALLBACK, &id), error(LINEERR_INVALCALLSTATE));
  ASSERT_TRUE(wait_for_state(k_call, LINECALLSTATE_RINGBACK));
  EXPECT_NE(status(call).dwCallFeatures & LINECALLFEATURE_COMPLETECALL, 0u);
  EXPECT_EQ(status(call).dwCallFeatures2, LINECALLFEATURE2_COMPLMESSAGE);
  EXPECT_EQ(complete(call, LINECALLCOMPLMODE_CALLBACK, &id), error(LINEERR_OPERATIONUNAVAIL));
  EXPECT_EQ(complete(call, LINECALLCOMPLMODE_MESSAGE, &id, 0), 0);
}

TEST_F(ADecision, RefusesASecondRequestForACallWhileOneIsAskedFor) {
  const HDRVCALL call = busy_call();
  DWORD first = 0, second = 0;
  const DRV_REQUESTID asked = next_request(), again = next_request();
  ASSERT_EQ(TSPI_lineCompleteCall(asked, call, &first, LINECALLCOMPLMODE_CAMPON, 0), static_cast<LONG>(asked));
  ASSERT_EQ(TSPI_lineCompleteCall(again, call, &second, LINECALLCOMPLMODE_CAMPON, 0), static_cast<LONG>(again));
  EXPECT_EQ(reply_to(again), error(LINEERR_OPERATIONUNAVAIL));
  EXPECT_EQ(reply_to(asked), 0);
  EXPECT_EQ(second, 0u);
}

TEST_F(ADecision, RefusesASecondRequestForACallThatIsCamped) {
  const HDRVCALL call = busy_call();
  DWORD first = 0, second = 0;
  ASSERT_EQ(complete(call, LINECALLCOMPLMODE_CAMPON, &first), 0);
  EXPECT_EQ(status(call).dwCallFeatures & LINECALLFEATURE_COMPLETECALL, 0u);
  EXPECT_EQ(complete(call, LINECALLCOMPLMODE_CAMPON, &second), error(LINEERR_OPERATIONUNAVAIL));
  EXPECT_EQ(dev_status().dwNumCallCompletions, 1u);
}

TEST_F(ADecision, TellsEachDeviceStateAlone) {
  const HDRVCALL call = busy_call();
  DWORD id = 0;
  ASSERT_EQ(complete(call, LINECALLCOMPLMODE_CAMPON, &id), 0);
  EXPECT_EQ(drop(call), 0);
  EXPECT_THAT(device_states(), ElementsAre(LINEDEVSTATE_NUMCOMPLETIONS, LINEDEVSTATE_COMPLCANCEL, LINEDEVSTATE_NUMCOMPLETIONS));
}

TEST_F(ADecision, GivesNoCompletionIdTwice) {
  be_busy("102");
  const DWORD first = callback("102");
  ASSERT_EQ(uncomplete(first), 0);
  const DWORD second = callback("102");
  EXPECT_NE(first, 0u);
  EXPECT_NE(second, first);
}

TEST_F(ADecision, LeavesARequestToTheNetworkWhenItsCallIsClosed) {
  const HDRVCALL call = busy_call();
  DWORD id = 0;
  ASSERT_EQ(complete(call, LINECALLCOMPLMODE_CALLBACK, &id), 0);
  EXPECT_EQ(TSPI_lineCloseCall(call), 0);
  wait(5s);
  EXPECT_EQ(dev_status().dwNumCallCompletions, 1u);
  EXPECT_EQ(uncomplete(id), 0);
}

TEST_F(ADecision, GivesUpACampedCallThatIsClosed) {
  const HDRVCALL call = busy_call();
  DWORD id = 0;
  ASSERT_EQ(complete(call, LINECALLCOMPLMODE_CAMPON, &id), 0);
  EXPECT_EQ(TSPI_lineCloseCall(call), 0);
  wait(5s);
  EXPECT_EQ(dev_status().dwNumCallCompletions, 0u);
  EXPECT_THAT(device_states(), ElementsAre(LINEDEVSTATE_NUMCOMPLETIONS, LINEDEVSTATE_COMPLCANCEL, LINEDEVSTATE_NUMCOMPLETIONS));
}

TEST_F(ADecision, TakesEveryBitOfAStatusMaskAndSendsOnlyItsOwn) {
  LINEDEVCAPS dev{};
  dev.dwTotalSize = sizeof dev;
  LINEADDRESSCAPS address{};
  address.dwTotalSize = sizeof address;
  ASSERT_EQ(TSPI_lineGetDevCaps(0, TSPI_VERSION_2_2, 0, &dev), 0);
  ASSERT_EQ(TSPI_lineGetAddressCaps(0, 0, TSPI_VERSION_2_2, 0, &address), 0);
  EXPECT_EQ(TSPI_lineSetStatusMessages(line_, 0xFFFFFFFF, 0xFFFFFFFF), 0);
  be_busy("102");
  callback("102");
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("102").be_free(); });
  ASSERT_NE(next_offer(), nullptr);
  wait(1min);
  for (const Told& each : told()) {
    if (each.reply) continue;
    const DWORD_PTR of_line = each.message == LINE_LINEDEVSTATE ? each.p1 : 0, of_address = each.message == LINE_ADDRESSSTATE ? each.p2 : 0;
    EXPECT_EQ(of_line & ~static_cast<DWORD_PTR>(dev.dwLineStates), 0u);
    EXPECT_EQ(of_address & ~static_cast<DWORD_PTR>(address.dwAddressStates), 0u);
  }
}

TEST_F(ADecision, DialsOneDestinationOnly) {
  HDRVCALL call = nullptr;
  for (const char* address : {"102|7", "102^Name", "102\r\n103"})
    EXPECT_EQ(TSPI_lineMakeCall(next_request(), line_, nullptr, &call, address, 0, nullptr), error(LINEERR_INVALADDRESS)) << address;
}

TEST_F(ADecision, NamesTheFirstCharacterThatCannotBeDialled) {
  const std::pair<const char*, DWORD> k_numbers[] = {{"1@0$2", LINEERR_DIALQUIET},         {"1$0@2", LINEERR_DIALBILLING},
                                                     {"1?0:2", LINEERR_DIALPROMPT},        {"1:0?2", LINEERR_DIALVOICEDETECT},
                                                     {"1\xC3\xA9$", LINEERR_INVALADDRESS}, {"1$\xC3\xA9", LINEERR_DIALBILLING}};
  HDRVCALL call = nullptr;
  for (const auto& [number, expected] : k_numbers)
    EXPECT_EQ(TSPI_lineMakeCall(next_request(), line_, nullptr, &call, number, 0, nullptr), error(expected)) << number;
  EXPECT_EQ(call, nullptr);
}

TEST_F(ADecision, TakesTheCommaThatIsOne) {
  HDRVCALL call = nullptr;
  EXPECT_EQ(TSPI_lineMakeCall(next_request(), line_, nullptr, &call,
                              "1\x27"
                              "02",
                              0, nullptr),
            error(LINEERR_INVALADDRESS));
  EXPECT_GT(TSPI_lineMakeCall(next_request(), line_, nullptr, &call,
                              "1\x2C"
                              "02",
                              0, nullptr),
            0);
}

TEST_F(ADecision, WantsVoiceCallsUntilItIsToldOtherwise) {
  at_exchange([](sim::Simulator& exchange) { EXPECT_TRUE(exchange.call_line("101", "103", 20s)); });
  EXPECT_NE(next_offer(), nullptr);
}

TEST_F(ADecision, SaysTheOfferedWordsOnly) {
  busy_call();
  LINEADDRESSCAPS caps{};
  caps.dwTotalSize = sizeof caps;
  ASSERT_EQ(TSPI_lineGetAddressCaps(0, 0, TSPI_VERSION_2_2, 0, &caps), 0);
  for (const Told& each : events_of(k_call)) {
    const bool state = each.message == LINE_CALLSTATE;
    EXPECT_EQ(state ? each.p1 & ~static_cast<DWORD_PTR>(caps.dwCallStates) : 0, 0u);
    EXPECT_EQ(state && each.p1 == LINECALLSTATE_BUSY ? each.p2 & ~static_cast<DWORD_PTR>(caps.dwBusyModes) : 0, 0u);
    EXPECT_EQ(state ? 0 : each.p1 & ~static_cast<DWORD_PTR>(caps.dwCallInfoStates), 0u);
  }
}

}  // namespace
}  // namespace campon::abi_test
