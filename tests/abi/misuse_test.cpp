// Callers that pass nonsense: every entry point answers it, and nothing else happens.
#include <cstring>
#include <string>

#include "host.hpp"

namespace campon::abi_test {
namespace {

constexpr std::uintptr_t k_call = 10;

HDRVLINE line_handle(std::uintptr_t value) { return reinterpret_cast<HDRVLINE>(value); }
HDRVCALL call_handle(std::uintptr_t value) { return reinterpret_cast<HDRVCALL>(value); }

class AHandleOfTheHost : public Host {
 protected:
  void rejects_line(HDRVLINE line) {
    const LONG bad = error(LINEERR_INVALLINEHANDLE);
    DWORD number = 0;
    HDRVCALL call = nullptr;
    LINEDEVSTATUS dev{};
    dev.dwTotalSize = sizeof dev;
    LINEADDRESSSTATUS address{};
    address.dwTotalSize = sizeof address;
    EXPECT_EQ(TSPI_lineClose(line), bad);
    EXPECT_EQ(TSPI_lineGetNumAddressIDs(line, &number), bad);
    EXPECT_EQ(TSPI_lineSetDefaultMediaDetection(line, 0), bad);
    EXPECT_EQ(TSPI_lineSetStatusMessages(line, 0, 0), bad);
    EXPECT_EQ(TSPI_lineGetLineDevStatus(line, &dev), bad);
    EXPECT_EQ(TSPI_lineGetAddressStatus(line, 0, &address), bad);
    EXPECT_EQ(TSPI_lineMakeCall(next_request(), line, nullptr, &call, "5550123", 0, nullptr), bad);
    EXPECT_EQ(TSPI_lineUncompleteCall(next_request(), line, 1), bad);
    VARSTRING id{};
    id.dwTotalSize = sizeof id;
    EXPECT_EQ(TSPI_lineGetID(line, 0, nullptr, LINECALLSELECT_LINE, &id, "tapi/line", nullptr), bad);
    EXPECT_EQ(TSPI_lineGetAddressID(line, &number, LINEADDRESSMODE_DIALABLEADDR, "1", 2), bad);
    EXPECT_EQ(TSPI_lineSelectExtVersion(line, 0), bad);
    EXPECT_EQ(TSPI_lineConditionalMediaDetection(line, 0, nullptr), bad);
  }
  void rejects_call(HDRVCALL call) {
    const LONG bad = error(LINEERR_INVALCALLHANDLE);
    DWORD id = 0;
    LINECALLINFO info{};
    info.dwTotalSize = sizeof info;
    LINECALLSTATUS status{};
    status.dwTotalSize = sizeof status;
    EXPECT_EQ(TSPI_lineAnswer(next_request(), call, nullptr, 0), bad);
    EXPECT_EQ(TSPI_lineDrop(next_request(), call, nullptr, 0), bad);
    EXPECT_EQ(TSPI_lineCloseCall(call), bad);
    EXPECT_EQ(TSPI_lineGetCallInfo(call, &info), bad);
    EXPECT_EQ(TSPI_lineGetCallStatus(call, &status), bad);
    EXPECT_EQ(TSPI_lineCompleteCall(next_request(), call, &id, LINECALLCOMPLMODE_CALLBACK, 0), bad);
    EXPECT_EQ(TSPI_lineGetCallAddressID(call, &id), bad);
    EXPECT_EQ(TSPI_lineGetCallIDs(call, &id, &id, &id), bad);
    VARSTRING device{};
    device.dwTotalSize = sizeof device;
    EXPECT_EQ(TSPI_lineGetID(line_, 0, call, LINECALLSELECT_CALL, &device, "tapi/line", nullptr), bad);
  }
  std::uintptr_t line_number() { return reinterpret_cast<std::uintptr_t>(line_); }
};

TEST_F(AHandleOfTheHost, ThatIsNoLineIsRejected) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  for (const auto invented : {std::uintptr_t{0}, std::uintptr_t{1}, line_number() + 1, line_number() + 16, ~std::uintptr_t{0}})
    rejects_line(line_handle(invented));
  rejects_line(line_handle(reinterpret_cast<std::uintptr_t>(call)));
  wait(1s);
  EXPECT_EQ(status(call).dwCallState, LINECALLSTATE_CONNECTED);
}

TEST_F(AHandleOfTheHost, ThatIsNoCallIsRejected) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  const auto number = reinterpret_cast<std::uintptr_t>(call);
  for (const auto invented : {std::uintptr_t{0}, std::uintptr_t{1}, number + 1, number + 16, ~std::uintptr_t{0}})
    rejects_call(call_handle(invented));
  rejects_call(call_handle(line_number()));
  EXPECT_EQ(status(call).dwCallState, LINECALLSTATE_CONNECTED);
}

