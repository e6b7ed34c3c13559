// Calls in TAPI's words. [tspi.md 1.2, 4]
#include "provider/abi/state_map.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <set>

namespace campon::abi_test {
namespace {

using namespace provider;
using namespace provider::abi;

CallView in(CallState state) {
  CallView view;
  view.state = state;
  return view;
}

std::uint8_t mask(CompletionMode mode) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(mode)); }

TEST(ACallState, HasOneBitOfItsOwn) {
  std::set<DWORD> seen;
  DWORD all = 0;
  for (int i = 0; i <= static_cast<int>(CallState::disconnected); ++i) {
    const DWORD state = line_call_state(static_cast<CallState>(i));
    EXPECT_EQ(std::popcount(state), 1);
    EXPECT_TRUE(seen.insert(state).second);
    all |= state;
  }
  EXPECT_EQ(all, k_call_states);
}

TEST(ABusyCall, TellsWhatIsBusy) {
  CallView view = in(CallState::busy);
  view.busy_mode = BusyMode::station;
  EXPECT_EQ(line_call_state_mode(view), LINEBUSYMODE_STATION);
  view.busy_mode = BusyMode::trunk;
  EXPECT_EQ(line_call_state_mode(view), LINEBUSYMODE_TRUNK);
  view.busy_mode = BusyMode::unknown;
  EXPECT_EQ(line_call_state_mode(view), LINEBUSYMODE_UNAVAIL);
}

TEST(ADisconnectedCall, TellsWhy) {
  const std::pair<DisconnectMode, DWORD> k_modes[] = {{DisconnectMode::unknown, LINEDISCONNECTMODE_UNAVAIL},
                                                      {DisconnectMode::normal, LINEDISCONNECTMODE_NORMAL},
                                                      {DisconnectMode::busy, LINEDISCONNECTMODE_BUSY},
                                                      {DisconnectMode::no_answer, LINEDISCONNECTMODE_NOANSWER},
                                                      {DisconnectMode::no_dial_tone, LINEDISCONNECTMODE_NODIALTONE},
                                                      {DisconnectMode::congestion, LINEDISCONNECTMODE_CONGESTION},
                                                      {DisconnectMode::unreachable, LINEDISCONNECTMODE_UNREACHABLE},
                                                      {DisconnectMode::temporary_failure, LINEDISCONNECTMODE_TEMPFAILURE},
                                                      {DisconnectMode::cancelled, LINEDISCONNECTMODE_CANCELLED}};
  for (const auto& [mode, expected] : k_modes) {
    CallView view = in(CallState::disconnected);
    view.disconnect_mode = mode;
    EXPECT_EQ(line_call_state_mode(view), expected);
  }
}

TEST(AConnectedCall, IsConfirmedOnlyWhenTheAnswerWasElectrical) {
  CallView view = in(CallState::connected);
  for (const auto evidence : {hal::Evidence::inferred, hal::Evidence::tone, hal::Evidence::protocol}) {
    view.answer_evidence = evidence;
    EXPECT_EQ(line_call_state_mode(view), LINECONNECTEDMODE_ACTIVE);
  }
  view.answer_evidence = hal::Evidence::electrical;
  EXPECT_EQ(line_call_state_mode(view), LINECONNECTEDMODE_CONFIRMED);
}

TEST(AConnectedCall, IsNotConfirmedBeforeVersion2_0) {
  CallView view;
  view.state = CallState::connected;
  view.answer_evidence = hal::Evidence::electrical;
  EXPECT_EQ(line_call_state_mode(view, TSPI_VERSION_1_4), LINECONNECTEDMODE_ACTIVE);
  EXPECT_EQ(line_call_state_mode(view, TSPI_VERSION_2_0), LINECONNECTEDMODE_CONFIRMED);
}

TEST(ADisconnectedCall, TellsWhyInTheWordsOfVersion1_4) {
  CallView view;
  view.state = CallState::disconnected;
  const std::pair<DisconnectMode, DWORD> k_modes[] = {{DisconnectMode::temporary_failure, LINEDISCONNECTMODE_UNKNOWN},
                                                      {DisconnectMode::cancelled, LINEDISCONNECTMODE_NORMAL},
                                                      {DisconnectMode::no_dial_tone, LINEDISCONNECTMODE_NODIALTONE},
                                                      {DisconnectMode::busy, LINEDISCONNECTMODE_BUSY}};
  for (const auto& [mode, expected] : k_modes) {
    view.disconnect_mode = mode;
    EXPECT_EQ(line_call_state_mode(view, TSPI_VERSION_1_4), expected);
  }
}

TEST(ADialTone, IsSpecialWhenItStutters) {
  CallView view = in(CallState::dialtone);
  EXPECT_EQ(line_call_state_mode(view), LINEDIALTONEMODE_NORMAL);
  view.stutter_dial_tone = true;
  EXPECT_EQ(line_call_state_mode(view), LINEDIALTONEMODE_SPECIAL);
}

