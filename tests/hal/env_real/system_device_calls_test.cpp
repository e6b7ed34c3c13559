// Readiness of a descriptor on the real loop. A socket pair stands for the device: a byte out of band raises POLLPRI as an event does.
#include "hal/env/real/system_device_calls.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

#include "hal/env/real/unique_fd.hpp"

namespace campon::env {
namespace {

using namespace std::chrono_literals;

class AWatchedFile : public testing::Test {
 protected:
  AWatchedFile() {
    int ends[2];
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
    near.reset(ends[0]);
    far.reset(ends[1]);
  }
  template <class Done>
  bool runs_until(Done done) {
    return scheduler.run_until(done, 5s);
  }

  AsioScheduler scheduler;
  SystemDeviceCalls calls{scheduler};
  UniqueFd near, far;
};

TEST_F(AWatchedFile, TellsThatItCanBeReadAgainAndAgain) {
  int told = 0;
  const auto watch = calls.watch(near.get(), [&](const Readiness& ready) { told += ready.readable ? 1 : 0; });
  ASSERT_EQ(::send(far.get(), "x", 1, 0), 1);
  EXPECT_TRUE(runs_until([&] { return told >= 3; }));
}

TEST_F(AWatchedFile, TellsAnUrgentByteAsUrgent) {
  bool urgent = false;
  const auto watch = calls.watch(near.get(), [&](const Readiness& ready) {
    char byte = 0;
    urgent = urgent || ready.urgent;
    if (!ready.urgent) return;
    EXPECT_EQ(::recv(near.get(), &byte, 1, MSG_OOB), 1);
  });
  if (::send(far.get(), "e", 1, MSG_OOB) != 1) GTEST_SKIP() << "this kernel has no urgent bytes on such sockets";
  EXPECT_TRUE(runs_until([&] { return urgent; }));
}

TEST_F(AWatchedFile, TellsOfRoomOnlyWhileItIsWanted) {
  int told = 0;
  const auto watch = calls.watch(near.get(), [&](const Readiness& ready) { told += ready.writable ? 1 : 0; });
  EXPECT_FALSE(scheduler.run_until([&] { return told > 0; }, 20ms));
  watch->want_room(true);
  EXPECT_TRUE(runs_until([&] { return told >= 2; }));
  watch->want_room(false);
  const int before = told;
  EXPECT_FALSE(scheduler.run_until([&] { return told > before; }, 20ms));
}

TEST_F(AWatchedFile, MayBeLeftWhileItIsTold) {
  std::unique_ptr<DeviceWatch> watch;
  bool told = false;
  watch = calls.watch(near.get(), [&](const Readiness&) {
    told = true;
    watch.reset();
  });
  ASSERT_EQ(::send(far.get(), "x", 1, 0), 1);
  EXPECT_TRUE(runs_until([&] { return told; }));
  EXPECT_EQ(::recv(near.get(), std::array<char, 1>{}.data(), 1, 0), 1) << "the file itself stays open";
}

TEST_F(AWatchedFile, TellsThatTheOtherEndIsGone) {
  bool broken = false;
  std::unique_ptr<DeviceWatch> watch;
  watch = calls.watch(near.get(), [&](const Readiness& ready) {
    broken = broken || ready.broken;
    if (broken) watch.reset();
  });
  far.reset();
  EXPECT_TRUE(runs_until([&] { return broken; }));
}

TEST(TheKernelsCalls, AnswerWithTheErrnoAndItsSignTurned) {
  AsioScheduler scheduler;
  SystemDeviceCalls calls(scheduler);
  EXPECT_EQ(calls.open("/nonexistent/channel"), -ENOENT);
  std::array<std::byte, 1> byte{};
  EXPECT_EQ(calls.read(-1, byte), -EBADF);
  EXPECT_EQ(calls.ioctl(-1, 0, nullptr), -EBADF);
}

}  // namespace
}  // namespace campon::env
