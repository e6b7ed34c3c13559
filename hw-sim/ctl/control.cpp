#include "hw-sim/ctl/control.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

#include "hal/env/toml_reader.hpp"
#include "hal/env/trace.hpp"
#include "hw-sim/ctl/control_timers.hpp"
#include "hw-sim/faults/faults.hpp"
#include "hw-sim/line/line_port.hpp"
#include "hw-sim/mobile/mobile_control.hpp"
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
           (request.suspended ? ", suspended" : "") + (request.kind == "busy" ? "" : ", " + request.kind) +
           (request.position > 1 ? ", place " + std::to_string(request.position) : "") + '\n';
  return out.empty() ? "no requests\n" : out;
}

Answer calls(Simulator& sim) {
  std::string out;
  for (const auto& call : sim.calls()) out += call.caller + (call.answered ? " talks to " : " calls ") + call.called + '\n';
  return out.empty() ? "no calls\n" : out;
}

Answer counts(Simulator& sim) {
  const CountView counts = sim.counts();
  return "seizures " + std::to_string(counts.seizures) + "\nrecalls " + std::to_string(counts.recalls) + "\npulse breaks " +
         std::to_string(counts.pulse_breaks) + "\npulse digits " + std::to_string(counts.pulse_digits) + "\nemergency calls " +
         std::to_string(sim.emergency_calls()) + "\nintrusions " + std::to_string(sim.intrusions().size()) + '\n';
}

Answer messages(Simulator& sim, const Words& words) {
  std::string out;
  for (const auto& from : sim.messages_left_for(words[1])) out += "from " + from + '\n';
  return out.empty() ? "no messages\n" : out;
}

Answer codes(Simulator& sim) {
  std::string out;
  for (const auto& [name, code] : sim.codes()) out += name + ' ' + code + '\n';
  return out.empty() ? "no administered codes\n" : out;
}

Answer forward(Simulator& sim, const Words& words) {
  const bool to_one = words.size() == 3;
  if (to_one && !is_number(words[2])) return misuse("'" + env::escaped(words[2]) + "' is no number");
  sim.subscriber(words[1]).forward_to(to_one ? words[2] : "");
  return words[1] + (to_one ? " sends all calls to " + words[2] : " sends calls nowhere else");
}

Answer wires(Simulator& sim, const Words& words) {
  static constexpr std::array<std::pair<std::string_view, Loop>, 3> k_wires{
      {{"good", Loop::good}, {"in_use", Loop::in_use}, {"dead", Loop::dead}}};
  const auto* found = std::find_if(k_wires.begin(), k_wires.end(), [&](const auto& one) { return one.first == words[2]; });
  if (found == k_wires.end()) return misuse("wires LINE good|in_use|dead is expected");
  if (!has_modem(sim, words[1])) return misuse("no modem on line " + words[1]);
  sim.set_wires(words[1], found->second);
  return "the wires of " + words[1] + " are " + words[2];
}

std::optional<unsigned> small_number(const std::string& text) {
  constexpr std::size_t k_digits = 6;
  if (!is_number(text) || text.size() > k_digits) return std::nullopt;
  return static_cast<unsigned>(std::stoul(text));
}

constexpr const char* k_fault_form = "fault NAME [--line LINE] [--times N | --rate PER_MILLE] is expected";

// What follows the name of a fault.
struct FaultOrder {
  std::string line;  // empty: the exchange
  bool by_rate = false;
  unsigned number = 1;
};

std::optional<FaultOrder> fault_order(const Words& words) {
  FaultOrder out;
  bool counted = false;
  for (std::size_t i = 2; i < words.size(); i += 2) {
    if (i + 1 == words.size()) return std::nullopt;
    const auto number = small_number(words[i + 1]);
    const bool by_rate = words[i] == "--rate";
    if (words[i] == "--line" && out.line.empty() && is_number(words[i + 1])) {
      out.line = words[i + 1];
    } else if ((by_rate || words[i] == "--times") && !counted && number && (!by_rate || *number <= 1000)) {
      counted = true;
      out.by_rate = by_rate;
      out.number = *number;
    } else {
      return std::nullopt;
    }
  }
  return out;
}

