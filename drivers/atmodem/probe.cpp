#include "drivers/atmodem/probe.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "drivers/atmodem/engine/chat.hpp"
#include "drivers/atmodem/engine/flood_guard.hpp"
#include "drivers/atmodem/engine/syntax.hpp"
#include "hal/env/turn_queue.hpp"

namespace campon::atmodem {

namespace {

// Questions only. ATI1 and ATI2 are left out: they test the memory of some, for seconds. ATI9 is a plug-and-play text on many.
constexpr std::array<std::string_view, 22> k_questions{
    "ATI",    "ATI0",   "ATI3",   "ATI4",    "ATI5",        "ATI6",     "ATI7",     "ATI9",     "AT+FMI?",   "AT+FMM?",  "AT+FMR?",
    "AT+GMI", "AT+GMM", "AT+GMR", "AT+GCAP", "AT+FCLASS=?", "AT#CLS=?", "AT+VLS=?", "AT+VSM=?", "AT+VCID=?", "AT+VDR=?", "AT+VTS=?",
};
// Of a modem that says +CGSM. [3GPP TS 27.007; voice-modems 5, 6]
constexpr std::array<std::string_view, 6> k_mobile_questions{"AT+CPIN?", "AT+CREG?", "AT+CSQ", "AT+CHLD=?", "AT+CLCC=?", "AT^CVOICE?"};
constexpr std::size_t k_command_limit = 40;
// What some sticks say for ERROR. [voice-modems 5.4, 6]
ResultTexts texts_of_all() {
  ResultTexts texts;
  for (const auto* text : {"COMMAND NOT SUPPORT", "TOO MANY PARAMETERS"}) texts.add(text, ResultCode::error);
  return texts;
}
constexpr std::size_t k_kept_bytes = 256;

}  // namespace

class Probe::Core final : private env::ByteSink, private ChatSink {
 public:
  Core(env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace, ProbeInput input)
      : channel_(channel),
        scheduler_(scheduler),
        trace_(trace),
        input_(std::move(input)),
        flood_(timers_.flood),
        chat_(*this, texts_, timers_.chat, k_command_limit),
        later_(scheduler) {
    channel_.attach(this);
  }
  ~Core() { channel_.attach(nullptr); }
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  void start(Done done) {
    done_ = std::move(done);
    limit_ = scheduler_.after(timers_.probe.whole, [this] { enough(); });
    chat_.restart(scheduler_.now());
    ask();
  }

 private:
  void ask() {
    if (asked_ == k_questions.size()) mobile_ = conclude(input_, answers_, heard_).device == DeviceClass::mobile;
    const auto next = question_at(asked_++);
    if (next.empty()) return finish();
    const std::string question(next);
    chat_.submit({question, CommandKind::query, timers_.command.query, {}},
                 [this, question](const env::Expected<Answer>& answer) { answered(question, answer); });
    arm();
  }

  [[nodiscard]] std::string_view question_at(std::size_t index) const {
    if (index < k_questions.size()) return k_questions[index];
    const std::size_t mobile = index - k_questions.size();
    return mobile_ && mobile < k_mobile_questions.size() ? k_mobile_questions[mobile] : std::string_view();
  }

  void answered(const std::string& question, const env::Expected<Answer>& answer) {
    ProbeAnswer kept{question, false, {}, "no answer"};
    if (answer) kept = {question, answer->code == ResultCode::ok, answer->lines, answer->heard};
    answers_.push_back(std::move(kept));
    if (answer || chat_.state() == ChatState::resyncing) return ask();
    finish();
  }

  // What it has answered so far must do.
  void enough() {
    chat_.close(scheduler_.now());
    finish();
  }

  void finish() {
    if (!done_) return;
    later_.defer([this] {
      auto done = std::exchange(done_, nullptr);
      if (!done) return;
      ProbeReport report = conclude(input_, std::move(answers_), heard_);
      report.heard = std::move(first_bytes_);
      report.went_away = went_away_;
      done(std::move(report));
    });
  }

  void on_bytes(std::string_view bytes) override {
    heard_ = true;
    first_bytes_.append(bytes.substr(0, k_kept_bytes - std::min(k_kept_bytes, first_bytes_.size())));
    syntax_.feed(bytes, [this](const Item& item) {
      if (!flood_.admits(scheduler_.now())) return;
      trace_.note(scheduler_.now(), env::TraceKind::heard, channel_.name(), describe(item));
      if (const auto* response = std::get_if<Response>(&item)) chat_.feed(response->text, scheduler_.now());
    });
    arm();
  }
  void on_closed(const env::Error& /*why*/) override {
    went_away_ = true;
    chat_.close(scheduler_.now());
    finish();
  }
  void send(std::string_view bytes) override {
    trace_.note(scheduler_.now(), env::TraceKind::sent, channel_.name(), env::escaped(bytes));
    static_cast<void>(channel_.write(bytes));  // what is not written is not answered
  }
  void on_unsolicited(ResultCode /*code*/, std::string_view /*text*/) override {}
  void on_echo() override {}
  void on_silent() override {}
  void on_moved(std::string /*text*/) override {}

  void arm() {
    const auto next = chat_.next_deadline();
    if (!next) return wake_.reset();
    wake_ = scheduler_.at(std::max(*next, scheduler_.now()), [this] {
      chat_.tick(scheduler_.now());
      arm();
    });
  }

  env::ByteChannel& channel_;
  env::Scheduler& scheduler_;
  env::Trace& trace_;
  const ProbeInput input_;
  const AtTimers timers_;
  const ResultTexts texts_ = texts_of_all();
  Syntax syntax_;
  FloodGuard flood_;
  Chat chat_;
  Done done_;
  std::size_t asked_ = 0;
  bool heard_ = false, mobile_ = false, went_away_ = false;
  std::string first_bytes_;
  std::vector<ProbeAnswer> answers_;
  env::Timer wake_, limit_;
  env::TurnQueue later_;
};

Probe::Probe(env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace, ProbeInput input)
    : core_(std::make_unique<Core>(channel, scheduler, trace, std::move(input))) {}
Probe::~Probe() = default;
void Probe::start(Done done) { core_->start(std::move(done)); }

}  // namespace campon::atmodem
