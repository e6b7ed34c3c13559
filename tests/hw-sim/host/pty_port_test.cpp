// The modem's end of a pty, over real ptys.
#include "hw-sim/host/pty_port.hpp"

#include <sys/ioctl.h>
#include <termios.h>

#include <fstream>
#include <vector>

#include "client.hpp"

namespace campon::sim {
namespace {

using test::k_moment;
namespace fs = std::filesystem;

class APtyPort : public ::testing::Test, public env::ByteSink {
 protected:
  void SetUp() override { open(); }
  void open() {
    auto made = PtyPort::create(scheduler, watch, link);
    ASSERT_TRUE(made) << made.error().what;
    port = std::move(*made);
    port->on_dtr([this](bool on) { story += on ? "<dtr>" : "<no dtr>"; });
    port->attach(this);
  }
  void on_bytes(std::string_view bytes) override { story += bytes; }
  void on_closed(const env::Error& why) override { story += "<closed: " + why.what + ">"; }

  bool until(const std::function<bool()>& done) { return test::until(scheduler, done); }
  void for_a_moment() {
    scheduler.run_until([] { return false; }, k_moment);
  }
  test::Client opened() {
    auto client = test::open_line(link);
    EXPECT_TRUE(client.valid());
    EXPECT_TRUE(until([this] { return port->is_open(); }));
    return client;
  }

