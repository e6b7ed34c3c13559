#include "drivers/recording/recording.hpp"

#include <gtest/gtest.h>

#include "drivers/recording/mask.hpp"
#include "drivers/recording/recorder.hpp"
#include "drivers/recording/replay.hpp"
#include "hal/env/rng.hpp"

namespace campon::recording {
namespace {

using namespace std::chrono_literals;

// A driver with two words: it sends what it is told, and tells what it hears.
class Parrot final : public hal::SignalPort, private env::ByteSink {
 public:
  Parrot(env::ByteChannel& channel, std::string greeting = "hello") : channel_(channel), greeting_(std::move(greeting)) {
    channel_.attach(this);
  }
  ~Parrot() override { channel_.attach(nullptr); }
  void attach(hal::SignalSink* sink) override { sink_ = sink; }
  [[nodiscard]] hal::Capabilities capabilities() const override { return {}; }
  [[nodiscard]] std::string_view name() const override { return "parrot"; }
  void start(hal::Done done) override {
    (void)channel_.write(greeting_);
    waiting_ = std::move(done);
  }
  void seize(hal::Done done) override { done({}); }
  void release(hal::Done done) override { done({}); }
  void answer(hal::Done done) override { done({}); }
  void flash(hal::Duration /*length*/, hal::Done done) override { done({}); }
  void send_digits(const hal::DialString& digits, hal::Done done) override {
    (void)channel_.write("dial ");
    (void)channel_.write(digits.digits());
    done({});
  }

 private:
  void on_bytes(std::string_view bytes) override {
    if (bytes.find("OK") != std::string_view::npos && waiting_) std::exchange(waiting_, nullptr)({});
    if (bytes.find("BUSY") != std::string_view::npos) sink_->on_signal(hal::Evidence::protocol, hal::Busy{});
  }
  void on_closed(const env::Error& /*why*/) override {}
  env::ByteChannel& channel_;
  std::string greeting_;
  hal::SignalSink* sink_ = nullptr;
  hal::Done waiting_;
};

MakeDriver parrot(std::string greeting = "hello") {
  return [greeting](env::ByteChannel& channel, env::Scheduler&, env::Trace&) { return std::make_unique<Parrot>(channel, greeting); };
}

constexpr const char* k_text =
    "# campon recording 1\n"
    "# modem parrot\n"
    "0.000000 order start\n"
    "0.000000 > \"hello\"\n"
    "0.020000 < \"\\r\\nOK\\r\\n\"\n"
    "0.020000 end start ok\n"
    "1.000000 order digits 5550123\n"
    "1.000000 > \"dial 5550123\"\n"
    "1.000000 end digits ok\n"
    "9.000000 < \"NMBR = 5550123\\r\\nNAME = SMITH J\\r\\n\"\n"
    "9.500000 < \"BUSY\\r\\n\"\n"
    "9.500000 fact protocol busy tone\n";

Recording recording() { return parse_recording(k_text, "test").value(); }

TEST(ARecording, IsReadAsItWasWritten) { EXPECT_EQ(to_text(recording()), k_text); }

TEST(ARecording, KeepsEveryByte) {
  env::SeededRng rng(1);
  for (int i = 0; i < 200; ++i) {
    std::string bytes;
    for (std::uint64_t n = rng.between(0, 40); n > 0; --n) bytes += static_cast<char>(rng.between(0, 255));
    const Recording one{"m", {{0us, What::received, bytes, 0}}};
    EXPECT_EQ(parse_recording(to_text(one), "test")->events.front().text, bytes);
  }
}

TEST(ARecording, NamesTheLineThatIsWrong) {
  const auto wrong = [](const std::string& line) { return parse_recording("# campon recording 1\n" + line + "\n", "f.rec").error().what; };
  EXPECT_EQ(wrong("yesterday order start"), "f.rec:2: this is no event");
  EXPECT_EQ(wrong("0.000000 > \"unclosed"), "f.rec:2: this is no event");
  EXPECT_EQ(wrong("0.000000 > \"\\q\""), "f.rec:2: this is no event");
  EXPECT_EQ(wrong("1.000000 order start\n0.500000 order seize"), "f.rec:3: this is before the line above");
  EXPECT_EQ(parse_recording("AT\r", "f.rec").error().what, "f.rec:1: it does not begin with '# campon recording 1'");
  EXPECT_FALSE(parse_recording("", "f.rec"));
}

TEST(ARecording, ReplaysWithTheDriverThatMadeIt) {
  const auto result = replay(recording(), parrot());
  EXPECT_EQ(result.difference, "");
  EXPECT_EQ(result.events, recording().events.size());
}

TEST(ARecording, NamesWhatAnotherDriverDoesOtherwise) {
  EXPECT_EQ(replay(recording(), parrot("good day")).difference, "line 4: expected > \"hello\", and it did > \"good day\"");
}

TEST(ARecording, MissesWhatDoesNotCome) {
  Recording more = recording();
  more.events.push_back({10s, What::sent, "goodbye", 13});
  EXPECT_EQ(replay(more, parrot()).difference, "line 13: expected > \"goodbye\", and nothing came");
}

TEST(ARecording, NoticesWhatComesAfterItsEnd) {
  Recording less = recording();
  less.events.pop_back();
  EXPECT_EQ(replay(less, parrot()).difference, "the recording has ended, and it did fact protocol busy tone");
}

TEST(ARecording, RefusesAnOrderThatIsNone) {
  Recording odd = recording();
  odd.events[0].text = "sing";
  EXPECT_EQ(replay(odd, parrot()).difference, "line 3: there is no order 'sing'");
}

TEST(ARecording, CanBeGivenAwayWithoutItsNumbersAndNames) {
  const auto anonymous = masked(recording(), parrot());
  ASSERT_TRUE(anonymous) << anonymous.error().what;
  const std::string text = to_text(*anonymous);
  EXPECT_EQ(text.find("5550123"), std::string::npos) << text;
  EXPECT_EQ(text.find("SMITH"), std::string::npos) << text;
  EXPECT_NE(text.find("dial "), std::string::npos);
  EXPECT_NE(text.find("5555523"), std::string::npos);
  EXPECT_EQ(replay(*anonymous, parrot()).difference, "");
}

TEST(ARecording, KeepsTheChecksumOfARawCallerIdRightWhenItIsMasked) {
  Recording raw = recording();
  raw.events[7].text = "\r\n8012010830313132333435360206353535303132C3\r\n";
  const auto anonymous = masked(raw, parrot());
  ASSERT_TRUE(anonymous);
  const std::string text = to_text(*anonymous);
  EXPECT_EQ(text.find("353535303132"), std::string::npos) << text;
  EXPECT_NE(text.find("353535353132"), std::string::npos) << text;
}

TEST(ANumber, IsMaskedButForItsLastDigits) {
  EXPECT_EQ(masked_number("5550123"), "5555523");
  EXPECT_EQ(masked_number("4101"), "4101") << "an extension";
}

}  // namespace
}  // namespace campon::recording
