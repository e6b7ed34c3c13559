// A mobile modem as a line device: calls, their ends and the services of the network by AT commands. [3GPP TS 27.007, 27.005]
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/atmodem/gsm/gsm_call_states.hpp"
#include "drivers/atmodem/gsm/gsm_personality.hpp"
#include "drivers/atmodem/gsm/response/gsm_response.hpp"
#include "drivers/atmodem/gsm/response/gsm_words.hpp"
#include "hal/env/byte_channel.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"
#include "hal/signal_port.hpp"

namespace campon::atmodem {

// What is known of the modem; texts are its own words, escaped. Never its serial number or that of the SIM.
struct GsmStatus {
  std::string manufacturer;
  std::string model;
  std::string revision;
  SimState sim = SimState::unknown;
  Registration registration = Registration::unknown;
  std::optional<int> signal_dbm;
  bool voice = false;             // it carries speech
  std::string voice_sign;         // what that rests on
  std::vector<std::string> chld;  // what +CHLD=? lists
};

// What can be done with two calls at once. [TS 27.007 7.13 +CHLD]
enum class CallControl : std::uint8_t {
  reject_waiting,  // 0: or releases what is held
  take_other,      // 1: releases the active call and takes the waiting or the held one
  swap,            // 2: holds the active call and takes the other one
  join,            // 3
};

// There is no hook and no tone: a seizure asks the modem whether it is registered, and dial tone says that it is. A call that
// meets a busy party is told as Busy and kept, with nothing sent, until it is released or completed or the network's T1 is over;
// then as LoopDrop. Ringback is told again and again while the other telephone rings. Facts come from the list of calls, from
// result codes and from what the personality knows, whichever is first. A ring while the line is in use is CallWaiting.
//
// start() fails with device_unfit (refused) when the SIM is not ready, and says what it needs: a PIN is never sent. A modem that
// is not registered is LineDown after the start, and LineUp when it is. One without voice starts, tells DeviceTrouble, and
// refuses to seize and to answer (not_supported). seize() fails with line_down (later) without a network; where the network refuses
// this SIM it succeeds, with dial tone no more than inferred, since emergency calls may still be made. [invariant I10]
//
// An acceptance by the network is believed when the modem tells it, when a query lists the request, or when the personality
// says that OK proves it; OK alone ends the request with no_answer_from_device (unknown). Nothing that the network may have
// acted on is ever repeated. [voice-modems 5; faults D03, X16]
class GsmPort final : public hal::SignalPort {
 public:
  // Channel, scheduler and trace must outlive the port. Nothing is sent before start().
  GsmPort(env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace, GsmPersonality modem);
  ~GsmPort() override;

  void attach(hal::SignalSink* sink) override;
  // After start() as the modem agreed to it.
  [[nodiscard]] hal::Capabilities capabilities() const override;
  [[nodiscard]] std::string_view name() const override;
  void start(hal::Done done) override;
  void seize(hal::Done done) override;
  void release(hal::Done done) override;
  void answer(hal::Done done) override;
  // Swaps the active call and the other one; the length means nothing.
  void flash(hal::Duration length, hal::Done done) override;
  // Dials when there is no call, and sends tones in one. A code of the network (with * or #) is no number: not_supported. Pauses
  // in a number are dropped; bad_state when the call is neither to be made nor connected; line_ringing (later) when somebody
  // called meanwhile.
  void send_digits(const hal::DialString& digits, hal::Done done) override;
  // Errors besides: bad_state (misuse) for a request without a busy call, and for two services at once; those of message_parts.
  void service(const hal::ServiceOrder& order, hal::ServiceDone done) override;

  // Errors besides those of SignalPort: bad_state (misuse) without a call, not_supported when the modem does not list it.
  void control(CallControl what, hal::Done done);
  [[nodiscard]] const GsmStatus& status() const;
  [[nodiscard]] GsmCallState call_state() const;

 private:
  class Core;
  std::unique_ptr<Core> core_;
};

}  // namespace campon::atmodem
