// Versions, Init and Shutdown.
#include <atomic>
#include <cstdlib>
#include <future>

#include "host.hpp"

namespace campon::abi_test {
namespace {

// Nothing is initialized when a test begins.
class TheProvider : public Host {
 protected:
  void SetUp() override {}
  LONG init_with(DWORD base = 0) {
    DWORD options = 0;
    return TSPI_providerInit(
        TSPI_VERSION_2_2, 1, base, 0, 1, 0, [](DRV_REQUESTID, LONG) {}, &options);
  }
};

TEST_F(TheProvider, AgreesOnTheHighestCommonVersion) {
  DWORD version = 0;
  const auto agree = [&](DWORD low, DWORD high) { return TSPI_lineNegotiateTSPIVersion(INITIALIZE_NEGOTIATION, low, high, &version); };
  EXPECT_EQ(agree(0x00010003, 0x00030001), 0);
  EXPECT_EQ(version, TSPI_VERSION_2_2);
  EXPECT_EQ(agree(0x00010003, TSPI_VERSION_2_1), 0);
  EXPECT_EQ(version, TSPI_VERSION_2_1);
  EXPECT_EQ(agree(0x00010003, 0x0001FFFF), 0);
  EXPECT_EQ(version, TSPI_VERSION_1_4);
  EXPECT_EQ(agree(TSPI_VERSION_2_0, TSPI_VERSION_2_0), 0);
  EXPECT_EQ(version, TSPI_VERSION_2_0);
  EXPECT_EQ(agree(0x00010003, 0x00010003), error(LINEERR_INCOMPATIBLEAPIVERSION));
  EXPECT_EQ(agree(0x00010005, 0x0001FFFF), error(LINEERR_INCOMPATIBLEAPIVERSION));
  EXPECT_EQ(agree(0x00030000, 0x00030001), error(LINEERR_INCOMPATIBLEAPIVERSION));
  EXPECT_EQ(agree(TSPI_VERSION_2_2, TSPI_VERSION_2_0), error(LINEERR_INCOMPATIBLEAPIVERSION));
}

TEST_F(TheProvider, CountsItsLines) {
  setting().numbers = {"5550100", "5550101"};
  DWORD lines = 7, phones = 7;
  EXPECT_EQ(TSPI_providerEnumDevices(1, &lines, &phones, nullptr, nullptr, nullptr), 0);
  EXPECT_EQ(lines, 2u);
  EXPECT_EQ(phones, 0u);
}

TEST_F(TheProvider, AnswersThatItIsNotInitialized) {
  const LONG bad = error(LINEERR_UNINITIALIZED);
  DWORD number = 0;
  HDRVLINE line = nullptr;
  HDRVCALL call = nullptr;
  LINEDEVCAPS dev{};
  LINEADDRESSCAPS address{};
  LINEDEVSTATUS dev_status{};
  LINEADDRESSSTATUS address_status{};
  LINECALLINFO info{};
  LINECALLSTATUS status{};
  const auto event = [](HTAPILINE, HTAPICALL, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {};
  EXPECT_EQ(TSPI_providerShutdown(TSPI_VERSION_2_2, 1), bad);
  EXPECT_EQ(TSPI_lineNegotiateTSPIVersion(0, TSPI_VERSION_2_0, TSPI_VERSION_2_2, &number), bad);
  EXPECT_EQ(TSPI_lineGetDevCaps(0, TSPI_VERSION_2_2, 0, &dev), bad);
  EXPECT_EQ(TSPI_lineGetAddressCaps(0, 0, TSPI_VERSION_2_2, 0, &address), bad);
  EXPECT_EQ(TSPI_lineOpen(0, nullptr, &line, TSPI_VERSION_2_2, event), bad);
  EXPECT_EQ(TSPI_lineClose(line), bad);
  EXPECT_EQ(TSPI_lineGetNumAddressIDs(line, &number), bad);
  EXPECT_EQ(TSPI_lineSetDefaultMediaDetection(line, 0), bad);
  EXPECT_EQ(TSPI_lineSetStatusMessages(line, 0, 0), bad);
  EXPECT_EQ(TSPI_lineGetLineDevStatus(line, &dev_status), bad);
  EXPECT_EQ(TSPI_lineGetAddressStatus(line, 0, &address_status), bad);
  EXPECT_EQ(TSPI_lineMakeCall(1, line, nullptr, &call, "5550123", 0, nullptr), bad);
  EXPECT_EQ(TSPI_lineDrop(1, call, nullptr, 0), bad);
  EXPECT_EQ(TSPI_lineCloseCall(call), bad);
  EXPECT_EQ(TSPI_lineAnswer(1, call, nullptr, 0), bad);
  EXPECT_EQ(TSPI_lineGetCallInfo(call, &info), bad);
  EXPECT_EQ(TSPI_lineGetCallStatus(call, &status), bad);
  EXPECT_EQ(TSPI_lineCompleteCall(1, call, &number, LINECALLCOMPLMODE_CALLBACK, 0), bad);
  EXPECT_EQ(TSPI_lineUncompleteCall(1, line, 1), bad);
  LINEEXTENSIONID extension{};
  VARSTRING id{};
  EXPECT_EQ(TSPI_lineGetExtensionID(0, TSPI_VERSION_2_2, &extension), bad);
  EXPECT_EQ(TSPI_lineNegotiateExtVersion(0, TSPI_VERSION_2_2, 0, 1, &number), bad);
  EXPECT_EQ(TSPI_lineSelectExtVersion(line, 0), bad);
  EXPECT_EQ(TSPI_lineGetID(line, 0, call, LINECALLSELECT_LINE, &id, "tapi/line", nullptr), bad);
  EXPECT_EQ(TSPI_lineGetAddressID(line, &number, LINEADDRESSMODE_DIALABLEADDR, "1", 2), bad);
  EXPECT_EQ(TSPI_lineConditionalMediaDetection(line, 0, nullptr), bad);
  EXPECT_EQ(TSPI_lineGetCallAddressID(call, &number), bad);
  EXPECT_EQ(TSPI_lineGetCallIDs(call, &number, &number, &number), bad);
}

TEST_F(TheProvider, RefusesABrokenConfiguration) {
  setting().broken = env::Error{env::ErrorCode::bad_profile, env::Remedy::misuse, "campon.toml:3: unknown key", {}};
  DWORD lines = 0, phones = 0;
  EXPECT_EQ(init_with(), error(LINEERR_INIFILECORRUPT));
  EXPECT_EQ(TSPI_providerEnumDevices(1, &lines, &phones, nullptr, nullptr, nullptr), error(LINEERR_INIFILECORRUPT));
  EXPECT_EQ(TSPI_providerShutdown(TSPI_VERSION_2_2, 1), error(LINEERR_UNINITIALIZED));
  setting().broken.reset();
  EXPECT_EQ(init_with(), 0);
}

TEST_F(TheProvider, RefusesADeviceThatIsNotThereOrHeld) {
  setting().broken_device = env::Error{env::ErrorCode::device_missing, env::Remedy::gone, "no such device", {}};
  EXPECT_EQ(init_with(), error(LINEERR_NODEVICE));
  setting().broken_device->code = env::ErrorCode::device_held;
  EXPECT_EQ(init_with(), error(LINEERR_INUSE));
  setting().broken_device->code = env::ErrorCode::device_unfit;
  EXPECT_EQ(init_with(), error(LINEERR_RESOURCEUNAVAIL));
}

TEST_F(TheProvider, SucceedsOnASecondInitAndChangesNothing) {
  ASSERT_EQ(init_with(), 0);
  const auto* before = &VirtualRuntime::current();
  EXPECT_EQ(init_with(100), 0);
  EXPECT_EQ(&VirtualRuntime::current(), before);
  LINEDEVCAPS dev{};
  dev.dwTotalSize = sizeof dev;
  EXPECT_EQ(TSPI_lineGetDevCaps(0, TSPI_VERSION_2_2, 0, &dev), 0);
  EXPECT_EQ(TSPI_lineGetDevCaps(100, TSPI_VERSION_2_2, 0, &dev), error(LINEERR_BADDEVICEID));
}

TEST_F(TheProvider, NumbersItsLinesFromTheBase) {
  setting().numbers = {"5550100", "5550101"};
  ASSERT_EQ(init_with(40), 0);
  LINEDEVCAPS dev{};
  dev.dwTotalSize = sizeof dev;
  EXPECT_EQ(TSPI_lineGetDevCaps(39, TSPI_VERSION_2_2, 0, &dev), error(LINEERR_BADDEVICEID));
  EXPECT_EQ(TSPI_lineGetDevCaps(40, TSPI_VERSION_2_2, 0, &dev), 0);
  EXPECT_EQ(dev.dwPermanentLineID, 0u);
  EXPECT_EQ(TSPI_lineGetDevCaps(41, TSPI_VERSION_2_2, 0, &dev), 0);
  EXPECT_EQ(dev.dwPermanentLineID, 1u);
  EXPECT_EQ(TSPI_lineGetDevCaps(42, TSPI_VERSION_2_2, 0, &dev), error(LINEERR_BADDEVICEID));
}

TEST_F(TheProvider, StartsAgainAfterItsShutdown) {
  for (int i = 0; i < 3; ++i) {
    init();
    line_ = open(0, 1);
    call_until("5550123", 10, LINECALLSTATE_CONNECTED);
    line_ = nullptr;
    forget_told();
    EXPECT_EQ(shutdown(), 0);
  }
}

TEST_F(TheProvider, EndsEveryRequestInItsShutdown) {
  init();
  line_ = open(0, 1);
  HDRVCALL call = nullptr;
  const DRV_REQUESTID request = next_request();
  ASSERT_GT(TSPI_lineMakeCall(request, line_, reinterpret_cast<HTAPICALL>(10), &call, "5550123", 0, nullptr), 0);
  line_ = nullptr;
  EXPECT_EQ(shutdown(), 0);
  EXPECT_EQ(count_replies(request), 1);
  EXPECT_EQ(reply(request), error(LINEERR_OPERATIONFAILED));
}

TEST_F(TheProvider, RefusesAShutdownFromACallback) {
  std::atomic<LONG> refused = 1, again = 1;
  in_callback_ = [&](const Told&) {
    refused = TSPI_providerShutdown(TSPI_VERSION_2_2, 1);
    again = init_with();
  };
  init();
  line_ = open(0, 1);
  call_until("5550123", 10, LINECALLSTATE_CONNECTED);
  EXPECT_EQ(refused, error(LINEERR_OPERATIONFAILED));
  EXPECT_EQ(again, 0);
}

// A process that uses the provider and ends without TSPI_providerShutdown.
HDRVLINE begin(ASYNC_COMPLETION on_reply) {
  DWORD options = 0;
  HDRVLINE line = nullptr;
  TSPI_providerInit(TSPI_VERSION_2_2, 1, 0, 0, 1, 0, on_reply, &options);
  TSPI_lineOpen(0, nullptr, &line, TSPI_VERSION_2_2, [](HTAPILINE, HTAPICALL, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {});
  return line;
}

void ends_at_once() {
  begin([](DRV_REQUESTID, LONG) {});
  std::exit(7);
}

void ends_inside_a_callback() {
  const HDRVLINE line = begin([](DRV_REQUESTID, LONG) { std::exit(7); });
  VirtualRuntime::current().time().hurry(true);
  TSPI_lineUncompleteCall(1, line, 99);
  std::promise<void> never;
  never.get_future().wait_for(1min);  // the callback is quicker
}

TEST(AProcess, MayEndWithoutAShutdown) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(ends_at_once(), testing::ExitedWithCode(7), "");
}

TEST(AProcess, MayEndInsideACallback) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(ends_inside_a_callback(), testing::ExitedWithCode(7), "");
}

}  // namespace
}  // namespace campon::abi_test
