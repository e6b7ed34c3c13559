// Every plan that an analogue line can use, by the procedures of its users. [feature-codes.csv]
#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "hw-sim/simulator.hpp"
#include "telephone.hpp"

namespace campon::sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// One row of the table: how the user of a profile asks in a situation.
struct Row {
  const char* plan;
  const char* sequence;
};
std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.plan << ": " << row.sequence; }

// On the busy tone, or about the call that met it.
constexpr Row k_callbacks[] = {
    {"nanp_class", "H2s O w *66 k H"},
    {"nanp_class", "F w *66 k H"},
    {"nanp_class_rotary", "H2s O w 1166 k H"},
    {"nanp_class_two_stage", "H2s O w *66 k H"},
    {"nanp_class_return", "H2s O w *66 k H"},
    {"nanp_ac_69_variant", "H2s O w *69 k H"},
    {"nanp_centrex_stn_campon", "F w *52 k H"},
    {"etsi_pstn", "5 k H"},
    {"etsi_pstn", "F w *37# k H"},
    {"uk_kcom", "5 k H"},
    {"uk_bt", "5 k H"},
    {"de_telekom_pstn", "F w *37# k H"},
    {"de_fritzbox", "5 k H"},
    {"de_fritzbox", "F w *37# k H"},
    {"se_telia", "5 k H"},
    {"it_tim", "5 k H"},
    {"fr_orange", "5 k H"},
    {"es_telefonica", "5 k H"},
    {"nl_kpn", "5 k H"},
    {"be_proximus", "5 k H"},
    {"ch_swisscom", "F w *37# k H"},
    {"jp_ntt_159", "H2s O w 159 k 1 k H"},
    {"panasonic_kx_tda", "6 k H"},
    {"panasonic_kx_tda_monitor", "6 k H"},
    {"panasonic_kx_tda_isdn", "6 k H"},
    {"panasonic_kx_te", "6 k H"},
    {"panasonic_kx_td612", "6 k H"},
    {"panasonic_dbs824", "3 k H"},
    {"avaya_definity", "F w {auto_callback} k H"},
    {"att_merlin_legend", "H2s O w #55 D k H"},
    {"avaya_ip_office", "1 H"},
    {"avaya_ip_office", "8 k H"},
    {"nortel_meridian1", "F w {spre} 1 k H"},
    {"nortel_meridian1_ffc", "F w {rgaa} k H"},
    {"nortel_norstar_ata", "F w *2 k H"},
    {"mitel_sx200", "F w {callback} k H"},
    {"mitel_sx2000_3300", "1 k H"},
    {"alcatel_oxo", "{callback} k H"},
    {"alcatel_oxo_default", "5 k H"},
    {"alcatel_4400", "{callback_request} k H"},
    {"siemens_hipath3000", "F w *58 k H"},
    {"ericsson_md110", "6 k H"},
    {"ericsson_md110_fr_fi_se", "5 k H"},
    {"ericsson_md110_fr_fi", "5 k H"},
    {"ericsson_md110_se", "5 k H"},
    {"ericsson_businessphone", "5 k H"},
    {"nec_sl1000", "# k H"},
    {"nec_sl2100", "# k H"},
    {"nec_neax2400", "F w {callback} k H"},
    {"toshiba_strata", "4 k H"},
    {"samsung_officeserv", "44 k H"},
    {"vertical_wave", "*76 k H"},
    {"aastra_ascotel", "F w *37 k H"},
    {"freepbx_campon", "H2s O w *82 k H"},
    {"freepbx_campon_toggle", "H2s O w *84 D k H"},
    {"asterisk_ccss", "H2s O w {call_completion_request} k H"},
    {"yeastar", "H2s O w *79 D k H"},
    {"yeastar_s", "H2s O w *79 D k H"},
    {"grandstream_ucm", "H2s O w *11 k H"},
    {"cisco_stcapp", "F w #1 k H"},
    {"cisco_spa_ata", "H2s O w *66 k H"},
    {"cisco_spa_ata_busy", "H2s O w *05 k H"},
};

class ACallback : public testing::TestWithParam<Row> {
 protected:
  Town town{GetParam().plan};
  Person a{town, 0};
  const std::string b = town.number(23);
  void SetUp() override { a.asks_for(b, GetParam().sequence); }
};

