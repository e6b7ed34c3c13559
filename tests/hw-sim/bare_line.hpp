// A line on which nothing happens but what the test says.
#pragma once

#include <string>
#include <vector>

#include "hw-sim/line/line_port.hpp"

namespace campon::sim {

class BareLine final : public LinePort {
 public:
  void go_off_hook() override { off_hook = true; }
  void go_on_hook() override { off_hook = false; }
  void flash(env::Duration length) override { flashes.push_back(length); }
  void digit_begins() override {}
  void digit(char digit) override { digits += digit; }
  [[nodiscard]] const Signal& signal() const override { return heard; }
  [[nodiscard]] bool rings() const override { return false; }

  bool off_hook = false;
  std::vector<env::Duration> flashes;
  std::string digits;
  Signal heard;
};

}  // namespace campon::sim
