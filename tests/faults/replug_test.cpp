// A pty that is pulled and plugged in again behind a link, under the driver and the port of a line.
#include <gtest/gtest.h>
#include <malloc.h>

#include "apps/libcampon/compose.hpp"
#include "client.hpp"
#include "drivers/pty/pty_channel.hpp"
#include "tests/hal/env_real/host_pty.hpp"

namespace campon::apps {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CAMPON_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define CAMPON_SANITIZED 1
#endif
#endif

// A sanitizer keeps freed memory back on purpose.
std::size_t allocated() {
#ifdef CAMPON_SANITIZED
  return 0;
#else
  return ::mallinfo2().uordblks;
#endif
}

class Ear final : public hal::SignalSink {
 public:
  void on_signal(hal::Evidence /*evidence*/, hal::LineFact fact) override {
    gone += std::holds_alternative<hal::DeviceGone>(fact) ? 1 : 0;
    back += std::holds_alternative<hal::DeviceBack>(fact) ? 1 : 0;
  }
  int gone = 0;
  int back = 0;
};

class APulledPty : public testing::Test {
 protected:
  void attach(ports::PortsTimers timers) {
    plug();
    opener = std::make_unique<DeviceOpener>(scheduler, link, *ProfileStore().find(ProfileKind::modem, "generic_v253"), trace);
    auto first = opener->open();
    ASSERT_TRUE(first) << first.error().what;
    port = std::make_unique<ports::SteadyPort>(link, std::move(*first), *opener, scheduler, trace, timers);
    port->attach(&ear);
  }
  void plug() {
    host = std::make_unique<env::HostPty>();
    fs::remove(link);
    fs::create_symlink(host->path(), link);
  }
  void pull() { host.reset(); }
  bool until(const std::function<bool()>& done) { return scheduler.run_until(done, sim::test::k_patience); }
  // Pulled, noticed, back, and spoken to.
  bool goes_round() {
    pull();
    if (!until([this] { return port->is_away(); })) return false;
    plug();
    port->plugged();
    if (!until([this, backs = ear.back] { return ear.back > backs; })) return false;
    port->start([](const env::Result&) {});
    return until([this] { return host->heard().find("AT") != std::string::npos; });
  }

  sim::test::Folder folder;
  std::string link = folder / "line1";
  env::AsioScheduler scheduler;
  env::NullTrace trace;
  std::unique_ptr<env::HostPty> host;
  Ear ear;
  std::unique_ptr<DeviceOpener> opener;
  std::unique_ptr<ports::SteadyPort> port;
};

// [fault D01, D10]
TEST_F(APulledPty, IsNoticedWithinASecondAndCostsNothingWhileItIsAway) {
  attach({});
  const std::size_t descriptors = sim::test::open_descriptors();
  pull();
  EXPECT_TRUE(scheduler.run_until([this] { return ear.gone == 1 && port->is_away(); }, 1s));
  EXPECT_EQ(sim::test::open_descriptors() + 2, descriptors) << "neither end of the pty is kept open";
  int turns = 0;
  scheduler.run_until(
      [&] {
        ++turns;
        return false;
      },
      200ms);
  EXPECT_LE(turns, 5) << "turns of the loop, not time: it rests";
  EXPECT_EQ(ear.gone, 1);
}

// [fault D01, D04]
TEST_F(APulledPty, ComesBackAThousandTimesWithFlatDescriptorsAndMemory) {
  constexpr int k_warm_up = 50;
  constexpr int k_rounds = 1000;
  constexpr std::size_t k_slack = 4096;
  attach({5s, 0ms});
  for (int i = 0; i < k_warm_up; ++i) ASSERT_TRUE(goes_round()) << i;
  const std::size_t descriptors = sim::test::open_descriptors();
  const std::size_t memory = allocated();
  for (int i = 0; i < k_rounds; ++i) ASSERT_TRUE(goes_round()) << i;
  EXPECT_EQ(sim::test::open_descriptors(), descriptors);
  EXPECT_LE(allocated(), memory + k_slack);
  EXPECT_EQ(ear.gone, k_warm_up + k_rounds);
  EXPECT_EQ(ear.back, k_warm_up + k_rounds);
}

// [fault D07]
TEST_F(APulledPty, IsNotSpokenToWhileAnotherProgramHoldsIt) {
  attach({});
  pull();
  ASSERT_TRUE(until([this] { return port->is_away(); }));
  plug();
  const auto other = pty::open_pty(scheduler, host->path());
  ASSERT_TRUE(other);
  const auto refused = opener->open();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, env::ErrorCode::device_held);
  EXPECT_NE(refused.error().what.find("(pid " + std::to_string(::getpid()) + ")"), std::string::npos) << refused.error().what;
  EXPECT_NE(refused.error().what.find(host->path()), std::string::npos) << refused.error().what;
  EXPECT_EQ(host->heard(), "");
}

}  // namespace
}  // namespace campon::apps
