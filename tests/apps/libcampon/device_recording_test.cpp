#include "apps/libcampon/device_recording.hpp"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "apps/libcampon/modem_driver.hpp"
#include "drivers/loopback/pair.hpp"
#include "hal/env/rng.hpp"
#include "hal/env/virtual_scheduler.hpp"
#include "hw-sim/simulator.hpp"

namespace campon::apps {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class Heard final : public env::Trace {
 public:
  void note(env::Time /*at*/, env::TraceKind /*kind*/, std::string_view who, std::string_view text) override {
    all += std::string(who) + ": " + std::string(text) + "\n";
  }
  std::string all;
};

// No file of this program may grow beyond so many bytes while it lives: a disk that is full.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) : signal_(::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit now{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &now);
  }
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, signal_);
  }

 private:
  rlimit before_{};
  sighandler_t signal_;
};

class ARecordedDevice : public testing::Test {
 protected:
  ARecordedDevice() {
    std::string name = (fs::temp_directory_path() / "campon-recording-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) folder = name;
    EXPECT_TRUE(exchange->attach_modem("5550100", "generic_v253", wire.modem()));
  }
  ~ARecordedDevice() override { fs::remove_all(folder); }

  [[nodiscard]] std::string file() const { return (folder / "line.rec").string(); }
  [[nodiscard]] std::string text() const {
    std::ostringstream out;
    out << std::ifstream(file(), std::ios::binary).rdbuf();
    return out.str();
  }
  env::Expected<std::unique_ptr<DeviceRecording>> begins(bool mask = false) {
    return DeviceRecording::begin({file(), mask}, modem(), scheduler, trace);
  }
  static ProfileText modem() { return ProfileStore().find(ProfileKind::modem, "generic_v253").value(); }

  // The line is seized, a number is dialled, and it hangs up.
  void dials(hal::SignalPort& port) {
    port.start(nullptr);
    scheduler.advance(10s);
    port.seize(nullptr);
    scheduler.advance(3s);
    port.send_digits(hal::DialString::parse("5550123").value(), nullptr);
    scheduler.advance(5s);
    port.release(nullptr);
    scheduler.advance(5s);
  }
  void records(bool mask) {
    auto recording = begins(mask).value();
    const auto port = recording->drive(wire.computer());
    recording->note(scheduler.now(), env::TraceKind::decision, "completion 1", "5550123 is \x1b[31mbusy");
    dials(*port);
  }

  env::VirtualScheduler scheduler;
  env::SeededRng rng{1};
  Heard trace;
  loopback::Pair wire{scheduler};
  std::unique_ptr<sim::Simulator> exchange = sim::Simulator::create("nanp_class", scheduler, rng, trace).value();
  fs::path folder;
};

TEST_F(ARecordedDevice, LeavesARecordingThatReplays) {
  records(false);
  const auto recording = recording::parse_recording(text(), file());
  ASSERT_TRUE(recording) << recording.error().what;
  const auto again = recording::replay(*recording, driver_of(modem()));
  EXPECT_EQ(again.difference, "");
  EXPECT_GT(again.events, 40u);
}

TEST_F(ARecordedDevice, LeavesItsDecisionsAsEscapedComments) {
  records(false);
  EXPECT_THAT(text(), HasSubstr("\n# decision completion 1: 5550123 is \\x1B[31mbusy\n"));
  EXPECT_THAT(trace.all, HasSubstr("completion 1: 5550123")) << "it is told on";
}

TEST_F(ARecordedDevice, IsNobodyElsesToRead) {
  records(false);
  struct stat status {};
  ASSERT_EQ(::stat(file().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(ARecordedDevice, OverwritesNothing) {
  std::ofstream(file()) << "precious";
  const auto second = begins();
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().what, HasSubstr("exists"));
  EXPECT_EQ(text(), "precious");
}

TEST_F(ARecordedDevice, FollowsNoLink) {
  fs::create_symlink(folder / "elsewhere", file());
  EXPECT_FALSE(begins());
  EXPECT_FALSE(fs::exists(folder / "elsewhere"));
}

TEST_F(ARecordedDevice, SaysWhyItCannotBeRecorded) {
  fs::remove_all(folder);
  EXPECT_THAT(begins().error().what, HasSubstr("No such file or directory"));
}

TEST_F(ARecordedDevice, LeavesNoNumberWhenItIsMasked) {
  records(true);
  EXPECT_THAT(text(), Not(HasSubstr("5550123")));
  EXPECT_THAT(text(), HasSubstr("5555523"));
  EXPECT_EQ(recording::replay(recording::parse_recording(text(), file()).value(), driver_of(modem())).difference, "");
}

TEST_F(ARecordedDevice, GoesOnWhenTheDiskIsFullAndSaysSoOnce) {
  {
    auto recording = begins().value();
    const SmallDisk disk(400);
    const auto port = recording->drive(wire.computer());
    dials(*port);
  }
  EXPECT_LE(text().size(), 400u);
  const auto first = trace.all.find("ends here: File too large");
  ASSERT_NE(first, std::string::npos) << trace.all;
  EXPECT_EQ(trace.all.find("ends here", first + 1), std::string::npos);
  EXPECT_THAT(trace.all, HasSubstr("digit 3")) << "the exchange heard the whole number";
}

TEST_F(ARecordedDevice, IsRecordedUntilItGoesAway) {
  auto recording = begins().value();
  recording->drive(wire.computer()).reset();
  const std::size_t length = text().size();
  const auto second = recording->drive(wire.computer());
  dials(*second);
  EXPECT_EQ(text().size(), length) << "what comes after it is another story";
}

TEST(ATornRecording, IsReadUpToItsLastWholeLine) {
  const auto recording = recording::parse_recording("# campon recording 1\n0.000000 order start\n0.00", "torn.rec");
  ASSERT_TRUE(recording);
  EXPECT_EQ(recording->events.size(), 1u);
}

}  // namespace
}  // namespace campon::apps
