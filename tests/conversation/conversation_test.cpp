// One conversation for each shipped network profile and each thing that it can do, against the exchange of that family,
// which was written from the network's side and judges. All of them on a modem and on a line card.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "shipped.hpp"
#include "world.hpp"

namespace campon::scenario {
namespace {

using provider::Acceptance;
using provider::CallReason;
using provider::CompletionCondition;
using provider::CompletionEnd;
using provider::NetworkProfile;
using testing::IsEmpty;
using testing::SizeIs;

struct Topic {
  std::string network;
  CompletionMode mode;
  CompletionCondition on;
  std::size_t way = 0;  // of several to the same end
  LineEnd end = LineEnd::modem;
};

std::string title(const Topic& topic) {
  const std::string way = topic.way == 0 ? "" : "_way_" + std::to_string(topic.way + 1);
  return topic.network + "_" + std::string(to_string(topic.mode)) + "_on_" + std::string(to_string(topic.on)) + way + "_on_a_" +
         to_string(topic.end);
}

bool has_exchange(const std::string& network) {
  const auto plans = sim::plan_names();
  return std::find(plans.begin(), plans.end(), network) != plans.end();
}

// On a card everything is heard by the tone plan of the country. These exchanges have sounds that it has not: a modem of the
// simulation is told what they mean, and ears have to learn them.
struct Unheard {
  std::string_view network;
  std::string_view why;
};
constexpr std::string_view k_confirms = "its confirmation tone is not in the plan of its country";
constexpr std::string_view k_shows_by_fsk = "the country shows numbers by DTMF or before the ring, the simulated exchange by FSK after it";
constexpr std::array<Unheard, 16> k_unheard{{
    {"aastra_ascotel", "its dial tone after a flash is not in the plan of its country"},
    {"alcatel_4400", "it confirms by silence for less time than ears need to be sure"},
    {"alcatel_oxo", k_confirms},
    {"alcatel_oxo_default", k_confirms},
    {"avaya_ip_office", "its busy tone has the cadence of no tone of its country"},
    {"cisco_spa_ata", k_confirms},
    {"cisco_spa_ata_busy", k_confirms},
    {"de_fritzbox", k_confirms},
    {"ericsson_md110_se", "its dial tone is not in the plan of its country"},
    {"etsi_pstn", "its special dial tone, 500/50, is in no plan of a country"},
    {"nec_neax2400", "it confirms by a second of what is dial tone in its country"},
    {"nec_sl1000", "its code for a message ends with the number, and cannot be told from a number"},
    {"nl_kpn", k_shows_by_fsk},
    {"se_telia", k_shows_by_fsk},
    {"siemens_hipath3000", "its ringback follows the busy tone without a pause, and the two make one long burst"},
    {"uk_kcom", k_shows_by_fsk},
}};

bool is_heard(const Topic& topic) {
  return std::none_of(k_unheard.begin(), k_unheard.end(), [&](const Unheard& each) { return each.network == topic.network; });
}

std::vector<Topic> all_topics(LineEnd end) {
  std::vector<Topic> out;
  for (const auto& file : profiles::shipped_networks()) {
    const NetworkProfile network = provider::shipped_network(file.name);
    if (!has_exchange(network.name) || network.kind == "emulated") continue;
    for (const auto& each : network.procedures) {
      const auto before = std::count_if(out.begin(), out.end(), [&](const Topic& topic) {
        return topic.network == network.name && topic.mode == each.mode && topic.on == each.on;
      });
      out.push_back({network.name, each.mode, each.on, static_cast<std::size_t>(before), end});
    }
  }
  if (end == LineEnd::card) std::erase_if(out, [](const Topic& topic) { return !is_heard(topic); });
  return out;
}

class AConversation : public testing::TestWithParam<Topic> {
 protected:
  AConversation() {
    a.keep_only_way(GetParam().mode, GetParam().on);
    b().answer_after_rings(1);
    on_busy() ? b().be_busy() : b().never_answer();
  }
  static scenario::Setup setup() {
    scenario::Setup setup = User::on(GetParam().network);
    setup.way = GetParam().way;
    setup.card = GetParam().end == LineEnd::card;
    return setup;
  }
  [[nodiscard]] bool on_busy() const { return GetParam().on == CompletionCondition::busy; }
  sim::Subscriber& b() { return a.exchange->subscriber(target); }
  CallId meets_the_other() { return a.calls(target, on_busy() ? CallState::busy : CallState::ringback); }
  // The other party becomes reachable: hangs up, or uses its telephone once.
  void other_becomes_free() {
    b().answer_after_rings(1);
    if (!on_busy()) {
      b().be_busy();
      a.waits(20s);
    }
    b().be_free();
  }