TEST_P(ACallback, IsTakenAndRecallsWhenTheTargetIsFree) {
  ASSERT_THAT(town.exchange.requests(), SizeIs(1)) << to_string(a.line.last_refusal);
  const Request& request = town.exchange.requests().front();
  EXPECT_EQ(request.caller->number, a.number);
  EXPECT_EQ(request.target->number, b);
  EXPECT_EQ(request.kind, RequestKind::busy);
  town.advance(20s);
  EXPECT_FALSE(a.line.rings());
  town.exchange.release(town.station(b));
  EXPECT_TRUE(a.is_called(20s));
  EXPECT_EQ(request.state, RequestState::recalling);
}

TEST_P(ACallback, IsOverWhenTheRecallIsAnsweredAndTheTargetAnswers) {
  if (town.plan().completion.announces) GTEST_SKIP() << "the recall only tells";
  town.exchange.release(town.station(b));
  ASSERT_TRUE(a.is_called(20s));
  a.lifts();
  ASSERT_TRUE(a.waits_for(Sound::ringback));
  ASSERT_TRUE(a.waits_for(Sound::voice, 20s));
  EXPECT_EQ(a.line.peer, &town.station(b));
  EXPECT_THAT(town.exchange.requests(), IsEmpty());
}

TEST_P(ACallback, RingsForALimitedTime) {
  town.exchange.release(town.station(b));
  ASSERT_TRUE(a.is_called(20s));
  town.advance(1min);
  EXPECT_FALSE(a.line.rings());
  EXPECT_EQ(town.exchange.requests().empty(), town.plan().completion.repeats == 0);
}

