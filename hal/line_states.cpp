#include "hal/line_states.hpp"

namespace campon::hal {

namespace {
using S = LineState;
using I = LineInput;
using A = LineAction;

constexpr std::string_view k_down = "the line is out of service";
constexpr std::string_view k_on_hook = "the line is on hook";
constexpr std::string_view k_in_use = "the line is in use";
constexpr std::string_view k_not_ringing = "nothing rings";
constexpr std::string_view k_running = "another order is running";
constexpr std::string_view k_started = "the line is in service already";
constexpr std::string_view k_no_command = "no command is running";
constexpr std::string_view k_no_ring = "nothing was ringing";
constexpr std::string_view k_no_guard = "no guard is running";
constexpr std::string_view k_no_order = "no order keeps the line";
constexpr std::string_view k_late_ring = "a late report of the ring before";
}  // namespace

constexpr env::StateTable<LineMachine> k_line_table = env::StateTable<LineMachine>::build([](auto& t) {
  t.in(S::out_of_service)
      .go(I::start, S::starting, A::order)
      .refuse(k_down, I::seize, I::answer, I::flash, I::send_digits)
      .stay(I::release, A::already_on_hook)
      .ignore(k_no_command, I::done, I::failed)
      .ignore(k_down, I::ring, I::ring_stopped, I::guard_over, I::gone)
      .ignore(k_no_order, I::ring_on_hook);
  t.in(S::starting)
      .refuse(k_running, I::start, I::seize, I::answer, I::flash, I::send_digits)
      .stay(I::release, A::already_on_hook)
      .go(I::done, S::idle, A::finish)
      .go(I::failed, S::out_of_service, A::finish_failed)
      .ignore(k_down, I::ring, I::ring_stopped, I::guard_over)
      .go(I::gone, S::out_of_service, A::abandon)
      .ignore(k_no_order, I::ring_on_hook);
  t.in(S::idle)
      .refuse(k_started, I::start)
      .go(I::seize, S::seizing, A::order)
      .refuse(k_not_ringing, I::answer)
      .refuse(k_on_hook, I::flash, I::send_digits)
      .stay(I::release, A::already_on_hook)
      .ignore(k_no_command, I::done, I::failed)
      .go(I::ring, S::ringing, A::ring_first)
      .ignore(k_no_ring, I::ring_stopped)
      .ignore(k_no_guard, I::guard_over)
      .go(I::gone, S::out_of_service, A::abandon)
      .ignore(k_no_order, I::ring_on_hook);
  t.in(S::ringing)
      .refuse(k_started, I::start)
      .refuse("somebody is ringing", I::seize)
      .go(I::answer, S::answering, A::order)
      .refuse(k_on_hook, I::flash, I::send_digits)
      .stay(I::release, A::already_on_hook)
      .ignore(k_no_command, I::done, I::failed)
      .stay(I::ring, A::ring_goes_on)
      .go(I::ring_stopped, S::idle)
      .ignore("the ring has ended the guard", I::guard_over)
      .go(I::gone, S::out_of_service, A::abandon)
      .ignore(k_no_order, I::ring_on_hook);
  t.in(S::seizing)
      .refuse(k_running, I::start, I::seize, I::answer, I::flash, I::send_digits)
      .go(I::release, S::releasing, A::order_release)
      .go(I::done, S::off_hook, A::finish)
      .go(I::failed, S::releasing, A::fail_and_release)
      .go(I::ring, S::releasing, A::give_way)
      .ignore(k_no_ring, I::ring_stopped)
      .ignore(k_no_guard, I::guard_over)
      .go(I::gone, S::out_of_service, A::abandon)
      .ignore(k_no_order, I::ring_on_hook);
  t.in(S::answering)
      .refuse(k_running, I::start, I::seize, I::answer, I::flash, I::send_digits)
      .go(I::release, S::releasing, A::order_release)
      .go(I::done, S::off_hook, A::finish)
      .go(I::failed, S::releasing, A::fail_and_release)
      .ignore(k_late_ring, I::ring, I::ring_stopped)
      .ignore(k_no_guard, I::guard_over)
      .go(I::gone, S::out_of_service, A::abandon)
      .ignore(k_no_order, I::ring_on_hook);
  t.in(S::off_hook)
      .refuse(k_in_use, I::start, I::seize, I::answer)
      .go(I::flash, S::flashing, A::order)
      .go(I::send_digits, S::sending, A::order)
      .go(I::release, S::releasing, A::order_release)
      .ignore(k_no_command, I::done, I::failed)
      .ignore(k_late_ring, I::ring, I::ring_stopped)
      .ignore(k_no_guard, I::guard_over)
      .go(I::gone, S::out_of_service, A::abandon)
      .go(I::ring_on_hook, S::releasing, A::give_way);
  t.in(S::sending)
      .refuse(k_running, I::start, I::seize, I::answer, I::flash, I::send_digits)
      .go(I::release, S::releasing, A::order_release)
      .go(I::done, S::off_hook, A::finish)
      .go(I::failed, S::off_hook, A::finish_failed)
      .ignore(k_late_ring, I::ring, I::ring_stopped)
      .ignore(k_no_guard, I::guard_over)
      .go(I::gone, S::out_of_service, A::abandon)
      .ignore(k_no_order, I::ring_on_hook);
  t.in(S::flashing)
      .refuse(k_running, I::start, I::seize, I::answer, I::flash, I::send_digits)
      .go(I::release, S::releasing, A::order_release)
      .go(I::done, S::off_hook, A::finish)
      .go(I::failed, S::off_hook, A::finish_failed)
      .ignore(k_late_ring, I::ring, I::ring_stopped)
      .ignore(k_no_guard, I::guard_over)
      .go(I::gone, S::out_of_service, A::abandon)
      .ignore(k_no_order, I::ring_on_hook);
  t.in(S::releasing)
      .refuse(k_running, I::start, I::answer, I::flash, I::send_digits)
      .stay(I::seize, A::defer_seize)
      .stay(I::release, A::none)
      .go(I::done, S::guard, A::rest)
      .go(I::failed, S::out_of_service, A::abandon)
      .ignore(k_late_ring, I::ring, I::ring_stopped)
      .ignore(k_no_guard, I::guard_over)
      .go(I::gone, S::out_of_service, A::abandon)
      .ignore(k_no_order, I::ring_on_hook);
  t.in(S::guard)
      .refuse(k_started, I::start)
      .stay(I::seize, A::defer_seize)
      .refuse(k_not_ringing, I::answer)
      .refuse(k_on_hook, I::flash, I::send_digits)
      .stay(I::release, A::already_on_hook)
      .ignore(k_no_command, I::done, I::failed)
      .go(I::ring, S::ringing, A::ring_first)
      .ignore(k_no_ring, I::ring_stopped)
      .go(I::guard_over, S::idle, A::seize_or_rest)
      .go(I::gone, S::out_of_service, A::abandon)
      .ignore(k_no_order, I::ring_on_hook);
});

env::PrintableTable line_states() { return env::printable<LineMachine, k_line_table>(); }

}  // namespace campon::hal
