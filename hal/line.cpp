#include "hal/line.hpp"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "hal/env/turn_queue.hpp"

namespace campon::hal {

namespace {
using S = LineState;
using I = LineInput;
using A = LineAction;
using env::ErrorCode;
using env::Remedy;
using env::Result;
using env::TraceKind;

Result refused(std::string_view why, S state) {
  if (state == S::out_of_service) return env::fail(ErrorCode::line_down, Remedy::gone, std::string(why));
  return env::fail(ErrorCode::bad_state, Remedy::misuse, std::string(why));
}
Result cancelled() { return env::fail(ErrorCode::cancelled, Remedy::refused, "the line was released"); }
Result ring_came_first() { return env::fail(ErrorCode::line_ringing, Remedy::later, "somebody rang before the line was seized"); }
Result device_away() { return env::fail(ErrorCode::device_missing, Remedy::gone, "the device is away"); }
}  // namespace

class Line::Core final : public SignalSink {
 public:
  Core(std::string name, SignalPort& port, env::Scheduler& scheduler, env::Trace& trace, LineTimers timers)
      : name_(std::move(name)), port_(port), scheduler_(scheduler), trace_(trace), timers_(timers), later_(scheduler) {
    port_.attach(this);
  }
  ~Core() { port_.attach(nullptr); }
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  using Command = std::function<void(Done)>;

  void order(I input, Command command, Done done);
  void flash(Duration length, Done done);
  void release(Done done);
  void service(const ServiceOrder& order, ServiceDone done);
  void take_line(Done ended) {
    digits_sent_ = false;
    port_.seize(std::move(ended));
  }
  void send(const DialString& digits, Done ended) {
    digits_sent_ = true;
    port_.send_digits(digits, std::move(ended));
  }
  void on_signal(Evidence evidence, LineFact fact) override;

  std::string name_;
  SignalPort& port_;
  LineSink* sink_ = nullptr;
  env::StateMachine<LineMachine, k_line_table> machine_;

 private:
  struct Order {
    Command command;
    Done done;
  };

  LineAction step(I input, std::string_view* why = nullptr);
  void give(Command command);
  void command_ended(std::uint64_t generation, const Result& result);
  void act_on_end(A action, const Result& result);
  void order_release();
  void release_ended(const Result& result);
  void finish(const Result& result);
  void finish_releases(const Result& result);
  void fail_deferred(const Result& why);
  void abandon(const Result& why);
  void guard_over();
  bool ring();
  void ring_timer();
  void watch_ringback(const LineFact& fact, Evidence evidence);
  void tell(Evidence evidence, LineFact fact);
  void deliver(const LineEvent& event);
  void answer_later(Done done, Result result);
  [[nodiscard]] Result may_serve(const ServiceOrder& order) const;
  void finish_service(env::Expected<ServiceReport> report);

