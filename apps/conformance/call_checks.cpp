// A call that is made, answered by the other party, and dropped.
#include <algorithm>

#include "apps/conformance/groups.hpp"

namespace campon::conformance {
namespace {

using Judge = std::function<void(Trial&, Host&, const CallScene&)>;

void add(Suite& suite, Host& host, Scenes& scenes, const char* group, const char* name, const Judge& judge) {
  suite.push_back({group, name, [&host, &scenes, judge](Trial& trial) {
                     const CallScene& scene = scenes.call();
                     if (trial.holds("the call is connected", scene.played)) judge(trial, host, scene);
                   }});
}

bool comes_after(const std::vector<Told>& all, const std::function<bool(const Told&)>& first,
                 const std::function<bool(const Told&)>& then) {
  const auto a = std::find_if(all.begin(), all.end(), first), b = std::find_if(all.begin(), all.end(), then);
  return a != all.end() && a < b;
}

void add_make(Suite& suite, Host& tried, Scenes& scenes) {
  const auto check = [&](const char* name, const Judge& judge) { add(suite, tried, scenes, "lineMakeCall", name, judge); };
  check("returns its request id", [](Trial& trial, Host&, const CallScene& scene) {
    trial.result("result", static_cast<LONG>(scene.call.made.id), scene.call.made.returned);
  });
  check("has filled in the call's handle when it returns",
        [](Trial& trial, Host&, const CallScene& scene) { trial.holds("a handle", scene.at_return != nullptr); });
  check("ends with one success", [](Trial& trial, Host& host, const CallScene& scene) {
    trial.result("reply", 0, scene.call.reply);
    trial.equal("replies", 1, static_cast<DWORD_PTR>(host.replies(scene.call.made.id)));
  });
  check("tells nothing of the call before its reply", [](Trial& trial, Host& host, const CallScene& scene) {
    trial.holds("the reply is first",
                comes_after(
                    host.told(scene.begin), [&](const Told& each) { return each.reply && each.request == scene.call.made.id; },
                    [&](const Told& each) { return !each.reply && each.call == scene.call.host; }));
  });
  check("does not count a call that is pending",
        [](Trial& trial, Host&, const CallScene& scene) { trial.equal("dwNumActiveCalls", 0, scene.pending.line.dwNumActiveCalls); });
  check("does not offer another call while the line has one", [](Trial& trial, Host&, const CallScene& scene) {
    trial.equal("LINEFEATURE_MAKECALL", 0, scene.pending.line.dwLineFeatures & LINEFEATURE_MAKECALL);
    trial.one_of("MakeCall", {error(LINEERR_CALLUNAVAIL), error(LINEERR_RESOURCEUNAVAIL), error(LINEERR_OPERATIONUNAVAIL)},
                 scene.second_call);
  });
  check("counts the call that is there", [](Trial& trial, Host&, const CallScene& scene) {
    trial.equal("of the line", 1, scene.connected.line.dwNumActiveCalls);
    trial.equal("of the address", 1, scene.connected.address.dwNumActiveCalls);
  });
}

void add_states(Suite& suite, Host& tried, Scenes& scenes) {
  const auto check = [&](const char* name, const Judge& judge) { add(suite, tried, scenes, "LINE_CALLSTATE", name, judge); };
  check("begins no later than proceeding", [](Trial& trial, Host&, const CallScene& scene) {
    const DWORD early = LINECALLSTATE_DIALTONE | LINECALLSTATE_DIALING | LINECALLSTATE_PROCEEDING;
    trial.holds("the first state", !scene.states.empty() && (scene.states.front() & early) != 0);
  });
  check("names only states that the capabilities name", [](Trial& trial, Host& host, const CallScene& scene) {
    const DWORD named = host.address_caps(0).dwCallStates;
    for (const DWORD state : scene.states) trial.equal("others", 0, state & ~named);
  });
  check("tells no state twice in a row", [](Trial& trial, Host&, const CallScene& scene) {
    trial.holds("no repetition", std::adjacent_find(scene.states.begin(), scene.states.end()) == scene.states.end());
  });
  check("ends with idle, once", [](Trial& trial, Host&, const CallScene& scene) {
    trial.equal("the last", LINECALLSTATE_IDLE, scene.states.empty() ? 0 : scene.states.back());
    trial.equal("times", 1, static_cast<DWORD_PTR>(std::count(scene.states.begin(), scene.states.end(), LINECALLSTATE_IDLE)));
  });
  check("carries one media mode of the line", [](Trial& trial, Host& host, const CallScene& scene) {
    const DWORD media = host.dev_caps(0).dwMediaModes;
    for (const Told& each : host.told(scene.begin))
      if (!each.reply && each.call == scene.call.host && each.message == LINE_CALLSTATE)
        trial.holds("dwParam3 is of dwMediaModes", each.p3 != 0 && (each.p3 & ~static_cast<DWORD_PTR>(media)) == 0);
  });
  check("is told for the line that the call is on", [](Trial& trial, Host& host, const CallScene& scene) {
    HTAPILINE line = nullptr;
    for (const Told& each : host.told(scene.begin)) {
      if (each.reply || each.call != scene.call.host) continue;
      if (line == nullptr) line = each.line;
      trial.holds("htLine", each.line == line && line != nullptr);
    }
  });
  check("says CONNECTED in a mode that the capabilities name", [](Trial& trial, Host& host, const CallScene& scene) {
    trial.equal("others", 0, scene.connected.status.dwCallStateMode & ~host.address_caps(0).dwConnectedModes);
    trial.holds("a mode", scene.connected.status.dwCallStateMode != 0);
  });
}

void add_describe(Suite& suite, Host& tried, Scenes& scenes) {
  const auto status = [&](const char* name, const Judge& judge) { add(suite, tried, scenes, "lineGetCallStatus", name, judge); };
  const auto info = [&](const char* name, const Judge& judge) { add(suite, tried, scenes, "lineGetCallInfo", name, judge); };
  status("tells the state that was told last", [](Trial& trial, Host&, const CallScene& scene) {
    trial.equal("dwCallState", LINECALLSTATE_CONNECTED, scene.connected.status.dwCallState);
    trial.equal("after the end", LINECALLSTATE_IDLE, scene.after.status.dwCallState);
  });
  status("names only features that the capabilities name", [](Trial& trial, Host& host, const CallScene& scene) {
    trial.equal("dwCallFeatures", 0, scene.connected.status.dwCallFeatures & ~host.address_caps(0).dwCallFeatures);
    trial.equal("dwCallFeatures2", 0, scene.connected.status.dwCallFeatures2 & ~host.address_caps(0).dwCallFeatures2);
  });
  status("offers DROP for a call and ANSWER only when it rings", [](Trial& trial, Host&, const CallScene& scene) {
    trial.equal("features", LINECALLFEATURE_DROP, scene.connected.status.dwCallFeatures & (LINECALLFEATURE_DROP | LINECALLFEATURE_ANSWER));
  });
  status("offers no completion of a connected call", [](Trial& trial, Host&, const CallScene& scene) {
    trial.equal("COMPLETECALL", 0, scene.connected.status.dwCallFeatures & LINECALLFEATURE_COMPLETECALL);
    trial.one_of("CompleteCall", {error(LINEERR_INVALCALLSTATE), error(LINEERR_OPERATIONUNAVAIL), error(LINEERR_INVALCALLCOMPLMODE)},
                 scene.complete_connected);
  });
  status("offers nothing for an idle call", [](Trial& trial, Host&, const CallScene& scene) {
    trial.equal("DROP", 0, scene.after.status.dwCallFeatures & LINECALLFEATURE_DROP);
  });
  status("has a time of entry that is a date", [](Trial& trial, Host&, const CallScene& scene) {
    const SYSTEMTIME& time = scene.connected.status.tStateEntryTime;
    trial.holds("a date",
                time.wYear >= 1970 && time.wMonth >= 1 && time.wMonth <= 12 && time.wDay >= 1 && time.wDay <= 31 && time.wDayOfWeek <= 6);
    trial.holds("a time", time.wHour <= 23 && time.wMinute <= 59 && time.wSecond <= 59 && time.wMilliseconds <= 999);
  });
  info("says that we called", [](Trial& trial, Host&, const CallScene& scene) {
    trial.equal("dwOrigin", LINECALLORIGIN_OUTBOUND, scene.connected.info.dwOrigin);
  });
  info("says that it is no completed call", [](Trial& trial, Host&, const CallScene& scene) {
    trial.equal("dwReason", LINECALLREASON_DIRECT, scene.connected.info.dwReason);
    trial.equal("dwCompletionID", 0, scene.connected.info.dwCompletionID);
  });
  info("names the device and the media mode", [](Trial& trial, Host& host, const CallScene& scene) {
    trial.equal("dwLineDeviceID", host.device(0), scene.connected.info.dwLineDeviceID);
    trial.equal("others", 0, scene.connected.info.dwMediaMode & ~host.dev_caps(0).dwMediaModes);
  });
}

void add_end(Suite& suite, Host& tried, Scenes& scenes) {
  add(suite, tried, scenes, "lineAnswer", "refuses a call that we made",
      [](Trial& trial, Host&, const CallScene& scene) { trial.result("result", error(LINEERR_INVALCALLSTATE), scene.answer_outgoing); });
  add(suite, tried, scenes, "lineDrop", "ends a call, which is idle then", [](Trial& trial, Host&, const CallScene& scene) {
    trial.result("reply", 0, scene.drop);
    trial.equal("calls on the line", 0, scene.after.line.dwNumActiveCalls);
  });
  add(suite, tried, scenes, "lineDrop", "frees the line for the next call", [](Trial& trial, Host&, const CallScene& scene) {
    trial.holds("LINEFEATURE_MAKECALL", (scene.after.line.dwLineFeatures & LINEFEATURE_MAKECALL) != 0);
  });
  add(suite, tried, scenes, "lineDrop", "refuses a call that is idle",
      [](Trial& trial, Host&, const CallScene& scene) { trial.result("result", error(LINEERR_INVALCALLSTATE), scene.drop_again); });
  add(suite, tried, scenes, "lineCloseCall", "ends the handle", [](Trial& trial, Host&, const CallScene& scene) {
    trial.result("first", 0, scene.close);
    trial.result("second", error(LINEERR_INVALCALLHANDLE), scene.close_again);
    trial.result("its status", error(LINEERR_INVALCALLHANDLE), scene.status_after_close);
  });
}

}  // namespace

void add_call_checks(Suite& suite, Host& host, Scenes& scenes) {
  add_make(suite, host, scenes);
  add_states(suite, host, scenes);
  add_describe(suite, host, scenes);
  add_end(suite, host, scenes);
}

}  // namespace campon::conformance
