// Every constant of the header, compared with the table of TAPI's constants.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "campon/tspi.h"

namespace campon::abi_test {
namespace {

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

using Constants = std::map<std::string, std::uint32_t>;

Constants declared(const std::string& header) {
  Constants out;
  const std::string text = text_of(std::string(CAMPON_INCLUDE "/") + header);
  const std::regex define(R"(#define +(\w+) +0x([0-9A-Fa-f]+)u)");
  for (std::sregex_iterator it(text.begin(), text.end(), define), end; it != end; ++it)
    out[(*it)[1]] = static_cast<std::uint32_t>(std::stoul((*it)[2], nullptr, 16));
  return out;
}

Constants table() {
  Constants out;
  std::istringstream lines(text_of(CAMPON_CONSTANTS));
  std::string group, name, value;
  std::getline(lines, group);
  while (std::getline(lines, group, ',') && std::getline(lines, name, ',') && std::getline(lines, value))
    out[name] = static_cast<std::uint32_t>(std::stoul(value, nullptr, 16));
  return out;
}

// The table names versions in its own way.
Constants named_as_the_table(const Constants& constants) {
  Constants out;
  for (const auto& [name, value] : constants)
    out[name.starts_with("TSPI_VERSION_") ? "version_" + name.substr(std::string("TSPI_VERSION_").size()) : name] = value;
  return out;
}

TEST(TheConstants, AreThoseOfTheTable) {
  Constants ours;
  for (const char* header : {"tspi.h", "tspi_constants.h", "tspi_call_constants.h", "tapi_constants.h", "tapi3_constants.h"})
    ours.merge(named_as_the_table(declared(header)));
  EXPECT_EQ(ours.size(), table().size());
  for (const auto& [name, value] : table()) {
    EXPECT_TRUE(ours.contains(name)) << name << " is missing";
    EXPECT_EQ(ours[name], value) << name;
  }
  const Constants reference = table();
  for (const auto& [name, value] : ours) EXPECT_TRUE(reference.contains(name)) << name << " is in no table";
}

TEST(TheConstants, OfTheHeaderItselfAreTheVersions) {
  EXPECT_EQ(declared("tspi.h"), (Constants{{"INITIALIZE_NEGOTIATION", 0xFFFFFFFF},
                                           {"TSPI_VERSION_1_4", 0x00010004},
                                           {"TSPI_VERSION_2_0", 0x00020000},
                                           {"TSPI_VERSION_2_1", 0x00020001},
                                           {"TSPI_VERSION_2_2", 0x00020002}}));
}

TEST(TheConstants, OfErrorsAreNegative) {
  for (const auto& [name, value] : table()) EXPECT_TRUE(!name.starts_with("LINEERR_") || static_cast<LONG>(value) < 0) << name;
}

}  // namespace
}  // namespace campon::abi_test
