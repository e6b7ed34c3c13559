#include "drivers/atmodem/voice/voice_port.hpp"

#include <utility>

#include "drivers/atmodem/voice/voice_core.hpp"

namespace campon::atmodem {

VoicePort::VoicePort(env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace, Personality modem)
    : core_(std::make_unique<Core>(channel, scheduler, trace, std::move(modem))) {}
VoicePort::~VoicePort() = default;

void VoicePort::attach(hal::SignalSink* sink) { core_->attach(sink); }
hal::Capabilities VoicePort::capabilities() const { return core_->capabilities(); }
std::string_view VoicePort::name() const { return core_->name(); }
void VoicePort::start(hal::Done done) { core_->start(std::move(done)); }
void VoicePort::seize(hal::Done done) { core_->seize(std::move(done)); }
void VoicePort::release(hal::Done done) { core_->release(std::move(done)); }
void VoicePort::answer(hal::Done done) { core_->answer(std::move(done)); }
void VoicePort::flash(hal::Duration length, hal::Done done) { core_->flash(length, std::move(done)); }
void VoicePort::send_digits(const hal::DialString& digits, hal::Done done) { core_->send_digits(digits, std::move(done)); }

hal::MediaCapabilities VoicePort::media() const { return core_->media(); }
void VoicePort::listen(hal::AudioSink& sink, hal::Done ended) { core_->listen(sink, std::move(ended)); }
void VoicePort::stop_listening() { core_->stop_listening(); }
void VoicePort::play(std::vector<hal::Sample> samples, hal::Done ended) { core_->play(std::move(samples), std::move(ended)); }
void VoicePort::stop_playing() { core_->stop_playing(); }

}  // namespace campon::atmodem
