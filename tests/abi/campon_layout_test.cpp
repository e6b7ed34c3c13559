// Sizes, places and signatures of campon.h: what programs that were compiled before rely on.
#include <gtest/gtest.h>

#include <cstddef>
#include <type_traits>

#include "campon/campon.h"

namespace campon::abi_test {
namespace {

TEST(TheCamponStructures, HaveTheirFixedSizes) {
  EXPECT_EQ(sizeof(CAMPONREQUESTSTEP), 16u);
  EXPECT_EQ(sizeof(CAMPONREQUEST), 72u);
  EXPECT_EQ(sizeof(CAMPONREQUESTLIST), 28u);
  EXPECT_EQ(sizeof(CAMPONRECALLVERDICT), 28u);
  EXPECT_EQ(sizeof(CAMPONEXPLANATION), 44u);
}

TEST(TheCamponStructures, HaveTheirFieldsInTheirPlaces) {
  EXPECT_EQ(offsetof(CAMPONREQUESTSTEP, dwWhatSize), 8u);
  EXPECT_EQ(offsetof(CAMPONREQUEST, dwState), 12u);
  EXPECT_EQ(offsetof(CAMPONREQUEST, llAsked), 32u);
  EXPECT_EQ(offsetof(CAMPONREQUEST, llDeadline), 40u);
  EXPECT_EQ(offsetof(CAMPONREQUEST, dwNumberSize), 48u);
  EXPECT_EQ(offsetof(CAMPONREQUEST, dwStepsOffset), 68u);
  EXPECT_EQ(offsetof(CAMPONREQUESTLIST, dwNumRequests), 12u);
  EXPECT_EQ(offsetof(CAMPONREQUESTLIST, dwRequestsOffset), 24u);
  EXPECT_EQ(offsetof(CAMPONRECALLVERDICT, dwKind), 12u);
  EXPECT_EQ(offsetof(CAMPONRECALLVERDICT, dwReasonsOffset), 24u);
  EXPECT_EQ(offsetof(CAMPONEXPLANATION, dwOffered), 12u);
  EXPECT_EQ(offsetof(CAMPONEXPLANATION, dwSourceOffset), 40u);
}

TEST(TheCamponFunctions, HaveTheirSignatures) {
  static_assert(std::is_same_v<decltype(&campon_version), DWORD (*)()>);
  static_assert(std::is_same_v<decltype(&campon_version_text), const char* (*)()>);
  static_assert(std::is_same_v<decltype(&campon_features), DWORD (*)()>);
  static_assert(std::is_same_v<decltype(&campon_fd), int (*)()>);
  static_assert(std::is_same_v<decltype(&campon_dispatch), LONG (*)()>);
  static_assert(std::is_same_v<decltype(&campon_get_requests), LONG (*)(HDRVLINE, DWORD, CAMPONREQUESTLIST*)>);
  static_assert(std::is_same_v<decltype(&campon_get_recall_verdict), LONG (*)(HDRVCALL, DWORD, CAMPONRECALLVERDICT*)>);
  static_assert(std::is_same_v<decltype(&campon_explain), LONG (*)(DWORD, const char*, DWORD, DWORD, DWORD, CAMPONEXPLANATION*)>);
  static_assert(std::is_same_v<decltype(&campon_set_network), LONG (*)(DWORD, const char*)>);
}

TEST(TheCamponVersion, IsThatOfTheLibrary) {
  const DWORD version = campon_version();
  EXPECT_EQ(version, CAMPON_VERSION);
  EXPECT_EQ(std::string(campon_version_text()),
            std::to_string(version >> 16) + "." + std::to_string(version >> 8 & 0xFF) + "." + std::to_string(version & 0xFF));
}

}  // namespace
}  // namespace campon::abi_test
