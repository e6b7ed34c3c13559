// A line whose far end is written by the test: what is heard after which digits. Under it the real hal and provider.
#pragma once

#include <gmock/gmock.h>

#include <chrono>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "hal/env/embedded_file.hpp"
#include "hal/env/virtual_scheduler.hpp"
#include "hal/line.hpp"
#include "provider/api/make_service.hpp"
#include "provider/line/line_provider.hpp"

namespace campon::profiles {
std::span<const env::EmbeddedFile> shipped_networks();
std::span<const env::EmbeddedFile> shipped_regions();
}  // namespace campon::profiles

namespace campon::api_test {

using namespace std::chrono_literals;

inline std::string_view shipped(std::span<const env::EmbeddedFile> files, std::string_view name) {
  for (const auto& file : files)
    if (file.name == name) return file.text;
  return {};
}

class ScriptedPort final : public hal::SignalPort {
 public:
  explicit ScriptedPort(env::VirtualScheduler& time) : time_(time) {}

  // After these digits this is heard, one second later.
  void after(const std::string& digits, hal::LineFact heard) { script_.insert_or_assign(digits, std::move(heard)); }
  void tell(hal::LineFact fact) {
    if (sink_ != nullptr) sink_->on_signal(hal::Evidence::protocol, std::move(fact));
  }
  bool dial_tone = true;
  bool off_hook = false;
  std::vector<std::string> dialled;

  void attach(hal::SignalSink* sink) override { sink_ = sink; }
  [[nodiscard]] hal::Capabilities capabilities() const override {
    hal::Capabilities can;
    can.hears_dial_tone = can.hears_stutter = can.hears_busy = can.hears_reorder = can.hears_ringback = can.hears_confirmation = true;
    can.hears_voice = can.hears_loop_drop = can.hears_sit = can.ring_cadence = can.caller_id = true;
    can.stays_off_hook_on_busy = can.digits_in_call = true;
    return can;
  }
  [[nodiscard]] std::string_view name() const override { return "scripted"; }
  void start(hal::Done done) override { end(std::move(done)); }
  void seize(hal::Done done) override {
    off_hook = true;
    end(std::move(done));
    if (dial_tone) hear(hal::DialTone{});
  }
  void release(hal::Done done) override {
    off_hook = false;
    heard_.clear();
    end(std::move(done));
  }
  void answer(hal::Done done) override {
    off_hook = true;
    end(std::move(done));
  }
  void flash(hal::Duration, hal::Done done) override { end(std::move(done)); }
  void send_digits(const hal::DialString& digits, hal::Done done) override {
    dialled.push_back(digits.digits());
    end(std::move(done));
    if (const auto next = script_.find(digits.digits()); next != script_.end()) hear(next->second);
  }

 private:
  void end(hal::Done done) {
    time_.post([done = std::move(done)] { done({}); });
  }
  void hear(hal::LineFact fact) {
    heard_.push_back(time_.after(1s, [this, fact = std::move(fact)] { tell(fact); }));
  }

  env::VirtualScheduler& time_;
  hal::SignalSink* sink_ = nullptr;
  std::map<std::string, hal::LineFact> script_;
  std::vector<env::Timer> heard_;
};

class ScriptedLine : public ::testing::Test {
 protected:
  void SetUp() override {
    line().open();
    run(1s);
  }

  Line& line() { return *service->lines().front(); }
  void run(env::Duration length) { time.advance(length); }
  std::unique_ptr<Call> call(const std::string& number) { return std::move(line().call(number)).value(); }
  // A call to a busy number, busy tone heard.
  std::unique_ptr<Call> busy_call(const std::string& number) {
    port.after(number, hal::Busy{});
    auto busy = call(number);
    busy->connect();
    run(20s);
    return busy;
  }
  // The recall ring of the profile, with the called number as caller id.
  void ring_back(const std::string& number) {
    port.tell(hal::RingBurst{400ms, std::nullopt});
    run(600ms);
    port.tell(hal::RingBurst{400ms, 200ms});
    run(1s);
    port.tell(hal::RingBurst{800ms, 200ms});
    hal::CallerId from;
    from.number = number;
    from.presentation = hal::Presentation::available;
    port.tell(hal::CallerIdReceived{from});
    run(4s);
    port.tell(hal::RingBurst{400ms, 4s});
    run(1s);
  }

  env::VirtualScheduler time;
  env::NullTrace trace;
  env::VirtualWallClock clock{time, env::WallTime{}};
  provider::NetworkProfile network =
      provider::parse_network_profile(shipped(profiles::shipped_networks(), "nanp_class"), "nanp_class.toml").value();
  provider::Region region = provider::parse_region(shipped(profiles::shipped_regions(), "us"), "us.toml").value();
  ScriptedPort port{time};
  hal::Line wire{"line 1", port, time, trace};
  provider::LineProvider provider{provider::LineParts{wire, network, region, time, clock, trace}};
  LoopOver<env::VirtualScheduler> loop{time};
  std::unique_ptr<Service> service = make_service({loop, {&provider}, nullptr});
};

}  // namespace campon::api_test
