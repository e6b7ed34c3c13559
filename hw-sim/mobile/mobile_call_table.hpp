// The states of one call of a mobile subscriber as the network sees it. [TS 24.008 5; TS 24.093 4]
#pragma once

#include "hal/env/state_table.hpp"

namespace campon::sim {

struct MobileCallMachine {
  enum class State { null, routing, alerting, active, retained, clearing, offered, recalled };
  enum class Input { route, offer, recall, ring, answer, busy, clear, accept, hang_up, expire };
  enum class Action { none, tell_alerting, tell_connected, retain, disconnect, release, drop, connect, place, turn_away, withdraw };
  static constexpr std::string_view k_name = "mobile call";
  static constexpr std::array<std::string_view, 8> k_states{"null",     "routing",  "alerting", "active",
                                                            "retained", "clearing", "offered",  "recalled"};
  static constexpr std::array<std::string_view, 10> k_inputs{"route", "offer", "recall", "ring",    "answer",
                                                             "busy",  "clear", "accept", "hang_up", "expire"};
  static constexpr std::array<std::string_view, 11> k_actions{
      "none", "tell_alerting", "tell_connected", "retain", "disconnect", "release", "drop", "connect", "place", "turn_away", "withdraw"};
};

inline constexpr auto k_mobile_call_table = env::StateTable<MobileCallMachine>::build([](auto& t) {
  using S = MobileCallMachine::State;
  using I = MobileCallMachine::Input;
  using A = MobileCallMachine::Action;
  constexpr std::string_view k_begun = "the call has begun already";
  constexpr std::string_view k_no_call = "there is no call";
  constexpr std::string_view k_not_offered = "nothing is offered";
  constexpr std::string_view k_known = "known already";
  constexpr std::string_view k_over = "the call is over";
  constexpr std::string_view k_not_answered = "the subscriber has not answered";
  t.in(S::null)
      .go(I::route, S::routing)
      .go(I::offer, S::offered)
      .go(I::recall, S::recalled)
      .ignore(k_over, I::hang_up, I::expire)
      .refuse(k_no_call, I::ring, I::answer, I::busy, I::clear, I::accept);
  t.in(S::routing)
      .go(I::ring, S::alerting, A::tell_alerting)
      .go(I::answer, S::active, A::tell_connected)
      .go(I::busy, S::retained, A::retain)
      .go(I::clear, S::clearing, A::disconnect)
      .go(I::hang_up, S::null, A::release)
      .go(I::expire, S::clearing, A::disconnect)
      .refuse(k_begun, I::route, I::offer, I::recall)
      .refuse(k_not_offered, I::accept);
  t.in(S::alerting)
      .ignore(k_known, I::ring)
      .go(I::answer, S::active, A::tell_connected)
      .go(I::busy, S::clearing, A::disconnect)
      .go(I::clear, S::clearing, A::disconnect)
      .go(I::hang_up, S::null, A::release)
      .go(I::expire, S::clearing, A::disconnect)
      .refuse(k_begun, I::route, I::offer, I::recall)
      .refuse(k_not_offered, I::accept);
  t.in(S::active)
      .ignore(k_known, I::ring, I::answer, I::busy)
      .go(I::clear, S::clearing, A::disconnect)
      .go(I::hang_up, S::null, A::release)
      .ignore("a talk has no limit", I::expire)
      .refuse(k_begun, I::route, I::offer, I::recall)
      .refuse(k_not_offered, I::accept);
  t.in(S::retained)
      .ignore(k_over, I::ring, I::answer, I::busy, I::clear)
      .go(I::hang_up, S::null, A::release)
      .go(I::expire, S::null, A::drop)
      .refuse(k_begun, I::route, I::offer, I::recall)
      .refuse(k_not_offered, I::accept);
  t.in(S::clearing)
      .ignore(k_over, I::ring, I::answer, I::busy, I::clear)
      .go(I::hang_up, S::null, A::release)
      .go(I::expire, S::null, A::drop)
      .refuse(k_begun, I::route, I::offer, I::recall)
      .refuse(k_not_offered, I::accept);
  t.in(S::offered)
      .go(I::accept, S::active, A::connect)
      .go(I::hang_up, S::null, A::turn_away)
      .go(I::clear, S::null, A::drop)
      .go(I::expire, S::null, A::turn_away)
      .ignore(k_not_answered, I::ring, I::answer, I::busy)
      .refuse(k_begun, I::route, I::offer, I::recall);
  t.in(S::recalled)
      .go(I::accept, S::routing, A::place)
      .go(I::hang_up, S::null, A::withdraw)
      .go(I::clear, S::null, A::drop)
      .go(I::expire, S::null, A::drop)
      .ignore(k_not_answered, I::ring, I::answer, I::busy)
      .refuse(k_begun, I::route, I::offer, I::recall);
});

env::PrintableTable mobile_call_table();

}  // namespace campon::sim
