// A line device that does what it is told after a moment, or not, as the test says.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "hal/env/virtual_scheduler.hpp"
#include "hal/signal_port.hpp"

namespace campon::hal {

class ObedientPort final : public SignalPort {
 public:
  explicit ObedientPort(env::Scheduler& scheduler) : scheduler_(scheduler) {
    can_.flash = true;
    can_.flash_shortest = std::chrono::milliseconds(80);
    can_.flash_longest = std::chrono::milliseconds(700);
    can_.services = 1U << static_cast<unsigned>(ServiceKind::query_completions);
  }

  void attach(SignalSink* sink) override { sink_ = sink; }
  [[nodiscard]] Capabilities capabilities() const override { return can_; }
  [[nodiscard]] std::string_view name() const override { return "obedient"; }
  void start(Done done) override { obey("start", std::move(done)); }
  void seize(Done done) override { obey("seize", std::move(done)); }
  void answer(Done done) override { obey("answer", std::move(done)); }
  void flash(Duration /*length*/, Done done) override { obey("flash", std::move(done)); }
  void send_digits(const DialString& digits, Done done) override { obey("digits " + digits.digits(), std::move(done)); }
  void service(const ServiceOrder& order, ServiceDone done) override {
    obey("service " + std::string(to_string(order.kind)), [this, done = std::move(done)](const env::Result& result) {
      if (result) return done(report);
      done(tl::unexpected(result.error()));
    });
  }
  void release(Done done) override {
    if (running_) {
      const Done cut = std::exchange(running_, nullptr);
      cut(env::fail(env::ErrorCode::cancelled, env::Remedy::refused, "released"));
    }
    obey("release", std::move(done));
  }

  void says(LineFact fact, Evidence evidence = Evidence::protocol) { sink_->on_signal(evidence, std::move(fact)); }

  std::vector<std::string> orders;  // what it was told, in order
  std::vector<Time> order_times;
  std::string fails_at;  // the order that fails
  ServiceReport report{true, "granted", {}};
  bool silent = false;  // orders never end
  void seizes_by_dialing() { can_.seizes_by_dialing = true; }

 private:
  void obey(const std::string& order, Done done) {
    orders.push_back(order);
    order_times.push_back(scheduler_.now());
    running_ = std::move(done);
    if (silent) return;
    timer_ = scheduler_.after(std::chrono::milliseconds(10), [this, order] {
      const Done ended = std::exchange(running_, nullptr);
      if (order == fails_at) return ended(env::fail(env::ErrorCode::device_refused, env::Remedy::refused, "no"));
      ended({});
    });
  }

  env::Scheduler& scheduler_;
  SignalSink* sink_ = nullptr;
  Capabilities can_;
  Done running_;
  env::Timer timer_;
};

}  // namespace campon::hal
