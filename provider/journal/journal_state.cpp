#include "provider/journal/journal_state.hpp"

#include <algorithm>
#include <charconv>

#include "provider/line/completion_states.hpp"

namespace campon::provider {

namespace {
// The note under which a compacted journal keeps the last id of a line; no number has this name.
constexpr std::string_view k_last_id = "#last_id";
}  // namespace

void JournalState::apply(const JournalRecord& record) {
  if (const auto* note = std::get_if<JournalNote>(&record)) {
    if (note->key == k_last_id) {
      std::uint32_t id = 0;
      std::from_chars(note->text.data(), note->text.data() + note->text.size(), id);
      last_ids_[note->line] = std::max(last_ids_[note->line], id);
    } else if (note->text.empty()) {
      notes_.erase({note->line, note->key});
    } else {
      notes_[{note->line, note->key}] = *note;
    }
    return;
  }
  const auto& entry = std::get<JournalEntry>(record);
  auto& last = last_ids_[entry.line];
  last = std::max(last, entry.request.id.value);
  const auto key = std::pair(entry.line, entry.request.id.value);
  if (is_terminal(entry.request.state) && !entry.owed)
    entries_.erase(key);
  else
    entries_[key] = entry;
}

std::vector<JournalEntry> JournalState::entries(std::string_view line) const {
  std::vector<JournalEntry> out;
  for (const auto& [key, entry] : entries_)
    if (line.empty() || key.first == line) out.push_back(entry);
  return out;
}

std::uint32_t JournalState::last_id(std::string_view line) const {
  const auto found = last_ids_.find(line);
  return found == last_ids_.end() ? 0 : found->second;
}

std::vector<JournalNote> JournalState::notes(std::string_view line) const {
  std::vector<JournalNote> out;
  for (const auto& [key, note] : notes_)
    if (key.first == line) out.push_back(note);
  return out;
}

std::vector<JournalRecord> JournalState::records() const {
  std::vector<JournalRecord> out;
  for (const auto& [line, id] : last_ids_) out.push_back(JournalNote{line, std::string(k_last_id), std::to_string(id)});
  for (const auto& [key, note] : notes_) out.push_back(note);
  for (const auto& [key, entry] : entries_) out.push_back(entry);
  return out;
}

}  // namespace campon::provider
