#include "drivers/atmodem/engine/echo.hpp"

#include <gtest/gtest.h>

namespace campon::atmodem {
namespace {

struct AnEcho : testing::Test {
  std::string rest_of(std::string_view line) { return std::string(echo.part(line).rest); }
  ResultTexts texts;
  Echo echo{texts};
};

TEST_F(AnEcho, GivesTheLineWithItsEnd) {
  EXPECT_EQ(echo.sends("ATX4"), "ATX4\r");
  EXPECT_EQ(echo.sends("AT+FCLASS=8"), "AT+FCLASS=8\r");
}

// [fault P02]
TEST_F(AnEcho, IsTakenOffWholeOrInPart) {
  echo.sends("ATX4");
  echo.sends("AT+FCLASS=8");
  for (const auto* line : {"AT+FCLASS=8", "AT+FCLASS=", "AT", "ATX4", "ATX"}) EXPECT_EQ(rest_of(line), "") << line;
  EXPECT_TRUE(echo.part("ATX4").whole && echo.part("AT+FCLASS=8").whole);
  EXPECT_FALSE(echo.part("AT+FCLASS=").whole);
}

// [fault P02]
TEST_F(AnEcho, LeavesTheResultAfterIt) {
  echo.sends("AT+FCLASS=8");
  for (const auto* line : {"AT+FCLASS=8OK", "AT+FCLOK", "ATOK"}) EXPECT_EQ(rest_of(line), "OK") << line;
}

TEST_F(AnEcho, LeavesTheTextAfterAWholeOne) {
  echo.sends("ATI3");
  EXPECT_EQ(rest_of("ATI3CX93010"), "CX93010");
}

TEST_F(AnEcho, IsNothingThatMerelyBeginsLikeOne) {
  echo.sends("AT");
  for (const auto* line : {"ATLANTA GA", "A", "OK", "", "at"}) EXPECT_EQ(rest_of(line), line);
  echo.sends("AT+VLS=1");
  EXPECT_EQ(rest_of("AT+VLANGE"), "AT+VLANGE");
}

TEST_F(AnEcho, IsNoneBeforeAnythingWasSent) { EXPECT_EQ(rest_of("AT"), "AT"); }

}  // namespace
}  // namespace campon::atmodem
