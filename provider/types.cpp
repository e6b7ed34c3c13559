#include "provider/types.hpp"

namespace campon::provider {

std::string_view to_string(CompletionMode mode) {
  switch (mode) {
    case CompletionMode::campon: return "campon";
    case CompletionMode::callback: return "callback";
    case CompletionMode::intrude: return "intrude";
    case CompletionMode::message: return "message";
  }
  return "callback";
}

std::optional<CompletionMode> completion_mode(std::string_view word) {
  for (const auto mode : {CompletionMode::campon, CompletionMode::callback, CompletionMode::intrude, CompletionMode::message})
    if (to_string(mode) == word) return mode;
  return std::nullopt;
}

std::string_view to_string(CompletionCondition condition) { return condition == CompletionCondition::busy ? "busy" : "no_answer"; }

std::string_view to_string(CallState state) {
  switch (state) {
    case CallState::idle: return "idle";
    case CallState::offering: return "offering";
    case CallState::dialtone: return "dialtone";
    case CallState::dialing: return "dialing";
    case CallState::proceeding: return "proceeding";
    case CallState::ringback: return "ringback";
    case CallState::busy: return "busy";
    case CallState::specialinfo: return "specialinfo";
    case CallState::connected: return "connected";
    case CallState::disconnected: return "disconnected";
  }
  return "idle";
}

std::string_view to_string(DisconnectMode mode) {
  switch (mode) {
    case DisconnectMode::unknown: return "unknown";
    case DisconnectMode::normal: return "normal";
    case DisconnectMode::busy: return "busy";
    case DisconnectMode::no_answer: return "no_answer";
    case DisconnectMode::no_dial_tone: return "no_dial_tone";
    case DisconnectMode::congestion: return "congestion";
    case DisconnectMode::unreachable: return "unreachable";
    case DisconnectMode::temporary_failure: return "temporary_failure";
    case DisconnectMode::cancelled: return "cancelled";
  }
  return "unknown";
}

std::string_view to_string(CompletionState state) {
  switch (state) {
    case CompletionState::activating: return "activating";
    case CompletionState::uncertain: return "uncertain";
    case CompletionState::outstanding: return "outstanding";
    case CompletionState::suspended: return "suspended";
    case CompletionState::camped: return "camped";
    case CompletionState::cancelling: return "cancelling";
    case CompletionState::recalling: return "recalling";
    case CompletionState::connecting: return "connecting";
    case CompletionState::completed: return "completed";
    case CompletionState::cancelled: return "cancelled";
    case CompletionState::expired: return "expired";
    case CompletionState::failed: return "failed";
    case CompletionState::refused: return "refused";
  }
  return "failed";
}

std::string_view to_string(CompletionEnd end) {
  switch (end) {
    case CompletionEnd::none: return "none";
    case CompletionEnd::connected: return "connected";
    case CompletionEnd::carried_out: return "carried_out";
    case CompletionEnd::cancelled_by_user: return "cancelled_by_user";
    case CompletionEnd::recall_not_answered: return "recall_not_answered";
    case CompletionEnd::busy_again: return "busy_again";
    case CompletionEnd::other_party_silent: return "other_party_silent";
    case CompletionEnd::lifetime_over: return "lifetime_over";
    case CompletionEnd::hung_up: return "hung_up";
    case CompletionEnd::replaced: return "replaced";
    case CompletionEnd::refused_by_network: return "refused_by_network";
    case CompletionEnd::line_lost: return "line_lost";
    case CompletionEnd::unknown_result: return "unknown_result";
    case CompletionEnd::lost_by_network: return "lost_by_network";
    case CompletionEnd::attempts_over: return "attempts_over";
    case CompletionEnd::unreachable: return "unreachable";
  }
  return "none";
}

std::string_view to_string(Acceptance acceptance) {
  switch (acceptance) {
    case Acceptance::none: return "none";
    case Acceptance::assumed: return "assumed";
    case Acceptance::reported: return "reported";
    case Acceptance::heard: return "heard";
  }
  return "none";
}

}  // namespace campon::provider
