#include "drivers/atmodem/voice_port.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "drivers/atmodem/caller_id_report.hpp"
#include "drivers/atmodem/chat.hpp"
#include "drivers/atmodem/ring_report.hpp"
#include "hal/env/turn_queue.hpp"

namespace campon::atmodem {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::Result;
using env::TraceKind;
using hal::Done;

// One step of an order: a command, or a pause when the text is empty.
struct Step {
  std::string text;
  env::Duration time{};  // deadline, or length of the pause
  bool needed = true;
};

std::string with(std::string text, std::string_view placeholder, std::string_view value) {
  return text.replace(text.find(placeholder), placeholder.size(), value);
}

std::string list_of(std::string_view digits) {
  std::string out;
  for (const char digit : digits) {
    if (!out.empty()) out += ',';
    out += digit;
  }
  return out;
}

std::string_view code_text(ResultCode code) {
  switch (code) {
    case ResultCode::ok: return "OK";
    case ResultCode::connect: return "CONNECT";
    case ResultCode::no_carrier: return "NO CARRIER";
    case ResultCode::error: return "ERROR";
    case ResultCode::no_dial_tone: return "NO DIALTONE";
    case ResultCode::busy: return "BUSY";
    case ResultCode::no_answer: return "NO ANSWER";
    case ResultCode::line_in_use: return "LINE IN USE";
    case ResultCode::blocked: return "BLACKLISTED";
    default: return "?";
  }
}

hal::LineFact fact_of(EventMeaning meaning) {
  switch (meaning) {
    case EventMeaning::dial_tone: return hal::DialTone{false};
    case EventMeaning::stutter: return hal::DialTone{true};
    case EventMeaning::busy: return hal::Busy{};
    case EventMeaning::reorder: return hal::Reorder{};
    case EventMeaning::ringback: return hal::Ringback{};
    case EventMeaning::sit: return hal::Sit{};
    case EventMeaning::voice: return hal::Voice{};
    case EventMeaning::loop_drop: return hal::LoopDrop{};
    case EventMeaning::polarity: return hal::PolarityReversal{};
    case EventMeaning::ring: return hal::RingBurst{};
  }
  return hal::Voice{};
}

hal::Evidence evidence_of(EventMeaning meaning) {
  const bool electrical = meaning == EventMeaning::loop_drop || meaning == EventMeaning::polarity;
  return electrical ? hal::Evidence::electrical : hal::Evidence::protocol;
}

}  // namespace

class VoicePort::Core final : public env::ByteSink, public ChatSink {
 public:
  Core(env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace, Personality personality, ChatTimers timers)
      : personality_(std::move(personality)),
        name_(std::string(channel.name()) + " (" + personality_.title + ")"),
        channel_(channel),
        scheduler_(scheduler),
        trace_(trace),
        timers_(timers),
        chat_(*this, timers, personality_.longest_command),
        caller_id_(timers),
        rings_(personality_.cadence_unit),
        later_(scheduler) {
    channel_.attach(this);
  }
  ~Core() { channel_.attach(nullptr); }
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  void order(std::vector<Step> steps, Done done);
  void start(Done done);
  void send_digits(const hal::DialString& digits, Done done);
  void flash(env::Duration length, Done done);
  void release(Done done);
  [[nodiscard]] Step hook(const std::string& text) const { return {text, timers_.hook, true}; }

  const Personality personality_;
  const std::string name_;
  hal::SignalSink* sink_ = nullptr;

 private:
  void on_bytes(std::string_view bytes) override;
  void on_closed(const env::Error& why) override;
  void send(std::string_view bytes) override;
  void on_unsolicited(std::string_view line) override;
  void on_event(char code) override;
  void on_reset() override;

  void next_step();
  void answered(const Step& step, const env::Expected<Answer>& answer);
  void end_order(Result result);
  void strike(Done done);
  void tell(hal::Evidence evidence, hal::LineFact fact);
  void wake_later();
  void tick();
  void tell_caller_id();

