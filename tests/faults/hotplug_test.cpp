// A line whose device goes away and comes back, or does not: what is opened, and to whom a byte is sent. umockdev plays the machine,
// udev's events included; the wires are counted ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <umockdev.h>

#include <map>

#include "apps/libcampon/compose.hpp"

namespace campon::apps {
namespace {

using namespace std::chrono_literals;
using env::ErrorCode;
using env::Remedy;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr env::Duration k_patience = 5s;
constexpr ports::PortsTimers k_quick{20ms, 1ms};
const std::string k_id = "/dev/serial/by-id/usb-Conexant_USB_Modem_1234-if00";
const std::string k_gps = "/dev/serial/by-id/usb-GPS-if00";
const std::string k_socket = "/dev/serial/by-path/pci-usb-1";
const std::string k_other_socket = "/dev/serial/by-path/pci-usb-2";

// What happened to one node.
struct Node {
  int opened = 0;
  int open = 0;
  std::string written;
  env::ByteSink* sink = nullptr;
};

class Wire final : public env::ByteChannel {
 public:
  explicit Wire(Node& node) : node_(node) {
    ++node_.opened;
    ++node_.open;
  }
  ~Wire() override {
    --node_.open;
    node_.sink = nullptr;
  }
  void attach(env::ByteSink* sink) override { node_.sink = sink; }
  env::Result write(std::string_view bytes) override {
    node_.written.append(bytes);
    return {};
  }
  env::Result set_dtr(bool /*on*/) override { return {}; }
  [[nodiscard]] std::string_view name() const override { return "wire"; }

 private:
  Node& node_;
};

class Ear final : public hal::SignalSink {
 public:
  void on_signal(hal::Evidence /*evidence*/, hal::LineFact fact) override { heard.push_back(hal::describe(fact)); }
  std::vector<std::string> heard;
};

class APluggedModem : public testing::Test {
 protected:
  APluggedModem() : bed(umockdev_testbed_new()) {}
  ~APluggedModem() override {
    port.reset();
    watch.reset();
    g_object_unref(bed);
  }

  void plug(const std::string& node, const std::string& id, const std::string& socket) {
    const std::string usb = paths["usb-" + node] =
        take(umockdev_testbed_add_device(bed, "usb", ("usb-" + node).c_str(), nullptr, "idVendor", "0572", nullptr, nullptr));
    paths[node] = take(umockdev_testbed_add_device(bed, "tty", node.c_str(), usb.c_str(), nullptr, "DEVNAME", ("/dev/" + node).c_str(),
                                                   "DEVLINKS", (id + " " + socket).c_str(), nullptr));
  }
  void pull(const std::string& node) {
    umockdev_testbed_uevent(bed, paths[node].c_str(), "remove");
    umockdev_testbed_remove_device(bed, paths[node].c_str());
    umockdev_testbed_remove_device(bed, paths["usb-" + node].c_str());
    Node& gone = nodes["/dev/" + node];
    if (gone.sink != nullptr) gone.sink->on_closed({ErrorCode::device_missing, Remedy::gone, "unplugged", {}});
    scheduler.run_until([this] { return port->is_away(); }, k_patience);
  }
  // What a lasting name leads to is what udev says now; umockdev makes no links.
  env::Expected<std::unique_ptr<env::ByteChannel>> open(const std::string& path) {
    const auto present = hotplug::list_ttys().value();
    for (const auto& each : present)
      if (path == each.node || path == each.by_id || path == each.by_path) return std::make_unique<Wire>(nodes[each.node]);
    return env::fail(ErrorCode::device_missing, Remedy::gone, path + " is missing");
  }
  void attach(const std::string& device) {
    opener = std::make_unique<DeviceOpener>(scheduler, device, *ProfileStore().find(ProfileKind::modem, "generic_v253"), trace, nullptr,
                                            [this](const std::string& path) { return open(path); });
    auto first = opener->open();
    ASSERT_TRUE(first) << first.error().what;
    port = std::make_unique<ports::SteadyPort>(device, std::move(*first), *opener, scheduler, trace, k_quick);
    port->attach(&ear);
    watch = *hotplug::TtyWatch::start(scheduler, [this](hotplug::TtyWatch::Change, const hotplug::TtyDevice&) { port->plugged(); });
  }
  bool comes_back() {
    return scheduler.run_until([this] { return !port->is_away() && ear.heard.back() == "device back"; }, k_patience);
  }
  // Long enough for many attempts.
  void for_a_moment() {
    scheduler.run_until([] { return false; }, 10 * k_quick.try_again);
  }
  // The line above a device that is back starts it; its first command goes out.
  bool speaks_to(const std::string& node) {
    port->start([](const env::Result&) {});
    return scheduler.run_until([&] { return !nodes[node].written.empty(); }, k_patience);
  }

