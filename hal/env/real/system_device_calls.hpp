// The kernel's own calls, and its readiness by the loop's epoll: one thread for all devices.
#pragma once

#include "hal/env/device_calls.hpp"
#include "hal/env/real/asio_scheduler.hpp"

namespace campon::env {

class SystemDeviceCalls final : public DeviceCalls {
 public:
  // The scheduler must outlive it.
  explicit SystemDeviceCalls(AsioScheduler& scheduler) : scheduler_(scheduler) {}

  int open(const std::string& path) override;
  void close(int file) override;
  int ioctl(int file, unsigned long request, void* argument) override;
  long read(int file, std::span<std::byte> buffer) override;
  long write(int file, std::span<const std::byte> bytes) override;
  std::unique_ptr<DeviceWatch> watch(int file, Ready ready) override;

 private:
  AsioScheduler& scheduler_;
};

}  // namespace campon::env
