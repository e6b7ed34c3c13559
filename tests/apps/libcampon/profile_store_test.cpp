#include "apps/libcampon/profile_store.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace campon::apps {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;

class AProfileFolder : public ::testing::Test {
 protected:
  AProfileFolder() {
    std::string name = (fs::temp_directory_path() / "campon-profiles-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) folder = name;
    fs::create_directories(folder / "networks");
  }
  ~AProfileFolder() override { fs::remove_all(folder); }
  void put(const std::string& file, const std::string& text) { std::ofstream(folder / file) << text; }

  fs::path folder;
};

TEST(TheShippedProfiles, AreFoundByName) {
  const auto found = ProfileStore().find(ProfileKind::network, "nanp_class");
  ASSERT_TRUE(found);
  EXPECT_THAT(found->text, HasSubstr("nanp_class"));
  EXPECT_EQ(found->file, "shipped networks/nanp_class.toml");
}

TEST(TheShippedProfiles, HaveNames) {
  EXPECT_THAT(ProfileStore().names(ProfileKind::network), IsSupersetOf({"nanp_class", "panasonic_kx_tda"}));
  EXPECT_THAT(ProfileStore().names(ProfileKind::region), Contains("us"));
}

TEST(AnUnknownProfile, IsAnErrorThatListsTheKnownOnes) {
  const auto found = ProfileStore().find(ProfileKind::network, "nosuch");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, env::ErrorCode::unknown_profile);
  EXPECT_THAT(found.error().what, HasSubstr("'nosuch'"));
  EXPECT_THAT(found.error().what, HasSubstr("nanp_class"));
}

TEST_F(AProfileFolder, WinsOverWhatIsShipped) {
  put("networks/nanp_class.toml", "mine");
  const auto found = ProfileStore(folder.string()).find(ProfileKind::network, "nanp_class");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->text, "mine");
  EXPECT_EQ(found->file, (folder / "networks/nanp_class.toml").string());
}

TEST_F(AProfileFolder, AddsNames) {
  put("networks/mine.toml", "");
  EXPECT_THAT(ProfileStore(folder.string()).names(ProfileKind::network), IsSupersetOf({"mine", "nanp_class"}));
}

TEST_F(AProfileFolder, DoesNotHideWhatItLacks) { EXPECT_TRUE(ProfileStore(folder.string()).find(ProfileKind::region, "us")); }

TEST_F(AProfileFolder, IsNotLeftByAName) {
  put("secret.toml", "secret");
  EXPECT_FALSE(ProfileStore(folder.string()).find(ProfileKind::network, "../secret"));
}

TEST_F(AProfileFolder, MayBeMissing) { EXPECT_TRUE(ProfileStore("/nowhere/at/all").find(ProfileKind::network, "nanp_class")); }

TEST_F(AProfileFolder, GivesNoFileThatIsTooLarge) {
  put("networks/large.toml", std::string(k_largest_profile + 1, '#'));
  EXPECT_EQ(ProfileStore(folder.string()).find(ProfileKind::network, "large").error().code, env::ErrorCode::bad_profile);
}

TEST_F(AProfileFolder, IsNotNeededForAFileGivenByItsPath) {
  put("own.toml", "own");
  const auto found = ProfileStore().find(ProfileKind::network, (folder / "own.toml").string());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name + ":" + found->text, "own:own");
}

TEST_F(AProfileFolder, NamesAFileThatIsNotThere) {
  const auto found = ProfileStore().find(ProfileKind::network, (folder / "none.toml").string());
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error().what, HasSubstr("none.toml"));
}

}  // namespace
}  // namespace campon::apps
