// A modem on which a fault is ordered, and what it says then.
#pragma once

#include <gmock/gmock.h>

#include <string>
#include <string_view>

#include "lone_modem.hpp"

namespace campon::sim {

struct AFault : testing::Test {
  LoneModem bench;
  void SetUp() override { bench.command("ATE0"); }
  void order(std::string_view name, unsigned times = 1) { ASSERT_TRUE(bench.modem->order_fault(name, times)) << name; }
  // For the next occasion, not at once.
  void arm(std::string_view name, unsigned times = 1) { ASSERT_TRUE(bench.modem->faults().order(name, times)) << name; }
  std::string says(std::string_view line, env::Duration within = 1s) {
    const std::size_t from = bench.wire.said.size();
    bench.wire.type(std::string(line) + "\r");
    bench.time.advance(within);
    return bench.wire.said.substr(from);
  }
  std::uint64_t fired(std::string_view name) { return bench.modem->faults().fired(name); }
  // The modem works again, or still.
  void expect_sound(env::Duration after = 1min) {
    bench.time.advance(after);
    bench.wire.type("\r\r");
    bench.time.advance(1s);
    bench.command("ATZ");
    bench.command("ATE0V1X4");
    EXPECT_THAT(says("AT"), testing::Eq("\r\nOK\r\n"));
  }
};

}  // namespace campon::sim