env::Result carry_out(Simulator& sim, Faults* modem, const std::string& name, const FaultOrder& order) {
  if (order.by_rate) return (modem != nullptr ? *modem : sim.faults()).rate(name, order.number);
  return modem != nullptr ? sim.order_fault(order.line, name, order.number) : sim.faults().order(name, order.number);
}

// "fault X04", "fault P03 --line 5550100", "fault P03 --line 5550100 --times 3", "fault L03 --rate 20": of the exchange and its lines,
// or of the modem on a line; once, so often, so many of a thousand occasions.
Answer fault(Simulator& sim, const Words& words) {
  const std::string& name = words[1];
  const auto order = fault_order(words);
  if (!order) return misuse(k_fault_form);
  Faults* const modem = order->line.empty() ? nullptr : sim.faults_of(order->line);
  if (!order->line.empty() && modem == nullptr) return misuse("no modem on line " + order->line);
  if (!carry_out(sim, modem, name, *order)) return misuse("no fault is named '" + env::escaped(name) + "'; 'faults' lists them");
  const std::string whose = modem != nullptr ? " of the modem of " + order->line : "";
  return "fault " + name + whose + (order->by_rate ? " happens at a rate of " : " happens at the next occasions: ") +
         std::to_string(order->number);
}

std::string fault_list(const Faults& faults) {
  std::string out;
  for (const auto& each : faults.counts()) {
    out += std::string(each.name) + "  fired " + std::to_string(each.fired);
    if (each.ordered > 0) out += ", ordered " + std::to_string(each.ordered);
    if (each.per_mille > 0) out += ", rate " + std::to_string(each.per_mille);
    out += "  " + std::string(each.what) + '\n';
  }
  return out;
}

// "faults", "faults 5550100": of the exchange, or of the modem on a line.
Answer faults(Simulator& sim, const Words& words) {
  const Faults* const found = words.size() == 1 ? &sim.faults() : sim.faults_of(words[1]);
  if (found == nullptr) return misuse("no modem on line " + env::escaped(words[1]));
  return fault_list(*found);
}

// What the word after the command is.
enum class Object : std::uint8_t { anything, any_number, person, nothing };

struct Verb {
  std::string_view name;
  std::size_t fewest;
  std::size_t most;
  Object about;  // a person: not a line with a modem
  std::function<Answer(Simulator&, const Words&)> run;
};

template <class Action>
auto habit(Action action, std::string_view text) {
  return [action, text](Simulator& sim, const Words& words) -> Answer {
    action(sim.subscriber(words[1]));
    return words[1] + " " + std::string(text);
  };
}

template <class Action>
auto on_off(Action action, std::string_view what) {
  return [action, what](Simulator& sim, const Words& words) -> Answer {
    if (words[2] != "on" && words[2] != "off") return misuse(words[0] + " NUMBER on|off is expected");
    action(sim, words[1], words[2] == "on");
    return words[1] + ": " + std::string(what) + " " + words[2];
  };
}

auto book(Answer (*tell)(Simulator&)) {
  return [tell](Simulator& sim, const Words&) { return tell(sim); };
}

