// An FXO port on a simulated card, an exchange behind it, and a notebook of what the port told.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/fxo/fxo_port.hpp"
#include "hal/env/virtual_scheduler.hpp"
#include "hw-sim/card/card.hpp"
#include "hw-sim/simulator.hpp"

namespace campon::fxo {

struct KeptEvidence {
  hal::Evidence evidence;
  hal::LineFact fact;
  env::Time at;
};

class CardBench : public hal::SignalSink {
 public:
  static constexpr unsigned k_channel = 3;

  explicit CardBench(std::string_view plan = "nanp_class",
                     std::optional<hearing::CallerIdStandard> caller_id = hearing::CallerIdStandard::bellcore)
      : exchange(sim::Simulator::create(plan, time, rng, trace).value()), line(exchange->first_number()) {
    EXPECT_TRUE(exchange->attach_card(line, k_channel));
    exchange->card().tap([this](std::string_view call) { calls.emplace_back(call); });
    port = std::make_unique<FxoPort>(exchange->card(), time, trace, FxoSettings{k_channel, caller_id, {}, {}});
    port->attach(this);
  }
  virtual ~CardBench() = default;

  void on_signal(hal::Evidence evidence, hal::LineFact fact) override { facts.push_back({evidence, std::move(fact), time.now()}); }

  // Gives an order and waits for its end.
  template <class Give>
  env::Result order(Give give) {
    std::optional<env::Result> ended;
    give([&](const env::Result& result) { ended = result; });
    time.run_until([&] { return ended.has_value(); }, std::chrono::minutes(1));
    return ended.value_or(env::fail(env::ErrorCode::internal, env::Remedy::defect, "it never ended"));
  }
  env::Result start() {
    return order([&](hal::Done done) { port->start(std::move(done)); });
  }
  env::Result seize() {
    return order([&](hal::Done done) { port->seize(std::move(done)); });
  }
  env::Result answer() {
    return order([&](hal::Done done) { port->answer(std::move(done)); });
  }
  env::Result release() {
    return order([&](hal::Done done) { port->release(std::move(done)); });
  }
  env::Result flash(env::Duration length) {
    return order([&](hal::Done done) { port->flash(length, std::move(done)); });
  }
  env::Result dial(std::string_view digits) {
    return order([&](hal::Done done) { port->send_digits(hal::DialString::parse(digits).value(), std::move(done)); });
  }
  void wait(env::Duration length) { time.advance(length); }

  template <class Fact>
  [[nodiscard]] std::vector<Fact> told() const {
    std::vector<Fact> out;
    for (const auto& each : facts)
      if (const auto* fact = std::get_if<Fact>(&each.fact)) out.push_back(*fact);
    return out;
  }
  [[nodiscard]] sim::CardChannel& channel() { return *exchange->card().channel(k_channel); }
  [[nodiscard]] std::size_t count(std::string_view call) const {
    return static_cast<std::size_t>(std::count_if(calls.begin(), calls.end(), [&](const auto& each) { return each.starts_with(call); }));
  }

  env::VirtualScheduler time;
  env::SeededRng rng{1};
  env::NullTrace trace;
  std::vector<std::string> calls;
  std::unique_ptr<sim::Simulator> exchange;
  std::string line;
  std::vector<KeptEvidence> facts;
  std::unique_ptr<FxoPort> port;
};

}  // namespace campon::fxo
