// A provider that was loaded by its path: each function of tspi.h, or nullptr where the library does not have it.
#pragma once

#include <memory>
#include <string>

#include "campon/tspi.h"

// Without TSPI_. Those of k_needed in library.cpp must be there; all others may be left out by a provider. [tspi: levels of service]
// clang-format off
#define CONFORMANCE_FUNCTIONS(F) \
  F(lineNegotiateTSPIVersion) F(providerEnumDevices) F(providerInit) F(providerShutdown) F(providerUIIdentify) \
  F(providerGenericDialogData) F(providerFreeDialogInstance) F(providerCreateLineDevice) F(providerCreatePhoneDevice) \
  F(providerInstall) F(providerRemove) F(providerConfig) F(lineGetExtensionID) F(lineNegotiateExtVersion) \
  F(lineSelectExtVersion) F(lineGetDevCaps) F(lineGetAddressCaps) F(lineOpen) F(lineClose) F(lineGetNumAddressIDs) \
  F(lineGetAddressID) F(lineGetID) F(lineSetDefaultMediaDetection) F(lineConditionalMediaDetection) F(lineSetStatusMessages) \
  F(lineGetLineDevStatus) F(lineGetAddressStatus) F(lineGetCallAddressID) F(lineGetCallIDs) F(lineMakeCall) F(lineDrop) \
  F(lineCloseCall) F(lineAnswer) F(lineGetCallInfo) F(lineGetCallStatus) F(lineCompleteCall) F(lineUncompleteCall) \
  F(lineDevSpecific) F(lineDevSpecificFeature) F(lineSetLineDevStatus) F(lineSetTerminal) F(lineSetMediaControl) F(lineGetIcon) \
  F(lineGetDevConfig) F(lineSetDevConfig) F(lineConfigDialog) F(lineConfigDialogEdit) F(lineMSPIdentify) \
  F(lineCreateMSPInstance) F(lineCloseMSPInstance) F(lineReceiveMSPData) F(lineGetCallHubTracking) F(lineSetCallHubTracking) \
  F(lineSetCurrentLocation) F(lineDropOnClose) F(lineDropNoOwner) F(lineAccept) F(lineAddToConference) F(lineBlindTransfer) \
  F(linePark) F(linePickup) F(linePrepareAddToConference) F(lineRedirect) F(lineReleaseUserUserInfo) \
  F(lineRemoveFromConference) F(lineSendUserUserInfo) F(lineSetCallData) F(lineSetCallParams) F(lineSetCallQualityOfService) \
  F(lineSetCallTreatment) F(lineSetupConference) F(lineSwapHold) F(lineUnpark)
// clang-format on

namespace campon::conformance {

class Library {
 public:
  // nullptr when it cannot be loaded, or when a needed function is missing; `why` says so.
  static std::unique_ptr<Library> load(const std::string& path, std::string& why);
  // Has no function at all: to name the checks.
  Library() = default;
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

#define CONFORMANCE_FUNCTION(name) decltype(&TSPI_##name) name = nullptr;
  CONFORMANCE_FUNCTIONS(CONFORMANCE_FUNCTION)
#undef CONFORMANCE_FUNCTION

  // Any symbol by its whole name; nullptr: it has none.
  [[nodiscard]] void* find(const std::string& symbol) const;

 private:
  explicit Library(void* handle);

  void* handle_ = nullptr;
};

}  // namespace campon::conformance
