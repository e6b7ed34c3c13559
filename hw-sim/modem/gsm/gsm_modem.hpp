// A mobile modem between a computer and a mobile network, in the manner of its personality. [V.250, 27.007, 27.005]
//
//   computer          modem                               network
//   ATD5550123;       OK                            -->   SETUP
//                     BUSY                          <--   DISCONNECT 17, CCBS possible
//   AT+CHLD=5         RELEASE with CCBSRequest      -->
//                     OK                            <--   accepted
//                     RING, +CLIP                   <--   RECALL
//   ATA               OK; the call is dialled       -->   SETUP
#pragma once

#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/byte_channel.hpp"
#include "hal/env/rng.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hw-sim/faults/faults.hpp"
#include "hw-sim/mobile/errands.hpp"
#include "hw-sim/mobile/mobile_subscriber.hpp"
#include "hw-sim/modem/gsm/gsm_personality.hpp"
#include "hw-sim/modem/gsm/gsm_settings.hpp"
#include "hw-sim/modem/gsm/gsm_terminal.hpp"

namespace campon::sim {

// A call as +CLCC lists it. [27.007 7.18]
struct GsmCall {
  enum class State : std::uint8_t { active = 0, held = 1, dialling = 2, alerting = 3, incoming = 4, waiting = 5 };
  int index = 0;    // 1 to 7
  unsigned id = 0;  // the network's
  bool outgoing = false;
  State state = State::dialling;
  bool multiparty = false;
  bool retained = false;  // disconnected; completion is possible
  bool recall = false;    // of a completion request
  bool rang = false;
  std::string number;
  std::string name;
  std::string tones;  // to be sent when it is answered
  std::optional<env::Time> answered;
  Cause cause = Cause::none;
};

// What a command comes to. An error of the equipment is told as +CMEE says, one of a message as +CMS ERROR.
struct GsmDone {
  enum class Kind : std::uint8_t { yes, later, error, equipment, message, result };
  Kind kind = Kind::yes;
  int code = 0;
  const GsmResult* result = nullptr;
};

class GsmModem final : public env::ByteSink, public Phone, private GsmTerminalUser {
 public:
  // All must outlive the modem. The subscriber's number names it in the trace.
  GsmModem(GsmPersonality personality, MobileSubscriber& subscriber, env::ByteChannel& dce, env::Scheduler& scheduler, env::Rng& rng,
           env::Trace& trace);
  ~GsmModem();
  GsmModem(const GsmModem&) = delete;
  GsmModem& operator=(const GsmModem&) = delete;
  // Applies the factory settings and registers. Errors: bad_profile when the personality lists a setting that is none.
  env::Result power_up();

  // Data Terminal Ready. Low for 50 ms ends the calls, under &D2, &D3 and +CVHU=2. [V.250 6.2.9; 27.007 6.20]
  void set_dtr(bool on);

  // What can go wrong with this modem and its wire: rows D08, D09, D11 to D14, P01 to P14, R01 to R12.
  Faults& faults() { return faults_; }
  // Orders a fault, and lets it happen at once where it needs no occasion. Errors: bad_handle for a name that is in no row.
  env::Result order_fault(std::string_view name, unsigned times = 1);

  void on_bytes(std::string_view bytes) override { terminal_.take(bytes); }
  void on_closed(const env::Error& why) override;

  void on_registration(Registration state) override;
  void on_setup(const IncomingCall& call) override;
  void on_proceeding(unsigned id) override;
  void on_alerting(unsigned id) override;
  void on_connected(unsigned id) override;
  void on_disconnected(unsigned id, Cause cause, bool completion_possible) override;
  void on_released(unsigned id, Cause cause) override;
  void on_notice(unsigned id, Notice notice) override;
  void on_completion(unsigned id, CompletionRefusal refusal, const CompletionEntry& entry) override;
  void on_recall(unsigned id, const CompletionEntry& entry) override;
  void on_service(unsigned transaction, const ServiceAnswer& answer) override;
  void on_text(const std::string& text, bool wants_answer) override;
  void on_submitted(unsigned transaction, MessageCause cause, unsigned reference) override;

 private:
  using Call = GsmCall;
  using State = GsmCall::State;

  using Done = GsmDone;
  static constexpr Done k_yes{};
  static constexpr Done k_later{Done::Kind::later};
  static constexpr Done k_error{Done::Kind::error};
  static Done equipment(int code) { return {Done::Kind::equipment, code}; }
  static Done message_error(int code) { return {Done::Kind::message, code}; }

  // What the running command waits for.
  enum class Waits : std::uint8_t { nothing, proceeding, connect, completion, service, message_text, message, reset, data };
  enum class ServiceFor : std::uint8_t { dialled, text, waiting, list };

  void on_line(std::vector<GsmCommand> commands) override;
  bool on_occasion() override;
  void on_abort() override;
  void on_typed(std::string text, bool cancelled) override;
  void on_escape() override;

