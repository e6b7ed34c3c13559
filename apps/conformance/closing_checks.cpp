// Closed while things are pending: requests end, and nothing comes later.
#include <algorithm>

#include "apps/conformance/groups.hpp"

namespace campon::conformance {
namespace {

// A call that has not been replied to.
Call pending_call(Host& host, std::size_t plan) {
  Call call;
  call.host = host.new_handle<HTAPICALL>();
  const HDRVLINE line = host.need_line(plan);
  call.made = host.ask("lineMakeCall", [&](DRV_REQUESTID id) {
    return host.api.lineMakeCall(id, line, call.host, &call.handle, host.number(plan, 0).c_str(), 0, nullptr);
  });
  return call;
}

void expect_failed_at_once(Trial& trial, Host& host, const Call& call, std::size_t mark) {
  const auto all = host.told(mark);
  const auto reply = std::find_if(all.begin(), all.end(), [&](const Told& each) { return each.reply && each.request == call.made.id; });
  if (!trial.holds("the reply came before it returned", reply != all.end())) return;
  trial.result("the reply", error(LINEERR_OPERATIONFAILED), reply->result);
}

void expect_silence(Trial& trial, Host& host, std::size_t mark) {
  host.quiet();
  trial.equal("callbacks after it has returned", 0, host.told(mark).size());
}

void add_call(Suite& suite, Host& host) {
  suite.push_back({"lineCloseCall", "ends the pending MakeCall with OPERATIONFAILED before it returns", [&host](Trial& trial) {
                     const auto mark = host.mark();
                     const Call call = pending_call(host, 0);
                     trial.result("CloseCall", 0, host.api.lineCloseCall(call.handle));
                     expect_failed_at_once(trial, host, call, mark);
                     host.close(0);
                   }});
  suite.push_back({"lineCloseCall", "of a pending call is followed by nothing of it", [&host](Trial& trial) {
                     const Call call = pending_call(host, 0);
                     trial.result("CloseCall", 0, host.api.lineCloseCall(call.handle));
                     host.quiet();
                     trial.equal("states", 0, host.states_of(call.host).size());
                     host.close(0);
                   }});
  suite.push_back({"lineCloseCall", "of a call in progress hangs up", [&host](Trial& trial) {
                     const HDRVLINE line = host.need_line(0);
                     const Call call = host.make_call(line, host.number(0, 0));
                     trial.result("MakeCall", 0, call.reply);
                     trial.result("CloseCall", 0, host.api.lineCloseCall(call.handle));
                     const auto mark = host.mark();
                     host.quiet();
                     for (const Told& each : host.told(mark)) trial.holds("no message of it", each.reply || each.call != call.host);
                     trial.equal("calls on the line", 0, host.dev_status(line).dwNumActiveCalls);
                     host.close(0);
                   }});
}

void add_line(Suite& suite, Host& host) {
  suite.push_back({"lineClose", "ends the pending MakeCall with OPERATIONFAILED before it returns", [&host](Trial& trial) {
                     const auto mark = host.mark();
                     const Call call = pending_call(host, 0);
                     host.close(0);
                     expect_failed_at_once(trial, host, call, mark);
                     expect_silence(trial, host, host.mark());
                   }});
  suite.push_back({"lineClose", "with a call in progress is followed by nothing", [&host](Trial& trial) {
                     const Call call = host.make_call(host.need_line(0), host.number(0, 0));
                     trial.result("MakeCall", 0, call.reply);
                     host.close(0);
                     expect_silence(trial, host, host.mark());
                     trial.holds("the call's handle is void", host.api.lineCloseCall(call.handle) == error(LINEERR_INVALCALLHANDLE));
                   }});
  suite.push_back({"lineClose", "drops the call: the line is free when it opens again", [&host](Trial& trial) {
                     const Call call = host.make_call(host.need_line(0), host.number(0, 0));
                     trial.result("MakeCall", 0, call.reply);
                     host.close(0);
                     const HDRVLINE line = host.need_line(0);
                     const Call next = host.make_call(line, host.number(0, 0));
                     trial.result("the next MakeCall", 0, next.reply);
                     host.end(next);
                   }});
  suite.push_back({"lineClose", "does not stop calls on another line", [&host](Trial& trial) {
                     if (host.plans().size() < 2) return trial.skip("there is one line");
                     host.need_line(0);
                     const Call call = host.make_call(host.need_line(1), host.number(1, 0));
                     trial.result("MakeCall", 0, call.reply);
                     host.close(0);
                     trial.holds("it goes on", host.wait_state(call.host, LINECALLSTATE_CONNECTED));
                     host.end(call);
                   }});
}

void add_outstanding(Suite& suite, Host& host) {
  suite.push_back({"lineClose", "with a request outstanding tells nothing", [&host](Trial& trial) {
                     const HDRVLINE line = host.need_line(0);
                     if ((host.address_caps(0).dwCallCompletionModes & LINECALLCOMPLMODE_CALLBACK) == 0)
                       return trial.skip("the line calls nobody back");
                     if (!host.peer(0, "busy " + host.number(0, 6))) return trial.skip("nobody can be made busy");
                     const Call call = host.call_until(line, host.number(0, 6), LINECALLSTATE_BUSY);
                     DWORD id = 0;
                     trial.result("CompleteCall", 0, host.complete(call.handle, LINECALLCOMPLMODE_CALLBACK, &id));
                     host.wait_state(call.host, LINECALLSTATE_IDLE);
                     host.api.lineCloseCall(call.handle);
                     auto mark = host.mark();
                     host.close(0);
                     for (const Told& each : host.told(mark))
                       trial.holds("no COMPLCANCEL",
                                   each.reply || each.message != LINE_LINEDEVSTATE || each.p1 != LINEDEVSTATE_COMPLCANCEL);
                     expect_silence(trial, host, host.mark());
                     host.need_down();
                   }});
  suite.push_back({"lineCompleteCall", "that is pending ends with OPERATIONFAILED when the call is closed", [&host](Trial& trial) {
                     const HDRVLINE line = host.need_line(0);
                     if ((host.address_caps(0).dwCallCompletionModes & LINECALLCOMPLMODE_CALLBACK) == 0)
                       return trial.skip("the line calls nobody back");
                     if (!host.peer(0, "busy " + host.number(0, 9))) return trial.skip("nobody can be made busy");
                     const Call call = host.call_until(line, host.number(0, 9), LINECALLSTATE_BUSY);
                     static DWORD id = 0;
                     const Asked asked = host.ask("lineCompleteCall", [&](DRV_REQUESTID request) {
                       return host.api.lineCompleteCall(request, call.handle, &id, LINECALLCOMPLMODE_CALLBACK, 0);
                     });
                     trial.holds("it is accepted for now", asked.returned > 0);
                     trial.result("CloseCall", 0, host.api.lineCloseCall(call.handle));
                     trial.equal("replies when it has returned", 1, static_cast<DWORD_PTR>(host.replies(asked.id)));
                     trial.result("the reply", error(LINEERR_OPERATIONFAILED), host.outcome(asked));
                     host.need_down();
                   }});
}

}  // namespace

void add_closing_checks(Suite& suite, Host& host) {
  add_call(suite, host);
  add_line(suite, host);
  add_outstanding(suite, host);
}

}  // namespace campon::conformance
