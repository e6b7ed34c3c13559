// One subscriber of a mobile network: card, registration, calls, requests, and what the telephone may ask for.
//
//   phone                   network                              exchange
//   SETUP                   CALL PROCEEDING                      calls over a channel
//                           DISCONNECT 17, CCBS possible   <--   busy
//   RELEASE, CCBSRequest    T1 stops, T3 runs                    a place in the queue of B
//                           RECALL, T4 runs                <--   B is free
//   SETUP                                                        calls over a channel
#pragma once

#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hw-sim/exchange/exchange.hpp"
#include "hw-sim/mobile/errands.hpp"
#include "hw-sim/mobile/mobile_call.hpp"
#include "hw-sim/mobile/radio.hpp"
#include "hw-sim/mobile/sim_card.hpp"

namespace campon::sim {

class MobileNetwork;
struct MobileRules;

// What a subscription has; all but voice mail.
struct Subscription {
  bool voice = true;
  bool completion = true;
  bool call_waiting = true;
  bool messages = true;
  bool text = true;  // USSD
};

struct MobileWorld {
  MobileNetwork& network;
  Exchange& exchange;
  env::Scheduler& scheduler;
  env::Trace& trace;
  Faults& faults;
};

class MobileSubscriber {
 public:
  MobileSubscriber(std::string number, const MobileWorld& world);
  ~MobileSubscriber();
  MobileSubscriber(const MobileSubscriber&) = delete;
  MobileSubscriber& operator=(const MobileSubscriber&) = delete;

  // For tests and control.
  SimCard card;
  Subscription subscription;
  // Coverage as the next registration finds it: home, roaming, searching (none) or denied. Losing it ends the calls.
  void cover(Registration coverage);
  // 0 to 31, 99 unknown. [27.007 8.5]
  int signal = 21;
  // Unasked text. [TS 24.090]
  void send_text(const std::string& text);
  [[nodiscard]] const std::string& number() const { return number_; }
  [[nodiscard]] const std::list<MobileCall>& calls() const { return calls_; }
  [[nodiscard]] const std::list<MobileRequest>& requests() const { return requests_; }
  void forget_requests();

  // What the telephone does. `phone` must outlive this or be switched off.
  void switch_on(Phone& phone);
  void switch_off();
  [[nodiscard]] Registration registration() const { return registration_; }
  [[nodiscard]] bool served() const { return registration_ == Registration::home || registration_ == Registration::roaming; }
  bool enter_pin(std::string_view pin);
  bool enter_puk(std::string_view puk, std::string_view new_pin);

  // 0 when no call can begin: no service, or seven there are. [TS 24.008 SETUP]
  unsigned call(std::string_view number);
  unsigned call_emergency(std::string_view number);
  void accept(unsigned id);
  void hang_up(unsigned id);
  // Parts of TS 24.083 and 24.084. False where there is no such talk.
  bool hold(unsigned id, bool on);
  bool join(unsigned id);
  // START DTMF: the other side hears it, if it is an exchange that carries it.
  void send_digit(unsigned id, char digit);
  // Within the retention time of a call that was disconnected. [TS 24.093 4.1]
  void request_completion(unsigned id);

  // Answers come through the Phone. [TS 22.030, 23.090, 23.040]
  unsigned run_code(std::string_view code);
  void send_answer(std::string_view text);
  unsigned submit(const Submission& message);
  [[nodiscard]] bool waits_for_calls() const { return call_waiting_; }
  void wait_for_calls(bool on);
  [[nodiscard]] bool is_emergency(std::string_view number) const;
  [[nodiscard]] const MobileRules& rules() const;

 private:
  using Input = MobileCallMachine::Input;
  using State = MobileCallMachine::State;
  static constexpr std::size_t k_most_calls = 7;

  void note(const std::string& text);
  // Whether the fault happens now.
  bool strikes(std::string_view fault);
  void register_again();
  void set_registration(Registration state);
  void drop_all(Cause cause);

  // Calls.
  MobileCall* find(unsigned id);
  MobileCall& add_call(std::string_view number, bool outgoing);
  bool step(MobileCall& call, Input input);
  void perform(MobileCall& call, MobileCallMachine::Action action);
  void tell_connected(MobileCall& call);
  void retain(MobileCall& call);
  void disconnect(MobileCall& call);
  void release(MobileCall& call);
  void drop(MobileCall& call);
  void place(MobileCall& call);
  void withdraw(MobileCall& call);
  void forget(unsigned id);
  void route(unsigned id);
  void fail(unsigned id, Cause cause);
  void limit(MobileCall& call, env::Duration length, Cause cause);

  // The channels to the exchange.
  Channel& add_channel();
  Channel* free_channel();
  void leave_channel(MobileCall& call);
  void tidy_channels();
  void changed(Channel& channel);
  void look(Channel& channel);
  void look_at_call(MobileCall& call, const Station& station);
  void rings(MobileCall& call, const Station& station);
  void hears_end(MobileCall& call, const Station& station);
  void offer(Channel& channel);
  void tell_peer(const MobileCall& call, Notice notice);
  MobileCall* call_on(const Channel& channel);
  [[nodiscard]] bool may_be_completed(const MobileCall& call, const Station& station) const;

  // Completion.
  void answer_completion(unsigned id, const std::string& number);
  CompletionRefusal accept_completion(const std::string& number, CompletionEntry& entry);
  CompletionRefusal objection(const std::string& number);
  MobileRequest* add_request(const std::string& number);
  void begin_life(MobileRequest& request);
  [[nodiscard]] unsigned free_index();
  MobileRequest* request(unsigned key);
  MobileRequest* request_for(const std::string& number);
  void begin_recall(unsigned key);
  void offer_recall(MobileRequest& request);
  void end_request(unsigned key);
  void recall_over(MobileCall& call, bool served);
  void haunt(const std::string& number, unsigned index);

  // Services.
  ServiceAnswer answer_code(std::string_view code);
  ServiceAnswer interrogate_completion() const;
  ServiceAnswer cancel_completion(std::string_view which);
  ServiceAnswer run_waiting_code(std::string_view kind);

  const std::string number_;
  const std::string name_;  // in the trace
  MobileWorld world_;
  Errands errands_;
  Phone* phone_ = nullptr;
  Registration coverage_ = Registration::home;
  Registration registration_ = Registration::none;
  env::Timer registers_;
  bool call_waiting_ = false;
  std::vector<std::unique_ptr<Channel>> channels_;  // the first is the number itself
  std::list<MobileCall> calls_;
  std::list<MobileRequest> requests_;
  unsigned last_call_ = 0;
  unsigned last_request_ = 0;
  unsigned last_index_ = 0;
  unsigned freed_index_ = 0;
  unsigned last_transaction_ = 0;
  unsigned last_reference_ = 0;
};

}  // namespace campon::sim
