// The states of one telephone line as its exchange sees it.
#pragma once

#include "hal/env/state_table.hpp"

namespace campon::sim {

struct StationMachine {
  enum class State { idle, ringing, recalled, dialling, waiting, hearing, calling, camped, talking, engaged };
  enum class Input {
    off_hook,
    on_hook,
    ring,
    recall,
    ring_over,
    routed,
    tone,
    reached,
    camp,
    connect,
    cleared,
    dial_again,
    engage,
    release,
    retrieve
  };
  enum class Action { none, give_dial_tone, answer_call, take_recall, clear_down, turn_away };
  static constexpr std::string_view k_name = "station";
  static constexpr std::array<std::string_view, 10> k_states{"idle",    "ringing", "recalled", "dialling", "waiting",
                                                             "hearing", "calling", "camped",   "talking",  "engaged"};
  static constexpr std::array<std::string_view, 15> k_inputs{"off_hook", "on_hook",    "ring",    "recall",  "ring_over",
                                                             "routed",   "tone",       "reached", "camp",    "connect",
                                                             "cleared",  "dial_again", "engage",  "release", "retrieve"};
  static constexpr std::array<std::string_view, 6> k_actions{"none",        "give_dial_tone", "answer_call",
                                                             "take_recall", "clear_down",     "turn_away"};
};

inline constexpr auto k_station_table = env::StateTable<StationMachine>::build([](auto& t) {
  using S = StationMachine::State;
  using I = StationMachine::Input;
  using A = StationMachine::Action;
  constexpr std::string_view k_on_hook = "the handset is on hook";
  constexpr std::string_view k_off_hook = "the handset is off hook already";
  constexpr std::string_view k_in_use = "the line is in use";
  constexpr std::string_view k_no_ring = "nothing rings";
  constexpr std::string_view k_no_call = "there is no call";
  constexpr std::string_view k_not_engaged = "not in some other call";
  const auto off_hook_rules = [&](auto row) {
    row.go(I::on_hook, S::idle, A::clear_down)
        .go(I::retrieve, S::talking)
        .ignore(k_off_hook, I::off_hook)
        .refuse(k_in_use, I::ring, I::recall, I::engage)
        .ignore(k_no_ring, I::ring_over)
        .ignore(k_not_engaged, I::release);
    return row;
  };
  t.in(S::idle)
      .go(I::off_hook, S::dialling, A::give_dial_tone)
      .go(I::ring, S::ringing)
      .go(I::recall, S::recalled)
      .go(I::engage, S::engaged)
      .ignore(k_on_hook, I::on_hook)
      .ignore(k_no_ring, I::ring_over)
      .ignore(k_not_engaged, I::release)
      .refuse(k_on_hook, I::routed, I::tone, I::reached, I::camp, I::connect, I::cleared, I::dial_again, I::retrieve);
  t.in(S::ringing)
      .go(I::off_hook, S::talking, A::answer_call)
      .go(I::ring_over, S::idle)
      .go(I::engage, S::engaged, A::turn_away)
      .ignore(k_on_hook, I::on_hook)
      .ignore(k_not_engaged, I::release)
      .refuse(k_in_use, I::ring, I::recall)
      .refuse(k_on_hook, I::routed, I::tone, I::reached, I::camp, I::connect, I::cleared, I::dial_again, I::retrieve);
  t.in(S::recalled)
      .go(I::off_hook, S::waiting, A::take_recall)
      .go(I::ring_over, S::idle)
      .go(I::engage, S::engaged, A::turn_away)
      .ignore(k_on_hook, I::on_hook)
      .ignore(k_not_engaged, I::release)
      .refuse(k_in_use, I::ring, I::recall)
      .refuse(k_on_hook, I::routed, I::tone, I::reached, I::camp, I::connect, I::cleared, I::dial_again, I::retrieve);
  off_hook_rules(t.in(S::dialling))
      .go(I::routed, S::waiting)
      .go(I::tone, S::hearing)
      .stay(I::dial_again, A::give_dial_tone)
      .refuse(k_no_call, I::reached, I::camp, I::connect, I::cleared);
  off_hook_rules(t.in(S::waiting))
      .go(I::tone, S::hearing)
      .go(I::reached, S::calling)
      .go(I::connect, S::talking)
      .go(I::dial_again, S::dialling, A::give_dial_tone)
      .refuse(k_no_call, I::routed, I::camp, I::cleared);
  off_hook_rules(t.in(S::hearing))
      .stay(I::tone, A::none)
      .go(I::camp, S::camped)
      .go(I::connect, S::talking)
      .go(I::dial_again, S::dialling, A::give_dial_tone)
      .refuse(k_no_call, I::routed, I::reached, I::cleared);
  off_hook_rules(t.in(S::calling))
      .go(I::tone, S::hearing)
      .go(I::connect, S::talking)
      .go(I::cleared, S::hearing)
      .go(I::dial_again, S::dialling, A::give_dial_tone)
      .refuse(k_in_use, I::routed, I::reached, I::camp);
  off_hook_rules(t.in(S::camped))
      .go(I::tone, S::hearing)
      .go(I::reached, S::calling)
      .go(I::cleared, S::hearing)
      .go(I::dial_again, S::dialling, A::give_dial_tone)
      .refuse(k_in_use, I::routed, I::camp, I::connect);
  off_hook_rules(t.in(S::talking))
      .go(I::cleared, S::hearing)
      .go(I::dial_again, S::dialling, A::give_dial_tone)
      .refuse(k_in_use, I::routed, I::tone, I::reached, I::camp, I::connect);
  t.in(S::engaged)
      .go(I::release, S::idle)
      .go(I::on_hook, S::idle)
      .ignore("the subscriber is in some other call", I::engage, I::off_hook)
      .ignore(k_no_ring, I::ring_over)
      .refuse("the subscriber is in some other call", I::ring, I::recall, I::routed, I::tone, I::reached, I::camp, I::connect, I::cleared,
              I::dial_again, I::retrieve);
});

env::PrintableTable station_table();

}  // namespace campon::sim
