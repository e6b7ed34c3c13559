// Numbers that come in parts.
#include <gmock/gmock.h>

#include <string>

#include "host.hpp"

namespace campon::abi_test {
namespace {

using testing::ElementsAre;

constexpr std::uintptr_t k_call = 10;

class ANumberInParts : public Host {
 protected:
  LONG dial(HDRVCALL call, const char* part) {
    const DRV_REQUESTID request = next_request();
    const LONG result = TSPI_lineDial(request, call, part, 0);
    return result < 0 ? result : reply_to(request);
  }
};

TEST_F(ANumberInParts, BeginsAtDialTone) {
  const HDRVCALL call = call_until("", k_call, LINECALLSTATE_DIALTONE);
  wait(3s);
  EXPECT_THAT(states_of(k_call), ElementsAre(LINECALLSTATE_DIALTONE));
  EXPECT_NE(status(call).dwCallFeatures & LINECALLFEATURE_DIAL, 0u);
  EXPECT_EQ(dial(call, "5550123"), 0);
  EXPECT_TRUE(wait_for_state(k_call, LINECALLSTATE_CONNECTED));
  at_exchange([](sim::Simulator& exchange) { EXPECT_EQ(exchange.lines()[0].talks_to, "5550123"); });
  EXPECT_EQ(status(call).dwCallFeatures & LINECALLFEATURE_DIAL, 0u);
}

TEST_F(ANumberInParts, ReachesTheExchangeWhole) {
  const HDRVCALL call = call_until("555;", k_call, LINECALLSTATE_DIALING);
  wait(1s);
  EXPECT_EQ(dial(call, "01;"), 0);
  EXPECT_EQ(dial(call, "23;"), 0);
  EXPECT_EQ(states_of(k_call).back(), LINECALLSTATE_DIALING);
  EXPECT_EQ(dial(call, ""), 0);
  EXPECT_TRUE(wait_for_state(k_call, LINECALLSTATE_CONNECTED));
  EXPECT_THAT(states_of(k_call), ElementsAre(LINECALLSTATE_DIALTONE, LINECALLSTATE_DIALING, LINECALLSTATE_PROCEEDING,
                                             LINECALLSTATE_RINGBACK, LINECALLSTATE_CONNECTED));
  at_exchange([](sim::Simulator& exchange) { EXPECT_EQ(exchange.lines()[0].talks_to, "5550123"); });
}

TEST_F(ANumberInParts, TakesNoPartThatIsNoNumber) {
  const HDRVCALL call = call_until(";", k_call, LINECALLSTATE_DIALTONE);
  EXPECT_EQ(dial(call, ""), error(LINEERR_INVALADDRESS));
  EXPECT_EQ(dial(call, ";"), error(LINEERR_INVALADDRESS));
  EXPECT_EQ(dial(call, "5$"), error(LINEERR_DIALBILLING));
  EXPECT_EQ(TSPI_lineDial(next_request(), call, nullptr, 0), error(LINEERR_INVALPOINTER));
  EXPECT_EQ(dial(call, std::string(61, '5').c_str()), error(LINEERR_INVALADDRESS));
  EXPECT_EQ(states_of(k_call).back(), LINECALLSTATE_DIALTONE);
}

TEST_F(ANumberInParts, IsNotGoneOnWithWhenItIsComplete) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  EXPECT_EQ(dial(call, "1"), error(LINEERR_INVALCALLSTATE));
}

TEST_F(ANumberInParts, EndsItsRequestWhenTheCallIsDropped) {
  const HDRVCALL call = call_until("", k_call, LINECALLSTATE_DIALTONE);
  const DRV_REQUESTID request = next_request();
  ASSERT_GT(TSPI_lineDial(request, call, "5550123,,,,", 0), 0);
  EXPECT_EQ(drop(call), 0);
  EXPECT_LT(reply_to(request), 0);
}

}  // namespace
}  // namespace campon::abi_test
