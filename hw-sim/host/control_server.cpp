#include "hw-sim/host/control_server.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <asio/local/stream_protocol.hpp>
#include <asio/write.hpp>
#include <utility>
#include <vector>

#include "hal/env/trace.hpp"
#include "hw-sim/host/control_protocol.hpp"

namespace campon::sim {
namespace {

using Protocol = asio::local::stream_protocol;

// What a file is, so that another one of the same name is not taken for it.
struct FileId {
  dev_t device = 0;
  ino_t inode = 0;
  bool operator==(const FileId&) const = default;
};

FileId id_of(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 ? FileId{status.st_dev, status.st_ino} : FileId{};
}

bool is_socket(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && S_ISSOCK(status.st_mode);
}

tl::unexpected<env::Error> unusable(const std::string& path, const std::string& why) {
  return env::fail(env::ErrorCode::storage_failed, env::Remedy::misuse,
                   "the control socket " + env::escaped(path) + " cannot be made: " + why);
}

env::Result remove_stale(asio::io_context& io, const std::string& path) {
  if (id_of(path) == FileId{}) return {};
  if (!is_socket(path)) return unusable(path, "a file of that name is in the way");
  Protocol::socket probe(io);
  asio::error_code error;
  probe.connect(Protocol::endpoint(path), error);
  if (error != asio::error::connection_refused)
    return env::fail(env::ErrorCode::device_held, env::Remedy::later,
                     "the control socket " + env::escaped(path) + " is in use by another simulator; end it or give another --control");
  ::unlink(path.c_str());
  return {};
}

}  // namespace

// One command, one answer, and the end.
class ControlServer::Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(env::AsioScheduler& scheduler, Protocol::socket socket, Handler handler)
      : scheduler_(scheduler), socket_(std::move(socket)), handler_(std::move(handler)) {}

  void start(env::Duration deadline, std::function<void()> ended) {
    ended_ = std::move(ended);
    deadline_ = scheduler_.after(deadline, [this] { answer(late()); });
    read();
  }
  void close() {
    deadline_.reset();
    asio::error_code ignored;
    socket_.close(ignored);
    if (const auto ended = std::exchange(ended_, nullptr)) ended();
  }

 private:
  static tl::unexpected<env::Error> late() {
    return env::fail(env::ErrorCode::cancelled, env::Remedy::misuse, "no command came in time; one line with its end is expected");
  }
  static tl::unexpected<env::Error> no_command(std::string_view line) {
    constexpr std::size_t k_quoted = 40;
    return env::fail(env::ErrorCode::bad_state, env::Remedy::misuse,
                     "this is no line of printable ASCII under " + std::to_string(k_longest_command) + " bytes: '" +
                         env::escaped(line.substr(0, k_quoted)) + (line.size() > k_quoted ? "..." : "") + "'");
  }

  void read() {
    socket_.async_read_some(asio::buffer(buffer_), [self = shared_from_this()](const asio::error_code& error, std::size_t got) {
      self->scheduler_.begin_turn();
      if (self->answered_ || (error && error != asio::error::eof)) return self->close();
      self->take(std::string_view(self->buffer_.data(), got), error == asio::error::eof);
    });
  }

  void take(std::string_view bytes, bool whole) {
    line_ += bytes;
    const auto end = line_.find('\n');
    if (end == std::string::npos && !whole && line_.size() < k_longest_command) return read();
    if (line_.empty()) return close();
    std::string_view command(line_.data(), std::min(end, line_.size()));
    if (command.ends_with('\r')) command.remove_suffix(1);
    answer(is_command(command) ? handler_(command) : no_command(command));
  }

  // After the deadline a second one, for an answer that nobody takes, is the end of the connection itself.
  void answer(const env::Expected<std::string>& what) {
    if (std::exchange(answered_, true) || !socket_.is_open()) return;
    bytes_ = to_bytes(what);
    const auto left = deadline_.armed() ? deadline_.due().value_or(scheduler_.now()) : scheduler_.now();
    deadline_ = scheduler_.at(left, [self = weak_from_this()] {
      if (const auto live = self.lock()) live->close();
    });
    asio::error_code error;
    socket_.non_blocking(true, error);
    asio::async_write(socket_, asio::buffer(bytes_), [self = shared_from_this()](const asio::error_code&, std::size_t) {
      self->scheduler_.begin_turn();
      self->close();
    });
  }

