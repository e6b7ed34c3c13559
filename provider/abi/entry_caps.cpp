// What lines and addresses can do.
#include <algorithm>
#include <string>

#include "provider/abi/abi_timers.hpp"
#include "provider/abi/call_params.hpp"
#include "provider/abi/device_class.hpp"
#include "provider/abi/instance.hpp"
#include "provider/abi/state_map.hpp"
#include "provider/abi/structure_writer.hpp"
#include "provider/abi/versions.hpp"

namespace campon::provider::abi {

namespace {

// FNV-1a, 64 bit.
std::uint64_t hash(std::string_view text, std::uint64_t value) {
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return value;
}

// Made of the line's name alone, so that it stays when the configuration is put in another order. [RFC 9562 5.8]
GUID permanent_guid(const std::string& name) {
  const std::uint64_t high = hash(name, 0xCBF29CE484222325), low = hash(name, high);
  GUID guid{static_cast<DWORD>(high), static_cast<WORD>(high >> 32), static_cast<WORD>((high >> 48 & 0x0FFF) | 0x8000), {}};
  for (unsigned i = 0; i < 8; ++i) guid.Data4[i] = static_cast<std::uint8_t>(low >> (8 * i));
  guid.Data4[0] = static_cast<std::uint8_t>((guid.Data4[0] & 0x3F) | 0x80);
  return guid;
}

DWORD milliseconds(env::Duration time) { return static_cast<DWORD>(std::chrono::duration_cast<std::chrono::milliseconds>(time).count()); }

LONG dev_caps(Instance& running, DWORD device_id, DWORD version, LPLINEDEVCAPS out) {
  const LineProvider* line = running.device(device_id);
  if (line == nullptr) return failure(LINEERR_BADDEVICEID);
  StructureWriter writer(out, fixed_size<LINEDEVCAPS>(version));
  auto& caps = writer.fields;
  caps.dwPermanentLineID = device_id - running.device_base();
  caps.dwStringFormat = STRINGFORMAT_ASCII;  // UTF-8
  caps.dwAddressModes = LINEADDRESSMODE_ADDRESSID;
  caps.dwNumAddresses = 1;
  caps.dwBearerModes = LINEBEARERMODE_VOICE | LINEBEARERMODE_SPEECH;
  caps.dwMediaModes = k_media_modes;
  caps.dwDevCapFlags = LINEDEVCAPFLAGS_CLOSEDROP;
  caps.dwMaxNumActiveCalls = 1;
  caps.dwAnswerMode = LINEANSWERMODE_NONE;
  caps.dwRingModes = ring_modes(line->capabilities());
  caps.dwLineStates =
      LINEDEVSTATE_RINGING | LINEDEVSTATE_NUMCOMPLETIONS | LINEDEVSTATE_COMPLCANCEL | LINEDEVSTATE_INSERVICE | LINEDEVSTATE_OUTOFSERVICE;
  caps.dwLineFeatures = LINEFEATURE_MAKECALL;
  const AddressCapabilities can = line->capabilities();
  caps.dwGenerateDigitModes = can.sends_digits ? LINEDIGITMODE_DTMF : 0;
  caps.dwMonitorDigitModes = can.hears_digits ? LINEDIGITMODE_DTMF : 0;
  if (can.hears_digits) {
    caps.dwGatherDigitsMinTimeout = milliseconds(k_abi_timers.gather_shortest);
    caps.dwGatherDigitsMaxTimeout = milliseconds(k_abi_timers.gather_longest);
  }
  caps.PermanentLineGuid = permanent_guid(line->name());
  writer.text("Campon", caps.dwProviderInfoSize, caps.dwProviderInfoOffset);
  writer.text(line->network().title, caps.dwSwitchInfoSize, caps.dwSwitchInfoOffset);
  writer.text(line->name(), caps.dwLineNameSize, caps.dwLineNameOffset);
  if (version >= TSPI_VERSION_2_0) writer.text(device_classes(*line), caps.dwDeviceClassesSize, caps.dwDeviceClassesOffset);
  return writer.finish();
}

// Entries of equal length, each with its NUL. [LINEADDRESSCAPS dwCompletionMsgTextEntrySize]
void messages(StructureWriter<LINEADDRESSCAPS>& writer, const std::vector<std::string>& texts) {
  auto& caps = writer.fields;
  std::size_t entry = 0;
  for (const auto& text : texts) entry = std::max(entry, text.size() + 1);
  caps.dwNumCompletionMessages = static_cast<DWORD>(texts.size());
  caps.dwCompletionMsgTextEntrySize = static_cast<DWORD>(entry);
  if (texts.empty()) return;
  writer.bytes(entry * texts.size(), caps.dwCompletionMsgTextSize, caps.dwCompletionMsgTextOffset, [&](std::byte* to) {
    std::fill_n(to, entry * texts.size(), std::byte{0});
    for (std::size_t i = 0; i < texts.size(); ++i) std::memcpy(to + i * entry, texts[i].data(), texts[i].size());
  });
}

LONG address_caps(Instance& running, DWORD device_id, DWORD version, LPLINEADDRESSCAPS out) {
  const LineProvider* line = running.device(device_id);
  if (line == nullptr) return failure(LINEERR_BADDEVICEID);
  const AddressCapabilities can = line->capabilities();
  StructureWriter writer(out, fixed_size<LINEADDRESSCAPS>(version));
  auto& caps = writer.fields;
  caps.dwLineDeviceID = device_id;
  caps.dwAddressSharing = LINEADDRESSSHARING_PRIVATE;
  caps.dwAddressStates = LINEADDRESSSTATE_NUMCALLS | LINEADDRESSSTATE_INUSEONE | LINEADDRESSSTATE_INUSEZERO;
  caps.dwCallInfoStates = LINECALLINFOSTATE_CALLERID | LINECALLINFOSTATE_COMPLETIONID | LINECALLINFOSTATE_REASON |
                          LINECALLINFOSTATE_APPSPECIFIC | LINECALLINFOSTATE_MEDIAMODE;
  caps.dwCallerIDFlags = LINECALLPARTYID_ADDRESS | LINECALLPARTYID_NAME | LINECALLPARTYID_BLOCKED | LINECALLPARTYID_UNKNOWN;
  caps.dwCalledIDFlags = LINECALLPARTYID_ADDRESS | LINECALLPARTYID_UNAVAIL;
  caps.dwConnectedIDFlags = caps.dwRedirectionIDFlags = caps.dwRedirectingIDFlags = LINECALLPARTYID_UNAVAIL;
  caps.dwCallStates = k_call_states;
  caps.dwDialToneModes = LINEDIALTONEMODE_NORMAL | LINEDIALTONEMODE_SPECIAL;
  caps.dwBusyModes = LINEBUSYMODE_STATION | LINEBUSYMODE_TRUNK | LINEBUSYMODE_UNAVAIL;
  caps.dwSpecialInfo = LINESPECIALINFO_NOCIRCUIT | LINESPECIALINFO_CUSTIRREG | LINESPECIALINFO_REORDER | LINESPECIALINFO_UNAVAIL;
  caps.dwDisconnectModes = disconnect_modes(version);
  caps.dwMaxNumActiveCalls = 1;
  caps.dwAddrCapFlags = LINEADDRCAPFLAGS_COMPLETIONID | LINEADDRCAPFLAGS_DIALED | (can.dials_in_parts ? LINEADDRCAPFLAGS_PARTIALDIAL : 0);
  caps.dwCallFeatures = LINECALLFEATURE_ANSWER | LINECALLFEATURE_DROP | (can.completion_modes != 0 ? LINECALLFEATURE_COMPLETECALL : 0) |
                        digit_features(can.sends_digits, can.hears_digits) | (can.dials_in_parts ? LINECALLFEATURE_DIAL : 0);
  caps.dwMaxCallCompletions = static_cast<DWORD>(can.max_completions);
  caps.dwCallCompletionConds = completion_conditions(can.completion_conditions);
  caps.dwCallCompletionModes = completion_modes(can.completion_modes);
  caps.dwAddressFeatures = LINEADDRFEATURE_MAKECALL | (can.can_cancel ? LINEADDRFEATURE_UNCOMPLETECALL : 0);
  caps.dwCallFeatures2 = completion_features(can.completion_modes);
  caps.dwConnectedModes = LINECONNECTEDMODE_ACTIVE | LINECONNECTEDMODE_CONFIRMED;
  caps.dwOfferingModes = LINEOFFERINGMODE_ACTIVE;
  caps.dwAvailableMediaModes = LINEMEDIAMODE_INTERACTIVEVOICE;
  messages(writer, can.messages);
  return writer.finish();
}

LONG check_version(DWORD version) { return is_version(version) ? 0 : failure(LINEERR_INCOMPATIBLEAPIVERSION); }

LONG check_versions(DWORD version, DWORD extension) {
  if (const LONG bad = check_version(version); bad != 0) return bad;
  return extension == 0 ? 0 : failure(LINEERR_INCOMPATIBLEEXTVERSION);
}

}  // namespace

}  // namespace campon::provider::abi

