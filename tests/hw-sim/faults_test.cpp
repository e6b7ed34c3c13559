#include "hw-sim/faults/faults.hpp"

#include <gtest/gtest.h>

namespace campon::sim {
namespace {

class AFault : public testing::Test {
 protected:
  env::SeededRng rng{1};
  Faults faults{rng};
};

TEST_F(AFault, HappensOnlyWhenItIsOrdered) {
  EXPECT_FALSE(faults.fires("P03"));
  ASSERT_TRUE(faults.order("P03", 2));
  EXPECT_TRUE(faults.fires("P03"));
  EXPECT_TRUE(faults.fires("P03"));
  EXPECT_FALSE(faults.fires("P03"));
  EXPECT_EQ(faults.fired("P03"), 2U);
}

TEST_F(AFault, HappensAtItsRate) {
  ASSERT_TRUE(faults.rate("X04", 250));
  int fired = 0;
  for (int i = 0; i < 4000; ++i) fired += faults.fires("X04") ? 1 : 0;
  EXPECT_NEAR(fired, 1000, 100);
}

TEST_F(AFault, MustHaveAName) {
  EXPECT_EQ(faults.order("P99").error().code, env::ErrorCode::bad_handle);
  EXPECT_EQ(faults.rate("", 1).error().code, env::ErrorCode::bad_handle);
  EXPECT_FALSE(faults.fires("P99"));
}

TEST_F(AFault, KeepsItsCountWhenAllAreCleared) {
  ASSERT_TRUE(faults.order("D11"));
  EXPECT_TRUE(faults.fires("D11"));
  ASSERT_TRUE(faults.order("D11"));
  faults.clear();
  EXPECT_FALSE(faults.fires("D11"));
  EXPECT_EQ(faults.fired("D11"), 1U);
}

}  // namespace
}  // namespace campon::sim
