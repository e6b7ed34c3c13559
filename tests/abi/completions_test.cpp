// Calls completed through the C interface, on the simulated exchange.
#include <gmock/gmock.h>

#include <algorithm>

#include "host.hpp"

namespace campon::abi_test {
namespace {

using testing::ElementsAre;

constexpr std::uintptr_t k_call = 10;

class OnAPublicNetwork : public Host {
 protected:
  void be_busy(std::string_view number) {
    at_exchange([&](sim::Simulator& exchange) { exchange.subscriber(number).be_busy(); });
  }
  void be_free(std::string_view number) {
    at_exchange([&](sim::Simulator& exchange) { exchange.subscriber(number).be_free(); });
  }
};

// Places of two callbacks in what was told; -1: it was not.
int place(const std::vector<Told>& all, const std::function<bool(const Told&)>& is) {
  const auto found = std::find_if(all.begin(), all.end(), is);
  return found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

TEST_F(OnAPublicNetwork, ABusyCallIsCompletedByCallback) {
  be_busy("5550123");
  const HDRVCALL busy = call_until("5550123", k_call, LINECALLSTATE_BUSY);
  EXPECT_EQ(status(busy).dwCallStateMode, LINEBUSYMODE_STATION);
  EXPECT_EQ(status(busy).dwCallFeatures, LINECALLFEATURE_DROP | LINECALLFEATURE_COMPLETECALL | LINECALLFEATURE_GENERATEDIGITS |
                                             LINECALLFEATURE_MONITORDIGITS | LINECALLFEATURE_GATHERDIGITS);
  EXPECT_EQ(status(busy).dwCallFeatures2, LINECALLFEATURE2_COMPLCALLBACK);
  DWORD id = 0;
  ASSERT_EQ(complete(busy, LINECALLCOMPLMODE_CALLBACK, &id), 0);
  EXPECT_NE(id, 0u);
  EXPECT_TRUE(wait_until([&] { return count_events(LINE_LINEDEVSTATE, LINEDEVSTATE_NUMCOMPLETIONS) == 1; }));
  EXPECT_EQ(dev_status().dwNumCallCompletions, 1u);
  EXPECT_EQ(address_status().dwAddressFeatures & LINEADDRFEATURE_UNCOMPLETECALL, LINEADDRFEATURE_UNCOMPLETECALL);
  EXPECT_TRUE(wait_for_state(k_call, LINECALLSTATE_IDLE));
  EXPECT_EQ(TSPI_lineCloseCall(busy), 0);
  be_free("5550123");

  const HDRVCALL recall = next_offer();
  ASSERT_NE(recall, nullptr);
  EXPECT_TRUE(wait_for_state(1001, LINECALLSTATE_OFFERING));
  EXPECT_EQ(info(recall).dwReason, LINECALLREASON_CALLCOMPLETION);
  EXPECT_EQ(info(recall).dwCompletionID, id);
  EXPECT_EQ(info(recall).dwOrigin, LINECALLORIGIN_INBOUND);
  EXPECT_EQ(dev_status().dwNumCallCompletions, 0u);
  EXPECT_EQ(dev_status().dwRingMode, 2u);
  EXPECT_EQ(count_events(LINE_LINEDEVSTATE, LINEDEVSTATE_NUMCOMPLETIONS), 2);
  EXPECT_EQ(answer(recall), 0);
  EXPECT_TRUE(wait_for_state(1001, LINECALLSTATE_CONNECTED));
  EXPECT_EQ(dev_status().dwRingMode, 0u);
  EXPECT_EQ(count_events(LINE_LINEDEVSTATE, LINEDEVSTATE_COMPLCANCEL), 0);
  EXPECT_EQ(drop(recall), 0);
  EXPECT_EQ(states_of(1001).back(), LINECALLSTATE_IDLE);
  EXPECT_EQ(TSPI_lineCloseCall(recall), 0);
}

TEST_F(OnAPublicNetwork, ANewCallIsToldFirstAndOfferingFollows) {
  be_busy("5550123");
  callback("5550123");
  be_free("5550123");
  ASSERT_NE(next_offer(), nullptr);
  ASSERT_TRUE(wait_for_state(1001, LINECALLSTATE_OFFERING));
  const auto all = told();
  const int new_call = place(all, [](const Told& each) { return !each.reply && each.message == LINE_NEWCALL; });
  const int offering = place(all, [](const Told& each) { return each.call == reinterpret_cast<HTAPICALL>(1001); });
  EXPECT_LT(new_call, offering);
  EXPECT_EQ(all[static_cast<std::size_t>(offering)].message, LINE_CALLSTATE);
  EXPECT_EQ(all[static_cast<std::size_t>(offering)].p3, LINEMEDIAMODE_INTERACTIVEVOICE);
}

TEST_F(OnAPublicNetwork, ARefusedRequestLeavesTheCallBusy) {
  be_busy("5550123");
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").refuse_features(); });
  const HDRVCALL busy = call_until("5550123", k_call, LINECALLSTATE_BUSY);
  DWORD id = 77;
  EXPECT_EQ(complete(busy, LINECALLCOMPLMODE_CALLBACK, &id), error(LINEERR_OPERATIONFAILED));
  EXPECT_EQ(id, 77u);
  EXPECT_EQ(status(busy).dwCallState, LINECALLSTATE_BUSY);
  EXPECT_EQ(count_events(LINE_LINEDEVSTATE, LINEDEVSTATE_NUMCOMPLETIONS), 0);
}

TEST_F(OnAPublicNetwork, AModeThatItDoesNotHaveIsRefused) {
  be_busy("5550123");
  const HDRVCALL busy = call_until("5550123", k_call, LINECALLSTATE_BUSY);
  DWORD id = 0;
  for (const DWORD mode : {LINECALLCOMPLMODE_CAMPON, LINECALLCOMPLMODE_INTRUDE, LINECALLCOMPLMODE_MESSAGE})
    EXPECT_EQ(complete(busy, mode, &id), error(LINEERR_INVALCALLCOMPLMODE));
}

TEST_F(OnAPublicNetwork, NoModeTwoModesAndUnknownModesAreRefused) {
  be_busy("5550123");
  const HDRVCALL busy = call_until("5550123", k_call, LINECALLSTATE_BUSY);
  DWORD id = 0;
  for (const DWORD mode : {0u, 3u, 15u, 16u, 0xFFFFFFFFu}) EXPECT_EQ(complete(busy, mode, &id), error(LINEERR_INVALCALLCOMPLMODE)) << mode;
}

TEST_F(OnAPublicNetwork, OneRequestTooManyIsAnOverrun) {
  LINEADDRESSCAPS caps{};
  caps.dwTotalSize = sizeof caps;
  ASSERT_EQ(TSPI_lineGetAddressCaps(0, 0, TSPI_VERSION_2_2, 0, &caps), 0);
  for (DWORD i = 0; i < caps.dwMaxCallCompletions; ++i) {
    be_busy("555020" + std::to_string(i));
    callback("555020" + std::to_string(i));
  }
  EXPECT_EQ(dev_status().dwNumCallCompletions, caps.dwMaxCallCompletions);
  be_busy("5550123");
  const HDRVCALL busy = call_until("5550123", k_call, LINECALLSTATE_BUSY);
  DWORD id = 0;
  EXPECT_EQ(complete(busy, LINECALLCOMPLMODE_CALLBACK, &id), error(LINEERR_COMPLETIONOVERRUN));
  EXPECT_EQ(status(busy).dwCallState, LINECALLSTATE_BUSY);
}

TEST_F(OnAPublicNetwork, ARequestIsTakenBackByItsIdOnce) {
  be_busy("5550123");
  const DWORD id = callback("5550123");
  EXPECT_EQ(uncomplete(id), 0);
  EXPECT_EQ(count_events(LINE_LINEDEVSTATE, LINEDEVSTATE_NUMCOMPLETIONS), 2);
  EXPECT_EQ(count_events(LINE_LINEDEVSTATE, LINEDEVSTATE_COMPLCANCEL), 0);
  EXPECT_EQ(uncomplete(id), error(LINEERR_INVALCOMPLETIONID));
  EXPECT_EQ(uncomplete(0), error(LINEERR_INVALCOMPLETIONID));
  EXPECT_EQ(uncomplete(0xFFFFFFFF), error(LINEERR_INVALCOMPLETIONID));
}

TEST_F(OnAPublicNetwork, OneOfSeveralIsNotOfferedToBeTakenBackWhereOnlyAllCanBe) {
  be_busy("5550123");
  be_busy("5550124");
  callback("5550123");
  EXPECT_NE(address_status().dwAddressFeatures & LINEADDRFEATURE_UNCOMPLETECALL, 0u);
  const DWORD id = callback("5550124");
  EXPECT_EQ(address_status().dwAddressFeatures & LINEADDRFEATURE_UNCOMPLETECALL, 0u);
  EXPECT_EQ(uncomplete(id), error(LINEERR_OPERATIONUNAVAIL));
}

TEST_F(OnAPublicNetwork, ARecallThatIsOfferedCannotBeTakenBack) {
  be_busy("5550123");
  const DWORD id = callback("5550123");
  be_free("5550123");
  ASSERT_NE(next_offer(), nullptr);
  EXPECT_EQ(uncomplete(id), error(LINEERR_INVALCOMPLETIONID));
}

TEST_F(OnAPublicNetwork, ARecallInVainIsToldAsCancelledFirst) {
  be_busy("5550123");
  const DWORD id = callback("5550123");
  be_free("5550123");
  ASSERT_NE(next_offer(), nullptr);
  ASSERT_TRUE(wait_for_state(1001, LINECALLSTATE_IDLE));
  EXPECT_THAT(states_of(1001), ElementsAre(LINECALLSTATE_OFFERING, LINECALLSTATE_DISCONNECTED, LINECALLSTATE_IDLE));
  std::vector<std::pair<DWORD_PTR, DWORD_PTR>> states;
  for (const Told& each : told())
    if (!each.reply && each.message == LINE_LINEDEVSTATE && each.p1 != LINEDEVSTATE_RINGING) states.emplace_back(each.p1, each.p2);
  EXPECT_THAT(states, ElementsAre(std::pair(LINEDEVSTATE_NUMCOMPLETIONS, 0), std::pair(LINEDEVSTATE_NUMCOMPLETIONS, 0),
                                  std::pair(LINEDEVSTATE_COMPLCANCEL, id)));
}

TEST_F(OnAPublicNetwork, AnUnknownCallerIsAnOrdinaryCall) {
  at_exchange([](sim::Simulator& exchange) { EXPECT_TRUE(exchange.call_line("5550100", "5550177", 30s)); });
  const HDRVCALL call = next_offer();
  ASSERT_NE(call, nullptr);
  EXPECT_EQ(info(call).dwReason, LINECALLREASON_DIRECT);
  EXPECT_EQ(info(call).dwCompletionID, 0u);
  EXPECT_EQ(answer(call), 0);
  EXPECT_TRUE(wait_for_state(1001, LINECALLSTATE_CONNECTED));
}

class OnAPbx : public Host {
 protected:
  void SetUp() override {
    setting() = {"panasonic_kx_tda", {"101"}, {}, {}};
    Host::SetUp();
    at_exchange([](sim::Simulator& exchange) { exchange.subscriber("102").be_busy(); });
  }
  HDRVCALL busy_call() { return call_until("102", k_call, LINECALLSTATE_BUSY); }
};

TEST_F(OnAPbx, EveryModeIsOfferedOnABusyCall) {
  const HDRVCALL busy = busy_call();
  EXPECT_EQ(status(busy).dwCallFeatures2,
            LINECALLFEATURE2_COMPLCAMPON | LINECALLFEATURE2_COMPLCALLBACK | LINECALLFEATURE2_COMPLINTRUDE | LINECALLFEATURE2_COMPLMESSAGE);
}

TEST_F(OnAPbx, ACampedCallStaysBusyAndIsConnected) {
  const HDRVCALL busy = busy_call();
  DWORD id = 0;
  ASSERT_EQ(complete(busy, LINECALLCOMPLMODE_CAMPON, &id), 0);
  wait(2s);
  EXPECT_EQ(status(busy).dwCallState, LINECALLSTATE_BUSY);
  EXPECT_EQ(info(busy).dwReason, LINECALLREASON_CALLCOMPLETION);
  EXPECT_EQ(info(busy).dwCompletionID, id);
  EXPECT_EQ(count_events(LINE_CALLINFO, LINECALLINFOSTATE_COMPLETIONID | LINECALLINFOSTATE_REASON), 1);
  EXPECT_EQ(dev_status().dwNumCallCompletions, 1u);
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("102").be_free(); });
  EXPECT_TRUE(wait_for_state(k_call, LINECALLSTATE_CONNECTED));
  EXPECT_EQ(dev_status().dwNumCallCompletions, 0u);
}

TEST_F(OnAPbx, ACampedCallThatIsDroppedEndsItsRequestAndTellsItAsCancelledFirst) {
  const HDRVCALL busy = busy_call();
  DWORD id = 0;
  ASSERT_EQ(complete(busy, LINECALLCOMPLMODE_CAMPON, &id), 0);
  wait(1s);
  forget_told();
  EXPECT_EQ(drop(busy), 0);
  wait(1s);
  std::vector<DWORD> states;
  for (const Told& each : told())
    if (!each.reply && each.message == LINE_LINEDEVSTATE) states.push_back(static_cast<DWORD>(each.p1));
  EXPECT_THAT(states, ElementsAre(LINEDEVSTATE_COMPLCANCEL, LINEDEVSTATE_NUMCOMPLETIONS));
}

TEST_F(OnAPbx, ACallbackRings) {
  DWORD id = 0;
  const HDRVCALL busy = busy_call();
  ASSERT_EQ(complete(busy, LINECALLCOMPLMODE_CALLBACK, &id), 0);
  ASSERT_TRUE(wait_for_state(k_call, LINECALLSTATE_IDLE));
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("102").be_free(); });
  const HDRVCALL recall = next_offer();
  ASSERT_NE(recall, nullptr);
  EXPECT_EQ(info(recall).dwCompletionID, id);
  EXPECT_EQ(answer(recall), 0);
  EXPECT_TRUE(wait_for_state(1001, LINECALLSTATE_CONNECTED));
}

