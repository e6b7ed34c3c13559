#include "drivers/listening/listening_port.hpp"

#include <utility>

#include "hal/env/turn_queue.hpp"

namespace campon::listening {

namespace {

using hal::CallPhase;
using hal::ToneKind;

// Whether a device tells this kind by itself.
bool tells(const hal::Capabilities& can, ToneKind kind) {
  switch (kind) {
    case ToneKind::dial: return can.hears_dial_tone;
    case ToneKind::stutter_dial: return can.hears_stutter;
    case ToneKind::busy: return can.hears_busy;
    case ToneKind::reorder: return can.hears_reorder;
    case ToneKind::ringback: return can.hears_ringback;
    case ToneKind::sit:
    case ToneKind::intercept:
    case ToneKind::number_unobtainable: return can.hears_sit;
    case ToneKind::confirmation: return can.hears_confirmation;
    case ToneKind::voice: return can.hears_voice;
    case ToneKind::call_waiting:
    case ToneKind::warning:
    case ToneKind::receiver_off_hook:
    case ToneKind::unknown:
    case ToneKind::silence: return false;
  }
  return false;
}

void can_hear(hal::Capabilities& can, ToneKind kind) {
  can.hears_dial_tone |= kind == ToneKind::dial;
  can.hears_stutter |= kind == ToneKind::stutter_dial;
  can.hears_busy |= kind == ToneKind::busy;
  can.hears_reorder |= kind == ToneKind::reorder;
  can.hears_ringback |= kind == ToneKind::ringback;
  can.hears_sit |= kind == ToneKind::sit || kind == ToneKind::intercept || kind == ToneKind::number_unobtainable;
  can.hears_confirmation |= kind == ToneKind::confirmation;
}

// The first digits after a seizure are a number, unless they are a code: it has a star or a square, or it is as short as those of
// PBXs and of rotary telephones (46, 770, 1166), which an extension may be as well. Whatever follows is for a service or a menu.
CallPhase phase_after(CallPhase before, const hal::DialString& digits) {
  constexpr std::size_t k_longest_plain_code = 4;
  const std::string number = digits.number();
  const bool code = number.find_first_of("*#") != std::string::npos || number.size() <= k_longest_plain_code;
  return before == CallPhase::seized && !code ? CallPhase::dialled : CallPhase::code_sent;
}

}  // namespace

class ListeningPort::Core final : private hal::SignalSink, private hal::AudioSink {
 public:
  Core(hal::SignalPort& port, hal::MediaPort& media, std::shared_ptr<const hal::Ears> ears, env::Scheduler& scheduler, env::Trace& trace,
       ListeningTimers timers)
      : port_(port),
        media_(media),
        ears_(std::move(ears)),
        scheduler_(scheduler),
        trace_(trace),
        timers_(timers),
        analyser_(ears_, [this](const hal::ToneEvent& event) { on_tone(event); }),
        later_(scheduler) {
    port_.attach(this);
  }
  ~Core() {
    port_.attach(nullptr);
    if (listening_) media_.stop_listening();
  }
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  void attach(hal::SignalSink* sink) { sink_ = sink; }
  [[nodiscard]] hal::SignalPort& port() { return port_; }

  [[nodiscard]] hal::Capabilities capabilities() const {
    hal::Capabilities can = port_.capabilities();
    if (!media_.media().listens || deaf_) return can;
    for (const hal::Tone& tone : ears_->plan().tones) can_hear(can, hal::tone_kind(tone.name));
    can.hears_voice = true;
    // Until the first digits it is on hook: there is nothing to hear.
    can.hears_dial_tone &= !can.seizes_by_dialing;
    can.hears_stutter &= !can.seizes_by_dialing;
    return can;
  }

  // The order's end, with the ears open and in `phase` when it has succeeded.
  hal::Done then(CallPhase phase, hal::Done done) {
    return [this, alive = std::weak_ptr<bool>(alive_), phase, done = std::move(done)](const env::Result& result) {
      if (alive.expired()) return;
      if (result) listen_in(phase);
      done(result);
    };
  }
  [[nodiscard]] CallPhase phase() const { return phase_; }
  void seize(hal::Done done) {
    phase_ = CallPhase::seized;
    port_.seize(port_.capabilities().seizes_by_dialing ? std::move(done) : then(CallPhase::seized, std::move(done)));
  }
  // The line is on hook, or an order makes sounds of its own: what was heard says nothing about what comes.
  void forget() {
    analyser_.reset();
    held_busy_.reset();
    settle_ = {};
    heard_.reset();
  }

 private:
  struct Heard {
    ToneKind kind;
    env::Time at;
  };

  void on_signal(hal::Evidence evidence, hal::LineFact fact) override {
    const bool may_be_reorder = std::holds_alternative<hal::Busy>(fact) && listening_ && !port_.capabilities().hears_reorder;
    if (!may_be_reorder) return tell(evidence, std::move(fact));
    if (has_heard(ToneKind::reorder)) return;
    if (has_heard(ToneKind::busy)) return tell(evidence, std::move(fact));
    held_busy_ = evidence;
    settle_ = scheduler_.after(timers_.busy_settles, [this] { let_go_of_busy(); });
  }

  void on_audio(env::Time at, std::span<const hal::Sample> samples) override {
    const auto length = std::chrono::duration_cast<env::Duration>(
        std::chrono::duration<std::int64_t, std::ratio<1, hal::k_sample_rate>>(static_cast<std::int64_t>(samples.size())));
    if (fed_until_ && at - length > *fed_until_ + timers_.gap) analyser_.reset();
    fed_until_ = at;
    analyser_.feed(samples, at);
  }

