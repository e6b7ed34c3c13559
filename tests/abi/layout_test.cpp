// Sizes and places that TAPI fixes. [tspi.md 2.6 and 3.5]
#include <gtest/gtest.h>

#include <cstddef>

#include "campon/tspi.h"

namespace campon::abi_test {
namespace {

TEST(TheStructures, HaveTheirFixedSizes) {
  EXPECT_EQ(sizeof(LINEADDRESSCAPS), 228u);
  EXPECT_EQ(sizeof(LINEADDRESSSTATUS), 64u);
  EXPECT_EQ(sizeof(LINECALLINFO), 324u);
  EXPECT_EQ(sizeof(LINECALLSTATUS), 56u);
  EXPECT_EQ(sizeof(LINECALLPARAMS), 176u);
  EXPECT_EQ(sizeof(LINEDEVCAPS), 268u);
  EXPECT_EQ(sizeof(LINEDEVSTATUS), 88u);
  EXPECT_EQ(sizeof(LINEDIALPARAMS), 16u);
  EXPECT_EQ(sizeof(LINEGENERATETONE), 16u);
  EXPECT_EQ(sizeof(LINEMONITORTONE), 20u);
  EXPECT_EQ(sizeof(LINEFORWARD), 24u);
  EXPECT_EQ(sizeof(LINEFORWARDLIST), 32u);
}

TEST(TheStructures, BeginTheFieldsOfEachVersionWhereTheOneBeforeEnded) {
  EXPECT_EQ(offsetof(LINEADDRESSCAPS, dwAddressFeatures), 176u);
  EXPECT_EQ(offsetof(LINEADDRESSCAPS, dwPredictiveAutoTransferStates), 180u);
  EXPECT_EQ(offsetof(LINECALLINFO, dwCallTreatment), 296u);
  EXPECT_EQ(offsetof(LINECALLSTATUS, dwCallFeatures2), 36u);
  EXPECT_EQ(offsetof(LINECALLPARAMS, dwPredictiveAutoTransferStates), 112u);
  EXPECT_EQ(offsetof(LINEDEVCAPS, dwLineFeatures), 236u);
  EXPECT_EQ(offsetof(LINEDEVCAPS, dwSettableDevStatus), 240u);
  EXPECT_EQ(offsetof(LINEDEVCAPS, PermanentLineGuid), 252u);
  EXPECT_EQ(offsetof(LINEDEVSTATUS, dwAvailableMediaModes), 76u);
}

TEST(TheStructures, HaveTheFieldsOfCompletionInTheirPlaces) {
  EXPECT_EQ(offsetof(LINEADDRESSCAPS, dwAddrCapFlags), 104u);
  EXPECT_EQ(offsetof(LINEADDRESSCAPS, dwCallFeatures), 108u);
  EXPECT_EQ(offsetof(LINEADDRESSCAPS, dwMaxCallCompletions), 148u);
  EXPECT_EQ(offsetof(LINEADDRESSCAPS, dwCallCompletionConds), 152u);
  EXPECT_EQ(offsetof(LINEADDRESSCAPS, dwCallCompletionModes), 156u);
  EXPECT_EQ(offsetof(LINEADDRESSCAPS, dwNumCompletionMessages), 160u);
  EXPECT_EQ(offsetof(LINEADDRESSCAPS, dwCompletionMsgTextEntrySize), 164u);
  EXPECT_EQ(offsetof(LINEADDRESSCAPS, dwCompletionMsgTextSize), 168u);
  EXPECT_EQ(offsetof(LINEADDRESSCAPS, dwCompletionMsgTextOffset), 172u);
  EXPECT_EQ(offsetof(LINEADDRESSCAPS, dwCallFeatures2), 208u);
  EXPECT_EQ(offsetof(LINEADDRESSSTATUS, dwAddressFeatures), 28u);
  EXPECT_EQ(offsetof(LINECALLSTATUS, dwCallFeatures), 24u);
  EXPECT_EQ(offsetof(LINEDEVSTATUS, dwNumCallCompletions), 36u);
  EXPECT_EQ(offsetof(LINECALLINFO, dwOrigin), 80u);
  EXPECT_EQ(offsetof(LINECALLINFO, dwReason), 84u);
  EXPECT_EQ(offsetof(LINECALLINFO, dwCompletionID), 88u);
}

TEST(TheStructures, ArePackedAndOfTheBasicTypes) {
  EXPECT_EQ(alignof(LINECALLINFO), 1u);
  EXPECT_EQ(sizeof(DWORD), 4u);
  EXPECT_EQ(sizeof(LONG), 4u);
  EXPECT_EQ(sizeof(WORD), 2u);
  EXPECT_EQ(sizeof(DWORD_PTR), sizeof(void*));
  EXPECT_EQ(sizeof(SYSTEMTIME), 16u);
  EXPECT_EQ(sizeof(GUID), 16u);
}

}  // namespace
}  // namespace campon::abi_test
