// The system calls that a driver of a kernel device makes, as a thing that is handed in: the kernel's, or a simulated card's.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace campon::env {

// What a device is ready for. [poll(2)]
struct Readiness {
  bool readable = false;
  bool writable = false;
  bool urgent = false;  // POLLPRI: DAHDI has an event
  bool broken = false;  // POLLERR or POLLHUP: the device is gone
};

// Ends the watching when it is destroyed, which may be done while `ready` is called. Must not outlive the DeviceCalls, and must be
// destroyed before its file is closed.
class DeviceWatch {
 public:
  DeviceWatch() = default;
  DeviceWatch(const DeviceWatch&) = delete;
  DeviceWatch& operator=(const DeviceWatch&) = delete;
  virtual ~DeviceWatch() = default;
  // Room for output is told only while it is wanted; it is there nearly always.
  virtual void want_room(bool wanted) = 0;
};

// Every call answers at once. A negative result is an errno with its sign turned; devices have numbers of their own there, such as
// DAHDI's 500. A call that was interrupted by a signal is made again.
class DeviceCalls {
 public:
  using Ready = std::function<void(const Readiness&)>;

  DeviceCalls() = default;
  DeviceCalls(const DeviceCalls&) = delete;
  DeviceCalls& operator=(const DeviceCalls&) = delete;
  virtual ~DeviceCalls() = default;

  // For reading and writing, non-blocking, not inherited by children. The file, or an error.
  virtual int open(const std::string& path) = 0;
  virtual void close(int file) = 0;
  virtual int ioctl(int file, unsigned long request, void* argument) = 0;
  // The number of bytes, 0 at the end, or an error.
  virtual long read(int file, std::span<std::byte> buffer) = 0;
  virtual long write(int file, std::span<const std::byte> bytes) = 0;
  // `ready` is called in turns of the scheduler, again and again as long as the device is ready: nobody polls. One watch for a file.
  virtual std::unique_ptr<DeviceWatch> watch(int file, Ready ready) = 0;
};

}  // namespace campon::env
