#include "provider/abi/delivery.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <vector>

namespace campon::abi_test {
namespace {

using provider::abi::Delivery;
using testing::ElementsAre;

class TheDelivery : public testing::Test {
 protected:
  Delivery::Callback notes(int what) {
    return [this, what] { told.push_back(what); };
  }
  // Holds the thread of the callbacks until release().
  void hold(std::uintptr_t owner) {
    std::promise<void> held;
    delivery.push_event(owner, [&held, gate = gate.get_future().share()] {
      held.set_value();
      gate.wait();
    });
    held.get_future().wait();
  }
  void release() { gate.set_value(); }

  std::promise<void> gate;
  std::vector<int> told;  // after a settle only
  Delivery delivery;
};

TEST_F(TheDelivery, KeepsTheOrder) {
  for (int i = 0; i < 5; ++i) delivery.push_event(static_cast<std::uintptr_t>(i % 2), notes(i));
  delivery.settle_all();
  EXPECT_THAT(told, ElementsAre(0, 1, 2, 3, 4));
}

TEST_F(TheDelivery, DropsTheEventsOfOneLineAndKeepsItsReplies) {
  hold(7);
  delivery.push_event(1, notes(1));
  delivery.push_reply(1, notes(2));
  delivery.push_event(2, notes(3));
  auto dropped = std::async(std::launch::async, [&] { delivery.drop_events(1); });
  release();
  dropped.get();
  delivery.settle_all();
  EXPECT_THAT(told, testing::IsSupersetOf({2, 3}));
  EXPECT_LT(told.size(), 4u);
}

TEST_F(TheDelivery, SettlesALineWhileACallbackOfAnotherIsHeld) {
  delivery.push_event(1, notes(1));
  delivery.settle(1);
  hold(2);
  delivery.settle(1);
  delivery.drop_events(1);
  EXPECT_THAT(told, ElementsAre(1));
  release();
}

TEST_F(TheDelivery, WaitsForTheCallbackThatRuns) {
  std::atomic<bool> over = false;
  std::promise<void> begun;
  delivery.push_event(1, [&, gate = gate.get_future().share()] {
    begun.set_value();
    gate.wait();
    over = true;
  });
  begun.get_future().wait();
  auto settled = std::async(std::launch::async, [&] {
    delivery.drop_events(1);
    return over.load();
  });
  release();
  EXPECT_TRUE(settled.get());
}

TEST_F(TheDelivery, WaitsForNoCallbackThatNeverReturns) {
  hold(1);
  delivery.push_reply(1, notes(1));
  delivery.drop_events(1);
  release();
  delivery.settle_all();
  EXPECT_THAT(told, ElementsAre(1)) << "the reply comes late, and it comes";
}

TEST_F(TheDelivery, DropsFromInsideACallbackWithoutWaiting) {
  delivery.push_event(1, [this] {
    delivery.push_event(1, notes(1));
    delivery.push_reply(1, notes(2));
    delivery.drop_events(1);
    delivery.settle_all();
    told.push_back(0);
  });
  delivery.settle_all();
  delivery.settle(1);
  EXPECT_THAT(told, ElementsAre(0, 2));
}

TEST_F(TheDelivery, KnowsWhoIsInsideACallback) {
  std::atomic<bool> inside = false;
  delivery.push_event(1, [&] { inside = Delivery::inside_callback(); });
  delivery.settle_all();
  EXPECT_TRUE(inside);
  EXPECT_FALSE(Delivery::inside_callback());
}

TEST(ADelivery, ThatEndsDeliversWhatWaits) {
  std::atomic<int> told = 0;
  {
    Delivery delivery;
    for (int i = 0; i < 100; ++i) delivery.push_reply(1, [&] { ++told; });
  }
  EXPECT_EQ(told, 100);
}

}  // namespace
}  // namespace campon::abi_test
