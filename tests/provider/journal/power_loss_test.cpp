// The power fails at any moment of three workloads: what was acknowledged is there, and nothing is invented. [fault H02]
#include <gtest/gtest.h>

#include "hal/env/virtual_scheduler.hpp"
#include "hal/env/virtual_storage.hpp"
#include "journal_bench.hpp"

namespace campon::provider {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t k_images = 1000;

struct Life {
  env::VirtualScheduler scheduler;
  env::VirtualStorage storage;
  env::NullTrace trace;
};

// One life until the power fails: records in groups, so that some are on the disk, some half, some not at all.
Promises live(Life& life, std::uint64_t seed) {
  env::SeededRng rng(seed);
  auto journal = Journal::open(life.storage, life.scheduler, life.trace).value();
  Workload work(seed);
  auto promises = std::make_shared<Promises>();
  for (std::uint64_t turn = rng.between(1, seed % 3 == 0 ? 600 : 60); turn > 0; --turn) {
    if (seed % 3 == 2 && rng.between(0, 9) == 0) life.storage.fail_nth(static_cast<unsigned>(rng.between(1, 3)));
    promises->under_way.clear();
    for (std::uint64_t n = rng.between(1, 4); n > 0; --n) {
      const JournalEntry entry = work.next();
      const auto id = entry.request.id.value;
      const auto state = entry.request.state;
      promises->under_way[id] = state;
      journal->write(entry, [promises, id, state](const env::Result& kept) {
        if (kept) promises->kept[id] = state;
      });
    }
    if (turn == 1 && rng.between(0, 1) == 0) break;  // the power fails before the turn ends
    life.scheduler.advance(1ms);
  }
  return *promises;
}

TEST(APowerLoss, LosesNothingThatWasAcknowledged) {
  for (std::uint64_t seed = 1; seed <= k_images; ++seed) {
    Life life;
    const Promises promises = live(life, seed);
    env::SeededRng chance(seed);
    life.storage.power_loss(chance);
    const auto journal = Journal::open(life.storage, life.scheduler, life.trace);
    ASSERT_TRUE(journal) << "image " << seed;
    ASSERT_EQ(promises.broken_by((*journal)->state()), "") << "image " << seed;
  }
}

}  // namespace
}  // namespace campon::provider
