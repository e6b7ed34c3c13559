// Many threads at once. Best run with -fsanitize=thread.
#include <array>
#include <atomic>
#include <map>
#include <thread>
#include <vector>

#include "host.hpp"

namespace campon::abi_test {
namespace {

constexpr int k_threads = 8;
constexpr DRV_REQUESTID k_hammers = 64, k_blows = 200;

class ManyThreads : public Host {
 protected:
  // Asks until the end; what is answered must be an answer.
  void ask() {
    while (!over_) {
      LINECALLINFO info{};
      info.dwTotalSize = sizeof info;
      LINEDEVSTATUS status{};
      status.dwTotalSize = sizeof status;
      const LONG of_call = TSPI_lineGetCallInfo(call_, &info);
      const LONG of_line = TSPI_lineGetLineDevStatus(line_, &status);
      if (of_call != 0 && of_call != error(LINEERR_INVALCALLHANDLE) && of_call != error(LINEERR_UNINITIALIZED)) ++wrong_;
      if (of_line != 0 && of_line != error(LINEERR_UNINITIALIZED)) ++wrong_;
      ++asked_;
    }
  }
  void begin() {
    for (int i = 0; i < k_threads; ++i) threads_.emplace_back([this] { ask(); });
  }
  void end() {
    over_ = true;
    for (auto& thread : threads_) thread.join();
    EXPECT_EQ(wrong_, 0);
    EXPECT_GT(asked_, 0);
  }

  std::atomic<HDRVCALL> call_ = nullptr;
  std::atomic<bool> over_ = false;
  std::atomic<int> wrong_ = 0;
  std::atomic<int> asked_ = 0;
  std::vector<std::thread> threads_;
};

TEST_F(ManyThreads, AskWhileCallsComeAndGo) {
  begin();
  for (std::uintptr_t handle = 10; handle < 15; ++handle) {
    call_ = call_until("5550123", handle, LINECALLSTATE_CONNECTED);
    EXPECT_EQ(drop(call_), 0);
    EXPECT_EQ(TSPI_lineCloseCall(call_), 0);
  }
  end();
}

TEST_F(ManyThreads, AskWhileTheProviderIsShutDown) {
  begin();
  call_ = call_until("5550123", 10, LINECALLSTATE_CONNECTED);
  EXPECT_EQ(shutdown(), 0);
  end();
  line_ = nullptr;
}

class ManyHammers : public Host {
 protected:
  // Orders of every kind, each with a request id of its own; those that were accepted are noted.
  void hammer(DRV_REQUESTID thread) {
    for (DRV_REQUESTID i = 0; i < k_blows; ++i) {
      const DRV_REQUESTID request = 1 + thread * k_blows + i;
      const LONG result = order(request, thread + i);
      if (result > 0) accepted_[request - 1] = true;
      if (result > 0 && static_cast<DRV_REQUESTID>(result) != request) ++wrong_;
    }
  }
  LONG order(DRV_REQUESTID request, DRV_REQUESTID kind) {
    HDRVCALL made = nullptr;
    LONG result = 0;
    switch (kind % 10) {
      case 0:
        result = TSPI_lineMakeCall(request, line_, nullptr, &made, "5550123", 0, nullptr);
        if (result > 0) call_ = made;
        return result;
      case 1: return TSPI_lineDrop(request, call_, nullptr, 0);
      case 2: return TSPI_lineCompleteCall(request, call_, &ids_[request - 1], LINECALLCOMPLMODE_CALLBACK, 0);
      case 3: return TSPI_lineUncompleteCall(request, line_, request % 4);
      case 4: return TSPI_lineAnswer(request, call_, nullptr, 0);
      case 8: return TSPI_lineDial(request, call_, "1;", 0);
      case 5: return TSPI_lineGenerateDigits(call_, request, LINEDIGITMODE_DTMF, request % 3 == 0 ? nullptr : "1,2", 0);
      case 6: return TSPI_lineGatherDigits(call_, request, LINEDIGITMODE_DTMF, &digits_[request - 1], 1, nullptr, 500, 0);
      case 7: return request % 2 == 0 ? TSPI_lineMonitorDigits(call_, LINEDIGITMODE_DTMF) : TSPI_lineSetAppSpecific(call_, request);
      default: return kind % 4 == 0 ? TSPI_lineCloseCall(call_) : TSPI_lineSetDefaultMediaDetection(line_, 0);
    }
  }

  std::atomic<HDRVCALL> call_ = nullptr;
  std::array<DWORD, k_hammers * k_blows> ids_{};
  std::array<char, k_hammers * k_blows> digits_{};
  std::array<std::atomic<bool>, k_hammers * k_blows> accepted_{};
  std::atomic<int> wrong_ = 0;
};

TEST_F(ManyHammers, LoseNoReplyAndDoubleNone) {
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").be_busy(); });
  runtime().time().hurry(true);
  std::vector<std::thread> threads;
  for (DRV_REQUESTID i = 0; i < k_hammers; ++i) threads.emplace_back([this, i] { hammer(i); });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(close(line_), 0);
  std::map<DRV_REQUESTID, int> replies;
  for (const Told& each : told()) replies[each.request] += each.reply ? 1 : 0;
  int accepted = 0;
  for (DRV_REQUESTID request = 1; request <= k_hammers * k_blows; ++request) {
    EXPECT_EQ(replies[request], accepted_[request - 1] ? 1 : 0) << request;
    accepted += replies[request];
  }
  EXPECT_EQ(wrong_, 0);
  EXPECT_GT(accepted, 1000);
}

}  // namespace
}  // namespace campon::abi_test
