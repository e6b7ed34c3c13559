#include "apps/libcampon/logging.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/base_sink.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <mutex>
#include <system_error>

#include "hal/env/real/unique_fd.hpp"

namespace campon::apps {
namespace {

constexpr const char* k_pattern = "%Y-%m-%d %H:%M:%S.%e %-8l %v";
// A pipe that has any room takes this much in one go without blocking. [pipe(7): PIPE_BUF]
constexpr std::size_t k_piece = 4096;

bool has_room(int fd) {
  pollfd look{fd, POLLOUT, 0};
  return ::poll(&look, 1, 0) > 0 && (look.revents & (POLLOUT | POLLERR)) == POLLOUT;
}

// The writer takes no signal meant for the loop, and a pipe that its reader closed must not end the program.
void block_signals() {
  sigset_t all;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

// Writes only where there is room, and counts what found none.
class PatientSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  PatientSink(env::UniqueFd owned, int fd) : owned_(std::move(owned)), fd_(fd) {}
  [[nodiscard]] std::size_t dropped() const { return dropped_; }

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    std::string_view rest(line.data(), line.size());
    while (!rest.empty() && has_room(fd_)) {
      const ssize_t put = ::write(fd_, rest.data(), std::min(rest.size(), k_piece));
      if (put < 0 && errno == EINTR) continue;
      if (put <= 0) break;
      rest.remove_prefix(static_cast<std::size_t>(put));
    }
    if (!rest.empty()) ++dropped_;
  }
  void flush_() override {}

  env::UniqueFd owned_;
  int fd_;
  std::atomic<std::size_t> dropped_ = 0;
};

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::problems: return spdlog::level::err;
    case LogLevel::decisions: return spdlog::level::info;
    case LogLevel::states: return spdlog::level::debug;
    case LogLevel::dialogue: return spdlog::level::trace;
  }
  return spdlog::level::trace;
}

spdlog::level::level_enum level_of(env::TraceKind kind) {
  switch (kind) {
    case env::TraceKind::audit:
    case env::TraceKind::decision: return spdlog::level::info;
    case env::TraceKind::state: return spdlog::level::debug;
    case env::TraceKind::sent:
    case env::TraceKind::heard: return spdlog::level::trace;
  }
  return spdlog::level::trace;
}

// Texts are clean by contract; a log file must be clean whatever happens. [invariant I14]
std::string clean_line(std::string_view who, std::string_view kind, std::string_view text) {
  std::string line;
  line.append(who).append(": ").append(kind).append(kind.empty() ? "" : " ").append(text);
  for (char& c : line)
    if (c < 0x20 || c >= 0x7F) c = '?';
  return line;
}

}  // namespace

struct Log::Core {
  Core(env::UniqueFd owned, int fd, LogLevel level)
      : sink(std::make_shared<PatientSink>(std::move(owned), fd)),
        pool(std::make_shared<spdlog::details::thread_pool>(k_log_queue, 1, block_signals)) {
    logger = std::make_shared<spdlog::async_logger>("campon", sink, pool, spdlog::async_overflow_policy::overrun_oldest);
    logger->set_pattern(k_pattern);
    logger->set_level(level_of(level));
    logger->set_error_handler([](const std::string&) {});
  }
  void write(spdlog::level::level_enum level, std::string_view who, std::string_view kind, std::string_view text) {
    if (logger->should_log(level)) logger->log(level, spdlog::string_view_t(clean_line(who, kind, text)));
  }

  // Shared because spdlog's queue holds its logger and its sink by shared pointers. The pool goes first, and its thread with
  // it, so that the other two are never destroyed by that thread.
  std::shared_ptr<PatientSink> sink;
  std::shared_ptr<spdlog::async_logger> logger;
  std::shared_ptr<spdlog::details::thread_pool> pool;
};

Log::Log(LogLevel level) : core_(std::make_unique<Core>(env::UniqueFd(), STDERR_FILENO, level)) {}
Log::Log(std::unique_ptr<Core> core) : core_(std::move(core)) {}
Log::~Log() = default;

env::Expected<std::unique_ptr<Log>> Log::to_file(const std::string& file, LogLevel level) {
  constexpr mode_t k_owner_only = 0600;
  env::UniqueFd fd(::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, k_owner_only));
  if (!fd.valid())
    return env::fail(env::ErrorCode::storage_failed, env::Remedy::misuse,
                     "cannot write the log " + env::escaped(file) + ": " + std::generic_category().message(errno));
  const int number = fd.get();
  return std::unique_ptr<Log>(new Log(std::make_unique<Core>(std::move(fd), number, level)));
}

void Log::note(env::Time /*at*/, env::TraceKind kind, std::string_view who, std::string_view text) {
  core_->write(level_of(kind), who, to_string(kind), text);
}

void Log::problem(std::string_view who, const env::Error& error) {
  core_->write(spdlog::level::err, who, to_string(error.code), error.what);
}

std::size_t Log::dropped() const { return core_->sink->dropped() + core_->pool->overrun_counter(); }

}  // namespace campon::apps