TEST(ASpecialInformationTone, TellsWhichItIs) {
  CallView view = in(CallState::specialinfo);
  view.sit = hal::SitClass::no_circuit;
  EXPECT_EQ(line_call_state_mode(view), LINESPECIALINFO_NOCIRCUIT);
  view.sit = hal::SitClass::vacant_code;
  EXPECT_EQ(line_call_state_mode(view), LINESPECIALINFO_CUSTIRREG);
  view.sit = hal::SitClass::reorder;
  EXPECT_EQ(line_call_state_mode(view), LINESPECIALINFO_REORDER);
  view.sit = hal::SitClass::unknown;
  EXPECT_EQ(line_call_state_mode(view), LINESPECIALINFO_UNAVAIL);
}

TEST(TheFeatures, FollowTheState) {
  EXPECT_EQ(line_call_features(in(CallState::idle)), 0u);
  EXPECT_EQ(line_call_features(in(CallState::offering)), LINECALLFEATURE_ANSWER | LINECALLFEATURE_DROP);
  EXPECT_EQ(line_call_features(in(CallState::busy)), LINECALLFEATURE_DROP);
}

TEST(TheFeatures, NameTheModesOnlyTogetherWithCompleteCall) {
  CallView view = in(CallState::busy);
  view.completion_modes = mask(CompletionMode::callback) | mask(CompletionMode::message);
  EXPECT_EQ(line_call_features(view), LINECALLFEATURE_DROP | LINECALLFEATURE_COMPLETECALL);
  EXPECT_EQ(line_call_features2(view), LINECALLFEATURE2_COMPLCALLBACK | LINECALLFEATURE2_COMPLMESSAGE);
}

TEST(TheModes, AreOneBitInARequestAndAMaskInTheCapabilities) {
  EXPECT_EQ(completion_mode_of(LINECALLCOMPLMODE_CAMPON), CompletionMode::campon);
  EXPECT_EQ(completion_mode_of(LINECALLCOMPLMODE_CALLBACK), CompletionMode::callback);
  EXPECT_EQ(completion_mode_of(LINECALLCOMPLMODE_INTRUDE), CompletionMode::intrude);
  EXPECT_EQ(completion_mode_of(LINECALLCOMPLMODE_MESSAGE), CompletionMode::message);
  for (const DWORD wrong : {0u, 3u, 5u, 15u, 16u, 0x80000000u, 0xFFFFFFFFu}) EXPECT_FALSE(completion_mode_of(wrong)) << wrong;
  EXPECT_EQ(completion_modes(mask(CompletionMode::campon) | mask(CompletionMode::intrude)),
            LINECALLCOMPLMODE_CAMPON | LINECALLCOMPLMODE_INTRUDE);
}

TEST(TheConditions, AreBusyAndNoAnswer) {
  EXPECT_EQ(completion_conditions(0), 0u);
  EXPECT_EQ(completion_conditions(1U << static_cast<unsigned>(CompletionCondition::busy)), LINECALLCOMPLCOND_BUSY);
  EXPECT_EQ(completion_conditions(3), LINECALLCOMPLCOND_BUSY | LINECALLCOMPLCOND_NOANSWER);
}

TEST(TheReason, IsCallCompletionForARecallAndForACallThatWaits) {
  CallView view;
  EXPECT_EQ(line_call_reason(view), LINECALLREASON_DIRECT);
  view.completion = CompletionId{3};
  EXPECT_EQ(line_call_reason(view), LINECALLREASON_CALLCOMPLETION);
}

TEST(TheCallInfo, TellsOnlyWhatDiffers) {
  CallView before, now;
  EXPECT_EQ(line_call_info_changes(before, now), 0u);
  now.caller.number = "5550123";
  EXPECT_EQ(line_call_info_changes(before, now), LINECALLINFOSTATE_CALLERID);
  before = now;
  now.completion = CompletionId{3};
  EXPECT_EQ(line_call_info_changes(before, now), LINECALLINFOSTATE_COMPLETIONID | LINECALLINFOSTATE_REASON);
}

TEST(TheCaller, IsKnownByWhatTheNetworkSent) {
  CallView view;
  EXPECT_EQ(line_caller_id_flags(view), LINECALLPARTYID_UNAVAIL);
  view.origin = CallOrigin::inbound;
  EXPECT_EQ(line_caller_id_flags(view), LINECALLPARTYID_UNKNOWN);
  view.caller.presentation = hal::Presentation::withheld;
  EXPECT_EQ(line_caller_id_flags(view), LINECALLPARTYID_BLOCKED);
  view.caller.name = "Ada";
  EXPECT_EQ(line_caller_id_flags(view), LINECALLPARTYID_NAME);
  view.caller.number = "5550123";
  EXPECT_EQ(line_caller_id_flags(view), LINECALLPARTYID_NAME | LINECALLPARTYID_ADDRESS);
}

TEST(TheRingModes, AreTwoWhereARecallRingsInItsOwnWay) {
  AddressCapabilities address;
  EXPECT_EQ(ring_modes(address), 1u);
  address.recall_ring_differs = true;
  EXPECT_EQ(ring_modes(address), 2u);
}

}  // namespace
}  // namespace campon::abi_test
