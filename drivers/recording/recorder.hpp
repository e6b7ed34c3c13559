// Stands between a line and its driver, and between the driver and its channel, and writes down what passes.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "drivers/recording/recording.hpp"
#include "hal/env/byte_channel.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/signal_port.hpp"

namespace campon::recording {

// Gets each event as it happens.
using Keep = std::function<void(const Event&)>;

// Times count from when it was made. The scheduler must outlive it.
class Recorder {
 public:
  Recorder(env::Scheduler& scheduler, Keep keep) : scheduler_(scheduler), begun_(scheduler.now()), keep_(std::move(keep)) {}
  void note(What what, std::string text) { keep_({scheduler_.now() - begun_, what, std::move(text), 0}); }

 private:
  env::Scheduler& scheduler_;
  env::Time begun_;
  Keep keep_;
};

// Both must be outlived by what they wrap, and by the recorder.
class RecordedChannel final : public env::ByteChannel, private env::ByteSink {
 public:
  RecordedChannel(env::ByteChannel& inner, Recorder& recorder) : inner_(inner), recorder_(recorder) {}
  ~RecordedChannel() override { inner_.attach(nullptr); }
  void attach(env::ByteSink* sink) override;
  env::Result write(std::string_view bytes) override;
  env::Result set_dtr(bool on) override;
  [[nodiscard]] std::string_view name() const override { return inner_.name(); }

 private:
  void on_bytes(std::string_view bytes) override;
  void on_closed(const env::Error& why) override;

  env::ByteChannel& inner_;
  Recorder& recorder_;
  env::ByteSink* sink_ = nullptr;
};

class RecordedPort : public hal::SignalPort, private hal::SignalSink {
 public:
  RecordedPort(hal::SignalPort& inner, Recorder& recorder) : inner_(inner), recorder_(recorder) { inner_.attach(this); }
  ~RecordedPort() override { inner_.attach(nullptr); }
  void attach(hal::SignalSink* sink) override { sink_ = sink; }
  [[nodiscard]] hal::Capabilities capabilities() const override { return inner_.capabilities(); }
  [[nodiscard]] std::string_view name() const override { return inner_.name(); }
  void start(hal::Done done) override;
  void seize(hal::Done done) override;
  void release(hal::Done done) override;
  void answer(hal::Done done) override;
  void flash(hal::Duration length, hal::Done done) override;
  void send_digits(const hal::DialString& digits, hal::Done done) override;
  void service(const hal::ServiceOrder& order, hal::ServiceDone done) override;

 private:
  void on_signal(hal::Evidence evidence, hal::LineFact fact) override;
  hal::Done ended(const std::string& order, hal::Done done);

  hal::SignalPort& inner_;
  Recorder& recorder_;
  hal::SignalSink* sink_ = nullptr;
};

// Makes the driver on a recorded channel, and records its orders too; the result owns all three. The channel and the recorder
// must outlive it. The driver's sound is out of reach while it is recorded.
using MakeOnChannel = std::function<std::unique_ptr<hal::SignalPort>(env::ByteChannel& channel)>;
std::unique_ptr<hal::SignalPort> recorded_driver(env::ByteChannel& channel, Recorder& recorder, const MakeOnChannel& make);

// Gives the order that was written down ("flash 500 ms", "digits 5550123"). False when it is none. Its end is noted by the
// RecordedPort.
bool give_order(hal::SignalPort& port, std::string_view order);

}  // namespace campon::recording
