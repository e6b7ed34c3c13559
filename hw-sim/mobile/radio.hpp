// What a telephone and its mobile network tell each other: a part of the messages of TS 24.008, 24.010, 24.080 and 24.093.
//
// The telephone calls the MobileSubscriber; the network answers through a Phone, always in a turn of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace campon::sim {

// Why a call ended or was not possible. [Q.850; TS 24.008 10.5.4.11]
enum class Cause : std::uint8_t {
  none = 0,
  unassigned = 1,
  normal = 16,
  user_busy = 17,
  no_response = 18,
  no_answer = 19,
  rejected = 21,
  out_of_order = 27,
  invalid_number = 28,
  normal_unspecified = 31,
  no_circuit = 34,
  network_out_of_order = 38,
  congestion = 42,
  not_subscribed = 50,
  barred = 55,
  not_implemented = 79,
  timer_expired = 102,
  interworking = 127,
};
// "User busy".
std::string_view to_string(Cause cause);

// The numbers are those of +CREG. [27.007 7.2]
enum class Registration : std::uint8_t { none = 0, home = 1, searching = 2, denied = 3, unknown = 4, roaming = 5 };

// What the network tells of a call in words of its own. [TS 24.080; 27.007 7.17]
enum class Notice : std::uint8_t {
  is_waiting,    // the called party is busy and is told of this call
  is_forwarded,  // this call of ours was forwarded
  put_on_hold,   // by the other party
  retrieved,
  in_multiparty,
};

struct IncomingCall {
  unsigned id = 0;
  std::string number;  // empty: not available
  bool withheld = false;
  bool waiting = false;    // there is another call
  bool forwarded = false;  // to this number
};

// Why call completion was refused. [TS 24.093 4.3; feature-codes 5]
enum class CompletionRefusal : std::uint8_t { none, not_subscribed, barred, list_full, queue_full, too_late, congestion };
// "list full".
std::string_view to_string(CompletionRefusal refusal);

// One request as the interrogation tells it. [TS 24.093 4.5]
struct CompletionEntry {
  unsigned index = 0;  // 1 to 5
  std::string number;
};

// The answer to a service code. [TS 22.030, 24.010]
struct ServiceAnswer {
  enum class Kind : std::uint8_t { done, completions, status, refused, unknown_code };
  Kind kind = Kind::done;
  bool provided = true;                      // of completions
  std::vector<CompletionEntry> completions;  // of an interrogation of 37
  bool active = false;                       // of status
  std::string text;                          // for people
};

// A short message as the telephone hands it over.
struct Submission {
  std::string to;    // digits, a leading '+' for an international number
  std::string text;  // UTF-8
  unsigned validity = 0;
};

// RP and CP causes. [TS 24.011 annex E; 27.005 3.2.5]
enum class MessageCause : std::uint16_t {
  none = 0,
  unassigned = 1,
  barred = 8,
  rejected = 21,
  unidentified = 28,
  out_of_order = 38,
  temporary_failure = 41,
  congestion = 42,
  not_subscribed = 50,
  no_service = 331,
  timeout = 332,
};

class Phone {
 public:
  virtual void on_registration(Registration state) = 0;
  virtual void on_setup(const IncomingCall& call) = 0;
  virtual void on_proceeding(unsigned id) = 0;
  virtual void on_alerting(unsigned id) = 0;
  virtual void on_connected(unsigned id) = 0;
  // DISCONNECT. The call is over when the telephone releases it by hang_up(), or when on_released() comes. Where completion is
  // possible the telephone has the retention time for request_completion(). [TS 24.093 4.1]
  virtual void on_disconnected(unsigned id, Cause cause, bool completion_possible) = 0;
  // The network has released a call by itself.
  virtual void on_released(unsigned id, Cause cause) = 0;
  virtual void on_notice(unsigned id, Notice notice) = 0;
  // The answer to request_completion(). The call is released.
  virtual void on_completion(unsigned id, CompletionRefusal refusal, const CompletionEntry& entry) = 0;
  // B is free: accept_recall() or hang_up() within the recall time. [TS 24.093 4.2]
  virtual void on_recall(unsigned id, const CompletionEntry& entry) = 0;
  virtual void on_service(unsigned transaction, const ServiceAnswer& answer) = 0;
  // Text of the network, unasked or as the answer in a dialogue; `wants_answer` keeps the dialogue open.
  virtual void on_text(const std::string& text, bool wants_answer) = 0;
  virtual void on_submitted(unsigned transaction, MessageCause cause, unsigned reference) = 0;

 protected:
  ~Phone() = default;
};

}  // namespace campon::sim