TEST_F(AHandleOfTheHost, ThatIsStaleIsRejected) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  ASSERT_EQ(TSPI_lineCloseCall(call), 0);
  rejects_call(call);
  const HDRVLINE line = line_;
  ASSERT_EQ(close(line), 0);
  rejects_line(line);
  line_ = open(0, 1);
  rejects_line(line);
}

class AMissingPointer : public Host {};

TEST_F(AMissingPointer, IsAnsweredEverywhere) {
  const LONG bad = error(LINEERR_INVALPOINTER);
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  DWORD number = 0;
  HDRVLINE line = nullptr;
  const auto event = [](HTAPILINE, HTAPICALL, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {};
  const auto completion = [](DRV_REQUESTID, LONG) {};
  EXPECT_EQ(TSPI_lineNegotiateTSPIVersion(0, TSPI_VERSION_2_0, TSPI_VERSION_2_2, nullptr), bad);
  EXPECT_EQ(TSPI_providerEnumDevices(1, nullptr, &number, nullptr, nullptr, nullptr), bad);
  EXPECT_EQ(TSPI_providerEnumDevices(1, &number, nullptr, nullptr, nullptr, nullptr), bad);
  EXPECT_EQ(TSPI_providerInit(TSPI_VERSION_2_2, 1, 0, 0, 1, 0, nullptr, &number), bad);
  EXPECT_EQ(TSPI_providerInit(TSPI_VERSION_2_2, 1, 0, 0, 1, 0, completion, nullptr), bad);
  EXPECT_EQ(TSPI_lineGetDevCaps(0, TSPI_VERSION_2_2, 0, nullptr), bad);
  EXPECT_EQ(TSPI_lineGetAddressCaps(0, 0, TSPI_VERSION_2_2, 0, nullptr), bad);
  EXPECT_EQ(TSPI_lineOpen(0, nullptr, nullptr, TSPI_VERSION_2_2, event), bad);
  EXPECT_EQ(TSPI_lineOpen(0, nullptr, &line, TSPI_VERSION_2_2, nullptr), bad);
  EXPECT_EQ(TSPI_lineGetNumAddressIDs(line_, nullptr), bad);
  EXPECT_EQ(TSPI_lineGetLineDevStatus(line_, nullptr), bad);
  EXPECT_EQ(TSPI_lineGetAddressStatus(line_, 0, nullptr), bad);
  EXPECT_EQ(TSPI_lineMakeCall(next_request(), line_, nullptr, nullptr, "5550123", 0, nullptr), bad);
  EXPECT_EQ(TSPI_lineGetCallInfo(call, nullptr), bad);
  EXPECT_EQ(TSPI_lineGetCallStatus(call, nullptr), bad);
  EXPECT_EQ(TSPI_lineCompleteCall(next_request(), call, nullptr, LINECALLCOMPLMODE_CALLBACK, 0), bad);
}

TEST_F(AMissingPointer, ToUserInformationIsNoMistake) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  EXPECT_EQ(TSPI_lineDrop(next_request(), call, nullptr, 100), static_cast<LONG>(2));
}

