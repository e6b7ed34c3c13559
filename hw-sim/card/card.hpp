// The line cards of a computer behind /dev/dahdi: what a driver opens, as system calls in the time of the simulation.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "hal/env/device_calls.hpp"
#include "hw-sim/card/card_channel.hpp"

namespace campon::sim {

class Card final : public env::DeviceCalls {
 public:
  // Puts a line on a channel. Errors: bad_state (misuse) for a channel that has one, bad_profile for a region without tones.
  env::Result attach(unsigned channel, std::string_view number, LinePort& line, env::Scheduler& scheduler);
  // Null for a channel without a line.
  [[nodiscard]] CardChannel* channel(unsigned number);
  [[nodiscard]] bool has(std::string_view number) const;
  // The card is pulled: every channel is removed. Or put back, with all its lines.
  void pull();
  void put_back() { pulled_ = false; }
  // Called for each call of a program: "HOOK 1 = 0", for tests that compare what was done.
  void tap(std::function<void(std::string_view)> tapped) { tapped_ = std::move(tapped); }

  int open(const std::string& path) override;
  void close(int file) override;
  int ioctl(int file, unsigned long request, void* argument) override;
  long read(int file, std::span<std::byte> buffer) override;
  long write(int file, std::span<const std::byte> bytes) override;
  std::unique_ptr<env::DeviceWatch> watch(int file, Ready ready) override;

 private:
  struct Port {
    std::string number;
    std::unique_ptr<CardChannel> channel;
  };
  int specify(int file, unsigned number);
  [[nodiscard]] CardChannel* behind(int file);

  std::map<unsigned, Port> ports_;
  std::map<int, CardChannel*> files_;  // null until the channel is specified
  int next_file_ = 100;
  bool pulled_ = false;
  std::function<void(std::string_view)> tapped_;
};

}  // namespace campon::sim
