#include "drivers/fxo/fxo_channel.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "hal/env/trace.hpp"

namespace campon::fxo {

namespace {

using env::ErrorCode;
using env::Remedy;
using env::Result;

constexpr int k_buffers = 4;
constexpr unsigned k_most_channels = 1024;
constexpr std::int32_t k_most_debounce_ms = 60'000;

std::string reason(int code) { return std::generic_category().message(-code); }

env::Result no_such(const std::string& name, int code) {
  if (code == -EBUSY) return env::fail(ErrorCode::device_held, Remedy::later, name + " is in use by another program");
  if (code == -EACCES || code == -EPERM)
    return env::fail(ErrorCode::device_unfit, Remedy::misuse, "no right to open " + name + ": the user must be in the group of the node");
  if (code == -EINVAL) return env::fail(ErrorCode::device_missing, Remedy::gone, "there is no " + name + ": see dahdi_cfg and system.conf");
  if (code == -ENOENT || code == -ENXIO)
    return env::fail(ErrorCode::device_missing, Remedy::gone,
                     "no " + name + ": DAHDI is not loaded, " + dahdi::k_generic_node + " is missing");
  return env::fail(ErrorCode::device_missing, Remedy::gone, "cannot open " + name + ": " + reason(code));
}

std::int32_t in_ms(env::Duration length) {
  return static_cast<std::int32_t>(std::chrono::round<std::chrono::milliseconds>(length).count());
}

}  // namespace

int FxoChannel::set(unsigned long request, std::int32_t value) { return calls_.ioctl(file_, request, &value); }

Result FxoChannel::judged(int code, std::string_view doing) const {
  if (code >= 0) return {};
  const std::string what = name_ + " does not " + std::string(doing) + ": " + reason(code);
  if (code == -EBUSY) return env::fail(ErrorCode::no_answer_from_device, Remedy::later, what);
  if (code == -ENODEV || code == -ENXIO || code == -EIO || code == -EBADF) return env::fail(ErrorCode::device_missing, Remedy::gone, what);
  if (code == -ENODATA) return env::fail(ErrorCode::not_supported, Remedy::unsupported, name_ + " has no tone zone: see dahdi_cfg");
  return env::fail(ErrorCode::device_refused, Remedy::refused, what);
}

Result FxoChannel::open(unsigned number) {
  close();
  name_ = "DAHDI channel " + std::to_string(number);
  if (number == 0 || number > k_most_channels) return no_such(name_, -EINVAL);
  file_ = calls_.open(dahdi::k_generic_node);
  if (file_ < 0) return no_such(name_, file_);
  Result ready = prepare(number);
  if (!ready) close();
  return ready;
}

// Whatever comes before specify is answered with ENOSYS. [fxo-dsp 1.3]
Result FxoChannel::prepare(unsigned number) {
  if (const int taken = set(dahdi::k_specify, static_cast<std::int32_t>(number)); taken < 0) return no_such(name_, taken);
  if (auto fit = check(number); !fit) return fit;
  dahdi::BufferInfo buffers{static_cast<std::int32_t>(dahdi::BufferPolicy::immediate), 0, k_buffers, k_block, 0, 0};
  if (auto done = judged(calls_.ioctl(file_, dahdi::k_set_buffers, &buffers), "take buffers"); !done) return done;
  return judged(set(dahdi::k_set_linear, 1), "give linear samples");
}

Result FxoChannel::check(unsigned number) {
  dahdi::Params params{};
  params.channel = static_cast<std::int32_t>(number);
  if (auto done = judged(calls_.ioctl(file_, dahdi::k_get_params, &params), "tell what it is"); !done) return done;
  const auto end = std::find(params.name.begin(), params.name.end(), '\0');
  if (end != params.name.begin()) name_ += " (" + env::escaped(std::string(params.name.begin(), end)) + ")";
  signalling_ = params.signalling;
  span_ = params.span;
  debounce_ = std::chrono::milliseconds(std::clamp(params.debounce_ms, 0, k_most_debounce_ms));
  const bool fit = signalling_ == dahdi::k_loop_start || signalling_ == dahdi::k_ground_start || signalling_ == dahdi::k_kewl_start;
  if (fit) return {};
  return env::fail(ErrorCode::device_unfit, Remedy::misuse,
                   name_ + " is not set up as an FXO port: system.conf needs fxsks=" + std::to_string(number));
}

void FxoChannel::close() {
  if (file_ >= 0) calls_.close(file_);
  file_ = -1;
}

Result FxoChannel::hook(dahdi::Hook hook) {
  const int code = set(dahdi::k_hook, static_cast<std::int32_t>(hook));
  return code == -EINPROGRESS ? Result{} : judged(code, "move its hook");
}

Result FxoChannel::flash(env::Duration before, env::Duration length) {
  dahdi::Params params{};
  if (auto done = judged(calls_.ioctl(file_, dahdi::k_get_params, &params), "tell its times"); !done) return done;
  params.pre_flash_ms = in_ms(before);
  params.flash_ms = in_ms(length);
  if (auto done = judged(calls_.ioctl(file_, dahdi::k_set_params, &params), "take the length of a flash"); !done) return done;
  return hook(dahdi::Hook::flash);
}

Result FxoChannel::dial(std::string_view digits) {
  dahdi::DialOperation dial{static_cast<std::int32_t>(dahdi::DialAs::replace), {}};
  if (digits.size() >= dial.digits.size()) return env::fail(ErrorCode::bad_dial_length, Remedy::misuse, name_ + " takes no longer string");
  std::copy(digits.begin(), digits.end(), dial.digits.begin());
  return judged(calls_.ioctl(file_, dahdi::k_dial, &dial), "dial");
}

void FxoChannel::stop_dial() {
  dahdi::DialOperation dial{static_cast<std::int32_t>(dahdi::DialAs::cancel), {}};
  static_cast<void>(calls_.ioctl(file_, dahdi::k_dial, &dial));
}

bool FxoChannel::is_dialling() {
  std::int32_t dialling = 0;
  return calls_.ioctl(file_, dahdi::k_dialling, &dialling) >= 0 && dialling != 0;
}

bool FxoChannel::in_alarm() {
  dahdi::Params params{};
  if (calls_.ioctl(file_, dahdi::k_get_params, &params) >= 0 && params.alarms != 0) return true;
  dahdi::SpanInfo span{};
  span.span = span_;
  return calls_.ioctl(file_, dahdi::k_span_status, &span) >= 0 && span.alarms != 0;
}

std::optional<dahdi::Event> FxoChannel::next_event() {
  std::int32_t event = 0;
  if (calls_.ioctl(file_, dahdi::k_get_event, &event) < 0 || event == static_cast<std::int32_t>(dahdi::Event::none)) return std::nullopt;
  return static_cast<dahdi::Event>(event);
}

Passed FxoChannel::read(std::span<hal::Sample> samples) {
  const long code = calls_.read(file_, std::as_writable_bytes(samples));
  if (code >= 0) return {static_cast<std::size_t>(code) / sizeof(hal::Sample), false, false};
  return {0, code == -dahdi::k_event_waits, code != -EAGAIN && code != -dahdi::k_event_waits};
}

Passed FxoChannel::write(std::span<const hal::Sample> samples) {
  const long code = calls_.write(file_, std::as_bytes(samples));
  if (code >= 0) return {static_cast<std::size_t>(code) / sizeof(hal::Sample), false, false};
  return {0, code == -dahdi::k_event_waits, code != -EAGAIN && code != -dahdi::k_event_waits};
}

void FxoChannel::drop_output() { set(dahdi::k_flush, dahdi::k_flush_write); }

}  // namespace campon::fxo
