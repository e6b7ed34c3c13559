// A user who does anything at any time, on each network, by seed: what must hold, holds.
#include <gtest/gtest.h>

#include <map>

#include "provider/completion_states.hpp"
#include "world.hpp"

namespace campon::scenario {
namespace {

constexpr std::uint64_t k_seeds = 60;

struct Town {
  std::string_view network;
  std::string_view own;
  std::vector<std::string> others;
};

const Town& town(std::size_t index) {
  static const std::vector<Town> k_towns{
      {"nanp_class", "5550100", {"5550123", "5550124", "5550125"}},
      {"panasonic_kx_tda", "101", {"102", "103", "104"}},
      {"ericsson_md110", "4101", {"4102", "4103", "4104"}},
  };
  return k_towns[index];
}

// Half an hour of calls, completions, cancels, answers and hang-ups in any order, while the others come and go.
class RandomUser {
 public:
  RandomUser(const Town& town, std::uint64_t seed) : town_(town), chance_(seed), user_(town.network, town.network, town.own, seed) {}

  void live(env::Duration length) {
    const auto end = user_.scheduler.now() + length;
    while (user_.scheduler.now() < end) {
      act();
      user_.waits(std::chrono::milliseconds(chance_.between(1, 6000)));
      check();
    }
    settle();
  }

 private:
  std::uint64_t pick(std::uint64_t most) { return chance_.between(0, most - 1); }
  sim::Subscriber& somebody() { return user_.exchange->subscriber(town_.others[pick(town_.others.size())]); }
  std::optional<CallView> some_call() {
    const auto calls = user_.line->calls();
    if (calls.empty()) return std::nullopt;
    return calls[pick(calls.size())];
  }
  hal::Done reply() {
    ++asked_;
    return [this](const env::Result&) { ++answered_; };
  }

  void act() {
    const auto call = some_call();
    switch (pick(14)) {
      case 0:
      case 1:
      case 2: {
        const auto number = hal::DialString::parse(town_.others[pick(town_.others.size())]).value();
        auto done = reply();
        if (!user_.line->make_call(number, done)) ++answered_;
        break;
      }
      case 3:
      case 4:
      case 5:
        if (!call) break;
        ++asked_;
        user_.line->complete(call->id, static_cast<CompletionMode>(pick(4)), 0, [this](const auto&) { ++answered_; });
        break;
      case 6:
        if (call) user_.line->drop(call->id, reply());
        break;
      case 7:
        if (call) user_.line->answer(call->id, reply());
        break;
      case 8:
        if (call && call->state == CallState::idle) user_.line->close_call(call->id);
        break;
      case 9: {
        const auto completions = user_.line->completions();
        if (!completions.empty()) user_.line->uncomplete(completions[pick(completions.size())].id, reply());
        break;
      }
      case 10: somebody().be_busy(); break;
      case 11: somebody().be_free(); break;
      case 12: somebody().hang_up(); break;
      case 13: static_cast<void>(user_.exchange->call_line(town_.own, town_.others[pick(town_.others.size())], 20s)); break;
    }
  }

  // One end for each completion, and nothing after it.
  void check() {
    for (; seen_ < user_.completions.size(); ++seen_) {
      const auto& view = user_.completions[seen_];
      ASSERT_FALSE(ended_[view.id.value]) << "completion " << view.id.value << " is told of after its end";
      ended_[view.id.value] = provider::is_terminal(view.state);
    }
    const auto& lines = user_.exchange->lines();
    ASSERT_FALSE(lines.empty());
  }

  void settle() {
    for (const auto& number : town_.others) {
      user_.exchange->subscriber(number).be_free();
      user_.exchange->subscriber(number).hang_up();
    }
    for (int round = 0; round < 20; ++round) {
      for (const auto& call : user_.line->calls()) {
        if (call.state != CallState::idle) user_.line->drop(call.id, reply());
        user_.waits(100ms);
        user_.line->close_call(call.id);
      }
      user_.waits(30s);
    }
    check();
    EXPECT_EQ(asked_, answered_) << "each reply comes exactly once";
    EXPECT_FALSE(user_.off_hook()) << "nobody owns the hook";
    EXPECT_EQ(user_.line->completions().size(), user_.exchange->requests().size()) << "provider and exchange agree";
  }

  const Town& town_;
  env::SeededRng chance_;
  User user_;
  std::map<std::uint32_t, bool> ended_;
  std::size_t seen_ = 0;
  int asked_ = 0;
  int answered_ = 0;
};

class ARandomUser : public testing::TestWithParam<std::size_t> {};

TEST_P(ARandomUser, LeavesNothingBehind) {
  for (std::uint64_t seed = 1; seed <= k_seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomUser(town(GetParam()), seed).live(30min);
    if (HasFailure()) return;
  }
}

// Found by longer runs, each a defect that was mended: a request for a number that is asked for already (2), a recall answered
// by the seizure of its own cancel (64), a call dropped while its ring was being answered (189), a recall that began before
// a stranger's ringing was known to be over (820).
TEST(ARandomUserOfEarlierRuns, LeavesNothingBehind) {
  const std::pair<std::size_t, std::uint64_t> k_found[] = {{0, 2}, {2, 64}, {2, 189}, {1, 820}};
  for (const auto& [network, seed] : k_found) {
    SCOPED_TRACE("network " + std::to_string(network) + ", seed " + std::to_string(seed));
    RandomUser(town(network), seed).live(30min);
  }
}

INSTANTIATE_TEST_SUITE_P(OnEachNetwork, ARandomUser, testing::Values(0, 1, 2));

}  // namespace
}  // namespace campon::scenario
