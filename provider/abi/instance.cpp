#include "provider/abi/instance.hpp"

#include <utility>

namespace campon::provider::abi {

namespace {

constexpr DRV_REQUESTID k_last_request = 0x7FFFFFFF;

std::mutex& guard() {
  static std::mutex mutex;
  return mutex;
}
// TSPI has no instance argument: this is the one global of the project.
std::shared_ptr<Instance>& running() {
  static std::shared_ptr<Instance> instance;
  return instance;
}

}  // namespace

std::shared_ptr<Instance> instance() {
  const std::lock_guard lock(guard());
  return running();
}

void set_instance(std::shared_ptr<Instance> instance) {
  std::shared_ptr<Instance> before;  // destroyed outside the lock
  const std::lock_guard lock(guard());
  before = std::exchange(running(), std::move(instance));
}

LineProvider* Instance::device(DWORD device_id) {
  const auto lines_of_runtime = runtime_->lines();
  const DWORD index = device_id - device_base_;
  return index < lines_of_runtime.size() ? lines_of_runtime[index] : nullptr;
}

bool Instance::begin(DRV_REQUESTID id, std::uintptr_t line, std::uintptr_t call) {
  if (id == 0 || id > k_last_request) return false;
  return requests_.emplace(id, Request{line, call}).second;
}

bool Instance::end(DRV_REQUESTID id, LONG result) {
  if (requests_.erase(id) == 0) return false;
  delivery_.push(0, [completion = completion_, id, result] { completion(id, result); });
  return true;
}

void Instance::tie(DRV_REQUESTID id, std::uintptr_t call) {
  const auto found = requests_.find(id);
  if (found != requests_.end()) found->second.call = call;
}

void Instance::end_all_of_line(std::uintptr_t line) {
  for (const auto& [id, request] : std::map(requests_))
    if (request.line == line) end(id, failure(LINEERR_OPERATIONFAILED));
}

void Instance::end_all_of_call(std::uintptr_t call) {
  for (const auto& [id, request] : std::map(requests_))
    if (call != 0 && request.call == call) end(id, failure(LINEERR_OPERATIONFAILED));
}

}  // namespace campon::provider::abi
