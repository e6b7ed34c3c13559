// Every function that the headers declare: it does what is documented, or answers OPERATIONUNAVAIL, changes nothing, and the bit
// or field that would announce it is off.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <regex>
#include <set>
#include <sstream>

#include "every_function.hpp"
#include "host.hpp"
#include "provider/abi/instance.hpp"

namespace campon::abi_test {
namespace {

std::set<std::string> declared() {
  std::set<std::string> names;
  const std::regex declaration(R"(CAMPON_EXPORT\s+LONG\s+(TSPI_\w+))");
  for (const auto& file : std::filesystem::directory_iterator(CAMPON_INCLUDE)) {
    if (!file.path().filename().string().starts_with("tspi")) continue;
    std::ostringstream text;
    text << std::ifstream(file.path()).rdbuf();
    const std::string all = text.str();
    for (std::sregex_iterator it(all.begin(), all.end(), declaration), end; it != end; ++it) names.insert((*it)[1]);
  }
  return names;
}

template <class Structure>
Structure sized() {
  Structure out{};
  out.dwTotalSize = sizeof out;
  return out;
}

class EveryFunction : public Host {
 protected:
  // What the line announces, in every place where it can.
  Announced announced() {
    Announced all{sized<LINEDEVCAPS>(), sized<LINEADDRESSCAPS>(), dev_status(), address_status(), status(call_)};
    EXPECT_EQ(TSPI_lineGetDevCaps(0, TSPI_VERSION_2_2, 0, &all.dev), 0);
    EXPECT_EQ(TSPI_lineGetAddressCaps(0, 0, TSPI_VERSION_2_2, 0, &all.address), 0);
    return all;
  }
  void connect() {
    forget_told();  // the call before had the same handle
    call_ = call_until("5550123", 10, LINECALLSTATE_CONNECTED);
  }
  // Succeeds at once, or replies.
  void ask(const Function& function) {
    const DRV_REQUESTID request = next_request();
    if (function.wants_a_free_line) {
      EXPECT_EQ(TSPI_lineCloseCall(call_), 0);
      wait(5s);
    }
    if (function.wants_dial_tone) {
      EXPECT_EQ(TSPI_lineCloseCall(call_), 0);
      wait(5s);
      forget_told();
      call_ = call_until("", 10, LINECALLSTATE_DIALTONE);
    }
    runtime().time().hurry(true);
    const LONG result = function.call({line_, call_, request});
    EXPECT_EQ(result, function.asynchronous ? static_cast<LONG>(request) : 0) << function.name;
    if (!provider::abi::instance()) return;
    runtime().time().hurry(false);
    if (function.asynchronous) reply_to(request);
  }
  HDRVCALL call_ = nullptr;
};

TEST(TheFunctions, AreEachOfferedOrNot) {
  std::set<std::string> known;
  for (const auto& each : offered_functions()) EXPECT_TRUE(known.insert(each.name).second) << each.name << " stands twice";
  for (const auto& each : unoffered_functions()) EXPECT_TRUE(known.insert(each.name).second) << each.name << " stands twice";
  EXPECT_EQ(known, declared());
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// The names of all functions stand in the table of constants, as the ordinals of old.
TEST(TheFunctions, AreAllThatTapiHasForLinesAndProviders) {
  std::set<std::string> ours{"tspi_linegetcallid"};  // of the table; the function has an s
  for (const auto& name : declared()) ours.insert(lower(name));
  std::ifstream table(CAMPON_CONSTANTS);
  int names = 0;
  for (std::string line; std::getline(table, line);) {
    if (!line.starts_with("TSPI_ORDINAL_PRE20,TSPI_LINE") && !line.starts_with("TSPI_ORDINAL_PRE20,TSPI_PROVIDER")) continue;
    const std::string name = lower(line.substr(line.find(',') + 1, line.rfind(',') - line.find(',') - 1));
    EXPECT_TRUE(ours.contains(name)) << name;
    ++names;
  }
  EXPECT_GT(names, 75);
}

// A function that is offered answers something else, and what announces it is on.
TEST_F(EveryFunction, ThatIsOfferedDoesSomething) {
  for (const auto& each : offered_functions()) {
    connect();
    EXPECT_NE(each.announced(announced()), 0u) << each.name;
    ask(each);
    TearDown();
    SetUp();
  }
}

TEST_F(EveryFunction, ThatIsNotOfferedSaysSoAndIsNotAnnounced) {
  connect();
  for (const auto& each : unoffered_functions()) {
    EXPECT_EQ(each.call({line_, call_, next_request()}), error(LINEERR_OPERATIONUNAVAIL)) << each.name;
    EXPECT_EQ(each.announced(announced()), 0u) << each.name;
  }
}

TEST_F(EveryFunction, ThatIsNotOfferedChangesNothingAndIsNeverReplied) {
  connect();
  const std::string before = wire();
  forget_told();
  const DRV_REQUESTID request = next_request();
  for (const auto& each : unoffered_functions()) each.call({line_, call_, request});
  wait(2s);
  EXPECT_EQ(wire(), before);
  EXPECT_TRUE(told().empty());
  EXPECT_EQ(status(call_).dwCallState, LINECALLSTATE_CONNECTED);
  EXPECT_EQ(TSPI_lineDrop(request, call_, nullptr, 0), static_cast<LONG>(request));
}

TEST_F(EveryFunction, ThatIsNotOfferedJudgesItsHandleFirst) {
  connect();
  ASSERT_EQ(TSPI_lineCloseCall(call_), 0);
  const HDRVLINE line = line_;
  ASSERT_EQ(close(line), 0);
  for (const auto& each : unoffered_functions()) {
    const LONG expected = each.of == Of::line   ? error(LINEERR_INVALLINEHANDLE)
                          : each.of == Of::call ? error(LINEERR_INVALCALLHANDLE)
                                                : error(LINEERR_OPERATIONUNAVAIL);
    EXPECT_EQ(each.call({line, call_, next_request()}), expected) << each.name;
  }
}

class NoFunction : public Host {
 protected:
  void SetUp() override {}
};

TEST_F(NoFunction, WorksBeforeInitButThoseOfTheProvider) {
  for (const auto& each : unoffered_functions())
    EXPECT_EQ(each.call({nullptr, nullptr, 1}), each.of == Of::provider ? error(LINEERR_OPERATIONUNAVAIL) : error(LINEERR_UNINITIALIZED))
        << each.name;
}

}  // namespace
}  // namespace campon::abi_test
