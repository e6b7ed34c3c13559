#include "drivers/atmodem/engine/chat_states.hpp"

namespace campon::atmodem {

namespace {
using S = ChatState;
using I = ChatInput;
using A = ChatAction;

constexpr std::string_view k_one = "one command at a time";
constexpr std::string_view k_not_dialing = "only D and A can be aborted";
constexpr std::string_view k_no_wait = "nothing is awaited here";
constexpr std::string_view k_first = "it is not the last time here";
constexpr std::string_view k_under_way = "the abort is under way";
constexpr std::string_view k_restart_only = "only a restart tries again";
constexpr std::string_view k_gone = "the channel is gone";
}  // namespace

constexpr env::StateTable<ChatMachine> k_chat_table = env::StateTable<ChatMachine>::build([](auto& t) {
  t.in(S::idle)
      .go(I::command, S::waiting, A::send)
      .go(I::dial_command, S::dialing, A::send)
      .ignore(k_not_dialing, I::abort)
      .go(I::result, S::doubting, A::settle_extra)
      .ignore(k_no_wait, I::due, I::last_due)
      .go(I::restart, S::resyncing, A::ask)
      .go(I::close, S::closed, A::drop_all);
  t.in(S::resting)
      .refuse(k_one, I::command, I::dial_command)
      .ignore(k_not_dialing, I::abort)
      .go(I::result, S::doubting, A::settle_extra)
      .go(I::due, S::idle)
      .ignore(k_first, I::last_due)
      .go(I::restart, S::resyncing, A::ask)
      .go(I::close, S::closed, A::drop_all);
  t.in(S::waiting)
      .refuse(k_one, I::command, I::dial_command)
      .ignore(k_not_dialing, I::abort)
      .go(I::result, S::resting, A::finish)
      .go(I::due, S::resyncing, A::expire_and_ask)
      .ignore(k_first, I::last_due)
      .go(I::restart, S::resyncing, A::expire_and_ask)
      .go(I::close, S::closed, A::drop_all);
  t.in(S::dialing)
      .refuse(k_one, I::command, I::dial_command)
      .go(I::abort, S::aborting, A::hold_abort)
      .go(I::result, S::resting, A::finish)
      .go(I::due, S::aborting, A::hold_abort)
      .ignore(k_first, I::last_due)
      .go(I::restart, S::resyncing, A::expire_and_ask)
      .go(I::close, S::closed, A::drop_all);
  t.in(S::aborting)
      .refuse(k_one, I::command, I::dial_command)
      .ignore(k_under_way, I::abort)
      .go(I::result, S::resting, A::finish)
      .go(I::due, S::aborted, A::send_abort)
      .ignore(k_first, I::last_due)
      .go(I::restart, S::resyncing, A::expire_and_ask)
      .go(I::close, S::closed, A::drop_all);
  t.in(S::aborted)
      .refuse(k_one, I::command, I::dial_command)
      .ignore(k_under_way, I::abort)
      .go(I::result, S::resting, A::finish)
      .stay(I::due, A::send_abort)
      .go(I::last_due, S::resyncing, A::expire_and_ask)
      .go(I::restart, S::resyncing, A::expire_and_ask)
      .go(I::close, S::closed, A::drop_all);
  t.in(S::resyncing)
      .refuse(k_one, I::command, I::dial_command)
      .ignore(k_not_dialing, I::abort)
      .go(I::result, S::settling, A::settle)
      .stay(I::due, A::ask)
      .go(I::last_due, S::silent, A::give_up)
      .stay(I::restart, A::ask)
      .go(I::close, S::closed, A::drop_all);
  t.in(S::settling)
      .refuse(k_one, I::command, I::dial_command)
      .ignore(k_not_dialing, I::abort)
      .go(I::result, S::doubting)
      .go(I::due, S::idle)
      .go(I::last_due, S::idle)
      .go(I::restart, S::resyncing, A::ask)
      .go(I::close, S::closed, A::drop_all);
  t.in(S::doubting)
      .refuse(k_one, I::command, I::dial_command)
      .ignore(k_not_dialing, I::abort)
      .ignore("it is in doubt already", I::result)
      .go(I::due, S::resyncing, A::doubt_and_ask)
      .go(I::last_due, S::idle)
      .go(I::restart, S::resyncing, A::ask)
      .go(I::close, S::closed, A::drop_all);
  t.in(S::silent)
      .refuse("the modem does not answer", I::command, I::dial_command)
      .ignore(k_restart_only, I::abort, I::result, I::due, I::last_due)
      .go(I::restart, S::resyncing, A::ask)
      .go(I::close, S::closed, A::drop_all);
  t.in(S::closed)
      .refuse(k_gone, I::command, I::dial_command)
      .ignore(k_gone, I::abort, I::result, I::due, I::last_due, I::restart, I::close);
});

env::PrintableTable chat_states() { return env::printable<ChatMachine, k_chat_table>(); }

}  // namespace campon::atmodem
