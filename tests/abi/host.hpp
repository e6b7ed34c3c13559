// A program that uses the C interface: notes every callback, and lets time pass while it waits.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "campon/tspi.h"
#include "virtual_runtime.hpp"

namespace campon::abi_test {

using namespace std::chrono_literals;

constexpr LONG error(DWORD value) { return static_cast<LONG>(value); }

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

// The provider is initialized and line 0 open while a test runs.
class Host : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  // An initialized provider without an open line.
  void init();
  HDRVLINE open(DWORD device, std::uintptr_t handle, DWORD states = 0xFFFFFFFF, DWORD version = TSPI_VERSION_2_2);
  // Those that block until the line is on hook.
  LONG close(HDRVLINE line);
  LONG shutdown();

  // Calls, and waits for the reply; events of the call carry `handle`.
  HDRVCALL make_call(std::string_view number, std::uintptr_t handle, HDRVLINE line = nullptr);
  // The same until the call is in `state`.
  HDRVCALL call_until(std::string_view number, std::uintptr_t handle, DWORD state, HDRVLINE line = nullptr);
  // Asks and waits for the reply.
  LONG complete(HDRVCALL call, DWORD mode, DWORD* id, DWORD message = 0);
  LONG uncomplete(DWORD id);
  LONG drop(HDRVCALL call);
  LONG answer(HDRVCALL call);
  // A callback request that has been accepted; the busy call is closed.
  DWORD callback(std::string_view number);
  // Waits for a call that is offered; its HDRVCALL.
  HDRVCALL next_offer();

  // Waits, letting time pass, until `holds`, at most two minutes of line time.
  bool wait_until(const std::function<bool()>& holds);
  void wait(std::chrono::milliseconds time);
  bool wait_for_state(std::uintptr_t handle, DWORD state);
  LONG reply_to(DRV_REQUESTID request);
  DRV_REQUESTID next_request() { return ++last_request_; }

  // Copies of what was told.
  std::vector<Told> told();
  std::vector<Told> events_of(std::uintptr_t handle);
  std::vector<DWORD> states_of(std::uintptr_t handle);
  int count_events(DWORD message, DWORD_PTR p1);
  std::optional<LONG> reply(DRV_REQUESTID request);
  int count_replies(DRV_REQUESTID request);
  void forget_told();

  LINECALLINFO info(HDRVCALL call);
  LINECALLSTATUS status(HDRVCALL call);
  LINEDEVSTATUS dev_status(HDRVLINE line = nullptr);
  LINEADDRESSSTATUS address_status(HDRVLINE line = nullptr);

  VirtualRuntime& runtime() { return VirtualRuntime::current(); }
  // Something done at the exchange, by somebody else.
  void at_exchange(const std::function<void(sim::Simulator&)>& act);
  std::string wire();

  HDRVLINE line_ = nullptr;
  bool refuses_calls_ = false;                    // leaves htCall 0 in LINE_NEWCALL
  std::function<void(const Told&)> in_callback_;  // done inside each callback, after it was noted

 private:
  static void on_reply(DRV_REQUESTID request, LONG result);
  static void on_event(HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3);
  void note(Told told);
  // What every host may rely on, in every test: after IDLE nothing more of a call is told.
  void check_order(const Told& told);
  void settle();

  static Host* self_;
  std::mutex mutex_;
  std::vector<Told> told_;
  std::vector<HDRVCALL> offered_;
  std::set<HTAPICALL> over_;
  std::size_t offers_taken_ = 0;
  std::uintptr_t last_handle_ = 1000;
  int depth_ = 0;
  DRV_REQUESTID last_request_ = 0;
};

}  // namespace campon::abi_test
