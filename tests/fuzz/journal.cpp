// Whatever the disk gives back: it is read, and what is read can be written again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "provider/journal/journal_state.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace campon::provider;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto content = parse_journal(bytes);
  if (!content) return 0;
  JournalState state;
  for (const auto& record : content->records) state.apply(record);
  std::string again(k_journal_title);
  std::uint64_t sequence = 0;
  for (const auto& record : state.records()) again += to_line(record, ++sequence);
  const auto read = parse_journal(again);
  if (!read || read->torn || read->records.size() != sequence) std::abort();
  return 0;
}
