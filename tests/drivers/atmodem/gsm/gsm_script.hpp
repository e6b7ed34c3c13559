// A GSM port with a scripted modem at the far end of its wire: registered, with a SIM, and obedient unless the script says otherwise.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "drivers/atmodem/gsm/gsm_port.hpp"
#include "script.hpp"

namespace campon::atmodem {

inline GsmPersonality shipped_gsm(std::string_view name) { return parse_gsm_personality(shipped_text(name), name).value(); }

inline std::string lines(std::initializer_list<std::string_view> all) {
  std::string text;
  for (const auto line : all) text.append("\r\n").append(line).append("\r\n");
  return text;
}

// How a service ended.
struct Report {
  hal::ServiceDone done() {
    return [this](env::Expected<hal::ServiceReport> r) {
      ++times;
      result = std::move(r);
    };
  }
  [[nodiscard]] bool granted() const { return times == 1 && result && result->granted; }
  [[nodiscard]] bool refused() const { return times == 1 && result && !result->granted; }
  [[nodiscard]] std::string why() const { return result ? result->why : result.error().what; }
  [[nodiscard]] std::optional<env::ErrorCode> error() const {
    return times == 1 && !result ? std::optional(result.error().code) : std::nullopt;
  }
  [[nodiscard]] std::optional<env::Remedy> remedy() const {
    return times == 1 && !result ? std::optional(result.error().remedy) : std::nullopt;
  }
  int times = 0;
  env::Expected<hal::ServiceReport> result;
};

struct AGsmPort : testing::Test {
  explicit AGsmPort(const std::string& personality = "generic_gsm") : AGsmPort(shipped_gsm(personality)) {}
  explicit AGsmPort(GsmPersonality personality) : port(wire.computer(), time, trace, std::move(personality)) {
    port.attach(&facts);
    modem.answers["AT+CGMI"] = lines({"ACME", "OK"});
    modem.answers["AT+CGMM"] = lines({"M1", "OK"});
    modem.answers["AT+CGMR"] = lines({"1.0", "OK"});
    modem.answers["AT+CPIN?"] = lines({"+CPIN: READY", "OK"});
    modem.answers["AT+CREG?"] = lines({"+CREG: 1,1", "OK"});
    modem.answers["AT+CHLD=?"] = lines({"+CHLD: (0,1,1x,2,2x,3,4,5)", "OK"});
    modem.answers["AT+CSQ"] = lines({"+CSQ: 20,99", "OK"});
  }

  void forget() {
    modem.commands.clear();
    modem.times.clear();
    modem.received.clear();
    facts.told.clear();
    facts.facts.clear();
    facts.evidences.clear();
  }
  env::Result start() {
    End end;
    port.start(end.done());
    time.advance(1min);
    EXPECT_EQ(end.times, 1);
    return end.result;
  }
  void started() {
    const auto result = start();
    ASSERT_TRUE(result) << result.error().what;
    forget();
  }
  void seized() {
    started();
    End end;
    port.seize(end.done());
    time.advance(1s);
    ASSERT_TRUE(end.well());
    forget();
  }
  // The list of calls, as the modem shows it from now on.
  void lists(std::initializer_list<std::string_view> calls) {
    std::string text;
    for (const auto call : calls) text.append("\r\n+CLCC: ").append(call).append("\r\n");
    modem.answers["AT+CLCC"] = text + "\r\nOK\r\n";
  }
  void dialled() {
    seized();
    lists({"1,0,2,0,0"});
    End end;
    port.send_digits(hal::DialString::parse("5550123").value(), end.done());
    time.advance(100ms);
    ASSERT_TRUE(end.well());
    forget();
  }
  void connected() {
    dialled();
    lists({"1,0,0,0,0"});
    time.advance(1s);
    forget();
  }
  void busy() {
    dialled();
    modem.says(lines_of("BUSY"));
    time.advance(10ms);
    ASSERT_EQ(port.call_state(), GsmCallState::busy);
    lists({});
    forget();
  }
  void ringing() {
    started();
    modem.says(lines_of("+CRING: VOICE"));
    modem.says(lines_of("+CLIP: \"5550123\",129,,,,0"));
    time.advance(10ms);
    ASSERT_EQ(port.call_state(), GsmCallState::ringing);
    forget();
  }
  static std::string lines_of(std::string_view line) { return lines({line}); }
  void released() {
    End end;
    port.release(end.done());
    time.advance(1min);
    ASSERT_TRUE(end.well());
  }
  void serves(hal::ServiceKind kind, Report& report, unsigned index = 0) {
    hal::ServiceOrder order;
    order.kind = kind;
    order.index = index;
    port.service(order, report.done());
  }
  void sends_message(const std::string& number, const std::string& text, Report& report) {
    hal::ServiceOrder order;
    order.kind = hal::ServiceKind::send_message;
    order.number = number;
    order.text = text;
    port.service(order, report.done());
  }
  [[nodiscard]] bool sent(std::string_view command) const {
    return std::find(modem.commands.begin(), modem.commands.end(), command) != modem.commands.end();
  }
  [[nodiscard]] std::size_t told(std::string_view fact) const {
    return static_cast<std::size_t>(std::count(facts.told.begin(), facts.told.end(), fact));
  }

  env::VirtualScheduler time;
  NoteBook trace;
  loopback::Pair wire{time};
  ScriptedModem modem{time, wire.modem()};
  Facts facts;
  GsmPort port;
};

}  // namespace campon::atmodem
