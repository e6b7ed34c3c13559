// campon-torture: plays seeds and says what was found. See docs/simulation.md.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <mutex>
#include <sstream>
#include <thread>

#include "hw-sim/faults/faults.hpp"
#include "minimise.hpp"
#include "run.hpp"
#include "sometimes.hpp"

namespace {

using namespace campon::simulation;

struct Wanted {
  std::uint64_t seed = 0;
  std::uint64_t first = 1;
  std::uint64_t seeds = 1;
  double hours = 1;
  std::size_t lines = 1;
  std::string network;
  std::string modem;
  std::vector<std::string> without;
  std::string trace_file;
  std::string fired_file;
  unsigned jobs = 1;
  bool calm = false;
  bool gate = false;
};

struct Sum {
  std::uint64_t failures = 0;
  std::uint64_t turns = 0;
  std::uint64_t hash = 0;
  Counts faults;
  Counts rare;
  std::set<std::string> reached;
};

Order order_of(const Wanted& wanted, std::uint64_t seed) {
  Order order;
  order.seed = seed;
  order.length = std::chrono::duration_cast<campon::env::Duration>(std::chrono::duration<double, std::ratio<3600>>(wanted.hours));
  order.lines = wanted.lines;
  order.network = wanted.network;
  order.modem = wanted.modem;
  order.faults = !wanted.calm;
  order.without = wanted.without;
  return order;
}

double hours_of(campon::env::Duration length) { return std::chrono::duration<double, std::ratio<3600>>(length).count(); }

std::string seconds(campon::env::Time at) {
  return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count()) + " ms";
}

void tell_findings(const Outcome& outcome) {
  for (const auto& finding : outcome.findings.all())
    std::cout << "  " << seconds(finding.at) << "  " << finding.rule << "  " << finding.what << "\n";
}

std::string command_for(const Wanted& wanted, const Order& order) {
  std::ostringstream out;
  out << "campon-torture --seed " << order.seed << " --hours " << hours_of(order.length) << " --lines " << order.lines;
  if (!order.network.empty()) out << " --network " << order.network;
  if (!order.modem.empty()) out << " --modem " << order.modem;
  if (wanted.calm) out << " --calm";
  for (const auto& name : order.without) out << " --without '" << name << "'";
  return out.str();
}

// The way to see it again, and what led to it.
void tell_failure(const Wanted& wanted, const Order& order, const Outcome& outcome) {
  std::cout << "seed " << order.seed << " FAILED: " << outcome.scene << "\n";
  tell_findings(outcome);
  std::cout << "  again: " << command_for(wanted, order) << "\n";
  const Minimised small = minimised(order, outcome);
  std::cout << "  smaller: " << small.outcome.scene << "\n";
  tell_findings(small.outcome);
  std::cout << "  again: " << command_for(wanted, small.order) << " --trace FILE" << std::endl;
  if (!wanted.trace_file.empty()) std::ofstream(wanted.trace_file) << small.outcome.trace;
}

void add(Sum& sum, const Outcome& outcome) {
  sum.turns += outcome.turns;
  sum.hash ^= outcome.hash;
  sum.reached.insert(outcome.reached.begin(), outcome.reached.end());
  for (const auto& [name, count] : outcome.faults) sum.faults[name] += count;
  for (const auto& [name, count] : outcome.findings.rare()) sum.rare[name] += count;
}

Sum play_all(const Wanted& wanted) {
  Sum sum;
  std::mutex mutex;
  std::atomic<std::uint64_t> next = wanted.first;
  const auto work = [&] {
    for (std::uint64_t seed = next++; seed < wanted.first + wanted.seeds; seed = next++) {
      const Order order = order_of(wanted, seed);
      const Outcome outcome = play(order);
      const std::lock_guard lock(mutex);
      add(sum, outcome);
      if (!outcome.findings.any()) continue;
      ++sum.failures;
      tell_failure(wanted, order, outcome);
    }
  };
  std::vector<std::thread> workers;
  for (unsigned i = 1; i < wanted.jobs; ++i) workers.emplace_back(work);
  work();
  for (auto& worker : workers) worker.join();
  return sum;
}

// Of all threads together.
double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void tell(const Wanted& wanted, const Sum& sum) {
  const double hours = static_cast<double>(wanted.seeds) * wanted.hours * static_cast<double>(wanted.lines);
  std::uint64_t injected = 0;
  for (const auto& [name, count] : sum.faults) injected += count;
  std::cout << wanted.seeds << " seeds, " << sum.failures << " failed; " << hours << " line hours, " << sum.turns << " turns, " << injected
            << " faults of " << sum.faults.size() << " kinds; " << static_cast<std::uint64_t>(hours / cpu_seconds() * 60)
            << " line hours a CPU minute; trace " << std::hex << sum.hash << std::dec << "\n";
  std::cout << "met:";
  for (const auto& [what, count] : sum.rare) std::cout << "\n  " << count << "  " << what;
  std::cout << "\nfaults:";
  for (const auto& [name, count] : sum.faults) std::cout << " " << name << ":" << count;
  std::cout << "\n" << sum.reached.size() << " pairs of a fault and a state of a call or completion in which it happened\n";
}

// For campon-matrix: each row and how often it has happened.
void keep_fired(const Wanted& wanted, const Sum& sum) {
  if (wanted.fired_file.empty()) return;
  std::ofstream out(wanted.fired_file);
  for (const auto& [name, count] : sum.faults) out << name << " " << count << "\n";
}

// True when everything that must happen sometimes has happened.
bool tested_enough(const Sum& sum) {
  std::size_t missing = 0;
  const auto need = [&](const auto& happened, std::string_view what) {
    if (happened.contains(what)) return;
    ++missing;
    std::cout << "never: " << what << "\n";
  };
  for (const auto what : k_sometimes) need(sum.rare, what);
  for (const auto& kind : campon::sim::k_faults) need(sum.faults, kind.name);
  return missing == 0;
}

}  // namespace

int main(int argc, char** argv) {
  Wanted wanted;
  CLI::App app("Plays random users, networks, modems and faults over the whole stack in virtual time, and checks what must always hold.");
  app.add_option("--seed", wanted.seed, "One seed");
  app.add_option("--first", wanted.first, "The first of several seeds")->capture_default_str();
  app.add_option("--seeds", wanted.seeds, "How many seeds")->capture_default_str();
  app.add_option("--hours", wanted.hours, "Line time of each")->check(CLI::Range(0.01, 100000.0))->capture_default_str();
  app.add_option("--lines", wanted.lines, "Lines of each")->check(CLI::Range(1, 16))->capture_default_str();
  app.add_option("--network", wanted.network, "This network only");
  app.add_option("--modem", wanted.modem, "This modem only");
  app.add_option("--without", wanted.without, "Leaves out something that would go wrong: X02, crashes");
  app.add_option("--trace", wanted.trace_file, "Where the trace of a failure goes");
  app.add_option("--fired", wanted.fired_file, "Where it is written how often each fault has happened");
  app.add_option("--jobs", wanted.jobs, "How many seeds at once")->capture_default_str();
  app.add_flag("--calm", wanted.calm, "Nothing goes wrong");
  app.add_flag("--gate", wanted.gate, "Fails when something that must happen sometimes has not");
  CLI11_PARSE(app, argc, argv);
  if (wanted.seed != 0) {
    wanted.first = wanted.seed;
    wanted.seeds = 1;
  }
  const Sum sum = play_all(wanted);
  tell(wanted, sum);
  keep_fired(wanted, sum);
  const bool enough = !wanted.gate || tested_enough(sum);
  return sum.failures == 0 && enough ? 0 : 1;
}
