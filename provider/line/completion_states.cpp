#include "provider/line/completion_states.hpp"

namespace campon::provider {

namespace {
using S = CompletionState;
using I = CompletionInput;
using A = CompletionAction;

constexpr std::string_view k_ended = "it has ended";
constexpr std::string_view k_own_order = "the provider gives this only in its place";
constexpr std::string_view k_not_accepted = "it is not accepted yet";
constexpr std::string_view k_recalled = "its recall is offered already";
constexpr std::string_view k_recall_runs = "the recall decides";

constexpr std::string_view k_asked = "the network is being asked";
constexpr std::string_view k_in_network = "it lives in the network";
constexpr std::string_view k_known_free = "the recall has told it already";

template <class Table>
constexpr void terminal(Table& t, S state) {
  t.in(state)
      .refuse(k_ended, I::cancel)
      .ignore(k_ended, I::accepted, I::accepted_to_wait, I::carried_out, I::refused, I::unknown, I::doubt, I::not_found, I::suspended,
              I::resumed, I::cancel_confirmed, I::cancel_refused, I::recall, I::recall_missed, I::recall_kept, I::recall_answered,
              I::other_answered, I::busy_again, I::busy_kept, I::other_silent, I::lifetime_over, I::hung_up, I::replaced, I::lost);
}

// Outstanding and suspended differ in one thing only: whether the network waits for us.
template <class Table>
constexpr auto waiting(Table& t, S state) {
  return t.in(state)
      .go(I::cancel, S::cancelling)
      .go(I::recall, S::recalling)
      .go(I::not_found, S::failed, A::tell_cancelled)
      .go(I::lifetime_over, S::expired, A::tell_cancelled)
      .go(I::replaced, S::cancelled, A::tell_cancelled)
      .ignore(k_in_network, I::hung_up, I::lost)
      .refuse(k_own_order, I::accepted, I::accepted_to_wait, I::carried_out, I::refused, I::unknown, I::doubt, I::cancel_confirmed,
              I::cancel_refused, I::recall_missed, I::recall_kept, I::recall_answered, I::other_answered, I::busy_again, I::busy_kept,
              I::other_silent);
}
}  // namespace

constexpr env::StateTable<CompletionMachine> k_completion_table = env::StateTable<CompletionMachine>::build([](auto& t) {
  t.in(S::activating)
      .go(I::accepted, S::outstanding)
      .go(I::accepted_to_wait, S::camped)
      .go(I::carried_out, S::completed)
      .go(I::refused, S::refused)
      .go(I::unknown, S::failed)
      .go(I::doubt, S::uncertain)
      .go(I::hung_up, S::failed)
      .go(I::lost, S::failed)
      .refuse(k_not_accepted, I::cancel)
      .ignore(k_not_accepted, I::recall, I::lifetime_over, I::replaced, I::not_found, I::suspended, I::resumed)
      .refuse(k_own_order, I::cancel_confirmed, I::cancel_refused, I::recall_missed, I::recall_kept, I::recall_answered, I::other_answered,
              I::busy_again, I::busy_kept, I::other_silent);
  t.in(S::uncertain)
      .go(I::accepted, S::outstanding)
      .go(I::not_found, S::refused)
      .go(I::unknown, S::failed)
      .go(I::recall, S::recalling)
      .go(I::lifetime_over, S::failed)
      .refuse(k_not_accepted, I::cancel)
      .ignore(k_asked, I::doubt, I::suspended, I::resumed, I::hung_up, I::lost, I::replaced)
      .refuse(k_own_order, I::accepted_to_wait, I::carried_out, I::refused, I::cancel_confirmed, I::cancel_refused, I::recall_missed,
              I::recall_kept, I::recall_answered, I::other_answered, I::busy_again, I::busy_kept, I::other_silent);
  waiting(t, S::outstanding).go(I::suspended, S::suspended).ignore("the network does not wait for us", I::resumed);
  waiting(t, S::suspended).go(I::resumed, S::outstanding).ignore("the network waits for us already", I::suspended);
  t.in(S::camped)
      .go(I::other_answered, S::completed)
      .go(I::hung_up, S::cancelled, A::tell_cancelled)
      .go(I::busy_again, S::failed, A::tell_cancelled)
      .go(I::other_silent, S::failed, A::tell_cancelled)
      .go(I::lifetime_over, S::expired, A::tell_cancelled)
      .go(I::lost, S::failed, A::tell_cancelled)
      .go(I::cancel_confirmed, S::cancelled)
      .ignore("it waits on the line", I::suspended, I::resumed, I::not_found)
      .refuse(k_own_order, I::accepted, I::accepted_to_wait, I::carried_out, I::refused, I::unknown, I::doubt, I::cancel, I::cancel_refused,
              I::recall, I::recall_missed, I::recall_kept, I::recall_answered, I::busy_kept, I::replaced);
  t.in(S::cancelling)
      .go(I::cancel_confirmed, S::cancelled)
      .go(I::cancel_refused, S::outstanding)
      .go(I::not_found, S::cancelled)
      .go(I::lifetime_over, S::cancelled)
      .go(I::replaced, S::cancelled)
      .refuse("a cancel is on its way", I::cancel)
      .ignore("the cancel wins", I::recall, I::suspended, I::resumed)
      .ignore(k_in_network, I::hung_up, I::lost)
      .refuse(k_own_order, I::accepted, I::accepted_to_wait, I::carried_out, I::refused, I::unknown, I::doubt, I::recall_missed,
              I::recall_kept, I::recall_answered, I::other_answered, I::busy_again, I::busy_kept, I::other_silent);
  t.in(S::recalling)
      .go(I::recall_missed, S::expired, A::tell_cancelled)
      .go(I::recall_kept, S::outstanding)
      .go(I::recall_answered, S::connecting)
      .go(I::lost, S::failed)
      .refuse(k_recalled, I::cancel)
      .ignore(k_recall_runs, I::recall, I::lifetime_over, I::replaced, I::hung_up, I::not_found)
      .ignore(k_known_free, I::suspended, I::resumed)
      .refuse(k_own_order, I::accepted, I::accepted_to_wait, I::carried_out, I::refused, I::unknown, I::doubt, I::cancel_confirmed,
              I::cancel_refused, I::other_answered, I::busy_again, I::busy_kept, I::other_silent);
  t.in(S::connecting)
      .go(I::other_answered, S::completed)
      .go(I::busy_again, S::failed)
      .go(I::busy_kept, S::outstanding)
      .go(I::other_silent, S::failed)
      .go(I::hung_up, S::failed)
      .go(I::lost, S::failed)
      .refuse(k_recalled, I::cancel)
      .ignore(k_recall_runs, I::recall, I::lifetime_over, I::replaced, I::not_found)
      .ignore(k_known_free, I::suspended, I::resumed)
      .refuse(k_own_order, I::accepted, I::accepted_to_wait, I::carried_out, I::refused, I::unknown, I::doubt, I::cancel_confirmed,
              I::cancel_refused, I::recall_missed, I::recall_kept, I::recall_answered);
  terminal(t, S::completed);
  terminal(t, S::cancelled);
  terminal(t, S::expired);
  terminal(t, S::failed);
  terminal(t, S::refused);
});

}  // namespace campon::provider
