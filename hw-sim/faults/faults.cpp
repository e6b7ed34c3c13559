#include "hw-sim/faults/faults.hpp"

#include <algorithm>

namespace campon::sim {

const std::array<FaultKind, k_fault_kinds> k_faults{{
    {"D01", "unplugged while idle"},
    {"D02", "unplugged during a call"},
    {"D03", "unplugged between a request and its answer"},
    {"D04", "comes back under another name"},
    {"D05", "another device under the old name"},
    {"D06", "two adapters that look the same"},
    {"D07", "held by another program"},
    {"D08", "a second reader steals bytes"},
    {"D09", "output stuck"},
    {"D10", "system calls fail"},
    {"D11", "reset in the session"},
    {"D12", "garbage bytes"},
    {"D13", "endless bytes without a line end"},
    {"D14", "silent for ever"},
    {"D15", "process killed with a call up"},
    {"D16", "suspend and resume"},
    {"L01", "no dial tone"},
    {"L02", "far end hangs up without a signal"},
    {"L03", "battery drop"},
    {"L04", "polarity reversal"},
    {"L05", "hook flaps"},
    {"L06", "glare"},
    {"L07", "ring too short or gone before the answer"},
    {"L08", "caller id missing, misplaced or corrupt"},
    {"L09", "busy tone in speech"},
    {"L10", "reorder, busy and SIT alike"},
    {"L11", "a parallel telephone is off hook"},
    {"L12", "line dead"},
    {"X01", "request rejected"},
    {"X02", "accepted, the answer is lost"},
    {"X03", "accepted twice"},
    {"X04", "request dropped silently"},
    {"X05", "recall of something unknown"},
    {"X06", "recall crosses the cancel"},
    {"X07", "recalled twice"},
    {"X08", "recall while the caller is busy"},
    {"X09", "recall not answered"},
    {"X10", "busy again at the recall"},
    {"X11", "queue full"},
    {"X12", "timers differ"},
    {"X13", "notices reordered and doubled"},
    {"X14", "index used again at once"},
    {"X15", "intrusion refused or late"},
    {"X16", "message left, the answer is lost"},
    {"X17", "free for one second"},
    {"P01", "answers split or glued"},
    {"P02", "echo"},
    {"P03", "unsolicited result inside an answer"},
    {"P04", "NO CARRIER at any time"},
    {"P05", "numeric or foreign texts"},
    {"P06", "late answer"},
    {"P07", "byte during a dial"},
    {"P08", "BLACKLISTED and DELAYED"},
    {"P09", "CONNECT on a voice line"},
    {"P10", "escape sequence in the stream"},
    {"P11", "line longer than the buffer"},
    {"P12", "stray DLE codes"},
    {"P13", "result given twice"},
    {"P14", "odd line ends, NUL and 8-bit bytes"},
    {"R01", "control bytes in a name"},
    {"R02", "quotes, markup and formats in a name"},
    {"R03", "invalid UTF-8"},
    {"R04", "name or number too long or missing"},
    {"R05", "caller id with false lengths"},
    {"R06", "caller claims to be somebody else"},
    {"R07", "flood of rings"},
    {"R08", "tones in speech"},
    {"R09", "escape and DLE from the far end"},
    {"R10", "silent after the answer"},
    {"R11", "flood of unsolicited results"},
    {"R12", "storm of recalls"},
}};

namespace {
// The rows of a letter stand together, counted from 01.
std::size_t index_of(std::string_view name) {
  if (name.size() != 3) return k_fault_kinds;
  const auto of_letter = std::find_if(k_faults.begin(), k_faults.end(), [&](const FaultKind& kind) { return kind.name[0] == name[0]; });
  const auto at = static_cast<std::size_t>(of_letter - k_faults.begin()) + static_cast<std::size_t>((name[1] - '0') * 10 + name[2] - '1');
  return at < k_fault_kinds && k_faults.at(at).name == name ? at : k_fault_kinds;
}
env::Result no_such(std::string_view name) {
  return env::fail(env::ErrorCode::bad_handle, env::Remedy::misuse, "no fault is named '" + std::string(name) + "'");
}
}  // namespace

env::Result Faults::order(std::string_view name, unsigned times) {
  const std::size_t at = index_of(name);
  if (at == k_fault_kinds) return no_such(name);
  rows_.at(at).ordered = times;
  any_ = true;
  return {};
}

env::Result Faults::rate(std::string_view name, unsigned per_mille) {
  const std::size_t at = index_of(name);
  if (at == k_fault_kinds) return no_such(name);
  rows_.at(at).per_mille = per_mille;
  any_ = true;
  return {};
}

void Faults::clear() {
  any_ = false;
  for (Row& row : rows_) row = {0, 0, row.fired};
}

bool Faults::fires(std::string_view name) {
  if (!any_) return false;
  const std::size_t at = index_of(name);
  if (at == k_fault_kinds) return false;
  Row& row = rows_.at(at);
  const bool now = row.ordered > 0 || (row.per_mille > 0 && rng_.between(0, 999) < row.per_mille);
  if (!now) return false;
  if (row.ordered > 0) --row.ordered;
  ++row.fired;
  ++total_;
  return true;
}

std::uint64_t Faults::fired(std::string_view name) const {
  const std::size_t at = index_of(name);
  return at == k_fault_kinds ? 0 : rows_.at(at).fired;
}

std::vector<FaultCount> Faults::counts() const {
  std::vector<FaultCount> out;
  for (std::size_t i = 0; i < k_fault_kinds; ++i)
    out.push_back({k_faults.at(i).name, k_faults.at(i).what, rows_.at(i).ordered, rows_.at(i).per_mille, rows_.at(i).fired});
  return out;
}

}  // namespace campon::sim
