#include "apps/conformance/check.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace campon::conformance {
namespace {

struct Named {
  DWORD value;
  const char* name;
};

#define CONFORMANCE_ERROR(name) \
  { LINEERR_##name, "LINEERR_" #name }
constexpr Named k_errors[] = {CONFORMANCE_ERROR(ALLOCATED),
                              CONFORMANCE_ERROR(BADDEVICEID),
                              CONFORMANCE_ERROR(CALLUNAVAIL),
                              CONFORMANCE_ERROR(COMPLETIONOVERRUN),
                              CONFORMANCE_ERROR(DIALBILLING),
                              CONFORMANCE_ERROR(DIALQUIET),
                              CONFORMANCE_ERROR(DIALDIALTONE),
                              CONFORMANCE_ERROR(DIALPROMPT),
                              CONFORMANCE_ERROR(INCOMPATIBLEAPIVERSION),
                              CONFORMANCE_ERROR(INIFILECORRUPT),
                              CONFORMANCE_ERROR(INUSE),
                              CONFORMANCE_ERROR(INVALADDRESS),
                              CONFORMANCE_ERROR(INVALADDRESSID),
                              CONFORMANCE_ERROR(INVALADDRESSMODE),
                              CONFORMANCE_ERROR(INVALBEARERMODE),
                              CONFORMANCE_ERROR(INVALCALLCOMPLMODE),
                              CONFORMANCE_ERROR(INVALCALLHANDLE),
                              CONFORMANCE_ERROR(INVALCALLSELECT),
                              CONFORMANCE_ERROR(INVALCALLSTATE),
                              CONFORMANCE_ERROR(INVALCOMPLETIONID),
                              CONFORMANCE_ERROR(INVALLINEHANDLE),
                              CONFORMANCE_ERROR(INVALMEDIAMODE),
                              CONFORMANCE_ERROR(INVALMESSAGEID),
                              CONFORMANCE_ERROR(INVALPARAM),
                              CONFORMANCE_ERROR(INVALPOINTER),
                              CONFORMANCE_ERROR(NODEVICE),
                              CONFORMANCE_ERROR(NOMEM),
                              CONFORMANCE_ERROR(OPERATIONFAILED),
                              CONFORMANCE_ERROR(OPERATIONUNAVAIL),
                              CONFORMANCE_ERROR(RESOURCEUNAVAIL),
                              CONFORMANCE_ERROR(STRUCTURETOOSMALL),
                              CONFORMANCE_ERROR(UNINITIALIZED),
                              CONFORMANCE_ERROR(DIALVOICEDETECT),
                              CONFORMANCE_ERROR(INCOMPATIBLEEXTVERSION)};
#undef CONFORMANCE_ERROR

}  // namespace

std::string hex(DWORD_PTR value) {
  char text[32];
  std::snprintf(text, sizeof text, "0x%llX", static_cast<unsigned long long>(value));
  return text;
}

std::string result_text(LONG result) {
  if (result == 0) return "success";
  if (result == 0x7FFFFFFF) return "no reply";
  if (result > 0) return "request id " + std::to_string(result);
  const auto* found =
      std::find_if(std::begin(k_errors), std::end(k_errors), [&](const Named& each) { return error(each.value) == result; });
  return found != std::end(k_errors) ? found->name : "LINEERR " + hex(static_cast<DWORD>(result));
}

bool Trial::fail(std::string_view what, std::string expected, std::string got) {
  if (!std::exchange(failed_, true)) {
    what_ = what;
    expected_ = std::move(expected);
    got_ = std::move(got);
  }
  return false;
}

bool Trial::holds(std::string_view what, bool fact) { return fact || fail(what, "true", "false"); }

bool Trial::equal(std::string_view what, DWORD_PTR expected, DWORD_PTR got) {
  return expected == got || fail(what, hex(expected), hex(got));
}

bool Trial::result(std::string_view what, LONG expected, LONG got) {
  return expected == got || fail(what, result_text(expected), result_text(got));
}

bool Trial::one_of(std::string_view what, const std::vector<LONG>& expected, LONG got) {
  if (std::find(expected.begin(), expected.end(), got) != expected.end()) return true;
  std::string names;
  for (const LONG each : expected) names += (names.empty() ? "" : " or ") + result_text(each);
  return fail(what, names, result_text(got));
}

}  // namespace campon::conformance
