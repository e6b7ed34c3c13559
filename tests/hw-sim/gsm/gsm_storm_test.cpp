// Two mobiles and a few subscribers who do anything, with faults: the books of network and exchange agree, and all ends well.
#include <array>
#include <utility>

#include "gsm_bench.hpp"
#include "hw-sim/catalogue.hpp"

namespace campon::sim {
namespace {

constexpr std::array<std::string_view, 5> k_numbers{"5550123", "5550124", "5550125", "5550100", "5550111"};
constexpr std::array<std::string_view, 16> k_network_faults{"X01", "X02", "X03", "X04", "X05", "X06", "X07", "X08",
                                                            "X09", "X10", "X11", "X12", "X13", "X14", "X16", "X17"};

struct Storm {
  explicit Storm(std::uint64_t seed) : chance(seed), bench(personality()) {
    EXPECT_TRUE(bench.simulator->attach_modem("5550111", "gsm_ccbs", other));
    other.type("ATE0+CLIP=1\r");
    bench.clock.advance(5s);
    bench.says("AT+CCWA=1,1,1", 3s);
  }

  std::uint64_t upto(std::uint64_t high) { return chance.between(0, high); }
  std::string personality() {
    const auto names = mobile_personality_names();
    return names[static_cast<std::size_t>(upto(names.size() - 1))];
  }
  std::string number() { return std::string(k_numbers.at(static_cast<std::size_t>(upto(k_numbers.size() - 1)))); }

  void somebody_acts() {
    Subscriber& one = bench.party(k_numbers.at(static_cast<std::size_t>(upto(2))));
    switch (upto(6)) {
      case 0: return one.be_busy();
      case 1: return one.be_free();
      case 2: return one.hang_up();
      case 3: return one.be_busy_for(1min);
      case 4: return one.answer_after_rings(static_cast<int>(upto(3)) + 1);
      case 5:
        static_cast<void>(
            bench.simulator->call_line(upto(1) == 0 ? k_own : "5550111", k_numbers.at(static_cast<std::size_t>(upto(2))), 20s));
        return;
      default: return one.never_answer();
    }
  }
  void computer_types(Wire& wire) {
    static constexpr std::array<std::string_view, 16> k_lines{
        "ATA",       "ATH",       "AT+CHUP", "AT+CHLD=0", "AT+CHLD=1", "AT+CHLD=2",  "AT+CHLD=3",  "AT+CHLD=5",
        "AT+CHLD=5", "AT+CHLD=5", "AT+CLCC", "ATD*#37#;", "ATD#37#;",  "ATD#37*1#;", "AT+CHLD=11", "AT+CHLD=22"};
    if (upto(2) == 0)
      wire.type("ATD" + number() + ";\r");
    else
      wire.type(std::string(k_lines.at(static_cast<std::size_t>(upto(k_lines.size() - 1)))) + "\r");
  }
  void network_acts() {
    if (upto(covered ? 20 : 2) == 0) bench.me().cover(std::exchange(covered, !covered) ? Registration::searching : Registration::home);
    if (upto(2) == 0) static_cast<void>(bench.network_faults().order(k_network_faults.at(static_cast<std::size_t>(upto(15)))));
    if (upto(60) == 0) bench.simulator->forget_requests();
  }
  void computer_asks(Wire& wire) {
    const std::string_view called = k_numbers.at(static_cast<std::size_t>(upto(2)));
    bench.party(called).be_busy_for(std::chrono::seconds(10 + upto(60)));
    wire.type("AT+CHUP\r");
    bench.clock.advance(1s);
    wire.type("ATD" + std::string(called) + ";\r");
    bench.clock.advance(4s);
    wire.type("AT+CHLD=5\r");
    bench.clock.advance(3s);
  }
  void step() {
    switch (upto(5)) {
      case 4: computer_asks(bench.wire); break;
      case 5: computer_asks(other); break;
      case 0: somebody_acts(); break;
      case 1: computer_types(bench.wire); break;
      case 2: computer_types(other); break;
      default: network_acts(); break;
    }
    bench.clock.advance(std::chrono::milliseconds(upto(6000)));
  }

  // Every request of a subscriber has its place in the exchange, and none has another.
  void expect_agreement() {
    std::size_t mobile = 0;
    for (const auto& [who, subscriber] : bench.simulator->mobile().subscribers())
      for (const auto& one : subscriber->requests()) mobile += one.ghost ? 0 : 1;
    ASSERT_EQ(bench.simulator->requests().size(), mobile);
  }
  void drain() {
    bench.network_faults().clear();
    bench.me().cover(Registration::home);
    for (const std::string_view one : {"5550123", "5550124", "5550125"}) {
      bench.party(one).be_free();
      bench.party(one).hang_up();
    }
    for (int i = 0; i < 3; ++i) {
      bench.clock.advance(2min);
      for (const std::string_view ends : {"AT+CHUP\r", "AT+CHLD=0\r", "AT+CHUP\r"}) {
        bench.wire.type(ends);
        other.type(ends);
        bench.clock.advance(1s);
      }
    }
    bench.clock.advance(95min);
  }

  bool covered = true;
  env::SeededRng chance;
  Wire other;
  GsmBench bench;
};

class AStorm : public testing::TestWithParam<std::uint64_t> {};
TEST_P(AStorm, LeavesTheBooksInAgreement) {
  Storm storm(GetParam());
  for (int i = 0; i < 400; ++i) {
    storm.step();
    storm.expect_agreement();
    if (HasFatalFailure()) FAIL() << "step " << i;
  }
  storm.drain();
  EXPECT_THAT(storm.bench.simulator->requests(), testing::IsEmpty());
  for (const auto& [who, subscriber] : storm.bench.simulator->mobile().subscribers()) {
    EXPECT_THAT(subscriber->calls(), testing::IsEmpty()) << who;
    EXPECT_THAT(subscriber->requests(), testing::IsEmpty()) << who;
  }
  EXPECT_EQ(storm.bench.simulator->emergency_calls(), 0);
}
INSTANTIATE_TEST_SUITE_P(OfAnyKind, AStorm, testing::Range<std::uint64_t>(1, 41));

}  // namespace
}  // namespace campon::sim
