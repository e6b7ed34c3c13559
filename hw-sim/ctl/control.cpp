#include "hw-sim/ctl/control.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <sstream>
#include <vector>

#include "hal/env/toml_reader.hpp"
#include "hal/env/trace.hpp"
#include "hw-sim/ctl/control_timers.hpp"
#include "hw-sim/simulator.hpp"

namespace campon::sim {

namespace {

using Words = std::vector<std::string>;
using Answer = env::Expected<std::string>;

Answer misuse(std::string what) { return env::fail(env::ErrorCode::bad_state, env::Remedy::misuse, std::move(what)); }

Words words_of(std::string_view command) {
  std::istringstream text{std::string(command)};
  Words out;
  for (std::string word; text >> word;) out.push_back(word);
  return out;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 15 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// What a modem's computer does is not for a subscriber to decide.
bool has_modem(const Simulator& sim, std::string_view number) {
  const auto lines = sim.lines();
  return std::any_of(lines.begin(), lines.end(), [&](const LineView& line) { return line.number == number; });
}

Answer busy(Simulator& sim, const Words& words) {
  if (words.size() == 2) {
    sim.subscriber(words[1]).be_busy();
    return words[1] + " is busy";
  }
  const auto length = env::parse_duration(words[2]);
  if (!length) return misuse("'" + env::escaped(words[2]) + "' is no duration such as 500ms, 20s or 5min");
  sim.subscriber(words[1]).be_busy_for(*length);
  return words[1] + " is busy for " + words[2];
}

Answer ring(Simulator& sim, const Words& words) {
  if (words.size() != 4 || words[2] != "--from" || !is_number(words[3])) return misuse("ring LINE --from NUMBER is expected");
  const auto ok = sim.call_line(words[1], words[3], k_ring_gives_up);
  if (!ok) return tl::unexpected(ok.error());
  return words[3] + " calls " + words[1];
}

Answer answers(Simulator& sim, const Words& words) {
  if (words.size() != 3 || !is_number(words[2]) || words[2].size() > 3) return misuse("answer NUMBER RINGS is expected");
  if (std::stoi(words[2]) == 0) return misuse("a call is answered after 1 ring at the earliest; 'never' is another command");
  sim.subscriber(words[1]).answer_after_rings(std::stoi(words[2]));
  return words[1] + " answers after " + words[2] + " rings";
}

Answer show(Simulator& sim) {
  std::string out;
  for (const auto& line : sim.lines()) {
    out += line.number + (line.off_hook ? "  off hook" : "  on hook") + (line.ringing ? ", ringing" : "") + ", hears " + line.hears;
    if (line.talks_to) out += ", talks to " + *line.talks_to;
    if (line.holds) out += ", holds " + *line.holds;
    out += '\n';
  }
  return out;
}

Answer requests(Simulator& sim) {
  std::string out;
  for (const auto& request : sim.requests())
    out += request.caller + " waits for " + request.target + (request.recalling ? ", recalling" : "") +
           (request.suspended ? ", suspended" : "") + '\n';
  return out.empty() ? "no requests\n" : out;
}

struct Verb {
  std::string_view name;
  std::size_t fewest;
  std::size_t most;
  bool of_person;  // not for a line with a modem
  std::function<Answer(Simulator&, const Words&)> run;
};

template <class Action>
auto habit(Action action, std::string_view text) {
  return [action, text](Simulator& sim, const Words& words) -> Answer {
    action(sim.subscriber(words[1]));
    return words[1] + " " + std::string(text);
  };
}

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> k_verbs{
      {"busy", 2, 3, true, busy},
      {"free", 2, 2, true, habit([](Subscriber& s) { s.be_free(); }, "is free")},
      {"answer", 3, 3, true, answers},
      {"never", 2, 2, true, habit([](Subscriber& s) { s.never_answer(); }, "never answers")},
      {"refuse", 2, 2, false, habit([](Subscriber& s) { s.refuse_calls(); }, "refuses calls")},
      {"refuse-features", 2, 2, false,
       habit([](Subscriber& s) { s.refuse_features(); }, "refuses callbacks, camp-on, intrusion and messages")},
      {"hangup", 2, 2, true, habit([](Subscriber& s) { s.hang_up(); }, "hangs up")},
      {"ring", 4, 4, false, ring},
      {"show", 1, 1, false, [](Simulator& sim, const Words&) { return show(sim); }},
      {"requests", 1, 1, false, [](Simulator& sim, const Words&) { return requests(sim); }},
      {"forget", 1, 1, false,
       [](Simulator& sim, const Words&) -> Answer {
         sim.forget_requests();
         return "all requests are forgotten";
       }},
  };
  return k_verbs;
}

}  // namespace

std::string_view control_help() {
  return "busy NUMBER [DURATION] | free NUMBER | answer NUMBER RINGS | never NUMBER | refuse NUMBER | refuse-features NUMBER | hangup "
         "NUMBER | "
         "ring LINE --from NUMBER | show | requests | forget";
}

Answer control(Simulator& simulator, std::string_view command) {
  const Words words = words_of(command);
  const auto verb = std::find_if(verbs().begin(), verbs().end(), [&](const Verb& each) { return !words.empty() && each.name == words[0]; });
  if (verb == verbs().end()) return misuse("one of these is expected: " + std::string(control_help()));
  if (words.size() < verb->fewest || words.size() > verb->most)
    return misuse("'" + words[0] + "' has other arguments: " + std::string(control_help()));
  if (words.size() > 1 && !is_number(words[1])) return misuse("'" + env::escaped(words[1]) + "' is no number");
  if (verb->of_person && has_modem(simulator, words[1])) return misuse(words[1] + " has a modem, not a subscriber");
  return verb->run(simulator, words);
}

}  // namespace campon::sim