TEST_F(OnAPbx, AnIntrusionConnects) {
  const HDRVCALL busy = busy_call();
  DWORD id = 0;
  ASSERT_EQ(complete(busy, LINECALLCOMPLMODE_INTRUDE, &id), 0);
  EXPECT_TRUE(wait_for_state(k_call, LINECALLSTATE_CONNECTED));
  EXPECT_EQ(dev_status().dwNumCallCompletions, 0u);
}

TEST_F(OnAPbx, AMessageIsLeftAndTheCallEnds) {
  const HDRVCALL busy = busy_call();
  DWORD id = 0;
  ASSERT_EQ(complete(busy, LINECALLCOMPLMODE_MESSAGE, &id, 0), 0);
  EXPECT_TRUE(wait_for_state(k_call, LINECALLSTATE_IDLE));
  at_exchange([](sim::Simulator& exchange) { EXPECT_EQ(exchange.messages_left_for("102").size(), 1u); });
}

TEST_F(OnAPbx, AMessageOutOfRangeIsRefused) {
  const HDRVCALL busy = busy_call();
  DWORD id = 0;
  for (const DWORD message : {1u, 0x7FFFFFFFu, 0xFFFFFFFFu})
    EXPECT_EQ(complete(busy, LINECALLCOMPLMODE_MESSAGE, &id, message), error(LINEERR_INVALMESSAGEID)) << message;
  EXPECT_EQ(status(busy).dwCallState, LINECALLSTATE_BUSY);
}

