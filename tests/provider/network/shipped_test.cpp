#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "shipped.hpp"

namespace campon::provider {
namespace {

void each_shipped(const std::function<void(const NetworkProfile&)>& check) {
  for (const auto& file : profiles::shipped_networks()) {
    SCOPED_TRACE(file.name);
    check(parse_network_profile(file.text, file.name).value());
  }
}

void each_procedure(const NetworkProfile& profile, const std::function<void(const Procedure&)>& check) {
  for (const auto& entry : profile.procedures) check(entry.procedure);
  for (const auto& entry : profile.cancels) check(entry.procedure);
  for (const auto& entry : profile.queries) check(entry);
  for (const auto& entry : profile.call_returns) check(entry);
  if (profile.recall.connect) check(*profile.recall.connect);
}

TEST(TheShippedProfiles, AreAllOfTheReference) { EXPECT_EQ(profiles::shipped_networks().size(), 69u); }

TEST(TheShippedProfiles, SayWhereEachProcedureComesFrom) {
  each_shipped([](const NetworkProfile& profile) {
    EXPECT_FALSE(profile.source.empty());
    each_procedure(profile, [](const Procedure& procedure) { EXPECT_FALSE(procedure.source.empty() || procedure.confidence.empty()); });
    for (const auto& each : profile.unavailable) EXPECT_FALSE(each.source.empty() || each.why.empty());
  });
}

TEST(TheShippedProfiles, LieInARegionThatShips) {
  each_shipped([](const NetworkProfile& profile) { EXPECT_NO_THROW(shipped_region(profile.region)); });
}

TEST(TheShippedProfiles, LeaveAdministeredCodesToTheUser) {
  each_shipped([](const NetworkProfile& profile) {
    for (const auto& code : profile.codes) EXPECT_EQ(code.digits, "") << code.name;
  });
}

TEST(TheShippedProfiles, NameNoCodeThatNothingUses) {
  each_shipped([](const NetworkProfile& profile) { EXPECT_EQ(profile.missing_codes().size(), profile.codes.size()); });
}

// A code that reached the outside dial tone by mistake must not call the fire brigade. [feature-codes 8]
TEST(TheShippedProfiles, SendNoCodeThatIsAnEmergencyNumber) {
  each_shipped([](const NetworkProfile& profile) {
    const Region region = shipped_region(profile.region);
    each_procedure(profile, [&](const Procedure& procedure) {
      for (const auto& step : procedure.steps) {
        const auto* send = std::get_if<SendDigits>(&step.what);
        EXPECT_FALSE(send != nullptr && region.is_emergency(expand(send->digits, procedure, "4711"))) << send->digits;
      }
    });
  });
}

TEST(TheShippedProfiles, EndACallbackOnHook) {
  each_shipped([](const NetworkProfile& profile) {
    for (const auto& entry : profile.procedures) {
      if (entry.mode != CompletionMode::callback || entry.procedure.steps.empty()) continue;
      const auto& last = entry.procedure.steps.back().what;
      EXPECT_TRUE(std::holds_alternative<HangUp>(last) || std::holds_alternative<Service>(last));
    }
  });
}

TEST(TheShippedProfiles, SayOfEachCodeAboutTheLastCallThatItIsOne) {
  each_shipped([](const NetworkProfile& profile) {
    if (profile.kind == "emulated") return;
    for (const auto& entry : profile.procedures) {
      const bool about_the_last_call = needs_no_call(entry.procedure) && !names_the_number(entry.procedure);
      EXPECT_EQ(entry.procedure.uses_last_call, about_the_last_call);
    }
  });
}

TEST(TheShippedProfiles, OfferWhatIsUncertainOnlyWhereAllOfItIs) {
  each_shipped([](const NetworkProfile& profile) {
    if (profile.confidence == "uncertain") return;
    for (const auto& entry : profile.procedures) EXPECT_FALSE(entry.procedure.confidence == "uncertain" && profile.offers(entry.procedure));
  });
}

TEST(AProfileWithAnUncertainIntrusion, OffersTheRestByItself) {
  const NetworkProfile profile = shipped_network("nec_sl1000");
  EXPECT_EQ(profile.completion(CompletionMode::intrude, CompletionCondition::busy), nullptr);
  EXPECT_NE(profile.completion(CompletionMode::campon, CompletionCondition::busy), nullptr);
}

TEST(AProfileWithTwoWays, PrefersTheFirst) {
  const NetworkProfile profile = shipped_network("etsi_pstn");
  const auto ways = profile.completions(CompletionMode::callback, CompletionCondition::busy);
  ASSERT_EQ(ways.size(), 2u);
  EXPECT_FALSE(begins_afresh(*ways[0]));
  EXPECT_TRUE(begins_afresh(*ways[1]));
  EXPECT_FALSE(needs_no_call(*ways[1]));
}

TEST(AProfileWithAnUncertainNarrowCancel, TakesTheKnownOne) {
  const NetworkProfile profile = shipped_network("etsi_pstn");
  EXPECT_EQ(profile.cancel()->scope, CancelScope::all);
  ASSERT_NE(profile.cancel(CancelScope::one), nullptr);
  EXPECT_EQ(profile.cancel(CancelScope::one)->procedure.confidence, "uncertain");
}

TEST(AProfileWhoseOnlyCancelIsUncertain, TakesIt) { EXPECT_NE(shipped_network("fr_orange").cancel(), nullptr); }

TEST(AProfileThatCancelsTheOldest, SaysSo) { EXPECT_EQ(shipped_network("de_fritzbox").cancel()->scope, CancelScope::oldest); }

TEST(AProfileWithMessages, CancelsThemApart) {
  const NetworkProfile profile = shipped_network("panasonic_kx_tda");
  EXPECT_EQ(profile.cancel()->of, CancelOf::completion);
  EXPECT_EQ(profile.cancel(CancelOf::message)->scope, CancelScope::one);
}

TEST(AProfileWithoutItsCodes, OffersNothingAndNamesThem) {
  const NetworkProfile profile = shipped_network("nortel_meridian1");
  EXPECT_EQ(profile.modes(CompletionCondition::busy), 0);
  EXPECT_EQ(profile.cancel(), nullptr);
  EXPECT_EQ(profile.missing_codes(), (std::vector<std::string>{"spre", "ovrd"}));
}

TEST(TheProfileOfRedialling, HasNoSteps) {
  const NetworkProfile profile = shipped_network("emulated_redial");
  EXPECT_EQ(profile.kind, "emulated");
  EXPECT_TRUE(profile.completion(CompletionMode::callback, CompletionCondition::busy)->steps.empty());
}

TEST(TheProfileOfANetworkThatOnlyAnnounces, SaysHowTheCallIsMade) {
  const RecallRules recall = shipped_network("jp_ntt_159").recall;
  EXPECT_FALSE(recall.connects);
  ASSERT_TRUE(recall.connect);
  EXPECT_EQ(recall.repeats, 3u);
}

TEST(TheProfileOfFreepbx, KeepsRequestsOnNoAnswerLonger) {
  const NetworkProfile profile = shipped_network("freepbx_campon");
  EXPECT_EQ(profile.lifetime_on(CompletionCondition::busy), std::chrono::minutes(80));
  EXPECT_EQ(profile.lifetime_on(CompletionCondition::no_answer), std::chrono::minutes(120));
  EXPECT_EQ(profile.offer_window, std::chrono::seconds(30));
}

}  // namespace
}  // namespace campon::provider