  // Commands.
  void run();
  void wait_for(Waits what, env::Duration limit = {}, Done too_late = {});
  void command_done(const Done& done);
  void finish(const Done& done);
  [[nodiscard]] std::string equipment_error(int code) const;
  Done execute(const GsmCommand& command);
  Done execute_basic(const GsmCommand& command);
  Done execute_register(const GsmCommand& command);
  Done execute_extended(const GsmCommand& command);
  Done execute_known(const GsmCommand& command);
  Done execute_setting(const GsmCommand& command);
  [[nodiscard]] bool needs_card(std::string_view name) const;
  [[nodiscard]] std::optional<int> lock_error() const;
  Done tell(const std::string& text);
  Done identify(const GsmCommand& command);
  Done reset();
  void load_factory();
  Done set_functionality(const GsmCommand& command);
  Done pin(const GsmCommand& command);
  Done show_registration(const GsmCommand& command);
  Done show_signal(const GsmCommand& command);
  Done show_operator(const GsmCommand& command);
  Done show_activity(const GsmCommand& command);
  Done show_identity(const GsmCommand& command);
  Done show_presentation(const GsmCommand& command);
  Done show_cause(const GsmCommand& command);
  Done set_charset(const GsmCommand& command);
  Done set_service_centre(const GsmCommand& command);
  Done set_storage(const GsmCommand& command);

  // Calls.
  Done dial(const GsmCommand& command);
  std::optional<Done> dial_fault();
  Done dial_data(const GsmDial& wanted);
  Done begin_call(const GsmDial& wanted);
  Done answer();
  Done hang_up_all();
  Done hang_up_current(const GsmCommand& command);
  Done list_calls(const GsmCommand& command);
  Done hold(const GsmCommand& command);
  Done hold(std::string_view what);
  Done hold_one(char what, int index);
  Done hold_0();
  Done hold_1();
  Done hold_2();
  Done hold_3();
  Done complete();
  Done send_tones(const GsmCommand& command);
  void send_next_tone(unsigned id);
  Call* by_id(unsigned id);
  Call* by_index(int index);
  Call* first(State state);
  Call* recalled();
  Call& add(unsigned id, const std::string& number, bool outgoing, State state);
  [[nodiscard]] bool any(State state) const;
  void hang_up(unsigned id);
  void forget(unsigned id);
  void set_held(Call& call, bool on);
  void accept(Call& call);
  void promote_waiting();
  void say_end(const Call& call);
  [[nodiscard]] const std::string& end_text(const Call& call) const;
  void ended(unsigned id, bool say);
  void line(CallMoment moment, const Call& call);
  [[nodiscard]] std::string filled(std::string_view form, const Call& call) const;

  // Rings.
  void ring();
  void ring_again();
  void present(const Call& call);
  void tell_waiting(const Call& call);
  void stop_ringing();

  // Services and messages.
  Done run_code(const std::string& code, ServiceFor what_for);
  void told_service(const ServiceAnswer& answer);
  void list_completions(const ServiceAnswer& answer);
  Done text_service(const GsmCommand& command);
  Done call_waiting(const GsmCommand& command);
  Done completion_command(const GsmCommand& command);
  Done begin_message(const GsmCommand& command);
  void submit(const Submission& message);
  [[nodiscard]] std::string coded(std::string_view text) const;
  [[nodiscard]] std::optional<std::string> uncoded(const std::string& text) const;
  void tell_text(int kind, const std::string& text);

  // Faults.
  void brown_out();
  void fall_silent();
  void flood_of_rings(unsigned left);
  void flood_of_lines();
  void storm_of_recalls(unsigned left);
  void stray_bytes();
  void make_noise();

  const GsmPersonality personality_;
  MobileSubscriber& subscriber_;
  env::ByteChannel& dce_;
  env::Scheduler& scheduler_;
  env::Rng& rng_;
  Faults faults_;
  GsmTerminal terminal_;
  Errands errands_;

  std::vector<GsmCommand> commands_;
  std::size_t next_ = 0;
  Waits waits_ = Waits::nothing;
  unsigned waits_id_ = 0;  // the call or transaction
  ServiceFor service_for_ = ServiceFor::dialled;
  env::Timer wait_limit_;

  GsmSettings settings_;
  std::string charset_ = "GSM";
  std::string service_centre_;
  std::string message_to_;
  std::optional<std::size_t> message_length_;  // of a PDU
  int functionality_ = 1;
  int operator_format_ = 0;  // 0 long, 1 short, 2 digits
  int dtr_rule_ = 2;
  int text_reports_ = 0;     // +CUSD
  int waiting_reports_ = 0;  // +CCWA
  bool dialogue_ = false;    // the network waits for an answer to its text
  unsigned text_transaction_ = 0;
  bool lines_on_ = true;
  bool completion_lines_on_ = true;
  Cause last_cause_ = Cause::none;

  std::list<Call> calls_;
  env::Timer ringing_;
  env::Timer clip_;
  env::Timer dtr_low_;
  env::Timer noise_;
  env::Timer flood_;
  env::Timer mischief_;
};

}  // namespace campon::sim