Answer forget(Simulator& sim) {
  sim.forget_requests();
  return "all requests are forgotten";
}
Answer no_faults(Simulator& sim) {
  sim.faults().clear();
  for (const auto& line : sim.lines())
    if (Faults* const modem = sim.faults_of(line.number); modem != nullptr) modem->clear();
  return "no fault is ordered";
}

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> k_verbs{
      {"busy", 2, 3, Object::person, busy},
      {"free", 2, 2, Object::person, habit([](Subscriber& s) { s.be_free(); }, "is free")},
      {"answer", 3, 3, Object::person, answers},
      {"never", 2, 2, Object::person, habit([](Subscriber& s) { s.never_answer(); }, "never answers")},
      {"refuse", 2, 2, Object::any_number, habit([](Subscriber& s) { s.refuse_calls(); }, "refuses calls")},
      {"refuse-features", 2, 2, Object::any_number,
       habit([](Subscriber& s) { s.refuse_features(); }, "refuses callbacks, camp-on, intrusion and messages")},
      {"hangup", 2, 2, Object::person, habit([](Subscriber& s) { s.hang_up(); }, "hangs up")},
      {"disturb", 3, 3, Object::any_number,
       on_off([](Simulator& sim, const auto& number, bool on) { sim.subscriber(number).do_not_disturb(!on); }, "may be disturbed")},
      {"waiting", 3, 3, Object::any_number,
       on_off([](Simulator& sim, const auto& number, bool on) { sim.subscriber(number).have_call_waiting(on); }, "call waiting")},
      {"forward", 2, 3, Object::any_number, forward},
      {"subscribe", 3, 3, Object::any_number,
       on_off([](Simulator& sim, const auto& number, bool on) { sim.subscribe(number, on); }, "completion of calls")},
      {"wires", 3, 3, Object::any_number, wires},
      {"ring", 4, 4, Object::any_number, ring},
      {"show", 1, 1, Object::nothing, book(show)},
      {"requests", 1, 1, Object::nothing, book(requests)},
      {"calls", 1, 1, Object::nothing, book(calls)},
      {"counts", 1, 1, Object::nothing, book(counts)},
      {"messages", 2, 2, Object::any_number, messages},
      {"codes", 1, 1, Object::nothing, book(codes)},
      {"forget", 1, 1, Object::nothing, book(forget)},
      {"fault", 2, 6, Object::anything, fault},
      {"cover", 3, 3, Object::any_number, mobile_control},
      {"signal", 3, 3, Object::any_number, mobile_control},
      {"pin", 3, 3, Object::any_number, mobile_control},
      {"text", 3, 40, Object::any_number, mobile_control},
      {"faults", 1, 2, Object::any_number, faults},
      {"no-faults", 1, 1, Object::nothing, book(no_faults)},
  };
  return k_verbs;
}

}  // namespace

std::string_view control_help() {
  return "busy NUMBER [DURATION] | free NUMBER | answer NUMBER RINGS | never NUMBER | refuse NUMBER | refuse-features NUMBER | hangup "
         "NUMBER | disturb NUMBER on|off | waiting NUMBER on|off | forward NUMBER [TO] | subscribe NUMBER on|off | wires LINE "
         "good|in_use|dead | ring LINE --from NUMBER | show | requests | calls | counts | messages NUMBER | codes | forget | fault NAME "
         "[--line LINE] [--times N | --rate PER_MILLE] | faults [LINE] | no-faults | cover LINE home|roaming|none|denied | signal LINE "
         "0..31|99 | "
         "pin LINE DIGITS|off | text LINE WORDS";
}

Answer control(Simulator& simulator, std::string_view command) {
  const Words words = words_of(command);
  const auto verb = std::find_if(verbs().begin(), verbs().end(), [&](const Verb& each) { return !words.empty() && each.name == words[0]; });
  if (verb == verbs().end()) return misuse("one of these is expected: " + std::string(control_help()));
  if (words.size() < verb->fewest || words.size() > verb->most)
    return misuse("'" + words[0] + "' has other arguments: " + std::string(control_help()));
  if (words.size() > 1 && verb->about != Object::anything && !is_number(words[1]))
    return misuse("'" + env::escaped(words[1]) + "' is no number");
  if (verb->about == Object::person && has_modem(simulator, words[1])) return misuse(words[1] + " has a modem, not a subscriber");
  return verb->run(simulator, words);
}

}  // namespace campon::sim
