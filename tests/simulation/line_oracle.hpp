// What must hold on one line after every turn, judged by what the user was told, by the wire, and by the exchange's own books.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "findings.hpp"
#include "inhabitant.hpp"

namespace campon::simulation {

class LineOracle {
 public:
  LineOracle(Inhabitant& of, const Scene& scene, Findings& findings);

  // After every turn.
  void checks_turn();
  // What the line was told in an earlier life counts no more, but promises do. [I20]
  void was_killed();
  void has_begun() { begun_ = true; }
  // When everything has come to rest.
  void checks_agreement();
  // When everything has been healed and has come to rest.
  void checks_end();

 private:
  void has_served();
  void checks_completions();
  void checks_calls();
  void checks_hook();
  void checks_wire();
  void checks_rest();
  void checks_limits();
  void checks_acts();
  void notes_rare_things(const CompletionView& view);
  void wrong(std::string_view rule, std::string what);
  [[nodiscard]] bool holds(std::uint32_t id) const;

  Inhabitant& of_;
  const Scene& scene_;
  Findings& findings_;
  const bool calm_;                                // nothing is ordered to go wrong
  std::set<std::uint32_t> ended_;                  // as told, in any life
  std::set<std::uint32_t> known_;                  // as told, in any life
  std::map<std::uint32_t, CompletionState> last_;  // as told
  std::map<std::uint32_t, CallState> calls_;       // as told in this life
  std::size_t seen_completions_ = 0;
  std::size_t seen_states_ = 0;
  std::size_t seen_wire_ = 0;
  bool begun_ = false;       // a life whose line is not yet in service
  std::size_t recalls_ = 0;  // as told
  bool was_off_hook_ = false;
  bool rang_ = false;  // since it was on hook
  std::size_t offered_before_ = 0;
  env::Time on_hook_since_{};
  Watch unowned_, late_;
};

}  // namespace campon::simulation