  env::AsioScheduler& scheduler_;
  Protocol::socket socket_;
  Handler handler_;
  std::function<void()> ended_;
  std::array<char, k_longest_command> buffer_{};
  std::string line_;
  std::string bytes_;
  bool answered_ = false;
  env::Timer deadline_;
};

class ControlServer::Core : public std::enable_shared_from_this<Core> {
 public:
  Core(env::AsioScheduler& scheduler, std::string path, Handler handler, HostTimers timers)
      : scheduler_(scheduler), path_(std::move(path)), handler_(std::move(handler)), timers_(timers), acceptor_(scheduler.io()) {}

  env::Result open();
  void close();
  [[nodiscard]] std::size_t connections() const { return connections_.size(); }

 private:
  void accept();
  void serve(Protocol::socket socket);
  void ended(const std::shared_ptr<Connection>& connection);

  env::AsioScheduler& scheduler_;
  std::string path_;
  Handler handler_;
  HostTimers timers_;
  Protocol::acceptor acceptor_;
  bool accepting_ = false;
  FileId ours_;
  std::vector<std::shared_ptr<Connection>> connections_;
  env::Timer again_;
};

env::Result ControlServer::Core::open() {
  if (auto good = check_socket_path(path_); !good) return good;
  if (auto good = remove_stale(scheduler_.io(), path_); !good) return good;
  asio::error_code error;
  acceptor_.open(Protocol(), error);
  // The mask and not chmod after: between the two anybody could connect.
  const mode_t mask = ::umask(0177);
  if (!error) acceptor_.bind(Protocol::endpoint(path_), error);
  ::umask(mask);
  if (!error) acceptor_.listen(Protocol::acceptor::max_listen_connections, error);
  if (error) return unusable(path_, error.message());
  ours_ = id_of(path_);
  accept();
  return {};
}

void ControlServer::Core::accept() {
  if (accepting_ || !acceptor_.is_open() || connections_.size() >= k_most_connections) return;
  accepting_ = true;
  acceptor_.async_accept([weak = weak_from_this()](const asio::error_code& error, Protocol::socket socket) {
    const auto self = weak.lock();
    if (!self || error == asio::error::operation_aborted) return;
    self->scheduler_.begin_turn();
    self->accepting_ = false;
    if (error) {  // no descriptors left: asking again at once would be a loop without rest
      self->again_ = self->scheduler_.after(self->timers_.accept_again, [core = self.get()] { core->accept(); });
      return;
    }
    self->serve(std::move(socket));
    self->accept();
  });
}

void ControlServer::Core::serve(Protocol::socket socket) {
  const auto connection = std::make_shared<Connection>(scheduler_, std::move(socket), handler_);
  connections_.push_back(connection);
  connection->start(timers_.connection, [weak = weak_from_this(), of = std::weak_ptr(connection)] {
    const auto self = weak.lock();
    const auto which = of.lock();
    if (self && which) self->ended(which);
  });
}

void ControlServer::Core::ended(const std::shared_ptr<Connection>& connection) {
  std::erase(connections_, connection);
  accept();
}

void ControlServer::Core::close() {
  again_.reset();
  asio::error_code ignored;
  acceptor_.close(ignored);
  for (const auto& connection : std::exchange(connections_, {})) connection->close();
  if (ours_ != FileId{} && id_of(path_) == ours_) ::unlink(path_.c_str());
}

env::Expected<std::unique_ptr<ControlServer>> ControlServer::listen(env::AsioScheduler& scheduler, const std::string& path, Handler handler,
                                                                    HostTimers timers) {
  const auto core = std::make_shared<Core>(scheduler, path, std::move(handler), timers);
  std::unique_ptr<ControlServer> server(new ControlServer(core));
  if (const auto opened = core->open(); !opened) return tl::unexpected(opened.error());
  return server;
}

ControlServer::~ControlServer() { core_->close(); }
std::size_t ControlServer::connections() const { return core_->connections(); }

}  // namespace campon::sim
