// Calls made, told and ended, without completion.
#include <gmock/gmock.h>

#include <algorithm>
#include <string>

#include "host.hpp"

namespace campon::abi_test {
namespace {

using testing::ElementsAre;

constexpr std::uintptr_t k_call = 10;

class ACall : public Host {};

TEST_F(ACall, IsToldOfOnlyAfterTheReplyThatBringsIt) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  const auto all = told();
  const auto reply = std::find_if(all.begin(), all.end(), [](const Told& each) { return each.reply; });
  const auto event =
      std::find_if(all.begin(), all.end(), [](const Told& each) { return each.call == reinterpret_cast<HTAPICALL>(k_call); });
  EXPECT_LT(reply - all.begin(), event - all.begin());
  EXPECT_THAT(states_of(k_call), ElementsAre(LINECALLSTATE_DIALTONE, LINECALLSTATE_DIALING, LINECALLSTATE_PROCEEDING,
                                             LINECALLSTATE_RINGBACK, LINECALLSTATE_CONNECTED));
  EXPECT_EQ(info(call).dwOrigin, LINECALLORIGIN_OUTBOUND);
  EXPECT_EQ(info(call).dwReason, LINECALLREASON_DIRECT);
}

TEST_F(ACall, IsCountedWhileItLives) {
  EXPECT_EQ(address_status().dwNumInUse, 0u);
  EXPECT_EQ(dev_status().dwLineFeatures, LINEFEATURE_MAKECALL);
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  EXPECT_EQ(address_status().dwNumInUse, 1u);
  EXPECT_EQ(dev_status().dwNumActiveCalls, 1u);
  EXPECT_EQ(dev_status().dwLineFeatures, 0u);
  EXPECT_EQ(drop(call), 0);
  EXPECT_EQ(address_status().dwNumInUse, 0u);
  EXPECT_EQ(dev_status().dwNumActiveCalls, 0u);
  EXPECT_EQ(dev_status().dwLineFeatures, LINEFEATURE_MAKECALL);
  EXPECT_EQ(count_events(LINE_ADDRESSSTATE, 0), 2);
}

TEST_F(ACall, ThatIsPendingIsNotCountedAndKeepsTheLine) {
  HDRVCALL call = nullptr;
  const DRV_REQUESTID request = next_request();
  ASSERT_GT(TSPI_lineMakeCall(request, line_, reinterpret_cast<HTAPICALL>(k_call), &call, "5550123", 0, nullptr), 0);
  EXPECT_EQ(dev_status().dwNumActiveCalls, 0u);
  EXPECT_EQ(dev_status().dwLineFeatures, 0u);
  HDRVCALL other = nullptr;
  EXPECT_EQ(TSPI_lineMakeCall(next_request(), line_, nullptr, &other, "5550124", 0, nullptr), error(LINEERR_CALLUNAVAIL));
  EXPECT_EQ(other, nullptr);
}

TEST_F(ACall, ThatTheOtherPartyEndsIsDisconnected) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").hang_up(); });
  ASSERT_TRUE(wait_for_state(k_call, LINECALLSTATE_DISCONNECTED));
  EXPECT_EQ(events_of(k_call).back().p2, LINEDISCONNECTMODE_NORMAL);
  EXPECT_EQ(drop(call), 0);
  EXPECT_EQ(states_of(k_call).back(), LINECALLSTATE_IDLE);
  EXPECT_EQ(drop(call), error(LINEERR_INVALCALLSTATE));
}

TEST_F(ACall, WithABadNumberIsRefusedAtOnceAndNothingIsDialled) {
  const std::string before = wire();
  const std::pair<const char*, DWORD> k_numbers[] = {{"555$0123", LINEERR_DIALBILLING},     {"555@0123", LINEERR_DIALQUIET},
                                                     {"555W0123", LINEERR_DIALDIALTONE},    {"555?0123", LINEERR_DIALPROMPT},
                                                     {"555:0123", LINEERR_DIALVOICEDETECT}, {";;", LINEERR_INVALADDRESS},
                                                     {"555;0123", LINEERR_INVALADDRESS},    {"555\r0123", LINEERR_INVALADDRESS},
                                                     {"555!0123", LINEERR_INVALADDRESS},    {"555\xC3\xA9", LINEERR_INVALADDRESS}};
  for (const auto& [number, expected] : k_numbers) {
    HDRVCALL call = nullptr;
    EXPECT_EQ(TSPI_lineMakeCall(next_request(), line_, nullptr, &call, number, 0, nullptr), error(expected)) << number;
    EXPECT_EQ(call, nullptr);
  }
  HDRVCALL call = nullptr;
  const std::string long_number(200, '5');
  EXPECT_EQ(TSPI_lineMakeCall(next_request(), line_, nullptr, &call, long_number.c_str(), 0, nullptr), error(LINEERR_INVALADDRESS));
  wait(1min);
  EXPECT_EQ(wire(), before);
  EXPECT_TRUE(told().empty());
}

