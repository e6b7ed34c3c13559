// What it costs that a request is on the disk before it is promised: one record alone, and 64 lines at once, over write and fdatasync.
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "hal/env/real/asio_scheduler.hpp"
#include "hal/env/real/system_storage.hpp"
#include "provider/journal/journal.hpp"
#include "table.hpp"

namespace campon::bench {
namespace {

constexpr int k_rounds = 100;

provider::JournalEntry request(std::uint32_t id) {
  provider::JournalEntry entry;
  entry.line = "/dev/serial/by-id/usb-modem";
  entry.network = "nanp_class";
  entry.request.id = {id};
  entry.request.state = provider::CompletionState::outstanding;
  entry.request.number = "5550123";
  entry.history = {{{}, "activating"}, {{}, "outstanding"}};
  return entry;
}

double floor_in(const std::string& folder) {
  const int fd = ::open((folder + "/floor").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const std::string record(256, 'x');
  std::vector<double> times;
  for (int round = 0; round < k_rounds; ++round) {
    const auto begin = Clock::now();
    if (::write(fd, record.data(), record.size()) < 0 || ::fdatasync(fd) != 0) return 0;
    times.push_back(seconds_since(begin));
  }
  ::close(fd);
  return median(times);
}

// From handing over so many records in one turn until the last is promised.
double journal_in(const std::string& folder, int at_once) {
  env::AsioScheduler loop;
  env::NullTrace trace;
  const auto storage = env::SystemStorage::open(folder).value();
  const auto journal = provider::Journal::open(*storage, loop, trace).value();
  std::vector<double> times;
  std::uint32_t id = 0;
  for (int round = 0; round < k_rounds; ++round) {
    int kept = 0;
    const auto begin = Clock::now();
    loop.post([&] {
      for (int i = 0; i < at_once; ++i) journal->write(request(++id % 500 + 1), [&kept](const env::Result& result) { kept += result ? 1 : -1000; });
    });
    loop.run_until([&] { return kept == at_once || kept < 0; });
    times.push_back(seconds_since(begin));
  }
  return median(times);
}

void measure() {
  std::string folder = (std::filesystem::temp_directory_path() / "campon-bench-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return;
  const double floor = floor_in(folder);
  const double one = journal_in(folder + "/one", 1);
  const double many = journal_in(folder + "/many", 64);
  row("durability", "a record promised", in_microseconds(one), in_microseconds(floor) + " write+sync of 256 B", one / floor, "");
  row("durability", "64 records handed over at once, the last promised", in_microseconds(many), in_microseconds(floor) + " write+sync of 256 B", many / floor, "");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace campon::bench

int main() { campon::bench::measure(); }
