// journal_workload FOLDER WORKLOAD N: writes a journal, tells on stdout what was acknowledged, and is killed at the N-th system
// call that changes the folder, before it (odd N) or after it (even N). Exit 0 when the workload ended first.
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "hal/env/real/system_storage.hpp"
#include "hal/env/virtual_scheduler.hpp"
#include "journal_bench.hpp"

namespace {

long g_left = -1;  // half calls until the end

void half_a_call() {
  if (g_left > 0 && --g_left == 0) ::kill(::getpid(), SIGKILL);
}

template <class Call>
auto counted(Call call) {
  half_a_call();
  const auto result = call();
  half_a_call();
  return result;
}

template <class Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

// The program's own definitions come before those of the C library.
extern "C" {
ssize_t write(int fd, const void* bytes, size_t size) {
  static const auto call = real<ssize_t (*)(int, const void*, size_t)>("write");
  if (fd <= STDERR_FILENO) return call(fd, bytes, size);
  return counted([&] { return call(fd, bytes, size); });
}
int fsync(int fd) {
  static const auto call = real<int (*)(int)>("fsync");
  return counted([&] { return call(fd); });
}
int fdatasync(int fd) {
  static const auto call = real<int (*)(int)>("fdatasync");
  return counted([&] { return call(fd); });
}
int ftruncate(int fd, off_t size) noexcept {
  static const auto call = real<int (*)(int, off_t)>("ftruncate");
  return counted([&] { return call(fd, size); });
}
int renameat(int from, const char* old_name, int to, const char* new_name) noexcept {
  static const auto call = real<int (*)(int, const char*, int, const char*)>("renameat");
  return counted([&] { return call(from, old_name, to, new_name); });
}
}

namespace campon::provider {
namespace {

using namespace std::chrono_literals;

void tell(const char* what, const JournalEntry& entry) {
  std::printf("%s %u %d\n", what, entry.request.id.value, static_cast<int>(entry.request.state));
  std::fflush(stdout);
}

int run(const std::string& folder, int workload) {
  env::VirtualScheduler scheduler;
  env::NullTrace trace;
  auto storage = env::SystemStorage::open(folder);
  if (!storage) return 2;
  auto opened = Journal::open(**storage, scheduler, trace);
  if (!opened) return 2;
  Workload work(static_cast<std::uint64_t>(workload));
  const int turns = workload == 2 ? 400 : 12;  // the second one is long enough to be compacted
  for (int turn = 0; turn < turns; ++turn) {
    for (int n = 0; n < (workload == 3 ? 3 : workload == 2 ? 5 : 1); ++n) {
      const JournalEntry entry = work.next();
      tell("asked", entry);
      (*opened)->write(entry, [entry](const env::Result& kept) {
        if (kept) tell("kept", entry);
      });
    }
    scheduler.advance(1ms);
  }
  return 0;
}

}  // namespace
}  // namespace campon::provider

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  g_left = std::atol(argv[3]);
  return campon::provider::run(argv[1], std::atoi(argv[2]));
}
