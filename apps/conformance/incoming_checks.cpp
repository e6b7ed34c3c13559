// Somebody calls: offered, answered, refused, not wanted.
#include "apps/conformance/groups.hpp"

namespace campon::conformance {
namespace {

using Judge = std::function<void(Trial&, Host&, const IncomingScene&)>;

bool ring(Host& host) {
  return host.need_line(0) != nullptr && host.peer(0, "ring " + host.plans()[0].own + " --from " + host.number(0, 8));
}

// The caller gives up; the line is used again only when it has stopped ringing.
void let_caller_hang_up(Host& host) {
  static_cast<void>(host.peer(0, "hangup " + host.number(0, 8)));
  host.quiet();
}

void add_judged(Suite& suite, Host& tried, Scenes& scenes) {
  const auto check = [&](const char* group, const char* name, const Judge& judge) {
    suite.push_back({group, name, [&host = tried, &scenes, judge](Trial& trial) {
                       const IncomingScene& scene = scenes.incoming();
                       if (trial.holds("a call is offered", scene.played)) judge(trial, host, scene);
                     }});
  };
  check("LINE_NEWCALL", "comes before every other message of the call, once", [](Trial& trial, Host& host, const IncomingScene& scene) {
    int calls = 0;
    bool before = true;
    for (const Told& each : host.told(scene.begin)) {
      if (!each.reply && each.message == LINE_NEWCALL) ++calls;
      if (each.call == scene.call.host && !each.reply && calls == 0) before = false;
    }
    trial.equal("times", 1, static_cast<DWORD_PTR>(calls));
    trial.holds("it is first", before);
  });
  check("LINE_NEWCALL", "is followed by LINE_CALLSTATE offering first", [](Trial& trial, Host&, const IncomingScene& scene) {
    trial.equal("first state", LINECALLSTATE_OFFERING, scene.states.empty() ? 0 : scene.states.front());
  });
  check("lineGetCallInfo", "says that another party called", [](Trial& trial, Host&, const IncomingScene& scene) {
    const DWORD inbound = LINECALLORIGIN_INBOUND | LINECALLORIGIN_INTERNAL | LINECALLORIGIN_EXTERNAL;
    trial.holds("dwOrigin", (scene.offered.info.dwOrigin & inbound) != 0);
    trial.equal("dwReason", LINECALLREASON_DIRECT, scene.offered.info.dwReason);
    trial.equal("dwCompletionID", 0, scene.offered.info.dwCompletionID);
  });
  check("lineGetCallStatus", "offers ANSWER and DROP for a call that rings", [](Trial& trial, Host&, const IncomingScene& scene) {
    const DWORD both = LINECALLFEATURE_ANSWER | LINECALLFEATURE_DROP;
    trial.equal("features", both, scene.offered.status.dwCallFeatures & both);
  });
  check("LINE_LINEDEVSTATE", "tells that it rings, in a mode that the line has", [](Trial& trial, Host& host, const IncomingScene& scene) {
    const DWORD modes = host.dev_caps(0).dwRingModes;
    int rings = 0;
    for (const Told& each : host.told(scene.begin)) {
      if (each.reply || each.message != LINE_LINEDEVSTATE || each.p1 != LINEDEVSTATE_RINGING) continue;
      ++rings;
      trial.holds("dwParam2 from 1 to dwRingModes", each.p2 >= 1 && each.p2 <= modes);
    }
    trial.holds("it rang", rings != 0);
  });
  check("lineAnswer", "connects the call", [](Trial& trial, Host&, const IncomingScene& scene) {
    trial.result("reply", 0, scene.answered);
    trial.equal("state", LINECALLSTATE_CONNECTED, scene.connected.status.dwCallState);
  });
  check("lineAnswer", "refuses a call that is connected", [](Trial& trial, Host&, const IncomingScene& scene) {
    trial.result("result", error(LINEERR_INVALCALLSTATE), scene.answered_again);
  });
  check("lineDrop", "ends a call that came in", [](Trial& trial, Host&, const IncomingScene& scene) {
    trial.result("reply", 0, scene.dropped);
    trial.equal("last state", LINECALLSTATE_IDLE, scene.states.empty() ? 0 : scene.states.back());
  });
}

void add_others(Suite& suite, Host& host) {
  suite.push_back({"LINE_NEWCALL", "that the host refuses is not told of again", [&host](Trial& trial) {
                     const auto mark = host.mark();
                     host.refuses_calls = true;
                     if (!trial.holds("somebody calls", ring(host))) return;
                     host.wait([&] { return false; }, k_timers.quiet * 3);
                     let_caller_hang_up(host);
                     host.refuses_calls = false;
                     int offers = 0;
                     for (const Told& each : host.told(mark)) {
                       if (each.reply) continue;
                       offers += each.message == LINE_NEWCALL ? 1 : 0;
                       trial.holds("no state of a refused call", each.message != LINE_CALLSTATE);
                     }
                     trial.equal("offers", 1, static_cast<DWORD_PTR>(offers));
                     host.need_down();
                   }});
  suite.push_back({"lineSetDefaultMediaDetection", "with none lets no call be offered", [&host](Trial& trial) {
                     if (host.api.lineSetDefaultMediaDetection == nullptr) return trial.skip("not exported");
                     host.close(0);
                     const HDRVLINE line = host.need_line(0);
                     host.api.lineSetDefaultMediaDetection(line, 0);
                     const auto mark = host.mark();
                     if (!trial.holds("somebody calls", ring(host))) return;
                     host.wait([&] { return false; }, k_timers.quiet * 3);
                     let_caller_hang_up(host);
                     host.api.lineSetDefaultMediaDetection(line, host.dev_caps(0).dwMediaModes);
                     for (const Told& each : host.told(mark)) trial.holds("no LINE_NEWCALL", each.reply || each.message != LINE_NEWCALL);
                     host.need_down();
                   }});
  suite.push_back({"lineDrop", "refuses a call that rings, which is idle then", [&host](Trial& trial) {
                     const auto mark = host.mark();
                     if (!trial.holds("somebody calls", ring(host))) return;
                     const Call call = host.next_offer(mark);
                     if (!trial.holds("a call is offered", call.handle != nullptr)) return;
                     trial.result("reply", 0, host.drop(call.handle));
                     trial.holds("it is idle", host.wait_state(call.host, LINECALLSTATE_IDLE));
                     host.api.lineCloseCall(call.handle);
                     let_caller_hang_up(host);
                     host.need_down();
                   }});
  suite.push_back({"lineCloseCall", "of a call that rings is followed by nothing", [&host](Trial& trial) {
                     auto mark = host.mark();
                     if (!trial.holds("somebody calls", ring(host))) return;
                     const Call call = host.next_offer(mark);
                     if (!trial.holds("a call is offered", call.handle != nullptr)) return;
                     trial.result("result", 0, host.api.lineCloseCall(call.handle));
                     mark = host.mark();
                     let_caller_hang_up(host);
                     for (const Told& each : host.told(mark)) trial.holds("no message of it", each.reply || each.call != call.host);
                     host.need_down();
                   }});
}

}  // namespace

void add_incoming_checks(Suite& suite, Host& host, Scenes& scenes) {
  add_judged(suite, host, scenes);
  add_others(suite, host);
}

}  // namespace campon::conformance
