#include "provider/journal/journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hal/env/virtual_scheduler.hpp"
#include "hal/env/virtual_storage.hpp"
#include "journal_bench.hpp"

namespace campon::provider {
namespace {

using namespace std::chrono_literals;
using env::ErrorCode;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class AJournal : public testing::Test {
 protected:
  void SetUp() override { reopen(); }
  void reopen() {
    journal.reset();
    auto opened = Journal::open(storage, scheduler, trace);
    ASSERT_TRUE(opened) << opened.error().what;
    journal = std::move(*opened);
  }
  std::optional<env::Result> writes(JournalRecord record) {
    std::optional<env::Result> kept;
    journal->write(std::move(record), [&](const env::Result& result) { kept = result; });
    EXPECT_FALSE(kept) << "not inside the call";
    scheduler.advance(1ms);
    return kept;
  }
  bool keeps(JournalRecord record) { return writes(std::move(record)).value().has_value(); }
  std::vector<std::uint32_t> ids() {
    std::vector<std::uint32_t> out;
    for (const auto& entry : journal->state().entries()) out.push_back(entry.request.id.value);
    return out;
  }
  std::string file() { return storage.read(Journal::k_file).value(); }

  env::VirtualScheduler scheduler;
  env::VirtualStorage storage;
  env::NullTrace trace;
  std::unique_ptr<Journal> journal;
};

TEST_F(AJournal, KnowsWhatLivesWhenItIsOpenedAgain) {
  EXPECT_TRUE(keeps(request(1, CompletionState::activating)));
  EXPECT_TRUE(keeps(request(1, CompletionState::outstanding)));
  EXPECT_TRUE(keeps(request(2, CompletionState::outstanding)));
  EXPECT_TRUE(keeps(request(2, CompletionState::cancelled)));
  reopen();
  EXPECT_THAT(ids(), ElementsAre(1u));
  EXPECT_EQ(journal->state().last_id("kitchen"), 2u);
}

TEST_F(AJournal, KeepsEveryWordOfARequest) {
  JournalEntry entry = request(7, CompletionState::outstanding, "*66 = 100%;\n\"x\"");
  entry.line = "line 1 \xff";
  entry.request.emulated = true;
  entry.request.attempts = 3;
  EXPECT_TRUE(keeps(entry));
  reopen();
  const auto again = journal->state().entries(entry.line);
  ASSERT_THAT(again, SizeIs(1));
  EXPECT_EQ(again.front().request.number, entry.request.number);
  EXPECT_EQ(again.front().request.attempts, 3u);
  EXPECT_EQ(again.front().history, entry.history);
}

TEST_F(AJournal, WritesWhatOneTurnBringsWithOneSync) {
  const unsigned before = storage.changes();
  for (std::uint32_t id = 1; id <= 64; ++id) journal->write(request(id, CompletionState::outstanding), nullptr);
  scheduler.advance(1ms);
  EXPECT_EQ(storage.changes() - before, 2u) << "one append, one sync";
}

TEST_F(AJournal, KeepsNotesUntilTheyAreEmpty) {
  EXPECT_TRUE(keeps(JournalNote{"kitchen", "5550123", "attempts=busy@1"}));
  reopen();
  EXPECT_THAT(journal->state().notes("kitchen"), SizeIs(1));
  EXPECT_TRUE(keeps(JournalNote{"kitchen", "5550123", ""}));
  reopen();
  EXPECT_THAT(journal->state().notes("kitchen"), IsEmpty());
}

TEST_F(AJournal, GrowsNoLargerThanWhatLives) {
  for (std::uint32_t id = 1; id <= 5000; ++id) {
    journal->write(request(id, CompletionState::outstanding), nullptr);
    journal->write(request(id, CompletionState::completed), nullptr);
    scheduler.advance(1ms);
  }
  EXPECT_LT(file().size(), 400u * 1024u);
  reopen();
  EXPECT_EQ(journal->state().last_id("kitchen"), 5000u) << "no id is given twice";
}

// [fault H02]
TEST_F(AJournal, CutsATornEnd) {
  EXPECT_TRUE(keeps(request(1, CompletionState::outstanding)));
  EXPECT_TRUE(keeps(request(2, CompletionState::outstanding)));
  const std::string whole = file();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    ASSERT_TRUE(storage.replace(Journal::k_file, whole.substr(0, size)));
    reopen();
    EXPECT_TRUE(journal->alarm().empty()) << size;
    EXPECT_TRUE(keeps(request(9, CompletionState::outstanding))) << size;
    reopen();
    EXPECT_EQ(ids().back(), 9u) << size;
  }
}

// [fault H05]
TEST_F(AJournal, FindsAnyChangedBit) {
  EXPECT_TRUE(keeps(request(1, CompletionState::outstanding)));
  EXPECT_TRUE(keeps(request(2, CompletionState::outstanding)));
  const std::string whole = file();
  const std::size_t first = whole.find('\n') + 1;
  for (std::size_t at = first; at < whole.size() - 1; ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string bad = whole;
      bad[at] = static_cast<char>(bad[at] ^ (1 << bit));
      const auto content = parse_journal(bad);
      ASSERT_TRUE(content);
      EXPECT_LT(content->records.size(), parse_journal(whole)->records.size()) << at << " bit " << bit;
    }
  }
}

