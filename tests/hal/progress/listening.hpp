// A line that a test listens to: a source of sound, and what the analyser says of it.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "hal/env/embedded_file.hpp"
#include "hal/progress/progress_analyser.hpp"
#include "tone_synthesis.hpp"

namespace campon::profiles {
std::span<const env::EmbeddedFile> shipped_regions();
}

namespace campon::listening {

inline std::shared_ptr<const hal::Ears> ears_of(std::string_view region) {
  for (const auto& file : profiles::shipped_regions())
    if (file.name == region) return hal::Ears::make(hal::read_tone_plan(file.text, file.name).value()).value();
  throw std::runtime_error("no such region");
}

// Every shipped region that has tones.
inline std::map<std::string, std::shared_ptr<const hal::Ears>> all_ears() {
  std::map<std::string, std::shared_ptr<const hal::Ears>> out;
  for (const auto& file : profiles::shipped_regions()) {
    const auto plan = hal::read_tone_plan(file.text, file.name).value();
    if (!plan.tones.empty()) out[std::string(file.name)] = hal::Ears::make(plan).value();
  }
  return out;
}

class Listener {
 public:
  explicit Listener(std::shared_ptr<const hal::Ears> ears)
      : ears_(std::move(ears)), analyser_(ears_, [this](const hal::ToneEvent& event) { events_.push_back(event); }) {}

  hal::ProgressAnalyser& analyser() { return analyser_; }
  void hear(std::span<const std::int16_t> samples) {
    now_ += std::chrono::nanoseconds(std::chrono::seconds(1)) * samples.size() / hal::k_sample_rate;
    analyser_.feed(samples, now_);
  }
  void hear(synthesis::ToneSource& source, double ms) {
    std::vector<std::int16_t> block(160);
    for (double done = 0; done < ms; done += 20) {
      source.fill(block);
      hear(block);
    }
  }
  // Until a tone is told, or it has lasted long enough.
  const hal::ToneEvent* hear_first(synthesis::ToneSource& source, double most_ms) {
    for (double done = 0; done < most_ms && first_tone() == nullptr; done += 20) hear(source, 20);
    return first_tone();
  }
  [[nodiscard]] const hal::ToneEvent* first_tone() const {
    for (const auto& event : events_)
      if (event.tone != nullptr) return &event;
    return nullptr;
  }
  // "dial tone", "busy", "busy over".
  [[nodiscard]] std::vector<std::string> told() const {
    std::vector<std::string> out;
    for (const auto& event : events_)
      if (!event.again) out.push_back(std::string(to_string(event.kind)) + (event.over ? " over" : ""));
    return out;
  }
  [[nodiscard]] const std::vector<hal::ToneEvent>& events() const { return events_; }
  [[nodiscard]] env::Time now() const { return now_; }

 private:
  std::shared_ptr<const hal::Ears> ears_;
  std::vector<hal::ToneEvent> events_;
  env::Time now_{};
  hal::ProgressAnalyser analyser_;
};

// Two tones of a plan that nobody can tell apart: Japan's busy and congestion.
inline bool sounds_alike(const hal::Tone& a, const hal::Tone& b) {
  return a.frequencies == b.frequencies && a.cadence == b.cadence && a.am == b.am && a.levels_differ == b.levels_differ;
}

}  // namespace campon::listening
