#include "drivers/fxo/fxo_port.hpp"

#include <utility>

#include "drivers/fxo/fxo_core.hpp"

namespace campon::fxo {

FxoPort::FxoPort(env::DeviceCalls& calls, env::Scheduler& scheduler, env::Trace& trace, FxoSettings settings)
    : core_(std::make_unique<Core>(calls, scheduler, trace, settings)) {}
FxoPort::~FxoPort() = default;

env::Result FxoPort::open() { return core_->open(); }
void FxoPort::attach(hal::SignalSink* sink) { core_->attach(sink); }
hal::Capabilities FxoPort::capabilities() const { return core_->capabilities(); }
std::string_view FxoPort::name() const { return core_->name(); }
void FxoPort::start(hal::Done done) { core_->start(std::move(done)); }
void FxoPort::seize(hal::Done done) { core_->lift(FxoInput::seize, std::move(done)); }
void FxoPort::release(hal::Done done) { core_->release(std::move(done)); }
void FxoPort::answer(hal::Done done) { core_->lift(FxoInput::answer, std::move(done)); }
void FxoPort::flash(hal::Duration length, hal::Done done) { core_->flash(length, std::move(done)); }
void FxoPort::send_digits(const hal::DialString& digits, hal::Done done) { core_->send_digits(digits, std::move(done)); }

hal::MediaCapabilities FxoPort::media() const { return {true, true, true}; }
void FxoPort::listen(hal::AudioSink& sink, hal::Done ended) { core_->listen(sink, std::move(ended)); }
void FxoPort::stop_listening() { core_->stop_listening(); }
void FxoPort::play(std::vector<hal::Sample> samples, hal::Done ended) { core_->play(std::move(samples), std::move(ended)); }
void FxoPort::stop_playing() { core_->stop_playing(); }

}  // namespace campon::fxo
