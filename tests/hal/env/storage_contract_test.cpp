// One suite over both storages, and what each of them adds.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "hal/env/real/system_storage.hpp"
#include "hal/env/virtual_storage.hpp"

namespace campon::env {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "campon-storage-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  [[nodiscard]] std::string path() const { return path_.string(); }
  [[nodiscard]] fs::path file(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

struct VirtualDisk {
  VirtualStorage storage;
  Storage& get() { return storage; }
};
struct SystemDisk {
  Folder folder;
  std::unique_ptr<Storage> storage = *SystemStorage::open(folder.path());
  Storage& get() { return *storage; }
};

template <class Disk>
class AStorage : public ::testing::Test {
 protected:
  Disk disk;
  Storage& storage = disk.get();
};
using Disks = ::testing::Types<VirtualDisk, SystemDisk>;
class DiskNames {
 public:
  template <class Disk>
  static std::string GetName(int /*index*/) {
    return std::is_same_v<Disk, VirtualDisk> ? "Virtual" : "System";
  }
};
TYPED_TEST_SUITE(AStorage, Disks, DiskNames);

TYPED_TEST(AStorage, ReadsWhatWasAppended) {
  ASSERT_TRUE(this->storage.append("journal", "one "));
  ASSERT_TRUE(this->storage.append("journal", "two"));
  EXPECT_EQ(this->storage.read("journal").value(), "one two");
}

TYPED_TEST(AStorage, KeepsEveryByteValue) {
  const std::string bytes("\0\r\n\xFF", 4);
  ASSERT_TRUE(this->storage.append("journal", bytes));
  EXPECT_EQ(this->storage.read("journal").value(), bytes);
}

TYPED_TEST(AStorage, SaysWhenAFileIsMissing) { EXPECT_EQ(this->storage.read("nothing").error().code, ErrorCode::device_missing); }

TYPED_TEST(AStorage, SaysWhenAFileToSyncIsMissing) { EXPECT_EQ(this->storage.sync("nothing").error().code, ErrorCode::device_missing); }

TYPED_TEST(AStorage, SyncsWhatWasAppended) {
  ASSERT_TRUE(this->storage.append("journal", "one"));
  EXPECT_TRUE(this->storage.sync("journal"));
}

TYPED_TEST(AStorage, ReplacesAsAWhole) {
  ASSERT_TRUE(this->storage.append("journal", "a long old content"));
  ASSERT_TRUE(this->storage.replace("journal", "new"));
  EXPECT_EQ(this->storage.read("journal").value(), "new");
}

TYPED_TEST(AStorage, AppendsToWhatReplaced) {
  ASSERT_TRUE(this->storage.append("journal", "old"));
  ASSERT_TRUE(this->storage.replace("journal", "new"));
  ASSERT_TRUE(this->storage.append("journal", " and more"));
  EXPECT_EQ(this->storage.read("journal").value(), "new and more");
}

TYPED_TEST(AStorage, ListsItsFilesSorted) {
  for (const auto* name : {"c", "a", "b.toml"}) ASSERT_TRUE(this->storage.replace(name, ""));
  EXPECT_EQ(this->storage.list(), (std::vector<std::string>{"a", "b.toml", "c"}));
}

TYPED_TEST(AStorage, IsEmptyAtFirst) { EXPECT_TRUE(this->storage.list().empty()); }

TYPED_TEST(AStorage, RefusesNamesThatAreNotPlain) {
  for (const std::string name : {"", ".", "..", ".hidden", "a/b", "../a", "/etc/passwd", "a b", "a\n", "\xC3\xA4", "x;y"}) {
    EXPECT_EQ(this->storage.append(name, "x").error().remedy, Remedy::misuse) << name;
    EXPECT_EQ(this->storage.read(name).error().remedy, Remedy::misuse) << name;
    EXPECT_EQ(this->storage.replace(name, "x").error().remedy, Remedy::misuse) << name;
    EXPECT_EQ(this->storage.sync(name).error().remedy, Remedy::misuse) << name;
  }
}

TYPED_TEST(AStorage, RefusesNamesWithANulByte) {
  EXPECT_EQ(this->storage.append(std::string_view("a\0b", 3), "x").error().remedy, Remedy::misuse);
}

TYPED_TEST(AStorage, RefusesNamesThatAreTooLong) {
  EXPECT_TRUE(this->storage.append(std::string(64, 'a'), "x"));
  EXPECT_FALSE(this->storage.append(std::string(65, 'a'), "x"));
}

TEST(AVirtualDisk, LosesWhatWasNotSynced) {
  VirtualStorage disk;
  ASSERT_TRUE(disk.append("journal", "kept"));
  ASSERT_TRUE(disk.sync("journal"));
  ASSERT_TRUE(disk.append("journal", " lost"));
  disk.power_loss();
  EXPECT_EQ(disk.read("journal").value(), "kept");
}

TEST(AVirtualDisk, ForgetsAFileThatWasNeverSynced) {
  VirtualStorage disk;
  ASSERT_TRUE(disk.append("journal", "lost"));
  disk.power_loss();
  EXPECT_TRUE(disk.list().empty());
}

TEST(AVirtualDisk, KeepsWhatReplaced) {
  VirtualStorage disk;
  ASSERT_TRUE(disk.replace("state", "kept"));
  disk.power_loss();
  EXPECT_EQ(disk.read("state").value(), "kept");
}

TEST(AVirtualDisk, TearsWhatWasNotSyncedAtAnyPlace) {
  SeededRng rng(1);
  std::vector<bool> seen(5);
  for (int run = 0; run < 200; ++run) {
    VirtualStorage disk;
    ASSERT_TRUE(disk.append("journal", "k"));
    ASSERT_TRUE(disk.sync("journal"));
    ASSERT_TRUE(disk.append("journal", "lost"));
    disk.power_loss(rng);
    seen.at(disk.read("journal").value().size() - 1) = true;
  }
  EXPECT_EQ(seen, std::vector<bool>(5, true));
}

TEST(AVirtualDisk, FailsTheNthChangeAndThenWorks) {
  VirtualStorage disk;
  disk.fail_nth(2);
  EXPECT_TRUE(disk.append("journal", "a"));
  EXPECT_EQ(disk.append("journal", "b").error().code, ErrorCode::storage_failed);
  EXPECT_TRUE(disk.append("journal", "c"));
  EXPECT_EQ(disk.read("journal").value(), "ac");
}

TEST(ADirectory, KeepsItsFilesBetweenRuns) {
  const Folder folder;
  ASSERT_TRUE((*SystemStorage::open(folder.path()))->append("journal", "kept"));
  EXPECT_EQ((*SystemStorage::open(folder.path()))->read("journal").value(), "kept");
}

TEST(ADirectory, BelongsToOneProcess) {
  const Folder folder;
  const auto first = SystemStorage::open(folder.path());
  EXPECT_EQ(SystemStorage::open(folder.path()).error().code, ErrorCode::device_held);
}

TEST(ADirectory, IsMadeForItsOwnerOnly) {
  const Folder folder;
  const auto storage = SystemStorage::open(folder.path() + "/state");
  ASSERT_TRUE(storage);
  EXPECT_EQ(fs::status(folder.file("state")).permissions(), fs::perms::owner_all);
}

TEST(ADirectory, IsNamedWhenItCannotBeMade) {
  const Folder folder;
  const auto storage = SystemStorage::open(folder.path() + "/no/state");
  ASSERT_FALSE(storage);
  EXPECT_NE(storage.error().what.find("no/state"), std::string::npos);
}

TEST(ADirectory, FollowsNoLinks) {
  const Folder folder;
  std::ofstream(folder.file("secret.txt")) << "secret";
  fs::create_directory(folder.file("state"));
  fs::create_symlink(folder.file("secret.txt"), folder.file("state/journal"));
  const auto storage = SystemStorage::open(folder.path() + "/state");
  EXPECT_FALSE((*storage)->read("journal"));
  EXPECT_FALSE((*storage)->append("journal", "x"));
  EXPECT_TRUE((*storage)->list().empty());
}

TEST(ADirectory, ReadsOnlyRegularFiles) {
  const Folder folder;
  ASSERT_EQ(::mkfifo(folder.file("journal").c_str(), 0600), 0);
  const auto storage = SystemStorage::open(folder.path());
  EXPECT_FALSE((*storage)->read("journal"));
  EXPECT_FALSE((*storage)->append("journal", "x"));
}

TEST(ADirectory, ShowsNoHalfWrittenReplacement) {
  const Folder folder;
  const auto storage = SystemStorage::open(folder.path());
  ASSERT_TRUE((*storage)->replace("state", "old"));
  std::ofstream(folder.file(".state.new")) << "half";
  EXPECT_EQ((*storage)->list(), std::vector<std::string>{"state"});
  ASSERT_TRUE((*storage)->replace("state", "new"));
  EXPECT_FALSE(fs::exists(folder.file(".state.new")));
}

}  // namespace
}  // namespace campon::env
