#include "drivers/atmodem/gsm/gsm_call_states.hpp"

namespace campon::atmodem {

namespace {
using S = GsmCallState;
using I = GsmCallInput;
using A = GsmCallAction;

constexpr std::string_view k_no_call = "there is no call";
constexpr std::string_view k_in_use = "there is a call already";
constexpr std::string_view k_not_seized = "the line is not seized";
constexpr std::string_view k_not_given = "no number was given";
constexpr std::string_view k_nothing_rings = "nothing rings";
constexpr std::string_view k_rings = "somebody rings";
constexpr std::string_view k_known = "it is known already";
constexpr std::string_view k_late = "a late report of the call before";
constexpr std::string_view k_no_t1 = "no busy call is kept";
constexpr std::string_view k_no_release = "no release is under way";
constexpr std::string_view k_clearing = "the line is being released";
constexpr std::string_view k_twice = "modems tell one end in several ways";
}  // namespace

constexpr env::StateTable<GsmCallMachine> k_gsm_call_table = env::StateTable<GsmCallMachine>::build([](auto& t) {
  t.in(S::idle)
      .ignore(k_not_given, I::refused)
      .go(I::seize, S::ready, A::tell_dial_tone)
      .refuse(k_not_seized, I::dial)
      .refuse(k_nothing_rings, I::taken)
      .go(I::release, S::clearing, A::stop)
      .ignore(k_no_release, I::released)
      .ignore(k_no_call, I::lost)
      .ignore(k_late, I::originated, I::alerted, I::connected, I::met_busy, I::ended, I::ended_known)
      .ignore(k_no_t1, I::t1_over)
      .go(I::ring, S::ringing, A::tell_ring)
      .go(I::recall, S::recalling, A::tell_recall)
      .ignore(k_nothing_rings, I::quiet);
  t.in(S::ready)
      .ignore(k_not_given, I::refused)
      .refuse(k_in_use, I::seize)
      .go(I::dial, S::calling)
      .refuse(k_nothing_rings, I::taken)
      .go(I::release, S::clearing, A::stop)
      .ignore(k_no_release, I::released)
      .go(I::lost, S::idle, A::stop)
      .ignore(k_late, I::originated, I::alerted, I::connected, I::met_busy, I::ended, I::ended_known)
      .ignore(k_no_t1, I::t1_over)
      .stay(I::ring, A::tell_waiting)
      .stay(I::recall, A::tell_waiting)
      .stay(I::quiet, A::forget_ring);
  t.in(S::calling)
      .go(I::refused, S::ready, A::stop)
      .refuse(k_in_use, I::seize, I::dial)
      .refuse(k_nothing_rings, I::taken)
      .go(I::release, S::clearing, A::stop)
      .ignore(k_no_release, I::released)
      .go(I::lost, S::idle, A::stop)
      .ignore(k_known, I::originated)
      .go(I::alerted, S::alerting, A::tell_ringback)
      .go(I::connected, S::active, A::tell_answered)
      .go(I::met_busy, S::busy, A::tell_busy)
      .go(I::ended, S::asking, A::ask_cause)
      .go(I::ended_known, S::over, A::tell_end)
      .ignore(k_no_t1, I::t1_over)
      .stay(I::ring, A::tell_waiting)
      .stay(I::recall, A::tell_waiting)
      .stay(I::quiet, A::forget_ring);
  t.in(S::alerting)
      .ignore(k_not_given, I::refused)
      .refuse(k_in_use, I::seize, I::dial)
      .refuse(k_nothing_rings, I::taken)
      .go(I::release, S::clearing, A::stop)
      .ignore(k_no_release, I::released)
      .go(I::lost, S::idle, A::stop)
      .ignore(k_known, I::originated, I::alerted)
      .go(I::connected, S::active, A::tell_answered)
      .go(I::met_busy, S::busy, A::tell_busy)
      .go(I::ended, S::asking, A::ask_cause)
      .go(I::ended_known, S::over, A::tell_end)
      .ignore(k_no_t1, I::t1_over)
      .stay(I::ring, A::tell_waiting)
      .stay(I::recall, A::tell_waiting)
      .stay(I::quiet, A::forget_ring);
  t.in(S::active)
      .ignore(k_not_given, I::refused)
      .refuse(k_in_use, I::seize, I::dial)
      .ignore("it was connected before its OK", I::taken)
      .go(I::release, S::clearing, A::stop)
      .ignore(k_no_release, I::released)
      .go(I::lost, S::idle, A::stop)
      .go(I::originated, S::calling)
      .ignore(k_known, I::alerted, I::connected)
      .go(I::met_busy, S::over, A::tell_dropped)
      .go(I::ended, S::over, A::tell_dropped)
      .go(I::ended_known, S::over, A::tell_dropped)
      .ignore(k_no_t1, I::t1_over)
      .stay(I::ring, A::tell_waiting)
      .stay(I::recall, A::tell_waiting)
      .stay(I::quiet, A::forget_ring);
  t.in(S::asking)
      .ignore(k_not_given, I::refused)
      .refuse(k_in_use, I::seize, I::dial)
      .refuse(k_nothing_rings, I::taken)
      .go(I::release, S::clearing, A::stop)
      .ignore(k_no_release, I::released)
      .go(I::lost, S::idle, A::stop)
      .ignore(k_late, I::originated, I::alerted, I::connected)
      .go(I::met_busy, S::busy, A::tell_busy)
      .ignore(k_twice, I::ended)
      .go(I::ended_known, S::over, A::tell_end)
      .ignore(k_no_t1, I::t1_over)
      .stay(I::ring, A::tell_waiting)
      .stay(I::recall, A::tell_waiting)
      .stay(I::quiet, A::forget_ring);
  t.in(S::busy)
      .ignore(k_not_given, I::refused)
      .refuse(k_in_use, I::seize, I::dial)
      .refuse(k_nothing_rings, I::taken)
      .go(I::release, S::clearing, A::stop)
      .ignore(k_no_release, I::released)
      .go(I::lost, S::idle, A::stop)
      .ignore(k_late, I::originated, I::alerted, I::connected)
      .ignore(k_twice, I::met_busy, I::ended, I::ended_known)
      .go(I::t1_over, S::over, A::tell_dropped)
      .stay(I::ring, A::tell_waiting)
      .stay(I::recall, A::tell_waiting)
      .stay(I::quiet, A::forget_ring);
  t.in(S::over)
      .ignore(k_not_given, I::refused)
      .refuse(k_in_use, I::seize, I::dial)
      .refuse(k_nothing_rings, I::taken)
      .go(I::release, S::clearing, A::stop)
      .ignore(k_no_release, I::released)
      .go(I::lost, S::idle, A::stop)
      .ignore(k_late, I::originated, I::alerted, I::connected)
      .ignore(k_twice, I::met_busy, I::ended, I::ended_known)
      .ignore(k_no_t1, I::t1_over)
      .stay(I::ring, A::tell_waiting)
      .stay(I::recall, A::tell_waiting)
      .stay(I::quiet, A::forget_ring);
  t.in(S::ringing)
      .ignore(k_not_given, I::refused)
      .refuse(k_rings, I::seize, I::dial)
      .go(I::taken, S::active, A::stop)
      .go(I::release, S::clearing, A::stop)
      .ignore(k_no_release, I::released)
      .go(I::lost, S::idle, A::stop)
      .ignore(k_late, I::originated, I::alerted, I::connected)
      .go(I::met_busy, S::idle, A::stop)
      .go(I::ended, S::idle, A::stop)
      .go(I::ended_known, S::idle, A::stop)
      .ignore(k_no_t1, I::t1_over)
      .stay(I::ring, A::tell_ring)
      .go(I::recall, S::recalling, A::tell_recall)
      .go(I::quiet, S::idle, A::stop);
  t.in(S::recalling)
      .ignore(k_not_given, I::refused)
      .refuse(k_rings, I::seize, I::dial)
      .go(I::taken, S::calling, A::stop)
      .go(I::release, S::clearing, A::stop)
      .ignore(k_no_release, I::released)
      .go(I::lost, S::idle, A::stop)
      .ignore(k_late, I::originated, I::alerted, I::connected)
      .go(I::met_busy, S::idle, A::stop)
      .go(I::ended, S::idle, A::stop)
      .go(I::ended_known, S::idle, A::stop)
      .ignore(k_no_t1, I::t1_over)
      .stay(I::ring, A::tell_ring)
      .stay(I::recall, A::tell_ring)
      .go(I::quiet, S::idle, A::stop);
  t.in(S::clearing)
      .ignore(k_not_given, I::refused)
      .refuse(k_clearing, I::seize, I::dial, I::taken, I::release)
      .go(I::released, S::idle, A::stop)
      .go(I::lost, S::idle, A::stop)
      .ignore(k_clearing, I::originated, I::alerted, I::connected, I::met_busy, I::ended, I::ended_known, I::t1_over, I::ring, I::recall,
              I::quiet);
});

env::PrintableTable gsm_call_states() { return env::printable<GsmCallMachine, k_gsm_call_table>(); }

}  // namespace campon::atmodem
