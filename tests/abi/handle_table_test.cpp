#include "provider/abi/handle_table.hpp"

#include <gtest/gtest.h>

#include <set>

namespace campon::abi_test {
namespace {

using provider::abi::HandleTable;

class AHandle : public testing::Test {
 protected:
  HandleTable<int, 1> lines;
  HandleTable<int, 2> calls;
};

TEST_F(AHandle, FindsWhatItNames) {
  const auto handle = lines.add(std::make_shared<int>(7));
  ASSERT_TRUE(lines.find(handle));
  EXPECT_EQ(*lines.find(handle), 7);
}

TEST_F(AHandle, IsNeverZeroAndNeverASmallNumber) { EXPECT_GT(lines.add(std::make_shared<int>(1)), 0x1000u); }

TEST_F(AHandle, ThatIsStaleFindsNothing) {
  const auto handle = lines.add(std::make_shared<int>(1));
  lines.remove(handle);
  EXPECT_FALSE(lines.find(handle));
  lines.remove(handle);
}

TEST_F(AHandle, IsNeverGivenAgain) {
  std::set<std::uintptr_t> given;
  for (int i = 0; i < 1000; ++i) {
    const auto handle = lines.add(std::make_shared<int>(i));
    EXPECT_TRUE(given.insert(handle).second);
    lines.remove(handle);
  }
}

TEST_F(AHandle, OfAnotherTableFindsNothing) {
  const auto line = lines.add(std::make_shared<int>(1));
  const auto call = calls.add(std::make_shared<int>(2));
  EXPECT_FALSE(calls.find(line));
  EXPECT_FALSE(lines.find(call));
}

TEST_F(AHandle, ThatIsInventedFindsNothing) {
  const auto handle = lines.add(std::make_shared<int>(1));
  for (const auto invented : {std::uintptr_t{0}, std::uintptr_t{1}, handle + 1, handle - 1, handle + 16, ~std::uintptr_t{0}})
    EXPECT_FALSE(lines.find(invented)) << invented;
}

}  // namespace
}  // namespace campon::abi_test
