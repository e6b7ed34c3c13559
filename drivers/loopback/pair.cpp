#include "drivers/loopback/pair.hpp"

#include <string>
#include <utility>

#include "hal/env/turn_queue.hpp"

namespace campon::loopback {

namespace {
constexpr std::size_t k_longest_queue = 64 * 1024;
}

class Pair::End final : public env::ByteChannel {
 public:
  End(env::Scheduler& scheduler, bool to_modem) : scheduler_(scheduler), later_(scheduler), to_modem_(to_modem) {}

  void attach(env::ByteSink* sink) override {
    sink_ = sink;
    if (sink_ != nullptr && !arrived_.empty()) arm();
    if (sink_ != nullptr && closed_) close();
  }

  env::Result write(std::string_view bytes) override {
    if (closed_) return env::fail(env::ErrorCode::device_missing, env::Remedy::gone, "the wire is gone");
    if (other_->arrived_.size() + bytes.size() > k_longest_queue)
      return env::fail(env::ErrorCode::device_refused, env::Remedy::later, "the wire is full");
    if (tap_) tap_(scheduler_.now(), to_modem_, bytes);
    other_->arrived_.append(bytes);
    other_->arm();
    return {};
  }

  // DTR low is what the other end sees as a hang-up; this wire has no modem lines to show it by.
  env::Result set_dtr(bool /*on*/) override { return env::fail(env::ErrorCode::not_supported, env::Remedy::unsupported, "this wire has no modem lines"); }
  [[nodiscard]] std::string_view name() const override { return "loopback"; }

  void arm() {
    if (sink_ == nullptr || armed_) return;
    armed_ = true;
    later_.defer([this] {
      armed_ = false;
      if (sink_ != nullptr) sink_->on_bytes(std::exchange(arrived_, {}));
    });
  }

  void close() {
    closed_ = true;
    if (sink_ == nullptr || told_) return;
    told_ = true;
    later_.defer([this] {
      if (sink_ != nullptr) sink_->on_closed({env::ErrorCode::device_missing, env::Remedy::gone, "the wire was pulled", {}});
    });
  }

  End* other_ = nullptr;
  Tap tap_;

 private:
  env::Scheduler& scheduler_;
  env::TurnQueue later_;
  bool to_modem_;
  env::ByteSink* sink_ = nullptr;
  std::string arrived_;
  bool armed_ = false;
  bool closed_ = false;
  bool told_ = false;
};

Pair::Pair(env::Scheduler& scheduler) : computer_(std::make_unique<End>(scheduler, true)), modem_(std::make_unique<End>(scheduler, false)) {
  computer_->other_ = modem_.get();
  modem_->other_ = computer_.get();
}

Pair::~Pair() {
  computer_->attach(nullptr);
  modem_->attach(nullptr);
}

env::ByteChannel& Pair::computer() { return *computer_; }
env::ByteChannel& Pair::modem() { return *modem_; }

void Pair::tap(Tap tap) {
  computer_->tap_ = tap;
  modem_->tap_ = std::move(tap);
}

void Pair::unplug() {
  computer_->close();
  modem_->close();
}

}  // namespace campon::loopback
