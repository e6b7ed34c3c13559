// Lines opened with each version of TSPI: structures end where that version ends, and no word of a later one is said.
#include <array>
#include <cstring>
#include <set>
#include <string>

#include "host.hpp"
#include "provider/abi/versions.hpp"

namespace campon::abi_test {
namespace {

using provider::abi::fixed_size;
using provider::abi::k_versions;

constexpr std::uintptr_t k_call = 10;
constexpr std::size_t k_room = 4096;
constexpr std::byte k_untouched{0x5A};

// Memory in which a structure of any size lies.
struct Room {
  alignas(8) std::array<std::byte, k_room> bytes;
  explicit Room(std::size_t total) {
    bytes.fill(k_untouched);
    const auto size = static_cast<DWORD>(total);
    std::memcpy(bytes.data(), &size, sizeof size);
  }
  template <class Structure>
  Structure* as() {
    return reinterpret_cast<Structure*>(bytes.data());
  }
  [[nodiscard]] bool untouched_from(std::size_t place) const {
    return std::all_of(bytes.begin() + static_cast<std::ptrdiff_t>(place), bytes.end(), [](auto each) { return each == k_untouched; });
  }
};

class EachVersion : public Host, public testing::WithParamInterface<DWORD> {
 protected:
  void SetUp() override {
    init();
    line_ = open(0, 1, 0xFFFFFFFF, GetParam());
  }
  static std::size_t size_in(std::size_t in_1_4, std::size_t in_2_0, std::size_t in_2_2) {
    return GetParam() < TSPI_VERSION_2_0 ? in_1_4 : GetParam() < TSPI_VERSION_2_2 ? in_2_0 : in_2_2;
  }

