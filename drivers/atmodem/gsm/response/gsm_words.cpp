#include "drivers/atmodem/gsm/response/gsm_words.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "drivers/atmodem/gsm/response/gsm_response.hpp"

namespace campon::atmodem {

namespace {

struct Word {
  unsigned figure;
  std::string_view text;
};

struct Cause {
  unsigned figure;
  CallEnd end;
  std::string_view text;
};

// [Q.850 table 1; TS 24.008 annex H]
constexpr std::array k_causes{
    Cause{1, CallEnd::vacant, "unassigned number"},
    Cause{3, CallEnd::vacant, "no route to destination"},
    Cause{16, CallEnd::normal, "normal call clearing"},
    Cause{17, CallEnd::user_busy, "user busy"},
    Cause{18, CallEnd::no_answer, "no user responding"},
    Cause{19, CallEnd::no_answer, "user alerting, no answer"},
    Cause{20, CallEnd::unreachable, "subscriber absent"},
    Cause{21, CallEnd::rejected, "call rejected"},
    Cause{22, CallEnd::changed, "number changed"},
    Cause{27, CallEnd::unreachable, "destination out of order"},
    Cause{28, CallEnd::vacant, "invalid number format"},
    Cause{31, CallEnd::normal, "normal, unspecified"},
    Cause{34, CallEnd::no_circuit, "no circuit available"},
    Cause{38, CallEnd::no_circuit, "network out of order"},
    Cause{41, CallEnd::no_circuit, "temporary failure"},
    Cause{42, CallEnd::no_circuit, "switching equipment congestion"},
    Cause{44, CallEnd::no_circuit, "requested circuit not available"},
    Cause{47, CallEnd::no_circuit, "resources unavailable"},
};

constexpr std::array k_cme{
    Word{0, "phone failure"},
    Word{1, "no connection to phone"},
    Word{3, "operation not allowed"},
    Word{4, "operation not supported"},
    Word{5, "PH-SIM PIN required"},
    Word{10, "SIM not inserted"},
    Word{11, "SIM PIN required"},
    Word{12, "SIM PUK required"},
    Word{13, "SIM failure"},
    Word{14, "SIM busy"},
    Word{15, "SIM wrong"},
    Word{16, "incorrect password"},
    Word{17, "SIM PIN2 required"},
    Word{18, "SIM PUK2 required"},
    Word{26, "dial string too long"},
    Word{27, "invalid characters in dial string"},
    Word{30, "no network service"},
    Word{31, "network timeout"},
    Word{32, "network not allowed, emergency calls only"},
    Word{100, "unknown error"},
};

constexpr std::array k_cms{
    Word{1, "unassigned number"},
    Word{8, "operator determined barring"},
    Word{10, "call barred"},
    Word{21, "message transfer rejected"},
    Word{27, "destination out of service"},
    Word{28, "unidentified subscriber"},
    Word{29, "facility rejected"},
    Word{30, "unknown subscriber"},
    Word{38, "network out of order"},
    Word{41, "temporary failure"},
    Word{42, "congestion"},
    Word{47, "resources unavailable"},
    Word{50, "requested facility not subscribed"},
    Word{69, "requested facility not available"},
    Word{300, "phone failure"},
    Word{301, "message service of the phone reserved"},
    Word{302, "operation not allowed"},
    Word{303, "operation not supported"},
    Word{304, "invalid PDU mode parameter"},
    Word{305, "invalid text mode parameter"},
    Word{310, "SIM not inserted"},
    Word{311, "SIM PIN required"},
    Word{312, "PH-SIM PIN required"},
    Word{313, "SIM failure"},
    Word{314, "SIM busy"},
    Word{315, "SIM wrong"},
    Word{316, "SIM PUK required"},
    Word{320, "memory failure"},
    Word{321, "invalid memory index"},
    Word{322, "memory full"},
    Word{330, "number of the message centre unknown"},
    Word{331, "no network service"},
    Word{332, "network timeout"},
    Word{340, "no acknowledgement expected"},
    Word{500, "unknown error"},
};

template <class Table>
auto entry(const Table& table, unsigned figure) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& one) { return one.figure == figure; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace

CallEnd call_end(unsigned cause) {
  const Cause* known = entry(k_causes, cause);
  return known == nullptr ? CallEnd::unknown : known->end;
}

std::string cause_text(unsigned cause) {
  const Cause* known = entry(k_causes, cause);
  const std::string figure = "cause " + std::to_string(cause);
  return known == nullptr ? figure : std::string(known->text) + " (" + figure + ")";
}

hal::LineFact fact_of(CallEnd end) {
  switch (end) {
    case CallEnd::user_busy: return hal::Busy{};
    case CallEnd::no_circuit: return hal::Reorder{};
    case CallEnd::vacant: return hal::Sit{hal::SitClass::vacant_code};
    case CallEnd::changed: return hal::Sit{hal::SitClass::intercept};
    default: return hal::LoopDrop{};
  }
}

std::string error_text(std::string_view heard) {
  const auto code = error_figure(heard);
  if (!code) return std::string(heard);
  const Word* known = heard.starts_with("+CMS") ? entry(k_cms, *code) : entry(k_cme, *code);
  return known == nullptr ? std::string(heard) : std::string(known->text) + " (" + std::string(heard) + ")";
}

// Up to 127 the network has refused, and in the 300s the phone did not try; a timeout and all others leave it open. [fault X16]
bool message_refused(std::string_view heard) {
  constexpr unsigned k_last_of_network = 127;
  constexpr unsigned k_first_of_phone = 300;
  constexpr unsigned k_no_service = 331;
  const auto code = heard.starts_with("+CMS") ? error_figure(heard) : std::nullopt;
  return code && (*code <= k_last_of_network || (*code >= k_first_of_phone && *code <= k_no_service));
}

SimState sim_state(std::string_view cpin) {
  // The second PIN guards other things than calls.
  if (cpin == "READY" || cpin.ends_with("PIN2") || cpin.ends_with("PUK2")) return SimState::ready;
  if (cpin.ends_with("PUK")) return SimState::puk;
  if (cpin.ends_with("PIN")) return SimState::pin;
  return SimState::unknown;
}

SimState sim_state_of_error(std::string_view heard) {
  if (heard.starts_with("+CMS")) return SimState::unknown;
  switch (error_figure(heard).value_or(100)) {
    case 5:
    case 11: return SimState::pin;
    case 12: return SimState::puk;
    case 10: return SimState::missing;
    case 13:
    case 15: return SimState::broken;
    case 14: return SimState::busy;
    default: return SimState::unknown;
  }
}

std::string_view advice(SimState state) {
  switch (state) {
    case SimState::ready: return "the SIM is ready";
    case SimState::pin: return "the SIM wants its PIN, which is never guessed: unlock it, or switch the PIN off in a telephone";
    case SimState::puk: return "the SIM is locked and wants its PUK: unlock it in a telephone";
    case SimState::missing: return "there is no SIM: insert one";
    case SimState::broken: return "the SIM does not work: try another one";
    case SimState::busy: return "the SIM stays busy: plug the modem in again";
    case SimState::unknown: return "the state of the SIM is not known";
  }
  return {};
}

}  // namespace campon::atmodem
