// Callbacks that use the provider themselves, and that wait for others who do.
#include <atomic>
#include <future>
#include <thread>

#include "every_function.hpp"
#include "host.hpp"

namespace campon::abi_test {
namespace {

constexpr std::uintptr_t k_call = 10;

template <class Structure>
Structure empty() {
  Structure out{};
  out.dwTotalSize = sizeof out;
  return out;
}

// Every function that answers from memory; how many of them failed.
int use_everything(HDRVLINE line, HDRVCALL call) {
  auto dev = empty<LINEDEVCAPS>();
  auto address = empty<LINEADDRESSCAPS>();
  auto dev_status = empty<LINEDEVSTATUS>();
  auto address_status = empty<LINEADDRESSSTATUS>();
  auto info = empty<LINECALLINFO>();
  auto status = empty<LINECALLSTATUS>();
  DWORD number = 0, other = 0;
  int failed = 0;
  const auto count = [&](LONG result) { failed += result != 0 ? 1 : 0; };
  count(TSPI_lineNegotiateTSPIVersion(0, TSPI_VERSION_2_0, TSPI_VERSION_2_2, &number));
  count(TSPI_providerEnumDevices(1, &number, &other, nullptr, nullptr, nullptr));
  count(TSPI_lineGetDevCaps(0, TSPI_VERSION_2_2, 0, &dev));
  count(TSPI_lineGetAddressCaps(0, 0, TSPI_VERSION_2_2, 0, &address));
  count(TSPI_lineGetNumAddressIDs(line, &number));
  count(TSPI_lineSetDefaultMediaDetection(line, LINEMEDIAMODE_INTERACTIVEVOICE));
  count(TSPI_lineSetStatusMessages(line, 0xFFFFFFFF, 0xFFFFFFFF));
  count(TSPI_lineGetLineDevStatus(line, &dev_status));
  count(TSPI_lineGetAddressStatus(line, 0, &address_status));
  if (call != nullptr) count(TSPI_lineGetCallInfo(call, &info));
  if (call != nullptr) count(TSPI_lineGetCallStatus(call, &status));
  auto id = empty<VARSTRING>();
  LINEEXTENSIONID extension{};
  count(TSPI_lineGetExtensionID(0, TSPI_VERSION_2_2, &extension));
  count(TSPI_lineGetID(line, 0, nullptr, LINECALLSELECT_LINE, &id, "tapi/line", nullptr));
  count(TSPI_lineConditionalMediaDetection(line, LINEMEDIAMODE_INTERACTIVEVOICE, nullptr));
  count(TSPI_lineSelectExtVersion(line, 0));
  if (call != nullptr) count(TSPI_lineGetCallIDs(call, &number, &other, &number));
  for (const auto& each : unoffered_functions())
    if (each.of != Of::call) count(each.call({line, call, 1}) - error(LINEERR_OPERATIONUNAVAIL));
  return failed;
}

class ACallback : public Host {};

TEST_F(ACallback, MayUseEveryFunction) {
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").be_busy(); });
  std::atomic<int> callbacks = 0, failed = 0;
  in_callback_ = [&](const Told& each) {
    ++callbacks;
    const bool is_new = !each.reply && each.message == LINE_NEWCALL;
    failed += use_everything(line_, is_new ? reinterpret_cast<HDRVCALL>(each.p1) : nullptr);
  };
  callback("5550123");
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").be_free(); });
  const HDRVCALL recall = next_offer();
  ASSERT_NE(recall, nullptr);
  EXPECT_EQ(answer(recall), 0);
  EXPECT_TRUE(wait_for_state(1001, LINECALLSTATE_CONNECTED));
  EXPECT_GT(callbacks, 10);
  EXPECT_EQ(failed, 0);
}

TEST_F(ACallback, MayGiveOrders) {
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").be_busy(); });
  std::atomic<LONG> asked = 0, answered = 0;
  DWORD id = 0;
  std::atomic<HDRVCALL> busy = nullptr;
  in_callback_ = [&](const Told& each) {
    if (each.reply || each.message != LINE_CALLSTATE) return;
    if (each.p1 == LINECALLSTATE_BUSY) asked = TSPI_lineCompleteCall(901, busy, &id, LINECALLCOMPLMODE_CALLBACK, 0);
    if (each.p1 == LINECALLSTATE_IDLE) TSPI_lineCloseCall(busy);
  };
  busy = make_call("5550123", k_call);
  EXPECT_EQ(reply_to(901), 0);
  EXPECT_TRUE(wait_for_state(k_call, LINECALLSTATE_IDLE));
  in_callback_ = [&](const Told& each) {
    if (!each.reply && each.message == LINE_NEWCALL) answered = TSPI_lineAnswer(902, reinterpret_cast<HDRVCALL>(each.p1), nullptr, 0);
  };
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").be_free(); });
  ASSERT_NE(next_offer(), nullptr);
  EXPECT_EQ(reply_to(902), 0);
  EXPECT_TRUE(wait_for_state(1001, LINECALLSTATE_CONNECTED));
  EXPECT_EQ(asked, 901);
  EXPECT_EQ(answered, 902);
}

TEST_F(ACallback, MayWaitForAnotherThreadThatUsesEveryFunction) {
  std::atomic<int> failed = 0;
  in_callback_ = [&](const Told&) { failed += std::async(std::launch::async, [&] { return use_everything(line_, nullptr); }).get(); };
  call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  EXPECT_EQ(failed, 0);
}

// The host's lock that one thread holds while it closes and another wants inside the callback. [tspi.md 3.2, rule 6]
TEST_F(ACallback, MayWaitForAnotherThreadThatClosesItsCall) {
  std::atomic<HDRVCALL> call = nullptr;
  std::atomic<LONG> closed = 1;
  in_callback_ = [&](const Told& each) {
    if (!each.reply && each.message == LINE_CALLSTATE && each.p1 == LINECALLSTATE_RINGBACK)
      closed = std::async(std::launch::async, [&] { return TSPI_lineCloseCall(call); }).get();
  };
  call = make_call("5550123", k_call);
  EXPECT_TRUE(wait_until([&] { return closed != 1; }));
  EXPECT_EQ(closed, 0);
  const auto events = events_of(k_call).size();
  wait(1min);
  EXPECT_EQ(events_of(k_call).size(), events);
}

TEST_F(ACallback, MayWaitForAnotherThreadThatGivesOrders) {
  std::atomic<HDRVCALL> call = nullptr;
  std::atomic<LONG> dropped = 0;
  in_callback_ = [&](const Told& each) {
    if (!each.reply && each.message == LINE_CALLSTATE && each.p1 == LINECALLSTATE_RINGBACK)
      dropped = std::async(std::launch::async, [&] { return TSPI_lineDrop(903, call, nullptr, 0); }).get();
  };
  call = make_call("5550123", k_call);
  EXPECT_EQ(reply_to(903), 0);
  EXPECT_EQ(dropped, 903);
}

}  // namespace
}  // namespace campon::abi_test
