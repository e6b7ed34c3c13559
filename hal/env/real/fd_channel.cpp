#include "hal/env/real/fd_channel.hpp"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>

#include <algorithm>
#include <array>
#include <asio/error.hpp>
#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

namespace campon::env {
namespace {

using asio::posix::descriptor_base;

std::string reason(int error) { return std::generic_category().message(error); }

bool hung_up(int fd) {
  pollfd look{fd, POLLIN, 0};
  return ::poll(&look, 1, 0) > 0 && (look.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

bool try_again(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

}  // namespace

class FdChannel::Core : public std::enable_shared_from_this<Core> {
 public:
  Core(AsioScheduler& scheduler, std::string name, FdHooks hooks, FdTimers timers)
      : scheduler_(scheduler), descriptor_(scheduler.io()), name_(std::move(name)), hooks_(std::move(hooks)), timers_(timers) {}

  void open(UniqueFd fd);
  void attach(ByteSink* sink);
  Result write(std::string_view bytes);
  Result set_dtr(bool on);
  void shut();
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  bool ready(const asio::error_code& error);
  void await_input();
  void take_input();
  void flush();
  void await_room();
  void discard();
  void unwaitable(const asio::error_code& error);
  void die(ErrorCode code, std::string what);
  void tell();
  void close();

  AsioScheduler& scheduler_;
  asio::posix::stream_descriptor descriptor_;
  std::string name_;
  FdHooks hooks_;
  FdTimers timers_;
  ByteSink* sink_ = nullptr;
  std::string queue_;
  bool awaiting_input_ = false;
  bool awaiting_room_ = false;
  bool told_ = false;
  std::optional<Error> why_;
  Timer output_stuck_;
  Timer tell_;
};

void FdChannel::Core::open(UniqueFd fd) {
  ::fcntl(fd.get(), F_SETFL, ::fcntl(fd.get(), F_GETFL) | O_NONBLOCK);
  asio::error_code error;
  descriptor_.assign(fd.get(), error);
  if (error) return unwaitable(error);
  static_cast<void>(fd.release());
}

void FdChannel::Core::unwaitable(const asio::error_code& error) {
  die(ErrorCode::device_unfit, name_ + " cannot be waited for: " + error.message());
}

// Begins the turn of a descriptor. Not in the turn that the end of the wait makes, after close() has cancelled it.
bool FdChannel::Core::ready(const asio::error_code& error) {
  if (why_ || error == asio::error::operation_aborted) return false;
  scheduler_.begin_turn();
  if (error) unwaitable(error);
  return !error;
}

void FdChannel::Core::attach(ByteSink* sink) {
  sink_ = sink;
  if (sink_ == nullptr) return;
  if (!why_) return await_input();
  if (!told_) tell_ = scheduler_.at(scheduler_.now(), [this] { tell(); });
}

void FdChannel::Core::await_input() {
  if (awaiting_input_ || why_) return;
  awaiting_input_ = true;
  descriptor_.async_wait(descriptor_base::wait_read, [weak = weak_from_this()](const asio::error_code& error) {
    const auto self = weak.lock();
    if (!self || !self->ready(error)) return;
    self->awaiting_input_ = false;
    self->take_input();
  });
}

void FdChannel::Core::take_input() {
  if (sink_ == nullptr) return;
  std::array<char, k_fd_read> buffer;
  const int fd = descriptor_.native_handle();
  const ssize_t got = ::read(fd, buffer.data(), buffer.size());
  const int error = got < 0 ? errno : 0;
  if (got == 0) return die(ErrorCode::device_missing, name_ + " is gone: unplugged or hung up");
  if (got < 0 && (!try_again(error) || hung_up(fd))) return die(ErrorCode::device_missing, name_ + " is gone: " + reason(error));
  if (got > 0) sink_->on_bytes(std::string_view(buffer.data(), static_cast<std::size_t>(got)));
  if (sink_ != nullptr) await_input();
}

Result FdChannel::Core::write(std::string_view bytes) {
  if (why_) return tl::unexpected<Error>(Error{why_->code, Remedy::gone, why_->what, {}});
  if (queue_.size() + bytes.size() > k_fd_queue)
    return fail(ErrorCode::device_refused, Remedy::later, name_ + ": output queue is full, the device takes no bytes");
  const bool nothing_waits = queue_.empty();
  queue_.append(bytes);
  if (nothing_waits) flush();
  return {};
}

void FdChannel::Core::flush() {
  while (!queue_.empty()) {
    const ssize_t put = ::write(descriptor_.native_handle(), queue_.data(), queue_.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0 && !try_again(errno)) return die(ErrorCode::device_missing, name_ + " is gone: " + reason(errno));
    if (put <= 0) return await_room();
    queue_.erase(0, static_cast<std::size_t>(put));
    output_stuck_.reset();
  }
}

void FdChannel::Core::await_room() {
  if (!output_stuck_.armed())
    output_stuck_ = scheduler_.after(timers_.output_stuck, [this] {
      die(ErrorCode::no_answer_from_device, name_ + " takes no bytes: no flow control signal, or dead");
    });
  if (std::exchange(awaiting_room_, true)) return;
  descriptor_.async_wait(descriptor_base::wait_write, [weak = weak_from_this()](const asio::error_code& error) {
    const auto self = weak.lock();
    if (!self || !self->ready(error)) return;
    self->awaiting_room_ = false;
    self->flush();
  });
}

Result FdChannel::Core::set_dtr(bool on) {
  if (why_) return tl::unexpected<Error>(*why_);
  if (!hooks_.set_dtr) return fail(ErrorCode::not_supported, Remedy::unsupported, name_ + " has no modem lines");
  if (!on) discard();
  return hooks_.set_dtr(descriptor_.native_handle(), on);
}

void FdChannel::Core::discard() {
  queue_.clear();
  output_stuck_.reset();
  static_cast<void>(::tcflush(descriptor_.native_handle(), TCOFLUSH));
}

void FdChannel::Core::die(ErrorCode code, std::string what) {
  if (why_) return;
  why_ = Error{code, Remedy::gone, std::move(what), {}};
  close();
  if (sink_ != nullptr) tell_ = scheduler_.at(scheduler_.now(), [this] { tell(); });
}

void FdChannel::Core::tell() {
  if (sink_ == nullptr || told_) return;
  told_ = true;
  const auto self = shared_from_this();
  sink_->on_closed(*why_);
}

void FdChannel::Core::close() {
  output_stuck_.reset();
  queue_.clear();
  if (!descriptor_.is_open()) return;
  const UniqueFd fd(descriptor_.release());
  if (::isatty(fd.get()) == 1) ::tcflush(fd.get(), TCIOFLUSH);
  if (hooks_.before_close) hooks_.before_close(fd.get());
}

void FdChannel::Core::shut() {
  sink_ = nullptr;
  told_ = true;
  if (!why_) why_ = Error{ErrorCode::cancelled, Remedy::gone, name_ + " was closed", {}};
  tell_.reset();
  close();
}

FdChannel::FdChannel(AsioScheduler& scheduler, UniqueFd fd, std::string name, FdHooks hooks, FdTimers timers)
    : core_(std::make_shared<Core>(scheduler, std::move(name), std::move(hooks), timers)) {
  core_->open(std::move(fd));
}

FdChannel::~FdChannel() { core_->shut(); }

void FdChannel::attach(ByteSink* sink) { core_->attach(sink); }
Result FdChannel::write(std::string_view bytes) { return core_->write(bytes); }
Result FdChannel::set_dtr(bool on) { return core_->set_dtr(on); }
std::string_view FdChannel::name() const { return core_->name(); }

}  // namespace campon::env
