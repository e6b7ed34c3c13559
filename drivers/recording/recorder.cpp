#include "drivers/recording/recorder.hpp"

#include <charconv>
#include <utility>

#include "hal/env/trace.hpp"

namespace campon::recording {

namespace {

constexpr std::string_view k_flash = "flash ";
constexpr std::string_view k_digits = "digits ";
constexpr std::string_view k_service = "service ";

std::string outcome(const env::Result& result) { return result ? "ok" : std::string(env::to_string(result.error().code)); }

// "send_message 5550123 Please call back", "cancel_completion 2", "query_completions".
std::string words(const hal::ServiceOrder& order) {
  std::string text(to_string(order.kind));
  if (order.kind == hal::ServiceKind::cancel_completion) text += " " + std::to_string(order.index);
  if (order.kind == hal::ServiceKind::send_message) text += " " + order.number + " " + env::escaped(order.text);
  return text;
}

template <class Number>
bool read_number(std::string_view text, Number& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

bool give_flash(hal::SignalPort& port, std::string_view length) {
  unsigned ms = 0;
  if (!length.ends_with(" ms") || !read_number(length.substr(0, length.size() - 3), ms)) return false;
  port.flash(std::chrono::milliseconds(ms), nullptr);
  return true;
}

bool give_digits(hal::SignalPort& port, std::string_view text) {
  const auto digits = hal::DialString::parse(text);
  if (digits) port.send_digits(*digits, nullptr);
  return digits.has_value();
}

bool give_service(hal::SignalPort& port, std::string_view text) {
  const auto blank = text.find(' ');
  const auto kind = hal::service_kind(text.substr(0, blank));
  if (!kind) return false;
  hal::ServiceOrder order;
  order.kind = *kind;
  const std::string_view rest = blank == std::string_view::npos ? std::string_view() : text.substr(blank + 1);
  if (*kind == hal::ServiceKind::cancel_completion && !read_number(rest, order.index)) return false;
  if (*kind == hal::ServiceKind::send_message) {
    const auto gap = rest.find(' ');
    order.number = rest.substr(0, gap);
    order.text = gap == std::string_view::npos ? std::string_view() : rest.substr(gap + 1);
  }
  port.service(order, nullptr);
  return true;
}

}  // namespace

void RecordedChannel::attach(env::ByteSink* sink) {
  sink_ = sink;
  inner_.attach(sink == nullptr ? nullptr : this);
}

env::Result RecordedChannel::write(std::string_view bytes) {
  recorder_.note(What::sent, std::string(bytes));
  return inner_.write(bytes);
}

env::Result RecordedChannel::set_dtr(bool on) {
  recorder_.note(What::dtr, on ? "on" : "off");
  return inner_.set_dtr(on);
}

void RecordedChannel::on_bytes(std::string_view bytes) {
  recorder_.note(What::received, std::string(bytes));
  if (sink_ != nullptr) sink_->on_bytes(bytes);
}

void RecordedChannel::on_closed(const env::Error& why) {
  recorder_.note(What::closed, why.what);
  if (sink_ != nullptr) sink_->on_closed(why);
}

void RecordedPort::on_signal(hal::Evidence evidence, hal::LineFact fact) {
  recorder_.note(What::fact, std::string(hal::to_string(evidence)) + " " + hal::describe(fact));
  if (sink_ != nullptr) sink_->on_signal(evidence, std::move(fact));
}

hal::Done RecordedPort::ended(const std::string& order, hal::Done done) {
  recorder_.note(What::order, order);
  return [this, order, done = std::move(done)](const env::Result& result) {
    recorder_.note(What::end, order.substr(0, order.find(' ')) + " " + outcome(result));
    if (done) done(result);
  };
}

void RecordedPort::start(hal::Done done) { inner_.start(ended("start", std::move(done))); }
void RecordedPort::seize(hal::Done done) { inner_.seize(ended("seize", std::move(done))); }
void RecordedPort::release(hal::Done done) { inner_.release(ended("release", std::move(done))); }
void RecordedPort::answer(hal::Done done) { inner_.answer(ended("answer", std::move(done))); }

void RecordedPort::flash(hal::Duration length, hal::Done done) {
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(length).count();
  inner_.flash(length, ended(std::string(k_flash) + std::to_string(ms) + " ms", std::move(done)));
}

void RecordedPort::send_digits(const hal::DialString& digits, hal::Done done) {
  inner_.send_digits(digits, ended(std::string(k_digits) + digits.digits(), std::move(done)));
}

void RecordedPort::service(const hal::ServiceOrder& order, hal::ServiceDone done) {
  recorder_.note(What::order, std::string(k_service) + words(order));
  inner_.service(order, [this, done = std::move(done)](const env::Expected<hal::ServiceReport>& report) {
    const std::string verdict = report ? (report->granted ? "granted " : "refused ") + std::to_string(report->entries.size()) : "";
    recorder_.note(What::end, "service " + (report ? verdict : std::string(env::to_string(report.error().code))));
    if (done) done(report);
  });
}

bool give_order(hal::SignalPort& port, std::string_view order) {
  const auto rest = [&](std::string_view word) { return order.substr(word.size()); };
  if (order == "start") return port.start(nullptr), true;
  if (order == "seize") return port.seize(nullptr), true;
  if (order == "release") return port.release(nullptr), true;
  if (order == "answer") return port.answer(nullptr), true;
  if (order.starts_with(k_flash)) return give_flash(port, rest(k_flash));
  if (order.starts_with(k_digits)) return give_digits(port, rest(k_digits));
  if (order.starts_with(k_service)) return give_service(port, rest(k_service));
  return false;
}

namespace {

// Destroyed after the RecordedPort that stands on it.
struct OnChannel {
  OnChannel(env::ByteChannel& inner, Recorder& recorder, const MakeOnChannel& make) : channel(inner, recorder), driver(make(channel)) {}
  RecordedChannel channel;
  std::unique_ptr<hal::SignalPort> driver;
};

class RecordedDriver final : private OnChannel, public RecordedPort {
 public:
  RecordedDriver(env::ByteChannel& inner, Recorder& recorder, const MakeOnChannel& make)
      : OnChannel(inner, recorder, make), RecordedPort(*driver, recorder) {}
};

}  // namespace

std::unique_ptr<hal::SignalPort> recorded_driver(env::ByteChannel& channel, Recorder& recorder, const MakeOnChannel& make) {
  return std::make_unique<RecordedDriver>(channel, recorder, make);
}

}  // namespace campon::recording
