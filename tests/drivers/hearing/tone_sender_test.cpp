#include "drivers/hearing/tone_sender.hpp"

#include <gtest/gtest.h>

#include "hal/env/embedded_file.hpp"
#include "hal/progress/progress_analyser.hpp"

namespace campon::profiles {
std::span<const env::EmbeddedFile> shipped_regions();
}

namespace campon::hearing {
namespace {

using namespace std::chrono_literals;

std::shared_ptr<const hal::Ears> ears_of(std::string_view region) {
  for (const auto& file : profiles::shipped_regions())
    if (file.name == region) return hal::Ears::make(hal::read_tone_plan(file.text, file.name).value()).value();
  return nullptr;
}

TEST(AToneSender, SendsWhatTheEarsHear) {
  const auto ears = ears_of("uk");
  for (const std::string_view name : {"busy", "congestion", "ringback", "sit"}) {
    const auto samples = tone_samples(*ears->plan().find(name), 8s).value();
    std::string heard;
    hal::ProgressAnalyser analyser(ears, [&](const hal::ToneEvent& event) {
      if (heard.empty() && event.tone != nullptr) heard = event.tone->name;
    });
    analyser.feed(samples, env::Time{} + 8s);
    EXPECT_EQ(heard, name);
  }
}

TEST(AToneSender, IsSilentAfterAToneThatEnds) {
  const auto samples = tone_samples(*ears_of("us")->plan().find("sit_itu"), 2s).value();
  EXPECT_EQ(samples.size(), 16000U);
  EXPECT_TRUE(std::any_of(samples.begin() + 7900, samples.begin() + 7920, [](hal::Sample sample) { return sample != 0; }));
  EXPECT_TRUE(std::all_of(samples.begin() + 7920, samples.end(), [](hal::Sample sample) { return sample == 0; }));
}

TEST(AToneSender, IsNotLouderThanANetworkMayBe) {
  const auto ears = ears_of("us");
  EXPECT_FALSE(tone_samples(*ears->plan().find("busy"), 1s, 1));
  EXPECT_FALSE(tone_samples(*ears->plan().find("busy"), 1s, -31));
}

}  // namespace
}  // namespace campon::hearing
