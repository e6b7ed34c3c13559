#include "campon/call.hpp"

#include <utility>

#include "provider/api/conversion.hpp"
#include "provider/api/line_core.hpp"

namespace campon {

Call::Call(std::shared_ptr<Core> core) : core_(std::move(core)) {}

Call::~Call() {
  core_->face = nullptr;
  core_->line->forget(*core_);
}

void Call::connect(ResultHandler done) { core_->line->connect(core_, std::move(done)); }
void Call::disconnect(DisconnectCode code, ResultHandler done) { core_->line->drop(core_, code, std::move(done)); }
void Call::answer(ResultHandler done) { core_->line->answer(core_, std::move(done)); }

void Call::complete(CompletionMode mode, std::uint32_t message, CompletionHandler done) {
  core_->line->complete(core_, mode, message, std::move(done));
}

CallState Call::state() const { return core_->state; }
CallProgress Call::progress() const { return core_->progress; }
CallCause Call::cause() const { return core_->cause; }
bool Call::busy() const { return core_->progress == CallProgress::busy && core_->state == CallState::inprogress; }

std::vector<CompletionMode> Call::completion_modes() const {
  const auto* provider = core_->line->provider();
  const auto view = provider == nullptr ? std::nullopt : provider->call(core_->view.id);
  return detail::modes_of(view ? view->completion_modes : std::uint8_t{0});
}

std::string Call::number() const { return core_->view.called; }

CallReason Call::reason() const {
  return core_->view.reason == provider::CallReason::call_completion ? CallReason::call_completion : CallReason::direct;
}

std::optional<std::uint32_t> Call::completion_id() const {
  if (core_->view.completion.value == 0) return std::nullopt;
  return core_->view.completion.value;
}

Caller Call::caller() const {
  const auto& id = core_->view.caller;
  return {id.number, id.name, id.presentation == hal::Presentation::withheld};
}

std::string_view Call::answer_evidence() const { return hal::to_string(core_->view.answer_evidence); }
std::optional<Error> Call::error() const { return core_->error; }
void Call::on_state(Handler handler) { core_->state_handler = std::move(handler); }
void Call::on_info(Handler handler) { core_->info_handler = std::move(handler); }

void Completion::cancel(ResultHandler done) const {
  if (const auto line = line_.lock()) line->uncomplete(id_, std::move(done));
}

}  // namespace campon
