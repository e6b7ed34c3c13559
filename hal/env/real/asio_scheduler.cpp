#include "hal/env/real/asio_scheduler.hpp"

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <atomic>
#include <chrono>
#include <thread>
#include <utility>

namespace campon::env {
namespace {

Time clock_now() { return Time(std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch())); }

std::chrono::steady_clock::time_point to_steady(Time time) { return std::chrono::steady_clock::time_point(time.time_since_epoch()); }

}  // namespace

struct AsioScheduler::Core {
  asio::io_context io;
  asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
  asio::steady_timer alarm{io};
  Time turn = clock_now();
  bool running = false;
  bool wake_posted = false;
  std::atomic<std::thread::id> loop{std::this_thread::get_id()};

  void enter() {
    loop = std::this_thread::get_id();
    running = true;
    turn = clock_now();
  }
  // restart() here and not in enter(), so that a stop from another thread that comes before the run is not lost.
  void leave() {
    running = false;
    if (io.stopped()) io.restart();
  }
};

AsioScheduler::AsioScheduler() : core_(std::make_unique<Core>()) {}
AsioScheduler::~AsioScheduler() = default;

Time AsioScheduler::now() const { return core_->running ? core_->turn : clock_now(); }

void AsioScheduler::begin_turn() { core_->turn = clock_now(); }

void AsioScheduler::post(Handler handler) {
  asio::post(core_->io, [this, run = std::move(handler)] {
    begin_turn();
    run();
  });
}

void AsioScheduler::run() {
  core_->enter();
  core_->io.run();
  core_->leave();
}

bool AsioScheduler::run_until(const std::function<bool()>& done, std::optional<Duration> within) {
  bool expired = false;
  Timer limit;
  if (within) limit = after(*within, [&expired] { expired = true; });
  core_->enter();
  bool held = done();
  while (!held && !expired && core_->io.run_one() > 0) held = done();
  core_->leave();
  return held;
}

void AsioScheduler::stop() { core_->io.stop(); }

bool AsioScheduler::on_loop_thread() const { return core_->loop == std::this_thread::get_id(); }

asio::io_context& AsioScheduler::io() { return core_->io; }

void AsioScheduler::deadline_changed() {
  const auto deadline = next_deadline();
  if (!deadline || core_->wake_posted) return;
  if (*deadline > now()) {
    core_->alarm.expires_at(to_steady(*deadline));
    core_->alarm.async_wait([this](const asio::error_code& error) {
      if (!error) wake();
    });
    return;
  }
  core_->wake_posted = true;
  asio::post(core_->io, [this] {
    core_->wake_posted = false;
    wake();
  });
}

void AsioScheduler::wake() {
  begin_turn();
  if (auto due = take_due(core_->turn)) due->second();
  deadline_changed();
}

}  // namespace campon::env
