// TSPI_lineCompleteCall and TSPI_lineUncompleteCall: asked for, counted, taken back, rung back.
#include <algorithm>

#include "apps/conformance/groups.hpp"

namespace campon::conformance {
namespace {

using Judge = std::function<void(Trial&, Host&, const CallbackScene&)>;

class Adder {
 public:
  Adder(Suite& suite, Host& host, Scenes& scenes, const char* group) : suite_(suite), host_(host), scenes_(scenes), group_(group) {}

  void operator()(const char* name, const Judge& judge) const {
    suite_.push_back({group_, name, [&host = host_, &scenes = scenes_, judge](Trial& trial) {
                        if (!scenes.plan_with(LINECALLCOMPLMODE_CALLBACK)) return trial.skip("no line calls back");
                        const CallbackScene& scene = scenes.callback();
                        if (trial.holds("a call is busy", scene.played)) judge(trial, host, scene);
                      }});
  }

 private:
  Suite& suite_;
  Host& host_;
  Scenes& scenes_;
  const char* group_;
};

DWORD features2_of(DWORD modes) { return modes << 2; }

void add_busy(const Adder& check) {
  check("is offered on a busy call", [](Trial& trial, Host&, const CallbackScene& scene) {
    trial.equal("state", LINECALLSTATE_BUSY, scene.busy.status.dwCallState);
    trial.equal("COMPLETECALL", LINECALLFEATURE_COMPLETECALL, scene.busy.status.dwCallFeatures & LINECALLFEATURE_COMPLETECALL);
    trial.equal("COMPLCALLBACK", LINECALLFEATURE2_COMPLCALLBACK, scene.busy.status.dwCallFeatures2 & LINECALLFEATURE2_COMPLCALLBACK);
  });
  check("is offered in no mode that the address has not", [](Trial& trial, Host& host, const CallbackScene& scene) {
    trial.equal("others", 0, scene.busy.status.dwCallFeatures2 & 0x3C & ~features2_of(host.address_caps(scene.plan).dwCallCompletionModes));
  });
  check("refuses no mode",
        [](Trial& trial, Host&, const CallbackScene& scene) { trial.result("result", error(LINEERR_INVALCALLCOMPLMODE), scene.no_mode); });
  check("refuses two modes", [](Trial& trial, Host&, const CallbackScene& scene) {
    trial.result("result", error(LINEERR_INVALCALLCOMPLMODE), scene.two_modes);
  });
  check("refuses a mode that TAPI has not", [](Trial& trial, Host&, const CallbackScene& scene) {
    trial.result("result", error(LINEERR_INVALCALLCOMPLMODE), scene.unknown_mode);
  });
  check("refuses a mode that the address has not", [](Trial& trial, Host& host, const CallbackScene& scene) {
    if (host.address_caps(scene.plan).dwCallCompletionModes == 0xF) return trial.skip("the address has every mode");
    trial.one_of("result", {error(LINEERR_INVALCALLCOMPLMODE), error(LINEERR_OPERATIONUNAVAIL)}, scene.unoffered_mode);
  });
  check("refuses NULL for the completion id",
        [](Trial& trial, Host&, const CallbackScene& scene) { trial.result("result", error(LINEERR_INVALPOINTER), scene.null_pointer); });
}

void add_asked(const Adder& check) {
  check("returns a request id and then exactly one ASYNC_COMPLETION", [](Trial& trial, Host& host, const CallbackScene& scene) {
    trial.result("result", static_cast<LONG>(scene.request.id), scene.request.returned);
    trial.result("reply", 0, scene.accepted);
    trial.equal("replies", 1, static_cast<DWORD_PTR>(host.replies(scene.request.id)));
  });
  check("has filled in the completion id when the reply comes", [](Trial& trial, Host&, const CallbackScene& scene) {
    trial.holds("an id that is not 0", scene.id_at_reply != 0);
    trial.equal("it stays", scene.id, scene.id_at_reply);
  });
  check("with CALLBACK lets the call go idle",
        [](Trial& trial, Host&, const CallbackScene& scene) { trial.holds("idle", scene.went_idle); });
  check("gives several requests ids of their own", [](Trial& trial, Host&, const CallbackScene& scene) {
    if (!scene.two) return trial.skip("the line keeps one at a time");
    trial.result("the second", 0, scene.accepted_second);
    trial.holds("they differ", scene.again_id != scene.second_id && scene.second_id != 0 && scene.again_id != 0);
  });
}

void add_counting(const Adder& status, const Adder& address, const Adder& message) {
  status("counts what is outstanding", [](Trial& trial, Host&, const CallbackScene& scene) {
    trial.equal("before", 0, scene.busy.line.dwNumCallCompletions);
    trial.equal("after one", 1, scene.asked.line.dwNumCallCompletions);
    if (scene.two) trial.equal("after two", 2, scene.both.line.dwNumCallCompletions);
  });
  address("has UNCOMPLETECALL exactly while something can be taken back", [](Trial& trial, Host& host, const CallbackScene& scene) {
    const DWORD can = host.address_caps(scene.plan).dwAddressFeatures & LINEADDRFEATURE_UNCOMPLETECALL;
    trial.equal("before", 0, scene.busy.address.dwAddressFeatures & LINEADDRFEATURE_UNCOMPLETECALL);
    trial.equal("after", can, scene.asked.address.dwAddressFeatures & LINEADDRFEATURE_UNCOMPLETECALL);
  });
  message("NUMCOMPLETIONS comes once for each change", [](Trial& trial, Host& host, const CallbackScene& scene) {
    const int expected = scene.two ? 6 : 4;  // asked, taken back, asked, offered; another asked, taken back
    const int later = host.count(scene.over, LINE_LINEDEVSTATE, LINEDEVSTATE_NUMCOMPLETIONS);
    trial.equal("times", static_cast<DWORD_PTR>(expected),
                static_cast<DWORD_PTR>(host.count(scene.begin, LINE_LINEDEVSTATE, LINEDEVSTATE_NUMCOMPLETIONS) - later));
  });
  message("NUMCOMPLETIONS, COMPLCANCEL and RINGING come alone", [](Trial& trial, Host& host, const CallbackScene& scene) {
    const DWORD alone = LINEDEVSTATE_COMPLCANCEL | LINEDEVSTATE_RINGING;
    for (const Told& each : host.told(scene.begin))
      if (!each.reply && each.message == LINE_LINEDEVSTATE && (each.p1 & alone) != 0)
        trial.holds("one bit", (each.p1 & (each.p1 - 1)) == 0);
  });
}

void add_uncomplete(const Adder& check) {
  check("takes a request back", [](Trial& trial, Host&, const CallbackScene& scene) {
    trial.result("reply", 0, scene.uncomplete);
    trial.equal("outstanding", 0, scene.outstanding_after_uncomplete);
  });
  check("is told as NUMCOMPLETIONS and not as COMPLCANCEL", [](Trial& trial, Host& host, const CallbackScene& scene) {
    int changes = 0, cancels = 0;
    const auto all = host.told();
    for (std::size_t i = scene.begin_uncomplete; i < scene.uncompleted; ++i) {
      if (all[i].reply || all[i].message != LINE_LINEDEVSTATE) continue;
      changes += (all[i].p1 & LINEDEVSTATE_NUMCOMPLETIONS) != 0 ? 1 : 0;
      cancels += (all[i].p1 & LINEDEVSTATE_COMPLCANCEL) != 0 ? 1 : 0;
    }
    trial.equal("NUMCOMPLETIONS", 1, static_cast<DWORD_PTR>(changes));
    trial.equal("COMPLCANCEL", 0, static_cast<DWORD_PTR>(cancels));
  });
  check("refuses an id that was taken back", [](Trial& trial, Host&, const CallbackScene& scene) {
    trial.result("reply", error(LINEERR_INVALCOMPLETIONID), scene.uncomplete_again);
  });
  check("takes one of several back where the address says that it can", [](Trial& trial, Host&, const CallbackScene& scene) {
    if (!scene.two) return trial.skip("the line keeps one at a time");
    const bool can = (scene.both.address.dwAddressFeatures & LINEADDRFEATURE_UNCOMPLETECALL) != 0;
    trial.result(can ? "with the bit on" : "with the bit off", can ? 0 : error(LINEERR_OPERATIONUNAVAIL), scene.uncomplete_of_two);
  });
  check("refuses the id 0", [](Trial& trial, Host&, const CallbackScene& scene) {
    trial.result("result", error(LINEERR_INVALCOMPLETIONID), scene.uncomplete_zero);
  });
  check("refuses an id that was never given", [](Trial& trial, Host&, const CallbackScene& scene) {
    trial.result("result", error(LINEERR_INVALCOMPLETIONID), scene.uncomplete_unknown);
  });
  check("refuses the id of a recall that is offered", [](Trial& trial, Host&, const CallbackScene& scene) {
    if (!trial.holds("a recall is offered", scene.recall.handle != nullptr)) return;
    trial.result("result", error(LINEERR_INVALCOMPLETIONID), scene.uncomplete_recall);
  });
}

void add_recall(const Adder& check) {
  const auto offered = [&check](const char* name, const Judge& judge) {
    check(name, [judge](Trial& trial, Host& host, const CallbackScene& scene) {
      if (trial.holds("a recall is offered", scene.recall.handle != nullptr)) judge(trial, host, scene);
    });
  };
  offered("is a new call, which begins in offering", [](Trial& trial, Host&, const CallbackScene& scene) {
    trial.holds("another handle", scene.recall.handle != scene.call.handle);
    trial.equal("first state", LINECALLSTATE_OFFERING, scene.recall_states.empty() ? 0 : scene.recall_states.front());
  });
  offered("has the reason CALLCOMPLETION and the completion id", [](Trial& trial, Host&, const CallbackScene& scene) {
    trial.equal("dwReason", LINECALLREASON_CALLCOMPLETION, scene.offered.info.dwReason);
    trial.equal("dwCompletionID", scene.again_id, scene.offered.info.dwCompletionID);
  });
  offered("ends the request when it is offered", [](Trial& trial, Host&, const CallbackScene& scene) {
    const DWORD others = scene.two && scene.uncomplete_of_two != 0 ? 1 : 0;
    trial.equal("outstanding", others, scene.offered.line.dwNumCallCompletions);
  });
  offered("is answered like any call, and connected", [](Trial& trial, Host&, const CallbackScene& scene) {
    trial.result("reply", 0, scene.answered);
    trial.equal("state", LINECALLSTATE_CONNECTED, scene.connected.status.dwCallState);
    trial.result("dropped", 0, scene.dropped);
  });
  offered("cancels nothing when it was answered", [](Trial& trial, Host& host, const CallbackScene& scene) {
    for (const Told& each : host.told(scene.begin_recall))
      if (!each.reply && each.message == LINE_LINEDEVSTATE && each.p1 == LINEDEVSTATE_COMPLCANCEL)
        trial.holds("COMPLCANCEL for the recall", each.p2 != scene.again_id);
  });
}

void add_refused(Suite& suite, Scenes& scenes) {
  suite.push_back({"lineCompleteCall", "that the network refuses is an error and leaves the call busy", [&scenes](Trial& trial) {
                     const ModeScene& scene = scenes.refused();
                     if (!scene.played) return trial.skip("the network refuses nothing");
                     trial.one_of("reply", {error(LINEERR_OPERATIONFAILED), error(LINEERR_RESOURCEUNAVAIL)}, scene.accepted);
                     trial.equal("state", LINECALLSTATE_BUSY, scene.over.status.dwCallState);
                     trial.equal("the completion id stays", 77, scene.id);
                   }});
  suite.push_back({"LINE_LINEDEVSTATE", "does not tell of a request that was refused", [&scenes](Trial& trial) {
                     const ModeScene& scene = scenes.refused();
                     if (!scene.played) return trial.skip("the network refuses nothing");
                     for (const Told& each : scene.end)
                       trial.holds("no NUMCOMPLETIONS",
                                   each.reply || each.message != LINE_LINEDEVSTATE || (each.p1 & LINEDEVSTATE_NUMCOMPLETIONS) == 0);
                   }});
}

}  // namespace

void add_completion_checks(Suite& suite, Host& host, Scenes& scenes) {
  add_busy({suite, host, scenes, "lineCompleteCall"});
  add_asked({suite, host, scenes, "lineCompleteCall"});
  add_counting({suite, host, scenes, "lineGetLineDevStatus"}, {suite, host, scenes, "lineGetAddressStatus"},
               {suite, host, scenes, "LINE_LINEDEVSTATE"});
  add_uncomplete({suite, host, scenes, "lineUncompleteCall"});
  add_recall({suite, host, scenes, "recall"});
  add_refused(suite, scenes);
}

}  // namespace campon::conformance