class ASmallStructure : public Host {
 protected:
  // One byte less than the fixed part, and the four bytes of its size only.
  template <class Structure, class Call>
  void is_answered(Call call, DWORD fixed = sizeof(Structure)) {
    for (const DWORD total : {DWORD{0}, DWORD{4}, DWORD{20}, fixed - 1}) {
      Structure out;
      std::memset(&out, 0x5A, sizeof out);
      out.dwTotalSize = total;
      EXPECT_EQ(call(&out), error(LINEERR_STRUCTURETOOSMALL)) << total;
      EXPECT_EQ(out.dwNeededSize, 0x5A5A5A5Au);
      EXPECT_EQ(out.dwUsedSize, 0x5A5A5A5Au);
      EXPECT_EQ(out.dwTotalSize, total);
    }
    Structure out{};
    out.dwTotalSize = fixed;
    EXPECT_EQ(call(&out), 0);
  }
};

TEST_F(ASmallStructure, IsAnsweredEverywhere) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  is_answered<LINEDEVCAPS>([](auto* out) { return TSPI_lineGetDevCaps(0, TSPI_VERSION_2_2, 0, out); });
  is_answered<LINEDEVCAPS>([](auto* out) { return TSPI_lineGetDevCaps(0, TSPI_VERSION_2_1, 0, out); }, 252);
  is_answered<LINEADDRESSCAPS>([](auto* out) { return TSPI_lineGetAddressCaps(0, 0, TSPI_VERSION_2_2, 0, out); });
  is_answered<LINEDEVSTATUS>([&](auto* out) { return TSPI_lineGetLineDevStatus(line_, out); });
  is_answered<LINEADDRESSSTATUS>([&](auto* out) { return TSPI_lineGetAddressStatus(line_, 0, out); });
  is_answered<LINECALLINFO>([&](auto* out) { return TSPI_lineGetCallInfo(call, out); });
  is_answered<LINECALLSTATUS>([&](auto* out) { return TSPI_lineGetCallStatus(call, out); });
}

TEST_F(ASmallStructure, WithRoomForItsTextsHasThem) {
  struct {
    LINEDEVCAPS caps;
    char texts[200];
  } room{};
  room.caps.dwTotalSize = sizeof room;
  ASSERT_EQ(TSPI_lineGetDevCaps(0, TSPI_VERSION_2_2, 0, &room.caps), 0);
  EXPECT_EQ(room.caps.dwNeededSize, room.caps.dwUsedSize);
  EXPECT_STREQ(reinterpret_cast<const char*>(&room) + room.caps.dwLineNameOffset, "line 5550100");
  EXPECT_EQ(room.caps.dwLineNameSize, std::string("line 5550100").size() + 1);
  EXPECT_EQ(room.caps.dwStringFormat, STRINGFORMAT_ASCII);
}

class ARequestId : public Host {};

TEST_F(ARequestId, MustBeOneThatTapiGives) {
  HDRVCALL call = nullptr;
  for (const DRV_REQUESTID id : {0u, 0x80000000u, 0xFFFFFFFFu}) {
    EXPECT_EQ(TSPI_lineMakeCall(id, line_, nullptr, &call, "5550123", 0, nullptr), error(LINEERR_INVALPARAM)) << id;
    EXPECT_EQ(TSPI_lineUncompleteCall(id, line_, 1), error(LINEERR_INVALPARAM)) << id;
  }
  EXPECT_EQ(TSPI_lineUncompleteCall(0x7FFFFFFF, line_, 99), 0x7FFFFFFF);
  EXPECT_EQ(reply_to(0x7FFFFFFF), error(LINEERR_INVALCOMPLETIONID));
}

TEST_F(ARequestId, MustNotBeInUse) {
  HDRVCALL call = nullptr;
  const DRV_REQUESTID id = next_request();
  ASSERT_EQ(TSPI_lineMakeCall(id, line_, reinterpret_cast<HTAPICALL>(k_call), &call, "5550123", 0, nullptr), static_cast<LONG>(id));
  EXPECT_EQ(TSPI_lineDrop(id, call, nullptr, 0), error(LINEERR_INVALPARAM));
  EXPECT_EQ(reply_to(id), 0);
  EXPECT_EQ(count_replies(id), 1);
  EXPECT_TRUE(wait_for_state(k_call, LINECALLSTATE_CONNECTED));
}

