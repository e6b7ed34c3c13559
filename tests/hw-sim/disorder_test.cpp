// Modems and subscribers that do anything at any time, by seed; afterwards everybody is on hook and nothing is left over.
#include <gmock/gmock.h>

#include <array>
#include <memory>
#include <set>

#include "bench.hpp"

namespace campon::sim {
namespace {

using testing::IsEmpty;
using testing::IsSupersetOf;

constexpr std::array<std::string_view, 3> k_lines{"101", "102", "103"};
constexpr std::array<std::string_view, 6> k_numbers{"101", "102", "103", "120", "121", "911"};
constexpr std::array<std::string_view, 12> k_orders{"AT+FCLASS=8;+VLS=1", "AT+VLS=0",       "ATH",        "ATZ",
                                                    "AT+VTS={!,60}",      "AT+VTS={!,150}", "AT+VTS=6",   "AT+FCLASS=8;+VTS=1",
                                                    "AT+VTS=3",           "AT+VTS=4",       "ATX3DT*46;", "ATA"};
constexpr std::array<std::string_view, 6> k_habits{"busy", "free", "hangup", "never", "answer", "ring"};

struct Disorder {
  explicit Disorder(std::uint64_t seed) : rng(seed), simulator(Simulator::create("panasonic_kx_tda", time, rng, trace).value()) {
    for (std::size_t i = 0; i < k_lines.size(); ++i) {
      terminals[i] = std::make_unique<Terminal>(time);
      EXPECT_TRUE(simulator->attach_modem(k_lines[i], "generic_v253", terminals[i]->wire));
    }
  }
  ~Disorder() { simulator.reset(); }

  template <class List>
  auto& any(List& list) {
    return list[rng.between(0, list.size() - 1)];
  }
  void modem_does() {
    const bool dials = rng.between(0, 1) == 0;
    const std::string text = dials ? "AT+FCLASS=8;X3DT" + std::string(any(k_numbers)) + ";" : std::string(any(k_orders));
    any(terminals)->wire.type(text + "\r");
  }
  void subscriber_does() {
    const std::string verb(any(k_habits));
    const std::string number(any(k_numbers).substr(0, 3));
    const std::string from = rng.between(0, 1) == 0 ? "120" : "121";
    if (verb == "ring") return static_cast<void>(simulator->control("ring " + number + " --from " + from));
    static_cast<void>(simulator->control(verb + " " + number + (verb == "answer" ? " 1" : "")));
  }
  LineView view(std::string_view number) {
    for (const auto& one : simulator->lines())
      if (one.number == number) return one;
    return {};
  }
  // A call between two lines is one at both ends, and who holds or talks is off hook.
  void check() {
    for (const auto& line : simulator->lines()) {
      EXPECT_TRUE(line.off_hook || (!line.talks_to && !line.holds)) << line.number;
      EXPECT_FALSE(line.off_hook && line.ringing) << line.number;
      EXPECT_FALSE(line.holds && line.holds == line.talks_to) << line.number;
      if (line.holds) reached.insert("hold");
      if (line.talks_to) reached.insert(*line.talks_to == "911" ? "desk" : line.talks_to->starts_with("10") ? "modem" : "subscriber");
      if (line.hears == "stutter" || line.hears == "busy" || line.hears == "ringback" || line.hears == "confirmation")
        reached.insert(line.hears);
      const auto other = line.holds ? line.holds : line.talks_to;
      const bool alone = other && *other != "911" && simulator->subscriber(*other).is_free();
      EXPECT_FALSE(alone) << line.number;
    }
  }
  void note_requests() {
    for (const auto& request : simulator->requests())
      reached.insert(request.recalling ? "recall" : request.suspended ? "suspended" : "request");
    for (const auto number : k_numbers)
      if (!simulator->messages_left_for(number).empty()) reached.insert("message");
  }
  void run(int steps) {
    for (int i = 0; i < steps; ++i) {
      rng.between(0, 2) == 0 ? subscriber_does() : modem_does();
      time.advance(env::Duration(rng.between(0, 1) == 0 ? 200ms : 4000ms));
      check();
      note_requests();
    }
  }
  void everybody_hangs_up() {
    time.advance(5min);
    for (const auto& terminal : terminals) terminal->wire.close();
    for (const auto number : k_numbers) simulator->subscriber(number).be_free();
    for (const auto number : k_numbers) simulator->subscriber(number).hang_up();
    time.advance(3h);
  }

  env::VirtualScheduler time;
  env::SeededRng rng;
  env::NullTrace trace;
  std::array<std::unique_ptr<Terminal>, k_lines.size()> terminals;
  std::unique_ptr<Simulator> simulator;
  std::set<std::string> reached;  // what came about, so that a quiet run is noticed
};

TEST(ADisorder, LeavesEverybodyOnHook) {
  std::set<std::string> reached;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Disorder world(seed);
    world.run(150);
    world.everybody_hangs_up();
    EXPECT_THAT(world.simulator->requests(), IsEmpty());
    for (const auto& line : world.simulator->lines()) {
      EXPECT_FALSE(line.off_hook || line.ringing) << line.number;
      EXPECT_EQ(line.hears, "silence");
    }
    for (const auto number : k_numbers) EXPECT_TRUE(world.simulator->subscriber(number).is_free()) << number;
    if (testing::Test::HasFailure()) return;
    reached.merge(world.reached);
  }
  EXPECT_THAT(reached, IsSupersetOf({"hold", "desk", "modem", "subscriber", "stutter", "busy", "ringback", "confirmation", "request",
                                     "recall", "suspended", "message"}));
}

}  // namespace
}  // namespace campon::sim