// [fault H05]
TEST_F(AJournal, KeepsACopyWhenItWasChangedInTheMiddle) {
  for (std::uint32_t id = 1; id <= 3; ++id) EXPECT_TRUE(keeps(request(id, CompletionState::outstanding)));
  std::string bad = file();
  bad[bad.find("id=2")] = 'x';
  ASSERT_TRUE(storage.replace(Journal::k_file, bad));
  reopen();
  EXPECT_THAT(journal->alarm(), HasSubstr("changed in the middle"));
  EXPECT_EQ(storage.read("journal.bad").value(), bad);
  EXPECT_THAT(ids(), ElementsAre(1u));
}

// [fault H06]
TEST_F(AJournal, LeavesOneOfAnotherVersionAsItIs) {
  const std::string newer = "campon journal 2\nsomething else\n";
  ASSERT_TRUE(storage.replace(Journal::k_file, newer));
  const auto opened = Journal::open(storage, scheduler, trace);
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().what, HasSubstr("another version"));
  EXPECT_EQ(file(), newer);
}

// [fault H03]
TEST_F(AJournal, BeginsNothingOnAFullDiskAndEndsWhatThereIs) {
  EXPECT_TRUE(keeps(request(1, CompletionState::outstanding)));
  storage.fail_nth(1);
  EXPECT_FALSE(keeps(request(2, CompletionState::activating)));
  EXPECT_TRUE(keeps(request(1, CompletionState::cancelled)));
  reopen();
  EXPECT_THAT(ids(), IsEmpty());
}

// [fault H04]
TEST_F(AJournal, NeverTakesAFailedSyncForASuccess) {
  for (unsigned n = 1; n <= 6; ++n) {
    Promises promises;
    storage.fail_nth(n);
    for (std::uint32_t id = 100 * n; id < 100 * n + 4; ++id) {
      if (keeps(request(id, CompletionState::outstanding))) promises.kept[id] = CompletionState::outstanding;
    }
    storage.power_loss();
    reopen();
    const auto now = ids();
    for (const auto& [id, state] : promises.kept) EXPECT_THAT(now, testing::Contains(id)) << "failure " << n;
  }
}

TEST_F(AJournal, KnowsTenThousandRequestsAgain) {
  for (std::uint32_t id = 1; id <= 10'000; ++id) journal->write(request(id, CompletionState::outstanding), nullptr);
  scheduler.advance(1ms);
  reopen();
  EXPECT_THAT(ids(), SizeIs(10'000));
}

TEST(AJournalFile, IsReadWhateverIsInIt) {
  env::SeededRng rng(1);
  const std::string good = std::string(k_journal_title) + to_line(request(1, CompletionState::outstanding), 1);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes = good;
    for (std::uint64_t n = rng.between(1, 8); n > 0; --n) bytes[rng.between(0, bytes.size() - 1)] = static_cast<char>(rng.between(0, 255));
    const auto content = parse_journal(bytes);
    ASSERT_TRUE(!content || content->records.size() <= 1);
  }
}

}  // namespace
}  // namespace campon::provider
