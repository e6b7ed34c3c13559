// campon-torture: plays seeds and says what was found. See docs/simulation.md.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <iostream>
#include <mutex>
#include <thread>

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
  std::string trace_file;
  unsigned jobs = 1;
  bool calm = false;
  bool gate = false;
};

struct Sum {
  std::uint64_t failures = 0;
  std::uint64_t turns = 0;
  std::uint64_t hash = 0;
  std::map<std::string, std::uint64_t, std::less<>> faults;
  std::map<std::string, std::uint64_t, std::less<>> rare;
};

Order order_of(const Wanted& wanted, std::uint64_t seed) {
  Order order;
  order.seed = seed;
  order.length = std::chrono::duration_cast<campon::env::Duration>(std::chrono::duration<double, std::ratio<3600>>(wanted.hours));
  order.lines = wanted.lines;
  order.network = wanted.network;
  order.modem = wanted.modem;
  order.faults = !wanted.calm;
  return order;
}

std::string seconds(campon::env::Time at) {
  return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count()) + " ms";
}

// The way to see it again, and what led to it.
void tell_failure(const Wanted& wanted, std::uint64_t seed, const Outcome& outcome) {
  std::cout << "seed " << seed << " FAILED: " << outcome.scene << "\n";
  for (const auto& finding : outcome.findings.all())
    std::cout << "  " << seconds(finding.at) << "  " << finding.rule << "  " << finding.what << "\n";
  std::cout << "  again: campon-torture --seed " << seed << " --hours " << wanted.hours << " --lines " << wanted.lines
            << (wanted.network.empty() ? "" : " --network " + wanted.network) << (wanted.modem.empty() ? "" : " --modem " + wanted.modem)
            << (wanted.calm ? " --calm" : "") << " --trace FILE" << std::endl;
}

void add(Sum& sum, const Outcome& outcome) {
  sum.turns += outcome.turns;
  sum.hash ^= outcome.hash;
  for (const auto& [name, count] : outcome.faults) sum.faults[name] += count;
  for (const auto& [name, count] : outcome.findings.rare()) sum.rare[name] += count;
}

Sum play_all(const Wanted& wanted) {
  Sum sum;
  std::mutex mutex;
  std::atomic<std::uint64_t> next = wanted.first;
  const auto work = [&] {
    for (std::uint64_t seed = next++; seed < wanted.first + wanted.seeds; seed = next++) {
      const Outcome outcome = play(order_of(wanted, seed));
      const std::lock_guard lock(mutex);
      add(sum, outcome);
      if (!outcome.findings.any()) continue;
      ++sum.failures;
      tell_failure(wanted, seed, outcome);
      if (!wanted.trace_file.empty()) std::ofstream(wanted.trace_file) << outcome.trace;
    }
  };
  std::vector<std::thread> workers;
  for (unsigned i = 1; i < wanted.jobs; ++i) workers.emplace_back(work);
  work();
  for (auto& worker : workers) worker.join();
  return sum;
}

void tell(const Wanted& wanted, const Sum& sum, double took) {
  const double hours = static_cast<double>(wanted.seeds) * wanted.hours * static_cast<double>(wanted.lines);
  std::uint64_t injected = 0;
  for (const auto& [name, count] : sum.faults) injected += count;
  std::cout << wanted.seeds << " seeds, " << sum.failures << " failed; " << hours << " line hours, " << sum.turns << " turns, " << injected
            << " faults of " << sum.faults.size() << " kinds; " << static_cast<std::uint64_t>(hours / took * 60)
            << " line hours a minute; trace " << std::hex << sum.hash << std::dec << "\n";
  std::cout << "met:";
  for (const auto& [what, count] : sum.rare) std::cout << "\n  " << count << "  " << what;
  std::cout << "\nfaults:";
  for (const auto& [name, count] : sum.faults) std::cout << " " << name << ":" << count;
  std::cout << "\n";
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
  for (const auto name : fault_names()) need(sum.faults, name);
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
  app.add_option("--trace", wanted.trace_file, "Where the trace of a failure goes");
  app.add_option("--jobs", wanted.jobs, "How many seeds at once")->capture_default_str();
  app.add_flag("--calm", wanted.calm, "Nothing goes wrong");
  app.add_flag("--gate", wanted.gate, "Fails when something that must happen sometimes has not");
  CLI11_PARSE(app, argc, argv);
  if (wanted.seed != 0) {
    wanted.first = wanted.seed;
    wanted.seeds = 1;
  }
  const auto began = std::chrono::steady_clock::now();
  const Sum sum = play_all(wanted);
  tell(wanted, sum, std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
  const bool enough = !wanted.gate || tested_enough(sum);
  return sum.failures == 0 && enough ? 0 : 1;
}
