// A user who does anything at any time, by seed, while the other subscribers come and go; and what must hold after every turn.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "world.hpp"

namespace campon::scenario {

struct Town {
  std::string_view network;
  std::string_view own;
  std::vector<std::string> others;
  std::string emergency;
};
const Town& town(std::size_t index);

class RandomUser {
 public:
  RandomUser(const Town& town, std::uint64_t seed);

  // Lives for so long, comes to rest, and makes one more call each way to show that the line is sound.
  void live(env::Duration length);

 private:
  struct Reply {
    int times = 0;
  };
  // What may be wrong for a moment only.
  struct Watch {
    void sees(bool wrong, env::Time now, env::Duration allowed, std::string_view what);
    std::optional<env::Time> since;
  };

  std::uint64_t pick(std::uint64_t most) { return chance_.between(0, most - 1); }
  bool one_in(std::uint64_t most) { return pick(most) == 0; }
  sim::Subscriber& somebody() { return user_.exchange->subscriber(town_.others[pick(town_.others.size())]); }
  [[nodiscard]] std::optional<CallView> some_call();
  hal::Done reply();

  void act();
  void use_the_line();
  void change_the_town();
  void makes_a_call();
  void completes(CallId call);
  void cancels_one();
  void waits(env::Duration time);

  void check_turn();
  void check_completions();
  void check_calls();
  void check_hook();
  void check_agreement();
  void read_trace();
  [[nodiscard]] bool call_on_line() const;
  [[nodiscard]] bool call_begins() const;

  void settle();
  void hang_up_everything();
  void makes_a_last_call();
  void is_called_at_last();

  const Town& town_;
  env::SeededRng chance_;
  User user_;
  std::map<std::uint32_t, bool> ended_;            // completions that were told of
  std::map<std::uint32_t, CallState> call_state_;  // as told
  std::set<std::uint32_t> accepted_;               // by a reply
  std::set<std::string> unknown_;                  // numbers of which the exchange may hold a request that we do not
  std::set<std::string> perhaps_recalled_;         // by a seizure that answered one of several recalls [fault L06]
  std::size_t seen_completions_ = 0;
  std::size_t seen_states_ = 0;
  std::size_t seen_trace_ = 0;
  std::size_t asking_ = 0;     // complete() orders without reply
  bool machine_owns_ = false;  // a procedure has the line off hook
  bool was_off_hook_ = false;
  Watch unowned_, on_hook_, not_camped_;
  env::Time busy_until_{};  // when something last moved on the line
  int human_emergencies_ = 0;
  std::vector<std::shared_ptr<Reply>> replies_;
};

}  // namespace campon::scenario
