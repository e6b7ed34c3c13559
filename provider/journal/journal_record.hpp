// What the journal keeps, and how it is written: one line a record, with its number, its length and its checksum.
//
//   campon journal 1
//   5f1d0c2a 1 118 request line=kitchen id=3 state=outstanding mode=callback on=busy number=5550123 ...
//   0be2a913 2 57 ledger line=kitchen 5550123 begun=1000 ...
//
// People can read it; a record that is torn, changed or missing is found. [faults H02, H05, H06]
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/wall_clock.hpp"
#include "provider/types.hpp"

namespace campon::provider {

// One thing that happened to a request.
struct JournalStep {
  env::WallTime at{};
  std::string what;  // "outstanding", "attempt 3: busy"
  friend bool operator==(const JournalStep&, const JournalStep&) = default;
};

// A request as it was when the record was written. `activating` is an intent: what came of it is not known.
struct JournalEntry {
  std::string line;
  std::string network;  // the profile by which it was asked for
  CompletionView request;
  std::vector<JournalStep> history;  // the last ones
  bool owed = false;                 // it has ended here, and is still to be taken back in the network
};

// What else a line keeps: the record of one number in its redial ledger.
struct JournalNote {
  std::string line;
  std::string key;   // the number
  std::string text;  // empty: forgotten
  friend bool operator==(const JournalNote&, const JournalNote&) = default;
};

using JournalRecord = std::variant<JournalEntry, JournalNote>;

inline constexpr std::string_view k_journal_title = "campon journal 1\n";
// More history is forgotten from the front.
inline constexpr std::size_t k_journal_history = 16;

// `sequence` grows by one from record to record.
std::string to_line(const JournalRecord& record, std::uint64_t sequence);

struct JournalContent {
  std::vector<JournalRecord> records;  // in order
  std::uint64_t last_sequence = 0;
  std::size_t good_bytes = 0;  // up to the end of the last good record
  bool torn = false;           // bytes follow that are no whole record: the power failed during a write
  bool corrupt = false;        // good records follow after bad bytes: something changed the file
};

// Never fails on what is in the records: what is bad ends the good part. Errors: bad_profile when the title is that of a newer
// version, or of something else.
env::Expected<JournalContent> parse_journal(std::string_view bytes);

}  // namespace campon::provider
