// A line that the host has opened: turns what happens on it into LINEEVENTs.
#pragma once

#include <map>
#include <memory>

#include "provider/abi/instance.hpp"

namespace campon::provider::abi {

class OpenLine final : public LineObserver, public std::enable_shared_from_this<OpenLine> {
 public:
  OpenLine(Instance& instance, LineProvider& provider, DWORD device_id, DWORD version, HTAPILINE host, LINEEVENT event)
      : instance_(instance), provider_(provider), device_id_(device_id), version_(version), host_(host), event_(event) {}

  [[nodiscard]] LineProvider& provider() { return provider_; }
  [[nodiscard]] DWORD device_id() const { return device_id_; }
  // Of TSPI, as TSPI_lineOpen has it.
  [[nodiscard]] DWORD version() const { return version_; }

  // A handle for a call of this line.
  std::shared_ptr<HostCall> add_call(CallId id);
  // The host has forgotten the call, or never took it: nothing more is told of it.
  void forget_call(HostCall& call);
  // Something that the host itself has changed in LINECALLINFO: LINECALLINFOSTATE bits.
  void tell_changed(const std::shared_ptr<HostCall>& call, DWORD what);
  // Digits of the other party go to the host's memory until one of the limits of the gathering is reached.
  void gather(const std::shared_ptr<HostCall>& call, Gathering wanted, env::Duration first);
  // Ends the gathering that runs: LINEGATHERTERM.
  void end_gathering(const std::shared_ptr<HostCall>& call, DWORD reason);
  // LINE_GENERATE.
  void tell_generated(const std::shared_ptr<HostCall>& call, DWORD how, DWORD end_to_end);
  // Before the line is closed: nothing more is told of anything.
  void fall_silent();

  // Calls that the host knows and that are not idle.
  [[nodiscard]] std::size_t active_calls() const;
  // Whether TSPI_lineMakeCall makes sense now.
  [[nodiscard]] bool can_make_call() const;
  // 0 unless it rings.
  [[nodiscard]] DWORD ring_mode() const;

  std::uintptr_t handle = 0;
  DWORD line_states = 0;                               // LINEDEVSTATE bits that the host wants
  DWORD address_states = 0;                            // LINEADDRESSSTATE bits that the host wants
  DWORD media_modes = LINEMEDIAMODE_INTERACTIVEVOICE;  // of incoming calls that the host wants

 private:
  void on_call_offered(const CallView& call) override;
  void on_call_state(const CallView& call) override;
  void on_call_info(const CallView& call) override;
  void on_ringing(int mode, int count) override;
  void on_completions_changed(std::size_t outstanding) override;
  void on_completion_cancelled(CompletionId id) override;
  void on_service(bool in_service) override;
  void on_digit(CallId call, char digit) override;

  void line_event(DWORD message, DWORD_PTR param1, DWORD_PTR param2, DWORD_PTR param3);
  void device_state(DWORD state, DWORD_PTR param2, DWORD_PTR param3);
  void call_event(const std::shared_ptr<HostCall>& call, DWORD message, DWORD_PTR param1, DWORD_PTR param2, DWORD_PTR param3);
  void offer(const std::shared_ptr<HostCall>& call);
  void tell_info(const std::shared_ptr<HostCall>& call, const CallView& view);
  void tell_use();
  [[nodiscard]] DWORD_PTR ticks() const;
  void arm(const std::shared_ptr<HostCall>& call, env::Duration limit, DWORD reason);
  void gathered(const std::shared_ptr<HostCall>& call, char digit);
  [[nodiscard]] CallState state_of(CallId id) const;
  std::shared_ptr<HostCall> find(CallId id);

  Instance& instance_;
  LineProvider& provider_;
  DWORD device_id_;
  DWORD version_;
  HTAPILINE host_;
  LINEEVENT event_;
  std::map<CallId, std::shared_ptr<HostCall>> calls_;
  bool in_use_ = false;  // as the host knows it
  DWORD ring_mode_ = 0;  // of the last burst
};

}  // namespace campon::provider::abi
