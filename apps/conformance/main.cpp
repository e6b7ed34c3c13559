// campon-conformance: tries a provider's shared library against the contract of tspi.h, which is all it knows of it.
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <iostream>

#include "apps/conformance/groups.hpp"
#include "apps/conformance/report.hpp"

namespace campon::conformance {
namespace {

// 0: all that could be tried is as it must be. 1: something is not. 2: nothing could be tried.
enum Exit { conforms = 0, fails = 1, unusable = 2 };

// Ends the program when a check takes longer than anything may: then the provider does not return.
class Watchdog {
 public:
  Watchdog(Report& report, double patience) : report_(report), patience_(patience), thread_([this] { watch(); }) {}
  ~Watchdog() {
    {
      const std::lock_guard lock(mutex_);
      over_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  void begin(const Check& check) {
    {
      const std::lock_guard lock(mutex_);
      check_ = &check;
      ++turns_;
    }
    changed_.notify_all();
  }

 private:
  void watch() {
    std::unique_lock lock(mutex_);
    while (!over_) {
      const auto limit = std::chrono::duration_cast<Duration>(k_timers.stuck * patience_);
      const bool moved = changed_.wait_for(lock, limit, [this, before = turns_] { return over_ || turns_ != before; });
      if (moved || check_ == nullptr) continue;
      report_.stuck(*check_);
      _exit(fails);
    }
  }

  Report& report_;
  double patience_;
  std::mutex mutex_;
  std::condition_variable changed_;
  const Check* check_ = nullptr;
  unsigned turns_ = 0;
  bool over_ = false;
  std::thread thread_;
};

Suite chosen(const Suite& all, const std::string& only) {
  Suite out;
  for (const auto& each : all)
    if (each.title().find(only) != std::string::npos) out.push_back(each);
  return out;
}

int list(const Options& options) {
  const Library none;
  const Peer nobody(none, {});
  Host host(none, nobody, options);
  Scenes scenes(host);
  for (const auto& check : chosen(all_checks(host, scenes), options.only)) std::cout << check.title() << "\n";
  return conforms;
}

int run(const Options& options) {
  if (!options.config.empty()) setenv("CAMPON_CONFIG", options.config.c_str(), 1);
  std::string why;
  const auto library = Library::load(options.library, why);
  if (!library) {
    std::cerr << "campon-conformance: " << why << "\n";
    return unusable;
  }
  const Peer peer(*library, options.peer);
  Host host(*library, peer, options);
  Scenes scenes(host);
  const Suite suite = chosen(all_checks(host, scenes), options.only);
  if (suite.empty()) {
    std::cerr << "campon-conformance: no check is named like " << options.only << "\n";
    return unusable;
  }
  Report report(options.json);
  report.begin(suite.size());
  Watchdog watchdog(report, options.patience);
  for (const auto& check : suite) {
    watchdog.begin(check);
    Trial trial;
    check.run(trial);
    report.tell(check, trial);
    if (trial.failed()) host.need_down();  // what it left behind must not spoil the next
  }
  report.end();
  if (report.counts().failed != 0) return fails;
  return report.counts().passed != 0 ? conforms : unusable;
}

}  // namespace
}  // namespace campon::conformance

int main(int argc, char** argv) {
  using namespace campon::conformance;
  int code = 0;
  const auto options = parse_options(argc, argv, code);
  if (!options) return code;
  return options->list ? list(*options) : run(*options);
}
