// The whole simulator over real ptys and the real loop.
#include "hw-sim/host/host.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <sstream>

#include "client.hpp"
#include "hw-sim/simulator.hpp"

namespace campon::sim {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;

class AHost : public ::testing::Test {
 protected:
  AHost() {
    options.exchange = "nanp_class";
    options.folder = folder.path();
    options.seed = 1;
  }
  void start() {
    auto started = Host::start(scheduler, options, out);
    ASSERT_TRUE(started) << started.error().what;
    host = std::move(*started);
  }
  std::string error_of_starting() {
    const auto started = Host::start(scheduler, options, out);
    return started ? "" : started.error().what;
  }
  bool until(const std::function<bool()>& done) { return test::until(scheduler, done); }
  std::string told(std::string_view command) { return host->control(command).value_or("refused"); }
  bool shows(const std::string& text) {
    return until([&] { return told("show").find(text) != std::string::npos; });
  }
  test::Client line(int number = 1) { return test::open_line(folder / ("line" + std::to_string(number))); }
  void order(test::Client& modem, const std::string& command, const std::string& answer = "\r\nOK\r\n") {
    modem.heard().clear();
    ASSERT_TRUE(modem.says("AT" + command + "\r"));
    ASSERT_TRUE(until([&] { return modem.hears(answer); })) << command << " -> " << modem.heard();
  }
  void off_hook(test::Client& modem) {
    order(modem, "+FCLASS=8");
    order(modem, "+VLS=1");
    ASSERT_TRUE(shows("5550100  off hook"));
  }

