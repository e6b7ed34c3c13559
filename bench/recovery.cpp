// How long ten thousand outstanding requests take to come back after a restart, over the time to read the file's bytes alone.
#include <chrono>
#include <cstdio>
#include <string>

#include "hal/env/virtual_scheduler.hpp"
#include "hal/env/virtual_storage.hpp"
#include "provider/journal/journal.hpp"

namespace {

using namespace campon;
using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point begin) { return std::chrono::duration<double, std::milli>(Clock::now() - begin).count(); }

provider::JournalEntry request(std::uint32_t id) {
  provider::JournalEntry entry;
  entry.line = "/dev/serial/by-id/usb-modem";
  entry.network = "nanp_class";
  entry.request.id = {id};
  entry.request.state = provider::CompletionState::outstanding;
  entry.request.number = std::to_string(5550000 + id);
  entry.request.heard = "stutter dial tone";
  entry.history = {{{}, "activating"}, {{}, "outstanding"}};
  return entry;
}

}  // namespace

int main() {
  constexpr std::uint32_t k_requests = 10'000;
  env::VirtualScheduler scheduler;
  env::VirtualStorage storage;
  env::NullTrace trace;
  {
    auto journal = provider::Journal::open(storage, scheduler, trace).value();
    for (std::uint32_t id = 1; id <= k_requests; ++id) journal->write(request(id), nullptr);
    scheduler.advance(std::chrono::milliseconds(1));
  }
  auto begin = Clock::now();
  const std::string bytes = storage.read(provider::Journal::k_file).value();
  unsigned sum = 0;
  for (const char c : bytes) sum += static_cast<unsigned char>(c);
  const double floor = ms_since(begin);
  begin = Clock::now();
  const auto journal = provider::Journal::open(storage, scheduler, trace).value();
  const double recovery = ms_since(begin);
  std::printf("%zu requests, %zu bytes (%u): read %.2f ms, recovered %.2f ms, ratio %.1f\n", journal->state().entries().size(),
              bytes.size(), sum & 1U, floor, recovery, recovery / floor);
  return 0;
}
