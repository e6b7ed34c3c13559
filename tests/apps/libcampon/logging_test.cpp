#include "apps/libcampon/logging.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "hal/env/real/unique_fd.hpp"

namespace campon::apps {
namespace {

namespace fs = std::filesystem;
using env::TraceKind;
using ::testing::HasSubstr;
using ::testing::Not;

class ALog : public ::testing::Test {
 protected:
  ALog() {
    std::string name = (fs::temp_directory_path() / "campon-log-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) folder = name;
  }
  ~ALog() override { fs::remove_all(folder); }
  [[nodiscard]] std::string file() const { return (folder / "log").string(); }
  // What stands in the file after the log is closed.
  template <class Fill>
  std::string written(LogLevel level, Fill fill) {
    {
      const auto log = Log::to_file(file(), level);
      fill(**log);
    }
    std::string text;
    std::getline(std::ifstream(file()), text, '\0');
    return text;
  }
  static void one_of_each(Log& log) {
    log.note({}, TraceKind::decision, "line 1", "it is a recall");
    log.note({}, TraceKind::state, "call 1", "busy");
    log.note({}, TraceKind::heard, "line 1", "RING");
    log.problem("line 1", env::Error{env::ErrorCode::device_missing, env::Remedy::gone, "gone", {}});
  }
  fs::path folder;
};

TEST_F(ALog, TellsWhoDidWhat) { EXPECT_THAT(written(LogLevel::dialogue, one_of_each), HasSubstr("line 1: heard RING\n")); }

TEST_F(ALog, LeavesTheDialogueOutUnlessAsked) {
  const std::string text = written(LogLevel::states, one_of_each);
  EXPECT_THAT(text, HasSubstr("call 1: state busy"));
  EXPECT_THAT(text, Not(HasSubstr("RING")));
}

TEST_F(ALog, ShowsProblemsAtEveryLevel) {
  const std::string text = written(LogLevel::problems, one_of_each);
  EXPECT_THAT(text, HasSubstr("line 1: device_missing gone"));
  EXPECT_THAT(text, Not(HasSubstr("recall")));
}

TEST_F(ALog, WritesNoControlBytes) {
  const std::string text = written(LogLevel::dialogue, [](Log& log) { log.note({}, TraceKind::heard, "a\x1B", "b\nc\x7F\xC3"); });
  EXPECT_THAT(text, HasSubstr("a?: heard b?c??\n"));
}

TEST_F(ALog, TakesTextAsTextNotAsAFormat) {
  EXPECT_THAT(written(LogLevel::dialogue, [](Log& log) { log.note({}, TraceKind::heard, "x", "{} %n {0}"); }), HasSubstr("{} %n {0}"));
}

TEST_F(ALog, IsAddedTo) {
  written(LogLevel::dialogue, one_of_each);
  const std::string text = written(LogLevel::dialogue, one_of_each);
  EXPECT_NE(text.find("RING"), text.rfind("RING"));
}

TEST_F(ALog, BelongsToItsOwnerOnly) {
  written(LogLevel::dialogue, one_of_each);
  EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(ALog, NamesAFileThatItCannotWrite) {
  const auto log = Log::to_file("/nowhere/at/all", LogLevel::dialogue);
  ASSERT_FALSE(log);
  EXPECT_THAT(log.error().what, HasSubstr("/nowhere/at/all"));
}

TEST_F(ALog, NeitherBlocksNorHangsWhenNobodyReads) {
  ASSERT_EQ(::mkfifo(file().c_str(), 0600), 0);
  const env::UniqueFd idle_reader(::open(file().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  const auto begin = std::chrono::steady_clock::now();
  {
    const auto log = Log::to_file(file(), LogLevel::dialogue);
    ASSERT_TRUE(log);
    const std::string block(1000, 'x');
    for (std::size_t i = 0; i < 2 * k_log_queue; ++i) (*log)->note({}, TraceKind::heard, "line 1", block);
    EXPECT_GT((*log)->dropped(), 0u);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST_F(ALog, OutlivesItsReader) {
  ASSERT_EQ(::mkfifo(file().c_str(), 0600), 0);
  env::UniqueFd reader(::open(file().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  {
    const auto log = Log::to_file(file(), LogLevel::dialogue);
    ASSERT_TRUE(log);
    reader.reset();
    one_of_each(**log);
  }
  SUCCEED() << "a broken pipe would have ended the process";
}

}  // namespace
}  // namespace campon::apps
