// The program that a provider serves: it notes every callback, keeps count of its requests, and waits with a deadline.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "apps/conformance/check.hpp"
#include "apps/conformance/conformance_timers.hpp"
#include "apps/conformance/library.hpp"
#include "apps/conformance/options.hpp"
#include "apps/conformance/peer.hpp"

namespace campon::conformance {

// One callback, in the order in which they came.
struct Told {
  bool reply = false;
  DRV_REQUESTID request = 0;  // of a reply
  LONG result = 0;
  HTAPILINE line = nullptr;  // of an event
  HTAPICALL call = nullptr;
  DWORD message = 0;
  DWORD_PTR p1 = 0, p2 = 0, p3 = 0;
};

// One asynchronous request.
struct Asked {
  DRV_REQUESTID id = 0;
  std::string function;
  LONG returned = 0;
};

// No reply came in time; no function answers this.
inline constexpr LONG k_no_reply = 0x7FFFFFFF;

struct Call {
  HDRVCALL handle = nullptr;
  HTAPICALL host = nullptr;
  Asked made;
  LONG reply = k_no_reply;
};

class Host {
 public:
  Host(const Library& library, const Peer& peer, const Options& options);
  ~Host();
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  const Library& api;

  // The state that a check begins with; each does nothing when it is so already.
  void need_down();
  bool need_up();
  // The line of a plan, open under this version, and all its status messages wanted. nullptr: it cannot be.
  HDRVLINE need_line(std::size_t plan, DWORD version = TSPI_VERSION_2_2);
  HDRVLINE open(DWORD device, DWORD version, HTAPILINE* host = nullptr);
  void close(std::size_t plan);

  LONG init(DWORD version = TSPI_VERSION_2_2);
  LONG shutdown();
  [[nodiscard]] DWORD device(std::size_t plan) const { return k_device_base + plans_.at(plan).device; }
  [[nodiscard]] const std::vector<LinePlan>& plans() const { return plans_; }
  [[nodiscard]] HTAPILINE host_of(std::size_t plan) const;

  // Another party's doing. False: there is none.
  bool peer(std::size_t plan, const std::string& order) const { return peer_.tell(plans_.at(plan), order); }
  [[nodiscard]] std::string number(std::size_t plan, unsigned which) const;

  // Calls an asynchronous function with a new id.
  Asked ask(const std::string& function, const std::function<LONG(DRV_REQUESTID)>& call);
  // What the reply said, k_no_reply when none came; what the function returned when it was refused at once.
  LONG outcome(const Asked& asked);
  LONG done(const std::string& function, const std::function<LONG(DRV_REQUESTID)>& call) { return outcome(ask(function, call)); }
  DRV_REQUESTID new_request() { return ++last_request_; }
  template <class Handle>
  Handle new_handle() {
    return reinterpret_cast<Handle>(last_handle_ += 16);
  }

  // Calls and waits for the reply; with a state, until the call is in it.
  Call make_call(HDRVLINE line, const std::string& number);
  Call call_until(HDRVLINE line, const std::string& number, DWORD state);
  LONG drop(HDRVCALL call);
  LONG answer(HDRVCALL call);
  LONG complete(HDRVCALL call, DWORD mode, DWORD* id, DWORD message = 0);
  LONG uncomplete(HDRVLINE line, DWORD id);
  // Hangs up, waits for idle, and closes.
  void end(const Call& call);
  // The next call that is offered after `mark`; its handles are nullptr when none is.
  Call next_offer(std::size_t mark);

  bool wait(const std::function<bool()>& holds) { return wait(holds, k_timers.callback); }
  bool wait(const std::function<bool()>& holds, Duration within);
  // For what must not come.
  void quiet() {
    wait([] { return false; }, k_timers.quiet);
  }
  bool wait_state(HTAPICALL call, DWORD state);
  bool wait_message(std::size_t mark, DWORD message, DWORD p1);

  // How much was told until now; what was told since.
  std::size_t mark();
  std::vector<Told> told(std::size_t since = 0);
  std::vector<DWORD> states_of(HTAPICALL call);
  int count(std::size_t since, DWORD message, DWORD p1);
  int replies(DRV_REQUESTID request);
  [[nodiscard]] std::vector<Asked> asked() const { return asked_; }
  // Callbacks that came while another had not returned.
  [[nodiscard]] int overlaps();

  LINECALLINFO info(HDRVCALL call);
  LINECALLSTATUS status(HDRVCALL call);
  LINEDEVSTATUS dev_status(HDRVLINE line);
  LINEADDRESSSTATUS address_status(HDRVLINE line);
  LINEADDRESSCAPS address_caps(std::size_t plan, DWORD version = TSPI_VERSION_2_2);
  LINEDEVCAPS dev_caps(std::size_t plan, DWORD version = TSPI_VERSION_2_2);

  // Done in each callback from now on; nothing when it is empty. Returns when no callback does the former any more.
  void in_callbacks(std::function<void(const Told&)> act);
  // What a check changes in the callbacks, and puts back: refuses new calls; stays until another comes beside it.
  std::atomic<bool> refuses_calls = false;
  std::atomic<bool> lingers = false;

  static constexpr DWORD k_device_base = 7;

 private:
  struct Opened {
    HDRVLINE handle = nullptr;
    HTAPILINE host = nullptr;
    DWORD version = 0;
  };

  static void on_reply(DRV_REQUESTID request, LONG result);
  static void on_event(HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3);
  void note(const Told& told);

  static Host* self_;
  const Peer& peer_;
  std::vector<LinePlan> plans_;
  double patience_;
  bool up_ = false;
  std::map<std::size_t, Opened> open_;
  std::vector<Asked> asked_;
  DRV_REQUESTID last_request_ = 100;
  std::atomic<std::uintptr_t> last_handle_ = 0x10000;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Told> told_;
  std::map<HTAPICALL, HDRVCALL> offered_;
  std::function<void(const Told&)> act_;
  int inside_ = 0;
  int overlaps_ = 0;
};

}  // namespace campon::conformance
