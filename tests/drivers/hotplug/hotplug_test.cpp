// Devices that come and go, on a machine that umockdev plays.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <umockdev.h>

#include "drivers/hotplug/tty_devices.hpp"

namespace campon::hotplug {
namespace {

using namespace std::chrono_literals;
using env::ErrorCode;
using testing::SizeIs;

class AMachine : public testing::Test {
 protected:
  AMachine() : bed(umockdev_testbed_new()) {}
  ~AMachine() override { g_object_unref(bed); }

  // A USB modem with a name of its own, in a socket.
  std::string plug(const std::string& node, const std::string& id, const std::string& socket) {
    const std::string usb =
        take(umockdev_testbed_add_device(bed, "usb", ("usb-" + node).c_str(), nullptr, "idVendor", "0572", nullptr, nullptr));
    const std::string links = (id.empty() ? "" : "/dev/serial/by-id/" + id + " ") + "/dev/serial/by-path/" + socket;
    return take(umockdev_testbed_add_device(bed, "tty", node.c_str(), usb.c_str(), nullptr, "DEVNAME", ("/dev/" + node).c_str(), "DEVLINKS",
                                            links.c_str(), "ID_VENDOR_ID", "0572", "ID_MODEL_ID", "1329", "ID_MODEL", "USB_Modem",
                                            "ID_VENDOR", "Conexant", "ID_USB_DRIVER", "cdc_acm", nullptr));
  }
  void tells(const std::string& path, const char* action) { umockdev_testbed_uevent(bed, path.c_str(), action); }

  UMockdevTestbed* bed;

 private:
  static std::string take(gchar* text) {
    std::string out(text);
    g_free(text);
    return out;
  }
};

TEST_F(AMachine, ListsItsModems) {
  plug("ttyACM0", "usb-Conexant_USB_Modem_1234-if00", "pci-0000:00-usb-0:1:1.0");
  const auto ttys = list_ttys();
  ASSERT_TRUE(ttys);
  ASSERT_THAT(*ttys, SizeIs(1));
  EXPECT_EQ(ttys->front().node, "/dev/ttyACM0");
  EXPECT_EQ(ttys->front().by_id, "/dev/serial/by-id/usb-Conexant_USB_Modem_1234-if00");
  EXPECT_EQ(ttys->front().usb_id, "0572:1329");
}

TEST_F(AMachine, KnowsADeviceAgainUnderAnotherNode) {
  const TtyDevice before{"/dev/ttyUSB0", "/dev/serial/by-id/usb-A", "/dev/serial/by-path/1", {}, {}, {}, {}, {}, {}};
  plug("ttyUSB1", "usb-A", "2");
  plug("ttyUSB0", "usb-GPS", "1");
  const auto found = find_again(before, list_ttys().value());
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_EQ(found->node, "/dev/ttyUSB1") << "and the other device under the old name is left alone";
}

TEST_F(AMachine, RefusesToChooseBetweenTwoThatLookTheSame) {
  const TtyDevice before{"/dev/ttyUSB0", "/dev/serial/by-id/usb-A", "/dev/serial/by-path/1", {}, {}, {}, {}, {}, {}};
  plug("ttyUSB0", "usb-A", "1");
  plug("ttyUSB1", "usb-A", "2");
  const auto found = find_again(before, list_ttys().value());
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::device_unfit);
  EXPECT_NE(found.error().what.find("by-path"), std::string::npos);
}

TEST_F(AMachine, KnowsADeviceWithoutANameByItsSocket) {
  const TtyDevice before{"/dev/ttyUSB0", {}, "/dev/serial/by-path/1", {}, {}, {}, {}, {}, {}};
  plug("ttyUSB3", "", "1");
  EXPECT_EQ(find_again(before, list_ttys().value())->node, "/dev/ttyUSB3");
}

TEST_F(AMachine, MissesADeviceThatIsNotThere) {
  const TtyDevice before{"/dev/ttyUSB0", "/dev/serial/by-id/usb-A", {}, {}, {}, {}, {}, {}, {}};
  EXPECT_EQ(find_again(before, {}).error().code, ErrorCode::device_missing);
}

TEST_F(AMachine, TellsWhatIsPluggedInAndPulledOut) {
  env::AsioScheduler scheduler;
  std::vector<std::string> told;
  const auto watch = TtyWatch::start(scheduler, [&](TtyWatch::Change change, const TtyDevice& device) {
    told.push_back((change == TtyWatch::Change::added ? "+" : "-") + device.node);
  });
  ASSERT_TRUE(watch);
  const std::string path = plug("ttyACM0", "usb-A", "1");
  tells(path, "remove");
  EXPECT_TRUE(scheduler.run_until([&] { return told.size() == 2; }, 10s));
  EXPECT_THAT(told, testing::ElementsAre("+/dev/ttyACM0", "-/dev/ttyACM0"));
}

TEST_F(AMachine, MayDestroyItsWatchWhileItIsTold) {
  env::AsioScheduler scheduler;
  std::unique_ptr<TtyWatch> watch;
  watch = TtyWatch::start(scheduler, [&](TtyWatch::Change, const TtyDevice&) { watch.reset(); }).value();
  plug("ttyACM0", "usb-A", "1");
  plug("ttyACM1", "usb-B", "2");
  EXPECT_TRUE(scheduler.run_until([&] { return watch == nullptr; }, 10s));
}

}  // namespace
}  // namespace campon::hotplug
