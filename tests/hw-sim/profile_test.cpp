// Plans and personalities as files: the shipped ones are right, a mistake is named with file and line.
#include <gmock/gmock.h>

#include <algorithm>

#include "bare_line.hpp"
#include "bench.hpp"
#include "hw-sim/catalogue.hpp"
#include "hw-sim/modem/modem.hpp"

namespace campon::sim {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

std::string text_of(std::span<const env::EmbeddedFile> files, std::string_view name) {
  for (const auto& file : files)
    if (file.name == name) return std::string(file.text);
  return {};
}

// A shipped file in which the line that starts with `line` reads otherwise.
struct Spoiled {
  std::string text;
  std::size_t line = 0;
};
Spoiled spoil(std::string text, std::string_view line, std::string_view instead) {
  const std::size_t at = ("\n" + text).find("\n" + std::string(line));
  if (at == std::string::npos) return {};
  const auto number = 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  text.replace(at, text.find('\n', at) - at, instead);
  return {text, number};
}

struct Mistake {
  std::string_view line;
  std::string_view instead;
  std::string_view told;
};

template <class Parse>
void expect_told(const std::string& text, const Mistake& mistake, Parse parse) {
  const Spoiled spoiled = spoil(text, mistake.line, mistake.instead);
  ASSERT_NE(spoiled.line, 0u) << mistake.line;
  const auto parsed = parse(spoiled.text, "x.toml");
  ASSERT_FALSE(parsed) << mistake.instead;
  EXPECT_EQ(parsed.error().code, env::ErrorCode::bad_profile);
  EXPECT_THAT(parsed.error().what, StartsWith("x.toml:" + std::to_string(spoiled.line) + ": "));
  EXPECT_THAT(parsed.error().what, HasSubstr(std::string(mistake.told)));
}

TEST(AShippedPlan, IsRead) {
  for (const auto& name : plan_names()) EXPECT_TRUE(load_plan(name)) << name;
}
TEST(AShippedPersonality, IsReadAndStarts) {
  for (const auto& name : personality_names()) {
    ASSERT_TRUE(load_personality(name)) << name;
    EXPECT_THAT(Bench("nanp_class", "5550100", name).command("AT"), HasSubstr("OK")) << name;
  }
}
TEST(AnUnknownName, IsAnsweredWithThoseThereAre) {
  EXPECT_THAT(load_plan("x\x1b").error().what, HasSubstr("ericsson_md110, "));
  EXPECT_THAT(load_personality("").error().what, AllOf(HasSubstr("cx93010, cx_like, "), HasSubstr(", generic_v253")));
}

TEST(AMistakeInAPlan, IsToldWithFileAndLine) {
  const std::string text = text_of(embedded_plans(), "nanp_class");
  for (const Mistake& mistake : std::initializer_list<Mistake>{{"busy = ", "busy = \"500\"", "must be a cadence"},
                                                               {"busy = ", "busy = 500", "busy"},
                                                               {"sit = ", "sit = \"380/0*\"", "must end by itself"},
                                                               {"recall = ", "recall = \"cont\"", "needs bursts"},
                                                               {"recall = ", "recall = \"400/200\"", "needs bursts"},
                                                               {"guard = ", "guard = \"5\"", "guard"},
                                                               {"guard = ", "guard = \"-5s\"", "guard"},
                                                               {"limit = ", "limit = 100000", "limit"},
                                                               {"when_full = ", "when_full = \"dance\"", "not known"},
                                                               {"first = ", "first = \"1\"", "between"},
                                                               {"highest = ", "highest = \"1000000\"", "one length"},
                                                               {"emergency = ", "emergency = [\"9x1\"]", "digits only"},
                                                               {"code = \"*86\"", "code = \"*8x\"", "must be of"},
                                                               {"code = \"*86\"", "code = \"*86D\"", "one D"},
                                                               {"does = \"cancel_all\"", "does = \"sing\"", "not known"}})
    expect_told(text, mistake, parse_plan);
}
TEST(AMistakeInAPlan, MayBeAKeyThatIsNoneOrMissing) {
  const std::string text = text_of(embedded_plans(), "nanp_class");
  const Spoiled extra = spoil(text, "guard = ", "guard = \"5s\"\nnonsense = 1");
  EXPECT_THAT(parse_plan(extra.text, "x.toml").error().what,
              StartsWith("x.toml:" + std::to_string(extra.line + 1) + ": unknown key 'nonsense'"));
  const Spoiled missing = spoil(text, "guard = ", "");
  EXPECT_THAT(parse_plan(missing.text, "x.toml").error().what, HasSubstr("guard"));
}
TEST(AMistakeInAPlan, IsToldForEveryTruncation) {
  const std::string text = text_of(embedded_plans(), "ericsson_md110");
  const std::size_t complete = text.find("[[feature]]") - 2;
  for (std::size_t length = 0; length < complete; ++length) {
    const auto parsed = parse_plan(text.substr(0, length), "x.toml");
    ASSERT_FALSE(parsed) << length;
    EXPECT_THAT(parsed.error().what, StartsWith("x.toml:")) << length;
  }
}

TEST(AMistakeInAPersonality, IsToldWithFileAndLine) {
  const std::string text = text_of(embedded_personalities(), "generic_v253");
  for (const Mistake& mistake : std::initializer_list<Mistake>{{"echo = ", "echo = 1", "echo"},
                                                               {"latency_max = ", "latency_max = \"1ms\"", "below"},
                                                               {"busy = ", "busy = \"bb\"", "one character"},
                                                               {"ringback = ", "ringbock = \"r\"", "ringbock"},
                                                               {"line_limit = ", "line_limit = 999999", "line_limit"},
                                                               {"busy_cycles = ", "busy_cycles = 21", "busy_cycles"},
                                                               {"info = ", "info = \"56000\"", "info"}})
    expect_told(text, mistake, parse_personality);
}
TEST(AMistakeInAPersonality, MayBeAFactorySettingThatIsNone) {
  const std::string text = text_of(embedded_personalities(), "generic_v253");
  for (const char* setting : {"S7=999", "DT1", "H1", "S7?", "+VLS=?", "+NO=1", "E0"}) {
    auto personality = parse_personality(text, "x.toml").value();
    personality.factory = {setting};
    Bench bench("nanp_class", "5550100");
    Terminal other(bench.time);
    BareLine line;
    Modem modem(std::move(personality), "1", line, other.wire, bench.time, bench.rng, bench.trace);
    EXPECT_EQ(modem.power_up().error().code, env::ErrorCode::bad_profile) << setting;
    EXPECT_EQ(other.wire.said, "") << setting;
  }
}

TEST(APlan, ReadsDigitsTheWayAnExchangeDoes) {
  const Plan plan = load_plan("ericsson_md110").value();
  const auto means = [&](std::string_view digits) { return plan.read(Moment::dial, digits).match; };
  EXPECT_EQ(means("4"), Match::more);
  EXPECT_EQ(means("4101"), Match::number);
  EXPECT_EQ(means("9"), Match::nothing);
  EXPECT_EQ(means("11"), Match::more);
  EXPECT_EQ(means("112"), Match::emergency);
  EXPECT_EQ(means("#37"), Match::more);
  EXPECT_EQ(means("#37*41"), Match::more);
  EXPECT_EQ(means("#37#"), Match::feature);
  EXPECT_EQ(plan.read(Moment::dial, "#37*4101#").number, "4101");
  EXPECT_EQ(means("#37*4*"), Match::nothing);
  EXPECT_EQ(plan.read(Moment::busy, "6").feature->does, Service::callback);
  EXPECT_EQ(plan.read(Moment::ringback, "5").match, Match::nothing);
}

// Everything that can be seen of a call with a callback, from one seed.
std::string history(std::uint64_t seed) {
  Bench bench("nanp_class", "5550100", "generic_v253", seed);
  bench.party("5550123").be_busy_for(40s);
  bench.voice();
  bench.dial("5550123");
  bench.listen(4s);
  bench.command("AT+VLS=0");
  bench.listen(3s);
  bench.dial("*66");
  bench.listen(3s);
  bench.command("AT+VLS=0");
  bench.listen(1min);
  return bench.wire.said + std::to_string(bench.time.now().time_since_epoch().count());
}
TEST(ASeed, GivesTheSameBytesAndTimesAgain) { EXPECT_EQ(history(3), history(3)); }
TEST(ASeed, GivesOtherTimesThanAnother) { EXPECT_NE(history(3), history(4)); }

}  // namespace
}  // namespace campon::sim
