#include "provider/policy/emergency.hpp"

#include <gtest/gtest.h>

#include "hal/env/rng.hpp"
#include "shipped.hpp"

namespace campon::provider {
namespace {

constexpr DialOrigin k_machines[] = {DialOrigin::redial, DialOrigin::recall, DialOrigin::camp_on, DialOrigin::retry, DialOrigin::script};

// What may stand before a number, for one country.
struct Country {
  std::string_view region;
  std::vector<std::string> numbers;
  std::vector<std::string> prefixes;
};

std::vector<Country> countries() {
  const std::vector<std::string> codes{"*67", "*82", "*31#", "#31#", "**31*"};
  std::vector<Country> out{
      {"us", {"911"}, {"", "9", "8", "1", "91", "+", "+1", "011", "0111", "1010288", "9*67", "*679"}},
      {"uk", {"999", "112"}, {"", "9", "0", "+", "00", "+44", "0044", "141", "9141", "1470", "+440"}},
      {"de", {"112", "110"}, {"", "0", "9", "+", "00", "+49", "0049", "01013", "010013", "00", "001013", "+490"}},
      {"fr", {"15", "17", "18", "112"}, {"", "0", "+", "00", "+33", "3651", "03651"}},
      {"au", {"000", "112"}, {"", "0", "9", "1831", "+", "0011", "+61", "001161"}},
      {"in", {"100", "101", "112"}, {"", "0", "9", "+", "+91", "0091"}},
      {"world", {"112", "911", "999"}, {"", "0", "9", "8", "00", "+"}},
  };
  for (Country& each : out) each.prefixes.insert(each.prefixes.end(), codes.begin(), codes.end());
  return out;
}

const std::vector<std::string>& separators() {
  static const std::vector<std::string> k_all{"", "-", ".", " ", "(", ")", ",", "W", "w", "p", "P", "T", ",,", " - ", "A"};
  return k_all;
}

// The separator stands behind the prefix, between all digits, or both.
std::vector<std::string> disguises(const std::string& prefix, const std::string& separator, const std::string& number) {
  std::string loose;
  for (const char digit : number) loose += separator + digit;
  return {prefix + separator + number, prefix + loose, prefix + separator + loose + separator};
}

template <class Check>
void each_disguise(Check check) {
  for (const Country& country : countries()) {
    const Region region = shipped_region(country.region);
    const EmergencyGuard guard(region);
    for (const auto& number : country.numbers)
      for (const auto& prefix : country.prefixes)
        for (const auto& separator : separators())
          for (const auto& text : disguises(prefix, separator, number)) check(guard, country.region, text);
  }
}

TEST(AnEmergencyNumber, IsKnownInEveryDisguise) {
  std::size_t seen = 0;
  each_disguise([&](const EmergencyGuard& guard, std::string_view region, const std::string& text) {
    EXPECT_TRUE(guard.is_emergency(text)) << region << ": " << text;
    ++seen;
  });
  EXPECT_GT(seen, 5000U);
}

TEST(AnEmergencyNumber, IsDialledByNoMachineInAnyDisguise) {
  each_disguise([](const EmergencyGuard& guard, std::string_view region, const std::string& text) {
    for (const DialOrigin origin : k_machines) EXPECT_FALSE(guard.machine_may_dial(text, origin)) << region << ": " << text;
  });
}

TEST(AnEmergencyNumber, IsNeverKeptFromAHuman) {
  each_disguise([](const EmergencyGuard& guard, std::string_view region, const std::string& text) {
    EXPECT_TRUE(guard.machine_may_dial(text, DialOrigin::human)) << region << ": " << text;
  });
}

TEST(AnEmergencyNumber, IsKnownHoweverItIsSplitOverTwoCommands) {
  each_disguise([](const EmergencyGuard& guard, std::string_view region, const std::string& text) {
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
      DigitTrail trail;
      trail.sent(guard, std::string_view(text).substr(0, cut));
      EXPECT_EQ(trail.with(guard, std::string_view(text).substr(cut)), Reach::certain) << region << ": " << text << " cut at " << cut;
    }
  });
}

TEST(AnEmergencyNumber, IsKnownDigitByDigit) {
  each_disguise([](const EmergencyGuard& guard, std::string_view region, const std::string& text) {
    DigitTrail trail;
    for (const char c : text) trail.sent(guard, std::string_view(&c, 1));
    EXPECT_TRUE(trail.reached_emergency()) << region << ": " << text;
  });
}

TEST(AnEmergencyNumber, MayBeFollowedByTheEndOfDialling) {
  const Region world = shipped_region("world");
  for (const auto* text : {"112#", "112*", "0112##", "*31*112#", "#31#112#"}) EXPECT_TRUE(EmergencyGuard(world).is_emergency(text)) << text;
}

TEST(AnEmergencyNumber, IsReachedWhateverFollowsWhereTheExchangeConnectsAtOnce) {
  const Region us = shipped_region("us");
  const Region de = shipped_region("de");
  for (const auto* text : {"9110", "9115551234", "9,9111", "99115551", "*679115551234", "1911555"})
    EXPECT_TRUE(EmergencyGuard(us).is_emergency(text)) << text;
  for (const auto* text : {"1123", "110456789", "0,1129", "01101"}) EXPECT_TRUE(EmergencyGuard(de).is_emergency(text)) << text;
}

TEST(ALongerNumber, IsDoubtfulWhereTheCountryIsNotKnown) {
  const Region world = shipped_region("world");
  const EmergencyGuard guard(world);
  EXPECT_EQ(guard.reach("1123"), Reach::possible);
  EXPECT_FALSE(guard.machine_may_dial("1123", DialOrigin::camp_on));
  EXPECT_FALSE(guard.is_emergency("1123"));
}

TEST(AnExtensionOfOnesOwn, IsNoDoubtButAnEmergencyNumberStaysOne) {
  const Region world = shipped_region("world");
  const Region de = shipped_region("de");
  LocalNumbers local;
  local.own = {NumberPattern::parse("11xx").value(), NumberPattern::parse("1xx").value()};
  for (const Region* region : {&world, &de}) {
    const EmergencyGuard guard(*region, local);
    EXPECT_EQ(guard.reach("1123"), Reach::none);
    EXPECT_EQ(guard.reach("112"), Reach::certain);
    EXPECT_EQ(guard.reach("110"), Reach::certain);
  }
}

TEST(ALocalEmergencyDesk, IsKnownBehindPrefixesToo) {
  const Region us = shipped_region("us");
  LocalNumbers local;
  local.local_emergency = {"5550199"};
  const EmergencyGuard guard(us, local);
  for (const auto* text : {"5550199", "9,555-0199", "*675550199"}) EXPECT_TRUE(guard.is_emergency(text)) << text;
  EXPECT_EQ(guard.reach("5550198"), Reach::none);
}

struct Ordinary {
  std::string_view region;
  std::vector<std::string_view> numbers;
};

TEST(AnOrdinaryNumber, IsLeftToMachines) {
  const std::vector<Ordinary> all{
      {"us", {"5550123",       "5550911",     "411",         "",           "9",         "18005551212",  "12129110000",
              "2129110",       "19895550123", "18188911234", "8188911234", "1091",      "101",          "4911",
              "*66",           "*86",         "*69",         "1166",       "9,5550123", "+14155550123", "011441632960960",
              "+919811234567", "555-0911"}},
      {"uk", {"02079460123", "01134960999", "01632960112", "08081570999", "1471", "*37#", "201", "+441632960999", "00441632960112"}},
      {"de", {"030112", "03023125110", "017612345678", "01806112", "0800110", "*37#", "#37#", "0049301234567", "+4930110112", "21", "311"}},
      {"fr", {"0153123456", "0170123456", "0180123456", "0612345678", "+33153123456", "0018005551212", "3611", "0,0612345678", "118218"}},
      {"it", {"0112345678", "0118123456", "0651234567", "3351234567"}},
      {"es", {"911234567", "611234567", "934567890"}},
      {"nl", {"0201121121", "0113123456", "0612345678"}},
      {"au", {"0298765432", "0412345678", "00112721123456", "131126"}},
      {"jp", {"0112345678", "0118123456", "0312345678", "09012345678"}},
      {"in", {"01123456789", "9112345678", "9100012345", "02226543210"}},
      {"br", {"992345678", "0211934567890", "021199345678901"}},
      {"se", {"0112345678", "011234567", "0812345678"}},
      {"at", {"0122334455", "0133445566", "0144556677"}},
      {"ch", {"0443211177", "0791441144"}},
      {"world", {"102", "103", "201", "555", "5550123", "0301123", "45", "021112"}},
  };
  for (const auto& [name, numbers] : all) {
    const Region region = shipped_region(name);
    for (const auto number : numbers) {
      EXPECT_EQ(EmergencyGuard(region).reach(number), Reach::none) << name << ": " << number;
    }
  }
}

TEST(AnOrdinaryNumber, IsTakenApartWhereTheSenderPaused) {
  const Region fr = shipped_region("fr");
  EXPECT_EQ(EmergencyGuard(fr).reach("0,153123456"), Reach::certain);
}

TEST(ANumberAfterAPause, IsDoubtfulWhenItIsAnEmergencyNumber) {
  const Region us = shipped_region("us");
  EXPECT_EQ(EmergencyGuard(us).reach("5550123,911"), Reach::possible);
  EXPECT_EQ(EmergencyGuard(us).reach("77,911"), Reach::certain);
}

TEST(ATextWithBytesThatNobodyDials, IsDoubtful) {
  const Region us = shipped_region("us");
  for (const std::string_view text : {"555\r0123", "\xD9\xA1", "555x", "5\xEF\xBC\x95"})
    EXPECT_EQ(EmergencyGuard(us).reach(text), Reach::possible);
  EXPECT_EQ(EmergencyGuard(us).reach(std::string(10'000'000, '5')), Reach::possible);
  EXPECT_EQ(EmergencyGuard(us).reach(std::string(10'000'000, '9')), Reach::possible);
}

TEST(AFeatureCode, IsNotSentFromTheDialToneWhenItBeginsAnEmergencyNumber) {
  const Region us = shipped_region("us");
  const Region de = shipped_region("de");
  for (const auto* code : {"9", "91", "911", "9115"})
    EXPECT_FALSE(EmergencyGuard(us).machine_may_send_code(code, DialOrigin::camp_on)) << code;
  for (const auto* code : {"1", "11", "112", "1101", "*37*112#"})
    EXPECT_FALSE(EmergencyGuard(de).machine_may_send_code(code, DialOrigin::camp_on)) << code;
  for (const auto* code : {"*66", "*86", "1166", "5", "6"})
    EXPECT_TRUE(EmergencyGuard(us).machine_may_send_code(code, DialOrigin::camp_on)) << code;
  for (const auto* code : {"*37#", "#37#", "5", "*37*5550123#"})
    EXPECT_TRUE(EmergencyGuard(de).machine_may_send_code(code, DialOrigin::camp_on)) << code;
  EXPECT_TRUE(EmergencyGuard(us).machine_may_send_code("911", DialOrigin::human));
}

std::string random_text(env::Rng& chance) {
  constexpr std::string_view k_often = "1190012*#+,0589";
  std::string text;
  for (auto left = chance.between(1, 14); left > 0; --left) text += k_often[chance.between(0, k_often.size() - 1)];
  return text;
}

std::string with_inserted(std::string text, std::string_view what, env::Rng& chance) {
  return text.insert(chance.between(0, text.size()), what);
}

// For many random texts, in each country.
template <class Check>
void each_random_text(Check check) {
  for (const std::string_view name : {"us", "uk", "de", "fr", "au", "world"}) {
    const Region region = shipped_region(name);
    const EmergencyGuard guard(region);
    env::SeededRng chance(7);
    for (int i = 0; i < 2000; ++i) check(guard, random_text(chance), chance);
  }
}

TEST(AnyText, ReachesTheSameWithFormatting) {
  each_random_text([](const EmergencyGuard& guard, const std::string& text, env::Rng& chance) {
    for (const std::string_view what : {"-", " ", "(", ".", "A", "T"})
      EXPECT_EQ(guard.reach(with_inserted(text, what, chance)), guard.reach(text)) << text;
  });
}

TEST(AnyText, ReachesNoLessWithPauses) {
  each_random_text([](const EmergencyGuard& guard, const std::string& text, env::Rng& chance) {
    for (const std::string_view what : {",", "W", "p"})
      EXPECT_GE(guard.reach(with_inserted(text, what, chance)), guard.reach(text)) << text;
  });
}

TEST(AnyText, ReachesNoLessWhenItIsSplit) {
  each_random_text([](const EmergencyGuard& guard, const std::string& text, env::Rng& chance) {
    const std::size_t cut = chance.between(0, text.size());
    DigitTrail trail;
    trail.sent(guard, std::string_view(text).substr(0, cut));
    EXPECT_GE(trail.with(guard, std::string_view(text).substr(cut)), guard.reach(text)) << text << " cut at " << cut;
  });
}

TEST(AnyText, IsLeftToAHuman) {
  each_random_text([](const EmergencyGuard& guard, const std::string& text, env::Rng& /*chance*/) {
    EXPECT_TRUE(guard.machine_may_dial(text, DialOrigin::human));
    EXPECT_EQ(guard.machine_may_dial(text, DialOrigin::retry), guard.reach(text) == Reach::none);
  });
}

class ADigitTrail : public testing::Test {
 protected:
  Region us = shipped_region("us");
  EmergencyGuard guard{us};
  DigitTrail trail;
};

TEST_F(ADigitTrail, LetsAMachineFinishAnOrdinaryNumber) {
  trail.sent(guard, "555");
  EXPECT_TRUE(trail.machine_may_add(guard, "0123", DialOrigin::script));
}

TEST_F(ADigitTrail, KeepsAMachineFromTheLastDigit) {
  trail.sent(guard, "9");
  EXPECT_TRUE(trail.machine_may_add(guard, "1", DialOrigin::script));
  trail.sent(guard, "1");
  EXPECT_FALSE(trail.machine_may_add(guard, "1", DialOrigin::script));
  EXPECT_TRUE(trail.machine_may_add(guard, "1", DialOrigin::human));
}

TEST_F(ADigitTrail, StaysAnEmergencyWhateverFollows) {
  trail.sent(guard, "911");
  trail.sent(guard, "5551234");
  trail.fresh_dial_tone();
  EXPECT_TRUE(trail.reached_emergency());
  EXPECT_FALSE(trail.machine_may_add(guard, "5", DialOrigin::script));
}

TEST_F(ADigitTrail, BeginsAnewAfterAFlash) {
  trail.sent(guard, "5550123");
  trail.fresh_dial_tone();
  EXPECT_EQ(trail.with(guard, "911"), Reach::certain);
}

}  // namespace
}  // namespace campon::provider
