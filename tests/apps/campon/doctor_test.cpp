// What the doctor knows of a port without opening it, on a made-up /proc; and what it concludes.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "apps/campon/doctor/examine.hpp"
#include "apps/campon/doctor/holders.hpp"
#include "apps/campon/doctor/port_facts.hpp"

namespace campon::cli {
namespace {

namespace fs = std::filesystem;

class AMadeUpMachine : public testing::Test {
 protected:
  AMadeUpMachine() {
    char folder[] = "/tmp/campon_doctor_XXXXXX";
    root = ::mkdtemp(folder);
    fs::create_directories(root + "/var/lock");
  }
  ~AMadeUpMachine() override { fs::remove_all(root); }
  void runs(int pid, const std::string& name) {
    fs::create_directories(process(pid) + "/fd");
    std::ofstream(process(pid) + "/comm") << name << "\n";
  }
  void opens(int pid, const std::string& node) { fs::create_symlink(node, process(pid) + "/fd/3"); }
  [[nodiscard]] std::string process(int pid) const { return root + "/proc/" + std::to_string(pid); }

  std::string root;
};

TEST_F(AMadeUpMachine, TellsWhoHasAPortOpen) {  // [fault D07]
  runs(10, "minicom");
  opens(10, "/dev/ttyACM0");
  const auto holders = holders_of("/dev/ttyACM0", root);
  ASSERT_EQ(holders.size(), 1U);
  EXPECT_EQ(in_words(holders.front()), "minicom (pid 10, has it open)");
}

TEST_F(AMadeUpMachine, BelievesALockFileOfALivingProgramOnly) {
  runs(11, "pppd");
  std::ofstream(root + "/var/lock/LCK..ttyS0") << "        11\n";
  std::ofstream(root + "/var/lock/LCK..ttyS1") << "        12\n";
  EXPECT_EQ(holders_of("/dev/ttyS0", root).size(), 1U);
  EXPECT_TRUE(holders_of("/dev/ttyS1", root).empty());
}

TEST_F(AMadeUpMachine, KnowsModemManager) {
  runs(13, "ModemManager");
  EXPECT_TRUE(modem_manager_runs(root));
}

TEST(AKnownDevice, SaysWhichInterfaceTakesCommands) {
  const auto known = known_modems(apps::ProfileStore());
  hotplug::TtyDevice device;
  device.usb_id = "2c7c:0125";
  device.interface = "01";
  EXPECT_EQ(facts_of(device, known, "/nowhere").takes_commands, false);
  device.interface = "02";
  EXPECT_EQ(facts_of(device, known, "/nowhere").takes_commands, true);
}

TEST(AStranger, IsKnownByWhatItSays) {
  EXPECT_EQ(stranger_in("$GPGGA,1,2\r\n"), Stranger::satellite);
  EXPECT_EQ(stranger_in("\r\nhost login: "), Stranger::login);
  EXPECT_EQ(stranger_in("\xff\x80\xfe\x01"), Stranger::noise);
}

}  // namespace
}  // namespace campon::cli
