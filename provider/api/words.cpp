// Names of the public enumerations, for people and for machine output.
#include <array>

#include "campon/call.hpp"
#include "campon/completion.hpp"
#include "campon/error.hpp"

namespace campon {
namespace {

template <class Enum, std::size_t N>
std::string_view word(const std::array<std::string_view, N>& words, Enum value) {
  const auto index = static_cast<std::size_t>(value);
  return index < N ? words[index] : "unknown";
}

constexpr std::array<std::string_view, 7> k_remedies{"misuse", "refused", "later", "gone", "unsupported", "unknown", "defect"};
constexpr std::array<std::string_view, 4> k_modes{"campon", "callback", "intrude", "message"};
constexpr std::array<std::string_view, 2> k_conditions{"busy", "no_answer"};
constexpr std::array<std::string_view, 13> k_completion_states{"activating", "uncertain", "outstanding", "suspended", "camped",
                                                               "cancelling", "recalling", "connecting",  "completed", "cancelled",
                                                               "expired",    "failed",    "refused"};
constexpr std::array<std::string_view, 16> k_ends{
    "none",          "connected",  "carried_out", "cancelled_by_user",  "recall_not_answered", "busy_again",     "other_party_silent",
    "lifetime_over", "hung_up",    "replaced",    "refused_by_network", "line_lost",           "unknown_result", "lost_by_network",
    "attempts_over", "unreachable"};
constexpr std::array<std::string_view, 4> k_acceptances{"none", "assumed", "reported", "heard"};
constexpr std::array<std::string_view, 7> k_call_states{"idle", "inprogress", "connected", "disconnected", "offering", "hold", "queued"};
constexpr std::array<std::string_view, 8> k_progress{
    "none", "dialtone", "dialing", "proceeding", "ringback", "busy", "special_information", "connected"};
constexpr std::array<std::string_view, 9> k_causes{"none",      "normal",   "busy",   "bad_address", "no_answer",
                                                   "cancelled", "rejected", "failed", "blocked"};

}  // namespace

std::string_view to_string(Remedy remedy) { return word(k_remedies, remedy); }
std::string_view to_string(CompletionMode mode) { return word(k_modes, mode); }
std::string_view to_string(CompletionCondition condition) { return word(k_conditions, condition); }
std::string_view to_string(CompletionState state) { return word(k_completion_states, state); }
std::string_view to_string(CompletionEnd end) { return word(k_ends, end); }
std::string_view to_string(Acceptance acceptance) { return word(k_acceptances, acceptance); }
std::string_view to_string(CallState state) { return word(k_call_states, state); }
std::string_view to_string(CallProgress progress) { return word(k_progress, progress); }
std::string_view to_string(CallCause cause) { return word(k_causes, cause); }

std::optional<CompletionMode> completion_mode(std::string_view text) {
  for (std::size_t i = 0; i < k_modes.size(); ++i)
    if (k_modes[i] == text) return static_cast<CompletionMode>(i);
  return std::nullopt;
}

}  // namespace campon
