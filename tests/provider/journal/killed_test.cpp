// The process is killed before and after every system call that the journal makes, in three workloads. [fault H01]
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>

#include "hal/env/real/system_storage.hpp"
#include "hal/env/virtual_scheduler.hpp"
#include "journal_bench.hpp"

namespace campon::provider {
namespace {

namespace fs = std::filesystem;

struct Ended {
  Promises promises;
  bool killed = false;
};

Ended run(const fs::path& folder, int workload, long call) {
  const std::string command =
      std::string(CAMPON_JOURNAL_WORKLOAD) + " " + folder.string() + " " + std::to_string(workload) + " " + std::to_string(call);
  Ended out;
  FILE* pipe = ::popen(("exec " + command).c_str(), "r");
  char what[16];
  unsigned id = 0;
  int state = 0;
  while (std::fscanf(pipe, "%15s %u %d", what, &id, &state) == 3)
    (std::string(what) == "kept" ? out.promises.kept : out.promises.under_way)[id] = static_cast<CompletionState>(state);
  const int status = ::pclose(pipe);
  out.killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  EXPECT_TRUE(out.killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0)) << status;
  return out;
}

class AKilledJournal : public testing::TestWithParam<int> {};

TEST_P(AKilledJournal, LosesNothingThatWasAcknowledged) {
  // The long workload has thousands of calls; a prime step reaches all kinds of them.
  const long step = GetParam() == 2 ? 37 : 1;
  const fs::path folder = fs::temp_directory_path() / ("campon-killed-" + std::to_string(::getpid()) + "-" + std::to_string(GetParam()));
  long call = 1;
  for (;; call += step) {
    fs::remove_all(folder);
    const Ended ended = run(folder, GetParam(), call);
    env::VirtualScheduler scheduler;
    env::NullTrace trace;
    auto storage = env::SystemStorage::open(folder.string());
    ASSERT_TRUE(storage) << "call " << call;
    const auto journal = Journal::open(**storage, scheduler, trace);
    ASSERT_TRUE(journal) << "call " << call << ": " << journal.error().what;
    ASSERT_EQ(ended.promises.broken_by((*journal)->state()), "") << "killed at half call " << call;
    if (!ended.killed) break;
  }
  EXPECT_GT(call, 20) << "the workload makes calls";
  fs::remove_all(folder);
}

INSTANTIATE_TEST_SUITE_P(InEachWorkload, AKilledJournal, testing::Values(1, 2, 3));

}  // namespace
}  // namespace campon::provider
