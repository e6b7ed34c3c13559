// A network or PBX as data: how it is asked to complete a call, what it answers, and how it rings back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/time.hpp"
#include "hal/ring_pattern.hpp"
#include "provider/types.hpp"

namespace campon::provider {

// What can be heard after a digit or a hook order; used in `await` and `acknowledge`.
enum class Heard : std::uint8_t { dial_tone, stutter_dial_tone, busy, reorder, sit, ringback, confirmation, voice, loop_drop };
std::string_view to_string(Heard heard);
std::optional<Heard> heard_word(std::string_view word);

// The steps of a procedure, in the order of `feature-codes.md` section 1: H, O, F, w, digits, k.
struct HangUp {
  env::Duration at_least{};  // how long the line must rest; the HAL's guard applies too
};
struct Seize {};
struct Flash {};
struct Await {  // w
  std::vector<Heard> any_of;
  env::Duration within{};
};
struct SendDigits {
  std::string digits;  // "{number}" stands for the called number
};
struct Acknowledge {  // k: was it accepted?
  std::vector<Heard> yes;
  std::vector<Heard> no;
  std::vector<Heard> at_once;  // the network completes the call here and now
  env::Duration within{};
  bool silence_is_yes = false;  // nothing heard within the time: accepted (assumed), or unknown
};
struct Step {
  std::variant<HangUp, Seize, Flash, Await, SendDigits, Acknowledge> what;
  unsigned file_line = 0;
};

struct Procedure {
  std::vector<Step> steps;
  std::string source;
  std::string confidence;
};

struct CompletionProcedure {
  CompletionMode mode = CompletionMode::callback;
  CompletionCondition on = CompletionCondition::busy;
  Procedure procedure;
};

enum class CancelScope : std::uint8_t { one, all };
struct CancelProcedure {
  CancelScope scope = CancelScope::all;
  Procedure procedure;
};

// What a ring must show to be taken for a recall, and what happens around it.
struct RecallRules {
  std::vector<hal::RingPattern> cadences;  // any of these is a mark of a recall
  bool caller_id_is_target = false;        // the network shows the called party's number
  bool call_type = false;                  // the network marks it "ring back when free"
  bool unanswered_is_kept = false;         // a recall that nobody answers: the request goes on, or ends
  bool busy_again_is_kept = false;
};

struct NetworkProfile {
  std::string name;  // file name without ending: "nanp_class"
  std::string title;
  std::string kind;    // "network" or "pbx"
  std::string region;  // name of a region profile
  std::string confidence;
  std::string source;
  std::size_t max_outstanding = 0;
  bool newest_replaces = false;  // at the limit the newest takes the place of the oldest instead of being refused
  env::Duration lifetime{};
  std::vector<std::string> messages;  // texts for LINEADDRESSCAPS; message id = index
  std::vector<CompletionProcedure> procedures;
  std::vector<CancelProcedure> cancels;
  RecallRules recall;

  [[nodiscard]] const Procedure* completion(CompletionMode mode, CompletionCondition on) const;
  // The narrowest cancel there is.
  [[nodiscard]] const CancelProcedure* cancel() const;
  [[nodiscard]] std::uint8_t modes(CompletionCondition on) const;  // bit = 1 << CompletionMode
};

// Errors: bad_profile naming file and line.
env::Expected<NetworkProfile> parse_network_profile(std::string_view toml, std::string_view file);

}  // namespace campon::provider
