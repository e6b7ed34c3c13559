// Over real ptys. Root passes TIOCEXCL, so when root runs these tests it is flock, and our own look at the mark, that they show.
#include "drivers/pty/pty_channel.hpp"

#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/ioctl.h>

#include <filesystem>
#include <fstream>

#include "tests/hal/env_real/host_pty.hpp"

namespace campon::pty {
namespace {

namespace fs = std::filesystem;
using env::ErrorCode;
using env::Remedy;

class APty : public ::testing::Test {
 protected:
  APty() {
    std::string name = (fs::temp_directory_path() / "campon-pty-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) folder = name;
  }
  ~APty() override { fs::remove_all(folder); }

  env::Error error_of(const std::string& path) {
    auto opened = open_pty(scheduler, path);
    return opened ? env::Error{} : opened.error();
  }

  env::AsioScheduler scheduler;
  env::HostPty host;
  env::Listener sink;
  fs::path folder;
};

TEST_F(APty, CarriesADialogue) {
  const auto channel = open_pty(scheduler, host.path());
  ASSERT_TRUE(channel);
  (*channel)->attach(&sink);
  ASSERT_TRUE((*channel)->write("AT\r"));
  ASSERT_TRUE(host.waits_for("AT\r"));
  host.says("\r\nOK\r\n");
  EXPECT_TRUE(scheduler.run_until([&] { return sink.heard == "\r\nOK\r\n"; }, env::k_patience));
}

TEST_F(APty, IsOpenedThroughALink) {
  fs::create_symlink(host.path(), folder / "line1");
  const auto channel = open_pty(scheduler, (folder / "line1").string());
  ASSERT_TRUE(channel);
  EXPECT_EQ((*channel)->name(), (folder / "line1").string());
}

// [fault D15]
TEST_F(APty, IsRawAndHangsUpOnClose) {
  const auto channel = open_pty(scheduler, host.path());
  ASSERT_TRUE(channel);
  const termios settings = host.settings();
  EXPECT_EQ(settings.c_lflag & (ICANON | ECHO | ISIG), 0u);
  EXPECT_EQ(settings.c_iflag & (ICRNL | IXON | IXOFF), 0u);
  EXPECT_EQ(settings.c_cflag & (HUPCL | CLOCAL), static_cast<tcflag_t>(HUPCL | CLOCAL));
}

TEST_F(APty, TellsItsHostOfDtrByTheSpeed) {
  const auto channel = open_pty(scheduler, host.path());
  ASSERT_TRUE(channel);
  EXPECT_EQ(::cfgetospeed(std::make_unique<termios>(host.settings()).get()), speed_t{B115200});
  ASSERT_TRUE((*channel)->set_dtr(false));
  EXPECT_EQ(::cfgetospeed(std::make_unique<termios>(host.settings()).get()), speed_t{B0});
  ASSERT_TRUE((*channel)->set_dtr(true));
  EXPECT_EQ(::cfgetospeed(std::make_unique<termios>(host.settings()).get()), speed_t{B115200});
}

TEST_F(APty, IsHeldByOneOpenerAtATime) {
  const auto first = open_pty(scheduler, host.path());
  ASSERT_TRUE(first);
  EXPECT_EQ(error_of(host.path()).code, ErrorCode::device_held);
}

// [fault D07]
TEST_F(APty, NamesItsHolder) {
  const auto first = open_pty(scheduler, host.path());
  ASSERT_TRUE(first);
  const std::string what = error_of(host.path()).what;
  EXPECT_NE(what.find("(pid " + std::to_string(::getpid()) + ")"), std::string::npos) << what;
  EXPECT_NE(what.find(host.path()), std::string::npos) << what;
}

// [fault D07]
TEST_F(APty, IsNotTakenFromAProgramThatOnlyMarkedIt) {
  const auto other = host.slave();
  ASSERT_EQ(::ioctl(other.get(), TIOCEXCL), 0);
  EXPECT_EQ(error_of(host.path()).code, ErrorCode::device_held);
}

// [fault D07]
TEST_F(APty, IsNotTouchedWhileAnotherHoldsIt) {
  const auto other = host.slave();
  ASSERT_EQ(::flock(other.get(), LOCK_EX | LOCK_NB), 0);
  const tcflag_t before = host.settings().c_cflag;
  EXPECT_EQ(error_of(host.path()).remedy, Remedy::later);
  EXPECT_EQ(host.settings().c_cflag, before);
}

TEST_F(APty, IsFreeAgainAfterClose) {
  { const auto first = open_pty(scheduler, host.path()); }
  EXPECT_TRUE(open_pty(scheduler, host.path()));
}

TEST_F(APty, LeavesNoMarkBehind) {
  { const auto first = open_pty(scheduler, host.path()); }
  int marked = 1;
  ASSERT_EQ(::ioctl(host.slave().get(), TIOCGEXCL, &marked), 0);
  EXPECT_EQ(marked, 0);
}

TEST_F(APty, TellsWhenItsHostGoesAway) {
  const auto channel = open_pty(scheduler, host.path());
  (*channel)->attach(&sink);
  host.unplug();
  ASSERT_TRUE(scheduler.run_until([&] { return sink.closed > 0; }, env::k_patience));
  EXPECT_EQ(sink.error->remedy, Remedy::gone);
}

// [fault D10]
TEST_F(APty, IsMissingWhenItsHostIsGone) {
  host.unplug();
  EXPECT_EQ(error_of(host.path()).code, ErrorCode::device_missing);
}

TEST_F(APty, IsMissingWhenTheLinkLeadsNowhere) {
  fs::create_symlink("/nowhere/at/all", folder / "line1");
  const auto error = error_of((folder / "line1").string());
  EXPECT_EQ(error.code, ErrorCode::device_missing);
  EXPECT_NE(error.what.find("line1"), std::string::npos);
}

TEST_F(APty, IsNotAFile) {
  std::ofstream(folder / "file") << "text";
  EXPECT_EQ(error_of((folder / "file").string()).code, ErrorCode::device_unfit);
}

TEST_F(APty, IsNotAnotherDevice) { EXPECT_EQ(error_of("/dev/null").code, ErrorCode::device_unfit); }

TEST_F(APty, IsNotADirectory) { EXPECT_EQ(error_of("/dev").code, ErrorCode::device_unfit); }

TEST_F(APty, HasNoEmptyName) { EXPECT_EQ(error_of("").code, ErrorCode::device_unfit); }

TEST_F(APty, ShowsNoControlBytesOfAName) {
  const std::string what = error_of("/dev/\x1B]52;evil").what;
  EXPECT_EQ(what.find('\x1B'), std::string::npos);
}

}  // namespace
}  // namespace campon::pty
