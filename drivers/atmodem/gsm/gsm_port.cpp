#include "drivers/atmodem/gsm/gsm_port.hpp"

#include <utility>

#include "drivers/atmodem/gsm/gsm_core.hpp"

namespace campon::atmodem {

GsmPort::GsmPort(env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace, GsmPersonality modem)
    : core_(std::make_unique<Core>(channel, scheduler, trace, std::move(modem))) {}
GsmPort::~GsmPort() = default;

void GsmPort::attach(hal::SignalSink* sink) { core_->attach(sink); }
hal::Capabilities GsmPort::capabilities() const { return core_->capabilities(); }
std::string_view GsmPort::name() const { return core_->name(); }
void GsmPort::start(hal::Done done) { core_->start(std::move(done)); }
void GsmPort::seize(hal::Done done) { core_->seize(std::move(done)); }
void GsmPort::release(hal::Done done) { core_->release(std::move(done)); }
void GsmPort::answer(hal::Done done) { core_->answer(std::move(done)); }
void GsmPort::flash(hal::Duration /*length*/, hal::Done done) { core_->control(CallControl::swap, std::move(done)); }
void GsmPort::send_digits(const hal::DialString& digits, hal::Done done) { core_->send_digits(digits, std::move(done)); }
void GsmPort::service(const hal::ServiceOrder& order, hal::ServiceDone done) { core_->service(order, std::move(done)); }
void GsmPort::control(CallControl what, hal::Done done) { core_->control(what, std::move(done)); }
const GsmStatus& GsmPort::status() const { return core_->status(); }
GsmCallState GsmPort::call_state() const { return core_->call_state(); }

}  // namespace campon::atmodem