  test::Folder folder;
  std::string link = folder / "line1";
  env::AsioScheduler scheduler;
  SlaveWatch watch{scheduler};
  std::unique_ptr<PtyPort> port;
  std::string story;
};

TEST_F(APtyPort, CarriesBytesBothWays) {
  auto client = opened();
  client.says("AT\r");
  ASSERT_TRUE(until([&] { return story == "<dtr>AT\r"; })) << story;
  ASSERT_TRUE(port->write("\r\nOK\r\n"));
  EXPECT_TRUE(until([&] { return client.heard() == "\r\nOK\r\n"; }));
}

TEST_F(APtyPort, EchoesNothingOfWhatItSays) {
  auto client = opened();
  ASSERT_TRUE(port->write("\r\nRING\r\n"));
  for_a_moment();
  EXPECT_EQ(story, "<dtr>");
}

TEST_F(APtyPort, TakesTheLastCloseForDtrLow) {
  auto one = opened();
  auto other = test::open_line(link);
  one.close();
  for_a_moment();
  EXPECT_EQ(story, "<dtr>");
  other.close();
  EXPECT_TRUE(until([this] { return story == "<dtr><no dtr>"; })) << story;
}

TEST_F(APtyPort, TakesTheSpeedZeroForDtrLow) {
  auto client = opened();
  termios settings{};
  ASSERT_EQ(::tcgetattr(client.fd(), &settings), 0);
  ::cfsetspeed(&settings, B0);
  ASSERT_EQ(::tcsetattr(client.fd(), TCSANOW, &settings), 0);
  ASSERT_TRUE(until([this] { return story == "<dtr><no dtr>"; })) << story;
  ::cfsetspeed(&settings, B9600);
  ASSERT_EQ(::tcsetattr(client.fd(), TCSANOW, &settings), 0);
  EXPECT_TRUE(until([this] { return story == "<dtr><no dtr><dtr>"; })) << story;
}

TEST_F(APtyPort, ReadsWhatAProgramWroteThatHasGone) {
  {
    const auto client = test::open_line(link);
    ASSERT_TRUE(client.says("ATA\r"));
  }
  EXPECT_TRUE(until([this] { return story == "<dtr>ATA\r<no dtr>"; })) << story;
}

TEST_F(APtyPort, DropsWhatNobodyReads) {
  ASSERT_TRUE(port->write("RING"));
  auto client = opened();
  ASSERT_TRUE(port->write("OK"));
  EXPECT_TRUE(until([&] { return client.heard() == "OK"; })) << client.heard();
}

TEST_F(APtyPort, DropsWhatTheLastProgramDidNotRead) {
  auto first = opened();
  ASSERT_TRUE(port->write("RING"));
  first.close();
  ASSERT_TRUE(until([this] { return !port->is_open(); }));
  auto second = opened();
  for_a_moment();
  EXPECT_EQ(second.heard(), "");
}

TEST_F(APtyPort, LosesWhatDoesNotFitAndGoesOn) {
  auto client = opened();
  const std::string much(64 * 1024, 'x');
  for (int times = 0; times < 8; ++times) ASSERT_TRUE(port->write(much));
  until([&] { return client.heard().size() >= 1024; });
  for_a_moment();
  client.heard().clear();
  ASSERT_TRUE(port->write("OK"));
  EXPECT_TRUE(until([&] { return client.hears("OK"); }));
}

TEST_F(APtyPort, IsOpenedFiftyTimesWithoutMoreDescriptors) {
  opened().close();
  ASSERT_TRUE(until([this] { return !port->is_open(); }));
  const std::size_t before = test::open_descriptors();
  for (int times = 0; times < 50; ++times) {
    story.clear();
    auto client = opened();
    ASSERT_TRUE(client.says("AT\r"));
    ASSERT_TRUE(until([this] { return story == "<dtr>AT\r"; })) << story;
    client.close();
    ASSERT_TRUE(until([this] { return !port->is_open(); }));
  }
  EXPECT_EQ(test::open_descriptors(), before);
}

TEST_F(APtyPort, RestsWhileNobodyHasItOpen) {
  opened().close();
  ASSERT_TRUE(until([this] { return !port->is_open(); }));
  for_a_moment();
  int turns = 0;
  scheduler.run_until([&turns] { return ++turns < 0; }, k_moment);
  EXPECT_LT(turns, 5);
}

TEST_F(APtyPort, IsRawAgainForTheNextProgram) {
  {
    auto client = opened();
    termios cooked{};
    ::tcgetattr(client.fd(), &cooked);
    cooked.c_lflag |= ICANON | ECHO;
    cooked.c_iflag |= ICRNL;
    ::cfsetspeed(&cooked, B0);
    ASSERT_EQ(::tcsetattr(client.fd(), TCSANOW, &cooked), 0);
  }
  ASSERT_TRUE(until([this] { return !port->is_open(); }));
  auto next = opened();
  termios settings{};
  ASSERT_EQ(::tcgetattr(next.fd(), &settings), 0);
  EXPECT_EQ(settings.c_lflag & (ICANON | ECHO), 0u);
  EXPECT_EQ(settings.c_iflag & ICRNL, 0u);
  EXPECT_EQ(::cfgetospeed(&settings), speed_t{B115200});
}

TEST_F(APtyPort, ForgetsTheMarkOfAProgramThatCrashed) {
  auto client = opened();
  ASSERT_EQ(::ioctl(client.fd(), TIOCEXCL), 0);
  client.close();
  ASSERT_TRUE(until([this] { return !port->is_open(); }));
  auto next = opened();
  int marked = 1;
  ASSERT_EQ(::ioctl(next.fd(), TIOCGEXCL, &marked), 0);
  EXPECT_EQ(marked, 0);
}

TEST_F(APtyPort, DoesNotTouchALinkThatIsNoLongerOurs) {
  fs::remove(link);
  fs::create_symlink("/dev/null", link);
  port.reset();
  EXPECT_TRUE(fs::is_symlink(link));
}

TEST_F(APtyPort, RemovesItsLink) {
  port.reset();
  EXPECT_FALSE(fs::is_symlink(link));
}

TEST_F(APtyPort, ReplacesALinkThatLeadsNowhere) {
  port.reset();
  fs::create_symlink("/dev/pts/none", link);
  open();
  EXPECT_TRUE(test::open_line(link).valid());
}

TEST_F(APtyPort, ReplacesNoFile) {
  port.reset();
  std::ofstream(link) << "text";
  const auto made = PtyPort::create(scheduler, watch, link);
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().what.find("in the way"), std::string::npos) << made.error().what;
  EXPECT_TRUE(fs::is_regular_file(link));
}

TEST_F(APtyPort, MayGoAwayWhileItTells) {
  port->on_dtr([this](bool) { port.reset(); });
  const auto client = test::open_line(link);
  EXPECT_TRUE(until([this] { return !port; }));
  for_a_moment();
}

// Root passes the mark; for everybody else a new pty has to take the place of the marked one.
class APtyPortOfAUser : public APtyPort {
 protected:
  static constexpr uid_t k_nobody = 65534;
  void SetUp() override {
    if (::geteuid() == 0) {
      fs::permissions(folder.path(), fs::perms::all);
      changed = ::seteuid(k_nobody) == 0;
      if (!changed) GTEST_SKIP() << "this machine knows no other user";
    }
    APtyPort::SetUp();
  }
  void TearDown() override {
    port.reset();
    if (changed) {
      ASSERT_EQ(::seteuid(0), 0);
    }
  }
  bool changed = false;
};

TEST_F(APtyPortOfAUser, ForgetsTheMarkOfAProgramThatCrashed) {
  auto client = opened();
  ASSERT_EQ(::ioctl(client.fd(), TIOCEXCL), 0);
  client.close();
  ASSERT_TRUE(until([this] { return !port->is_open(); }));
  auto next = opened();
  ASSERT_TRUE(next.says("AT\r"));
  EXPECT_TRUE(until([this] { return story == "<dtr><no dtr><dtr>AT\r"; })) << story;
}

TEST_F(APtyPortOfAUser, LeaksNothingWhenMarkedOften) {
  const std::size_t before = test::open_descriptors();
  for (int times = 0; times < 20; ++times) {
    auto client = opened();
    ASSERT_EQ(::ioctl(client.fd(), TIOCEXCL), 0);
    client.close();
    ASSERT_TRUE(until([this] { return !port->is_open(); }));
  }
  EXPECT_EQ(test::open_descriptors(), before);
}

}  // namespace
}  // namespace campon::sim
