// The whole stack against a model of a few lines: which numbers wait, in which order. After every command the line, the exchange
// and the model hold the same.
#include <rapidcheck.h>
#include <rapidcheck/state.h>

#include <algorithm>
#include <string>
#include <vector>

#include "world.hpp"

namespace campon::scenario {
namespace {

// What waits in the network, oldest first.
struct Model {
  std::vector<std::string> waiting;
  [[nodiscard]] bool waits(const std::string& number) const { return std::find(waiting.begin(), waiting.end(), number) != waiting.end(); }
  void forget(const std::string& number) { std::erase(waiting, number); }
};

constexpr std::size_t k_limit = 5;

Setup on_class() {
  Setup setup{"nanp_class", "nanp_class", "5550100"};
  setup.durable = true;
  return setup;
}

struct World {
  User a{on_class()};

  sim::Subscriber& at(const std::string& number) { return a.exchange->subscriber(number); }
  CompletionId id_of(const std::string& number) {
    for (const auto& view : a.line->completions())
      if (view.number == number) return view.id;
    return {};
  }
  void hang_up() {
    for (const auto& call : a.line->calls()) {
      if (call.state != CallState::idle) RC_ASSERT(a.drops(call.id).has_value());
      a.line->close_call(call.id);
    }
    a.waits(3s);
  }
  void agrees(const Model& model) {
    std::vector<std::string> ours;
    std::vector<std::string> theirs;
    for (const auto& view : a.line->completions()) ours.push_back(view.number);
    for (const auto& request : a.exchange->requests()) theirs.push_back(request.target);
    std::sort(ours.begin(), ours.end());
    std::sort(theirs.begin(), theirs.end());
    auto expected = model.waiting;
    std::sort(expected.begin(), expected.end());
    RC_ASSERT(ours == expected);
    RC_ASSERT(theirs == expected);
    RC_ASSERT(!a.off_hook());
    for (const auto& view : a.completions) {
      const auto ends = std::count_if(a.completions.begin(), a.completions.end(), [&](const CompletionView& each) {
        return each.id == view.id && each.end != provider::CompletionEnd::none;
      });
      RC_ASSERT(ends <= 1);
    }
  }
};

using Command = rc::state::Command<Model, World>;

std::string a_number() { return "555012" + std::to_string(*rc::gen::inRange(0, 7)); }

struct Asks : Command {
  std::string number = a_number();
  void apply(Model& model) const override {
    if (!model.waits(number) && model.waiting.size() >= k_limit) return;
    model.forget(number);
    model.waiting.push_back(number);
  }
  void run(const Model& before, World& world) const override {
    world.at(number).be_busy();
    const CallId call = world.a.calls(number, CallState::busy);
    RC_ASSERT(call.value != 0);
    const auto id = world.a.completes(call, CompletionMode::callback);
    const bool full = before.waiting.size() >= k_limit;
    RC_ASSERT(id.has_value() != full);
    if (full) RC_ASSERT(id.error().code == env::ErrorCode::completion_overrun);
    world.hang_up();
    world.agrees(nextState(before));
  }
  void show(std::ostream& out) const override { out << "asks for " << number; }
};

struct AsksAgainWhenFull : Asks {
  void checkPreconditions(const Model& model) const override { RC_PRE(!model.waits(number) || model.waiting.size() < k_limit); }
};

struct Cancels : Command {
  std::string number = a_number();
  void checkPreconditions(const Model& model) const override { RC_PRE(model.waits(number)); }
  void apply(Model& model) const override {
    if (model.waiting.size() == 1) model.waiting.clear();  // the network can only cancel all
  }
  void run(const Model& before, World& world) const override {
    const auto cancelled = world.a.cancels(world.id_of(number));
    RC_ASSERT(cancelled.has_value() == (before.waiting.size() == 1));
    if (!cancelled) RC_ASSERT(cancelled.error().code == env::ErrorCode::cancel_not_offered);
    world.a.waits(3s);
    world.agrees(nextState(before));
  }
  void show(std::ostream& out) const override { out << "cancels " << number; }
};

struct BecomesFree : Command {
  std::string number = a_number();
  bool answered = *rc::gen::arbitrary<bool>();
  void checkPreconditions(const Model& model) const override { RC_PRE(model.waits(number)); }
  void apply(Model& model) const override { model.forget(number); }
  void run(const Model& before, World& world) const override {
    const CompletionId id = world.id_of(number);
    world.at(number).be_free();
    const auto recall = world.a.is_offered(60s);
    RC_ASSERT(recall.has_value());
    RC_ASSERT(recall->completion == id);
    if (answered) {
      RC_ASSERT(world.a.answers(recall->id).has_value());
      RC_ASSERT(world.a.waits_until(recall->id, CallState::connected, 60s));
      world.hang_up();
    } else {
      world.a.waits(120s);
    }
    world.agrees(nextState(before));
  }
  void show(std::ostream& out) const override { out << number << " becomes free, " << (answered ? "answered" : "not answered"); }
};

struct IsKilled : Command {
  void run(const Model& before, World& world) const override {
    world.a.is_killed();
    world.a.waits(2s);
    RC_ASSERT(world.a.starts());
    world.agrees(before);
  }
  void show(std::ostream& out) const override { out << "is killed"; }
};

struct WaitsForLong : Command {
  void apply(Model& model) const override { model.waiting.clear(); }
  void run(const Model& before, World& world) const override {
    world.a.waits(1900s);
    world.agrees(nextState(before));
  }
  void show(std::ostream& out) const override { out << "waits for half an hour"; }
};

}  // namespace
}  // namespace campon::scenario

int main() {
  using namespace campon::scenario;
  const bool good = rc::check("the line, the exchange and the model hold the same", [] {
    World world;
    rc::state::check(
        Model{}, world,
        rc::state::gen::execOneOfWithArgs<AsksAgainWhenFull, AsksAgainWhenFull, Cancels, BecomesFree, IsKilled, WaitsForLong>());
  });
  return good ? 0 : 1;
}
