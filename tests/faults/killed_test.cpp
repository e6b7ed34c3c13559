// A program that is killed while it holds a modem: what it leaves behind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/wait.h>

#include <fstream>
#include <sstream>

#include "apps/libcampon/compose.hpp"
#include "client.hpp"
#include "drivers/pty/pty_channel.hpp"
#include "hw-sim/host/host.hpp"
#include "tests/hal/env_real/host_pty.hpp"

namespace campon::apps {
namespace {

using testing::HasSubstr;
using testing::Not;

// Another process, which ends by SIGKILL only.
class Victim {
 public:
  explicit Victim(const std::function<void()>& body) : pid_(::fork()) {
    if (pid_ != 0) return;
    body();
    ::_exit(1);
  }
  ~Victim() { is_killed(); }
  Victim(const Victim&) = delete;
  Victim& operator=(const Victim&) = delete;

  [[nodiscard]] pid_t pid() const { return pid_; }
  void is_killed() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }

 private:
  pid_t pid_;
};

// A program with a line on `device` that has taken it off hook and stays so.
[[noreturn]] void hold_off_hook(const std::string& device) {
  env::AsioScheduler scheduler;
  env::NullTrace trace;
  auto opened = open_device(scheduler, {"line 1", device, "nanp_class", "us", "generic_v253"}, trace);
  if (!opened) ::_exit(2);
  hal::Line& line = opened->line();
  line.start([&line](const env::Result& started) {
    if (started) line.seize([](const env::Result&) {});
  });
  for (;;) scheduler.run_until([] { return false; }, sim::test::k_patience);
}

class AKilledProgram : public testing::Test {
 protected:
  void SetUp() override {
    sim::HostOptions options;
    options.exchange = "nanp_class";
    options.folder = folder.path();
    options.seed = 1;
    auto started = sim::Host::start(scheduler, options, out);
    ASSERT_TRUE(started) << started.error().what;
    host = std::move(*started);
  }
  bool shows(const std::string& text) {
    return sim::test::until(scheduler, [&] { return host->control("show").value_or("").find(text) != std::string::npos; });
  }
  env::Expected<Device> opens() { return open_device(scheduler, {"line 1", device, "nanp_class", "us", "generic_v253"}, trace); }

  sim::test::Folder folder;
  std::string device = folder / "line1";
  env::AsioScheduler scheduler;
  env::NullTrace trace;
  std::ostringstream out;
  std::unique_ptr<sim::Host> host;
};

// [fault D15]
TEST_F(AKilledProgram, LeavesItsLineOnHook) {
  Victim victim([this] { hold_off_hook(device); });
  ASSERT_TRUE(shows("5550100  off hook"));
  victim.is_killed();
  EXPECT_TRUE(shows("5550100  on hook"));
}

// [fault D07, D15]
TEST_F(AKilledProgram, LeavesAPortThatTheNextOneCanOpen) {
  Victim victim([this] { hold_off_hook(device); });
  ASSERT_TRUE(shows("5550100  off hook"));
  const auto refused = opens();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, env::ErrorCode::device_held);
  victim.is_killed();
  ASSERT_TRUE(shows("5550100  on hook"));
  const auto opened = opens();
  EXPECT_TRUE(opened) << opened.error().what;
}

// [fault D15]
TEST(AnOpenPort, IsInheritedByNoProgramThatIsStarted) {
  env::AsioScheduler scheduler;
  const env::HostPty host;
  const auto channel = pty::open_pty(scheduler, host.path());
  ASSERT_TRUE(channel);
  const sim::test::Folder folder;
  const std::string list = folder / "list";
  ASSERT_EQ(std::system(("ls -l /proc/self/fd/ > " + list).c_str()), 0);
  std::string shown;
  std::getline(std::ifstream(list), shown, '\0');
  EXPECT_THAT(shown, HasSubstr(" -> "));
  EXPECT_THAT(shown, Not(HasSubstr(host.path() + "\n")));
}

// [fault D15]
TEST(AnOpenPort, FreesItsLockWhenItsProgramIsKilled) {
  env::HostPty host;
  Victim victim([&host] {
    env::AsioScheduler scheduler;
    const auto channel = pty::open_pty(scheduler, host.path());
    if (!channel || !(*channel)->write("held")) ::_exit(2);
    for (;;) ::pause();
  });
  ASSERT_TRUE(host.waits_for("held"));
  victim.is_killed();
  const auto other = host.slave();
  if (other.valid()) {
    EXPECT_EQ(::flock(other.get(), LOCK_EX | LOCK_NB), 0);
  }
}

}  // namespace
}  // namespace campon::apps