using namespace campon::provider::abi;

LONG TSPI_lineGetDevCaps(DWORD dwDeviceID, DWORD dwTSPIVersion, DWORD dwExtVersion, LPLINEDEVCAPS lpLineDevCaps) {
  if (lpLineDevCaps == nullptr) return failure(LINEERR_INVALPOINTER);
  if (const LONG bad = check_versions(dwTSPIVersion, dwExtVersion); bad != 0) return bad;
  return entry([=](Instance& running) { return dev_caps(running, dwDeviceID, dwTSPIVersion, lpLineDevCaps); });
}

LONG TSPI_lineGetAddressCaps(DWORD dwDeviceID, DWORD dwAddressID, DWORD dwTSPIVersion, DWORD dwExtVersion,
                             LPLINEADDRESSCAPS lpAddressCaps) {
  if (lpAddressCaps == nullptr) return failure(LINEERR_INVALPOINTER);
  if (dwAddressID != 0) return failure(LINEERR_INVALADDRESSID);
  if (const LONG bad = check_versions(dwTSPIVersion, dwExtVersion); bad != 0) return bad;
  return entry([=](Instance& running) { return address_caps(running, dwDeviceID, dwTSPIVersion, lpAddressCaps); });
}

LONG TSPI_lineGetExtensionID(DWORD dwDeviceID, DWORD dwTSPIVersion, LPLINEEXTENSIONID lpExtensionID) {
  if (lpExtensionID == nullptr) return failure(LINEERR_INVALPOINTER);
  if (const LONG bad = check_version(dwTSPIVersion); bad != 0) return bad;
  return entry([=](Instance& running) -> LONG {
    if (running.device(dwDeviceID) == nullptr) return failure(LINEERR_BADDEVICEID);
    *lpExtensionID = {};
    return 0;
  });
}

LONG TSPI_lineNegotiateExtVersion(DWORD dwDeviceID, DWORD dwTSPIVersion, DWORD /*dwLowVersion*/, DWORD /*dwHighVersion*/,
                                  LPDWORD lpdwExtVersion) {
  if (lpdwExtVersion == nullptr) return failure(LINEERR_INVALPOINTER);
  if (const LONG bad = check_version(dwTSPIVersion); bad != 0) return bad;
  return entry(
      [=](Instance& running) { return failure(running.device(dwDeviceID) == nullptr ? LINEERR_BADDEVICEID : LINEERR_OPERATIONUNAVAIL); });
}
