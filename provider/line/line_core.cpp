// What one line provider is made of, opening and closing it, and how things are told.
#include "provider/line/line_core.hpp"

#include <algorithm>

namespace campon::provider {

using env::ErrorCode;
using env::Remedy;

namespace {
// For lines that nobody guards: every rule off but those of emergency numbers.
Policy unrestricted() {
  Policy policy;
  constexpr std::size_t k_no_limit = 1'000'000;
  policy.deny_classes.clear();
  policy.calls_per_minute = policy.burst = policy.calls_per_minute_all = policy.concurrent = k_no_limit;
  policy.machine_calls_per_day = k_no_limit;
  policy.intrude = true;
  return policy;
}
}  // namespace

std::string who(CallId id) { return "call " + std::to_string(id.value); }
std::string who(CompletionId id) { return "completion " + std::to_string(id.value); }

LineProvider::Core::Core(const LineParts& parts)
    : line_(parts.line),
      network_(parts.network),
      region_(parts.region),
      scheduler_(parts.scheduler),
      clock_(parts.clock),
      trace_(parts.trace),
      timers_(parts.timers),
      later_(parts.scheduler),
      outbox_(parts.scheduler),
      journal_(parts.journal),
      kept_as_(parts.kept_as.empty() ? parts.line.name() : parts.kept_as),
      open_policy_(unrestricted()),
      own_guard_(parts.guard == nullptr ? std::make_unique<TollGuard>(open_policy_, parts.region, parts.trace) : nullptr),
      guard_(parts.guard == nullptr ? *own_guard_ : *parts.guard),
      redial_attempt_(redial_attempt(parts.timers)),
      redial_call_(redial_call(parts.timers)) {
  line_.attach(this);
}

LineProvider::Core::~Core() { line_.attach(nullptr); }

void LineProvider::Core::open(Done done) {
  if (line_.state() != hal::LineState::out_of_service) return opened(std::move(done), {});
  line_.start(guarded([this, opening = ++opening_, done = std::move(done)](const env::Result& result) {
    if (opening == opening_) return opened(done, result);
    answer_later(done, env::fail(ErrorCode::cancelled, Remedy::misuse, "the line was closed"));
  }));
}

// A device that has come back may fail once more while it is made ready.
void LineProvider::Core::reopen() {
  serve_again_ = scheduler_.after(timers_.serve_again, [this] { reopen(); });
  if (line_.state() != hal::LineState::out_of_service) return;
  line_.start(guarded([this, opening = ++opening_](const env::Result& result) {
    if (opening == opening_ && result) opened(nullptr, {});
  }));
}

void LineProvider::Core::opened(Done done, const env::Result& result) {
  serve_again_.reset();
  open_ = result.has_value();
  answer_later(std::move(done), result);
  if (!open_) return;
  restore();
  next_job();
  outbox_.tell([this] {
    if (observer_ != nullptr) observer_->on_service(true);
  });
}

void LineProvider::Core::close(Done done) {
  const env::Error why{ErrorCode::cancelled, Remedy::misuse, "the line was closed", {}};
  open_ = false;
  ++opening_;
  if (run_) abandon_run(why);
  for (auto& job : std::exchange(jobs_, {})) answer_later(std::move(job.done), tl::unexpected(why));
  end_generation(tl::unexpected(why));
  for (auto& [id, call] : calls_) answer_later(std::exchange(call.made, nullptr), tl::unexpected(why));
  awaiting_dial_tone_ = false;
  dial_tone_.reset();
  connecting_.reset();
  rest_.reset();
  serve_again_.reset();
  ring_.reset();
  on_line_.reset();
  calls_.clear();
  completions_.clear();
  line_.release(std::move(done));
}

bool LineProvider::Core::in_service() const {
  return open_ && line_.state() != hal::LineState::out_of_service && line_.state() != hal::LineState::starting;
}

bool LineProvider::Core::at_rest() const {
  const bool asked = std::any_of(completions_.begin(), completions_.end(), [](const auto& each) {
    return each.second.view.state < CompletionState::completed || each.second.clearing_up;
  });
  return !asked && calls_.empty() && !run_ && jobs_.empty() && !ring_;
}

AddressCapabilities LineProvider::Core::capabilities() const {
  AddressCapabilities out;
  for (const auto on : {CompletionCondition::busy, CompletionCondition::no_answer}) {
    const std::uint8_t modes = network_.modes(on);
    out.completion_modes |= modes;
    if (modes != 0) out.completion_conditions |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(on));
  }
  out.max_completions = network_.max_outstanding;
  out.messages = network_.messages;
  out.can_cancel = cancel_way() != nullptr || redials();
  out.recall_ring_differs = !network_.recall.cadences.empty();
  const hal::Capabilities device = line_.capabilities();
  out.dials_in_parts = device.digits_in_call && !device.seizes_by_dialing;
  out.sends_digits = device.digits_in_call;
  out.flashes = device.flash && device.flash_shortest <= region_.flash && region_.flash <= device.flash_longest;
  out.hears_digits = device.hears_digits;
  return out;
}

void LineProvider::Core::answer_later(Done done, env::Result result) {
  if (!done) return;
  outbox_.tell([done = std::move(done), result = std::move(result)] { done(result); });
}

void LineProvider::Core::tell_state(const Call& call) {
  if (call.closed) return;
  outbox_.tell([this, view = view_of(call)] {
    if (observer_ != nullptr) observer_->on_call_state(view);
  });
}

void LineProvider::Core::tell_info(const Call& call) {
  if (call.closed) return;
  outbox_.tell([this, view = view_of(call)] {
    if (observer_ != nullptr) observer_->on_call_info(view);
  });
}

void LineProvider::Core::tell_count(std::size_t before) {
  const std::size_t now = outstanding();
  if (now == before) return;
  outbox_.tell([this, now] {
    if (observer_ != nullptr) observer_->on_completions_changed(now);
  });
}

void LineProvider::Core::device_gone() {
  const env::Error why{ErrorCode::device_missing, Remedy::gone, "the device is away", {}};
  if (run_) abandon_run(why);
  ring_.reset();
  connecting_.reset();
  abandon_cancels(why);
  for (auto& [id, completion] : completions_) step_completion(completion, CompletionInput::lost);
  if (on_line_) {
    const CallId id = *on_line_;
    if (calls_.at(id).made)
      give_up_making(id, why);
    else
      step_call(calls_.at(id), CallInput::lost);
  }
  on_line_.reset();
  if (open_) serve_again_ = scheduler_.after(timers_.serve_again, [this] { reopen(); });
  if (observer_ == nullptr) return;
  outbox_.tell([this] {
    if (observer_ != nullptr) observer_->on_service(false);
  });
}

// What somebody waits for ends; what has to be taken back waits for the device.
void LineProvider::Core::abandon_cancels(const env::Error& why) {
  std::list<Job> kept;
  for (auto& job : std::exchange(jobs_, {})) {
    if (job.purpose == Purpose::clear_up)
      kept.push_back(std::move(job));
    else
      cancel_ended(RunEnd::failed, why, job.completion, std::move(job.done));
  }
  for (auto& job : kept) jobs_.push_back(std::move(job));
}

}  // namespace campon::provider
