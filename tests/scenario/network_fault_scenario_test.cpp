// What an exchange and a line do wrong, each row by itself: whatever it was, the request ends, and the line is sound again.
#include <gtest/gtest.h>

#include <array>

#include "hw-sim/faults/faults.hpp"
#include "world.hpp"

namespace campon::scenario {
namespace {

constexpr std::array k_rows{"L01", "L02", "L03", "L04", "L05", "L07", "L08", "L09", "L11", "L12", "X01",
                            "X03", "X04", "X05", "X07", "X10", "X11", "X12", "X13", "X14", "X17"};

class AFaultOfTheNetwork : public testing::TestWithParam<const char*> {
 protected:
  void completes_a_call() {
    sim::Subscriber& b = a.exchange->subscriber("5550123");
    b.hang_up_after(20s);
    b.be_busy();
    const CallId call = a.calls("5550123", CallState::busy);
    if (call != CallId{} && a.state_of(call) == CallState::busy) static_cast<void>(a.completes(call, CompletionMode::callback));
    if (call != CallId{}) a.line->close_call(call);
    a.waits(20s);
    b.be_free();
    if (const auto offered = a.is_offered(3min)) {
      static_cast<void>(a.answers(offered->id));
      a.waits(1min);
    }
    for (const auto& each : a.line->calls()) a.line->close_call(each.id);
    a.waits(1min);
  }
  void takes_back_what_is_left() {
    for (const auto& each : a.line->completions()) static_cast<void>(a.cancels(each.id));
    a.waits(2h);
  }

  User a{"nanp_class", "nanp_class", "5550100"};
};

// [fault L01] [fault L02] [fault L03] [fault L04] [fault L05] [fault L07] [fault L08] [fault L09] [fault L11] [fault L12]
// [fault X01] [fault X03] [fault X04] [fault X05] [fault X07] [fault X10] [fault X11] [fault X12] [fault X13] [fault X14] [fault X17]
TEST_P(AFaultOfTheNetwork, LeavesNoRequestBehindAndASoundLine) {
  ASSERT_TRUE(a.exchange->faults().order(GetParam(), 2));
  for (int i = 0; i < 3; ++i) completes_a_call();
  EXPECT_GT(a.exchange->faults().fired(GetParam()), 0U);
  takes_back_what_is_left();
  EXPECT_TRUE(a.line->completions().empty());
  EXPECT_TRUE(a.exchange->requests().empty());
  EXPECT_FALSE(a.off_hook());
  a.exchange->faults().clear();
  EXPECT_NE(a.calls("5550124", CallState::connected), CallId{}) << a.trace.text;
}

INSTANTIATE_TEST_SUITE_P(OfEachRow, AFaultOfTheNetwork, testing::ValuesIn(k_rows), [](const auto& row) { return std::string(row.param); });

// Of two, the first comes when nobody waits for it any more, and the second is refused. [fault X15]
TEST(AnIntrusionThatFails, LeavesNobodyOffHook) {
  User a(User::on("panasonic_kx_tda"));
  const std::string other = a.another_number();
  a.exchange->subscriber(other).be_busy();
  ASSERT_TRUE(a.exchange->faults().order("X15", 2));
  for (const auto remedy : {env::Remedy::unknown, env::Remedy::refused}) {
    const CallId call = a.calls(other, CallState::busy);
    const auto intruded = a.completes(call, CompletionMode::intrude);
    ASSERT_FALSE(intruded);
    EXPECT_EQ(intruded.error().remedy, remedy) << intruded.error().what;
    a.line->close_call(call);
    a.waits(10s);
    EXPECT_FALSE(a.off_hook());
  }
  EXPECT_EQ(a.exchange->faults().fired("X15"), 2U);
}

}  // namespace
}  // namespace campon::scenario
