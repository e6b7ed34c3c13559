#include "provider/abi/instance.hpp"

#include <cstddef>
#include <new>
#include <utility>

#include "provider/line/line_error.hpp"

namespace campon::provider::abi {

namespace {

constexpr DRV_REQUESTID k_last_request = 0x7FFFFFFF;

std::mutex& guard() {
  static std::mutex mutex;
  return mutex;
}
// TSPI has no instance argument: this is the one global of the project. It is never destroyed: a host may exit without
// TSPI_providerShutdown, also from inside a callback, where no thread can be joined; the end of a process puts its lines on hook.
// It does not lie on the heap either, where a host that unloads the library would leave it behind.
std::shared_ptr<Instance>& running() {
  alignas(std::shared_ptr<Instance>) static std::byte place[sizeof(std::shared_ptr<Instance>)];
  static auto& instance = *new (place) std::shared_ptr<Instance>();
  return instance;
}

}  // namespace

void Runtime::set_network(std::size_t /*line*/, const std::string& /*network*/, hal::Done done) {
  done(env::fail(env::ErrorCode::not_supported, env::Remedy::unsupported, "the network of these lines is fixed"));
}

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

void Instance::shut() {
  const std::lock_guard lock(gate_);
  shut_ = true;
}

std::optional<Ticket> Instance::begin(DRV_REQUESTID id, std::uintptr_t line, std::uintptr_t call) {
  if (id == 0 || id > k_last_request || requests_.contains(id)) return std::nullopt;
  requests_.emplace(id, Request{++last_serial_, line, call});
  return Ticket{id, last_serial_};
}

bool Instance::pending(const Ticket& ticket) const {
  const auto found = requests_.find(ticket.id);
  return found != requests_.end() && found->second.serial == ticket.serial;
}

void Instance::end(const Ticket& ticket, LONG result) {
  if (!pending(ticket)) return;
  const std::uintptr_t line = requests_.at(ticket.id).line;
  requests_.erase(ticket.id);
  delivery_.push_reply(line, [completion = completion_, id = ticket.id, result] { completion(id, result); });
}

void Instance::end(const Ticket& ticket, const env::Result& result) { end(ticket, result ? 0 : line_error(result.error().code).value); }

void Instance::tie(const Ticket& ticket, std::uintptr_t call) {
  if (pending(ticket)) requests_.at(ticket.id).call = call;
}

void Instance::end_all_of_line(std::uintptr_t line) {
  for (const auto& [id, request] : std::map(requests_))
    if (request.line == line) end({id, request.serial}, failure(LINEERR_OPERATIONFAILED));
}

void Instance::end_all_of_call(std::uintptr_t call) {
  for (const auto& [id, request] : std::map(requests_))
    if (request.call == call) end({id, request.serial}, failure(LINEERR_OPERATIONFAILED));
}

}  // namespace campon::provider::abi
