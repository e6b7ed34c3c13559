// A computer's end of a wire to a modem, in virtual time: types bytes, keeps what came back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hal/env/byte_channel.hpp"
#include "hal/env/virtual_scheduler.hpp"

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

class Terminal {
 public:
  explicit Terminal(env::VirtualScheduler& its_clock) : clock(its_clock) {}

  // Types a command line and returns what the modem said until `within` has passed or `until` was said.
  std::string command(std::string_view text, std::string_view until = "OK\r\n", env::Duration within = 60s) {
    const std::size_t from = wire.said.size();
    wire.type(std::string(text) + "\r");
    clock.run_until([&] { return wire.said.find(until, from) != std::string::npos; }, within);
    return wire.said.substr(from);
  }
  // What comes in the next `length`.
  std::string listen(env::Duration length) {
    const std::size_t from = wire.said.size();
    clock.advance(length);
    return wire.said.substr(from);
  }
  // Types single bytes, and what is said to that in the next `length`.
  std::string presses(std::string_view bytes, env::Duration length) {
    const std::size_t from = wire.said.size();
    wire.type(bytes);
    clock.advance(length);
    return wire.said.substr(from);
  }
  bool says(std::string_view text, env::Duration within) { return says_after(text, within).has_value(); }
  // How long it took until `text` was said, at most `within`.
  std::optional<env::Duration> says_after(std::string_view text, env::Duration within) {
    const std::size_t from = wire.said.size();
    const env::Time began = clock.now();
    if (!clock.run_until([&] { return wire.said.find(text, from) != std::string::npos; }, within)) return std::nullopt;
    return clock.now() - began;
  }
  void voice() { command("ATE0+FCLASS=8;+VCID=1;+VDR=1,0;+VTD=10"); }
  std::string dial(std::string_view number) { return command("ATX3DT" + std::string(number) + ";"); }
  std::string flash() { return command("AT+VTS={!,60}"); }

  env::VirtualScheduler& clock;
  Wire wire;
};

}  // namespace campon::sim
