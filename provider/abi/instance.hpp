// The one running provider of the process, between TSPI_providerInit and TSPI_providerShutdown.
#pragma once

#include <atomic>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <shared_mutex>
#include <type_traits>
#include <vector>

#include "campon/tspi.h"
#include "provider/abi/delivery.hpp"
#include "provider/abi/handle_table.hpp"
#include "provider/abi/runtime.hpp"

namespace campon::provider::abi {

constexpr LONG failure(DWORD error) { return static_cast<LONG>(error); }

class OpenLine;

// Digits that the host collects in its own memory.
struct Gathering {
  DWORD end_to_end = 0;
  char* digits = nullptr;
  DWORD wanted = 0;
  DWORD count = 0;
  std::string terminators;
  env::Duration between{};  // 0: no limit
  env::Timer limit;
};

// A call as the host knows it. Shared by the handle table and by events that are on their way.
struct HostCall {
  std::shared_ptr<OpenLine> line;
  CallId id;
  std::uintptr_t handle = 0;
  bool pending = false;  // its TSPI_lineMakeCall has not been answered
  CallView told;         // as the host knows it
  DWORD app_specific = 0;
  DWORD media_mode = LINEMEDIAMODE_INTERACTIVEVOICE;
  bool monitors_digits = false;
  std::optional<Gathering> gathering;  // touched on the loop's thread only, and gone before the host is told of the end
  std::atomic<HTAPICALL> host{nullptr};
  std::atomic<bool> closed{false};  // the host is told nothing more
};

// A request that the host waits for. Stale once it has ended, also when the host has given its id to another.
struct Ticket {
  DRV_REQUESTID id = 0;
  std::uint64_t serial = 0;
};

// Lives on the loop's thread; other threads use it through inside().
class Instance : public std::enable_shared_from_this<Instance> {
 public:
  Instance(std::unique_ptr<Runtime> runtime, DWORD device_base, ASYNC_COMPLETION completion)
      : runtime_(std::move(runtime)), device_base_(device_base), completion_(completion) {}

  [[nodiscard]] Runtime& runtime() { return *runtime_; }
  [[nodiscard]] Delivery& delivery() { return delivery_; }
  [[nodiscard]] DWORD device_base() const { return device_base_; }
  // nullptr: no such device.
  LineProvider* device(DWORD device_id);

  // Runs `work` on the loop's thread and waits for its answer. LINEERR_UNINITIALIZED once shut() has been called.
  template <class Work>
  LONG inside(Work work);
  // Lets nobody in any more; when it returns, everybody is out. Not from inside.
  void shut();

  // Remembers an accepted request. Nothing when the id is 0, too large or in use.
  std::optional<Ticket> begin(DRV_REQUESTID id, std::uintptr_t line, std::uintptr_t call);
  // Ends a request, once; a stale ticket does nothing.
  void end(const Ticket& ticket, LONG result);
  void end(const Ticket& ticket, const env::Result& result);
  // Takes a request back that was answered at once after all.
  void forget(const Ticket& ticket) { requests_.erase(ticket.id); }
  // The call that a request has brought.
  void tie(const Ticket& ticket, std::uintptr_t call);
  [[nodiscard]] bool pending(const Ticket& ticket) const;
  void end_all_of_line(std::uintptr_t line);
  void end_all_of_call(std::uintptr_t call);

  HandleTable<OpenLine, 1> lines;
  HandleTable<HostCall, 2> calls;

 private:
  struct Request {
    std::uint64_t serial;
    std::uintptr_t line;
    std::uintptr_t call;
  };

  std::unique_ptr<Runtime> runtime_;
  DWORD device_base_;
  ASYNC_COMPLETION completion_;
  std::map<DRV_REQUESTID, Request> requests_;
  std::uint64_t last_serial_ = 0;
  std::shared_mutex gate_;  // shared by those inside
  bool shut_ = false;
  Delivery delivery_;
};

// The running instance, or empty. Any thread.
std::shared_ptr<Instance> instance();
void set_instance(std::shared_ptr<Instance> instance);

// Runs `work` on the loop's thread and waits for its answer; at once when the caller is on it.
template <class Work>
LONG on_loop(Runtime& runtime, Work work) {
  if (runtime.on_loop_thread()) return work();
  auto promise = std::make_shared<std::promise<LONG>>();
  auto answer = promise->get_future();
  runtime.scheduler().post([promise, work = std::move(work)]() mutable {
    try {
      promise->set_value(work());
    } catch (...) {
      promise->set_exception(std::current_exception());
    }
  });
  return answer.get();
}

template <class Work>
LONG Instance::inside(Work work) {
  const std::shared_lock lock(gate_);
  if (shut_) return failure(LINEERR_UNINITIALIZED);
  return on_loop(*runtime_, std::move(work));
}

// Wraps each entry point: nothing is thrown across the C ABI. [style.md 4]
template <class Work>
LONG guarded_entry(Work work) noexcept {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return failure(LINEERR_NOMEM);
  } catch (...) {
    return failure(LINEERR_OPERATIONFAILED);
  }
}

// The same for entries that need the running provider; `work` is given it, on the loop's thread.
template <class Work>
LONG entry(Work work) noexcept {
  return guarded_entry([&]() -> LONG {
    const std::shared_ptr<Instance> running = instance();
    if (!running) return failure(LINEERR_UNINITIALIZED);
    return running->inside([running, work] { return work(*running); });
  });
}

}  // namespace campon::provider::abi
