// Ids of devices, addresses and calls, and the extensions that there are not.
#include <cstring>
#include <string>

#include "host.hpp"

namespace campon::abi_test {
namespace {

constexpr std::uintptr_t k_call = 10;

struct Id {
  VARSTRING head;
  char room[200];
};
Id room_for(std::size_t bytes = sizeof(Id)) {
  Id id{};
  id.head.dwTotalSize = static_cast<DWORD>(bytes);
  return id;
}

class ADeviceId : public Host {
 protected:
  LONG get(Id& id, const char* device_class, DWORD select = LINECALLSELECT_LINE, HDRVCALL call = nullptr) {
    return TSPI_lineGetID(line_, 0, call, select, &id.head, device_class, nullptr);
  }
};

TEST_F(ADeviceId, OfTheLineIsItsNumber) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  for (const DWORD select : {LINECALLSELECT_LINE, LINECALLSELECT_ADDRESS, LINECALLSELECT_CALL}) {
    Id id = room_for();
    std::memset(id.room, 0x5A, sizeof id.room);
    ASSERT_EQ(get(id, "TAPI/Line", select, call), 0);
    EXPECT_EQ(id.head.dwStringFormat, STRINGFORMAT_BINARY);
    ASSERT_EQ(id.head.dwStringSize, sizeof(DWORD));
    DWORD number = 99;
    std::memcpy(&number, reinterpret_cast<char*>(&id) + id.head.dwStringOffset, sizeof number);
    EXPECT_EQ(number, 0u);
  }
}

TEST_F(ADeviceId, OfThePortIsItsPath) {
  Id id = room_for();
  ASSERT_EQ(get(id, "comm/datamodem/portname"), 0);
  EXPECT_EQ(id.head.dwStringFormat, STRINGFORMAT_ASCII);
  const std::string text = reinterpret_cast<char*>(&id) + id.head.dwStringOffset;
  EXPECT_FALSE(text.empty());
  EXPECT_EQ(id.head.dwStringSize, text.size() + 1);
}

TEST_F(ADeviceId, WithoutRoomSaysWhatItNeeds) {
  Id small = room_for(sizeof(VARSTRING) - 1), exact = room_for(sizeof(VARSTRING)), almost = room_for(sizeof(VARSTRING) + 3);
  EXPECT_EQ(get(small, "tapi/line"), error(LINEERR_STRUCTURETOOSMALL));
  for (Id* id : {&exact, &almost}) {
    EXPECT_EQ(get(*id, "tapi/line"), 0);
    EXPECT_EQ(id->head.dwNeededSize, sizeof(VARSTRING) + sizeof(DWORD));
    EXPECT_EQ(id->head.dwUsedSize, sizeof(VARSTRING));
    EXPECT_EQ(id->head.dwStringSize, 0u);
    EXPECT_EQ(id->head.dwStringOffset, 0u);
  }
}

TEST_F(ADeviceId, OfAnotherClassIsNotOffered) {
  for (const char* device_class : {"", "wave/in", "tapi/phone", "tapi/lin", "tapi/line ", "comm/datamodem", "\xC3\xA9"}) {
    Id id = room_for();
    EXPECT_EQ(get(id, device_class), error(LINEERR_OPERATIONUNAVAIL)) << device_class;
  }
}

TEST_F(ADeviceId, OfNothingThatIsThereIsRefused) {
  Id id = room_for();
  for (const DWORD select : {0u, 3u, 8u, 0xFFFFFFFFu}) EXPECT_EQ(get(id, "tapi/line", select), error(LINEERR_INVALCALLSELECT)) << select;
  EXPECT_EQ(get(id, "tapi/line", LINECALLSELECT_CALL, nullptr), error(LINEERR_INVALCALLHANDLE));
  EXPECT_EQ(TSPI_lineGetID(line_, 1, nullptr, LINECALLSELECT_ADDRESS, &id.head, "tapi/line", nullptr), error(LINEERR_INVALADDRESSID));
  EXPECT_EQ(TSPI_lineGetID(nullptr, 0, nullptr, LINECALLSELECT_LINE, &id.head, "tapi/line", nullptr), error(LINEERR_INVALLINEHANDLE));
  EXPECT_EQ(TSPI_lineGetID(line_, 0, nullptr, LINECALLSELECT_LINE, nullptr, "tapi/line", nullptr), error(LINEERR_INVALPOINTER));
  EXPECT_EQ(get(id, nullptr), error(LINEERR_INVALPOINTER));
}

TEST_F(ADeviceId, HasItsClassInTheList) {
  struct {
    LINEDEVCAPS caps;
    char texts[400];
  } room{};
  room.caps.dwTotalSize = sizeof room;
  ASSERT_EQ(TSPI_lineGetDevCaps(0, TSPI_VERSION_2_2, 0, &room.caps), 0);
  const std::string list(reinterpret_cast<char*>(&room) + room.caps.dwDeviceClassesOffset, room.caps.dwDeviceClassesSize);
  EXPECT_EQ(list, std::string("tapi/line\0comm/datamodem/portname\0\0", 35));
}

class ALineGuid : public Host {
 protected:
  void SetUp() override {}
  std::string guid(DWORD device) {
    LINEDEVCAPS caps{};
    caps.dwTotalSize = sizeof caps;
    EXPECT_EQ(TSPI_lineGetDevCaps(device, TSPI_VERSION_2_2, 0, &caps), 0);
    return std::string(reinterpret_cast<const char*>(&caps.PermanentLineGuid), sizeof(GUID));
  }
};

TEST_F(ALineGuid, StaysWithTheLineAndNotWithItsPlace) {
  setting().numbers = {"5550100", "5550101"};
  init();
  const std::string first = guid(0), second = guid(1);
  EXPECT_NE(first, second);
  ASSERT_EQ(shutdown(), 0);
  setting().numbers = {"5550101", "5550100"};
  init();
  EXPECT_EQ(guid(0), second);
  EXPECT_EQ(guid(1), first);
}

class AnAddressId : public Host {};

TEST_F(AnAddressId, OfACallIsZero) {
  const HDRVCALL call = call_until("5550123", k_call, LINECALLSTATE_CONNECTED);
  DWORD address = 7, of_call = 7, id = 0, related = 7;
  EXPECT_EQ(TSPI_lineGetCallAddressID(call, &address), 0);
  EXPECT_EQ(address, 0u);
  EXPECT_EQ(TSPI_lineGetCallIDs(call, &of_call, &id, &related), 0);
  EXPECT_EQ(of_call, 0u);
  EXPECT_EQ(related, 0u);
  EXPECT_EQ(id, info(call).dwCallID);
  EXPECT_EQ(TSPI_lineGetCallAddressID(nullptr, &address), error(LINEERR_INVALCALLHANDLE));
  EXPECT_EQ(TSPI_lineGetCallAddressID(call, nullptr), error(LINEERR_INVALPOINTER));
  EXPECT_EQ(TSPI_lineGetCallIDs(call, &of_call, nullptr, &related), error(LINEERR_INVALPOINTER));
}

TEST_F(AnAddressId, CannotBeFoundByANumber) {
  DWORD address = 7;
  EXPECT_EQ(TSPI_lineGetAddressID(line_, &address, LINEADDRESSMODE_DIALABLEADDR, "5550100", 8), error(LINEERR_OPERATIONUNAVAIL));
  for (const DWORD mode : {0u, LINEADDRESSMODE_ADDRESSID, 3u, 4u})
    EXPECT_EQ(TSPI_lineGetAddressID(line_, &address, mode, "5550100", 8), error(LINEERR_INVALADDRESSMODE)) << mode;
  EXPECT_EQ(TSPI_lineGetAddressID(nullptr, &address, LINEADDRESSMODE_DIALABLEADDR, "1", 2), error(LINEERR_INVALLINEHANDLE));
  EXPECT_EQ(TSPI_lineGetAddressID(line_, nullptr, LINEADDRESSMODE_DIALABLEADDR, "1", 2), error(LINEERR_INVALPOINTER));
  EXPECT_EQ(TSPI_lineGetAddressID(line_, &address, LINEADDRESSMODE_DIALABLEADDR, nullptr, 2), error(LINEERR_INVALPOINTER));
  EXPECT_EQ(address, 7u);
}

class AnExtension : public Host {};

TEST_F(AnExtension, IsNotSpoken) {
  LINEEXTENSIONID id{1, 2, 3, 4};
  EXPECT_EQ(TSPI_lineGetExtensionID(0, TSPI_VERSION_2_2, &id), 0);
  EXPECT_EQ(id.dwExtensionID0 | id.dwExtensionID1 | id.dwExtensionID2 | id.dwExtensionID3, 0u);
  EXPECT_EQ(TSPI_lineGetExtensionID(1, TSPI_VERSION_2_2, &id), error(LINEERR_BADDEVICEID));
  EXPECT_EQ(TSPI_lineGetExtensionID(0, 0x00010003, &id), error(LINEERR_INCOMPATIBLEAPIVERSION));
  EXPECT_EQ(TSPI_lineGetExtensionID(0, TSPI_VERSION_2_2, nullptr), error(LINEERR_INVALPOINTER));
}

TEST_F(AnExtension, CannotBeSelected) {
  DWORD version = 7;
  EXPECT_EQ(TSPI_lineNegotiateExtVersion(0, TSPI_VERSION_2_2, 0, 0xFFFFFFFF, &version), error(LINEERR_OPERATIONUNAVAIL));
  EXPECT_EQ(version, 7u);
  EXPECT_EQ(TSPI_lineNegotiateExtVersion(INITIALIZE_NEGOTIATION, TSPI_VERSION_2_2, 0, 1, &version), error(LINEERR_BADDEVICEID));
  EXPECT_EQ(TSPI_lineSelectExtVersion(line_, 0), 0);
  EXPECT_EQ(TSPI_lineSelectExtVersion(line_, 0x00010000), error(LINEERR_OPERATIONUNAVAIL));
  EXPECT_EQ(TSPI_lineSelectExtVersion(nullptr, 0), error(LINEERR_INVALLINEHANDLE));
}

TEST_F(AnExtension, IsRefusedWithTheCapabilities) {
  LINEDEVCAPS dev{};
  dev.dwTotalSize = sizeof dev;
  LINEADDRESSCAPS address{};
  address.dwTotalSize = sizeof address;
  EXPECT_EQ(TSPI_lineGetDevCaps(0, TSPI_VERSION_2_2, 1, &dev), error(LINEERR_INCOMPATIBLEEXTVERSION));
  EXPECT_EQ(TSPI_lineGetAddressCaps(0, 0, TSPI_VERSION_2_2, 1, &address), error(LINEERR_INCOMPATIBLEEXTVERSION));
}

class AMediaMode : public Host {};

TEST_F(AMediaMode, ThatIsTestedChangesNothing) {
  ASSERT_EQ(TSPI_lineSetDefaultMediaDetection(line_, 0), 0);
  EXPECT_EQ(TSPI_lineConditionalMediaDetection(line_, LINEMEDIAMODE_INTERACTIVEVOICE, nullptr), 0);
  EXPECT_EQ(TSPI_lineConditionalMediaDetection(line_, LINEMEDIAMODE_DATAMODEM, nullptr), error(LINEERR_INVALMEDIAMODE));
  EXPECT_EQ(TSPI_lineConditionalMediaDetection(nullptr, 0, nullptr), error(LINEERR_INVALLINEHANDLE));
  LINECALLPARAMS params{};
  params.dwTotalSize = sizeof params;
  params.dwBearerMode = LINEBEARERMODE_DATA;
  EXPECT_EQ(TSPI_lineConditionalMediaDetection(line_, LINEMEDIAMODE_INTERACTIVEVOICE, &params), error(LINEERR_INVALBEARERMODE));
  at_exchange([](sim::Simulator& exchange) { EXPECT_TRUE(exchange.call_line("5550100", "5550177", 20s)); });
  wait(1min);
  for (const Told& each : told()) EXPECT_NE(each.message, LINE_NEWCALL);
}

}  // namespace
}  // namespace campon::abi_test
