#include "apps/libcampon/compose.hpp"

#include "apps/libcampon/card_channel.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "tests/hal/env_real/host_pty.hpp"

namespace campon::apps {
namespace {

namespace fs = std::filesystem;
using env::ErrorCode;
using ::testing::HasSubstr;

class ADevice : public ::testing::Test {
 protected:
  ADevice() {
    std::string name = (fs::temp_directory_path() / "campon-compose-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) folder = name;
    fs::create_symlink(host.path(), link());
  }
  ~ADevice() override { fs::remove_all(folder); }
  [[nodiscard]] std::string link() const { return (folder / "line1").string(); }
  env::Expected<Device> open(const std::string& device, const std::string& modem = LineConfig().modem) {
    return open_device(scheduler, LineConfig{"kitchen", device, "nanp_class", "", modem}, trace);
  }

  env::AsioScheduler scheduler;
  env::NullTrace trace;
  env::HostPty host;
  fs::path folder;
};

TEST_F(ADevice, IsALineOverAPty) {
  auto device = open(host.path());
  ASSERT_TRUE(device) << device.error().what;
  EXPECT_EQ(device->line().name(), "kitchen");
}

TEST(AChannelOfALineCard, IsNamedByItsNumberOrItsNode) {
  EXPECT_EQ(card_channel("dahdi:3"), 3U);
  EXPECT_EQ(card_channel("/dev/dahdi/12"), 12U);
  for (const auto* other : {"dahdi:", "dahdi:0", "dahdi:1025", "dahdi:3x", "dahdi:-3", "/dev/dahdi/ctl", "/dev/ttyACM0", "3"})
    EXPECT_EQ(card_channel(other), std::nullopt) << other;
}

TEST_F(ADevice, OfALineCardIsMissingWhereThereIsNone) {
  const LineConfig config{"kitchen", "dahdi:1024", "nanp_class", "", "", false};
  const auto opened = open_card(scheduler, config, trace, provider::Region{}, nullptr);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, env::ErrorCode::device_missing);
}

TEST_F(ADevice, OfALineCardNeedsACountry) {
  const LineConfig config{"kitchen", "dahdi:1", "panasonic_kx_tda", "", ""};
  const auto opened = open_card(scheduler, config, trace, provider::Region{}, nullptr);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, env::ErrorCode::bad_profile);
}

TEST_F(ADevice, IsFoundThroughALinkToAPty) {
  const auto device = open(link());
  EXPECT_TRUE(device) << device.error().what;
}

TEST_F(ADevice, HasSaidNothingBeforeItsLineIsStarted) {
  const auto device = open(host.path());
  scheduler.run_until([] { return false; }, env::k_moment);
  EXPECT_EQ(host.heard(), "");
}

TEST_F(ADevice, IsNotTouchedForAnUnknownModem) {
  const auto device = open(host.path(), "nosuch");
  ASSERT_FALSE(device);
  EXPECT_EQ(device.error().code, ErrorCode::unknown_profile);
  EXPECT_THAT(device.error().what, HasSubstr("generic_v253"));
}

TEST_F(ADevice, IsHeldByOneLine) {
  const auto first = open(host.path());
  const auto second = open(link());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::device_held);
}

TEST_F(ADevice, IsNamedWhenItIsMissing) {
  for (const std::string path : {"/dev/ttyACM987", "/dev/pts/987654", "/nowhere/line1"}) {
    const auto device = open(path);
    ASSERT_FALSE(device);
    EXPECT_EQ(device.error().code, ErrorCode::device_missing);
    EXPECT_THAT(device.error().what, HasSubstr(path));
  }
}

TEST_F(ADevice, IsFreeAgainWhenItIsClosed) {
  { const auto first = open(host.path()); }
  EXPECT_TRUE(open(host.path()));
}

}  // namespace
}  // namespace campon::apps