TEST_P(ACallback, EndsWithItsLife) {
  const env::Duration life = town.plan().completion.life;
  town.advance(life - 1min);
  EXPECT_THAT(town.exchange.requests(), SizeIs(1));
  town.advance(2min);
  EXPECT_THAT(town.exchange.requests(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(OfEachPlan, ACallback, testing::ValuesIn(k_callbacks));

TEST(TheCallbacks, CoverEveryPlanThatHasOne) {
  std::set<std::string> covered{"au_telstra", "panasonic_dbs576", "ericsson_md110_trunk", "nec_sl1000_tone_override",
                                "threecx",    "grandstream_ht",   "emulated_redial"};
  for (const Row& row : k_callbacks) covered.insert(row.plan);
  const auto names = plan_names();
  EXPECT_EQ(covered, std::set<std::string>(names.begin(), names.end()));
}

// While it rings, or about the call that was not answered: the recall comes after the target's telephone was used.
constexpr Row k_unanswered[] = {{"ericsson_md110", "6 k H"},           {"de_fritzbox", "5 k H"},
                                {"vertical_wave", "*76 k H"},          {"avaya_definity", "F w {auto_callback} k H"},
                                {"siemens_hipath3000", "F w *58 k H"}, {"nortel_norstar_ata", "F w *2 k H"},
                                {"freepbx_campon", "H2s O w *82 k H"}};

class ACallbackOnNoAnswer : public testing::TestWithParam<Row> {
 protected:
  Town town{GetParam().plan};
  Person a{town, 0};
  const std::string b = town.number(23);
  void SetUp() override {
    town.station(b).habits.answers_after = 0;
    a.calls(b);
    ASSERT_TRUE(a.waits_for(Sound::ringback));
    town.advance(8s);
    a.follows(GetParam().sequence, b);
  }
};

TEST_P(ACallbackOnNoAnswer, WaitsForTheNextUseOfTheTelephone) {
  ASSERT_THAT(town.exchange.requests(), SizeIs(1)) << to_string(a.line.last_refusal);
  EXPECT_EQ(town.exchange.requests().front().kind, RequestKind::no_answer);
  EXPECT_TRUE(town.station(b).is_idle());
  town.advance(10min);
  EXPECT_FALSE(a.line.rings());
  town.exchange.engage(town.station(b));
  town.advance(1min);
  town.exchange.release(town.station(b));
  EXPECT_TRUE(a.is_called(20s));
}

INSTANTIATE_TEST_SUITE_P(OfEachPlan, ACallbackOnNoAnswer, testing::ValuesIn(k_unanswered));

constexpr Row k_cancels[] = {{"nanp_class", "O w *86 k H"},
                             {"nanp_class_rotary", "O w 1186 k H"},
                             {"nanp_ac_69_variant", "O w *89 k H"},
                             {"nanp_centrex_stn_campon", "O w *53 k H"},
                             {"etsi_pstn", "O w #37# k H"},
                             {"etsi_pstn", "O w #37*D# k H"},
                             {"uk_kcom", "O w #37# k H"},
                             {"uk_bt", "O w #37# k H"},
                             {"de_telekom_pstn", "O w #37# k H"},
                             {"de_fritzbox", "O w #37# k H"},
                             {"se_telia", "O w #37# k H"},
                             {"it_tim", "O w #37# k H"},
                             {"fr_orange", "O w #37# k H"},
                             {"es_telefonica", "O w #37# k H"},
                             {"nl_kpn", "O w #37# k H"},
                             {"be_proximus", "O w #37# k H"},
                             {"ch_swisscom", "O w #37# k H"},
                             {"jp_ntt_159", "O w 159 k 9 k H"},
                             {"panasonic_kx_tda", "O w *46 k H"},
                             {"panasonic_kx_te", "O w 46 k H"},
                             {"avaya_definity", "O w {auto_callback_cancel} k H"},
                             {"att_merlin_legend", "O w #*55 k H"},
                             {"avaya_ip_office", "O w {cancel_ring_back_when_free} H"},
                             {"nortel_meridian1", "O w {spre} 2 k H"},
                             {"nortel_meridian1_ffc", "O w {rgad} k H"},
                             {"nortel_norstar_ata", "O w #2 k H"},
                             {"alcatel_oxo", "O w {cancel_callback} k H"},
                             {"siemens_hipath3000", "O w #58 k H"},
                             {"ericsson_md110", "O w #37# k H"},
                             {"ericsson_md110", "O w #37*D# k H"},
                             {"nec_sl1000", "O w 870 k H"},
                             {"nec_sl2100", "O w 770 k H"},
                             {"toshiba_strata", "O w #431 k H"},
                             {"vertical_wave", "O w *77 k H"},
                             {"freepbx_campon", "O w *83 k H"},
                             {"freepbx_campon_toggle", "O w *84 D k H"},
                             {"asterisk_ccss", "O w {call_completion_cancel} k H"},
                             {"yeastar", "O w *079 k H"},
                             {"yeastar_s", "O w *079 D k H"},
                             {"grandstream_ucm", "O w *12 k H"},
                             {"cisco_spa_ata", "O w *86 k H"}};

class ACancel : public testing::TestWithParam<Row> {};

TEST_P(ACancel, TakesTheRequestBack) {
  Town town(GetParam().plan);
  Person a(town, 0);
  const std::string b = town.number(23);
  const auto* asked = std::find_if(std::begin(k_callbacks), std::end(k_callbacks),
                                   [](const Row& row) { return std::string_view(row.plan) == GetParam().plan; });
  ASSERT_NE(asked, std::end(k_callbacks));
  a.asks_for(b, asked->sequence);
  ASSERT_THAT(town.exchange.requests(), SizeIs(1));
  town.advance(10s);
  const std::string sequence = GetParam().sequence;
  a.follows(sequence.substr(0, sequence.rfind('H')), b);
  town.advance(3s);
  a.hangs_up();
  EXPECT_THAT(town.exchange.requests(), IsEmpty()) << to_string(a.line.last_refusal);
  town.exchange.release(town.station(b));
  town.advance(1min);
  EXPECT_EQ(a.phone.bursts, 0);
}

INSTANTIATE_TEST_SUITE_P(OfEachPlan, ACancel, testing::ValuesIn(k_cancels));

constexpr Row k_campons[] = {{"panasonic_kx_tda", "1 k"},     {"panasonic_kx_te", "2 k"},
                             {"mitel_sx200", "(wait)"},       {"siemens_hipath3000", "(wait)"},
                             {"mitel_sx2000_3300", "(wait)"}, {"alcatel_4400", "{camp_on} k"},
                             {"ericsson_md110", "5 k"},       {"ericsson_md110_fr_fi", "6 k"},
                             {"ericsson_md110_se", "4 k"},    {"ericsson_businessphone", "4 k"},
                             {"nec_sl1000", "# k"},           {"nec_sl1000", "F w 850 k"},
                             {"nec_sl2100", "F w 750 k"},     {"nec_sl1000_tone_override", "* k"},
                             {"samsung_officeserv", "45 k"},  {"avaya_definity", "H2s O w {priority} D k"},
                             {"toshiba_strata", "2 k"}};

class ACampOn : public testing::TestWithParam<Row> {};

TEST_P(ACampOn, IsPutThroughWhenTheTargetHangsUp) {
  Town town(GetParam().plan);
  Person a(town, 0);
  const std::string b = town.number(23);
  a.asks_for(b, GetParam().sequence);
  EXPECT_EQ(a.line.camps_on, &town.station(b)) << to_string(a.line.last_refusal);
  EXPECT_NE(a.hears(), Sound::busy);
  town.exchange.release(town.station(b));
  EXPECT_TRUE(a.waits_for(Sound::voice, 20s));
  EXPECT_EQ(a.line.peer, &town.station(b));
}

TEST_P(ACampOn, EndsWhenTheCallerHangsUp) {
  Town town(GetParam().plan);
  Person a(town, 0);
  const std::string b = town.number(23);
  a.asks_for(b, GetParam().sequence);
  a.hangs_up();
  EXPECT_EQ(a.line.camps_on, nullptr);
  const bool converts =
      std::any_of(town.plan().features.begin(), town.plan().features.end(), [](const Feature& f) { return f.on_hang_up; });
  EXPECT_THAT(town.exchange.requests(), SizeIs(converts ? 1 : 0));
}

INSTANTIATE_TEST_SUITE_P(OfEachPlan, ACampOn, testing::ValuesIn(k_campons));

constexpr Row k_intrusions[] = {{"panasonic_kx_tda", "3 k"},
                                {"panasonic_kx_tda_monitor", "5 k"},
                                {"panasonic_kx_te", "3 k"},
                                {"avaya_ip_office", "H2s O w {call_intrude} D"},
                                {"nortel_meridian1", "F w {ovrd} k"},
                                {"mitel_sx200", "F w {override} k"},
                                {"alcatel_oxo", "{intrusion} k"},
                                {"siemens_hipath3000", "F w *62 k"},
                                {"ericsson_md110", "4 k"},
                                {"ericsson_md110_se", "8 k"},
                                {"ericsson_businessphone", "8 k"},
                                {"nec_sl1000", "F w 810 k"},
                                {"toshiba_strata", "3 k"}};

class AnIntrusion : public testing::TestWithParam<Row> {};

TEST_P(AnIntrusion, IsCarriedOutOnceAndWritten) {
  Town town(GetParam().plan);
  Person a(town, 0);
  const std::string b = town.number(23);
  a.asks_for(b, GetParam().sequence);
  EXPECT_TRUE(a.waits_for(Sound::voice, 5s)) << to_string(a.line.last_refusal);
  ASSERT_THAT(town.exchange.intrusions(), SizeIs(1));
  EXPECT_EQ(town.exchange.intrusions().front().from, a.number);
  EXPECT_EQ(town.exchange.intrusions().front().to, b);
}

TEST_P(AnIntrusion, IsRefusedByOneWhoMayNotBeDisturbed) {
  Town town(GetParam().plan);
  Person a(town, 0);
  const std::string b = town.number(23);
  town.station(b).habits.refuses_features = true;
  a.asks_for(b, GetParam().sequence);
  town.advance(2s);
  EXPECT_THAT(town.exchange.intrusions(), IsEmpty());
  EXPECT_EQ(a.line.last_refusal, Refusal::barred);
  EXPECT_TRUE(a.hears() == Sound::reorder || a.hears() == Sound::busy) << to_string(a.hears());
}

INSTANTIATE_TEST_SUITE_P(OfEachPlan, AnIntrusion, testing::ValuesIn(k_intrusions));

constexpr Row k_messages[] = {{"it_tim", "3 k"},
                              {"panasonic_kx_tda", "4 k H"},
                              {"panasonic_kx_tda", "H2s O w *70 1 D k H"},
                              {"panasonic_dbs576", "4 k H"},
                              {"avaya_definity", "F w {lwc_send} D k H"},
                              {"siemens_hipath3000", "H2s O w *68 D k H"},
                              {"nec_sl1000", "H2s O w 841 D k H"},
                              {"toshiba_strata", "7 k H"},
                              {"aastra_ascotel", "H2s O w *38 D k H"}};

class AMessage : public testing::TestWithParam<Row> {};

TEST_P(AMessage, IsLeftOnce) {
  Town town(GetParam().plan);
  Person a(town, 0);
  const std::string b = town.number(23);
  a.asks_for(b, GetParam().sequence);
  EXPECT_THAT(town.exchange.messages_for(b), ElementsAre(a.number)) << to_string(a.line.last_refusal);
}

INSTANTIATE_TEST_SUITE_P(OfEachPlan, AMessage, testing::ValuesIn(k_messages));

}  // namespace
}  // namespace campon::sim
