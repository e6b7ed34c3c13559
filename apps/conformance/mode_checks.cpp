// Camp on, intrude, message: modes of completion that end within the call.
#include "apps/conformance/groups.hpp"

namespace campon::conformance {
namespace {

using Scene = const ModeScene& (Scenes::*)();
using Judge = std::function<void(Trial&, Host&, const ModeScene&)>;

class Adder {
 public:
  Adder(Suite& suite, Host& host, Scenes& scenes, const char* mode_name, DWORD mode, Scene scene)
      : suite_(suite), host_(host), scenes_(scenes), mode_name_(mode_name), mode_(mode), scene_(scene) {}

  void operator()(const char* name, const Judge& judge) const {
    suite_.push_back({"lineCompleteCall", std::string("with ") + mode_name_ + " " + name,
                      [&host = host_, &scenes = scenes_, mode = mode_, play = scene_, judge](Trial& trial) {
                        if (!scenes.plan_with(mode)) return trial.skip("no line has this mode");
                        const ModeScene& scene = (scenes.*play)();
                        if (trial.holds("a call is busy", scene.played)) judge(trial, host, scene);
                      }});
  }

 private:
  Suite& suite_;
  Host& host_;
  Scenes& scenes_;
  const char* mode_name_;
  DWORD mode_;
  Scene scene_;
};

void accepted(Trial& trial, Host&, const ModeScene& scene) {
  trial.result("reply", 0, scene.accepted);
  trial.holds("an id", scene.id != 0);
}

int place(const std::vector<Told>& all, DWORD bit) {
  for (std::size_t i = 0; i < all.size(); ++i)
    if (!all[i].reply && all[i].message == LINE_LINEDEVSTATE && (all[i].p1 & bit) != 0) return static_cast<int>(i);
  return -1;
}

void add_campon(const Adder& check) {
  check("is accepted", accepted);
  check("lets the call stay busy",
        [](Trial& trial, Host&, const ModeScene& scene) { trial.equal("state", LINECALLSTATE_BUSY, scene.asked.status.dwCallState); });
  check("puts the reason and the id on the call", [](Trial& trial, Host&, const ModeScene& scene) {
    trial.equal("dwReason", LINECALLREASON_CALLCOMPLETION, scene.asked.info.dwReason);
    trial.equal("dwCompletionID", scene.id, scene.asked.info.dwCompletionID);
  });
  check("is counted",
        [](Trial& trial, Host&, const ModeScene& scene) { trial.equal("outstanding", 1, scene.asked.line.dwNumCallCompletions); });
  check("is taken once for a call", [](Trial& trial, Host&, const ModeScene& scene) {
    trial.result("a second request", error(LINEERR_OPERATIONUNAVAIL), scene.second_request);
  });
  check("connects the call when the other party is free", [](Trial& trial, Host&, const ModeScene& scene) {
    trial.holds("connected", scene.reached);
    trial.equal("outstanding", 0, scene.over.line.dwNumCallCompletions);
  });
}

void add_dropped(const Adder& check) {
  check("is given up when the call is dropped: COMPLCANCEL with its id", [](Trial& trial, Host&, const ModeScene& scene) {
    const int at = place(scene.end, LINEDEVSTATE_COMPLCANCEL);
    if (trial.holds("COMPLCANCEL", at >= 0)) trial.equal("dwParam2", scene.id, scene.end[static_cast<std::size_t>(at)].p2);
  });
  check("tells COMPLCANCEL before NUMCOMPLETIONS", [](Trial& trial, Host&, const ModeScene& scene) {
    const int cancel = place(scene.end, LINEDEVSTATE_COMPLCANCEL), number = place(scene.end, LINEDEVSTATE_NUMCOMPLETIONS);
    trial.holds("both", cancel >= 0 && number >= 0);
    trial.holds("in this order", cancel < number);
  });
  check("has an id that is void when the call is dropped", [](Trial& trial, Host&, const ModeScene& scene) {
    trial.equal("outstanding", 0, scene.over.line.dwNumCallCompletions);
    trial.result("UncompleteCall", error(LINEERR_INVALCOMPLETIONID), scene.uncomplete_over);
  });
}

}  // namespace

void add_mode_checks(Suite& suite, Host& host, Scenes& scenes) {
  add_campon({suite, host, scenes, "CAMPON", LINECALLCOMPLMODE_CAMPON, &Scenes::campon});
  add_dropped({suite, host, scenes, "CAMPON", LINECALLCOMPLMODE_CAMPON, &Scenes::campon_dropped});
  const Adder intrude(suite, host, scenes, "INTRUDE", LINECALLCOMPLMODE_INTRUDE, &Scenes::intrude);
  intrude("is accepted", accepted);
  intrude("connects the call", [](Trial& trial, Host&, const ModeScene& scene) { trial.holds("connected", scene.reached); });
  intrude("leaves nothing outstanding",
          [](Trial& trial, Host&, const ModeScene& scene) { trial.equal("outstanding", 0, scene.over.line.dwNumCallCompletions); });
  const Adder message(suite, host, scenes, "MESSAGE", LINECALLCOMPLMODE_MESSAGE, &Scenes::message);
  message("is accepted", accepted);
  message("refuses a message that the address has not",
          [](Trial& trial, Host&, const ModeScene& scene) { trial.result("result", error(LINEERR_INVALMESSAGEID), scene.bad_message); });
  message("lets the call go idle", [](Trial& trial, Host&, const ModeScene& scene) { trial.holds("idle", scene.reached); });
  message("leaves nothing outstanding",
          [](Trial& trial, Host&, const ModeScene& scene) { trial.equal("outstanding", 0, scene.over.line.dwNumCallCompletions); });
}

}  // namespace campon::conformance
