#include "notation.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <sstream>
#include <vector>

namespace campon::provider {
namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from)) text.replace(at, from.size(), to);
  return text;
}

std::string service_notation(hal::ServiceKind kind) {
  switch (kind) {
    case hal::ServiceKind::request_completion: return "AT{+CHLD=5}";
    case hal::ServiceKind::cancel_completions: return "AT{D#37#;}";
    case hal::ServiceKind::cancel_completion: return "AT{D#37*n#;}";
    case hal::ServiceKind::query_completions: return "AT{D*#37#;}";
    case hal::ServiceKind::send_message: return "AT{+CMGS=D}";
  }
  return {};
}

struct Token {
  bool last;
  std::string operator()(const HangUp& step) const { return last || step.at_least == env::Duration::zero() ? "H" : "H2s"; }
  std::string operator()(const Seize&) const { return "O"; }
  std::string operator()(const Flash&) const { return "F"; }
  std::string operator()(const Wait&) const { return {}; }
  std::string operator()(const Await&) const { return "w"; }
  std::string operator()(const SendDigits& step) const { return replaced(replaced(step.digits, "{number}", "D"), "{code:", "{"); }
  std::string operator()(const Acknowledge&) const { return "k"; }
  std::string operator()(const Service& step) const { return service_notation(step.kind); }
};

// "{FAC:auto_callback}" -> "{auto_callback}", "{SC:CallIntrude}" -> "{call_intrude}", "{SPRE}" -> "{spre}".
std::string bare_code(const std::string& token) {
  const auto colon = token.find(':');
  const std::string name =
      token.substr(colon == std::string::npos ? 1 : colon + 1, token.size() - (colon == std::string::npos ? 2 : colon + 2));
  const bool capitals = std::none_of(name.begin(), name.end(), [](unsigned char c) { return std::islower(c) != 0; });
  std::string out;
  for (const char c : name) {
    const bool upper = std::isupper(static_cast<unsigned char>(c)) != 0;
    if (upper && !capitals && !out.empty()) out += '_';
    out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return "{" + out + "}";
}

}  // namespace

std::string notation(const Procedure& procedure) {
  const auto& steps = procedure.steps;
  if (steps.empty()) return "EMU";
  const bool only_waits =
      std::all_of(steps.begin(), steps.end(), [](const Step& step) { return std::holds_alternative<Acknowledge>(step.what); });
  if (only_waits) return "(wait)";
  std::string out;
  for (const auto& step : steps) {
    const std::string token = std::visit(Token{&step == &steps.back()}, step.what);
    if (!token.empty()) out += (out.empty() ? "" : " ") + token;
  }
  return out;
}

std::string canonical(const std::string& sequence) {
  static const std::set<std::string> k_orders{"O", "F", "w", "k", "H", "H2s", "(wait)"};
  // The handset's form of the same operation.
  if (sequence == "5 SEND") return "AT{+CHLD=5}";
  if (sequence.starts_with("EMU:")) return "EMU";
  std::istringstream stream(sequence);
  std::string out;
  bool digits_before = false;
  for (std::string token; stream >> token;) {
    const bool digits = !k_orders.contains(token);
    if (token.front() == '{') token = bare_code(token);
    out += (out.empty() || (digits && digits_before) ? "" : " ") + token;
    digits_before = digits;
  }
  return out;
}

}  // namespace campon::provider
