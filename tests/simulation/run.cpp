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

// FNV-1a by words of eight bytes: what it must do is to be the same everywhere, and soon.
std::uint64_t hash_of(std::string_view text, std::uint64_t hash) {
  while (!text.empty()) {
    std::uint64_t word = 0;
    const auto taken = std::min(text.size(), sizeof word);
    for (std::size_t i = 0; i < taken; ++i) word |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
    hash = (hash ^ word) * 0x100000001b3U;
    hash ^= hash >> 29;
    text.remove_prefix(taken);
  }
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
    if (scene_.unplugs && pick(200) == 0) return somebody().device.fail_next_write();
    if (scene_.suspends && pick(100) == 0) return sleeps();
    if (scene_.bad_disk && pick(40) == 0) return somebody().user.storage.fail_nth(static_cast<unsigned>(chance_.between(1, 4)));
    if (pick(3) == 0) return town_.acts();
    somebody().acts();
  }

  Inhabitant& somebody() { return *people_[pick(people_.size())]; }

  void crashes() {
    const auto who = pick(people_.size());
    auto& person = *people_[who];
    if (!person.lives()) return;
    if (person.in_a_call()) out_.findings.fault("D15");
    person.is_killed(pick(2) == 0, std::chrono::milliseconds(chance_.between(1, 20000)));
    oracles_[who]->was_killed();
  }

  // Pulled out, or put in again; a modem that lives from the port hangs up.
  void unplugs() {
    auto& person = somebody();
    if (!person.device.is_plugged()) return person.device.plug(chance_);
    person.device.clear_the_way();
    notes_unplugging(person);
    person.device.unplug();
    (void)place_->exchange->set_dtr(person.line.number, false);
  }

  // The line outlives a sleep; what is late afterwards is found at once. [fault D16]
  void sleeps() {
    out_.findings.fault("D16");
    somebody().user.clock.suspend(std::chrono::seconds(chance_.between(1, 7200)));
  }

  void notes_unplugging(const Inhabitant& person) {
    if (!person.lives()) return;
    out_.findings.fault(person.asking > 0 ? "D03" : person.in_a_call() ? "D02" : "D01");
    for (const auto& view : person.user.line->completions()) out_.findings.met("unplugged while " + std::string(to_string(view.state)));
  }

  void waits(env::Duration time) {
    const auto end = now() + time;
    while (!out_.findings.any() && place_->scheduler.step(end)) {
      ++out_.turns;
      checks_progress();
      checks_turn();
    }
    if (out_.findings.any()) return;
    place_->scheduler.advance_to(end);
    looks_after_starts();
  }

  void looks_after_starts() {
    for (std::size_t i = 0; i < people_.size(); ++i)
      if (people_[i]->looks_after_start()) oracles_[i]->has_begun();
  }

  // [I21] Nothing turns on the spot while the time stands still.
  void checks_progress() {
    constexpr unsigned k_most_turns = 20000;
    turns_now_ = now() == last_turn_ ? turns_now_ + 1 : 0;
    last_turn_ = now();
    if (turns_now_ == k_most_turns) out_.findings.add(now(), "I21", "it turns on the spot");
  }

  void checks_turn() {
    for (auto& oracle : oracles_) oracle->checks_turn();
    notes_what_is_reached();
    int humans = 0;
    for (const auto& person : people_) humans += person->human_emergencies;
    if (place_->exchange->emergency_calls() > humans) out_.findings.add(now(), "I8", "a machine has called the emergency desk");
  }

  // Which faults have happened in this turn, and in the middle of what.
  void notes_what_is_reached() {
    const auto total = injected();
    if (total == seen_faults_) return;
    seen_faults_ = total;
    const Counts now_fired = fired();
    for (const auto& [row, times] : now_fired) {
      const auto before = seen_fired_.find(row);
      if (before != seen_fired_.end() && before->second == times) continue;
      for (const auto& person : people_)
        for (const auto& state : person->states()) out_.reached.insert(row + " while " + state);
    }
    seen_fired_ = now_fired;
  }

  [[nodiscard]] std::uint64_t injected() const {
    std::uint64_t total = place_->exchange->faults().total() + out_.findings.injected();
    for (const auto& line : scene_.lines)
      if (const sim::Faults* const modem = place_->exchange->faults_of(line.number); modem != nullptr) total += modem->total();
    return total;
  }

  [[nodiscard]] Counts fired() const {
    Counts out = out_.findings.faults();
    const auto add = [&out](const sim::Faults& faults) {
      for (const auto& each : faults.counts())
        if (each.fired > 0) out[std::string(each.name)] += each.fired;
    };
    add(place_->exchange->faults());
    for (const auto& line : scene_.lines)
      if (const sim::Faults* const modem = place_->exchange->faults_of(line.number); modem != nullptr) add(*modem);
    return out;
  }

  // [I23] All faults are healed: whatever is outstanding comes to its end.
  void comes_to_rest() {
    constexpr int k_rounds = 24;
    town_.heals();
    for (auto& person : people_) {
      if (!person->device.is_plugged()) person->device.plug(chance_);
      person->device.clear_the_way();
    }
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
    out_.faults = fired();
    out_.troubles = scene_.troubles();
    if (out_.findings.any()) out_.trace = place_->trace.text;
  }

  const Order order_;
  env::SeededRng chance_;
  Scene scene_;
  std::shared_ptr<scenario::Place> place_;
  Outcome out_;
  Town town_;
  std::vector<std::unique_ptr<Inhabitant>> people_;
  std::vector<std::unique_ptr<LineOracle>> oracles_;
  env::Time last_turn_{};
  unsigned turns_now_ = 0;  // at the same moment
  std::uint64_t seen_faults_ = 0;
  Counts seen_fired_;
};

}  // namespace

Outcome play(const Order& order) { return Run(order).plays(); }

}  // namespace campon::simulation
