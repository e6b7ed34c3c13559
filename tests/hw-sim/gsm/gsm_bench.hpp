// A registered mobile modem at a terminal, without echo, and subscribers of the exchange.
#pragma once

#include <gmock/gmock.h>

#include <string>
#include <string_view>

#include "bench.hpp"
#include "hw-sim/faults/faults.hpp"
#include "hw-sim/line/line_port.hpp"
#include "hw-sim/mobile/mobile_network.hpp"

namespace campon::sim {

constexpr std::string_view k_own = "5550100";
constexpr std::string_view k_bob = "5550123";
constexpr std::string_view k_carol = "5550124";

struct GsmBench : Bench {
  explicit GsmBench(std::string_view personality = "gsm_ccbs", std::string_view plan = "nanp_class") : Bench(plan, k_own, personality) {
    clock.advance(5s);
    says("ATE0");
    if (personality != "gsm_data_stick") says("AT+CMEE=1;+CLIP=1;+CSSN=1,1");
  }

  // Types a command line, and what is said within `length`.
  std::string says(std::string_view typed, env::Duration length = 300ms) { return presses(std::string(typed) + "\r", length); }
  std::string dials(std::string_view number, env::Duration length = 300ms) { return says("ATD" + std::string(number) + ";", length); }
  // Until the busy of a call is told.
  std::string finds_busy(std::string_view number) {
    party(number).be_busy();
    return dials(number, 4s);
  }
  // Asks for completion of a call to a busy number.
  std::string asks_for(std::string_view number) {
    finds_busy(number);
    return says("AT+CHLD=5", 3s);
  }
  bool is_called(std::string_view from = k_carol, env::Duration until = 1min) {
    return simulator->call_line(k_own, from, until).has_value();
  }
  MobileSubscriber& me() { return simulator->mobile().subscriber(k_own); }
  Faults& network_faults() { return simulator->faults(); }
};

}  // namespace campon::sim
