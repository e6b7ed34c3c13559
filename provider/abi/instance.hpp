// The one running provider of the process, between TSPI_providerInit and TSPI_providerShutdown.
#pragma once

#include <atomic>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <type_traits>
#include <vector>

#include "campon/tspi.h"
#include "provider/abi/delivery.hpp"
#include "provider/abi/handle_table.hpp"
#include "provider/abi/runtime.hpp"

namespace campon::provider::abi {

constexpr LONG failure(DWORD error) { return static_cast<LONG>(error); }

class OpenLine;

// A call as the host knows it.
struct HostCall {
  std::shared_ptr<OpenLine> line;
  CallId id;
  std::uintptr_t handle = 0;
  // The host's handle; read and written on the delivery thread only, except before the first event.
  std::shared_ptr<std::atomic<HTAPICALL>> host = std::make_shared<std::atomic<HTAPICALL>>(nullptr);
};

// Lives on the loop's thread; only `delivery` and `runtime` are touched from others.
class Instance {
 public:
  Instance(std::unique_ptr<Runtime> runtime, DWORD device_base, ASYNC_COMPLETION completion)
      : runtime_(std::move(runtime)), device_base_(device_base), completion_(completion) {}

  [[nodiscard]] Runtime& runtime() { return *runtime_; }
  [[nodiscard]] Delivery& delivery() { return delivery_; }
  [[nodiscard]] DWORD device_base() const { return device_base_; }
  // nullptr: no such device.
  LineProvider* device(DWORD device_id);

  // Remembers an accepted request. False when the id is 0, too large or in use.
  bool begin(DRV_REQUESTID id, std::uintptr_t line, std::uintptr_t call);
  // Ends a request, once; false when it has ended before, and then nothing is told.
  bool end(DRV_REQUESTID id, LONG result);
  // Takes a request back that was answered at once after all.
  void forget(DRV_REQUESTID id) { requests_.erase(id); }
  // The call that a request has brought.
  void tie(DRV_REQUESTID id, std::uintptr_t call);
  [[nodiscard]] bool pending(DRV_REQUESTID id) const { return requests_.contains(id); }
  void end_all_of_line(std::uintptr_t line);
  void end_all_of_call(std::uintptr_t call);

  HandleTable<OpenLine, 1> lines;
  HandleTable<HostCall, 2> calls;

 private:
  struct Request {
    std::uintptr_t line;
    std::uintptr_t call;
  };

  std::unique_ptr<Runtime> runtime_;
  DWORD device_base_;
  ASYNC_COMPLETION completion_;
  std::map<DRV_REQUESTID, Request> requests_;
  Delivery delivery_;
};

// The running instance, or empty. Any thread.
std::shared_ptr<Instance> instance();
void set_instance(std::shared_ptr<Instance> instance);

// Runs `work` on the loop's thread and waits for its answer; at once when the caller is on it.
template <class Work>
LONG on_loop(Instance& instance, Work work) {
  if (instance.runtime().on_loop_thread()) return work();
  auto promise = std::make_shared<std::promise<LONG>>();
  auto answer = promise->get_future();
  instance.runtime().scheduler().post([promise, work = std::move(work)]() mutable {
    try {
      promise->set_value(work());
    } catch (...) {
      promise->set_exception(std::current_exception());
    }
  });
  return answer.get();
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
    return on_loop(*running, [running, work] { return work(*running); });
  });
}

}  // namespace campon::provider::abi