  env::ByteChannel& channel_;
  env::Scheduler& scheduler_;
  env::Trace& trace_;
  ChatTimers timers_;
  Chat chat_;
  CallerIdReport caller_id_;
  RingReport rings_;
  env::TurnQueue later_;
  std::deque<Step> steps_;
  Done done_;
  std::uint64_t generation_ = 0;
  bool closed_ = false;
  env::Timer pause_;
  env::Timer wake_;
};

void VoicePort::Core::order(std::vector<Step> steps, Done done) {
  ++generation_;
  steps_.assign(std::make_move_iterator(steps.begin()), std::make_move_iterator(steps.end()));
  done_ = std::move(done);
  if (closed_) return end_order(env::fail(ErrorCode::device_missing, Remedy::gone, name_ + " is away"));
  next_step();
}

void VoicePort::Core::next_step() {
  if (steps_.empty()) return end_order({});
  const Step step = steps_.front();
  steps_.pop_front();
  if (step.text.empty()) {
    pause_ = scheduler_.after(step.time, [this] { next_step(); });
    return;
  }
  chat_.submit(
      {step.text, step.time},
      [this, step, generation = generation_](const env::Expected<Answer>& answer) {
        if (generation == generation_) answered(step, answer);
      },
      scheduler_.now());
  wake_later();
}

void VoicePort::Core::answered(const Step& step, const env::Expected<Answer>& answer) {
  if (!answer) return end_order(tl::unexpected(answer.error()));
  if (answer->code == ResultCode::ok || !step.needed) return next_step();
  end_order(env::fail(ErrorCode::device_refused, Remedy::refused,
                      name_ + " answered " + step.text + " with " + std::string(code_text(answer->code)),
                      std::string(code_text(answer->code))));
}

void VoicePort::Core::end_order(Result result) {
  ++generation_;
  steps_.clear();
  pause_.reset();
  if (!done_) return;
  later_.defer([done = std::exchange(done_, nullptr), result = std::move(result)] { done(result); });
}

void VoicePort::Core::start(Done done) {
  std::vector<Step> steps{{"AT", timers_.setting, false}};
  for (const InitCommand& command : personality_.init)
    steps.push_back({command.text, command.reset ? timers_.reset : timers_.setting, command.needed});
  order(std::move(steps), std::move(done));
}

void VoicePort::Core::send_digits(const hal::DialString& digits, Done done) {
  std::vector<Step> steps;
  std::string chunk;
  const auto flush = [&] {
    if (chunk.empty()) return;
    const auto length = personality_.digit * static_cast<int>(chunk.size());
    steps.push_back({with(personality_.send_digits, "{digits}", list_of(chunk)), length + timers_.sending, true});
    chunk.clear();
  };
  for (const char digit : digits.digits()) {
    if (digit == ',') {
      flush();
      steps.push_back({{}, timers_.comma, true});
      continue;
    }
    chunk += digit;
    if (chunk.size() == personality_.digits_at_a_time) flush();
  }
  flush();
  order(std::move(steps), std::move(done));
}

void VoicePort::Core::flash(env::Duration length, Done done) {
  const auto hundredths = std::chrono::duration_cast<std::chrono::duration<long, std::centi>>(length).count();
  order({{with(personality_.flash, "{time}", std::to_string(hundredths)), length + timers_.sending, true}}, std::move(done));
}

void VoicePort::Core::release(Done done) {
  if (done_) {
    end_order(env::fail(ErrorCode::cancelled, Remedy::refused, "the line was released"));
    chat_.abort(scheduler_.now());
  }
  order({hook(personality_.release), {personality_.hang_up, timers_.hook, false}}, [this, done = std::move(done)](const Result& result) {
    if (result || closed_) return done(result);
    strike(done);
  });
}

// The last resort: a modem with &D2 hangs up when DTR falls.
void VoicePort::Core::strike(Done done) {
  const Result low = channel_.set_dtr(false);
  if (!low) return done(env::fail(ErrorCode::no_answer_from_device, Remedy::unknown, name_ + " does not go on hook, and has no DTR"));
  trace_.note(scheduler_.now(), TraceKind::sent, name_, "DTR low");
  pause_ = scheduler_.after(timers_.strike, [this, done = std::move(done)] {
    const Result high = channel_.set_dtr(true);
    done(high);
  });
}

