#include "hal/env/error.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace campon::env {
namespace {

Result refuse() { return fail(ErrorCode::refused_by_network, Remedy::refused, "*66 was refused", "reorder"); }

TEST(AnError, CarriesWhatFailedAndWhatToDo) {
  const auto result = refuse();
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, ErrorCode::refused_by_network);
  EXPECT_EQ(result.error().remedy, Remedy::refused);
  EXPECT_EQ(result.error().what, "*66 was refused");
  EXPECT_EQ(result.error().heard, "reorder");
}

TEST(AnError, NeverHidesAsSuccessWhenDefaulted) { EXPECT_EQ(Error{}.remedy, Remedy::defect); }

TEST(AnErrorCode, HasANameOfItsOwn) {
  std::set<std::string_view> names;
  const int count = static_cast<int>(ErrorCode::internal) + 1;
  for (int code = 0; code < count; ++code) names.insert(to_string(static_cast<ErrorCode>(code)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(count));
}

TEST(AnErrorCode, OutsideTheListIsInternal) { EXPECT_EQ(to_string(static_cast<ErrorCode>(255)), "internal"); }

TEST(ARemedy, HasANameOfItsOwn) {
  std::set<std::string_view> names;
  const int count = static_cast<int>(Remedy::defect) + 1;
  for (int remedy = 0; remedy < count; ++remedy) names.insert(to_string(static_cast<Remedy>(remedy)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(count));
}

}  // namespace
}  // namespace campon::env
