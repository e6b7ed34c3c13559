#include "apps/campon/attempt/interrupt.hpp"

#include <asio/signal_set.hpp>
#include <csignal>
#include <utility>

namespace campon::cli {

class Interrupts::Core : public std::enable_shared_from_this<Interrupts::Core> {
 public:
  Core(env::AsioScheduler& scheduler, std::function<void()> handler)
      : scheduler_(scheduler), handler_(std::move(handler)), signals_(scheduler.io(), SIGINT, SIGTERM, SIGHUP) {}

  // asio runs the handler of a cancelled wait too, after its owner is gone: hence the weak pointer.
  void wait() {
    signals_.async_wait([weak = weak_from_this()](const asio::error_code& error, int) {
      const auto self = weak.lock();
      if (error || !self) return;
      self->scheduler_.begin_turn();
      self->wait();
      self->handler_();
    });
  }

 private:
  env::AsioScheduler& scheduler_;
  std::function<void()> handler_;
  asio::signal_set signals_;
};

Interrupts::Interrupts(env::AsioScheduler& scheduler, std::function<void()> handler) {
  core_ = std::make_shared<Core>(scheduler, std::move(handler));
  core_->wait();
}
Interrupts::~Interrupts() = default;

}  // namespace campon::cli
