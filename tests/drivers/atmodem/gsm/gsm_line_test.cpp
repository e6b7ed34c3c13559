// A mobile modem under hal::Line: the order of things as a provider sees it.
#include <gmock/gmock.h>

#include "gsm_script.hpp"
#include "hal/line.hpp"

namespace campon::atmodem {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct ALineOnAMobileModem : AGsmPort, hal::LineSink {
  ALineOnAMobileModem() : AGsmPort("ti_calypso") {
    line.attach(this);
    End end;
    line.start(end.done());
    time.advance(1min);
    EXPECT_TRUE(end.well());
    forget();
  }
  void on_line_event(const hal::LineEvent& event) override { events.push_back(hal::describe(event.fact)); }

  void calls_a_busy_party() {
    End seize, dial;
    line.seize(seize.done());
    time.advance(1s);
    lists({"1,0,2,0,0"});
    line.send_digits(hal::DialString::parse("5550123").value(), dial.done());
    time.advance(1s);
    modem.says(lines({"%CCBS: 1", "BUSY"}));
    time.advance(100ms);
    EXPECT_TRUE(seize.well() && dial.well());
    lists({});
    forget();
  }

  hal::Line line{"line 1", port, time, trace};
  std::vector<std::string> events;
};

TEST_F(ALineOnAMobileModem, TellsDialToneAndBusy) {
  calls_a_busy_party();
  EXPECT_THAT(events, ElementsAre("dial tone", "busy tone"));
}

TEST_F(ALineOnAMobileModem, HasABusyCallCompletedAndIsRungBack) {
  calls_a_busy_party();
  modem.answers["AT+CHLD=5"] = lines({"OK", "%CCBS: 2"});
  Report report;
  hal::ServiceOrder order;
  order.kind = hal::ServiceKind::request_completion;
  line.service(order, report.done());
  time.advance(1s);
  EXPECT_TRUE(report.granted());
  EXPECT_EQ(modem.commands.front(), "AT+CHLD=5");
  End release, answer;
  line.release(release.done());
  time.advance(5s);
  EXPECT_TRUE(release.well());
  events.clear();
  modem.says(lines({"%CCBS: 3,\"5550123\",129"}));
  time.advance(1s);
  EXPECT_THAT(events, ElementsAre("ring burst", HasSubstr("5550123")));
  lists({"1,0,3,0,0"});
  line.answer(answer.done());
  time.advance(1s);
  lists({"1,0,0,0,0"});
  time.advance(1s);
  EXPECT_TRUE(answer.well());
  EXPECT_EQ(events.back(), "answered");
}

// Ringback that is not heard again counts as an answer on a loop; here the modem knows better.
TEST_F(ALineOnAMobileModem, DoesNotTakeAlertingForAnAnswer) {
  End seize, dial;
  line.seize(seize.done());
  time.advance(1s);
  lists({"1,0,3,0,0"});
  line.send_digits(hal::DialString::parse("5550123").value(), dial.done());
  time.advance(1min);
  EXPECT_EQ(std::count(events.begin(), events.end(), "answered"), 0);
}

TEST_F(ALineOnAMobileModem, SendsAMessageBesideACall) {
  calls_a_busy_party();
  for (int length = 1; length < 200; ++length) modem.answers["AT+CMGS=" + std::to_string(length)] = "\r\n> ";
  Report report;
  hal::ServiceOrder order;
  order.kind = hal::ServiceKind::send_message;
  order.number = "5550123";
  order.text = "call me";
  line.service(order, report.done());
  time.advance(1s);
  modem.says(lines({"+CMGS: 1", "OK"}));
  time.advance(1s);
  EXPECT_TRUE(report.granted());
  EXPECT_EQ(line.state(), hal::LineState::off_hook);
}

TEST_F(ALineOnAMobileModem, ReleasesWhileAMessageIsSent) {
  calls_a_busy_party();
  for (int length = 1; length < 200; ++length) modem.answers["AT+CMGS=" + std::to_string(length)] = "\r\n> ";
  Report report;
  End release;
  hal::ServiceOrder order;
  order.kind = hal::ServiceKind::send_message;
  order.number = "5550123";
  order.text = "call me";
  line.service(order, report.done());
  time.advance(1s);
  line.release(release.done());
  modem.says(lines({"+CMGS: 1", "OK"}));
  time.advance(10s);
  EXPECT_TRUE(report.granted() && release.well());
}

TEST_F(ALineOnAMobileModem, GoesWithItsDeviceAndComesBackWithIt) {
  calls_a_busy_party();
  modem.says(lines({"NO CARRIER"}));
  wire.unplug();
  time.advance(1s);
  EXPECT_EQ(line.state(), hal::LineState::out_of_service);
  EXPECT_THAT(events.back(), HasSubstr("device gone"));
}

}  // namespace
}  // namespace campon::atmodem
