// A voice port and a modem that says anything at any time, between orders of the line: every order ends once, and nothing but
// command lines, the abort and what shields audio is ever sent. [invariant I13; fault D12, P07]
#include <array>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <span>
#include <string>
#include <string_view>

#include "drivers/atmodem/engine/chat.hpp"
#include "drivers/atmodem/voice/voice_port.hpp"
#include "hal/env/embedded_file.hpp"
#include "hal/env/virtual_scheduler.hpp"

namespace campon::profiles {
std::span<const env::EmbeddedFile> shipped_modems();
}

namespace {

using namespace campon;
using namespace std::chrono_literals;

std::vector<atmodem::Personality> all_personalities() {
  std::vector<atmodem::Personality> modems;
  for (const auto& file : profiles::shipped_modems())
    if (auto modem = atmodem::parse_personality(file.text, file.name)) modems.push_back(std::move(*modem));
  return modems;
}

// May be sent outside a stream: a command line, or what ends a command or a stream.
bool may_be_sent(std::string_view bytes, std::size_t limit) {
  if (bytes == "\r" || bytes.starts_with('\x10')) return true;
  return bytes.ends_with('\r') && atmodem::is_sendable(bytes.substr(0, bytes.size() - 1), limit);
}

struct Wire final : env::ByteChannel {
  void attach(env::ByteSink* to) override { sink = to; }
  env::Result write(std::string_view bytes) override {
    if (!may_be_sent(bytes, limit)) std::abort();
    return {};
  }
  env::Result set_dtr(bool /*on*/) override { return {}; }
  [[nodiscard]] std::string_view name() const override { return "wire"; }
  env::ByteSink* sink = nullptr;
  std::size_t limit = 40;
};

struct World final : hal::SignalSink, hal::AudioSink {
  explicit World(const atmodem::Personality& modem) : port(wire, time, trace, modem) {
    wire.limit = modem.command_limit;
    port.attach(this);
  }
  void on_signal(hal::Evidence /*evidence*/, hal::LineFact fact) override { described += hal::describe(fact).size(); }
  void on_audio(env::Time /*at*/, std::span<const hal::Sample> samples) override { described += samples.size(); }

  hal::Done done() {
    int& count = ends.emplace_back(0);
    return [&count](const env::Result& /*result*/) {
      if (++count > 1) std::abort();
    };
  }
  void order(unsigned kind) {
    static const hal::DialString number = hal::DialString::parse("5551234").value();
    switch (kind % 8) {
      case 0: return port.start(done());
      case 1: return port.seize(done());
      case 2: return port.release(done());
      case 3: return port.answer(done());
      case 4: return port.flash(500ms, done());
      case 5: return port.send_digits(number, done());
      case 6: return port.listen(*this, done());
      default: return port.stop_listening();
    }
  }

  env::VirtualScheduler time;
  env::NullTrace trace;
  Wire wire;
  std::deque<int> ends;
  std::size_t described = 0;
  atmodem::VoicePort port;
};

}  // namespace

// First byte: the personality. Then steps: under 80h so many bytes are heard; 80h to BFh so many times 50 ms pass; above an order.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto modems = all_personalities();
  if (size == 0) return 0;
  World world(modems[data[0] % modems.size()]);
  std::string_view rest(reinterpret_cast<const char*>(data + 1), size - 1);
  while (!rest.empty()) {
    const auto step = static_cast<std::uint8_t>(rest.front());
    rest.remove_prefix(1);
    const std::string_view heard = rest.substr(0, step < 0x80 ? step : 0);
    rest.remove_prefix(heard.size());
    if (step < 0x80)
      world.wire.sink->on_bytes(heard);
    else if (step < 0xC0)
      world.time.advance((step & 0x3FU) * 50ms);
    else
      world.order(step);
  }
  world.order(2);
  world.time.advance(30min);
  for (const int count : world.ends)
    if (count != 1) std::abort();
  return 0;
}
