#include "run.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#include "hw-sim/faults/faults.hpp"
#include "inhabitant.hpp"
#include "line_oracle.hpp"
#include "town.hpp"

namespace campon::simulation {

namespace {

using namespace std::chrono_literals;

// FNV-1a: what it must do is to be the same everywhere.
std::uint64_t hash_of(std::string_view text, std::uint64_t hash) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

class Run {
 public:
  explicit Run(const Order& order)
      : order_(order),
        chance_(order.seed),
        scene_(make_scene(order, chance_)),
        place_(std::make_shared<scenario::Place>(scene_.plan, order.seed)),
        town_(*place_, scene_, chance_) {
    for (const auto& line : scene_.lines) {
      people_.push_back(std::make_unique<Inhabitant>(place_, scene_, line, order_.spoil, chance_, out_.findings));
      oracles_.push_back(std::make_unique<LineOracle>(*people_.back(), scene_, out_.findings));
    }
    out_.scene = describe(scene_);
  }

  Outcome plays() {
    town_.begins();
    lives();
    if (!out_.findings.any()) comes_to_rest();
    sums_up();
    return std::move(out_);
  }

 private:
  [[nodiscard]] env::Time now() const { return place_->scheduler.now(); }
  std::uint64_t pick(std::uint64_t most) { return chance_.between(0, most - 1); }

  void lives() {
    const auto end = now() + order_.length;
    while (now() < end && !out_.findings.any()) {
      acts();
      waits(pick(20) == 0 ? env::Duration(std::chrono::seconds(chance_.between(20, 240)))
                          : env::Duration(std::chrono::milliseconds(chance_.between(1, 6000))));
    }
  }

  void acts() {
    if (scene_.crashes && pick(60) == 0) return crashes();
    if (scene_.unplugs && pick(50) == 0) return unplugs();
    if (scene_.bad_disk && pick(40) == 0) return somebody().user.storage.fail_nth(static_cast<unsigned>(chance_.between(1, 4)));
    if (pick(3) == 0) return town_.acts();
    somebody().acts();
  }

  Inhabitant& somebody() { return *people_[pick(people_.size())]; }

  void crashes() {
    const auto who = pick(people_.size());
    auto& person = *people_[who];
    if (!person.lives()) return;
    person.is_killed(pick(2) == 0, std::chrono::milliseconds(chance_.between(1, 20000)));
    oracles_[who]->was_killed();
  }

  // Pulled out, or put in again; a modem that lives from the port hangs up.
  void unplugs() {
    auto& person = somebody();
    if (!person.device.is_plugged()) return person.device.plug();
    notes_unplugging(person);
    person.device.unplug();
    (void)place_->exchange->set_dtr(person.line.number, false);
  }

  void notes_unplugging(const Inhabitant& person) {
    if (!person.lives()) return;
    for (const auto& view : person.user.line->completions()) out_.findings.met("unplugged while " + std::string(to_string(view.state)));
  }

  void waits(env::Duration time) {
    const auto end = now() + time;
    while (!out_.findings.any() && place_->scheduler.step(end)) {
      ++out_.turns;
      checks_turn();
    }
    place_->scheduler.advance_to(end);
    looks_after_starts();
  }

  void looks_after_starts() {
    for (std::size_t i = 0; i < people_.size(); ++i)
      if (people_[i]->looks_after_start()) oracles_[i]->has_begun();
  }

  void checks_turn() {
    for (auto& oracle : oracles_) oracle->checks_turn();
    int humans = 0;
    for (const auto& person : people_) humans += person->human_emergencies;
    if (place_->exchange->emergency_calls() > humans) out_.findings.add(now(), "I8", "a machine has called the emergency desk");
  }

  // [I23] All faults are healed: whatever is outstanding comes to its end.
  void comes_to_rest() {
    constexpr int k_rounds = 24;
    town_.heals();
    for (auto& person : people_) person->device.plug();
    for (int round = 0; round < k_rounds && !out_.findings.any(); ++round) {
      for (auto& person : people_) person->hangs_up();
      if (round % 4 == 0) town_.stirs();
      waits(30s);
    }
    waits(10min);
    for (auto& oracle : oracles_) oracle->checks_agreement();
    waits_for_deadlines();
    for (auto& oracle : oracles_) oracle->checks_end();
    calls_once_more();
  }

  // A request that the network has dropped without a word lives until its time is over.
  void waits_for_deadlines() {
    for (const auto& person : people_) {
      auto last = person->user.clock.now();
      for (const auto& view : person->user.line->completions()) last = std::max(last, view.deadline);
      waits(last - person->user.clock.now() + 1min);
    }
  }

  // [I23] The line is sound: it makes a call and is on hook afterwards.
  void calls_once_more() {
    for (auto& person : people_) {
      if (out_.findings.any()) return;
      std::string refusal = "no reply";
      bool made = false;
      const auto call = person->user.line->make_call(hal::DialString::parse(scene_.others.front()).value(), [&](const env::Result& result) {
        made = result.has_value();
        if (!made) refusal = result.error().what;
      });
      if (!call) refusal = call.error().what;
      waits(60s);
      if (!made) out_.findings.add(now(), "I23", "the line makes no more calls: " + refusal);
      person->hangs_up();
      waits(60s);
      if (person->user.off_hook()) out_.findings.add(now(), "I23", "a last call leaves the line off hook");
    }
  }

  void sums_up() {
    out_.hash = hash_of(place_->trace.text, 0xcbf29ce484222325U);
    for (const auto& person : people_) out_.hash = hash_of(person->user.wire, out_.hash);
    count(place_->exchange->faults());
    for (const auto& line : scene_.lines)
      if (const sim::Faults* const modem = place_->exchange->faults_of(line.number); modem != nullptr) count(*modem);
    if (out_.findings.any()) out_.trace = place_->trace.text;
  }

  void count(const sim::Faults& faults) {
    for (const auto& each : faults.counts())
      if (each.fired > 0) out_.faults[std::string(each.name)] += each.fired;
  }

  const Order order_;
  env::SeededRng chance_;
  Scene scene_;
  std::shared_ptr<scenario::Place> place_;
  Outcome out_;
  Town town_;
  std::vector<std::unique_ptr<Inhabitant>> people_;
  std::vector<std::unique_ptr<LineOracle>> oracles_;
};

}  // namespace

Outcome play(const Order& order) { return Run(order).plays(); }

}  // namespace campon::simulation
