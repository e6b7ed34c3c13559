// Is this ring a recall, and of which request? Judged by evidence only; a stranger's call is never claimed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/caller_id.hpp"
#include "hal/ring_pattern.hpp"
#include "provider/network/network_profile.hpp"

namespace campon::provider {

struct RecallCandidate {
  CompletionId id;
  std::string number;  // what was dialled
  bool live = true;    // false: it has ended here, and the network may not know yet [faults X05, X06, X12]
};

// What is known about a ring so far.
struct RingEvidence {
  const hal::RingCadence& cadence;
  const std::optional<hal::CallerId>& caller;
  bool line_shows_caller_id = false;
  bool final = false;  // nothing more can be waited for
};

struct Verdict {
  enum class Kind : std::uint8_t { undecided, recall, ordinary };
  Kind kind = Kind::undecided;
  CompletionId id;      // of a recall
  std::string reasons;  // for people: "cadence 400/200/400/200/800/4000 heard; number is 5550123"
};

// `candidates` are the requests that the network may recall now, oldest first. A recall of one that has ended is recognised,
// so that it need not ring anybody; it is never guessed.
Verdict judge_ring(const RecallRules& rules, const std::vector<RecallCandidate>& candidates, const RingEvidence& ring);

// Whether a caller id names the number that was dialled: equal, or one ends with the other and at least 7 digits agree
// (area codes come and go), or both are short extensions and equal.
bool same_subscriber(std::string_view caller, std::string_view dialled);

}  // namespace campon::provider
