// What the core costs: a request from call to recall, as lines and outstanding requests grow; memory of a line and of a request;
// allocations of an event.
#include <malloc.h>

#include <cstdlib>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "hal/env/virtual_scheduler.hpp"
#include "hal/env/wall_clock.hpp"
#include "hal/line.hpp"
#include "provider/line/line_provider.hpp"
#include "shipped.hpp"
#include "table.hpp"

namespace {
std::size_t g_allocations = 0;
}
void* operator new(std::size_t size) {
  ++g_allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

namespace campon::bench {
namespace {

using namespace std::chrono_literals;

std::size_t memory_in_use() { return ::mallinfo2().uordblks; }

// A device without latency on a line where every number is busy and every code is taken.
class InstantPort final : public hal::SignalPort {
 public:
  explicit InstantPort(env::Scheduler& scheduler) : scheduler_(scheduler) {}
  void attach(hal::SignalSink* sink) override { sink_ = sink; }
  [[nodiscard]] hal::Capabilities capabilities() const override {
    hal::Capabilities can;
    can.hears_dial_tone = can.hears_stutter = can.hears_busy = can.hears_ringback = can.hears_voice = true;
    can.ring_cadence = can.caller_id = can.stays_off_hook_on_busy = can.digits_in_call = true;
    return can;
  }
  [[nodiscard]] std::string_view name() const override { return "instant"; }
  void start(hal::Done done) override { obey(std::move(done), std::nullopt); }
  void seize(hal::Done done) override { obey(std::move(done), hal::DialTone{}); }
  void release(hal::Done done) override { obey(std::move(done), std::nullopt); }
  void answer(hal::Done done) override { obey(std::move(done), std::nullopt); }
  void flash(env::Duration /*length*/, hal::Done done) override { obey(std::move(done), hal::DialTone{}); }
  void send_digits(const hal::DialString& digits, hal::Done done) override {
    if (digits.digits().front() == '*') return obey(std::move(done), hal::DialTone{true});
    obey(std::move(done), hal::Busy{});
  }
  void says(hal::LineFact fact) { sink_->on_signal(hal::Evidence::protocol, std::move(fact)); }

 private:
  void obey(hal::Done done, std::optional<hal::LineFact> then) {
    done_ = std::move(done);
    then_ = std::move(then);
    timer_ = scheduler_.after(1ms, [this] {
      std::exchange(done_, nullptr)({});
      if (then_) timer_ = scheduler_.after(1ms, [this] { says(*std::exchange(then_, std::nullopt)); });
    });
  }
  env::Scheduler& scheduler_;
  hal::SignalSink* sink_ = nullptr;
  hal::Done done_;
  std::optional<hal::LineFact> then_;
  env::Timer timer_;
};

struct World {
  World() { network.max_outstanding = 100'000; }
  env::VirtualScheduler scheduler;
  env::VirtualWallClock clock{scheduler, {}};
  env::NullTrace trace;
  provider::NetworkProfile network = provider::shipped_network("nanp_class");
  provider::Region region = provider::shipped_region("us");
};

class Line final : private provider::LineObserver {
 public:
  Line(World& world, std::size_t index)
      : world_(world),
        port_(world.scheduler),
        line_("line " + std::to_string(index), port_, world.scheduler, world.trace),
        provider_(provider::LineParts{line_, world.network, world.region, world.scheduler, world.clock, world.trace}) {
    provider_.attach(this);
    provider_.open([](const env::Result&) {});
  }
  // Busy, and the network is asked to complete it.
  bool asks_for(const std::string& number) {
    const auto call = provider_.make_call(hal::DialString::parse(number).value(), [](const env::Result&) {});
    if (!call || !runs_until([&] { return state_of(*call) == provider::CallState::busy; })) return false;
    bool replied = false;
    provider_.complete(*call, provider::CompletionMode::callback, 0, [&](const auto& result) { replied = result.has_value(); });
    const bool accepted = runs_until([&] { return replied; });
    provider_.close_call(*call);
    return accepted && runs_until([&] { return provider_.call(*call) == std::nullopt && line_.state() == hal::LineState::idle; });
  }
  bool is_rung_back_by(const std::string& number) {
    offered_ = {};
    hal::CallerId caller;
    caller.number = number;
    port_.says(hal::CallerIdReceived{caller});
    for (const auto& [on, gap] : {std::pair{400ms, 0ms}, {400ms, 200ms}, {800ms, 200ms}}) port_.says(hal::RingBurst{on, gap});
    if (!runs_until([&] { return offered_.value != 0; })) return false;
    provider_.answer(offered_, [](const env::Result&) {});
    if (!runs_until([&] { return state_of(offered_) != provider::CallState::offering; })) return false;
    world_.scheduler.advance(10ms);
    port_.says(hal::Ringback{});
    world_.scheduler.advance(2s);
    port_.says(hal::Voice{});
    if (!runs_until([&] { return state_of(offered_) == provider::CallState::connected; })) return false;
    provider_.drop(offered_, [](const env::Result&) {});
    provider_.close_call(offered_);
    return runs_until([&] { return line_.state() == hal::LineState::idle; });
  }
  bool is_rung_in_vain() {
    offered_ = {};
    hal::CallerId caller;
    caller.number = "5550199";
    port_.says(hal::RingBurst{2s, {}});
    port_.says(hal::CallerIdReceived{caller});
    world_.scheduler.advance(4s);
    port_.says(hal::RingBurst{2s, 4s});
    world_.scheduler.advance(8s);
    if (offered_.value == 0 || state_of(offered_) != provider::CallState::idle) return false;
    provider_.close_call(offered_);
    return true;
  }
  bool calls_until_busy(const std::string& number) {
    const auto call = provider_.make_call(hal::DialString::parse(number).value(), [](const env::Result&) {});
    return call && runs_until([&] { return state_of(*call) == provider::CallState::busy; });
  }
  void hears(hal::LineFact fact) { port_.says(std::move(fact)); }
  [[nodiscard]] std::size_t outstanding() const { return provider_.completions().size(); }

 private:
  template <class Done>
  bool runs_until(Done done) {
    return world_.scheduler.run_until(done, 1min);
  }
  [[nodiscard]] provider::CallState state_of(provider::CallId id) const {
    const auto view = provider_.call(id);
    return view ? view->state : provider::CallState::idle;
  }
  void on_call_offered(const provider::CallView& call) override { offered_ = call.id; }

  World& world_;
  InstantPort port_;
  hal::Line line_;
  provider::LineProvider provider_;
  provider::CallId offered_;
};

std::vector<std::unique_ptr<Line>> lines_in(World& world, std::size_t count) {
  std::vector<std::unique_ptr<Line>> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(std::make_unique<Line>(world, i));
  world.scheduler.advance(10s);
  return out;
}

// CPU seconds of one request from the call to the recalled conversation's end, on each of so many lines in turn.
double request_on(std::size_t lines) {
  World world;
  const auto all = lines_in(world, lines);
  constexpr std::size_t k_requests = 400;
  const double begin = thread_seconds();
  for (std::size_t i = 0; i < k_requests; ++i) {
    Line& line = *all[i * 7919 % lines];
    if (!line.asks_for("5550123") || !line.is_rung_back_by("5550123")) std::abort();
  }
  return (thread_seconds() - begin) / k_requests;
}

struct Beside {
  double request = 0;
  double waiting = 0;  // of one second in which nothing happens
};

// The same while so many requests are outstanding, without what these cost while time passes.
Beside request_beside(std::size_t requests, std::size_t on_each) {
  World world;
  world.network.lifetime = 24h * 365;
  const auto all = lines_in(world, std::max<std::size_t>(1, requests / on_each));
  for (std::size_t i = 0; i + 1 < requests; ++i)
    if (!all[i % all.size()]->asks_for(std::to_string(6'000'000 + i))) std::abort();
  constexpr std::size_t k_requests = 400;
  const env::Time from = world.scheduler.now();
  double begin = thread_seconds();
  for (std::size_t i = 0; i < k_requests; ++i) {
    Line& line = *all[i * 7919 % all.size()];
    if (!line.asks_for("5550123") || !line.is_rung_back_by("5550123")) std::abort();
  }
  const double all_told = thread_seconds() - begin;
  const env::Duration length = world.scheduler.now() - from;
  begin = thread_seconds();
  world.scheduler.advance(length);
  const double waiting = thread_seconds() - begin;
  return {(all_told - waiting) / k_requests, waiting / std::chrono::duration<double>(length).count()};
}

// A call that comes in, rings twice and is gone: six events, and what the line tells of it.
double ring_on(std::size_t lines) {
  World world;
  const auto all = lines_in(world, lines);
  constexpr std::size_t k_rings = 20'000;
  const double begin = thread_seconds();
  for (std::size_t i = 0; i < k_rings; ++i)
    if (!all[i * 7919 % lines]->is_rung_in_vain()) std::abort();
  return (thread_seconds() - begin) / k_rings;
}

// What a tone that is told again during a call allocates.
double allocations_of_a_tone() {
  World world;
  const auto all = lines_in(world, 10);
  for (const auto& line : all)
    if (!line->calls_until_busy("5550123")) std::abort();
  constexpr std::size_t k_events = 20'000;
  const std::size_t before = g_allocations;
  for (std::size_t i = 0; i < k_events; ++i) {
    all[i % all.size()]->hears(hal::Busy{});
    world.scheduler.advance(1us);
  }
  return static_cast<double>(g_allocations - before) / k_events;
}

void memory() {
  World world;
  const std::size_t before = memory_in_use();
  constexpr std::size_t k_lines = 1'000;
  const auto all = lines_in(world, k_lines);
  const double line = static_cast<double>(memory_in_use() - before) / k_lines;
  row("core", "memory of an idle line, without its device", std::to_string(static_cast<int>(line)) + " B", "4096 B", line / 4096, "<= 1");
  world.network.lifetime = 24h * 365;
  Line& one = *all.front();
  if (!one.asks_for("5551234")) std::abort();
  const std::size_t with_one = memory_in_use();
  constexpr std::size_t k_requests = 1'000;
  for (std::size_t i = 0; i < k_requests; ++i)
    if (!one.asks_for(std::to_string(6'000'000 + i))) std::abort();
  const double request = static_cast<double>(memory_in_use() - with_one) / k_requests;
  row("core", "memory of an outstanding request", std::to_string(static_cast<int>(request)) + " B", "512 B", request / 512, "<= 1");
}

void measure() {
  request_on(10);
  const double ten = request_on(10);
  const double many = request_on(10'000);
  row("core", "a request from call to recall, CPU, 10,000 lines", in_microseconds(many), in_microseconds(ten) + " of 10", many / ten, "<= 1.20");
  const Beside one = request_beside(1, 1);
  const Beside beside = request_beside(10'000, 10);
  row("core", "the same, 10,000 outstanding on 1,000 lines", in_microseconds(beside.request), in_microseconds(one.request) + " of 1",
      beside.request / one.request, "<= 1.20");
  const Beside full = request_beside(30, 30);
  row("core", "the same, 30 outstanding on the line", in_microseconds(full.request), in_microseconds(one.request) + " of 1",
      full.request / one.request, "<= 1.20");
  row("core", "10,000 outstanding while nothing happens, CPU", in_microseconds(beside.waiting), "1 s", beside.waiting, "");
  ring_on(10);
  const double few = ring_on(10);
  const double rings = ring_on(10'000);
  row("core", "an unanswered call, CPU, 10,000 lines", in_microseconds(rings), in_microseconds(few) + " of 10", rings / few, "<= 1.20");
  const double allocations = allocations_of_a_tone();
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", allocations);
  row("core", "allocations of a tone told again during a call", text, "0", allocations, "= 0");
  memory();
}

}  // namespace
}  // namespace campon::bench

int main() { campon::bench::measure(); }
