// A modem on a plug: the end of its wire as a channel that can be opened again and again, or not while it is unplugged.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "drivers/loopback/pair.hpp"
#include "drivers/ports/steady_port.hpp"
#include "world.hpp"

namespace campon::simulation {

class Device final : public ports::Opener {
 public:
  using Spoil = std::function<std::unique_ptr<hal::SignalPort>(std::unique_ptr<hal::SignalPort>, env::Scheduler&)>;
  explicit Device(std::string modem, Spoil spoil) : modem_(std::move(modem)), spoil_(std::move(spoil)) {}

  // The port of one life of the program. The wire must outlive it.
  std::unique_ptr<hal::SignalPort> make_port(env::ByteChannel& wire, env::Scheduler& scheduler, env::Trace& trace);

  void unplug();
  void plug() { plugged_ = true; }
  [[nodiscard]] bool is_plugged() const { return plugged_; }

  env::Expected<std::unique_ptr<env::ByteChannel>> open() override;
  std::unique_ptr<hal::SignalPort> drive(env::ByteChannel& channel) override;

 private:
  class Plug;
  const std::string modem_;
  const Spoil spoil_;
  env::ByteChannel* wire_ = nullptr;
  env::Scheduler* scheduler_ = nullptr;
  env::Trace* trace_ = nullptr;
  Plug* in_use_ = nullptr;
  bool plugged_ = true;
};

}  // namespace campon::simulation
