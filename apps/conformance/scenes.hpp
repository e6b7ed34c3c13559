// What is played with the provider and looked at by several checks: each scene is played once, when the first check asks for it.
#pragma once

#include <optional>

#include "apps/conformance/host.hpp"

namespace campon::conformance {

// What a line and its call say of themselves at one moment.
struct Look {
  LINECALLSTATUS status{};
  LINECALLINFO info{};
  LINEDEVSTATUS line{};
  LINEADDRESSSTATUS address{};
};

// A call to somebody who answers, and its end.
struct CallScene {
  bool played = false;
  Call call;
  std::size_t begin = 0;
  HDRVCALL at_return = nullptr;  // what was in *lphdCall when MakeCall returned
  Look before, pending, connected, after;
  LONG second_call = 0;  // MakeCall while the line has a call
  LONG answer_outgoing = 0, complete_connected = 0;
  LONG drop = 0, drop_again = 0, close = 0, close_again = 0, status_after_close = 0;
  std::vector<DWORD> states;
};

// A busy number is asked to call back, and the request taken back; then two of them, one of which rings and is answered.
struct CallbackScene {
  bool played = false;
  std::size_t plan = 0, begin = 0, begin_uncomplete = 0, begin_recall = 0, uncompleted = 0, over = 0;
  bool two = false;  // the line keeps two at once
  Call call, again, second, recall;
  Look busy, asked, both, offered, connected;
  Asked request;
  LONG no_mode = 0, two_modes = 0, unknown_mode = 0, unoffered_mode = 0, null_pointer = 0;
  LONG accepted = k_no_reply, accepted_again = k_no_reply, accepted_second = k_no_reply;
  DWORD id = 0, again_id = 0, second_id = 0, id_at_reply = 0;
  bool went_idle = false;
  LONG uncomplete = k_no_reply, uncomplete_again = 0, uncomplete_zero = 0, uncomplete_unknown = 0, uncomplete_recall = 0;
  LONG uncomplete_of_two = k_no_reply, uncomplete_last = k_no_reply;
  DWORD outstanding_after_uncomplete = 99;
  LONG answered = k_no_reply, dropped = k_no_reply;
  std::vector<DWORD> recall_states;
};

// A busy number that is camped on, once until it is free and once until we hang up; and the two other modes.
struct ModeScene {
  bool played = false;
  std::size_t begin = 0;
  Call call;
  Look busy, asked, over;
  LONG accepted = k_no_reply, bad_message = 0, second_request = 0;
  DWORD id = 0;
  bool reached = false;   // the state that the mode ends in
  std::vector<Told> end;  // what was told after the call was dropped
  LONG uncomplete_over = 0;
};

// Somebody calls us.
struct IncomingScene {
  bool played = false;
  std::size_t begin = 0;
  Call call;
  Look offered, connected;
  LONG answered = k_no_reply, answered_again = 0, dropped = k_no_reply;
  std::vector<DWORD> states;
};

class Scenes {
 public:
  explicit Scenes(Host& host) : host_(host) {}

  const CallScene& call();
  const CallbackScene& callback();
  const ModeScene& campon();          // until the other party is free
  const ModeScene& campon_dropped();  // until we hang up
  const ModeScene& intrude();
  const ModeScene& message();
  const ModeScene& refused();  // a callback that the network refuses
  const IncomingScene& incoming();

  // The first line that has this LINECALLCOMPLMODE; nothing when none has.
  std::optional<std::size_t> plan_with(DWORD mode);
  // A call to somebody busy, on a line that is open; its reply tells whether it is busy now.
  Call busy_call(std::size_t plan, unsigned which);
  Look look(HDRVLINE line, HDRVCALL call);

 private:
  void play(CallScene& scene);
  void play(CallbackScene& scene);
  void ask_wrongly(CallbackScene& scene);
  void ask_rightly(CallbackScene& scene);
  void take_back(CallbackScene& scene);
  void ask_for_two(CallbackScene& scene);
  void let_ring(CallbackScene& scene);
  void play(IncomingScene& scene);
  // Up to the reply to the request.
  bool begin(ModeScene& scene, DWORD mode);
  const ModeScene& mode(std::optional<ModeScene>& place, DWORD mode, DWORD reaches);

  Host& host_;
  std::optional<CallScene> call_;
  std::optional<CallbackScene> callback_;
  std::optional<ModeScene> campon_, campon_dropped_, intrude_, message_, refused_;
  std::optional<IncomingScene> incoming_;
};

}  // namespace campon::conformance
