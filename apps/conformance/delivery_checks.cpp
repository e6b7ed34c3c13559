// How callbacks come: each request ends once, one at a time, under no lock, and only those that were wanted.
#include <algorithm>
#include <atomic>
#include <set>

#include "apps/conformance/groups.hpp"

namespace campon::conformance {
namespace {

// Whether anything was asked of `function`, after the scenes that ask.
std::vector<Asked> asked_of(Host& host, Scenes& scenes, const std::string& function) {
  scenes.call();
  scenes.callback();
  scenes.incoming();
  host.quiet();
  std::vector<Asked> out;
  for (const Asked& each : host.asked())
    if (each.function == function) out.push_back(each);
  return out;
}

void add_requests(Suite& suite, Host& host, Scenes& scenes) {
  for (const char* function : {"lineMakeCall", "lineDrop", "lineAnswer", "lineCompleteCall", "lineUncompleteCall"}) {
    const auto judge = [&](const char* name, const std::function<void(Trial&, const Asked&)>& of_each) {
      suite.push_back({function, name, [&host, &scenes, function, of_each](Trial& trial) {
                         const auto all = asked_of(host, scenes, function);
                         if (all.empty()) return trial.skip("nothing was asked");
                         for (const Asked& each : all) of_each(trial, each);
                       }});
    };
    judge("returned its request id or an error, in the whole run", [](Trial& trial, const Asked& each) {
      if (each.returned >= 0) trial.result("result", static_cast<LONG>(each.id), each.returned);
    });
    judge("was replied to exactly once where it was accepted, in the whole run", [&host](Trial& trial, const Asked& each) {
      if (each.returned > 0) trial.equal("replies to request " + std::to_string(each.id), 1, static_cast<DWORD_PTR>(host.replies(each.id)));
    });
    judge("was never replied to where it was refused, in the whole run", [&host](Trial& trial, const Asked& each) {
      if (each.returned <= 0)
        trial.equal("replies to request " + std::to_string(each.id), 0, static_cast<DWORD_PTR>(host.replies(each.id)));
    });
  }
  suite.push_back({"ASYNC_COMPLETION", "came for no id that was not given, in the whole run", [&host](Trial& trial) {
                     std::set<DRV_REQUESTID> given;
                     for (const Asked& each : host.asked()) given.insert(each.id);
                     for (const Told& each : host.told())
                       if (each.reply) trial.holds("id " + hex(each.request), given.contains(each.request));
                   }});
  suite.push_back({"ASYNC_COMPLETION", "says 0 or an error, in the whole run", [&host](Trial& trial) {
                     for (const Told& each : host.told())
                       if (each.reply) trial.holds("result of request " + std::to_string(each.request), each.result <= 0);
                   }});
}

void add_events(Suite& suite, Host& host, Scenes& scenes) {
  suite.push_back({"LINEEVENT", "told nothing of a call after idle, in the whole run", [&host, &scenes](Trial& trial) {
                     asked_of(host, scenes, {});
                     std::set<HTAPICALL> over;
                     for (const Told& each : host.told()) {
                       if (each.reply || each.call == nullptr) continue;
                       trial.holds("a message after idle", !over.contains(each.call));
                       if (each.message == LINE_CALLSTATE && each.p1 == LINECALLSTATE_IDLE) over.insert(each.call);
                     }
                   }});
  suite.push_back({"LINEEVENT", "never sent LINE_REPLY, in the whole run", [&host](Trial& trial) {
                     for (const Told& each : host.told()) trial.holds("LINE_REPLY", each.reply || each.message != LINE_REPLY);
                   }});
  suite.push_back({"LINEEVENT", "named a call only in messages of calls, in the whole run", [&host](Trial& trial) {
                     for (const Told& each : host.told()) {
                       const bool of_line =
                           each.message == LINE_LINEDEVSTATE || each.message == LINE_ADDRESSSTATE || each.message == LINE_NEWCALL;
                       if (!each.reply && of_line) trial.holds("htCall of message " + std::to_string(each.message), each.call == nullptr);
                     }
                   }});
}

// Both lines call at once, and each callback stays until another comes beside it.
void add_serial(Suite& suite, Host& host) {
  suite.push_back({"callbacks", "come one at a time, also of two lines", [&host](Trial& trial) {
                     std::vector<Call> calls;
                     host.lingers = true;
                     for (std::size_t plan = 0; plan < std::min<std::size_t>(2, host.plans().size()); ++plan) {
                       Call call;
                       call.host = host.new_handle<HTAPICALL>();
                       const HDRVLINE line = host.need_line(plan);
                       call.made = host.ask("lineMakeCall", [&](DRV_REQUESTID id) {
                         return host.api.lineMakeCall(id, line, call.host, &calls.emplace_back().handle, host.number(plan, 0).c_str(), 0,
                                                      nullptr);
                       });
                       call.handle = calls.back().handle;
                       calls.back() = call;
                     }
                     for (const Call& call : calls) host.wait_state(call.host, LINECALLSTATE_CONNECTED);
                     for (const Call& call : calls) host.end(call);
                     host.lingers = false;
                     trial.equal("callbacks beside another", 0, static_cast<DWORD_PTR>(host.overlaps()));
                   }});
  suite.push_back({"callbacks", "may call the provider, which holds no lock", [&host](Trial& trial) {
                     const HDRVLINE line = host.need_line(0);
                     std::atomic<int> asked = 0, failed = 0;
                     host.in_callbacks([&](const Told&) {
                       LINEDEVSTATUS status{};
                       status.dwTotalSize = sizeof status;
                       ++asked;
                       if (host.api.lineGetLineDevStatus(line, &status) != 0) ++failed;
                     });
                     const Call call = host.call_until(line, host.number(0, 0), LINECALLSTATE_CONNECTED);
                     host.end(call);
                     host.in_callbacks(nullptr);
                     trial.result("the call", 0, call.reply);
                     trial.holds("callbacks came", asked > 0);
                     trial.equal("calls that failed", 0, static_cast<DWORD_PTR>(failed.load()));
                   }});
  suite.push_back({"callbacks", "may be waited for by a thread that calls the provider", [&host](Trial& trial) {
                     const HDRVLINE line = host.need_line(0);
                     std::atomic<int> failed = 0;
                     host.in_callbacks([&](const Told&) {
                       std::thread([&] {
                         LINEDEVSTATUS status{};
                         status.dwTotalSize = sizeof status;
                         if (host.api.lineGetLineDevStatus(line, &status) != 0) ++failed;
                       }).join();
                     });
                     const Call call = host.call_until(line, host.number(0, 0), LINECALLSTATE_CONNECTED);
                     host.end(call);
                     host.in_callbacks(nullptr);
                     trial.result("the call", 0, call.reply);
                     trial.equal("calls that failed", 0, static_cast<DWORD_PTR>(failed.load()));
                   }});
}

void add_masks(Suite& suite, Host& host) {
  suite.push_back({"lineSetStatusMessages", "without it no status message comes", [&host](Trial& trial) {
                     trial.holds("it starts", host.need_up());
                     host.close(0);
                     const HDRVLINE line = host.open(host.device(0), TSPI_VERSION_2_2);
                     const auto mark = host.mark();
                     const Call call = host.call_until(line, host.number(0, 0), LINECALLSTATE_CONNECTED);
                     trial.result("the call", 0, call.reply);
                     host.end(call);
                     for (const Told& each : host.told(mark))
                       trial.holds("no status message",
                                   each.reply || (each.message != LINE_LINEDEVSTATE && each.message != LINE_ADDRESSSTATE));
                     host.api.lineClose(line);
                   }});
  suite.push_back({"lineSetStatusMessages", "lets wanted address states come, which the capabilities name", [&host](Trial& trial) {
                     const HDRVLINE line = host.need_line(0);
                     host.api.lineSetStatusMessages(line, 0xFFFFFFFF, 0xFFFFFFFF);
                     const auto mark = host.mark();
                     const Call call = host.call_until(line, host.number(0, 0), LINECALLSTATE_CONNECTED);
                     host.end(call);
                     const DWORD named = host.address_caps(0).dwAddressStates;
                     if (named == 0) return trial.skip("the address has no states");
                     int came = 0;
                     for (const Told& each : host.told(mark)) {
                       if (each.reply || each.message != LINE_ADDRESSSTATE) continue;
                       ++came;
                       trial.equal("others", 0, each.p2 & ~static_cast<DWORD_PTR>(named));
                     }
                     trial.holds("some came", came != 0);
                   }});
}

}  // namespace

void add_delivery_checks(Suite& suite, Host& host, Scenes& scenes) {
  add_serial(suite, host);
  add_masks(suite, host);
  add_requests(suite, host, scenes);
  add_events(suite, host, scenes);
}

}  // namespace campon::conformance
