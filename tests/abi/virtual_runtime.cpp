#include "virtual_runtime.hpp"

#include <future>
#include <stdexcept>

#include "shipped.hpp"

namespace campon::profiles {
std::span<const env::EmbeddedFile> shipped_modems();
}

namespace campon::abi_test {

namespace {

VirtualRuntime* running = nullptr;

atmodem::Personality shipped_modem(std::string_view name) {
  return atmodem::parse_personality(provider::shipped_text(profiles::shipped_modems(), name), name).value();
}

}  // namespace

Setting& setting() {
  static Setting current;
  return current;
}

struct VirtualRuntime::Attached {
  Attached(VirtualRuntime& owner, const std::string& name, env::ByteChannel& computer)
      : port(computer, owner.scheduler_, owner.trace_, shipped_modem("generic_v253")),
        line(name, port, owner.scheduler_, owner.trace_),
        provider({line, owner.network_, owner.region_, owner.scheduler_, owner.clock_, owner.trace_}) {}

  atmodem::VoicePort port;
  hal::Line line;
  provider::LineProvider provider;
};

VirtualRuntime::VirtualRuntime(const Setting& setting)
    : setting_(setting),
      clock_(scheduler_, env::WallTime{}),
      network_(provider::shipped_network(setting.plan)),
      region_(provider::shipped_region(network_.region)) {
  running = this;
  scheduler_.run_there([this] {
    exchange_ = sim::Simulator::create(setting_.plan, scheduler_, rng_, trace_).value();
    for (const auto& number : setting_.numbers) add(number);
  });
}

void VirtualRuntime::add(const std::string& number) {
  auto& pair = pairs_.emplace_back(scheduler_);
  pair.tap([this](env::Time, bool to_modem, std::string_view bytes) {
    if (to_modem) wire_.append(bytes);
  });
  if (!exchange_->attach_modem(number, "generic_v253", pair.modem())) throw std::runtime_error("no such line: " + number);
  attached_.emplace_back(*this, "line " + number, pair.computer());
}

VirtualRuntime::~VirtualRuntime() {
  scheduler_.stop();
  running = nullptr;
}

env::Result VirtualRuntime::start() {
  if (setting_.broken_device) return tl::unexpected(*setting_.broken_device);
  scheduler_.hurry(true);
  for (Attached& each : attached_) {
    std::promise<env::Result> opened;
    scheduler_.post([&] { each.provider.open([&](const env::Result& result) { opened.set_value(result); }); });
    if (const auto result = opened.get_future().get(); !result) return result;
  }
  scheduler_.hurry(false);
  return {};
}

void VirtualRuntime::stop() {
  scheduler_.hurry(true);
  for (Attached& each : attached_) {
    std::promise<void> closed;
    scheduler_.post([&] { each.provider.close([&](const env::Result&) { closed.set_value(); }); });
    closed.get_future().wait();
  }
  scheduler_.stop();
}

std::vector<provider::LineProvider*> VirtualRuntime::lines() {
  std::vector<provider::LineProvider*> out;
  for (Attached& each : attached_) out.push_back(&each.provider);
  return out;
}

VirtualRuntime& VirtualRuntime::current() { return *running; }

void VirtualRuntime::unplug(std::size_t line) { std::next(pairs_.begin(), static_cast<std::ptrdiff_t>(line))->unplug(); }

}  // namespace campon::abi_test

namespace campon::provider::abi {

env::Expected<std::unique_ptr<Runtime>> make_runtime() {
  if (abi_test::setting().broken) return tl::unexpected(*abi_test::setting().broken);
  return std::make_unique<abi_test::VirtualRuntime>(abi_test::setting());
}

env::Expected<std::size_t> count_configured_lines() {
  if (abi_test::setting().broken) return tl::unexpected(*abi_test::setting().broken);
  return abi_test::setting().numbers.size();
}

void report_failure(const env::Error& /*error*/) {}

}  // namespace campon::provider::abi
