// AT round trips over a pty: the driver's dialogue on the real loop, beside poll, read and write on the same pty.
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>

#include "drivers/atmodem/engine/chat.hpp"
#include "drivers/atmodem/engine/syntax.hpp"
#include "drivers/pty/pty_channel.hpp"
#include "hal/env/real/asio_scheduler.hpp"
#include "table.hpp"

namespace campon::bench {
namespace {

constexpr int k_rounds = 20'000;
constexpr int k_runs = 7;
constexpr std::string_view k_answer = "\r\nOK\r\n";

struct Cost {
  double latency = 0;  // of one round trip, in seconds
  double computed = 0;
};

// A modem that answers OK at once to each CR.
class InstantModem {
 public:
  InstantModem() : master_(::posix_openpt(O_RDWR | O_NOCTTY)) {
    ::grantpt(master_);
    ::unlockpt(master_);
    path = ::ptsname(master_);
    thread_ = std::thread([this] { run(); });
  }
  ~InstantModem() {
    over_ = true;
    thread_.join();
    ::close(master_);
  }
  std::string path;

 private:
  void run() {
    char bytes[256];
    while (!over_) {
      pollfd wait{master_, POLLIN, 0};
      if (::poll(&wait, 1, 100) <= 0 || (wait.revents & POLLIN) == 0) continue;
      const ssize_t got = ::read(master_, bytes, sizeof bytes);
      if (got > 0 && bytes[got - 1] == '\r' && ::write(master_, k_answer.data(), k_answer.size()) < 0) return;
    }
  }
  int master_;
  std::atomic<bool> over_{false};
  std::thread thread_;
};

Cost floor_of(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC);
  termios raw{};
  ::tcgetattr(fd, &raw);
  ::cfmakeraw(&raw);
  ::tcsetattr(fd, TCSANOW, &raw);
  const auto begin = Clock::now();
  const double computed = thread_seconds();
  char bytes[256];
  for (int round = 0; round < k_rounds; ++round) {
    if (::write(fd, "AT+VLS=1\r", 9) != 9) break;
    for (std::size_t got = 0; got < k_answer.size();) {
      pollfd wait{fd, POLLIN, 0};
      ::poll(&wait, 1, -1);
      const ssize_t more = ::read(fd, bytes, sizeof bytes);
      if (more > 0) got += static_cast<std::size_t>(more);
    }
  }
  const Cost cost{seconds_since(begin) / k_rounds, (thread_seconds() - computed) / k_rounds};
  ::close(fd);
  return cost;
}

// The dialogue as the driver holds it, but without the pause that V.250 wants between two commands.
class Dialogue final : private env::ByteSink, private atmodem::ChatSink {
 public:
  explicit Dialogue(const std::string& path) : channel_(pty::open_pty(loop_, path).value()) { channel_->attach(this); }

  Cost run() {
    const auto begin = Clock::now();
    const double computed = thread_seconds();
    ask();
    loop_.run_until([this] { return answered_ == k_rounds || failed_; });
    if (failed_) std::printf("the dialogue broke after %d commands\n", answered_);
    return {seconds_since(begin) / k_rounds, (thread_seconds() - computed) / k_rounds};
  }

 private:
  static atmodem::ChatTimers unpaced() {
    atmodem::ChatTimers timers;
    timers.pacing = {};
    return timers;
  }
  void ask() {
    chat_.submit({"AT+VLS=1", atmodem::CommandKind::setting, std::chrono::seconds(2)}, [this](const env::Expected<atmodem::Answer>& answer) {
      failed_ = !answer;
      if (++answered_ < k_rounds && answer) ask();
    });
    follow();
  }
  void follow() {
    const auto due = chat_.next_deadline();
    if (!due) return alarm_.reset();
    alarm_ = loop_.at(*due, [this] {
      chat_.tick(loop_.now());
      follow();
    });
  }
  void on_bytes(std::string_view bytes) override {
    syntax_.feed(bytes, [this](const atmodem::Item& item) {
      if (const auto* line = std::get_if<atmodem::Response>(&item)) chat_.feed(line->text, loop_.now());
    });
    chat_.tick(loop_.now());
    follow();
  }
  void on_closed(const env::Error& /*why*/) override { failed_ = true; }
  void send(std::string_view bytes) override { failed_ = failed_ || !channel_->write(bytes); }
  void on_unsolicited(atmodem::ResultCode /*code*/, std::string_view /*text*/) override {}
  void on_echo() override {}
  void on_silent() override { failed_ = true; }
  void on_moved(std::string /*text*/) override {}

  env::AsioScheduler loop_;
  std::unique_ptr<env::ByteChannel> channel_;
  atmodem::ResultTexts texts_;
  atmodem::Syntax syntax_;
  atmodem::Chat chat_{*this, texts_, unpaced(), 256};
  env::Timer alarm_;
  int answered_ = 0;
  bool failed_ = false;
};

void measure() {
  std::vector<double> latency, computed, floor_latency, floor_computed;
  for (int run = 0; run < k_runs; ++run) {
    InstantModem modem;
    const Cost floor = floor_of(modem.path);
    const Cost driver = Dialogue(modem.path).run();
    latency.push_back(driver.latency);
    computed.push_back(driver.computed);
    floor_latency.push_back(floor.latency);
    floor_computed.push_back(floor.computed);
  }
  row("wire", "AT round trip over a pty, latency", in_microseconds(median(latency)), in_microseconds(median(floor_latency)) + " raw",
      median(latency) / median(floor_latency), "<= 1.15");
  row("wire", "AT round trip over a pty, CPU", in_microseconds(median(computed)), in_microseconds(median(floor_computed)) + " raw",
      median(computed) / median(floor_computed), "<= 1.50");
}

}  // namespace
}  // namespace campon::bench

int main() { campon::bench::measure(); }
