// A loop with a thread of its own on which time passes only when somebody wants it: nothing in a test depends on speed.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "hal/env/scheduler.hpp"

namespace campon::abi_test {

class HandDrivenScheduler final : public env::Scheduler {
 public:
  HandDrivenScheduler() : thread_([this] { run(); }) {}
  ~HandDrivenScheduler() override { stop(); }

  [[nodiscard]] env::Time now() const override { return now_; }
  void post(Handler handler) override;

  // Ends the thread. Not from it.
  void stop();
  [[nodiscard]] bool on_this_thread() const { return thread_.get_id() == std::this_thread::get_id(); }
  // Runs `work` on the thread and waits for it.
  void run_there(const std::function<void()>& work);
  // Lets time pass until the next thing happens, at most until `limit`. False: nothing did, and it is `limit` now.
  bool step(env::Time limit);
  // While it is on, time passes by itself from the next post() on: for calls that block until the line is on hook.
  void hurry(bool on);

 private:
  void run();
  bool one(env::Time limit);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Handler> posted_;
  bool stopping_ = false;
  bool hurried_ = false;
  bool asked_ = false;  // something was posted since hurry()
  env::Time now_{};
  std::thread thread_;
};

}  // namespace campon::abi_test
