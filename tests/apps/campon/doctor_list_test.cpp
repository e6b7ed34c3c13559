// The doctor without --device looks at ports and touches none, on a machine that umockdev plays.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <umockdev.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "apps/campon/verbs.hpp"
#include "tests/hal/env_real/host_pty.hpp"

namespace campon::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// A modem of a known make behind /dev/ttyACM0; what opens that opens the pty.
class AMachineWithAModem : public testing::Test {
 protected:
  AMachineWithAModem() : bed(umockdev_testbed_new()) {
    gchar* const usb = umockdev_testbed_add_device(bed, "usb", "usb1", nullptr, "idVendor", "0572", nullptr, nullptr);
    g_free(umockdev_testbed_add_device(bed, "tty", "ttyACM0", usb, nullptr, "DEVNAME", "/dev/ttyACM0", "DEVLINKS",
                                       "/dev/serial/by-id/usb-Conexant-if00", "ID_VENDOR_ID", "0572", "ID_MODEL_ID", "1329", nullptr));
    g_free(usb);
    gchar* const root = umockdev_testbed_get_root_dir(bed);
    const fs::path node = fs::path(root) / "dev" / "ttyACM0";
    g_free(root);
    fs::remove(node);
    fs::create_directories(node.parent_path());
    fs::create_symlink(host.path(), node);
  }
  ~AMachineWithAModem() override { g_object_unref(bed); }

  static std::string says(std::vector<std::string> arguments) {
    CLI::App program("test", "campon");
    const Verb doctor = add_doctor(program);
    std::reverse(arguments.begin(), arguments.end());
    program.parse(std::move(arguments));
    testing::internal::CaptureStdout();
    doctor.run();
    return testing::internal::GetCapturedStdout();
  }
  // The other end of a pty hangs up when the last who had it open closes it; one that nobody opened never does.
  [[nodiscard]] bool was_opened() {
    pollfd look{master(), POLLIN, 0};
    return ::poll(&look, 1, 0) > 0 && (look.revents & POLLHUP) != 0;
  }
  int master() {
    for (int fd = 3; fd < 256; ++fd) {
      std::array<char, 64> name{};
      if (::ptsname_r(fd, name.data(), name.size()) == 0 && host.path() == name.data()) return fd;
    }
    return -1;
  }

  env::HostPty host;
  UMockdevTestbed* bed;
};

TEST_F(AMachineWithAModem, HasItListedAndLeftAlone) {
  EXPECT_THAT(says({"doctor"}), HasSubstr("/dev/ttyACM0"));
  EXPECT_THAT(says({"doctor", "--json"}), HasSubstr("\"type\":\"port\""));
  EXPECT_FALSE(was_opened());
  EXPECT_EQ(host.heard(), "");
}

TEST_F(AMachineWithAModem, HasItOpenedWhenItIsNamed) {
  says({"doctor", "--device", host.path()});
  EXPECT_TRUE(was_opened()) << "so that the test before would have seen it";
}

}  // namespace
}  // namespace campon::cli