  test::Folder folder;
  env::AsioScheduler scheduler;
  HostOptions options;
  std::ostringstream out;
  std::unique_ptr<Host> host;
};

TEST_F(AHost, SaysWhereItsModemsAre) {
  start();
  EXPECT_EQ(out.str(), "line 1  5550100  " + (folder / "line1") + "  generic_v253\nline 2  5550101  " + (folder / "line2") +
                           "  generic_v253\nready\n");
}

TEST_F(AHost, HasAModemOnEachPty) {
  start();
  auto one = line(1);
  auto two = line(2);
  order(one, "");
  order(two, "");
}

TEST_F(AHost, CountsItsNumbersUpFromWhereItIsTold) {
  options.first_number = "5551999";
  start();
  EXPECT_THAT(out.str(), HasSubstr("line 2  5552000"));
}

TEST_F(AHost, KeepsSettingsAfterTheLastClose) {
  start();
  {
    auto modem = line();
    order(modem, "S8=9");
  }
  auto again = line();
  order(again, "S8?", "\r\n009\r\n");
}

TEST_F(AHost, HangsUpAfterTheLastClose) {
  start();
  auto modem = line();
  off_hook(modem);
  modem.close();
  EXPECT_TRUE(shows("5550100  on hook"));
}

TEST_F(AHost, LeavesVoiceModeAfterTheLastClose) {
  start();
  auto modem = line();
  off_hook(modem);
  modem.close();
  ASSERT_TRUE(shows("5550100  on hook"));
  auto again = line();
  order(again, "+FCLASS?", "\r\n0\r\n");
}

TEST_F(AHost, StaysOnHookWhenAProgramOrdersAndGoes) {
  options.events = EventFormat::text;
  start();
  ASSERT_TRUE(line().says("AT+FCLASS=8;+VLS=1\r"));
  ASSERT_TRUE(until([this] { return out.str().find("hook off") != std::string::npos; }));
  EXPECT_TRUE(shows("5550100  on hook"));
}

TEST_F(AHost, AnswersOnAPtyOpenedFiftyTimes) {
  start();
  for (int times = 0; times < 50; ++times) {
    auto modem = line();
    order(modem, "");
  }
}

TEST_F(AHost, RingsALine) {
  start();
  auto modem = line();
  order(modem, "");
  EXPECT_EQ(told("ring 5550100 --from 5550199"), "5550199 calls 5550100");
  EXPECT_TRUE(until([&] { return modem.hears("\r\nRING\r\n"); }));
}

TEST_F(AHost, HangsUpAModemThatIsPulledOut) {
  start();
  auto modem = line();
  off_hook(modem);
  EXPECT_EQ(told("unplug 1"), "the modem of line 1 is unplugged");
  EXPECT_TRUE(shows("5550100  on hook"));
  EXPECT_FALSE(std::filesystem::exists(folder / "line1"));
}

TEST_F(AHost, AnswersAgainWhenItIsPluggedIn) {
  start();
  auto before = line();
  order(before, "");
  told("unplug 1");
  EXPECT_EQ(told("plug 1"), "the modem of line 1 is plugged in");
  EXPECT_EQ(told("plug 1"), "the modem of line 1 is plugged in") << "which it is";
  auto after = line();
  order(after, "");
}

TEST_F(AHost, PullsOutNoModemThatIsNotThere) {
  start();
  for (const auto* wrong : {"unplug 3", "unplug 0", "unplug x", "plug ", "plug 1x"}) EXPECT_EQ(told(wrong), "refused") << wrong;
}

TEST_F(AHost, HelpsAndRefuses) {
  start();
  EXPECT_THAT(told("help"), HasSubstr("busy NUMBER"));
  EXPECT_THAT(told("help"), HasSubstr("quit"));
  EXPECT_EQ(told("dance"), "refused");
}

TEST_F(AHost, EndsWhenToldToQuit) {
  start();
  auto client = test::connect_to(folder / "control");
  ASSERT_TRUE(client.says("quit\n"));
  scheduler.run();
  host.reset();
  EXPECT_TRUE(client.hears("ok\n"));
}

TEST_F(AHost, LeavesNothingInItsFolder) {
  start();
  host.reset();
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_F(AHost, LeavesNothingInItsFolderWhenItCannotStart) {
  options.personality = "no_such";
  EXPECT_THAT(error_of_starting(), AllOf(HasSubstr("'no_such'; there are: "), HasSubstr(", generic_v253")));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_F(AHost, SharesItsFolderWithNoOther) {
  start();
  options.control = folder / "other";
  EXPECT_THAT(error_of_starting(), HasSubstr("in use by another simulator"));
  auto modem = line();
  order(modem, "");
}

TEST_F(AHost, SharesItsSocketWithNoOther) {
  start();
  const test::Folder other;
  options.folder = other.path();
  options.control = folder / "control";
  EXPECT_THAT(error_of_starting(), HasSubstr("control is in use by another simulator"));
}

TEST_F(AHost, StartsAgainInTheSameFolder) {
  start();
  host.reset();
  start();
  auto modem = line();
  order(modem, "");
}

TEST_F(AHost, TellsEventsAsJsonLines) {
  options.events = EventFormat::json;
  start();
  auto modem = line();
  off_hook(modem);
  ASSERT_TRUE(until([this] { return out.str().find("\"dial\"") != std::string::npos; }));
  EXPECT_THAT(out.str(), HasSubstr(R"({"type":"ready"})"));
  EXPECT_THAT(out.str(), ContainsRegex(R"("at_ms":[0-9]+,"type":"hook","line":"5550100","value":"off"\})"));
  EXPECT_THAT(out.str(), ContainsRegex(R"("type":"tone","line":"5550100","value":"dial"\})"));
}

TEST(AnEvent, HasAKindALineAndAValue) {
  const Event event = parse_event("5550100: digit 5");
  EXPECT_EQ(event.kind, "digit");
  EXPECT_EQ(event.line, "5550100");
  EXPECT_EQ(event.value, "5");
}

TEST(AnEvent, OfAnyOtherWordIsAState) {
  EXPECT_EQ(parse_event("5550100: idle -> ringing").kind, "state");
  EXPECT_EQ(parse_event("5550100: idle -> ringing").value, "idle -> ringing");
  EXPECT_EQ(parse_event("").kind, "state");
  EXPECT_EQ(parse_event("5550100: request").value, "");
}

TEST(Numbers, KeepTheirLength) {
  EXPECT_EQ(numbers_from("0099", 2).value(), (std::vector<std::string>{"0099", "0100"}));
  EXPECT_EQ(numbers_from("999", 1).value(), std::vector<std::string>{"999"});
  EXPECT_FALSE(numbers_from("999", 2));
  EXPECT_FALSE(numbers_from("", 1));
  EXPECT_FALSE(numbers_from("1234567890123456", 1));
}

TEST(EveryPlan, HasAFirstNumberForManyLines) {
  for (const std::string& plan : plan_names()) {
    env::AsioScheduler scheduler;
    test::Folder folder;
    HostOptions options;
    options.exchange = plan;
    options.folder = folder.path();
    options.lines = k_most_lines;
    std::ostringstream out;
    const auto host = Host::start(scheduler, options, out);
    EXPECT_TRUE(host) << plan << ": " << (host ? "" : host.error().what);
  }
}

}  // namespace
}  // namespace campon::sim
