#include "drivers/atmodem/engine/result_code.hpp"

#include <gtest/gtest.h>

namespace campon::atmodem {
namespace {

TEST(AResultText, HasItsCode) {
  const ResultTexts texts;
  EXPECT_EQ(texts.code_of("OK"), ResultCode::ok);
  EXPECT_EQ(texts.code_of("NO DIALTONE"), ResultCode::no_dial_tone);
  EXPECT_EQ(texts.code_of("NO DIAL TONE"), ResultCode::no_dial_tone);
  EXPECT_EQ(texts.code_of("BUSY"), ResultCode::busy);
  EXPECT_EQ(texts.code_of("NO CARRIER"), ResultCode::no_carrier);
}

TEST(AResultText, IsNeverAPartOfALine) {
  const ResultTexts texts;
  for (const auto* line : {"OKAY",        "NOT OK", " OK",   "ok",        "NAME = OK",      "ERRORS",        "BUSY BEE", "MY BUSY",
                           "NO CARRIERS", "VCON1",  "XRING", "BROKEN OK", "NAME = RINGING", "MESSAGE: BUSY", "ERROR 5",  "OK ",
                           "RINGINGS",    "",       "O",     "NO",        "NO  CARRIER",    "VOICEMAIL",     "RINGO"})
    EXPECT_EQ(texts.code_of(line), ResultCode::none) << line;
}

TEST(Ring, MayBeFollowedByItsNumber) {
  const ResultTexts texts;
  for (const auto* line : {"RING", "RING 1", "RING A", "RING;22", "RING: 1"}) EXPECT_EQ(texts.code_of(line), ResultCode::ring) << line;
  EXPECT_EQ(texts.code_of("RINGING"), ResultCode::ringing);
}

TEST(Connect, MayBeFollowedByASpeed) {
  EXPECT_EQ(ResultTexts().code_of("CONNECT 56000"), ResultCode::connect);
  EXPECT_EQ(ResultTexts().code_of("CONNECTED"), ResultCode::none);
}

TEST(ANumber, IsNoResultUnlessThePersonalitySaysSo) {
  ResultTexts texts;
  EXPECT_EQ(texts.code_of("0"), ResultCode::none);
  texts.add("0", ResultCode::ok);
  EXPECT_EQ(texts.code_of("0"), ResultCode::ok);
}

TEST(AResultCode, HasANameThatLeadsBackToIt) {
  for (int code = 0; code <= static_cast<int>(ResultCode::blocked); ++code)
    EXPECT_EQ(result_code_named(to_string(static_cast<ResultCode>(code))), static_cast<ResultCode>(code));
  EXPECT_FALSE(result_code_named("fine"));
}

}  // namespace
}  // namespace campon::atmodem
