// What can be shown without a serial port: refusals, and the whole way through libserialport over a pty in disguise.
// Root passes TIOCEXCL, so when root runs these tests it is flock, and our own look at the mark, that they show.
#include "drivers/serial/serial_channel.hpp"

#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/wait.h>

#include <filesystem>
#include <fstream>

#include "tests/hal/env_real/host_pty.hpp"

namespace campon::serial {
namespace {

namespace fs = std::filesystem;
using env::ErrorCode;

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "campon-serial-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path = name;
  }
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

env::Error error_of(const std::string& device) {
  env::AsioScheduler scheduler;
  const auto opened = open_port(scheduler, device);
  return opened ? env::Error{} : opened.error();
}

TEST(AMissingPort, IsNamedTogetherWithThePortsThereAre) {
  const auto error = error_of("/dev/ttyACM987");
  EXPECT_EQ(error.code, ErrorCode::device_missing);
  EXPECT_NE(error.what.find("/dev/ttyACM987"), std::string::npos);
  EXPECT_NE(error.what.find("ports: " + names_of(list_ports())), std::string::npos);
}

TEST(APortsPlace, RefusesAPty) {
  const env::HostPty host;
  EXPECT_EQ(error_of(host.path()).code, ErrorCode::device_unfit);
}

TEST(APortsPlace, RefusesWhatIsNoTerminal) {
  EXPECT_EQ(error_of("/dev/null").code, ErrorCode::device_unfit);
  EXPECT_EQ(error_of("/etc/hostname").code, ErrorCode::device_unfit);
  EXPECT_EQ(error_of("/").code, ErrorCode::device_unfit);
}

// A folder that looks like /sys/class/tty.
class APortList : public ::testing::Test {
 protected:
  void add(const std::string& name, bool hardware, const std::string& type = {}) {
    fs::create_directories(folder.path / name / (hardware ? "device/driver" : "power"));
    if (!type.empty()) std::ofstream(folder.path / name / "type") << type << "\n";
  }
  std::vector<std::string> names() {
    std::vector<std::string> found;
    for (const auto& port : list_ports(folder.path.string())) found.push_back(port.name);
    return found;
  }
  Folder folder;
};

TEST_F(APortList, HasPortsWithHardwareSorted) {
  add("ttyUSB0", true);
  add("ttyACM0", true);
  add("ttyS0", true, "4");
  EXPECT_EQ(names(), (std::vector<std::string>{"/dev/ttyACM0", "/dev/ttyS0", "/dev/ttyUSB0"}));
}

TEST_F(APortList, LeavesOutConsolesAndPtys) {
  add("tty0", false);
  add("console", false);
  EXPECT_TRUE(names().empty());
}

TEST_F(APortList, LeavesOutLegacyPortsWithoutAUart) {
  add("ttyS1", true, "0");
  EXPECT_TRUE(names().empty());
}

TEST_F(APortList, IsEmptyWhereThereIsNoSuchFolder) { EXPECT_TRUE(list_ports((folder.path / "none").string()).empty()); }

TEST(TheNamesOfNoPorts, AreNone) { EXPECT_EQ(names_of({}), "none"); }

// Runs serial_opener under the shim; the test plays the modem on the master of the pty.
class APortInDisguise : public ::testing::Test {
 protected:
  APortInDisguise() { fs::create_symlink(host.path(), device()); }
  ~APortInDisguise() override {
    if (pid > 0) ended();
  }
  [[nodiscard]] std::string device() const { return (folder.path / "modem").string(); }

  void starts(const std::string& command) {
    output = (folder.path / "output").string();
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 1, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    std::string program = SERIAL_OPENER;
    std::string path = device();
    std::string word = command;
    // The sanitizers want to be loaded first; the shim stands before them.
    std::vector<std::string> set{std::string("LD_PRELOAD=") + SERIAL_SHIM, "SHIM_DEVICE=" + path, "ASAN_OPTIONS=verify_asan_link_order=0"};
    std::vector<char*> words{program.data(), path.data(), word.data(), nullptr};
    std::vector<char*> environment{set[0].data(), set[1].data(), set[2].data(), nullptr};
    if (::posix_spawn(&pid, program.c_str(), &actions, nullptr, words.data(), environment.data()) != 0) pid = -1;
    ::posix_spawn_file_actions_destroy(&actions);
  }
  int ended() {
    int status = 0;
    ::waitpid(pid, &status, 0);
    pid = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  [[nodiscard]] std::string printed() const {
    std::string text;
    std::getline(std::ifstream(output), text, '\0');
    return text;
  }

  Folder folder;
  env::HostPty host;
  pid_t pid = -1;
  std::string output;
};

TEST_F(APortInDisguise, IsOpenedThroughLibserialportAndTalks) {
  starts("talk");
  ASSERT_TRUE(host.waits_for("AT\r")) << printed();
  host.says("\r\nOK\r\n");
  EXPECT_EQ(ended(), 0) << printed();
}

// [fault D15]
TEST_F(APortInDisguise, IsConfiguredAsOrderedAndHangsUpOnClose) {
  starts("talk");
  ASSERT_TRUE(host.waits_for("AT\r")) << printed();
  const termios settings = host.settings();
  host.says("\r\nOK\r\n");
  EXPECT_EQ(::cfgetospeed(&settings), speed_t{B57600});
  EXPECT_EQ(settings.c_cflag & (CSIZE | PARENB | CSTOPB), static_cast<tcflag_t>(CS8));
  EXPECT_EQ(settings.c_cflag & (HUPCL | CLOCAL | CRTSCTS), static_cast<tcflag_t>(HUPCL | CLOCAL | CRTSCTS));
  EXPECT_EQ(settings.c_lflag & (ICANON | ECHO), 0u);
  EXPECT_EQ(settings.c_cc[VMIN], 1);
}

TEST_F(APortInDisguise, IsLockedAndMarkedWhileItIsOpen) {
  starts("talk");
  ASSERT_TRUE(host.waits_for("AT\r")) << printed();
  const auto other = host.slave();
  const bool barred = !other.valid() || ::flock(other.get(), LOCK_EX | LOCK_NB) != 0;
  int marked = 0;
  if (other.valid()) ::ioctl(other.get(), TIOCGEXCL, &marked);
  host.says("\r\nOK\r\n");
  EXPECT_TRUE(barred);
  EXPECT_TRUE(!other.valid() || marked != 0);
}

TEST_F(APortInDisguise, IsFreeAfterClose) {
  starts("open");
  ASSERT_EQ(ended(), 0) << printed();
  const auto other = host.slave();
  int marked = 1;
  ASSERT_EQ(::ioctl(other.get(), TIOCGEXCL, &marked), 0);
  EXPECT_EQ(marked, 0);
}

TEST_F(APortInDisguise, DropsAndRaisesDtr) {
  starts("dtr");
  EXPECT_EQ(ended(), 0) << printed();
}

// [fault D07]
TEST_F(APortInDisguise, IsNotTouchedWhileAnotherHoldsIt) {
  const auto other = host.slave();
  ASSERT_EQ(::flock(other.get(), LOCK_EX | LOCK_NB), 0);
  const termios before = host.settings();
  starts("open");
  EXPECT_EQ(ended(), 3);
  EXPECT_NE(printed().find("device_held"), std::string::npos) << printed();
  EXPECT_EQ(host.settings().c_cflag, before.c_cflag);
}

}  // namespace
}  // namespace campon::serial
