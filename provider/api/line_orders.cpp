// Orders of the application, and how each ends.
#include <utility>

#include "hal/env/trace.hpp"
#include "provider/api/conversion.hpp"
#include "provider/api/line_core.hpp"

namespace campon::detail {
namespace {

env::Result bad_state(const std::string& title, CallState is, std::string_view order, std::string_view needs) {
  return env::fail(env::ErrorCode::bad_state, env::Remedy::misuse,
                   "The " + title + " cannot be " + std::string(order) + ": it is " + std::string(to_string(is)) + " and must be " +
                       std::string(needs) + ".");
}

}  // namespace

void LineCore::finish(std::string_view whose, const ResultHandler& done, const Result& result) {
  if (done) return reporter_->guard(whose, done, result);
  if (!result) reporter_->tell(result.error());
}

provider::Done LineCore::reply_to(const CallCore& call, ResultHandler done) {
  return [weak = std::weak_ptr(call), done = std::move(done)](const env::Result& result) {
    const auto core = weak.lock();
    if (!core || core->face == nullptr) return;
    core->line->finish(core->title(), done, to_public(result));
  };
}

void LineCore::post_reply(const CallCore& call, ResultHandler done, env::Result result) {
  scheduler_.post([reply = reply_to(call, std::move(done)), result = std::move(result)] { reply(result); });
}

void LineCore::open(ResultHandler done) {
  if (provider_ == nullptr) return;
  provider_->open([weak = weak_from_this(), done = std::move(done)](const env::Result& result) {
    if (const auto core = weak.lock()) core->finish("opening the line", done, to_public(result));
  });
}

void LineCore::close(ResultHandler done) {
  if (provider_ == nullptr) return;
  provider_->close([weak = weak_from_this(), done = std::move(done)](const env::Result& result) {
    const auto core = weak.lock();
    if (!core) return;
    for (const auto& [id, call] : std::map(core->calls_))
      if (const auto left = call.lock()) core->end_call(left, CallCause::normal);
    core->finish("closing the line", done, to_public(result));
  });
}

void LineCore::connect(const CallCore& call, ResultHandler done) {
  if (provider_ == nullptr) return;
  if (call->state != CallState::idle || !call->target)
    return post_reply(call, std::move(done), bad_state(call->title(), call->state, "connected", "idle"));
  auto reply = reply_to(call, std::move(done));
  const auto begun = provider_->make_call(*call->target, [weak = std::weak_ptr(call), reply](const env::Result& result) {
    const auto core = weak.lock();
    if (!result && core) core->line->failed(core, to_public(result.error()));
    reply(result);
  });
  if (!begun) return scheduler_.post([reply = std::move(reply), error = begun.error()] { reply(tl::unexpected(error)); });
  calls_[*begun] = call;
  call->view.id = *begun;
  call->state = CallState::inprogress;
}

// The reply says that the attempt is over; the provider tells no state then.
void LineCore::failed(const CallCore& call, const Error& error) {
  if (!call->hung_up_with) call->error = error;
  end_call(call, CallCause::failed);
}

void LineCore::drop(const CallCore& call, DisconnectCode code, ResultHandler done) {
  if (provider_ == nullptr) return;
  const bool begun = call->view.id.value != 0;
  if (!begun || call->state == CallState::disconnected) return post_reply(call, std::move(done), {});
  call->hung_up_with = code;
  provider_->drop(call->view.id, [weak = std::weak_ptr(call), reply = reply_to(call, std::move(done))](const env::Result& result) {
    const auto core = weak.lock();
    const bool over = core && core->state == CallState::disconnected;  // the far end was quicker
    reply(over ? env::Result{} : result);
  });
}

void LineCore::answer(const CallCore& call, ResultHandler done) {
  if (provider_ == nullptr) return;
  if (call->state != CallState::offering)
    return post_reply(call, std::move(done), bad_state(call->title(), call->state, "answered", "offering"));
  provider_->answer(call->view.id, reply_to(call, std::move(done)));
}

void LineCore::complete(const CallCore& call, CompletionMode mode, std::uint32_t message, Call::CompletionHandler done) {
  if (provider_ == nullptr) return;
  auto end = [weak = std::weak_ptr(call), done = std::move(done)](const env::Expected<provider::CompletionId>& accepted) {
    const auto core = weak.lock();
    if (core && core->face != nullptr) core->line->end_complete(core->title(), done, accepted);
  };
  if (call->state == CallState::inprogress) return provider_->complete(call->view.id, to_provider(mode), message, std::move(end));
  const auto error = bad_state(call->title(), call->state, "completed", "busy or ringing at the far end").error();
  scheduler_.post([end = std::move(end), error] { end(tl::unexpected(error)); });
}

void LineCore::complete_without_call(std::string_view number, provider::CompletionRequest wanted, Call::CompletionHandler done) {
  if (provider_ == nullptr) return;
  auto end = [weak = weak_from_this(), done = std::move(done)](const env::Expected<provider::CompletionId>& accepted) {
    if (const auto core = weak.lock()) core->end_complete("completing a call", done, accepted);
  };
  if (!number.empty()) {
    const auto dialable = hal::DialString::parse(number);
    if (!dialable) return scheduler_.post([end = std::move(end), why = dialable.error()] { end(tl::unexpected(why)); });
    wanted.number = dialable->number();
  }
  provider_->complete_without_call(wanted, std::move(end));
}

void LineCore::end_complete(std::string_view whose, const Call::CompletionHandler& done,
                            const env::Expected<provider::CompletionId>& accepted) {
  if (provider_ == nullptr) return;
  if (!accepted && !done) return reporter_->tell(to_public(accepted.error()));
  if (!accepted) return reporter_->guard(whose, done, Expected<Completion>(tl::unexpected(to_public(accepted.error()))));
  provider::CompletionView view;
  view.id = *accepted;
  reporter_->guard(whose, done, Expected<Completion>(to_completion(provider_->completion(*accepted).value_or(view))));
}

void LineCore::uncomplete(std::uint32_t id, ResultHandler done) {
  if (provider_ == nullptr) return;
  provider_->uncomplete(provider::CompletionId{id}, [weak = weak_from_this(), done = std::move(done)](const env::Result& result) {
    if (const auto core = weak.lock()) core->finish("cancelling a completion", done, to_public(result));
  });
}

Completion LineCore::to_completion(const provider::CompletionView& view) {
  Completion completion;
  completion.id_ = view.id.value;
  completion.mode_ = to_public(view.mode);
  completion.condition_ = to_public(view.condition);
  completion.state_ = to_public(view.state);
  completion.end_ = to_public(view.end);
  completion.acceptance_ = to_public(view.acceptance);
  completion.number_ = view.number;
  completion.evidence_ = env::escaped(view.heard);
  completion.asked_ = view.asked;
  completion.deadline_ = view.deadline;
  completion.redialled_ = view.emulated;
  completion.attempts_ = view.attempts;
  completion.line_ = weak_from_this();
  return completion;
}

}  // namespace campon::detail
