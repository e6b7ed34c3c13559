#include "drivers/fxo/fxo_states.hpp"

namespace campon::fxo {

namespace {
using S = FxoState;
using I = FxoInput;
using A = FxoAction;

constexpr std::string_view k_away = "the device is away";
constexpr std::string_view k_on_hook = "the line is on hook";
constexpr std::string_view k_off_hook = "the line is off hook";
constexpr std::string_view k_open = "the device is open";
constexpr std::string_view k_running = "another order is running";
constexpr std::string_view k_late = "of an order that has ended";
}  // namespace

constexpr env::StateTable<FxoMachine> k_fxo_table = env::StateTable<FxoMachine>::build([](auto& t) {
  t.in(S::closed)
      .go(I::opened, S::on_hook)
      .refuse(k_away, I::seize, I::answer, I::flash, I::dial, I::release)
      .ignore(k_late, I::settled, I::busy, I::hook_complete, I::dial_complete, I::refused, I::overdue)
      .ignore(k_away, I::gone);
  t.in(S::on_hook)
      .ignore(k_open, I::opened)
      .go(I::seize, S::settling, A::lift)
      .go(I::answer, S::settling, A::lift)
      .refuse(k_on_hook, I::flash, I::dial)
      .stay(I::release, A::hang_up)
      .ignore(k_late, I::settled, I::busy, I::hook_complete, I::dial_complete, I::refused, I::overdue)
      .go(I::gone, S::closed, A::abandon);
  t.in(S::settling)
      .ignore(k_open, I::opened)
      .refuse(k_off_hook, I::seize, I::answer)
      .stay(I::flash, A::put_off)
      .stay(I::dial, A::put_off)
      .go(I::release, S::on_hook, A::hang_up)
      .go(I::settled, S::off_hook, A::give)
      .go(I::refused, S::on_hook, A::fail)
      .ignore(k_late, I::busy, I::hook_complete, I::dial_complete, I::overdue)
      .go(I::gone, S::closed, A::abandon);
  t.in(S::off_hook)
      .ignore(k_open, I::opened)
      .refuse(k_off_hook, I::seize, I::answer)
      .go(I::flash, S::flashing, A::flash)
      .go(I::dial, S::dialling, A::dial)
      .go(I::release, S::on_hook, A::hang_up)
      .ignore(k_late, I::settled, I::busy, I::hook_complete, I::dial_complete, I::refused, I::overdue)
      .go(I::gone, S::closed, A::abandon);
  t.in(S::flashing)
      .ignore(k_open, I::opened)
      .refuse(k_running, I::seize, I::answer, I::flash, I::dial)
      .go(I::release, S::on_hook, A::hang_up)
      .go(I::busy, S::settling, A::put_off)
      .go(I::hook_complete, S::off_hook, A::finish)
      .go(I::refused, S::off_hook, A::fail)
      .go(I::overdue, S::off_hook, A::fail)
      .ignore(k_late, I::settled, I::dial_complete)
      .go(I::gone, S::closed, A::abandon);
  t.in(S::dialling)
      .ignore(k_open, I::opened)
      .refuse(k_running, I::seize, I::answer, I::flash, I::dial)
      .go(I::release, S::on_hook, A::hang_up)
      .go(I::dial_complete, S::off_hook, A::finish)
      .go(I::refused, S::off_hook, A::fail)
      .go(I::overdue, S::off_hook, A::stop_dial)
      .ignore(k_late, I::settled, I::busy, I::hook_complete)
      .go(I::gone, S::closed, A::abandon);
});

env::PrintableTable fxo_states() { return env::printable<FxoMachine, k_fxo_table>(); }

}  // namespace campon::fxo
