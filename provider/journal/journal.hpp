// Requests that survive the process: an append-only file on a Storage, written by one program at a time.
//
// A record is promised when it is on the disk. All records handed over in one turn of the scheduler go to the disk together.
// [design section 3; faults H01-H06]
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/scheduler.hpp"
#include "hal/env/storage.hpp"
#include "hal/env/trace.hpp"
#include "hal/signal_port.hpp"
#include "provider/journal/journal_state.hpp"

namespace campon::provider {

enum class JournalHealth : std::uint8_t {
  good,
  tight,   // the disk is full, and the space that was held back is in use: new requests are refused, the others end orderly
  failed,  // the disk does not keep what it is given; each write tries anew
};
std::string_view to_string(JournalHealth health);

class Journal {
 public:
  static constexpr std::string_view k_file = "journal";

  // Reads what is there. A torn end is cut off; a file that was changed in the middle is kept as "journal.bad", its good
  // beginning is used, and alarm() says so. Storage, scheduler and trace must outlive the journal.
  // Errors: bad_profile for a journal of another version, which is left as it is; storage_failed.
  static env::Expected<std::unique_ptr<Journal>> open(env::Storage& storage, env::Scheduler& scheduler, env::Trace& trace);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  [[nodiscard]] const JournalState& state() const;
  [[nodiscard]] JournalHealth health() const;
  // What was wrong with the file when it was opened; empty when nothing was.
  [[nodiscard]] const std::string& alarm() const;

  // `kept`: in a later turn, success when the record is on the disk. Errors: storage_failed (later). A record that begins
  // something (an intent) is refused when the disk is full; all others may use the space held back for them. [fault H03]
  void write(JournalRecord record, hal::Done kept);

 private:
  class Core;
  explicit Journal(std::unique_ptr<Core> core);
  std::unique_ptr<Core> core_;
};

}  // namespace campon::provider
