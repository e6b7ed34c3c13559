// The table of errors against the header: every value is the constant that its name says.
#include "provider/line/line_error.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string_view>

#include "campon/tspi.h"

namespace campon::abi_test {
namespace {

#define NAMED(name) \
  { #name, static_cast < LONG>(name) }
const std::map<std::string_view, LONG> k_of_the_header = {
    NAMED(LINEERR_CALLUNAVAIL),    NAMED(LINEERR_COMPLETIONOVERRUN), NAMED(LINEERR_DIALBILLING),        NAMED(LINEERR_DIALDIALTONE),
    NAMED(LINEERR_DIALPROMPT),     NAMED(LINEERR_DIALQUIET),         NAMED(LINEERR_DIALVOICEDETECT),    NAMED(LINEERR_INIFILECORRUPT),
    NAMED(LINEERR_INUSE),          NAMED(LINEERR_INVALADDRESS),      NAMED(LINEERR_INVALCALLCOMPLMODE), NAMED(LINEERR_INVALCALLHANDLE),
    NAMED(LINEERR_INVALCALLSTATE), NAMED(LINEERR_INVALCOMPLETIONID), NAMED(LINEERR_INVALMESSAGEID),     NAMED(LINEERR_NODEVICE),
    NAMED(LINEERR_NOMEM),          NAMED(LINEERR_OPERATIONFAILED),   NAMED(LINEERR_OPERATIONUNAVAIL),   NAMED(LINEERR_RESOURCEUNAVAIL)};
#undef NAMED

TEST(TheErrorTable, HasTheValuesOfTheHeader) {
  std::set<std::string_view> used;
  for (int code = 0; code <= static_cast<int>(env::ErrorCode::internal); ++code) {
    const auto error = provider::line_error(static_cast<env::ErrorCode>(code));
    const auto known = k_of_the_header.find(error.name);
    ASSERT_NE(known, k_of_the_header.end()) << error.name;
    EXPECT_EQ(error.value, known->second) << error.name;
    used.insert(error.name);
  }
  EXPECT_EQ(used.size(), k_of_the_header.size());
}

TEST(TheErrorTable, NamesItsValues) {
  for (const auto& [name, value] : k_of_the_header) EXPECT_EQ(provider::line_error_name(value), name);
  EXPECT_EQ(provider::line_error_name(0), "");
  EXPECT_EQ(provider::line_error_name(static_cast<LONG>(LINEERR_NOTOWNER)), "");
}

}  // namespace
}  // namespace campon::abi_test