TEST_F(ACall, WithWishesThatCannotBeGrantedIsRefused) {
  const auto make = [&](const std::function<void(LINECALLPARAMS&)>& wish) {
    LINECALLPARAMS params{};
    params.dwTotalSize = sizeof params;
    wish(params);
    HDRVCALL call = nullptr;
    return TSPI_lineMakeCall(next_request(), line_, nullptr, &call, "5550123", 0, &params);
  };
  EXPECT_EQ(make([](auto& params) { params.dwTotalSize = 175; }), error(LINEERR_STRUCTURETOOSMALL));
  EXPECT_EQ(make([](auto& params) { params.dwTotalSize = 0; }), error(LINEERR_STRUCTURETOOSMALL));
  EXPECT_EQ(make([](auto& params) { params.dwMediaMode = LINEMEDIAMODE_DATAMODEM; }), error(LINEERR_INVALMEDIAMODE));
  EXPECT_EQ(make([](auto& params) { params.dwBearerMode = LINEBEARERMODE_DATA; }), error(LINEERR_INVALBEARERMODE));
  EXPECT_EQ(make([](auto& params) { params.dwAddressMode = LINEADDRESSMODE_DIALABLEADDR; }), error(LINEERR_INVALADDRESSMODE));
  EXPECT_EQ(make([](auto& params) {
              params.dwAddressMode = LINEADDRESSMODE_ADDRESSID;
              params.dwAddressID = 1;
            }),
            error(LINEERR_INVALADDRESSID));
  EXPECT_GT(make([](auto& params) {
              params.dwMediaMode = LINEMEDIAMODE_INTERACTIVEVOICE;
              params.dwBearerMode = LINEBEARERMODE_VOICE;
              params.dwAddressMode = LINEADDRESSMODE_ADDRESSID;
            }),
            0);
}

TEST_F(ACall, ThatIsRefusedByTheHostIsNotToldOf) {
  refuses_calls_ = true;
  at_exchange([](sim::Simulator& exchange) { EXPECT_TRUE(exchange.call_line("5550100", "5550177", 20s)); });
  ASSERT_TRUE(wait_until([&] {
    const auto all = told();
    return std::any_of(all.begin(), all.end(), [](const Told& each) { return !each.reply && each.message == LINE_NEWCALL; });
  }));
  wait(1min);
  for (const Told& each : told()) EXPECT_NE(each.message, LINE_CALLSTATE);
  refuses_calls_ = false;
  call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
}

TEST_F(ACall, ThatNobodyWantsIsNotOffered) {
  ASSERT_EQ(TSPI_lineSetDefaultMediaDetection(line_, 0), 0);
  at_exchange([](sim::Simulator& exchange) { EXPECT_TRUE(exchange.call_line("5550100", "5550177", 20s)); });
  wait(1min);
  for (const Told& each : told()) EXPECT_NE(each.message, LINE_NEWCALL);
  EXPECT_EQ(TSPI_lineSetDefaultMediaDetection(line_, LINEMEDIAMODE_DATAMODEM), error(LINEERR_INVALMEDIAMODE));
  EXPECT_EQ(TSPI_lineSetDefaultMediaDetection(line_, LINEMEDIAMODE_INTERACTIVEVOICE), 0);
}

TEST_F(ACall, OnALineThatIsUnpluggedIsDisconnectedAndTheLineOutOfService) {
  call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  runtime().time().run_there([this] { runtime().unplug(0); });
  EXPECT_TRUE(wait_for_state(k_call, LINECALLSTATE_DISCONNECTED));
  EXPECT_EQ(count_events(LINE_LINEDEVSTATE, LINEDEVSTATE_OUTOFSERVICE), 1);
  EXPECT_EQ(dev_status().dwDevStatusFlags, 0u);
  HDRVCALL call = nullptr;
  EXPECT_EQ(TSPI_lineMakeCall(next_request(), line_, nullptr, &call, "5550123", 0, nullptr), error(LINEERR_NODEVICE));
}

TEST_F(ACall, WithoutDialToneFailsInItsReply) {
  HDRVCALL call = nullptr;
  const DRV_REQUESTID request = next_request();
  ASSERT_GT(TSPI_lineMakeCall(request, line_, reinterpret_cast<HTAPICALL>(k_call), &call, "5550123", 0, nullptr), 0);
  runtime().time().run_there([this] { runtime().unplug(0); });
  EXPECT_LT(reply_to(request), 0);
  EXPECT_TRUE(events_of(k_call).empty());
  EXPECT_EQ(TSPI_lineCloseCall(call), error(LINEERR_INVALCALLHANDLE));
}

class ALineThatNobodyWatches : public Host {
 protected:
  void SetUp() override {
    init();
    line_ = open(0, 1, 0);
  }
};

TEST_F(ALineThatNobodyWatches, TellsOfCallsOnly) {
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").be_busy(); });
  callback("5550123");
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").be_free(); });
  ASSERT_NE(next_offer(), nullptr);
  wait(1min);
  for (const Told& each : told()) {
    if (each.reply) continue;
    EXPECT_NE(each.message, LINE_LINEDEVSTATE);
    EXPECT_NE(each.message, LINE_ADDRESSSTATE);
  }
}

TEST_F(ALineThatNobodyWatches, TellsWhatIsAskedFor) {
  ASSERT_EQ(TSPI_lineSetStatusMessages(line_, LINEDEVSTATE_NUMCOMPLETIONS, 0), 0);
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").be_busy(); });
  callback("5550123");
  EXPECT_EQ(count_events(LINE_LINEDEVSTATE, LINEDEVSTATE_NUMCOMPLETIONS), 1);
  EXPECT_EQ(count_events(LINE_ADDRESSSTATE, 0), 0);
}

}  // namespace
}  // namespace campon::abi_test
