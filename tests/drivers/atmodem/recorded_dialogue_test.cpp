// What a computer and a modem said to each other, replayed with the modem's bytes cut at every place, and glued: the port does
// and tells the same. [fault P01, P03, P14]
#include <gmock/gmock.h>

#include "gathered.hpp"
#include "script.hpp"

namespace campon::atmodem {
namespace {

hal::DialString digits(std::string_view text) { return hal::DialString::parse(text).value(); }

// What comes between the commands of a recording, and what an order meets.
struct Recording {
  std::string name;
  std::string personality;
  std::map<std::string, std::string> answers;
  std::vector<std::string> news;  // said in turn while the line is on hook, and then while it is off hook
};

std::vector<Recording> recordings() {
  return {
      {"a ring with caller id, and a call that is busy",
       "cx93010",
       {{"ATZ", "ATZ\r\r\nOK\r\n"}, {"ATE0V1Q0", "ATE0V1Q0\r\r\nOK\r\n"}, {"AT+VLS=1", "\x10h\r\nOK\r\n\x10\x64"}},
       {"\x10R\r\nDROF=0\r\n\r\nDRON=20\r\n\r\nDATE = 1128\r\n\r\nTIME = 2130\r\n\r\nNMBR = 5551000\r\n\r\nNAME = TEST\r\n\r\nMESG = "
        "110102\r\n\r\nDROF=40\r\n\r\nDRON=20\r\n",
        "\x10\x62\x10/\x10\x35\x10\x35\x10~\x10l"}},
      {"results in words, blank lines and other ends of lines",
       "generic_v253",
       {{"ATE0V1Q0", "ATE0V1Q0OK\r"}, {"AT+VLS=1", "\r\r\n\r\nOK\r\r\n"}, {"ATX3DT55;", "\nRINGING\n\r\nRINGING\r\rOK\r"}},
       {"\nRING\n\r\r\nNMBR=P\r\n", "\r\nBUSY\r\n\x11\x13\r\nNO CARRIER\r\n"}},
      {"caller id in hex and in complex reports",
       "generic_v253",
       {},
       {"\r\n801F11010201083131323832313330030735353531303030020735353531303030DF\r\n",
        "\x10XDATE=1128\x10.\x10XNMBR=5551000\x10.\x10r\x10r"}},
  };
}

// One run: orders at fixed times, the modem's bytes cut at one place or whole.
struct Replay : APort {
  Replay(const Recording& recording, bool cut, std::size_t place) : APort(recording.personality), cut_(cut), place_(place) {
    modem.answers = recording.answers;
    modem.says_by = [this](std::string_view bytes) { say(bytes); };
    order([this](hal::Done done) { port.start(std::move(done)); });
    news(recording.news[0]);
    order([this](hal::Done done) { port.seize(std::move(done)); });
    order([this](hal::Done done) { port.send_digits(digits("55"), std::move(done)); });
    news(recording.news[1]);
    order([this](hal::Done done) { port.release(std::move(done)); });
  }
  void TestBody() override {}

  std::vector<std::string> outcome() const {
    std::vector<std::string> all = facts.told;
    all.push_back(ends_);
    all.push_back(modem.received);
    return all;
  }
  [[nodiscard]] std::size_t said() const { return said_; }

 private:
  template <class Order>
  void order(Order order) {
    End end;
    order(end.done());
    time.advance(10s);
    ends_ += std::to_string(end.times) + (end.result ? "+" : "-");
  }
  void news(std::string_view bytes) {
    modem.says(bytes);
    time.advance(10s);
  }
  // Bytes are cut once, where as many have been said as `place_`; the rest comes a little later.
  void say(std::string_view bytes) {
    const std::size_t before = said_;
    said_ += bytes.size();
    if (!cut_ || place_ <= before || place_ >= said_) return modem.writes(bytes);
    modem.writes(bytes.substr(0, place_ - before));
    late_ = std::string(bytes.substr(place_ - before));
    later_ = time.after(3ms, [this] { modem.writes(late_); });
  }

  bool cut_;
  std::size_t place_;
  std::size_t said_ = 0;
  std::string ends_, late_;
  env::Timer later_;
};

// [fault P01, P03, P14]
TEST(ARecordedDialogue, HasTheSameOutcomeWhereverItIsCut) {
  for (const auto& recording : recordings()) {
    const Replay whole(recording, false, 0);
    ASSERT_THAT(whole.outcome(), testing::Contains("1+1+1+1+")) << recording.name;
    for (std::size_t place = 1; place < whole.said(); ++place) {
      const Replay cut(recording, true, place);
      ASSERT_EQ(cut.outcome(), whole.outcome()) << recording.name << " at " << place;
    }
  }
}

TEST(ARecordedDialogue, TellsWhatWasHeard) {
  const auto all = recordings();
  EXPECT_THAT(Replay(all[0], false, 0).facts.told,
              testing::ElementsAre("ring burst, 2.0 s long", "caller id 5551000 \"TEST\", call type ring back",
                                   "ring burst after 4.0 s, 2.0 s long", "dial tone", "busy tone", "digit 5", "loop drop"));
  EXPECT_THAT(Replay(all[1], false, 0).facts.told,
              testing::ElementsAre("caller id withheld", "ring burst", "ringback", "ringback", "busy tone", "loop drop"));
  EXPECT_THAT(Replay(all[2], false, 0).facts.told,
              testing::ElementsAre("caller id 5551000, call type ring back", "ringback", "ringback", "caller id 5551000"));
}

// Three answers and whatever came between them in one read. [voice-modems 7.2]
// [fault P01]
TEST(ThreeGluedAnswers, AreThreeAnswers) {
  for (const std::string& between : std::vector<std::string>{"", "\r\nRING\r\n", "\x10\x62", "\r\nDRON=20\r\n", {"\0\0\x11", 3}}) {
    Gathered heard;
    heard.feed("\r\nOK\r\n" + between + "\r\nBUSY\r\n" + between + "\r\nNO CARRIER\r\n");
    const ResultTexts texts;
    std::vector<ResultCode> results;
    for (const auto& item : heard.items)
      if (const auto* line = std::get_if<Response>(&item))
        if (const auto code = texts.code_of(line->text); code != ResultCode::none && code != ResultCode::ring) results.push_back(code);
    EXPECT_THAT(results, testing::ElementsAre(ResultCode::ok, ResultCode::busy, ResultCode::no_carrier));
  }
}

}  // namespace
}  // namespace campon::atmodem