void VoicePort::Core::on_bytes(std::string_view bytes) {
  trace_.note(scheduler_.now(), TraceKind::heard, name_, env::escaped(bytes));
  chat_.feed(bytes, scheduler_.now());
  wake_later();
}

void VoicePort::Core::on_closed(const env::Error& why) {
  closed_ = true;
  wake_.reset();
  end_order(env::fail(ErrorCode::device_missing, Remedy::gone, why.what));
  tell(hal::Evidence::electrical, hal::DeviceGone{why.what});
}

void VoicePort::Core::send(std::string_view bytes) {
  trace_.note(scheduler_.now(), TraceKind::sent, name_, env::escaped(bytes));
  // A full queue shows as a command without an answer, and is dealt with there.
  static_cast<void>(channel_.write(bytes));
}

void VoicePort::Core::on_unsolicited(std::string_view line) {
  if (rings_.takes(line)) {
    tell_caller_id();
    if (const auto burst = rings_.feed(line)) tell(hal::Evidence::electrical, *burst);
    return;
  }
  if (caller_id_.feed(line, scheduler_.now())) return wake_later();
  const auto code = result_code(line);
  if (code == ResultCode::busy) tell(hal::Evidence::protocol, hal::Busy{});
  if (code == ResultCode::ringing) tell(hal::Evidence::protocol, hal::Ringback{});
}

void VoicePort::Core::on_event(char code) {
  const auto found = personality_.events.find(code);
  if (found != personality_.events.end()) tell(evidence_of(found->second), fact_of(found->second));
}

void VoicePort::Core::on_reset() {
  trace_.note(scheduler_.now(), TraceKind::decision, name_, "echo is on again: the modem has lost its settings");
}

void VoicePort::Core::tell(hal::Evidence evidence, hal::LineFact fact) {
  if (sink_ != nullptr) sink_->on_signal(evidence, std::move(fact));
}

void VoicePort::Core::tell_caller_id() {
  if (auto id = caller_id_.take()) tell(hal::Evidence::protocol, hal::CallerIdReceived{std::move(*id)});
}

void VoicePort::Core::wake_later() {
  std::optional<env::Time> next = chat_.next_deadline();
  if (const auto report = caller_id_.next_deadline(); report && (!next || *report < *next)) next = report;
  if (!next) return wake_.reset();
  wake_ = scheduler_.at(*next, [this] { tick(); });
}

void VoicePort::Core::tick() {
  chat_.tick(scheduler_.now());
  if (const auto report = caller_id_.next_deadline(); report && *report <= scheduler_.now()) tell_caller_id();
  wake_later();
}

VoicePort::VoicePort(env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace, Personality personality, ChatTimers timers)
    : core_(std::make_unique<Core>(channel, scheduler, trace, std::move(personality), timers)) {}
VoicePort::~VoicePort() = default;

void VoicePort::attach(hal::SignalSink* sink) { core_->sink_ = sink; }
hal::Capabilities VoicePort::capabilities() const { return core_->personality_.capabilities(); }
std::string_view VoicePort::name() const { return core_->name_; }
void VoicePort::start(Done done) { core_->start(std::move(done)); }
void VoicePort::seize(Done done) {
  core_->order({core_->hook(core_->personality_.voice_mode), core_->hook(core_->personality_.seize)}, std::move(done));
}
void VoicePort::answer(Done done) {
  core_->order({core_->hook(core_->personality_.voice_mode), core_->hook(core_->personality_.answer)}, std::move(done));
}
void VoicePort::release(Done done) { core_->release(std::move(done)); }
void VoicePort::flash(hal::Duration length, Done done) { core_->flash(length, std::move(done)); }
void VoicePort::send_digits(const hal::DialString& digits, Done done) { core_->send_digits(digits, std::move(done)); }

}  // namespace campon::atmodem
