// Errors of the C++ API carry TAPI's values.
#include "campon/error.hpp"

#include <gtest/gtest.h>

#include "provider/api/conversion.hpp"
#include "provider/line/line_error.hpp"

namespace campon::api_test {
namespace {

constexpr int k_last = static_cast<int>(env::ErrorCode::internal);

TEST(AnErrorCode, HasALineErrorWhateverItIs) {
  for (int code = 0; code <= k_last; ++code) {
    const auto error = provider::line_error(static_cast<env::ErrorCode>(code));
    EXPECT_LT(error.value, 0) << code;
    EXPECT_EQ(provider::line_error_name(error.value), error.name) << code;
  }
}

TEST(AnErrorCode, HasTheValuesOfTapi) {
  EXPECT_EQ(static_cast<std::uint32_t>(provider::line_error(env::ErrorCode::completion_overrun).value), 0x80000006u);
  EXPECT_EQ(static_cast<std::uint32_t>(provider::line_error(env::ErrorCode::bad_completion_id).value), 0x8000001Fu);
  EXPECT_EQ(static_cast<std::uint32_t>(provider::line_error(env::ErrorCode::bad_message_id).value), 0x80000030u);
}

TEST(AnErrorCode, KeepsRemedyAndWordsOnItsWayOut) {
  const auto error = detail::to_public(env::Error{env::ErrorCode::refused_by_network, env::Remedy::refused, "no", "reorder"});
  EXPECT_EQ(error.remedy, Remedy::refused);
  EXPECT_EQ(error.what, "no");
  EXPECT_EQ(error.heard, "reorder");
}

TEST(AnErrorCode, OfNobodyHasNoName) { EXPECT_EQ(code_name(Error{}), "LINEERR"); }

}  // namespace
}  // namespace campon::api_test
