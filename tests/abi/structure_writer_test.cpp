#include "provider/abi/structure_writer.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <string>

namespace campon::abi_test {
namespace {

using provider::abi::StructureWriter;

constexpr std::size_t k_fixed = sizeof(LINECALLINFO);

// Memory of the caller, with a mark behind what it says it has.
struct Room {
  explicit Room(std::size_t total) {
    bytes.fill(0x5A);
    info()->dwTotalSize = static_cast<DWORD>(total);
  }
  LINECALLINFO* info() { return reinterpret_cast<LINECALLINFO*>(bytes.data()); }
  std::string text(DWORD offset) { return reinterpret_cast<const char*>(bytes.data() + offset); }
  bool untouched_from(std::size_t place) {
    for (std::size_t i = place; i < bytes.size(); ++i)
      if (bytes.at(i) != 0x5A) return false;
    return true;
  }
  std::array<unsigned char, 512> bytes;
};

LONG write_two_texts(Room& room) {
  StructureWriter writer(room.info(), k_fixed);
  auto& info = writer.fields;
  writer.keep(&LINECALLINFO::hLine);
  info.dwCallID = 7;
  writer.text("5550123", info.dwCallerIDSize, info.dwCallerIDOffset);
  writer.text("Ada", info.dwCallerIDNameSize, info.dwCallerIDNameOffset);
  return writer.finish();
}

TEST(AStructure, ThatIsTooSmallIsNotTouched) {
  Room room(k_fixed - 1);
  EXPECT_EQ(write_two_texts(room), static_cast<LONG>(LINEERR_STRUCTURETOOSMALL));
  EXPECT_EQ(room.info()->dwTotalSize, k_fixed - 1);
  EXPECT_TRUE(room.untouched_from(4));
}

TEST(AStructure, OfNothingButItsSizeIsNotTouched) {
  Room room(4);
  EXPECT_EQ(write_two_texts(room), static_cast<LONG>(LINEERR_STRUCTURETOOSMALL));
  EXPECT_TRUE(room.untouched_from(4));
}

TEST(AStructure, OfFixedSizeHoldsNoTextAndSaysWhatItNeeds) {
  Room room(k_fixed);
  EXPECT_EQ(write_two_texts(room), 0);
  EXPECT_EQ(room.info()->dwCallID, 7u);
  EXPECT_EQ(room.info()->dwNeededSize, k_fixed + 8 + 4);
  EXPECT_EQ(room.info()->dwUsedSize, k_fixed);
  EXPECT_EQ(room.info()->dwCallerIDSize, 0u);
  EXPECT_EQ(room.info()->dwCallerIDOffset, 0u);
  EXPECT_TRUE(room.untouched_from(k_fixed));
}

TEST(AStructure, WithRoomForSomeTextsHoldsThoseWhole) {
  Room room(k_fixed + 7);
  EXPECT_EQ(write_two_texts(room), 0);
  EXPECT_EQ(room.info()->dwCallerIDSize, 0u);
  EXPECT_EQ(room.info()->dwCallerIDNameSize, 4u);
  EXPECT_EQ(room.info()->dwCallerIDNameOffset, k_fixed);
  EXPECT_EQ(room.text(k_fixed), "Ada");
  EXPECT_EQ(room.info()->dwNeededSize, k_fixed + 12);
  EXPECT_EQ(room.info()->dwUsedSize, k_fixed + 4);
  EXPECT_TRUE(room.untouched_from(k_fixed + 4));
}

TEST(AStructure, WithRoomForAllHoldsThemOneBehindTheOther) {
  Room room(k_fixed + 12);
  EXPECT_EQ(write_two_texts(room), 0);
  EXPECT_EQ(room.info()->dwCallerIDOffset, k_fixed);
  EXPECT_EQ(room.info()->dwCallerIDNameOffset, k_fixed + 8);
  EXPECT_EQ(room.text(k_fixed), "5550123");
  EXPECT_EQ(room.text(k_fixed + 8), "Ada");
  EXPECT_EQ(room.info()->dwNeededSize, room.info()->dwUsedSize);
  EXPECT_TRUE(room.untouched_from(k_fixed + 12));
}

TEST(AStructure, KeepsWhatTapiFillsAndClearsTheRest) {
  Room room(k_fixed);
  EXPECT_EQ(write_two_texts(room), 0);
  EXPECT_EQ(room.info()->hLine, 0x5A5A5A5Au);
  EXPECT_EQ(room.info()->dwCountryCode, 0u);
}

TEST(AStructure, OfAnOlderVersionEndsWhereItEnds) {
  constexpr std::size_t older = 296;
  Room room(older + 8);
  StructureWriter writer(room.info(), older);
  writer.fields.dwCallTreatment = 1;
  writer.text("5550123", writer.fields.dwCallerIDSize, writer.fields.dwCallerIDOffset);
  EXPECT_EQ(writer.finish(), 0);
  EXPECT_EQ(room.text(older), "5550123");
  EXPECT_EQ(room.info()->dwUsedSize, older + 8);
  EXPECT_TRUE(room.untouched_from(older + 8));
}

}  // namespace
}  // namespace campon::abi_test