  User a{setup()};
  const std::string target = a.another_number();
};

TEST_P(AConversation, EndsAsItsUserWanted) {
  const CallId call = meets_the_other();
  ASSERT_NE(call.value, 0u) << a.trace.text;
  const auto id = a.completes(call, GetParam().mode);
  ASSERT_TRUE(id) << id.error().what << "\n" << a.trace.text;
  switch (GetParam().mode) {
    case CompletionMode::callback: {
      ASSERT_THAT(a.exchange->requests(), SizeIs(1)) << a.trace.text;
      EXPECT_EQ(a.exchange->requests().front().target, target);
      other_becomes_free();
      const auto recall = a.is_offered(600s);
      ASSERT_TRUE(recall) << a.trace.text;
      EXPECT_EQ(recall->completion, *id) << recall->verdict << "\n" << a.trace.text;
      EXPECT_TRUE(a.answers(recall->id));
      EXPECT_TRUE(a.waits_until(recall->id, CallState::connected, 120s)) << a.trace.text;
      EXPECT_EQ(a.exchange->lines().front().talks_to, target);
      EXPECT_EQ(a.last(*id).end, CompletionEnd::connected);
      break;
    }
    case CompletionMode::campon:
      other_becomes_free();
      EXPECT_TRUE(a.waits_until(call, CallState::connected, 120s)) << a.trace.text;
      EXPECT_EQ(a.exchange->lines().front().talks_to, target);
      break;
    case CompletionMode::intrude: EXPECT_EQ(a.state_of(call), CallState::connected); break;
    case CompletionMode::message: EXPECT_THAT(a.exchange->messages_left_for(target), SizeIs(1)) << a.trace.text; break;
  }
}

// Where yes and no are both announcements, or nothing is said at all, a refusal cannot be told: then it is not called heard.
TEST_P(AConversation, LeavesNothingBehindWhenItIsRefused) {
  b().refuse_features();
  const CallId call = meets_the_other();
  ASSERT_NE(call.value, 0u) << a.trace.text;
  const auto id = a.completes(call, GetParam().mode);
  a.waits(60s);
  EXPECT_THAT(a.exchange->requests(), IsEmpty());
  EXPECT_THAT(a.exchange->messages_left_for(target), IsEmpty());
  if (id) {
    EXPECT_EQ(a.last(*id).acceptance, Acceptance::assumed) << a.last(*id).heard << "\n" << a.trace.text;
    return;
  }
  EXPECT_THAT(a.line->completions(), IsEmpty());
}

TEST_P(AConversation, IsTakenBackWhenItsUserWants) {
  if (GetParam().mode != CompletionMode::callback || !a.line->capabilities().can_cancel) return;
  const CallId call = meets_the_other();
  ASSERT_NE(call.value, 0u);
  const auto id = a.completes(call, GetParam().mode);
  ASSERT_TRUE(id) << id.error().what;
  const auto cancelled = a.cancels(*id);
  EXPECT_TRUE(cancelled) << cancelled.error().what << "\n" << a.trace.text;
  EXPECT_THAT(a.exchange->requests(), IsEmpty()) << a.trace.text;
  EXPECT_THAT(a.line->completions(), IsEmpty());
}

constexpr auto k_titles = [](const auto& topic) { return title(topic.param); };
INSTANTIATE_TEST_SUITE_P(Of, AConversation, testing::ValuesIn(all_topics(LineEnd::modem)), k_titles);
INSTANTIATE_TEST_SUITE_P(OnACard, AConversation, testing::ValuesIn(all_topics(LineEnd::card)), k_titles);

}  // namespace
}  // namespace campon::scenario
