// Requests for a journal, and what was acknowledged of them.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "hal/env/rng.hpp"
#include "provider/journal/journal.hpp"
#include "provider/line/completion_states.hpp"

namespace campon::provider {

inline JournalEntry request(std::uint32_t id, CompletionState state, std::string number = "5550123") {
  JournalEntry entry;
  entry.line = "kitchen";
  entry.network = "nanp_class";
  entry.request.id = {id};
  entry.request.state = state;
  entry.request.number = std::move(number);
  entry.request.heard = "stutter dial tone";
  entry.request.end = is_terminal(state) ? CompletionEnd::connected : CompletionEnd::none;
  entry.request.asked = env::WallTime(std::chrono::milliseconds(1000));
  entry.request.deadline = env::WallTime(std::chrono::milliseconds(2000));
  entry.history = {{env::WallTime(std::chrono::milliseconds(1000)), "activating"}};
  return entry;
}

// Requests that come and go at random, a few at a time. What was acknowledged must be there after any failure; what was
// handed over and not acknowledged may be.
class Workload {
 public:
  explicit Workload(std::uint64_t seed) : rng_(seed) {}

  // The next record; its id and the state that it brings.
  JournalEntry next() {
    if (!live_.empty() && rng_.between(0, 2) != 0) {
      auto at = live_.begin();
      std::advance(at, static_cast<long>(rng_.between(0, live_.size() - 1)));
      const auto id = at->first;
      const auto state = at->second == CompletionState::activating ? CompletionState::outstanding : CompletionState::completed;
      state == CompletionState::completed ? static_cast<void>(live_.erase(at)) : static_cast<void>(at->second = state);
      return request(id, state);
    }
    live_[++last_] = CompletionState::activating;
    return request(last_, CompletionState::activating);
  }

 private:
  env::SeededRng rng_;
  std::map<std::uint32_t, CompletionState> live_;
  std::uint32_t last_ = 0;
};

// For each id the state that was acknowledged last, and those handed over since.
struct Promises {
  std::map<std::uint32_t, CompletionState> kept;
  std::map<std::uint32_t, CompletionState> under_way;

  // Empty when `state` holds all that was promised, and nothing that was never handed over.
  [[nodiscard]] std::string broken_by(const JournalState& state) const {
    std::map<std::uint32_t, CompletionState> found;
    for (const auto& entry : state.entries("kitchen")) found[entry.request.id.value] = entry.request.state;
    for (const auto& [id, was] : kept) {
      const auto later = under_way.find(id);
      const auto is = found.find(id);
      const bool as_kept = is_terminal(was) ? is == found.end() : (is != found.end() && is->second == was);
      const bool as_later =
          later != under_way.end() && (is_terminal(later->second) ? is == found.end() : is != found.end() && is->second == later->second);
      if (!as_kept && !as_later) return "request " + std::to_string(id) + " was promised as " + std::string(to_string(was));
    }
    for (const auto& [id, is] : found)
      if (!kept.contains(id) && !under_way.contains(id)) return "request " + std::to_string(id) + " was never handed over";
    return {};
  }
};

}  // namespace campon::provider
