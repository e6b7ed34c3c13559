// Many threads at once. Best run with -fsanitize=thread.
#include <atomic>
#include <thread>
#include <vector>

#include "host.hpp"

namespace campon::abi_test {
namespace {

constexpr int k_threads = 8;

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

}  // namespace
}  // namespace campon::abi_test
