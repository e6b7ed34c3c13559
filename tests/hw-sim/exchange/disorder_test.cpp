// People and faults at random on every exchange: whatever they do, the books agree, and all comes to rest.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <memory>

#include "hw-sim/simulator.hpp"
#include "telephone.hpp"

namespace campon::sim {
namespace {

constexpr int k_people = 4;
constexpr int k_strangers = 4;

class Crowd {
  using State = StationMachine::State;

 public:
  Crowd(std::string_view plan, std::uint64_t seed) : town_(plan), rng_(seed) {
    for (int n = 0; n < k_people; ++n) people_.push_back(std::make_unique<Person>(town_, n));
    for (const auto& each : town_.faults.counts()) EXPECT_TRUE(town_.faults.rate(each.name, 30));
  }

  void lives_for(int steps) {
    for (int i = 0; i < steps; ++i) {
      acts();
      town_.advance(std::chrono::milliseconds(rng_.between(0, 3000)));
      agrees();
    }
  }
  void comes_to_rest() {
    town_.faults.clear();
    for (const auto& one : people_) one->hangs_up();
    for (int n = 0; n < k_strangers; ++n) town_.exchange.on_hook(stranger(n));
    for (int hour = 0; hour < 60; ++hour) town_.advance(1h);
    EXPECT_THAT(town_.exchange.requests(), testing::IsEmpty());
    for (const auto& [number, station] : town_.exchange.stations()) {
      EXPECT_TRUE(station->is_idle() || station->machine.is(StationMachine::State::engaged)) << number;
      EXPECT_EQ(station->peer, nullptr) << number;
      EXPECT_EQ(station->camps_on, nullptr) << number;
    }
  }

 private:
  Station& stranger(int n) { return town_.station(town_.number(20 + n)); }
  Station& stranger() { return stranger(static_cast<int>(rng_.between(0, k_strangers - 1))); }
  Person& person() { return *people_[rng_.between(0, k_people - 1)]; }

  void acts() {
    switch (rng_.between(0, 11)) {
      case 0: return person().lifts();
      case 1: return person().hangs_up();
      case 2: return person().flashes();
      case 3: return person().presses(stranger().number);
      case 4: return person().presses(person().number);
      case 5:
      case 6: return presses_code();
      case 7: return person().presses(std::string(1, "0123456789*#"[rng_.between(0, 11)]));
      case 8: return town_.exchange.engage(stranger());
      case 9: return town_.exchange.release(stranger());
      case 10: return changes_habits(stranger().habits);
      default: return calls_somebody();
    }
  }
  void presses_code() {
    const auto& features = town_.plan().features;
    if (features.empty()) return;
    std::string code = features[rng_.between(0, features.size() - 1)].code;
    for (auto at = code.find_first_of("DTX"); at != std::string::npos; at = code.find_first_of("DTX"))
      code.replace(at, 1, code[at] == 'X' ? "4" : stranger().number);
    person().presses(code);
  }
  void changes_habits(Habits& habits) {
    habits.answers_after = static_cast<int>(rng_.between(0, 3));
    habits.refuses_calls = rng_.between(0, 9) == 0;
    habits.refuses_features = rng_.between(0, 9) == 0;
    habits.do_not_disturb = rng_.between(0, 9) == 0;
    habits.call_waiting = rng_.between(0, 4) == 0;
    habits.forward_to = rng_.between(0, 9) == 0 ? stranger().number : "";
    habits.talk = rng_.between(0, 1) == 0 ? std::optional<env::Duration>(10s) : std::nullopt;
  }
  void calls_somebody() {
    Station& from = stranger();
    Station& to = person().line;
    if (from.is_idle() && to.is_idle()) town_.exchange.place_call(from, to, 20s);
  }

  // What must hold after every step.
  void agrees() {
    std::map<const Station*, int> recalls;
    for (const Request& one : town_.exchange.requests()) {
      if (one.state == RequestState::recalling && !one.ghost) ++recalls[one.target];
      EXPECT_TRUE(!one.recalling() || one.caller->machine.is(State::recalled)) << one.caller->number;
    }
    for (const auto& [target, count] : recalls) EXPECT_EQ(count, 1) << target->number;
    for (const auto& [number, station] : town_.exchange.stations()) agrees(*station);
  }
  void agrees(const Station& station) {
    const auto& requests = town_.exchange.requests();
    const auto is_his = [&](const Request& one) { return one.recalling() && one.caller == &station; };
    const bool is_recalled = std::any_of(requests.begin(), requests.end(), is_his);
    EXPECT_EQ(station.machine.is(State::recalled), is_recalled) << station.number;
    EXPECT_TRUE(!station.machine.is(State::ringing) || station.peer != nullptr) << station.number;
    EXPECT_TRUE(!station.machine.is(State::camped) || station.camps_on != nullptr) << station.number;
    EXPECT_TRUE(!station.is_idle() || station.peer == nullptr) << station.number;
  }

  Town town_;
  env::SeededRng rng_;
  std::vector<std::unique_ptr<Person>> people_;
};

class ACrowd : public testing::TestWithParam<std::string> {};

TEST_P(ACrowd, LeavesTheExchangeInOrder) {
  for (std::uint64_t seed = 1; seed <= 3 && !HasFailure(); ++seed) {
    Crowd crowd(GetParam(), seed);
    crowd.lives_for(400);
    crowd.comes_to_rest();
    EXPECT_FALSE(HasFailure()) << GetParam() << " seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(OfEachPlan, ACrowd, testing::ValuesIn(plan_names()), [](const auto& which) { return which.param; });

}  // namespace
}  // namespace campon::sim
