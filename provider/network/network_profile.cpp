#include "provider/network/network_profile.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace campon::provider {

namespace {
constexpr auto k_heard_words = std::to_array<std::pair<Heard, std::string_view>>({
    {Heard::dial_tone, "dial_tone"},
    {Heard::stutter_dial_tone, "stutter_dial_tone"},
    {Heard::busy, "busy"},
    {Heard::reorder, "reorder"},
    {Heard::sit, "sit"},
    {Heard::ringback, "ringback"},
    {Heard::confirmation, "confirmation"},
    {Heard::voice, "voice"},
    {Heard::loop_drop, "loop_drop"},
});
}  // namespace

std::string_view to_string(Heard heard) {
  const auto* const found = std::find_if(k_heard_words.begin(), k_heard_words.end(), [&](const auto& row) { return row.first == heard; });
  return found->second;
}

std::optional<Heard> heard_word(std::string_view word) {
  const auto* const found = std::find_if(k_heard_words.begin(), k_heard_words.end(), [&](const auto& row) { return row.second == word; });
  if (found == k_heard_words.end()) return std::nullopt;
  return found->first;
}

const Procedure* NetworkProfile::completion(CompletionMode mode, CompletionCondition on) const {
  for (const auto& entry : procedures)
    if (entry.mode == mode && entry.on == on) return &entry.procedure;
  return nullptr;
}

const CancelProcedure* NetworkProfile::cancel() const {
  for (const auto& entry : cancels)
    if (entry.scope == CancelScope::one) return &entry;
  return cancels.empty() ? nullptr : &cancels.front();
}

std::uint8_t NetworkProfile::modes(CompletionCondition on) const {
  unsigned mask = 0;
  for (const auto& entry : procedures)
    if (entry.on == on) mask |= 1U << static_cast<unsigned>(entry.mode);
  return static_cast<std::uint8_t>(mask);
}

}  // namespace campon::provider
