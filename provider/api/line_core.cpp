#include "provider/api/line_core.hpp"

#include <utility>

#include "hal/env/trace.hpp"
#include "provider/api/conversion.hpp"

namespace campon {

std::string Call::Core::title() const {
  if (target) return "call to " + target->number();
  return "call " + std::to_string(view.id.value);
}

namespace detail {

LineCore::LineCore(provider::LineProvider& line, env::Scheduler& scheduler, std::shared_ptr<Reporter> reporter)
    : provider_(&line), scheduler_(scheduler), reporter_(std::move(reporter)) {}

void LineCore::attach() { provider_->attach(this); }

void LineCore::detach() {
  const auto self = shared_from_this();
  for (const auto& [id, weak] : calls_) provider_->close_call(id);
  provider_->attach(nullptr);
  provider_ = nullptr;
  // Handlers may own calls: they are destroyed here at the end, when nothing is iterated any more.
  auto handlers = std::make_tuple(std::exchange(incoming_handler, {}), std::exchange(recall_handler, {}),
                                  std::exchange(completion_handler, {}), std::exchange(service_handler, {}));
  std::vector<Call::Handler> of_calls;
  for (const auto& [id, weak] : std::exchange(calls_, {})) {
    const auto call = weak.lock();
    if (!call) continue;
    disconnected(*call, CallCause::none);
    of_calls.push_back(std::exchange(call->state_handler, {}));
    of_calls.push_back(std::exchange(call->info_handler, {}));
  }
}

std::unique_ptr<Call> LineCore::new_call(hal::DialString target) {
  const auto core = std::make_shared<Call::Core>();
  core->line = shared_from_this();
  core->view.called = target.digits();
  core->target = std::move(target);
  return face_for(core);
}

std::unique_ptr<Call> LineCore::face_for(const CallCore& call) {
  std::unique_ptr<Call> face(new Call(call));
  call->face = face.get();
  return face;
}

void LineCore::forget(const Call::Core& call) {
  if (call.view.id.value == 0) return;
  calls_.erase(call.view.id);
  if (provider_ != nullptr) provider_->close_call(call.view.id);
}

LineCore::CallCore LineCore::find(provider::CallId id) const {
  const auto place = calls_.find(id);
  return place == calls_.end() ? nullptr : place->second.lock();
}

void LineCore::on_call_offered(const provider::CallView& view) { offered_.insert(view.id); }

void LineCore::on_call_state(const provider::CallView& view) {
  const auto self = shared_from_this();
  if (offered_.erase(view.id) != 0) return present(view);
  if (const auto call = find(view.id)) update(call, view);
}

void LineCore::on_call_info(const provider::CallView& view) {
  const auto self = shared_from_this();
  const auto call = find(view.id);
  if (!call) return;
  call->view = view;
  if (call->face != nullptr) reporter_->guard(call->title(), call->info_handler, *call->face);
}

void LineCore::on_completion(const provider::CompletionView& completion) {
  const auto self = shared_from_this();
  reporter_->guard("completions", completion_handler, to_completion(completion));
  const auto call = find(completion.call);
  if (!call) return;
  auto view = call->view;
  if (completion.state == provider::CompletionState::camped) view.completion = completion.id;
  update(call, view);
}

void LineCore::on_service(bool in_service) {
  const auto self = shared_from_this();
  reporter_->guard("the line's service", service_handler, in_service);
}

void LineCore::present(const provider::CallView& view) {
  const auto core = std::make_shared<Call::Core>();
  core->line = shared_from_this();
  take_over(*core, view);
  calls_[view.id] = core;
  auto face = face_for(core);
  if (view.reason == provider::CallReason::call_completion && recall_handler) return present_recall(std::move(face), view);
  // Without a handler the call is forgotten here, and rings out.
  reporter_->guard("incoming calls", incoming_handler, std::move(face));
}

void LineCore::present_recall(std::unique_ptr<Call> call, const provider::CallView& view) {
  reporter_->guard("recalls", recall_handler, Recall{std::move(call), view.completion.value, view.verdict});
}

bool LineCore::camped(const provider::CallView& view) const {
  if (view.completion.value == 0) return false;
  const auto completion = provider_->completion(view.completion);
  return completion && completion->state == provider::CompletionState::camped;
}

// Answers whether the application sees a change. A call that is disconnected stays so, whatever the line still does.
bool LineCore::take_over(Call::Core& call, const provider::CallView& view) {
  const auto before = std::pair(call.state, call.progress);
  call.view = view;
  if (call.state == CallState::disconnected) return false;
  const auto state = state_of(view, camped(view));
  if (state == CallState::disconnected) {
    disconnected(call, cause_of(view));
  } else {
    call.state = state;
    call.progress = progress_of(view);
    call.cause = call.progress == CallProgress::busy ? cause_of(view) : CallCause::none;
  }
  return before != std::pair(call.state, call.progress);
}

void LineCore::disconnected(Call::Core& call, CallCause cause) {
  const bool was_busy = call.progress == CallProgress::busy;
  const bool local = call.hung_up_with.has_value();
  if (local && call.state == CallState::offering)
    cause = *call.hung_up_with == DisconnectCode::no_answer ? CallCause::no_answer : CallCause::rejected;
  else if (was_busy && (local || cause == CallCause::none || cause == CallCause::normal))
    cause = CallCause::busy;
  else if (local)
    cause = CallCause::normal;
  call.cause = cause;
  call.state = CallState::disconnected;
  call.progress = CallProgress::none;
}

void LineCore::end_call(const CallCore& call, CallCause cause) {
  if (call->state == CallState::disconnected) return;
  disconnected(*call, cause);
  if (call->face != nullptr) reporter_->guard(call->title(), call->state_handler, *call->face);
}

void LineCore::update(const CallCore& call, const provider::CallView& view) {
  if (provider_ == nullptr || !take_over(*call, view)) return;
  // Nobody can act on a call that ended in an announcement: the line must not stay off hook for it.
  if (view.state == provider::CallState::specialinfo) provider_->drop(view.id, [](const env::Result&) {});
  if (call->face != nullptr) reporter_->guard(call->title(), call->state_handler, *call->face);
}

}  // namespace detail
}  // namespace campon
