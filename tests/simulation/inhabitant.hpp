// A user on one line who does anything at any time, and what the provider has promised that user so far.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "device.hpp"
#include "findings.hpp"
#include "hal/env/rng.hpp"
#include "scene.hpp"
#include "world.hpp"

namespace campon::simulation {

using provider::CallId;
using provider::CallState;
using provider::CallView;
using provider::CompletionId;
using provider::CompletionMode;
using provider::CompletionState;
using provider::CompletionView;

// One order and its replies; those of a killed program are never given.
struct Asked {
  int replies = 0;
  unsigned life = 0;
};

class Inhabitant {
 public:
  Inhabitant(std::shared_ptr<scenario::Place> place, const Scene& scene, const LineScene& line, const DeviceParts::Spoil& spoil,
             env::Rng& chance, Findings& findings);

  // One thing at random: a call, a request, an answer, a cancel.
  void acts();
  // Whatever is left of calls is hung up and closed.
  void hangs_up();
  void makes_a_call(const std::string& number);

  // It begins anew after `away`; the line comes into service by and by.
  void is_killed(bool power_fails, env::Duration away);
  [[nodiscard]] bool lives() const { return lives_; }
  [[nodiscard]] bool in_a_call() const;
  // Of its calls and completions, for people: "dialling", "outstanding"; "idle" without any.
  [[nodiscard]] std::vector<std::string> states() const;
  // The line is in service.
  [[nodiscard]] bool serves() const;
  // Begins when it is time, and again after a start that has failed. True when it has begun.
  bool looks_after_start();

  Device device;
  scenario::User user;
  const LineScene line;
  unsigned life = 1;
  std::vector<std::shared_ptr<Asked>> asked;
  std::set<std::uint32_t> accepted;  // completions whose reply said yes
  std::map<std::uint32_t, std::string> accepted_for;
  std::size_t asking = 0;  // complete() orders of this life without reply
  int human_emergencies = 0;
  unsigned messages_asked = 0;
  unsigned intrusions_asked = 0;
  env::Time last_killed{};

 private:
  void begins();
  void uses_the_line();
  void completes(CallId call);
  [[nodiscard]] CompletionMode mode_for(const std::optional<CallView>& call);
  void counts_asking(CompletionMode mode);
  void completes_without_call();
  void cancels_one();
  [[nodiscard]] std::optional<CallView> some_call();
  hal::Done reply();
  std::uint64_t pick(std::uint64_t most) { return chance_.between(0, most - 1); }
  bool one_in(std::uint64_t most) { return pick(most) == 0; }

  const Scene& scene_;
  env::Rng& chance_;
  Findings& findings_;
  bool lives_ = true;
  env::Time try_again_{};
};

}  // namespace campon::simulation
