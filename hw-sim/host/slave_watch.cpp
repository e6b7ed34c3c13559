#include "hw-sim/host/slave_watch.hpp"

#include <sys/inotify.h>

#include <array>
#include <asio/posix/stream_descriptor.hpp>
#include <cerrno>
#include <cstring>
#include <set>
#include <system_error>
#include <utility>

#include "hal/env/trace.hpp"

namespace campon::sim {

using asio::posix::descriptor_base;

class SlaveWatch::Core : public std::enable_shared_from_this<Core> {
 public:
  explicit Core(env::AsioScheduler& scheduler) : scheduler_(scheduler), events_(scheduler.io()) {}

  void open() {
    asio::error_code error;
    const int fd = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    problem_ = fd < 0 ? errno : 0;
    if (fd >= 0) events_.assign(fd, error);
    if (events_.is_open()) await();
  }
  env::Expected<int> add(const std::string& node, Handler handler) {
    const int watch = events_.is_open() ? ::inotify_add_watch(events_.native_handle(), node.c_str(), IN_OPEN | IN_CLOSE) : -1;
    if (watch < 0 && problem_ == 0) problem_ = errno;
    if (watch < 0)
      return env::fail(env::ErrorCode::device_missing, env::Remedy::gone,
                       env::escaped(node) + " cannot be watched: " + std::generic_category().message(std::exchange(problem_, 0)));
    handlers_[watch] = std::move(handler);
    return watch;
  }
  void remove(int watch) {
    if (handlers_.erase(watch) > 0) ::inotify_rm_watch(events_.native_handle(), watch);
  }
  void close() {
    handlers_.clear();
    asio::error_code ignored;
    events_.close(ignored);
  }

 private:
  void await() {
    events_.async_wait(descriptor_base::wait_read, [weak = weak_from_this()](const asio::error_code& error) {
      const auto self = weak.lock();
      if (!self || error) return;
      self->scheduler_.begin_turn();
      self->take();
      if (self->events_.is_open()) self->await();
    });
  }

  // The handler may remove itself or others. After an overflow nobody knows whom it concerned: then all are called.
  void take() {
    for (const int watch : watches()) {
      const auto found = handlers_.find(watch);
      if (found == handlers_.end()) continue;
      const Handler handler = found->second;
      handler();
    }
  }

  std::set<int> watches() {
    std::set<int> out;
    std::array<char, 4096> buffer;
    const ssize_t got = ::read(events_.native_handle(), buffer.data(), buffer.size());
    for (ssize_t at = 0; at + static_cast<ssize_t>(sizeof(inotify_event)) <= got;) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      at += static_cast<ssize_t>(sizeof event) + static_cast<ssize_t>(event.len);
      out.insert(event.wd);
      if ((event.mask & IN_Q_OVERFLOW) == 0) continue;
      for (const auto& [watch, handler] : handlers_) out.insert(watch);
    }
    return out;
  }

  env::AsioScheduler& scheduler_;
  asio::posix::stream_descriptor events_;
  std::map<int, Handler> handlers_;
  int problem_ = 0;
};

SlaveWatch::SlaveWatch(env::AsioScheduler& scheduler) : core_(std::make_shared<Core>(scheduler)) { core_->open(); }
SlaveWatch::~SlaveWatch() { core_->close(); }

env::Expected<int> SlaveWatch::add(const std::string& node, Handler handler) { return core_->add(node, std::move(handler)); }
void SlaveWatch::remove(int watch) { core_->remove(watch); }

}  // namespace campon::sim
