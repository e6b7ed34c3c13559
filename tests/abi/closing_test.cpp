// What is still asked for when a call or a line is closed: it ends before the function returns, once, and silence follows.
#include <atomic>
#include <future>

#include "host.hpp"

namespace campon::abi_test {
namespace {

constexpr std::uintptr_t k_call = 10;

class AClosedCall : public Host {
 protected:
  void SetUp() override {
    Host::SetUp();
    at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").be_busy(); });
  }
};

TEST_F(AClosedCall, EndsItsPendingMakeCall) {
  HDRVCALL call = nullptr;
  const DRV_REQUESTID request = next_request();
  ASSERT_GT(TSPI_lineMakeCall(request, line_, reinterpret_cast<HTAPICALL>(k_call), &call, "5550123", 0, nullptr), 0);
  EXPECT_EQ(TSPI_lineCloseCall(call), 0);
  EXPECT_EQ(reply(request), error(LINEERR_OPERATIONFAILED));
  wait(1min);
  EXPECT_EQ(count_replies(request), 1);
  EXPECT_TRUE(events_of(k_call).empty());
}

TEST_F(AClosedCall, EndsItsPendingRequestsAndIsToldOfNoMore) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_BUSY);
  DWORD id = 0;
  const DRV_REQUESTID asked = next_request(), dropped = next_request();
  ASSERT_GT(TSPI_lineCompleteCall(asked, call, &id, LINECALLCOMPLMODE_CALLBACK, 0), 0);
  ASSERT_GT(TSPI_lineDrop(dropped, call, nullptr, 0), 0);
  EXPECT_EQ(TSPI_lineCloseCall(call), 0);
  EXPECT_TRUE(reply(asked));
  EXPECT_TRUE(reply(dropped));
  const auto events = events_of(k_call).size();
  wait(1min);
  EXPECT_EQ(count_replies(asked), 1);
  EXPECT_EQ(count_replies(dropped), 1);
  EXPECT_EQ(events_of(k_call).size(), events);
  EXPECT_EQ(id, 0u);
  EXPECT_EQ(TSPI_lineCloseCall(call), error(LINEERR_INVALCALLHANDLE));
}

TEST_F(AClosedCall, LeavesTheRequestIdToTheNextWhoUsesIt) {
  HDRVCALL call = nullptr;
  const DRV_REQUESTID request = next_request();
  ASSERT_GT(TSPI_lineMakeCall(request, line_, reinterpret_cast<HTAPICALL>(k_call), &call, "5550123", 0, nullptr), 0);
  ASSERT_EQ(TSPI_lineCloseCall(call), 0);
  forget_told();
  ASSERT_GT(TSPI_lineUncompleteCall(request, line_, 99), 0);
  EXPECT_EQ(reply_to(request), error(LINEERR_INVALCOMPLETIONID));
  wait(1min);
  EXPECT_EQ(count_replies(request), 1);
}

TEST_F(AClosedCall, DuringItsOwnAnnouncementIsToldOfNoMore) {
  std::atomic<LONG> closed = 1;
  in_callback_ = [&](const Told& each) {
    if (!each.reply && each.message == LINE_NEWCALL) closed = TSPI_lineCloseCall(reinterpret_cast<HDRVCALL>(each.p1));
  };
  at_exchange([](sim::Simulator& exchange) { EXPECT_TRUE(exchange.call_line("5550100", "5550177", 20s)); });
  EXPECT_TRUE(wait_until([&] { return closed != 1; }));
  EXPECT_EQ(closed, 0);
  wait(1min);
  EXPECT_TRUE(events_of(1001).empty());
}

TEST_F(AClosedCall, IsHungUp) {
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").be_free(); });
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  EXPECT_EQ(TSPI_lineCloseCall(call), 0);
  wait(5s);
  at_exchange([](sim::Simulator& exchange) { EXPECT_FALSE(exchange.lines().front().off_hook); });
}

class AClosedLine : public AClosedCall {};

