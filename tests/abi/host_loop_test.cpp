// Hosts with a loop of their own: callbacks run inside campon_dispatch, on their thread, and nowhere else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>

#include <atomic>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include "campon/campon.h"
#include "host.hpp"
#include "provider/abi/delivery.hpp"

namespace campon::abi_test {
namespace {

using provider::abi::Delivery;
using testing::ElementsAre;
using testing::IsEmpty;

bool readable(int descriptor) {
  pollfd wanted{descriptor, POLLIN, 0};
  return poll(&wanted, 1, 0) == 1;
}

class ADeliveryByHand : public testing::Test {
 protected:
  Delivery::Callback notes(int what) {
    return [this, what] { told.push_back(what); };
  }

  std::vector<int> told;
  Delivery delivery;
  int descriptor = delivery.by_hand().value();
};

TEST_F(ADeliveryByHand, TellsNothingByItself) {
  delivery.push_event(1, notes(1));
  delivery.settle(1);
  EXPECT_THAT(told, IsEmpty());
  EXPECT_TRUE(readable(descriptor));
}

TEST_F(ADeliveryByHand, TellsInOrderAndIsQuietAfterwards) {
  delivery.push_event(1, notes(1));
  delivery.push_reply(2, notes(2));
  EXPECT_EQ(delivery.dispatch().value(), 2u);
  EXPECT_THAT(told, ElementsAre(1, 2));
  EXPECT_FALSE(readable(descriptor));
  EXPECT_EQ(delivery.dispatch().value(), 0u);
}

TEST_F(ADeliveryByHand, LeavesWhatComesMeanwhileForTheNextTime) {
  delivery.push_event(1, [this] {
    told.push_back(1);
    delivery.push_event(1, notes(2));
  });
  EXPECT_EQ(delivery.dispatch().value(), 1u);
  EXPECT_THAT(told, ElementsAre(1));
  EXPECT_TRUE(readable(descriptor));
}

TEST_F(ADeliveryByHand, DoesNotDispatchInsideACallback) {
  bool refused = false;
  delivery.push_event(1, [&] { refused = !delivery.dispatch(); });
  static_cast<void>(delivery.dispatch());
  EXPECT_TRUE(refused);
}

TEST_F(ADeliveryByHand, KeepsOneDescriptor) { EXPECT_EQ(delivery.by_hand().value(), descriptor); }

TEST_F(ADeliveryByHand, RunsOneCallbackAtATimeWhoeverDispatches) {
  std::atomic<int> inside = 0, most = 0, ran = 0;
  for (int i = 0; i < 200; ++i)
    delivery.push_event(1, [&] {
      most = std::max(most.load(), ++inside);
      --inside;
      ++ran;
    });
  auto other = std::async(std::launch::async, [&] { return delivery.dispatch().value(); });
  const std::size_t here = delivery.dispatch().value();
  EXPECT_EQ(here + other.get(), 200u);
  EXPECT_EQ(most, 1);
  EXPECT_EQ(ran, 200);
}

TEST_F(ADeliveryByHand, IsEmptiedBySettlingEverything) {
  delivery.push_reply(1, notes(1));
  delivery.settle_all();
  EXPECT_THAT(told, ElementsAre(1));
}

TEST(ADelivery, DispatchesOnlyByHand) {
  Delivery delivery;
  EXPECT_FALSE(delivery.dispatch().has_value());
}

// Notes on which thread it is called.
std::mutex& threads_mutex() {
  static std::mutex mutex;
  return mutex;
}
std::vector<std::thread::id>& threads() {
  static std::vector<std::thread::id> all;
  return all;
}
void note_thread() {
  const std::lock_guard lock(threads_mutex());
  threads().push_back(std::this_thread::get_id());
}
void on_reply(DRV_REQUESTID /*request*/, LONG /*result*/) { note_thread(); }
void on_event(HTAPILINE /*line*/, HTAPICALL /*call*/, DWORD /*message*/, DWORD_PTR /*p1*/, DWORD_PTR /*p2*/, DWORD_PTR /*p3*/) {
  note_thread();
}

class AHostLoop : public testing::Test {
 protected:
  void SetUp() override {
    threads().clear();
    DWORD options = 0;
    ASSERT_EQ(TSPI_providerInit(TSPI_VERSION_2_2, 1, 0, 0, 1, 0, on_reply, &options), 0);
    descriptor = campon_fd();
    ASSERT_GE(descriptor, 0);
    ASSERT_EQ(TSPI_lineOpen(0, reinterpret_cast<HTAPILINE>(1), &line, TSPI_VERSION_2_2, on_event), 0);
  }
  void TearDown() override {
    VirtualRuntime::current().time().hurry(true);
    EXPECT_EQ(TSPI_providerShutdown(TSPI_VERSION_2_2, 1), 0);
  }

  void let_time_pass(std::chrono::seconds time) {
    auto& clock = VirtualRuntime::current().time();
    env::Time limit{};
    clock.run_there([&] { limit = clock.now() + time; });
    while (clock.step(limit)) {
    }
  }

  int descriptor = -1;
  HDRVLINE line = nullptr;
};

TEST_F(AHostLoop, IsToldOnItsOwnThreadOnly) {
  HDRVCALL call = nullptr;
  ASSERT_EQ(TSPI_lineMakeCall(5, line, reinterpret_cast<HTAPICALL>(2), &call, "5550199", 0, nullptr), 5);
  let_time_pass(10s);
  EXPECT_THAT(threads(), IsEmpty());
  ASSERT_TRUE(readable(descriptor));
  const LONG ran = campon_dispatch();
  EXPECT_GT(ran, 2);
  EXPECT_EQ(threads(), std::vector<std::thread::id>(static_cast<std::size_t>(ran), std::this_thread::get_id()));
  EXPECT_FALSE(readable(descriptor));
}

TEST_F(AHostLoop, IsToldWhatAClosedLineStillOwed) {
  HDRVCALL call = nullptr;
  ASSERT_EQ(TSPI_lineMakeCall(5, line, reinterpret_cast<HTAPICALL>(2), &call, "5550199", 0, nullptr), 5);
  VirtualRuntime::current().time().hurry(true);
  ASSERT_EQ(TSPI_lineClose(line), 0);
  EXPECT_THAT(threads(), IsEmpty());
  EXPECT_EQ(campon_dispatch(), 1) << "the reply, and no event";
}

TEST_F(AHostLoop, IsToldTheRestByShutdown) {
  HDRVCALL call = nullptr;
  ASSERT_EQ(TSPI_lineMakeCall(5, line, reinterpret_cast<HTAPICALL>(2), &call, "5550199", 0, nullptr), 5);
  VirtualRuntime::current().time().hurry(true);
  ASSERT_EQ(TSPI_providerShutdown(TSPI_VERSION_2_2, 1), 0);
  EXPECT_THAT(threads(), testing::Contains(std::this_thread::get_id()));
  EXPECT_THAT(threads(), testing::Each(std::this_thread::get_id()));
  EXPECT_EQ(campon_dispatch(), error(LINEERR_UNINITIALIZED));
  SetUp();
}

}  // namespace
}  // namespace campon::abi_test
