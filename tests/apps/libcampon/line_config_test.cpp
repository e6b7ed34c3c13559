#include "apps/libcampon/line_config.hpp"

#include <gmock/gmock.h>

namespace campon::apps {
namespace {

using ::testing::HasSubstr;

std::string problem(std::string_view text) {
  const auto lines = parse_config(text, "campon.toml");
  return lines ? "none" : lines.error().what;
}

TEST(AConfiguration, HasItsLinesInOrder) {
  const auto lines = parse_config(R"(
[[line]]
name = "kitchen"
device = "/dev/ttyACM0"
network = "nanp_class"
region = "us"
modem = "other"
[[line]]
device = "/tmp/sim/line1"
network = "panasonic_kx_tda"
)",
                                  "campon.toml");
  ASSERT_TRUE(lines);
  EXPECT_EQ(*lines, (std::vector<LineConfig>{{"kitchen", "/dev/ttyACM0", "nanp_class", "us", "other"},
                                             {"line 2", "/tmp/sim/line1", "panasonic_kx_tda", "", "generic_v253"}}));
}

TEST(AConfiguration, MayNameAChannelOfALineCard) {
  EXPECT_EQ(problem("[[line]]\ndevice=\"dahdi:3\"\nnetwork=\"n\"\n"), "none");
  EXPECT_THAT(problem("[[line]]\ndevice=\"dahdi:0\"\nnetwork=\"n\"\n"), HasSubstr("campon.toml:2: 'device' must be"));
}

TEST(AConfiguration, MayBeEmpty) { EXPECT_EQ(parse_config("", "campon.toml").value().size(), 0u); }

TEST(AConfiguration, RefusesAnUnknownKeyByFileAndLine) {
  EXPECT_THAT(problem("[[line]]\ndevice=\"/dev/a\"\nnetwork=\"n\"\nbaud=9600\n"), HasSubstr("campon.toml:4: unknown key 'baud'"));
}

TEST(AConfiguration, RefusesAnUnknownTable) { EXPECT_THAT(problem("\n[lines]\n"), HasSubstr("campon.toml:2: unknown key 'lines'")); }

TEST(AConfiguration, RefusesARepeatedKeyByFileAndLine) {
  EXPECT_THAT(problem("[[line]]\ndevice=\"/dev/a\"\ndevice=\"/dev/b\"\nnetwork=\"n\"\n"), HasSubstr("campon.toml:3: "));
}

TEST(AConfiguration, RefusesAWrongType) {
  EXPECT_THAT(problem("[[line]]\ndevice=5\nnetwork=\"n\"\n"), HasSubstr("campon.toml:2: 'device' must be a text"));
}

TEST(AConfiguration, RefusesALineThatIsNoTable) { EXPECT_THAT(problem("line = [1]\n"), HasSubstr("campon.toml:1: ")); }

TEST(AConfiguration, RefusesAMissingDevice) { EXPECT_THAT(problem("[[line]]\nnetwork=\"n\"\n"), HasSubstr("'device' is missing")); }

TEST(AConfiguration, RefusesAMissingNetwork) { EXPECT_THAT(problem("[[line]]\ndevice=\"/dev/a\"\n"), HasSubstr("'network' is missing")); }

TEST(AConfiguration, RefusesTheSameDeviceTwice) {
  EXPECT_THAT(problem("[[line]]\ndevice=\"/dev/a\"\nnetwork=\"n\"\n[[line]]\ndevice=\"/dev/a\"\nnetwork=\"n\"\n"),
              HasSubstr("campon.toml:5: two lines use /dev/a"));
}

TEST(AConfiguration, RefusesTheSameNameTwice) {
  EXPECT_THAT(problem("[[line]]\nname=\"x\"\ndevice=\"/dev/a\"\nnetwork=\"n\"\n[[line]]\nname=\"x\"\ndevice=\"/dev/b\"\nnetwork=\"n\"\n"),
              HasSubstr("campon.toml:6: two lines are named 'x'"));
}

TEST(AConfiguration, RefusesDevicesThatAreNoAbsolutePaths) {
  for (const std::string device : {"ttyACM0", "/dev/../etc/passwd", "/dev/..", "", "/dev/tty\\n"})
    EXPECT_THAT(problem("[[line]]\ndevice=\"" + device + "\"\nnetwork=\"n\"\n"), HasSubstr("campon.toml:2: ")) << device;
}

TEST(AConfiguration, RefusesControlBytesInAName) {
  EXPECT_THAT(problem("[[line]]\ndevice=\"/dev/a\"\nnetwork=\"n\"\nname=\"a\\u001Bb\"\n"), HasSubstr("campon.toml:4: "));
}

TEST(AConfiguration, RefusesWhatIsNotToml) { EXPECT_THAT(problem("[[line]\n"), HasSubstr("campon.toml:1: ")); }

TEST(AConfiguration, RefusesTooManyLines) {
  std::string text;
  for (std::size_t i = 0; i <= k_most_lines; ++i) text += "[[line]]\ndevice=\"/dev/" + std::to_string(i) + "\"\nnetwork=\"n\"\n";
  EXPECT_THAT(problem(text), HasSubstr("more than 256 lines"));
}

}  // namespace
}  // namespace campon::apps