TEST_F(AClosedLine, EndsEveryRequestOnce) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_BUSY);
  DWORD id = 0;
  const DRV_REQUESTID asked = next_request(), dropped = next_request(), cancelled = next_request();
  ASSERT_GT(TSPI_lineCompleteCall(asked, call, &id, LINECALLCOMPLMODE_CALLBACK, 0), 0);
  ASSERT_GT(TSPI_lineUncompleteCall(cancelled, line_, 99), 0);
  ASSERT_GT(TSPI_lineDrop(dropped, call, nullptr, 0), 0);
  EXPECT_EQ(close(line_), 0);
  const auto before = told().size();
  for (const DRV_REQUESTID request : {asked, dropped, cancelled}) EXPECT_EQ(count_replies(request), 1) << request;
  wait(2min);
  EXPECT_EQ(told().size(), before);
  EXPECT_EQ(id, 0u);
  at_exchange([](sim::Simulator& exchange) { EXPECT_FALSE(exchange.lines().front().off_hook); });
}

TEST_F(AClosedLine, MakesItsHandlesStale) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_BUSY);
  const HDRVLINE line = line_;
  EXPECT_EQ(close(line), 0);
  EXPECT_EQ(TSPI_lineCloseCall(call), error(LINEERR_INVALCALLHANDLE));
  EXPECT_EQ(TSPI_lineClose(line), error(LINEERR_INVALLINEHANDLE));
}

TEST_F(AClosedLine, ForgetsItsCompletionsWithoutEvents) {
  callback("5550123");
  forget_told();
  EXPECT_EQ(close(line_), 0);
  wait(1min);
  EXPECT_TRUE(told().empty());
  line_ = open(0, 1);
  EXPECT_EQ(dev_status().dwNumCallCompletions, 0u);
}

TEST_F(AClosedLine, OpensAgainAndWorks) {
  const HDRVLINE before = line_;
  EXPECT_EQ(close(line_), 0);
  line_ = open(0, 1);
  EXPECT_NE(line_, before);
  callback("5550123");
}

TEST_F(AClosedLine, IsNotAskedAboutCallsThatComeMeanwhile) {
  EXPECT_EQ(close(line_), 0);
  at_exchange([](sim::Simulator& exchange) { EXPECT_TRUE(exchange.call_line("5550100", "5550177", 20s)); });
  wait(1min);
  line_ = open(0, 1);
  EXPECT_EQ(dev_status().dwLineFeatures, LINEFEATURE_MAKECALL);
  call_until("5550123", k_call, LINECALLSTATE_BUSY);
  for (const Told& each : told()) EXPECT_NE(each.message, LINE_NEWCALL);
}

TEST_F(AClosedLine, ThatIsClosedFromACallbackDoesNotWaitForItself) {
  std::atomic<LONG> closed = 1;
  in_callback_ = [&](const Told& each) {
    if (!each.reply && each.message == LINE_CALLSTATE && each.p1 == LINECALLSTATE_BUSY) {
      runtime().time().hurry(true);
      closed = TSPI_lineClose(line_);
      runtime().time().hurry(false);
    }
  };
  make_call("5550123", k_call);
  EXPECT_TRUE(wait_until([&] { return closed != 1; }));
  EXPECT_EQ(closed, 0);
  line_ = nullptr;
  const auto before = told().size();
  wait(1min);
  EXPECT_EQ(told().size(), before);
}

TEST_F(AClosedLine, IsNotHeldUpByACallbackOfAnotherLine) {
  EXPECT_EQ(close(line_), 0);
  ASSERT_EQ(shutdown(), 0);
  setting().numbers = {"5550100", "5550101"};
  Host::SetUp();
  const HDRVLINE other = open(1, 2);
  std::promise<void> closed;
  auto done = closed.get_future();
  std::atomic<bool> held = false, released = false;
  in_callback_ = [&](const Told& each) {
    if (each.reply || each.line != reinterpret_cast<HTAPILINE>(2) || each.message != LINE_CALLSTATE || held.exchange(true)) return;
    held.notify_all();
    done.wait();
    released = true;
  };
  HDRVCALL call = nullptr;
  ASSERT_GT(TSPI_lineMakeCall(next_request(), other, reinterpret_cast<HTAPICALL>(k_call), &call, "5550177", 0, nullptr), 0);
  runtime().time().hurry(true);
  runtime().time().run_there([] {});
  held.wait(false);
  EXPECT_EQ(close(line_), 0);
  EXPECT_FALSE(released);
  closed.set_value();
  EXPECT_EQ(close(other), 0);
  EXPECT_TRUE(released);
}

}  // namespace
}  // namespace campon::abi_test
