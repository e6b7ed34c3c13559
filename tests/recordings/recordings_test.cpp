// Every recording of this folder, its received bytes cut and glued: the driver does and tells the same. [fault P01, P03, P14]
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "drivers/atmodem/gsm/modem_port.hpp"
#include "drivers/recording/replay.hpp"
#include "shipped.hpp"

namespace campon::profiles {
std::span<const env::EmbeddedFile> shipped_modems();
}

namespace campon::recording {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> recordings() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(CAMPON_RECORDINGS))
    if (entry.path().extension() == ".rec") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

Recording read(const std::string& name) {
  const std::string file = std::string(CAMPON_RECORDINGS) + "/" + name + ".rec";
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return parse_recording(text.str(), file).value();
}

MakeDriver driver_for(const Recording& recording) {
  return [&recording](env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace) {
    const auto text = provider::shipped_text(profiles::shipped_modems(), recording.modem);
    return std::move(*atmodem::make_modem_port(channel, scheduler, trace, text, recording.modem));
  };
}

struct EveryRecording : testing::TestWithParam<std::string> {
  const Recording whole = read(GetParam());
  [[nodiscard]] std::string difference(const Recording& other) const { return replay(other, driver_for(whole)).difference; }
};

Recording cut_at(const Recording& whole, std::size_t place) {
  Recording out{whole.modem, {}};
  for (const Event& event : whole.events) {
    if (event.what != What::received || event.text.size() <= place) {
      out.events.push_back(event);
      continue;
    }
    Event first = event, second = event;
    first.text.resize(place);
    second.text.erase(0, place);
    out.events.insert(out.events.end(), {first, second});
  }
  return out;
}

TEST_P(EveryRecording, IsTheSameWhereverItsBytesAreCut) {
  std::size_t longest = 0;
  for (const Event& event : whole.events)
    if (event.what == What::received) longest = std::max(longest, event.text.size());
  ASSERT_GT(longest, 4u);
  for (std::size_t place = 1; place < longest; ++place) EXPECT_EQ(difference(cut_at(whole, place)), "") << "cut at byte " << place;
}

TEST_P(EveryRecording, IsTheSameByteByByte) {
  Recording bytes{whole.modem, {}};
  for (const Event& event : whole.events) {
    if (event.what != What::received) {
      bytes.events.push_back(event);
      continue;
    }
    for (const char c : event.text) bytes.events.push_back({event.at, What::received, std::string(1, c), event.file_line});
  }
  EXPECT_EQ(difference(bytes), "");
}

TEST_P(EveryRecording, IsTheSameWhenWhatCameAtOnceIsGlued) {
  Recording glued{whole.modem, {}};
  for (const Event& event : whole.events) {
    const bool follows = !glued.events.empty() && glued.events.back().what == What::received && glued.events.back().at == event.at;
    if (event.what == What::received && follows)
      glued.events.back().text += event.text;
    else
      glued.events.push_back(event);
  }
  EXPECT_EQ(difference(glued), "");
}

INSTANTIATE_TEST_SUITE_P(OfEachName, EveryRecording, testing::ValuesIn(recordings()), [](const auto& name) { return name.param; });

TEST(TheRecordings, AreOfManyModems) {
  std::vector<std::string> modems;
  for (const auto& name : recordings()) modems.push_back(read(name).modem);
  std::sort(modems.begin(), modems.end());
  modems.erase(std::unique(modems.begin(), modems.end()), modems.end());
  EXPECT_GE(recordings().size(), 12u);
  EXPECT_GE(modems.size(), 10u);
}

}  // namespace
}  // namespace campon::recording
