#include "hw-sim/host/pty_port.hpp"

#include <sys/ioctl.h>

#include <array>
#include <asio/posix/stream_descriptor.hpp>
#include <cerrno>
#include <utility>

#include "hw-sim/host/pty_node.hpp"

namespace campon::sim {

using asio::posix::descriptor_base;

namespace {

// One turn reads at most this much, so that a program that never stops does not starve the other lines.
constexpr std::size_t k_read = 4 * 1024;

}  // namespace

class PtyPort::Core : public std::enable_shared_from_this<Core> {
 public:
  Core(env::AsioScheduler& scheduler, SlaveWatch& watch, std::string link)
      : scheduler_(scheduler), watch_(watch), link_(std::move(link)), descriptor_(scheduler.io()) {}

  env::Result open();
  void close();
  void unplug();
  env::Result plug();
  void attach(env::ByteSink* sink);
  void write(std::string_view bytes);

  DtrHandler on_dtr;
  [[nodiscard]] const std::string& link() const { return link_; }
  [[nodiscard]] bool is_open() const { return open_; }

 private:
  void leave();
  void await();
  void take();
  void take(std::string_view packet);
  void opened();
  void closed();
  void tell_dtr();

  env::AsioScheduler& scheduler_;
  SlaveWatch& watch_;
  std::string link_;
  PtyNode node_;
  asio::posix::stream_descriptor descriptor_;  // borrows the master
  int watching_ = -1;
  env::ByteSink* sink_ = nullptr;
  bool awaiting_ = false;
  bool open_ = false;
  bool dtr_ = false;
};

env::Result PtyPort::Core::open() {
  auto node = open_pty_node();
  if (!node) return tl::unexpected(node.error());
  const auto watching = watch_.add(node->path, [this] { take(); });
  if (!watching) return tl::unexpected(watching.error());
  if (const auto linked = place_link(node->path, link_); !linked) {
    watch_.remove(*watching);
    return linked;
  }
  leave();
  node_ = std::move(*node);
  watching_ = *watching;
  asio::error_code error;
  descriptor_.assign(node_.master.get(), error);
  if (!error) return {};
  return env::fail(env::ErrorCode::device_missing, env::Remedy::gone, node_.path + " cannot be waited for: " + error.message());
}

void PtyPort::Core::leave() {
  if (watching_ >= 0) watch_.remove(std::exchange(watching_, -1));
  if (descriptor_.is_open()) descriptor_.release();
  awaiting_ = false;
}

void PtyPort::Core::close() {
  sink_ = nullptr;
  on_dtr = nullptr;
  leave();
  if (node_.master.valid()) remove_link(node_.path, link_);
  node_.master.reset();
}

void PtyPort::Core::unplug() {
  leave();
  if (!node_.master.valid()) return;
  remove_link(node_.path, link_);
  node_.master.reset();
  if (std::exchange(open_, false)) tell_dtr();
}

env::Result PtyPort::Core::plug() {
  if (node_.master.valid()) return {};
  const auto opened = open();
  if (opened && sink_ != nullptr) await();
  return opened;
}

void PtyPort::Core::attach(env::ByteSink* sink) {
  sink_ = sink;
  if (sink_ != nullptr) await();
}

void PtyPort::Core::write(std::string_view bytes) {
  if (!open_) return;
  [[maybe_unused]] const ssize_t taken = ::write(node_.master.get(), bytes.data(), bytes.size());
}

void PtyPort::Core::await() {
  if (std::exchange(awaiting_, true)) return;
  descriptor_.async_wait(descriptor_base::wait_read, [weak = weak_from_this()](const asio::error_code& error) {
    const auto self = weak.lock();
    if (!self || error) return;
    self->scheduler_.begin_turn();
    self->awaiting_ = false;
    self->take();
  });
}

// EIO is how a master learns that nobody has the slave open. Waiting on would then be a loop without rest: only the watch on
// the node tells of the next open.
void PtyPort::Core::take() {
  if (sink_ == nullptr || !descriptor_.is_open()) return;
  const auto self = shared_from_this();
  std::array<char, 1 + k_read> packet;
  const ssize_t got = ::read(node_.master.get(), packet.data(), packet.size());
  const int error = got < 0 ? errno : 0;
  if (got == 0 || (got < 0 && error != EAGAIN && error != EINTR)) return closed();
  if (got > 0) take(std::string_view(packet.data(), static_cast<std::size_t>(got)));
  if (error == EAGAIN) opened();
  if (sink_ != nullptr && descriptor_.is_open()) await();
}

// The first byte is 0 before data; otherwise it is all there is, and says what kind of setting changed. [ioctl_tty(2), TIOCPKT]
void PtyPort::Core::take(std::string_view packet) {
  if (packet[0] != TIOCPKT_DATA) return open_ ? tell_dtr() : void();
  opened();
  if (packet.size() > 1 && sink_ != nullptr) sink_->on_bytes(packet.substr(1));
}

void PtyPort::Core::opened() {
  open_ = true;
  tell_dtr();
}

void PtyPort::Core::closed() {
  if (!std::exchange(open_, false)) return;
  tell_dtr();
  if (node_.master.valid() && !tidy(node_)) static_cast<void>(open());
}

void PtyPort::Core::tell_dtr() {
  const bool dtr = open_ && !speed_is_zero(node_);
  if (std::exchange(dtr_, dtr) == dtr) return;
  const DtrHandler handler = on_dtr;  // it may destroy the port, and itself with it
  if (handler) handler(dtr);
}

env::Expected<std::unique_ptr<PtyPort>> PtyPort::create(env::AsioScheduler& scheduler, SlaveWatch& watch, const std::string& link) {
  auto core = std::make_shared<Core>(scheduler, watch, link);
  std::unique_ptr<PtyPort> port(new PtyPort(core));
  if (const auto opened = core->open(); !opened) return tl::unexpected(opened.error());
  return port;
}

PtyPort::~PtyPort() { core_->close(); }

void PtyPort::on_dtr(DtrHandler handler) { core_->on_dtr = std::move(handler); }
void PtyPort::unplug() { core_->unplug(); }
env::Result PtyPort::plug() { return core_->plug(); }
void PtyPort::attach(env::ByteSink* sink) { core_->attach(sink); }
env::Result PtyPort::write(std::string_view bytes) {
  core_->write(bytes);
  return {};
}
env::Result PtyPort::set_dtr(bool /*on*/) {
  return env::fail(env::ErrorCode::not_supported, env::Remedy::unsupported, core_->link() + " is the modem's end, which hears DTR");
}
std::string_view PtyPort::name() const { return core_->link(); }
bool PtyPort::is_open() const { return core_->is_open(); }

}  // namespace campon::sim
