// The detection table of the ears: each tone of each region at 30, 20, 10 and 5 dB signal to noise, false tones per hour, and
// channels per core; beside spandsp's super_tone_rx on the same samples in the same run.
//   ears [--trials 200] [--hours 1] [--region us]
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <map>
#include <random>

#include "bench/super_tone.hpp"
#include "listening.hpp"

namespace {

using namespace campon;
using listening::Listener;
using synthesis::Conditions;
using synthesis::ToneSource;

constexpr std::array<double, 4> k_snr_db{30, 20, 10, 5};

struct Options {
  int trials = 200;
  double hours = 1;
  std::string region;
};

Conditions conditions_of(std::uint64_t seed, double snr_db) {
  std::mt19937_64 random(seed);
  const auto within = [&](double low, double high) { return std::uniform_real_distribution<double>(low, high)(random); };
  Conditions out;
  out.seed = seed;
  out.level_dbm0 = within(-35, 0);
  out.snr_db = snr_db;
  out.frequency_error = 0.015;
  out.cadence_error = 0.15;
  out.lead_in_ms = within(100, 700);
  return out;
}

struct Count {
  int right = 0;
  int all = 0;
  double delay_ms = 0;
};

// One tone at one ratio, by us; with the samples kept for the comparison when `keep` is given.
Count trials(const std::shared_ptr<const hal::Ears>& ears, const hal::Tone& tone, double snr_db, int times) {
  Count out;
  for (int time = 0; time < times; ++time) {
    const Conditions conditions = conditions_of(static_cast<std::uint64_t>(time) * 7919 + static_cast<std::uint64_t>(snr_db) + 1, snr_db);
    ToneSource source(tone, conditions);
    Listener listener(ears);
    const hal::ToneEvent* event = listener.hear_first(source, conditions.lead_in_ms + source.enough_ms());
    ++out.all;
    if (event == nullptr || !listening::sounds_alike(*event->tone, tone)) continue;
    ++out.right;
    out.delay_ms += std::chrono::duration<double, std::milli>(event->at.time_since_epoch()).count() - conditions.lead_in_ms;
  }
  return out;
}

Count trials_of_spandsp(bench::SuperTone& detector, const hal::TonePlan& plan, const hal::Tone& tone, double snr_db, int times) {
  Count out;
  std::vector<std::int16_t> block(160);
  for (int time = 0; time < times; ++time) {
    const Conditions conditions = conditions_of(static_cast<std::uint64_t>(time) * 7919 + static_cast<std::uint64_t>(snr_db) + 1, snr_db);
    ToneSource source(tone, conditions);
    detector.restart();
    const double most_ms = conditions.lead_in_ms + source.enough_ms();
    for (double ms = 0; ms < most_ms && !detector.first(); ms += 20) {
      source.fill(block);
      detector.feed(block);
    }
    ++out.all;
    if (detector.first() && listening::sounds_alike(plan.tones[*detector.first()], tone)) ++out.right;
  }
  return out;
}

int detection(const std::map<std::string, std::shared_ptr<const hal::Ears>>& all, const Options& options) {
  int wrong = 0;
  std::printf("recognised of %d trials each at 30/20/10/5 dB; frequencies +-1.5 %%, cadence +-15 %%, 0 to -35 dBm0; spandsp of %d\n",
              options.trials, std::max(1, options.trials / 10));
  for (const auto& [region, ears] : all) {
    bench::SuperTone spandsp(ears->plan());
    for (const hal::Tone& tone : ears->plan().tones) {
      std::printf("%-4s %-26s", region.c_str(), tone.name.c_str());
      double delay = 0;
      int right = 0;
      for (const double snr : k_snr_db) {
        const Count count = trials(ears, tone, snr, options.trials);
        std::printf(" %3d", count.right);
        wrong += count.all - count.right;
        right += count.right;
        delay += count.delay_ms;
      }
      std::printf("   sure after %5.0f ms", right == 0 ? 0 : delay / right);
      std::printf("   spandsp");
      for (const double snr : k_snr_db)
        std::printf(" %3d", trials_of_spandsp(spandsp, ears->plan(), tone, snr, std::max(1, options.trials / 10)).right);
      std::printf("\n");
      std::fflush(stdout);
    }
  }
  std::printf("not recognised: %d\n\n", wrong);
  return wrong;
}

std::vector<std::int16_t> white_noise(std::uint64_t seed) {
  synthesis::Noise noise(seed, -15);
  std::vector<std::int16_t> out(60 * 8000);
  for (auto& sample : out) sample = static_cast<std::int16_t>(noise.next());
  return out;
}

struct Sound {
  const char* name;
  std::function<std::vector<std::int16_t>(std::uint64_t)> minute;
};

// One region's ears, everything armed, after dialling and connected; and the comparison.
struct Row {
  explicit Row(const std::shared_ptr<const hal::Ears>& ears)
      : listeners{Listener(ears), Listener(ears), Listener(ears)}, spandsp(ears->plan()) {
    listeners[1].analyser().arm(hal::CallPhase::dialled);
    listeners[2].analyser().arm(hal::CallPhase::connected);
  }
  void hear(std::span<const std::int16_t> samples) {
    for (auto& listener : listeners) listener.hear(samples);
    spandsp.feed(samples);
  }
  static auto tones(const Listener& listener) {
    return std::count_if(listener.events().begin(), listener.events().end(),
                         [](const hal::ToneEvent& event) { return event.tone != nullptr && !event.over && !event.again; });
  }
  std::array<Listener, 3> listeners;
  bench::SuperTone spandsp;
};

void false_tones(const std::map<std::string, std::shared_ptr<const hal::Ears>>& all, const Options& options) {
  const std::array<Sound, 3> sounds{{{"white noise", white_noise},
                                     {"speech", [](std::uint64_t seed) { return synthesis::speech(seed, 60, -15); }},
                                     {"music", [](std::uint64_t seed) { return synthesis::music(seed, 60, -15); }}}};
  std::printf("false tones per hour, everything armed / after dialling / connected; of %.2f h each\n", options.hours);
  const auto minutes = std::max(1, static_cast<int>(options.hours * 60));
  for (const Sound& sound : sounds) {
    std::map<std::string, std::unique_ptr<Row>> rows;
    for (const auto& [region, ears] : all) rows[region] = std::make_unique<Row>(ears);
    for (int minute = 0; minute < minutes; ++minute) {
      const auto samples = sound.minute(static_cast<std::uint64_t>(minute) + 1);
      for (auto& [region, row] : rows) row->hear(samples);
    }
    for (const auto& [region, row] : rows) {
      std::printf("%-12s %-4s", sound.name, region.c_str());
      for (const auto& listener : row->listeners) std::printf(" %6.1f", static_cast<double>(Row::tones(listener)) * 60 / minutes);
      std::printf("   spandsp %6.1f\n", static_cast<double>(row->spandsp.count()) * 60 / minutes);
    }
    std::fflush(stdout);
  }
  std::printf("\n");
}

double seconds_of(const std::function<void()>& work) {
  const std::clock_t before = std::clock();
  work();
  return static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
}

// Every tone of the plan one after the other, at 20 dB.
std::vector<std::int16_t> tones_of(const hal::TonePlan& plan) {
  std::vector<std::int16_t> out;
  for (const hal::Tone& tone : plan.tones) {
    Conditions conditions;
    conditions.snr_db = 20;
    ToneSource source(tone, conditions);
    std::vector<std::int16_t> part(6 * 8000);
    source.fill(part);
    out.insert(out.end(), part.begin(), part.end());
  }
  return out;
}

void speed(const std::map<std::string, std::shared_ptr<const hal::Ears>>& all) {
  std::printf("channels per core on every tone of the plan, on speech, on noise; spandsp on the same; ratio\n");
  for (const auto& [region, ears] : all) {
    std::printf("%-4s", region.c_str());
    const std::array<std::vector<std::int16_t>, 3> sounds{tones_of(ears->plan()), synthesis::speech(9, 60, -15), white_noise(3)};
    for (const auto& samples : sounds) {
      const double length = static_cast<double>(samples.size()) / hal::k_sample_rate;
      hal::ProgressAnalyser analyser(ears, nullptr);
      const double ours = length / seconds_of([&] {
                            for (int round = 0; round < 5; ++round) analyser.feed(samples, env::Time{});
                          }) *
                          5;
      std::printf("   %7.0f", ours);
      bench::SuperTone spandsp(ears->plan());
      const double theirs = length / seconds_of([&] {
                              for (int round = 0; round < 5; ++round)
                                for (std::size_t at = 0; at < samples.size(); at += 160)
                                  spandsp.feed(std::span(samples).subspan(at, std::min<std::size_t>(160, samples.size() - at)));
                            }) *
                            5;
      std::printf(" %7.0f %5.2f", theirs, ours / theirs);
    }
    std::printf("\n");
    std::fflush(stdout);
  }
}

Options options_of(int count, char** arguments) {
  Options out;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string_view name = arguments[i];
    if (name == "--trials") out.trials = std::atoi(arguments[i + 1]);
    if (name == "--hours") out.hours = std::atof(arguments[i + 1]);
    if (name == "--region") out.region = arguments[i + 1];
  }
  return out;
}

}  // namespace

int main(int count, char** arguments) {
  const Options options = options_of(count, arguments);
  auto all = listening::all_ears();
  std::erase_if(all, [&](const auto& each) { return !options.region.empty() && each.first != options.region; });
  int wrong = 0;
  if (options.trials > 0) wrong = detection(all, options);
  if (options.hours > 0) false_tones(all, options);
  speed(all);
  return wrong == 0 ? 0 : 1;
}