  // One byte too few is refused and touches nothing; the fixed part alone is enough, and nothing lies behind it; with room
  // for the texts these begin right behind it.
  template <class Structure, class Fill>
  void ends_at(std::size_t fixed, Fill fill) {
    Room small(fixed - 1), exact(fixed), large(k_room);
    EXPECT_EQ(fill(small.as<Structure>()), error(LINEERR_STRUCTURETOOSMALL));
    EXPECT_TRUE(small.untouched_from(sizeof(DWORD)));
    ASSERT_EQ(fill(exact.as<Structure>()), 0);
    EXPECT_TRUE(exact.untouched_from(fixed));
    EXPECT_EQ(exact.as<Structure>()->dwUsedSize, fixed);
    ASSERT_EQ(fill(large.as<Structure>()), 0);
    EXPECT_EQ(large.as<Structure>()->dwUsedSize, exact.as<Structure>()->dwNeededSize);
    EXPECT_EQ(large.as<Structure>()->dwNeededSize, exact.as<Structure>()->dwNeededSize);
    EXPECT_TRUE(large.untouched_from(large.as<Structure>()->dwUsedSize));
  }
};

INSTANTIATE_TEST_SUITE_P(OfTspi, EachVersion, testing::ValuesIn(k_versions));

TEST_P(EachVersion, HasItsSizesOfCapabilities) {
  ends_at<LINEDEVCAPS>(size_in(240, 252, 268), [](auto* out) { return TSPI_lineGetDevCaps(0, GetParam(), 0, out); });
  ends_at<LINEADDRESSCAPS>(size_in(180, 228, 228), [](auto* out) { return TSPI_lineGetAddressCaps(0, 0, GetParam(), 0, out); });
}

TEST_P(EachVersion, HasItsSizesOfAnOpenLineAndItsCalls) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  ends_at<LINEDEVSTATUS>(size_in(76, 88, 88), [this](auto* out) { return TSPI_lineGetLineDevStatus(line_, out); });
  ends_at<LINEADDRESSSTATUS>(64, [this](auto* out) { return TSPI_lineGetAddressStatus(line_, 0, out); });
  ends_at<LINECALLINFO>(size_in(296, 324, 324), [&](auto* out) { return TSPI_lineGetCallInfo(call, out); });
  ends_at<LINECALLSTATUS>(size_in(36, 56, 56), [&](auto* out) { return TSPI_lineGetCallStatus(call, out); });
}

TEST_P(EachVersion, TakesItsSizeOfCallParameters) {
  const std::size_t fixed = size_in(112, 176, 176);
  LINECALLPARAMS params{};
  HDRVCALL call = nullptr;
  params.dwTotalSize = static_cast<DWORD>(fixed - 1);
  EXPECT_EQ(TSPI_lineMakeCall(next_request(), line_, nullptr, &call, "5550123", 0, &params), error(LINEERR_STRUCTURETOOSMALL));
  EXPECT_EQ(TSPI_lineConditionalMediaDetection(line_, LINEMEDIAMODE_INTERACTIVEVOICE, &params), error(LINEERR_STRUCTURETOOSMALL));
  params.dwTotalSize = static_cast<DWORD>(fixed);
  EXPECT_EQ(TSPI_lineConditionalMediaDetection(line_, LINEMEDIAMODE_INTERACTIVEVOICE, &params), 0);
  const DRV_REQUESTID request = next_request();
  EXPECT_EQ(TSPI_lineMakeCall(request, line_, nullptr, &call, "5550123", 0, &params), static_cast<LONG>(request));
}

TEST_P(EachVersion, IsAgreedOn) {
  DWORD version = 0;
  EXPECT_EQ(TSPI_lineNegotiateTSPIVersion(INITIALIZE_NEGOTIATION, GetParam(), GetParam(), &version), 0);
  EXPECT_EQ(version, GetParam());
  EXPECT_EQ(TSPI_lineNegotiateTSPIVersion(0, 0, GetParam(), &version), 0);
  EXPECT_EQ(version, GetParam());
}

TEST_P(EachVersion, CompletesACall) {
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").be_busy(); });
  EXPECT_NE(callback("5550123"), 0u);
  Room room(k_room);
  ASSERT_EQ(TSPI_lineGetLineDevStatus(line_, room.as<LINEDEVSTATUS>()), 0);
  EXPECT_EQ(room.as<LINEDEVSTATUS>()->dwNumCallCompletions, 1u);
}

TEST_P(EachVersion, SaysOnlyItsOwnWordsForTheEndOfACall) {
  constexpr DWORD k_words_of_2_0 = LINEDISCONNECTMODE_NUMBERCHANGED | LINEDISCONNECTMODE_OUTOFORDER | LINEDISCONNECTMODE_TEMPFAILURE |
                                   LINEDISCONNECTMODE_QOSUNAVAIL | LINEDISCONNECTMODE_BLOCKED | LINEDISCONNECTMODE_DONOTDISTURB |
                                   LINEDISCONNECTMODE_CANCELLED;
  Room room(k_room);
  ASSERT_EQ(TSPI_lineGetAddressCaps(0, 0, GetParam(), 0, room.as<LINEADDRESSCAPS>()), 0);
  const DWORD modes = room.as<LINEADDRESSCAPS>()->dwDisconnectModes;
  EXPECT_EQ((modes & k_words_of_2_0) != 0, GetParam() >= TSPI_VERSION_2_0);
  EXPECT_NE(modes & LINEDISCONNECTMODE_NODIALTONE, 0u);
}

TEST_P(EachVersion, PutsItsTextsBehindItsFixedPart) {
  Room room(k_room);
  ASSERT_EQ(TSPI_lineGetDevCaps(0, GetParam(), 0, room.as<LINEDEVCAPS>()), 0);
  const auto& caps = *room.as<LINEDEVCAPS>();
  EXPECT_EQ(caps.dwProviderInfoOffset, size_in(240, 252, 268));
  EXPECT_STREQ(reinterpret_cast<const char*>(room.bytes.data()) + caps.dwLineNameOffset, "line 5550100");
}

TEST(TheSizes, AreThoseOfTheTableForEveryVersion) {
  EXPECT_EQ(fixed_size<LINEDEVCAPS>(TSPI_VERSION_1_4), 240u);
  EXPECT_EQ(fixed_size<LINEDEVCAPS>(TSPI_VERSION_2_1), 252u);
  EXPECT_EQ(fixed_size<LINEDEVCAPS>(TSPI_VERSION_2_2), 268u);
  EXPECT_EQ(fixed_size<LINECALLPARAMS>(TSPI_VERSION_1_4), 112u);
  EXPECT_EQ(fixed_size<LINECALLPARAMS>(TSPI_VERSION_2_0), 176u);
}

}  // namespace
}  // namespace campon::abi_test
