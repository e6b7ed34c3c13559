#include "hal/env/real/system_device_calls.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <asio/error.hpp>
#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <cerrno>
#include <utility>

namespace campon::env {
namespace {

using asio::posix::descriptor_base;

template <class Call>
auto again(Call call) -> decltype(call()) {
  for (;;) {
    const auto code = call();
    if (code >= 0) return code;
    if (errno != EINTR) return -errno;
  }
}

// asio waits, and poll tells what for: a device that has an event is readable too.
class WatchCore : public std::enable_shared_from_this<WatchCore> {
 public:
  WatchCore(AsioScheduler& scheduler, DeviceCalls::Ready ready)
      : scheduler_(scheduler), descriptor_(scheduler.io()), ready_(std::move(ready)) {}

  void begin(int file) {
    asio::error_code error;
    descriptor_.assign(file, error);
    if (error) return;
    wait(descriptor_base::wait_read);
    wait(descriptor_base::wait_error);
  }
  void end() {
    ended_ = true;
    if (descriptor_.is_open()) static_cast<void>(descriptor_.release());
  }
  void want_room(bool wanted) {
    if (std::exchange(room_wanted_, wanted) || !wanted || room_awaited_) return;
    room_awaited_ = true;
    wait(descriptor_base::wait_write);
  }

 private:
  void wait(descriptor_base::wait_type what) {
    descriptor_.async_wait(what, [self = shared_from_this(), what](const asio::error_code& error) { self->woken(what, error); });
  }

  void woken(descriptor_base::wait_type what, const asio::error_code& error) {
    if (ended_ || error == asio::error::operation_aborted) return;
    scheduler_.begin_turn();
    const bool for_room = what == descriptor_base::wait_write;
    if (for_room) room_awaited_ = false;
    if (error)
      ready_({false, false, false, true});
    else if (!for_room || room_wanted_)
      ready_(now());
    if (ended_ || error) return;
    if (!for_room) return wait(what);
    if (room_wanted_ && !std::exchange(room_awaited_, true)) wait(what);
  }

  [[nodiscard]] Readiness now() {
    pollfd look{descriptor_.native_handle(), static_cast<short>(POLLIN | POLLPRI | (room_wanted_ ? POLLOUT : 0)), 0};
    if (::poll(&look, 1, 0) <= 0) return {};
    const auto is = [&](int what) { return (look.revents & what) != 0; };
    return {is(POLLIN), is(POLLOUT), is(POLLPRI), is(POLLERR | POLLHUP | POLLNVAL)};
  }

  AsioScheduler& scheduler_;
  asio::posix::stream_descriptor descriptor_;
  DeviceCalls::Ready ready_;
  bool ended_ = false;
  bool room_wanted_ = false;
  bool room_awaited_ = false;
};

class Watch final : public DeviceWatch {
 public:
  explicit Watch(std::shared_ptr<WatchCore> core) : core_(std::move(core)) {}
  ~Watch() override { core_->end(); }
  void want_room(bool wanted) override { core_->want_room(wanted); }

 private:
  std::shared_ptr<WatchCore> core_;  // a wait that was called off still has to end
};

}  // namespace

int SystemDeviceCalls::open(const std::string& path) {
  return again([&] { return ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOCTTY); });
}

void SystemDeviceCalls::close(int file) { ::close(file); }

int SystemDeviceCalls::ioctl(int file, unsigned long request, void* argument) {
  return again([&] { return ::ioctl(file, request, argument); });
}

long SystemDeviceCalls::read(int file, std::span<std::byte> buffer) {
  return again([&] { return static_cast<long>(::read(file, buffer.data(), buffer.size())); });
}

long SystemDeviceCalls::write(int file, std::span<const std::byte> bytes) {
  return again([&] { return static_cast<long>(::write(file, bytes.data(), bytes.size())); });
}

std::unique_ptr<DeviceWatch> SystemDeviceCalls::watch(int file, Ready ready) {
  auto core = std::make_shared<WatchCore>(scheduler_, std::move(ready));
  core->begin(file);
  return std::make_unique<Watch>(std::move(core));
}

}  // namespace campon::env
