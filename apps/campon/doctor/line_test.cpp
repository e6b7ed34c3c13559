#include "apps/campon/doctor/line_test.hpp"

#include <optional>
#include <variant>

#include "apps/campon/app_timers.hpp"
#include "apps/libcampon/compose.hpp"

namespace campon::cli {
namespace {

class Listener final : public hal::LineSink {
 public:
  explicit Listener(LineTest& test) : test_(test) {}
  void on_line_event(const hal::LineEvent& event) override {
    const auto* tone = std::get_if<hal::DialTone>(&event.fact);
    if (tone != nullptr) {
      test_.dial_tone = true;
      test_.stutter = tone->stutter;
    } else if (test_.heard_first.empty()) {
      test_.heard_first = hal::describe(event.fact);
    }
  }

 private:
  LineTest& test_;
};

// An order in real time: runs the loop until it ends.
template <class Give>
env::Result ended(env::AsioScheduler& scheduler, env::Duration within, Give give) {
  std::optional<env::Result> outcome;
  give([&outcome](const env::Result& result) { outcome = result; });
  if (scheduler.run_until([&outcome] { return outcome.has_value(); }, within)) return *outcome;
  return env::fail(env::ErrorCode::no_answer_from_device, env::Remedy::later, "the device does not come into service");
}

}  // namespace

std::string in_words(const LineTest& test) {
  if (!test.trouble.empty()) return test.trouble;
  if (test.dial_tone) return test.stutter ? "dial tone (stutter: a message waits, or a service is set)" : "dial tone: a line is there";
  if (!test.can_hear) return "off hook without an error; this modem does not tell of dial tone, so nobody knows whether a line is there";
  if (!test.heard_first.empty()) return "no dial tone, but " + test.heard_first;
  return "no dial tone: plug the telephone cable into the socket marked LINE, and check the line with a telephone";
}

env::Expected<LineTest> test_line(env::AsioScheduler& scheduler, env::Trace& trace, const apps::LineConfig& config,
                                  const apps::ProfileStore& store) {
  auto device = apps::open_device(scheduler, config, trace, store);
  if (!device) return tl::unexpected(device.error());
  hal::Line& line = device->line();
  LineTest test;
  Listener listener(test);
  line.attach(&listener);
  const auto& timers = k_app_timers;
  if (auto good = ended(scheduler, timers.opening, [&](hal::Done done) { line.start(std::move(done)); }); !good)
    return tl::unexpected(good.error());
  test.can_hear = line.capabilities().hears_dial_tone;
  test.heard_first.clear();
  const auto seized = ended(scheduler, timers.opening, [&](hal::Done done) { line.seize(std::move(done)); });
  test.off_hook = seized.has_value();
  if (seized)
    scheduler.run_until([&test] { return test.dial_tone; }, timers.dial_tone);
  else
    test.trouble = "it does not go off hook: " + seized.error().what;
  const auto released = ended(scheduler, timers.opening, [&](hal::Done done) { line.release(std::move(done)); });
  if (!released) test.trouble = "it does not go on hook again: " + released.error().what + "; pull its plug";
  line.attach(nullptr);
  return test;
}

}  // namespace campon::cli
