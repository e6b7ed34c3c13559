// What is wrong in a profile is told with file and line; a profile with a mistake is not used at all. [fault U11]
#include <gtest/gtest.h>

#include "hal/env/trace.hpp"
#include "provider/network/profile_reader.hpp"

namespace campon::provider {
namespace {

constexpr std::string_view k_text = R"([network]
name = "full"
title = "A network with every key"
kind = "pbx"
region = "us"
confidence = "known"
source = "made for this test"
use_uncertain = false
max_outstanding = 2
newest_replaces = true
lifetime = "30min"
lifetime_no_answer = "60min"
offer_window = "30s"
messages = ["Please call back"]
[codes]
callback = ""
[recall]
cadences = ["400/200/800/4000"]
caller_id_is_target = true
call_type = true
answer_within = "8s"
unanswered_is_kept = true
repeats = 3
repeat_gap = "5min"
busy_again_is_kept = true
connects = false
[recall.connect]
within = "5min"
steps = [ { hang_up = "2s" }, { seize = true }, { await = ["dial_tone"], within = "8s" }, { send = "159" } ]
[[completion]]
mode = "callback"
on = "busy"
uses_last_call = true
confidence = "sourced"
source = "page 1"
steps = [
  { flash = "100ms" },
  { wait = "1s" },
  { flash = true },
  { await = ["dial_tone"], within = "8s" },
  { send = "{code:callback}" },
  { acknowledge = "4s", deaf = "1s", yes = ["confirmation"], no = ["busy"], at_once = ["ringback"], silence = "no" },
  { hang_up = "0s" },
  { seize = true },
]
[[completion]]
mode = "message"
on = "no_answer"
steps = [
  { service = "send_message" },
]
[[cancel]]
scope = "one"
of = "completion"
steps = [ { service = "query_completions" },
  { service = "cancel_completion" } ]
[[cancel]]
scope = "oldest"
steps = [ { send = "#37*{number}#" } ]
[[query]]
steps = [ { service = "query_completions" } ]
[[call_return]]
steps = [ { seize = true }, { await = ["dial_tone"], within = "8s" }, { send = "*69" } ]
[[unavailable]]
mode = "intrude"
on = "busy"
why = "nobody may"
source = "page 2"
confidence = "known"
[[unavailable]]
mode = "query"
why = "nobody can"
)";

std::string changed(std::string_view from, std::string_view to) {
  std::string text(k_text);
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string mistake(const std::string& text) {
  const auto profile = parse_network_profile(text, "f.toml");
  return profile ? "" : profile.error().what;
}

TEST(AProfileWithEveryKey, IsGood) { EXPECT_EQ(mistake(std::string(k_text)), ""); }

struct Slip {
  std::string_view from, to, what;
};

constexpr Slip k_slips[] = {
    {"name = \"full\"", "name = \"../full\"", "f.toml:2: 'name' may hold letters, digits, '_' and '-' only"},
    {"name = \"full\"", "", "f.toml:1: key 'name' is missing"},
    {"title = \"A network with every key\"", "title = 1", "f.toml:3: 'title' must be a text in quotes"},
    {"kind = \"pbx\"", "kind = \"box\"", "f.toml:4: 'kind' must be \"network\", \"pbx\", \"gsm\" or \"emulated\""},
    {"region = \"us\"", "region = \"../../etc/passwd\"", "f.toml:5: 'region' may hold letters, digits, '_' and '-' only"},
    {"region = \"us\"", "region = \"/tmp/us.toml\"", "f.toml:5: 'region' may hold letters, digits, '_' and '-' only"},
    {"confidence = \"known\"", "confidence = \"sure\"", "f.toml:6: 'confidence' must be sourced, known or uncertain"},
    {"source = \"made for this test\"", "source = []", "f.toml:7: 'source' must be a text in quotes"},
    {"use_uncertain = false", "use_uncertain = 0", "f.toml:8: 'use_uncertain' must be true or false"},
    {"max_outstanding = 2", "max_outstanding = 1000000000", "f.toml:9: 'max_outstanding' must be a whole number from 0 to 100"},
    {"newest_replaces = true", "newest_replaces = \"yes\"", "f.toml:10: 'newest_replaces' must be true or false"},
    {"lifetime = \"30min\"", "lifetime = \"1000000000min\"",
     "f.toml:11: 'lifetime' must be a duration such as \"500ms\", \"8s\" or \"30min\""},
    {"lifetime = \"30min\"", "lifetime = \"0s\"", "f.toml:11: 'lifetime' must be more than 0"},
    {"lifetime_no_answer = \"60min\"", "lifetime_no_answer = \"1e9s\"",
     "f.toml:12: 'lifetime_no_answer' must be a duration such as \"500ms\", \"8s\" or \"30min\""},
    {"offer_window = \"30s\"", "offer_window = 30", "f.toml:13: 'offer_window' must be a text in quotes"},
    {"messages = [\"Please call back\"]", "messages = \"Please call back\"", "f.toml:14: 'messages' must be a list of texts"},
    {"messages = [\"Please call back\"]", "", "f.toml:1: mode message needs 'messages' in [network]"},
    {"callback = \"\"", "callback = \"12;34\"", "f.toml:16: a code may hold up to 20 of 0-9 * # A-D"},
    {"callback = \"\"", "other = \"\"", "f.toml:36: the code 'callback' does not stand in [codes]"},
    {"400/200/800/4000", "400/200/800", "f.toml:18: '400/200/800' is no ring pattern: on/off times in ms are expected, such as 2000/4000"},
    {"caller_id_is_target = true", "caller_id_is_target = \"\"", "f.toml:19: 'caller_id_is_target' must be true or false"},
    {"call_type = true", "call_type = 2", "f.toml:20: 'call_type' must be true or false"},
    {"answer_within = \"8s\"", "answer_within = \"8 s\"",
     "f.toml:21: 'answer_within' must be a duration such as \"500ms\", \"8s\" or \"30min\""},
    {"unanswered_is_kept = true", "unanswered_is_kept = 1", "f.toml:22: 'unanswered_is_kept' must be true or false"},
    {"unanswered_is_kept = true", "unanswered_is_kept = false", "f.toml:23: 'repeats' has a meaning only with unanswered_is_kept = true"},
    {"repeats = 3", "repeats = 21", "f.toml:23: 'repeats' must be a whole number from 0 to 20"},
    {"repeat_gap = \"5min\"", "repeat_gap = \"-5min\"",
     "f.toml:24: 'repeat_gap' must be a duration such as \"500ms\", \"8s\" or \"30min\""},
    {"busy_again_is_kept = true", "busy_again_is_kept = \"true\"", "f.toml:25: 'busy_again_is_kept' must be true or false"},
    {"connects = false", "connects = true", "f.toml:27: [recall.connect] has a meaning only with connects = false"},
    {"within = \"5min\"", "within = true", "f.toml:28: 'within' must be a text in quotes"},
    {"{ hang_up = \"2s\" }, { seize = true }", "{ hang_up = \"2s\" }",
     "f.toml:29: the line is on hook at this step; a seize must come before it"},
    {"mode = \"callback\"", "mode = \"camp\"", "f.toml:31: 'mode' must be campon, callback, intrude or message"},
    {"on = \"busy\"", "on = \"silence\"", "f.toml:32: 'on' must be \"busy\" or \"no_answer\""},
    {"uses_last_call = true", "uses_last_call = 1", "f.toml:33: 'uses_last_call' must be true or false"},
    {"{ send = \"{code:callback}\" }", "{ send = \"{number}\" }",
     "f.toml:33: a procedure that sends {number} does not depend on the last call"},
    {"confidence = \"sourced\"", "confidence = \"\"", "f.toml:34: 'confidence' must be sourced, known or uncertain"},
    {"{ flash = \"100ms\" }", "{ flash = \"2s\" }", "f.toml:37: 'flash' must be true, or more than 0 and at most 1500ms"},
    {"{ flash = \"100ms\" }", "{ flash = false }", "f.toml:37: 'flash' can only be true"},
    {"{ wait = \"1s\" }", "{ wait = \"0s\" }", "f.toml:38: 'wait' must be more than 0 and at most 2min"},
    {"{ wait = \"1s\" }", "{ pause = \"1s\" }",
     "f.toml:38: a step must be one of hang_up, seize, flash, wait, await, send, acknowledge, service"},
    {"{ await = [\"dial_tone\"], within = \"8s\" },\n", "{ await = [], within = \"8s\" },\n",
     "f.toml:40: 'await' must name at least one sound"},
    {"{ send = \"{code:callback}\" }", "{ send = \"{code:../x}\" }",
     "f.toml:41: 'send' may hold 0-9 * # A-D ',' and {number}, {code:NAME}, {index}"},
    {"{ send = \"{code:callback}\" }", "{ send = \"*66{number\" }",
     "f.toml:41: 'send' may hold 0-9 * # A-D ',' and {number}, {code:NAME}, {index}"},
    {"{ send = \"{code:callback}\" }", "{ send = \"#37*{index}#\" }", "f.toml:41: {index} needs a query_completions before it"},
    {"acknowledge = \"4s\"", "acknowledge = \"3min\"", "f.toml:42: 'acknowledge' must be more than 0 and at most 2min"},
    {"deaf = \"1s\"", "deaf = \"4s\"", "f.toml:42: 'deaf' must be shorter than 'acknowledge'"},
    {"yes = [\"confirmation\"]", "yes = [\"noise\"]", "f.toml:42: 'noise' is not something that can be heard"},
    {"no = [\"busy\"]", "no = [\"confirmation\"]", "f.toml:42: 'confirmation' can have one meaning only"},
    {"at_once = [\"ringback\"]", "at_once = \"ringback\"", "f.toml:42: 'at_once' must be a list of texts"},
    {"silence = \"no\"", "silence = \"maybe\"", "f.toml:42: 'silence' must be \"yes\", \"no\" or \"unknown\""},
    {"silence = \"no\"", "silence = \"no\", colour = 1", "f.toml:42: unknown key 'colour'"},
    {"  { hang_up = \"0s\" },\n", "", "f.toml:43: the line is off hook already at this step"},
    {"{ service = \"send_message\" }", "{ service = \"send_letter\" }",
     "f.toml:50: 'service' must be request_completion, cancel_completions, cancel_completion, query_completions or send_message"},
    {"scope = \"one\"", "scope = \"some\"", "f.toml:53: 'scope' must be \"one\", \"all\" or \"oldest\""},
    {"of = \"completion\"", "of = \"call\"", "f.toml:54: 'of' must be \"completion\" or \"message\""},
    {"{ service = \"query_completions\" },\n", "\n",
     "f.toml:56: cancel_completion needs a query_completions before it, to learn the index"},
    {"scope = \"oldest\"", "scope = \"one\"\nof = \"completion\"\nsource = 1", "f.toml:60: 'source' must be a text in quotes"},
    {"[[query]]\nsteps = [ { service = \"query_completions\" } ]", "[[query]]", "f.toml:60: 'steps' must hold 1 to 20 steps"},
    {"mode = \"intrude\"", "mode = \"listen\"",
     "f.toml:65: 'mode' must be campon, callback, intrude, message, cancel, cancel_message, query or call_return"},
    {"on = \"busy\"\nwhy", "why", "f.toml:64: key 'on' is missing"},
    {"why = \"nobody may\"", "", "f.toml:64: key 'why' is missing"},
    {"mode = \"query\"", "mode = \"query\"\non = \"busy\"", "f.toml:72: unknown key 'on'"},
    {"[[query]]", "[[queries]]", "f.toml:60: unknown key 'queries'"},
};

std::ostream& operator<<(std::ostream& out, const Slip& slip) { return out << slip.from << " -> " << slip.to; }

class ASlip : public testing::TestWithParam<Slip> {};

TEST_P(ASlip, IsToldWithFileAndLine) { EXPECT_EQ(mistake(changed(GetParam().from, GetParam().to)), GetParam().what); }

INSTANTIATE_TEST_SUITE_P(OfEachKey, ASlip, testing::ValuesIn(k_slips), [](const auto& slip) { return std::to_string(slip.index); });

TEST(AProfile, RefusesADuplicateKey) { EXPECT_TRUE(mistake(changed("[codes]", "name = \"again\"\n[codes]")).starts_with("f.toml:15:")); }

TEST(AProfile, RefusesWhatIsNoUtf8) {
  EXPECT_TRUE(mistake(changed("A network", "A \xff network")).starts_with("f.toml:3:"));
  EXPECT_TRUE(mistake(changed("A network", "A \xc0\xaf network")).starts_with("f.toml:3:"));
}

TEST(AProfile, EscapesWhatItRepeats) {
  EXPECT_EQ(mistake(changed("yes = [\"confirmation\"]", "yes = [\"\\u001b[2J\"]")),
            "f.toml:42: '" + env::escaped("\x1b[2J") + "' is not something that can be heard");
}

TEST(AProfile, RefusesMoreThanTwentySteps) {
  std::string steps;
  for (int i = 0; i < 21; ++i) steps += "{ send = \"1\" },";
  EXPECT_EQ(mistake(changed("{ send = \"#37*{number}#\" }", steps)), "f.toml:59: 'steps' must hold 1 to 20 steps");
}

TEST(AProfile, HasACompletionOrSaysWhyNot) {
  const std::string head(k_text.substr(0, k_text.find("[codes]")));
  EXPECT_EQ(mistake(head), "f.toml:1: the profile has no [[completion]], and no [[unavailable]] that says why");
  EXPECT_EQ(mistake(head + "[[unavailable]]\nmode = \"callback\"\non = \"busy\"\nwhy = \"it has none\"\n"), "");
}

TEST(AnEmulatedProfile, HasNoSteps) {
  const std::string text = changed("kind = \"pbx\"", "kind = \"emulated\"");
  EXPECT_EQ(mistake(text), "f.toml:29: an emulated profile has no steps");
}

TEST(ACheck, TellsEveryMistakeInTheOrderOfTheFile) {
  std::string text = changed("silence = \"no\"", "silence = \"maybe\", colour = 1");
  text.replace(text.find("kind = \"pbx\""), 12, "kind = \"box\"");
  text.replace(text.find("why = \"nobody can\""), 18, "because = true");
  std::vector<std::string> told;
  for (const auto& each : check_network_profile(text, "f.toml")) told.push_back(each.what);
  EXPECT_EQ(told,
            (std::vector<std::string>{"f.toml:4: 'kind' must be \"network\", \"pbx\", \"gsm\" or \"emulated\"",
                                      "f.toml:42: 'silence' must be \"yes\", \"no\" or \"unknown\"", "f.toml:42: unknown key 'colour'",
                                      "f.toml:70: key 'why' is missing", "f.toml:72: unknown key 'because'"}));
}

TEST(ACheck, HasNothingToSayAboutAGoodProfile) { EXPECT_TRUE(check_network_profile(k_text, "f.toml").empty()); }

// No cut of a good file, and no byte of it turned over, does more than make a mistake.
TEST(AProfile, SurvivesEveryCut) {
  for (std::size_t size = 0; size < k_text.size(); ++size) (void)check_network_profile(k_text.substr(0, size), "f.toml");
}

TEST(AProfile, SurvivesEveryByteTurnedOver) {
  std::string text(k_text);
  for (char& byte : text) {
    byte = static_cast<char>(byte ^ 0x55);
    (void)check_network_profile(text, "f.toml");
    byte = static_cast<char>(byte ^ 0x55);
  }
}

}  // namespace
}  // namespace campon::provider