class AnUnknownPlace : public Host {};

TEST_F(AnUnknownPlace, IsAnsweredEverywhere) {
  LINEDEVCAPS dev{};
  dev.dwTotalSize = sizeof dev;
  LINEADDRESSCAPS address{};
  address.dwTotalSize = sizeof address;
  LINEADDRESSSTATUS status{};
  status.dwTotalSize = sizeof status;
  HDRVLINE line = nullptr;
  DWORD version = 0;
  const auto event = [](HTAPILINE, HTAPICALL, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {};
  for (const DWORD device : {1u, 0x80000000u, 0xFFFFFFFFu}) {
    EXPECT_EQ(TSPI_lineGetDevCaps(device, TSPI_VERSION_2_2, 0, &dev), error(LINEERR_BADDEVICEID));
    EXPECT_EQ(TSPI_lineGetAddressCaps(device, 0, TSPI_VERSION_2_2, 0, &address), error(LINEERR_BADDEVICEID));
    EXPECT_EQ(TSPI_lineOpen(device, nullptr, &line, TSPI_VERSION_2_2, event), error(LINEERR_BADDEVICEID));
  }
  EXPECT_EQ(TSPI_lineNegotiateTSPIVersion(1, TSPI_VERSION_2_0, TSPI_VERSION_2_2, &version), error(LINEERR_BADDEVICEID));
  EXPECT_EQ(TSPI_lineGetAddressCaps(0, 1, TSPI_VERSION_2_2, 0, &address), error(LINEERR_INVALADDRESSID));
  EXPECT_EQ(TSPI_lineGetAddressStatus(line_, 1, &status), error(LINEERR_INVALADDRESSID));
  EXPECT_EQ(line, nullptr);
}

TEST_F(AnUnknownPlace, InTheVersionsIsAnsweredEverywhere) {
  const LONG bad = error(LINEERR_INCOMPATIBLEAPIVERSION);
  LINEDEVCAPS dev{};
  dev.dwTotalSize = sizeof dev;
  LINEADDRESSCAPS address{};
  address.dwTotalSize = sizeof address;
  HDRVLINE line = nullptr;
  DWORD options = 0;
  const auto event = [](HTAPILINE, HTAPICALL, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {};
  for (const DWORD version : {0u, 0x00010003u, 0x00010005u, 0x00020003u, 0x00030000u, 0xFFFFFFFFu}) {
    EXPECT_EQ(TSPI_lineGetDevCaps(0, version, 0, &dev), bad);
    EXPECT_EQ(TSPI_lineGetAddressCaps(0, 0, version, 0, &address), bad);
    EXPECT_EQ(TSPI_lineOpen(0, nullptr, &line, version, event), bad);
    EXPECT_EQ(TSPI_providerInit(
                  version, 1, 0, 0, 1, 0, [](DRV_REQUESTID, LONG) {}, &options),
              bad);
  }
}

TEST_F(AnUnknownPlace, IsALineThatIsOpenAlready) {
  HDRVLINE line = nullptr;
  EXPECT_EQ(TSPI_lineOpen(0, nullptr, &line, TSPI_VERSION_2_2, [](HTAPILINE, HTAPICALL, DWORD, DWORD_PTR, DWORD_PTR, DWORD_PTR) {}),
            error(LINEERR_ALLOCATED));
  EXPECT_EQ(line, nullptr);
}

class AnOrderInTheWrongState : public Host {};

TEST_F(AnOrderInTheWrongState, IsRefused) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  DWORD id = 0;
  EXPECT_EQ(answer(call), error(LINEERR_INVALCALLSTATE));
  EXPECT_EQ(complete(call, LINECALLCOMPLMODE_CALLBACK, &id), error(LINEERR_INVALCALLSTATE));
}

}  // namespace
}  // namespace campon::abi_test
