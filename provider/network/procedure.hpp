// The step language: what is done on the line, in order, to ask a network for something, and what counts as yes and no.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "hal/env/time.hpp"
#include "hal/service.hpp"

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
struct Flash {
  env::Duration length{};  // zero: the region's
};
struct Wait {  // for a double flash, and where no tone comes between two steps
  env::Duration length{};
};
struct Await {  // w
  std::vector<Heard> any_of;
  env::Duration within{};
};
struct SendDigits {
  std::string digits;  // "{number}" stands for the called number, "{code:NAME}" for a code, "{index}" for the place in a query
};
struct Acknowledge {  // k: was it accepted?
  std::vector<Heard> yes;
  std::vector<Heard> no;
  std::vector<Heard> at_once;  // the network completes the call here and now
  env::Duration within{};
  // For so long busy tone, ringback and voice may be the ones before the code going on, and are not judged at once; other
  // sounds are. A yes among them counts when that time is over and no no was heard in it; a no alone with nothing after
  // it makes the result unknown, since many devices tell a tone once.
  env::Duration deaf{};
  bool silence_is_yes = false;  // nothing heard within the time: accepted (assumed),
  bool silence_is_no = false;   // or refused, or, with neither, unknown
};
struct Service {  // the network itself answers yes or no; see hal/service.hpp
  hal::ServiceKind kind = hal::ServiceKind::request_completion;
};
struct Step {
  std::variant<HangUp, Seize, Flash, Await, SendDigits, Acknowledge, Wait, Service> what;
  unsigned file_line = 0;
};

struct CodeValue {
  std::string name;
  std::string digits;  // empty: not filled in
};

struct Procedure {
  std::vector<Step> steps;       // empty: the provider does it by itself, without the network (kind "emulated")
  std::vector<CodeValue> codes;  // those that the steps use
  // The code means 'the call I just made': anything dialled in between changes its meaning.
  bool uses_last_call = false;
  std::string source;
  std::string confidence;
  unsigned file_line = 0;

  // The names of codes that have to be filled in first.
  [[nodiscard]] std::vector<std::string> missing_codes() const;
};

// Whether the procedure begins with hanging up, seizing, a flash or a service, so that it does not need the tone that the
// call hears. An emulated one needs none either.
bool begins_afresh(const Procedure& procedure);
// Whether it can be run on a line at rest, with no call at all.
bool needs_no_call(const Procedure& procedure);
// Whether the number itself is sent, so that it does not matter what was dialled before.
bool names_the_number(const Procedure& procedure);
// Fills the placeholders; a code that is missing leaves nothing behind.
std::string expand(std::string_view digits, const Procedure& procedure, std::string_view number, unsigned index = 0);

}  // namespace campon::provider