  env::Scheduler& scheduler_;
  env::Trace& trace_;
  LineTimers timers_;
  env::TurnQueue later_;
  std::optional<Done> running_;
  std::uint64_t generation_ = 0;
  std::optional<Order> deferred_seize_;
  std::vector<Done> releases_;
  ServiceDone service_;
  std::uint64_t service_generation_ = 0;
  bool digits_sent_ = false;  // since the line was taken
  bool ringback_ = false;
  env::Timer guard_;
  env::Timer ring_end_;
  env::Timer ringback_end_;
};

LineAction Line::Core::step(I input, std::string_view* why) {
  const auto& cell = machine_.step(input, [&](S from, const auto& taken) {
    if (taken.outcome == env::Outcome::go || taken.outcome == env::Outcome::refuse)
      trace_.note(scheduler_.now(), TraceKind::state, name_, env::describe_step<LineMachine>(from, input, taken));
  });
  if (cell.outcome == env::Outcome::refuse && why != nullptr) *why = cell.why;
  return cell.action;
}

void Line::Core::answer_later(Done done, Result result) {
  if (!done) return;
  later_.defer([done = std::move(done), result = std::move(result)] { done(result); });
}

void Line::Core::order(I input, Command command, Done done) {
  std::string_view why;
  const S before = machine_.state();
  if ((running_ && input != I::seize) || deferred_seize_) {
    answer_later(std::move(done), refused("another order is running", S::off_hook));
    return;
  }
  const A action = step(input, &why);
  if (!why.empty()) {
    answer_later(std::move(done), input == I::seize && before == S::ringing ? ring_came_first() : refused(why, before));
    return;
  }
  if (action == A::defer_seize) {
    deferred_seize_ = Order{std::move(command), std::move(done)};
    return;
  }
  running_ = std::move(done);
  ringback_ = false;
  ringback_end_.reset();
  if (machine_.is(S::answering)) ring_end_.reset();
  give(std::move(command));
}

void Line::Core::give(Command command) {
  const auto generation = ++generation_;
  command([this, generation](const Result& result) { command_ended(generation, result); });
}

void Line::Core::command_ended(std::uint64_t generation, const Result& result) {
  if (generation != generation_) return;  // a release has ended this order already
  act_on_end(step(result ? I::done : I::failed), result);
}

void Line::Core::act_on_end(A action, const Result& result) {
  if (action == A::fail_and_release) {
    finish(result);
    order_release();
  } else if (action == A::finish || action == A::finish_failed) {
    finish(result);
  }
}

void Line::Core::finish(const Result& result) {
  if (!running_) return;
  const Done done = std::exchange(running_, std::nullopt).value();
  answer_later(done, result);
}

void Line::Core::finish_releases(const Result& result) {
  for (Done& done : std::exchange(releases_, {})) answer_later(std::move(done), result);
}

void Line::Core::flash(Duration length, Done done) {
  const Capabilities can = port_.capabilities();
  if (!can.flash || length < can.flash_shortest || length > can.flash_longest) {
    answer_later(std::move(done), env::fail(ErrorCode::not_supported, Remedy::unsupported, "the device cannot flash for that length"));
    return;
  }
  order(
      I::flash, [this, length](Done ended) { port_.flash(length, std::move(ended)); }, std::move(done));
}

void Line::Core::release(Done done) {
  fail_deferred(cancelled());
  const A action = step(I::release);
  if (action == A::already_on_hook) {
    answer_later(std::move(done), {});
    return;
  }
  releases_.push_back(std::move(done));
  if (action == A::order_release) {
    finish(cancelled());
    order_release();
  }
}

void Line::Core::order_release() {
  ringback_ = false;
  ringback_end_.reset();
  const auto generation = ++generation_;
  port_.release([this, generation](const Result& result) {
    if (generation == generation_) release_ended(result);
  });
}

void Line::Core::release_ended(const Result& result) {
  if (step(result ? I::done : I::failed) == A::abandon) {
    abandon(result);
    tell(Evidence::inferred, DeviceGone{"the device does not go on hook"});
    return;
  }
  guard_ = scheduler_.after(timers_.hook_guard, [this] { guard_over(); });
  finish_releases({});
}

void Line::Core::guard_over() {
  if (step(I::guard_over) != A::seize_or_rest || !deferred_seize_) return;
  Order seize = std::exchange(deferred_seize_, std::nullopt).value();
  step(I::seize);
  running_ = std::move(seize.done);
  give(std::move(seize.command));
}

void Line::Core::fail_deferred(const Result& why) {
  if (!deferred_seize_) return;
  answer_later(std::exchange(deferred_seize_, std::nullopt)->done, why);
}

Result Line::Core::may_serve(const ServiceOrder& order) const {
  if (machine_.is(S::out_of_service) || machine_.is(S::starting))
    return env::fail(ErrorCode::line_down, Remedy::gone, "the line is out of service");
  if ((port_.capabilities().services & (1U << static_cast<unsigned>(order.kind))) == 0)
    return env::fail(ErrorCode::not_supported, Remedy::unsupported, "the device does not offer " + std::string(to_string(order.kind)));
  if (service_) return env::fail(ErrorCode::bad_state, Remedy::misuse, "another service is running");
  return {};
}

void Line::Core::service(const ServiceOrder& order, ServiceDone done) {
  if (const Result may = may_serve(order); !may) {
    later_.defer([done = std::move(done), why = may.error()] { done(tl::unexpected(why)); });
    return;
  }
  service_ = std::move(done);
  const auto generation = ++service_generation_;
  port_.service(order, [this, generation](env::Expected<ServiceReport> report) {
    if (generation == service_generation_) finish_service(std::move(report));
  });
}

void Line::Core::finish_service(env::Expected<ServiceReport> report) {
  if (!service_) return;
  ++service_generation_;
  later_.defer([done = std::exchange(service_, nullptr), report = std::move(report)] { done(report); });
}

void Line::Core::abandon(const Result& why) {
  finish_service(tl::unexpected(why.error()));
  ++generation_;
  guard_.reset();
  ring_end_.reset();
  ringback_end_.reset();
  ringback_ = false;
  finish(why);
  fail_deferred(why);
  finish_releases(why);
}

void Line::Core::on_signal(Evidence evidence, LineFact fact) {
  if (std::holds_alternative<RingBurst>(fact) && !ring()) return;
  if (std::holds_alternative<DeviceGone>(fact)) {
    if (step(I::gone) != A::abandon) return;
    abandon(device_away());
  }
  tell(evidence, fact);
  watch_ringback(fact, evidence);
}

// False for a burst that belongs to a ring which is over. Every other one is followed by another or by RingStopped.
bool Line::Core::ring() {
  const bool loop_is_open = machine_.is(S::off_hook) && !digits_sent_ && port_.capabilities().seizes_by_dialing;
  const A action = step(loop_is_open ? I::ring_on_hook : I::ring);
  if (action == A::ring_first) fail_deferred(ring_came_first());
  if (action == A::give_way) {
    finish(ring_came_first());
    order_release();
  }
  const bool goes_on = machine_.is(S::releasing) && ring_end_.armed();
  if (!machine_.is(S::ringing) && action != A::give_way && !goes_on) return false;
  ring_timer();
  return true;
}

void Line::Core::ring_timer() {
  ring_end_ = scheduler_.after(timers_.ring_stopped, [this] {
    step(I::ring_stopped);
    tell(Evidence::inferred, RingStopped{});
  });
}

// Voice right after ringback, or ringback that does not come again, is an answered call; nothing on an analogue loop says
// it better unless the exchange reverses polarity.
void Line::Core::watch_ringback(const LineFact& fact, Evidence evidence) {
  if (!machine_.is(S::off_hook)) return;
  if (std::holds_alternative<Ringback>(fact)) {
    ringback_ = true;
    ringback_end_ = scheduler_.after(timers_.ringback_stopped, [this] {
      ringback_ = false;
      tell(Evidence::inferred, Answered{});
    });
    return;
  }
  const bool was_ringing = std::exchange(ringback_, false);
  ringback_end_.reset();
  if (was_ringing && std::holds_alternative<Voice>(fact)) tell(evidence, Answered{});
}

void Line::Core::tell(Evidence evidence, LineFact fact) {
  trace_.note(scheduler_.now(), TraceKind::heard, name_, describe(fact));
  LineEvent event{scheduler_.now(), evidence, std::move(fact)};
  if (later_.empty()) return deliver(event);
  // What the device says together with the end of an order is heard after that end.
  later_.defer([this, event = std::move(event)] { deliver(event); });
}

void Line::Core::deliver(const LineEvent& event) {
  if (sink_ != nullptr) sink_->on_line_event(event);
}

Line::Line(std::string name, SignalPort& port, env::Scheduler& scheduler, env::Trace& trace, LineTimers timers)
    : core_(std::make_unique<Core>(std::move(name), port, scheduler, trace, timers)) {}
Line::~Line() = default;

void Line::attach(LineSink* sink) { core_->sink_ = sink; }
const std::string& Line::name() const { return core_->name_; }
std::string_view Line::device() const { return core_->port_.name(); }
LineState Line::state() const { return core_->machine_.state(); }
Capabilities Line::capabilities() const { return core_->port_.capabilities(); }

void Line::start(Done done) {
  core_->order(
      I::start, [core = core_.get()](Done ended) { core->port_.start(std::move(ended)); }, std::move(done));
}
void Line::seize(Done done) {
  core_->order(
      I::seize, [core = core_.get()](Done ended) { core->take_line(std::move(ended)); }, std::move(done));
}
void Line::answer(Done done) {
  core_->order(
      I::answer, [core = core_.get()](Done ended) { core->port_.answer(std::move(ended)); }, std::move(done));
}
void Line::send_digits(const DialString& digits, Done done) {
  core_->order(
      I::send_digits, [core = core_.get(), digits](Done ended) { core->send(digits, std::move(ended)); }, std::move(done));
}
void Line::flash(Duration length, Done done) { core_->flash(length, std::move(done)); }
void Line::release(Done done) { core_->release(std::move(done)); }
void Line::service(const ServiceOrder& order, ServiceDone done) { core_->service(order, std::move(done)); }

void SignalPort::service(const ServiceOrder& /*order*/, ServiceDone done) {
  done(tl::unexpected(env::Error{ErrorCode::not_supported, Remedy::unsupported, "the device offers no services", {}}));
}

}  // namespace campon::hal
