// A few lives in the suite; campon-torture lives thousands.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "run.hpp"

namespace campon::simulation {

inline void PrintTo(const Finding& finding, std::ostream* out) { *out << finding.rule << ": " << finding.what; }

namespace {

using testing::IsEmpty;
using testing::Not;

Order order(std::uint64_t seed) {
  Order out;
  out.seed = seed;
  return out;
}

TEST(ALife, IsTheSameForTheSameSeed) {
  const Outcome first = play(order(11));
  const Outcome second = play(order(11));
  EXPECT_EQ(first.hash, second.hash);
  EXPECT_EQ(first.turns, second.turns);
  EXPECT_NE(first.hash, play(order(12)).hash);
}

class AMonthOfLives : public testing::TestWithParam<std::uint64_t> {};

TEST_P(AMonthOfLives, BreaksNoInvariant) {
  constexpr std::uint64_t k_each = 15;
  for (std::uint64_t seed = GetParam() * k_each + 1; seed <= (GetParam() + 1) * k_each; ++seed)
    EXPECT_THAT(play(order(seed)).findings.all(), IsEmpty()) << "campon-torture --seed " << seed;
}
INSTANTIATE_TEST_SUITE_P(OfAHundredAndTwentySeeds, AMonthOfLives, testing::Range<std::uint64_t>(0, 8));

TEST(SeveralLines, OnOneExchangeBreakNoInvariant) {
  Order wanted = order(3);
  wanted.lines = 4;
  EXPECT_THAT(play(wanted).findings.all(), IsEmpty());
}

// A device that says it did what it did not.
class Liar final : public hal::SignalPort {
 public:
  Liar(std::unique_ptr<hal::SignalPort> inner, env::Scheduler& scheduler) : inner_(std::move(inner)), scheduler_(scheduler) {}
  void attach(hal::SignalSink* sink) override { inner_->attach(sink); }
  [[nodiscard]] hal::Capabilities capabilities() const override { return inner_->capabilities(); }
  [[nodiscard]] std::string_view name() const override { return inner_->name(); }
  void start(hal::Done done) override { inner_->start(std::move(done)); }
  void seize(hal::Done done) override { inner_->seize(std::move(done)); }
  void release(hal::Done done) override {
    waiting_ = scheduler_.after(std::chrono::milliseconds(1), [done = std::move(done)] { done({}); });
  }
  void answer(hal::Done done) override { inner_->answer(std::move(done)); }
  void flash(hal::Duration length, hal::Done done) override { inner_->flash(length, std::move(done)); }
  void send_digits(const hal::DialString& digits, hal::Done done) override { inner_->send_digits(digits, std::move(done)); }
  void service(const hal::ServiceOrder& wanted, hal::ServiceDone done) override { inner_->service(wanted, std::move(done)); }

 private:
  std::unique_ptr<hal::SignalPort> inner_;
  env::Scheduler& scheduler_;
  env::Timer waiting_;
};

TEST(AHookThatNobodyOwns, IsFound) {
  Order wanted = order(1);
  wanted.network = "nanp_class";
  wanted.faults = false;
  wanted.spoil = [](std::unique_ptr<hal::SignalPort> port, env::Scheduler& scheduler) {
    return std::make_unique<Liar>(std::move(port), scheduler);
  };
  const Outcome outcome = play(wanted);
  ASSERT_THAT(outcome.findings.all(), Not(IsEmpty()));
  EXPECT_EQ(outcome.findings.all().front().rule, "I6");
}

}  // namespace
}  // namespace campon::simulation
