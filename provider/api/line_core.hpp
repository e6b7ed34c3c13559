// What stands behind Line, Call and Completion: one observer of a LineProvider that hands its events to the right object.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "campon/line.hpp"
#include "hal/dial_string.hpp"
#include "hal/env/scheduler.hpp"
#include "provider/api/reporter.hpp"
#include "provider/line/line_provider.hpp"

namespace campon {

// Lives as long as the Call and as a handler of it runs.
struct Call::Core {
  std::shared_ptr<detail::LineCore> line;
  Call* face = nullptr;                   // nullptr when the application has destroyed it
  std::optional<hal::DialString> target;  // outgoing only
  provider::CallView view;                // id 0 while idle
  CallState state = CallState::idle;
  CallProgress progress = CallProgress::none;
  CallCause cause = CallCause::none;
  std::optional<DisconnectCode> hung_up_with;
  std::optional<Error> error;
  Handler state_handler;
  Handler info_handler;

  [[nodiscard]] std::string title() const;  // "call to 5550123", escaped
};

namespace detail {

// The provider outlives it or detach() comes first; after that every order does nothing.
class LineCore final : public provider::LineObserver, public std::enable_shared_from_this<LineCore> {
 public:
  using CallCore = std::shared_ptr<Call::Core>;

  LineCore(provider::LineProvider& line, env::Scheduler& scheduler, std::shared_ptr<Reporter> reporter);

  void attach();
  // The service goes: calls end without events, handlers are let go.
  void detach();
  // nullptr after detach().
  [[nodiscard]] provider::LineProvider* provider() const { return provider_; }

  std::unique_ptr<Call> new_call(hal::DialString target);
  void open(ResultHandler done);
  void close(ResultHandler done);
  void connect(const CallCore& call, ResultHandler done);
  void drop(const CallCore& call, DisconnectCode code, ResultHandler done);
  void answer(const CallCore& call, ResultHandler done);
  void complete(const CallCore& call, CompletionMode mode, std::uint32_t message, Call::CompletionHandler done);
  void complete_without_call(std::string_view number, provider::CompletionRequest wanted, Call::CompletionHandler done);
  void uncomplete(std::uint32_t id, ResultHandler done);
  // The application has destroyed the Call.
  void forget(const Call::Core& call);
  [[nodiscard]] Completion to_completion(const provider::CompletionView& view);

  Line::CallHandler incoming_handler;
  Line::RecallHandler recall_handler;
  Line::CompletionHandler completion_handler;
  Line::ServiceHandler service_handler;

 private:
  void on_call_offered(const provider::CallView& view) override;
  void on_call_state(const provider::CallView& view) override;
  void on_call_info(const provider::CallView& view) override;
  void on_completion(const provider::CompletionView& completion) override;
  void on_service(bool in_service) override;

  void present(const provider::CallView& view);
  void present_recall(std::unique_ptr<Call> call, const provider::CallView& view);
  std::unique_ptr<Call> face_for(const CallCore& call);
  [[nodiscard]] CallCore find(provider::CallId id) const;
  [[nodiscard]] bool camped(const provider::CallView& view) const;
  bool take_over(Call::Core& call, const provider::CallView& view);
  void update(const CallCore& call, const provider::CallView& view);
  void disconnected(Call::Core& call, CallCause cause);
  void end_call(const CallCore& call, CallCause cause);
  void failed(const CallCore& call, const Error& error);

  void end_complete(std::string_view whose, const Call::CompletionHandler& done, const env::Expected<provider::CompletionId>& accepted);
  void finish(std::string_view whose, const ResultHandler& done, const Result& result);
  provider::Done reply_to(const CallCore& call, ResultHandler done);
  void post_reply(const CallCore& call, ResultHandler done, env::Result result);

  provider::LineProvider* provider_;
  env::Scheduler& scheduler_;
  std::shared_ptr<Reporter> reporter_;  // shared with the service's other lines
  std::map<provider::CallId, std::weak_ptr<Call::Core>> calls_;
  std::set<provider::CallId> offered_;  // told, first state not yet
};

}  // namespace detail
}  // namespace campon
