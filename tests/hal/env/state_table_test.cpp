#include "hal/env/state_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>

namespace campon::env {
namespace {

struct DoorMachine {
  enum class State : unsigned char { closed, open, locked };
  enum class Input : unsigned char { push, turn_key };
  enum class Action : unsigned char { none, ring_bell, bolt };
  static constexpr std::string_view k_name = "door";
  static constexpr std::array<std::string_view, 3> k_states{"closed", "open", "locked"};
  static constexpr std::array<std::string_view, 2> k_inputs{"push", "turn_key"};
  static constexpr std::array<std::string_view, 3> k_actions{"", "ring_bell", "bolt"};
};

using S = DoorMachine::State;
using I = DoorMachine::Input;
using A = DoorMachine::Action;

constexpr auto k_door = StateTable<DoorMachine>::build([](auto& t) {
  t.in(S::closed).go(I::push, S::open).go(I::turn_key, S::locked, A::bolt);
  t.in(S::open).ignore("it is open", I::push).refuse("the bolt would hit the frame", I::turn_key);
  t.in(S::locked).stay(I::push, A::ring_bell).go(I::turn_key, S::closed);
});

constexpr auto k_printable = printable<DoorMachine, k_door>();

using Door = StateMachine<DoorMachine, k_door>;

const auto quietly = [](S, const Door::Cell&) {};

TEST(AStateMachine, BeginsInItsFirstState) { EXPECT_TRUE(Door().is(S::closed)); }

TEST(AStateMachine, GoesWhereItsTableSays) {
  Door door;
  const auto& cell = door.step(I::turn_key, quietly);
  EXPECT_EQ(door.state(), S::locked);
  EXPECT_EQ(cell.outcome, Outcome::go);
  EXPECT_EQ(cell.action, A::bolt);
}

TEST(AStateMachine, StaysWithAnAction) {
  Door door;
  door.step(I::turn_key, quietly);
  const auto& cell = door.step(I::push, quietly);
  EXPECT_EQ(door.state(), S::locked);
  EXPECT_EQ(cell.outcome, Outcome::stay);
  EXPECT_EQ(cell.action, A::ring_bell);
}

TEST(AStateMachine, IgnoresAndSaysWhy) {
  Door door;
  door.step(I::push, quietly);
  const auto& cell = door.step(I::push, quietly);
  EXPECT_EQ(door.state(), S::open);
  EXPECT_EQ(cell.outcome, Outcome::ignore);
  EXPECT_EQ(cell.why, "it is open");
}

TEST(AStateMachine, RefusesAndSaysWhy) {
  Door door;
  door.step(I::push, quietly);
  const auto& cell = door.step(I::turn_key, quietly);
  EXPECT_EQ(door.state(), S::open);
  EXPECT_EQ(cell.outcome, Outcome::refuse);
  EXPECT_EQ(cell.why, "the bolt would hit the frame");
}

TEST(AStateMachine, TellsWhereItCameFrom) {
  Door door;
  std::string told;
  door.step(I::turn_key, [&](S from, const Door::Cell& cell) { told = describe_step<DoorMachine>(from, I::turn_key, cell); });
  EXPECT_EQ(told, "closed --turn_key--> locked");
}

TEST(AStep, IsDescribedWithTheReasonOfNotMoving) {
  EXPECT_EQ(describe_step<DoorMachine>(S::open, I::push, k_door.at(S::open, I::push)), "open --push--> ignored: it is open");
  EXPECT_EQ(describe_step<DoorMachine>(S::open, I::turn_key, k_door.at(S::open, I::turn_key)),
            "open --turn_key--> refused: the bolt would hit the frame");
  EXPECT_EQ(describe_step<DoorMachine>(S::locked, I::push, k_door.at(S::locked, I::push)), "locked --push--> locked");
}

TEST(AStateTable, IsBuiltByTheCompiler) {
  static_assert(k_door.at(S::closed, I::push).next == S::open);
  static_assert(StateTable<DoorMachine>::name(A::bolt) == "bolt");
}

TEST(AStateTable, PrintsEveryCell) {
  const std::string text = k_printable.as_text();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1 + 1 + 3 * 2);
  EXPECT_THAT(text, testing::StartsWith("door\n  state "));
  EXPECT_THAT(text, testing::ContainsRegex("closed +turn_key +locked +bolt\n"));
  EXPECT_THAT(text, testing::ContainsRegex("open +push +.ignored. +it is open\n"));
  EXPECT_THAT(text, testing::ContainsRegex("open +turn_key +.refused. +the bolt would hit the frame\n"));
  EXPECT_THAT(text, testing::ContainsRegex("locked +push +.stays. +ring_bell\n"));
}

TEST(AStateTable, DrawsItsMovesOnly) {
  EXPECT_EQ(k_printable.as_dot(),
            "digraph door {\n  rankdir=LR;\n  node [shape=box];\n"
            "  closed -> open [label=\"push\"];\n"
            "  closed -> locked [label=\"turn_key\"];\n"
            "  locked -> closed [label=\"turn_key\"];\n}\n");
}

TEST(APrintableTable, CarriesTheNameOfItsMachine) { EXPECT_EQ(k_printable.name, "door"); }

}  // namespace
}  // namespace campon::env
