// A network or PBX as data: how it is asked to complete a call, what it answers, and how it rings back.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"
#include "hal/env/time.hpp"
#include "hal/ring_pattern.hpp"
#include "provider/network/procedure.hpp"
#include "provider/types.hpp"

namespace campon::provider {

struct CompletionProcedure {
  CompletionMode mode = CompletionMode::callback;
  CompletionCondition on = CompletionCondition::busy;
  Procedure procedure;
};

enum class CancelScope : std::uint8_t {
  one,     // just the one for a number
  all,     // every one that is outstanding
  oldest,  // the one that has waited longest; run again for the next [feature-codes 9, item 11]
};
enum class CancelOf : std::uint8_t { completion, message };
std::string_view to_string(CancelScope scope);
std::string_view to_string(CancelOf of);

struct CancelProcedure {
  CancelScope scope = CancelScope::all;
  CancelOf of = CancelOf::completion;
  Procedure procedure;
};

// Why a network has no procedure for something that others have: a function key, speech, no such service.
struct Unavailable {
  std::string what;                                    // the word in the file: "callback", "cancel", "query", ...
  std::optional<CompletionMode> mode;                  // nothing for "cancel", "cancel_message", "query" and "call_return"
  CompletionCondition on = CompletionCondition::busy;  // meaning only with a mode
  std::string why;                                     // a sentence for people
  std::string source;
  std::string confidence;
};

// What a ring must show to be taken for a recall, and what happens around it.
struct RecallRules {
  std::vector<hal::RingPattern> cadences;  // any of these is a mark of a recall
  bool caller_id_is_target = false;        // the network shows the called party's number
  bool call_type = false;                  // the network marks it "ring back when free"
  env::Duration answer_within{};           // the network gives up after so long; zero: not known
  bool unanswered_is_kept = false;         // a recall that nobody answers: the request goes on, or ends
  std::size_t repeats = 0;                 // how often it rings again then; 0 with unanswered_is_kept: no limit is known
  env::Duration repeat_gap{};              // and after how long; zero: not known
  bool busy_again_is_kept = false;         // the other party busy again when the recall is answered: the same
  // Answering the recall calls the other party; otherwise the recall only announces that it is free, and `connect` calls it.
  bool connects = true;
  std::optional<Procedure> connect;
  env::Duration connect_within{};  // how long after the announcement `connect` may be run; zero: no limit is known
};

// A code that the administrator of a PBX gives out, or a prefix of this line; shipped empty.
struct AdministeredCode {
  std::string name;
  std::string digits;
};

struct NetworkProfile {
  std::string name;  // file name without ending: "nanp_class"
  std::string title;
  std::string kind;    // "network", "pbx", "gsm" or "emulated"
  std::string region;  // name of a region profile
  std::string confidence;
  std::string source;
  std::string extends;  // the shipped profile that it builds upon, if it does
  // Procedures marked uncertain are offered too. An uncertain profile, once it was named, offers its own anyway.
  bool use_uncertain = false;
  std::size_t max_outstanding = 0;
  bool newest_replaces = false;  // at the limit the newest takes the place of the oldest instead of being refused
  env::Duration lifetime{};
  env::Duration lifetime_no_answer{};  // of a request made on no answer
  env::Duration offer_window{};        // how long after busy or no answer the request may be made; zero: no limit
  std::vector<std::string> messages;   // texts for LINEADDRESSCAPS; message id = index
  std::vector<AdministeredCode> codes;
  std::vector<CompletionProcedure> procedures;  // as in the file; several ways to the same end stand in order of preference
  std::vector<CancelProcedure> cancels;
  std::vector<Procedure> queries;
  std::vector<Procedure> call_returns;  // calls whoever called last; no completion, and no machine runs it by itself
  std::vector<Unavailable> unavailable;
  RecallRules recall;

  // Whether a procedure may be run to ask for something: no code is missing, and it is not uncertain against the user's will.
  [[nodiscard]] bool offers(const Procedure& procedure) const;
  // The first way that is offered, and all of them.
  [[nodiscard]] const Procedure* completion(CompletionMode mode, CompletionCondition on) const;
  [[nodiscard]] std::vector<const Procedure*> completions(CompletionMode mode, CompletionCondition on) const;
  // The narrowest cancel there is. Uncertain ones only where nothing better is known.
  [[nodiscard]] const CancelProcedure* cancel(CancelOf of = CancelOf::completion) const;
  [[nodiscard]] const CancelProcedure* cancel(CancelScope scope, CancelOf of = CancelOf::completion) const;
  [[nodiscard]] const Procedure* query() const;
  [[nodiscard]] std::uint8_t modes(CompletionCondition on) const;  // bit = 1 << CompletionMode
  [[nodiscard]] env::Duration lifetime_on(CompletionCondition on) const;
  // The codes that some procedure needs and that nobody has filled in.
  [[nodiscard]] std::vector<std::string> missing_codes() const;
  // Why there is nothing for that; nullptr when the file says nothing about it.
  [[nodiscard]] const Unavailable* why_not(CompletionMode mode, CompletionCondition on) const;
  [[nodiscard]] const Unavailable* why_not(std::string_view what) const;
};

// The shipped profile of that name, for a file that extends it.
using BaseProfile = std::function<env::Expected<NetworkProfile>(std::string_view name)>;

// Errors: bad_profile naming file and line. Without `base` a file that extends another is refused.
env::Expected<NetworkProfile> parse_network_profile(std::string_view toml, std::string_view file, const BaseProfile& base = {});

}  // namespace campon::provider
