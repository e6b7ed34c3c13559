// What a journal's records come to: the requests that live, the last id of each line, the notes.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "provider/journal/journal_record.hpp"

namespace campon::provider {

class JournalState {
 public:
  void apply(const JournalRecord& record);

  // Those that have not ended, or are still to be taken back in the network, by id. Empty name: of all lines.
  [[nodiscard]] std::vector<JournalEntry> entries(std::string_view line = {}) const;
  // 0 where there was none. An id is never given again. [invariant I3]
  [[nodiscard]] std::uint32_t last_id(std::string_view line) const;
  [[nodiscard]] std::vector<JournalNote> notes(std::string_view line) const;
  // The fewest records that come to this state.
  [[nodiscard]] std::vector<JournalRecord> records() const;
  [[nodiscard]] std::size_t size() const { return entries_.size() + notes_.size() + last_ids_.size(); }

 private:
  std::map<std::pair<std::string, std::uint32_t>, JournalEntry> entries_;
  std::map<std::string, std::uint32_t, std::less<>> last_ids_;
  std::map<std::pair<std::string, std::string>, JournalNote> notes_;
};

}  // namespace campon::provider
