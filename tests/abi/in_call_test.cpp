// What passes in a call: notes of the application, digits in both directions.
#include <gmock/gmock.h>

#include <algorithm>
#include <string>

#include "host.hpp"

namespace campon::abi_test {
namespace {

constexpr std::uintptr_t k_call = 10;

class InACall : public Host {
 protected:
  void SetUp() override {
    Host::SetUp();
    call_ = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
    forget_told();
  }
  // Events of one kind, as they were told of the call.
  std::vector<Told> of_kind(DWORD message) {
    auto all = events_of(k_call);
    std::erase_if(all, [&](const Told& each) { return each.message != message; });
    return all;
  }
  HDRVCALL call_ = nullptr;
};

TEST_F(InACall, ANumberOfTheApplicationIsKeptAndTold) {
  ASSERT_EQ(TSPI_lineSetAppSpecific(call_, 4711), 0);
  wait(1s);
  EXPECT_EQ(info(call_).dwAppSpecific, 4711u);
  ASSERT_EQ(of_kind(LINE_CALLINFO).size(), 1u);
  EXPECT_EQ(of_kind(LINE_CALLINFO)[0].p1, LINECALLINFOSTATE_APPSPECIFIC);
}

TEST_F(InACall, TheMediaModeIsOneOfThoseOfTheLineAndTold) {
  ASSERT_EQ(TSPI_lineSetMediaMode(call_, LINEMEDIAMODE_AUTOMATEDVOICE), 0);
  EXPECT_EQ(TSPI_lineSetMediaMode(call_, LINEMEDIAMODE_DATAMODEM), error(LINEERR_INVALMEDIAMODE));
  EXPECT_EQ(TSPI_lineSetMediaMode(call_, 0), error(LINEERR_INVALMEDIAMODE));
  wait(1s);
  EXPECT_EQ(info(call_).dwMediaMode, LINEMEDIAMODE_AUTOMATEDVOICE);
  ASSERT_EQ(of_kind(LINE_CALLINFO).size(), 1u);
  EXPECT_EQ(of_kind(LINE_CALLINFO)[0].p1, LINECALLINFOSTATE_MEDIAMODE);
}

TEST_F(InACall, NothingIsToldOfNotesAfterIdle) {
  ASSERT_EQ(drop(call_), 0);
  EXPECT_EQ(TSPI_lineSetAppSpecific(call_, 1), 0);
  wait(1s);
  EXPECT_TRUE(of_kind(LINE_CALLINFO).empty());
}

}  // namespace
}  // namespace campon::abi_test
