#include "provider/line/call_states.hpp"

namespace campon::provider {

namespace {
using S = CallState;
using I = CallInput;
using A = CallAction;

constexpr std::string_view k_over = "the call is over";
constexpr std::string_view k_own_order = "the provider gives this only in its place";
constexpr std::string_view k_on_hook = "nothing is heard while the line rings";
constexpr std::string_view k_known = "known already";
constexpr std::string_view k_early = "the digits are not out yet";
constexpr std::string_view k_stale = "a late report of the dial tone before";
}  // namespace

constexpr env::StateTable<CallMachine> k_call_table = env::StateTable<CallMachine>::build([](auto& t) {
  t.in(S::idle)
      .go(I::dial_tone, S::dialtone)
      .go(I::offered, S::offering)
      .ignore(k_over, I::ringback, I::busy, I::congestion, I::special_info, I::answered, I::loop_drop, I::failed, I::ring_stopped,
              I::released, I::hung_up, I::lost)
      .refuse(k_own_order, I::dialing, I::dialed, I::taken, I::recall_taken, I::intruded);
  t.in(S::offering)
      .go(I::taken, S::connected)
      .go(I::recall_taken, S::proceeding)
      .go(I::ring_stopped, S::disconnected)
      .go(I::failed, S::disconnected)
      .go(I::hung_up, S::idle)
      .go(I::lost, S::disconnected)
      .ignore(k_on_hook, I::dial_tone, I::ringback, I::busy, I::congestion, I::special_info, I::answered, I::loop_drop)
      .refuse(k_own_order, I::dialing, I::dialed, I::offered, I::intruded, I::released);
  t.in(S::dialtone)
      .go(I::dialing, S::dialing)
      .go(I::loop_drop, S::disconnected, A::release)
      .go(I::failed, S::disconnected, A::release)
      .go(I::hung_up, S::idle)
      .go(I::lost, S::disconnected)
      .ignore(k_known, I::dial_tone)
      .ignore(k_early, I::ringback, I::busy, I::congestion, I::special_info, I::answered)
      .refuse(k_own_order, I::dialed, I::offered, I::taken, I::recall_taken, I::ring_stopped, I::intruded, I::released);
  t.in(S::dialing)
      .go(I::dialed, S::proceeding)
      .go(I::busy, S::busy)
      .go(I::congestion, S::busy)
      .go(I::special_info, S::specialinfo)
      .go(I::loop_drop, S::disconnected, A::release)
      .go(I::failed, S::disconnected, A::release)
      .go(I::hung_up, S::idle)
      .go(I::lost, S::disconnected)
      .ignore(k_stale, I::dial_tone)
      .ignore(k_early, I::ringback, I::answered)
      .refuse(k_own_order, I::dialing, I::offered, I::taken, I::recall_taken, I::ring_stopped, I::intruded, I::released);
  t.in(S::proceeding)
      .go(I::ringback, S::ringback)
      .go(I::busy, S::busy)
      .go(I::congestion, S::busy)
      .go(I::special_info, S::specialinfo)
      .go(I::answered, S::connected)
      .go(I::loop_drop, S::disconnected, A::release)
      .go(I::failed, S::disconnected, A::release)
      .go(I::hung_up, S::idle)
      .go(I::lost, S::disconnected)
      .ignore(k_stale, I::dial_tone)
      .refuse(k_own_order, I::dialing, I::dialed, I::offered, I::taken, I::recall_taken, I::ring_stopped, I::intruded, I::released);
  t.in(S::ringback)
      .go(I::answered, S::connected)
      .go(I::busy, S::busy)
      .go(I::congestion, S::busy)
      .go(I::special_info, S::specialinfo)
      .go(I::dial_tone, S::disconnected, A::release)
      .go(I::loop_drop, S::disconnected, A::release)
      .go(I::failed, S::disconnected, A::release)
      .go(I::released, S::idle)
      .go(I::hung_up, S::idle)
      .go(I::lost, S::disconnected)
      .ignore(k_known, I::ringback)
      .refuse(k_own_order, I::dialing, I::dialed, I::offered, I::taken, I::recall_taken, I::ring_stopped, I::intruded);
  t.in(S::busy)
      .go(I::ringback, S::ringback)
      .go(I::answered, S::connected)
      .go(I::intruded, S::connected)
      .go(I::released, S::idle)
      .go(I::dial_tone, S::disconnected, A::release)
      .go(I::loop_drop, S::disconnected, A::release)
      .go(I::failed, S::disconnected, A::release)
      .go(I::hung_up, S::idle)
      .go(I::lost, S::disconnected)
      .ignore(k_known, I::busy, I::congestion)
      .ignore("an announcement after the busy tone", I::special_info)
      .refuse(k_own_order, I::dialing, I::dialed, I::offered, I::taken, I::recall_taken, I::ring_stopped);
  t.in(S::specialinfo)
      .go(I::dial_tone, S::disconnected, A::release)
      .go(I::loop_drop, S::disconnected, A::release)
      .go(I::failed, S::disconnected, A::release)
      .go(I::hung_up, S::idle)
      .go(I::lost, S::disconnected)
      .ignore("the announcement decides", I::busy, I::congestion, I::special_info, I::ringback, I::answered)
      .refuse(k_own_order, I::dialing, I::dialed, I::offered, I::taken, I::recall_taken, I::ring_stopped, I::intruded, I::released);
  t.in(S::connected)
      .go(I::dial_tone, S::disconnected, A::release)
      .go(I::busy, S::disconnected, A::release)
      .go(I::congestion, S::disconnected, A::release)
      .go(I::loop_drop, S::disconnected, A::release)
      .go(I::failed, S::disconnected, A::release)
      .go(I::hung_up, S::idle)
      .go(I::lost, S::disconnected)
      .ignore(k_known, I::answered)
      .ignore("tones of the far end", I::ringback, I::special_info)
      .refuse(k_own_order, I::dialing, I::dialed, I::offered, I::taken, I::recall_taken, I::ring_stopped, I::intruded, I::released);
  t.in(S::disconnected)
      .go(I::hung_up, S::idle)
      .ignore(k_over, I::dial_tone, I::ringback, I::busy, I::congestion, I::special_info, I::answered, I::loop_drop, I::failed,
              I::ring_stopped, I::released, I::lost)
      .refuse(k_own_order, I::dialing, I::dialed, I::offered, I::taken, I::recall_taken, I::intruded);
});

}  // namespace campon::provider
