#include "drivers/ports/steady_port.hpp"

#include <utility>

#include "hal/env/turn_queue.hpp"

namespace campon::ports {

namespace {

using env::ErrorCode;
using env::Remedy;

env::Error away(const std::string& name) { return {ErrorCode::device_missing, Remedy::gone, name + " is away", {}}; }

// Lets us see that a channel has died, whoever reads from it.
class WatchedChannel final : public env::ByteChannel, private env::ByteSink {
 public:
  WatchedChannel(std::unique_ptr<env::ByteChannel> inner, std::function<void()> died) : inner_(std::move(inner)), died_(std::move(died)) {}
  ~WatchedChannel() override { inner_->attach(nullptr); }

  void attach(env::ByteSink* sink) override {
    sink_ = sink;
    inner_->attach(sink == nullptr ? nullptr : this);
  }
  env::Result write(std::string_view bytes) override { return inner_->write(bytes); }
  env::Result set_dtr(bool on) override { return inner_->set_dtr(on); }
  [[nodiscard]] std::string_view name() const override { return inner_->name(); }

 private:
  void on_bytes(std::string_view bytes) override { sink_->on_bytes(bytes); }
  void on_closed(const env::Error& why) override {
    if (sink_ != nullptr) sink_->on_closed(why);
    died_();
  }

  std::unique_ptr<env::ByteChannel> inner_;
  std::function<void()> died_;
  env::ByteSink* sink_ = nullptr;
};

}  // namespace

class SteadyPort::Core final : private hal::SignalSink {
 public:
  Core(std::string name, std::unique_ptr<env::ByteChannel> first, Opener& opener, env::Scheduler& scheduler, env::Trace& trace,
       PortsTimers timers)
      : name_(std::move(name)), opener_(opener), scheduler_(scheduler), trace_(trace), timers_(timers), later_(scheduler) {
    take(std::move(first));
  }

  void plugged() {
    if (is_away()) retry_ = scheduler_.after(timers_.settle, [this] { try_to_open(); });
  }
  [[nodiscard]] bool is_away() const { return driver_ == nullptr; }

  // Gives the order to the driver, or answers that the device is away.
  template <class Give>
  void order(hal::Done done, Give give) {
    if (driver_ != nullptr) return give(*driver_, std::move(done));
    later_.defer([done = std::move(done), why = away(name_)] { done(tl::unexpected(why)); });
  }
  void service(const hal::ServiceOrder& order, hal::ServiceDone done) {
    if (driver_ != nullptr) return driver_->service(order, std::move(done));
    later_.defer([done = std::move(done), why = away(name_)] { done(tl::unexpected(why)); });
  }
  [[nodiscard]] hal::Capabilities capabilities() const { return driver_ != nullptr ? driver_->capabilities() : last_known_; }

  std::string name_;
  hal::SignalSink* sink_ = nullptr;

 private:
  void on_signal(hal::Evidence evidence, hal::LineFact fact) override {
    const bool gone = std::holds_alternative<hal::DeviceGone>(fact);
    if (sink_ != nullptr) sink_->on_signal(evidence, std::move(fact));
    if (gone && dead_) later_.defer([this] { let_go(); });
  }

  void take(std::unique_ptr<env::ByteChannel> channel) {
    dead_ = false;
    channel_ = std::make_unique<WatchedChannel>(std::move(channel), [this] {
      dead_ = true;
      // The driver tells DeviceGone in a turn of its own; what it still has to say goes out before it is let go.
      retry_ = scheduler_.after(timers_.settle, [this] { let_go(); });
    });
    driver_ = opener_.drive(*channel_);
    driver_->attach(this);
    name_ = driver_->name();
  }

  void let_go() {
    if (driver_ == nullptr) return;
    last_known_ = driver_->capabilities();
    driver_->attach(nullptr);
    driver_.reset();
    channel_.reset();
    trace_.note(scheduler_.now(), env::TraceKind::state, name_, "the device is away");
    retry_ = scheduler_.after(timers_.try_again, [this] { try_to_open(); });
  }

  void try_to_open() {
    auto channel = opener_.open();
    if (!channel) {
      complain(channel.error());
      retry_ = scheduler_.after(timers_.try_again, [this] { try_to_open(); });
      return;
    }
    said_.clear();
    trace_.note(scheduler_.now(), env::TraceKind::state, name_, "the device is back");
    take(std::move(*channel));
    later_.defer([this] {
      if (sink_ != nullptr) sink_->on_signal(hal::Evidence::protocol, hal::DeviceBack{});
    });
  }

  // The same reason is told once, not every few seconds.
  void complain(const env::Error& why) {
    if (why.what == said_) return;
    said_ = why.what;
    trace_.note(scheduler_.now(), env::TraceKind::decision, name_, "not open: " + env::escaped(why.what));
  }

  Opener& opener_;
  env::Scheduler& scheduler_;
  env::Trace& trace_;
  PortsTimers timers_;
  env::TurnQueue later_;
  std::unique_ptr<env::ByteChannel> channel_;
  std::unique_ptr<hal::SignalPort> driver_;
  hal::Capabilities last_known_;
  bool dead_ = false;
  std::string said_;
  env::Timer retry_;
};

SteadyPort::SteadyPort(std::string name, std::unique_ptr<env::ByteChannel> first, Opener& opener, env::Scheduler& scheduler,
                       env::Trace& trace, PortsTimers timers)
    : core_(std::make_unique<Core>(std::move(name), std::move(first), opener, scheduler, trace, timers)) {}
SteadyPort::~SteadyPort() = default;

void SteadyPort::plugged() { core_->plugged(); }
bool SteadyPort::is_away() const { return core_->is_away(); }
void SteadyPort::attach(hal::SignalSink* sink) { core_->sink_ = sink; }
hal::Capabilities SteadyPort::capabilities() const { return core_->capabilities(); }
std::string_view SteadyPort::name() const { return core_->name_; }

void SteadyPort::start(hal::Done done) {
  core_->order(std::move(done), [](SignalPort& port, hal::Done ended) { port.start(std::move(ended)); });
}
void SteadyPort::seize(hal::Done done) {
  core_->order(std::move(done), [](SignalPort& port, hal::Done ended) { port.seize(std::move(ended)); });
}
void SteadyPort::release(hal::Done done) {
  core_->order(std::move(done), [](SignalPort& port, hal::Done ended) { port.release(std::move(ended)); });
}
void SteadyPort::answer(hal::Done done) {
  core_->order(std::move(done), [](SignalPort& port, hal::Done ended) { port.answer(std::move(ended)); });
}
void SteadyPort::flash(hal::Duration length, hal::Done done) {
  core_->order(std::move(done), [length](SignalPort& port, hal::Done ended) { port.flash(length, std::move(ended)); });
}
void SteadyPort::send_digits(const hal::DialString& digits, hal::Done done) {
  core_->order(std::move(done), [&digits](SignalPort& port, hal::Done ended) { port.send_digits(digits, std::move(ended)); });
}
void SteadyPort::service(const hal::ServiceOrder& order, hal::ServiceDone done) { core_->service(order, std::move(done)); }

}  // namespace campon::ports
