// A computer's end of a wire to a modem on a simulated line, in virtual time.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "hal/env/virtual_scheduler.hpp"
#include "hw-sim/simulator.hpp"

namespace campon::sim {

using namespace std::chrono_literals;

// The modem's end; the test types and reads directly.
class Wire final : public env::ByteChannel {
 public:
  void attach(env::ByteSink* sink) override { sink_ = sink; }
  env::Result write(std::string_view bytes) override {
    said += bytes;
    return {};
  }
  env::Result set_dtr(bool /*on*/) override { return env::fail(env::ErrorCode::not_supported, env::Remedy::unsupported, "no modem lines"); }
  [[nodiscard]] std::string_view name() const override { return "wire"; }
  void type(std::string_view bytes) { sink_->on_bytes(bytes); }
  void close() { sink_->on_closed({}); }

  std::string said;

 private:
  env::ByteSink* sink_ = nullptr;
};

struct Bench {
  explicit Bench(std::string_view plan, std::string_view number, std::string_view personality = "generic_v253", std::uint64_t seed = 1)
      : rng(seed), line(number), simulator(Simulator::create(plan, time, rng, trace).value()) {
    EXPECT_TRUE(simulator->attach_modem(number, personality, wire));
  }

  // Types a command line and returns what the modem said until `within` has passed or `until` was said.
  std::string command(std::string_view text, std::string_view until = "OK\r\n", env::Duration within = 60s) {
    const std::size_t from = wire.said.size();
    wire.type(std::string(text) + "\r");
    time.run_until([&] { return wire.said.find(until, from) != std::string::npos; }, within);
    return wire.said.substr(from);
  }
  // What comes in the next `length`.
  std::string listen(env::Duration length) {
    const std::size_t from = wire.said.size();
    time.advance(length);
    return wire.said.substr(from);
  }
  bool says(std::string_view text, env::Duration within) {
    const std::size_t from = wire.said.size();
    return time.run_until([&] { return wire.said.find(text, from) != std::string::npos; }, within);
  }
  void voice() { command("ATE0+FCLASS=8;+VCID=1;+VDR=1,0;+VTD=10"); }
  std::string dial(std::string_view number) { return command("ATX3DT" + std::string(number) + ";"); }
  Subscriber& party(std::string_view number) { return simulator->subscriber(number); }
  LineView view(std::string_view number) {
    for (const auto& one : simulator->lines())
      if (one.number == number) return one;
    return {};
  }
  LineView own() { return view(line); }

  env::VirtualScheduler time;
  env::SeededRng rng;
  env::NullTrace trace;
  Wire wire;
  std::string line;
  std::unique_ptr<Simulator> simulator;
};

}  // namespace campon::sim