TEST_F(OnAPbx, TheMessageNumberCountsOnlyForMessages) {
  const HDRVCALL busy = busy_call();
  DWORD id = 0;
  EXPECT_EQ(complete(busy, LINECALLCOMPLMODE_CAMPON, &id, 99), 0);
}

TEST_F(OnAPbx, ANewerRequestTellsTheOlderAsCancelled) {
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("103").be_busy(); });
  const DWORD first = callback("102");
  forget_told();
  callback("103");
  const auto all = told();
  const int cancelled = place(all, [&](const Told& each) { return each.p1 == LINEDEVSTATE_COMPLCANCEL && each.p2 == first; });
  EXPECT_GE(cancelled, 0);
}

TEST_F(OnAPbx, TheCapabilitiesSayAllThat) {
  LINEADDRESSCAPS caps{};
  caps.dwTotalSize = sizeof caps;
  ASSERT_EQ(TSPI_lineGetAddressCaps(0, 0, TSPI_VERSION_2_2, 0, &caps), 0);
  EXPECT_EQ(caps.dwCallCompletionModes, 15u);
  EXPECT_EQ(caps.dwCallCompletionConds, LINECALLCOMPLCOND_BUSY | LINECALLCOMPLCOND_NOANSWER);
  EXPECT_EQ(caps.dwNumCompletionMessages, 1u);
  EXPECT_EQ(caps.dwCompletionMsgTextEntrySize, 17u);
  EXPECT_EQ(caps.dwCompletionMsgTextSize, 0u);
  EXPECT_EQ(caps.dwNeededSize, sizeof caps + 17);
  EXPECT_EQ(caps.dwAddrCapFlags & LINEADDRCAPFLAGS_COMPLETIONID, LINEADDRCAPFLAGS_COMPLETIONID);
}

}  // namespace
}  // namespace campon::abi_test