  UMockdevTestbed* bed;
  env::AsioScheduler scheduler;
  env::NullTrace trace;
  std::map<std::string, std::string> paths;
  std::map<std::string, Node> nodes;
  Ear ear;
  std::unique_ptr<DeviceOpener> opener;
  std::unique_ptr<ports::SteadyPort> port;
  std::unique_ptr<hotplug::TtyWatch> watch;

 private:
  static std::string take(gchar* text) {
    std::string out(text);
    g_free(text);
    return out;
  }
};

// [fault D01, D04]
TEST_F(APluggedModem, IsTheSameLineUnderAnotherNode) {
  plug("ttyUSB0", k_id, k_socket);
  attach("/dev/ttyUSB0");
  pull("ttyUSB0");
  EXPECT_EQ(nodes["/dev/ttyUSB0"].open, 0) << "its name is free";
  plug("ttyUSB1", k_id, k_socket);
  ASSERT_TRUE(comes_back());
  EXPECT_TRUE(speaks_to("/dev/ttyUSB1"));
  EXPECT_EQ(nodes["/dev/ttyUSB0"].opened, 1);
  EXPECT_THAT(ear.heard, ElementsAre(HasSubstr("device gone"), "device back"));
}

// [fault D04]
TEST_F(APluggedModem, KeepsItsLastingNameThroughAllNodes) {
  plug("ttyUSB0", k_id, k_socket);
  attach(k_id);
  pull("ttyUSB0");
  plug("ttyUSB0", k_gps, k_socket);
  plug("ttyUSB7", k_id, k_other_socket);
  ASSERT_TRUE(comes_back());
  EXPECT_TRUE(speaks_to("/dev/ttyUSB7"));
  EXPECT_EQ(nodes["/dev/ttyUSB0"].opened, 1);
}

// [fault D05]
TEST_F(APluggedModem, LeavesAnotherDeviceUnderItsOldNodeAlone) {
  plug("ttyUSB0", k_id, k_socket);
  attach("/dev/ttyUSB0");
  pull("ttyUSB0");
  plug("ttyUSB0", k_gps, k_other_socket);
  for_a_moment();
  EXPECT_TRUE(port->is_away());
  EXPECT_EQ(nodes["/dev/ttyUSB0"].opened, 1) << "not opened again: opening raises DTR";
  EXPECT_EQ(nodes["/dev/ttyUSB0"].written, "");
}

// [fault D05]
TEST_F(APluggedModem, LeavesAnotherDeviceInItsOldSocketAlone) {
  plug("ttyUSB0", k_id, k_socket);
  attach(k_socket);
  pull("ttyUSB0");
  plug("ttyUSB1", k_gps, k_socket);
  for_a_moment();
  EXPECT_TRUE(port->is_away());
  EXPECT_EQ(nodes["/dev/ttyUSB1"].opened, 0);
}

// [fault D06]
TEST_F(APluggedModem, IsNotChosenBetweenTwoThatLookTheSame) {
  plug("ttyUSB0", k_id, k_socket);
  plug("ttyUSB1", k_id, k_other_socket);
  DeviceOpener either(scheduler, k_id, *ProfileStore().find(ProfileKind::modem, "generic_v253"), trace, nullptr,
                      [this](const std::string& path) { return open(path); });
  const auto opened = either.open();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::device_unfit);
  EXPECT_THAT(opened.error().what, HasSubstr(k_socket));
  EXPECT_EQ(nodes["/dev/ttyUSB0"].opened + nodes["/dev/ttyUSB1"].opened, 0);
}

// [fault D06]
TEST_F(APluggedModem, IsToldFromItsTwinByTheSocket) {
  plug("ttyUSB0", k_id, k_socket);
  plug("ttyUSB1", k_id, k_other_socket);
  attach(k_other_socket);
  EXPECT_TRUE(speaks_to("/dev/ttyUSB1"));
  EXPECT_EQ(nodes["/dev/ttyUSB0"].opened, 0);
}

}  // namespace
}  // namespace campon::apps