  void on_tone(const hal::ToneEvent& event) {
    if (event.over) return;
    const std::string_view what = event.tone != nullptr ? std::string_view(event.tone->name) : to_string(event.kind);
    trace_.note(scheduler_.now(), env::TraceKind::state, port_.name(), "heard " + std::string(what));
    heard_ = Heard{event.kind, scheduler_.now()};
    if (held_busy_ && event.kind == ToneKind::busy) return let_go_of_busy();
    if (held_busy_ && event.kind == ToneKind::reorder) drop_busy();
    if (tells(port_.capabilities(), event.kind)) return;
    auto fact = hal::line_fact(event.kind, event.tone != nullptr ? event.tone->name : "");
    if (fact) tell(hal::Evidence::tone, std::move(*fact));
  }

  [[nodiscard]] bool has_heard(ToneKind kind) const {
    return heard_ && heard_->kind == kind && scheduler_.now() - heard_->at < timers_.heard_stands;
  }

  void drop_busy() {
    held_busy_.reset();
    settle_ = {};
  }

  void let_go_of_busy() {
    const auto evidence = std::exchange(held_busy_, std::nullopt);
    settle_ = {};
    if (evidence) tell(*evidence, hal::Busy{});
  }

  void listen_in(CallPhase phase) {
    phase_ = phase;
    forget();
    analyser_.arm(phase);
    if (listening_ || !media_.media().listens) return;
    listening_ = true;
    deaf_ = false;
    fed_until_.reset();
    media_.listen(*this, [this, alive = std::weak_ptr<bool>(alive_)](const env::Result& result) {
      if (!alive.expired()) ended(result);
    });
  }

  void ended(const env::Result& result) {
    listening_ = false;
    deaf_ = !result && result.error().code != env::ErrorCode::cancelled;
    if (deaf_) trace_.note(scheduler_.now(), env::TraceKind::state, port_.name(), "not heard any more: " + result.error().what);
    let_go_of_busy();
  }

  // In a turn of its own: a tone is heard within a call of the device.
  void tell(hal::Evidence evidence, hal::LineFact fact) {
    later_.defer([this, evidence, fact = std::move(fact)] {
      if (sink_ != nullptr) sink_->on_signal(evidence, fact);
    });
  }

  hal::SignalPort& port_;
  hal::MediaPort& media_;
  std::shared_ptr<const hal::Ears> ears_;
  env::Scheduler& scheduler_;
  env::Trace& trace_;
  const ListeningTimers timers_;
  hal::SignalSink* sink_ = nullptr;
  hal::ProgressAnalyser analyser_;
  CallPhase phase_ = CallPhase::seized;
  bool listening_ = false;
  bool deaf_ = false;  // the device stopped it by itself; tried again with the next order
  std::optional<env::Time> fed_until_;
  std::optional<Heard> heard_;
  std::optional<hal::Evidence> held_busy_;
  env::Timer settle_;
  env::TurnQueue later_;
  // Ends of orders come from the port, which may live longer.
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

ListeningPort::ListeningPort(hal::SignalPort& port, hal::MediaPort& media, std::shared_ptr<const hal::Ears> ears, env::Scheduler& scheduler,
                             env::Trace& trace, ListeningTimers timers)
    : core_(std::make_unique<Core>(port, media, std::move(ears), scheduler, trace, timers)) {}
ListeningPort::~ListeningPort() = default;

namespace {

// Declared first, so that the device outlives what listens to it.
struct Owner {
  std::unique_ptr<hal::SignalPort> device;
};

class OwnListeningPort final : private Owner, public ListeningPort {
 public:
  OwnListeningPort(std::unique_ptr<hal::SignalPort> whole, hal::MediaPort& media, std::shared_ptr<const hal::Ears> ears,
                   env::Scheduler& scheduler, env::Trace& trace)
      : Owner{std::move(whole)}, ListeningPort(*device, media, std::move(ears), scheduler, trace) {}
};

}  // namespace

std::unique_ptr<hal::SignalPort> with_ears(std::unique_ptr<hal::SignalPort> device, std::shared_ptr<const hal::Ears> ears,
                                           env::Scheduler& scheduler, env::Trace& trace) {
  auto* const media = dynamic_cast<hal::MediaPort*>(device.get());
  if (media == nullptr || ears == nullptr) return device;
  return std::make_unique<OwnListeningPort>(std::move(device), *media, std::move(ears), scheduler, trace);
}

void ListeningPort::attach(hal::SignalSink* sink) { core_->attach(sink); }
hal::Capabilities ListeningPort::capabilities() const { return core_->capabilities(); }
std::string_view ListeningPort::name() const { return core_->port().name(); }
void ListeningPort::start(hal::Done done) { core_->port().start(std::move(done)); }
void ListeningPort::seize(hal::Done done) { core_->seize(std::move(done)); }
// Who answers a recall is where somebody is who has dialled: ringback follows, or busy.
void ListeningPort::answer(hal::Done done) { core_->port().answer(core_->then(CallPhase::dialled, std::move(done))); }
void ListeningPort::service(const hal::ServiceOrder& order, hal::ServiceDone done) { core_->port().service(order, std::move(done)); }

void ListeningPort::release(hal::Done done) {
  core_->forget();
  core_->port().release(std::move(done));
}

void ListeningPort::flash(hal::Duration length, hal::Done done) {
  core_->forget();
  core_->port().flash(length, core_->then(CallPhase::seized, std::move(done)));
}

void ListeningPort::send_digits(const hal::DialString& digits, hal::Done done) {
  core_->forget();
  const CallPhase next = phase_after(core_->phase(), digits);
  core_->port().send_digits(digits, core_->then(next, std::move(done)));
}

}  // namespace campon::listening
