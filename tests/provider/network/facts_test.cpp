// Every row of the reference's table stands in the profile of its name, digit for digit, or the profile says why it cannot.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "notation.hpp"
#include "shipped.hpp"

namespace campon::provider {
namespace {

// The same operation as the one of the row before it, which is better known.
constexpr std::string_view k_handset_form = "5 SEND";

struct Fact {
  std::string profile, mode, context, sequence, confidence;
};

std::ostream& operator<<(std::ostream& out, const Fact& fact) {
  return out << fact.profile << ' ' << fact.mode << ' ' << fact.context << ": " << fact.sequence;
}

std::vector<Fact> facts() {
  std::ifstream file(CAMPON_NETWORK_FACTS);
  std::vector<Fact> out;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    Fact fact;
    for (auto* cell : {&fact.profile, &fact.mode, &fact.context, &fact.sequence, &fact.confidence}) std::getline(cells, *cell, ',');
    out.push_back(fact);
  }
  return out;
}

bool cannot_be_sent(const Fact& fact) {
  for (const auto* what : {"NONE", "UNKNOWN", "KEY:", "VOICE:"})
    if (fact.sequence.starts_with(what)) return true;
  return false;
}

std::optional<CompletionMode> mode_of(const Fact& fact) {
  return completion_mode(fact.mode == "callback_noanswer" ? "callback" : fact.mode);
}

CompletionCondition condition_of(const Fact& fact) {
  const bool no_answer = fact.mode == "callback_noanswer" || fact.context == "during_ringback";
  return no_answer ? CompletionCondition::no_answer : CompletionCondition::busy;
}

std::string other_service(const Fact& fact) {
  if (fact.mode == "message_cancel") return "cancel_message";
  if (fact.mode == "recall_last") return "call_return";
  return fact.mode.starts_with("cancel") ? "cancel" : fact.mode;
}

std::vector<const Procedure*> other_procedures(const NetworkProfile& profile, const std::string& service) {
  std::vector<const Procedure*> out;
  for (const auto& each : profile.cancels)
    if (service == (each.of == CancelOf::message ? "cancel_message" : "cancel")) out.push_back(&each.procedure);
  if (service == "query")
    for (const auto& each : profile.queries) out.push_back(&each);
  if (service == "call_return")
    for (const auto& each : profile.call_returns) out.push_back(&each);
  if (service == "call_return" && profile.recall.connect) out.push_back(&*profile.recall.connect);
  return out;
}

std::vector<const Procedure*> procedures_for(const NetworkProfile& profile, const Fact& fact) {
  const auto mode = mode_of(fact);
  if (!mode) return other_procedures(profile, other_service(fact));
  std::vector<const Procedure*> out;
  for (const auto& each : profile.procedures)
    if (each.mode == mode && each.on == condition_of(fact)) out.push_back(&each.procedure);
  return out;
}

// A request from dial tone gives up the busy call first, which the table writes only where that is the usual case; and the
// place in the list that one request is cancelled by is asked for first.
bool is_written(const Fact& fact, const std::string& ours) {
  const std::string theirs = canonical(fact.sequence);
  return ours == theirs || (mode_of(fact) && ours == "H2s " + theirs) || ours == "AT{D*#37#;} " + theirs;
}

class EachFact : public testing::TestWithParam<Fact> {};

TEST_P(EachFact, StandsInTheProfileOfItsName) {
  const Fact& fact = GetParam();
  const NetworkProfile profile = shipped_network(fact.profile);
  if (cannot_be_sent(fact)) {
    const auto mode = mode_of(fact);
    const Unavailable* why = mode ? profile.why_not(*mode, condition_of(fact)) : profile.why_not(other_service(fact));
    ASSERT_NE(why, nullptr);
    EXPECT_FALSE(why->why.empty());
    EXPECT_EQ(why->confidence, fact.confidence);
    return;
  }
  std::string there;
  for (const Procedure* procedure : procedures_for(profile, fact)) {
    if (is_written(fact, notation(*procedure))) {
      EXPECT_EQ(procedure->confidence, fact.sequence == k_handset_form ? "sourced" : fact.confidence);
      return;
    }
    there += "  " + notation(*procedure);
  }
  ADD_FAILURE() << "the profile has only" << there;
}

INSTANTIATE_TEST_SUITE_P(OfTheReference, EachFact, testing::ValuesIn(facts()),
                         [](const auto& row) { return row.param.profile + "_" + row.param.mode + "_" + std::to_string(row.index); });

TEST(TheFacts, AreAllThere) { EXPECT_EQ(facts().size(), 189u); }

}  // namespace
}  // namespace campon::provider
