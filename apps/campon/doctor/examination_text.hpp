// What an examination found, in words and for machines.
#pragma once

#include "apps/campon/doctor/examine.hpp"
#include "apps/campon/output/report.hpp"

namespace campon::cli {

void tell(Report& report, const Examination& found);

// A sentence each: why it cannot be used as it is, and what to do. Empty for what is fit.
std::string trouble(const Examination& found);
std::string remedy(const Examination& found);

// A modem's profile as a file, with what was found out as comments. Errors: device_unfit where no modem answered.
env::Expected<std::string> profile_file(const Examination& found, const apps::ProfileStore& store);

}  // namespace campon::cli
