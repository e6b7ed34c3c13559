// The versions of TSPI that are spoken, and how long the fixed part of each structure is in each. [tspi.md 3.5]
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "campon/tspi.h"

namespace campon::provider::abi {

inline constexpr auto k_versions = std::to_array<DWORD>({TSPI_VERSION_1_4, TSPI_VERSION_2_0, TSPI_VERSION_2_1, TSPI_VERSION_2_2});

constexpr bool is_version(DWORD version) { return std::find(k_versions.begin(), k_versions.end(), version) != k_versions.end(); }

// The highest within both bounds; nothing when there is none.
constexpr std::optional<DWORD> highest_version(DWORD low, DWORD high) {
  std::optional<DWORD> best;
  for (const DWORD version : k_versions)
    if (version >= low && version <= high) best = version;
  return best;
}

// In bytes; beyond it nothing of a structure is read or written as a field.
template <class Structure>
std::size_t fixed_size(DWORD version);

template <>
constexpr std::size_t fixed_size<LINEDEVCAPS>(DWORD version) {
  if (version < TSPI_VERSION_2_0) return offsetof(LINEDEVCAPS, dwSettableDevStatus);
  return version < TSPI_VERSION_2_2 ? offsetof(LINEDEVCAPS, PermanentLineGuid) : sizeof(LINEDEVCAPS);
}
template <>
constexpr std::size_t fixed_size<LINEADDRESSCAPS>(DWORD version) {
  return version < TSPI_VERSION_2_0 ? offsetof(LINEADDRESSCAPS, dwPredictiveAutoTransferStates) : sizeof(LINEADDRESSCAPS);
}
template <>
constexpr std::size_t fixed_size<LINEDEVSTATUS>(DWORD version) {
  return version < TSPI_VERSION_2_0 ? offsetof(LINEDEVSTATUS, dwAvailableMediaModes) : sizeof(LINEDEVSTATUS);
}
template <>
constexpr std::size_t fixed_size<LINEADDRESSSTATUS>(DWORD /*version*/) {
  return sizeof(LINEADDRESSSTATUS);
}
template <>
constexpr std::size_t fixed_size<LINECALLINFO>(DWORD version) {
  return version < TSPI_VERSION_2_0 ? offsetof(LINECALLINFO, dwCallTreatment) : sizeof(LINECALLINFO);
}
template <>
constexpr std::size_t fixed_size<LINECALLSTATUS>(DWORD version) {
  return version < TSPI_VERSION_2_0 ? offsetof(LINECALLSTATUS, dwCallFeatures2) : sizeof(LINECALLSTATUS);
}
template <>
constexpr std::size_t fixed_size<LINECALLPARAMS>(DWORD version) {
  return version < TSPI_VERSION_2_0 ? offsetof(LINECALLPARAMS, dwPredictiveAutoTransferStates) : sizeof(LINECALLPARAMS);
}

}  // namespace campon::provider::abi
