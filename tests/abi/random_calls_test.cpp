// A hundred thousand calls that mean nothing: any function, any handle, any size, in any order. Best run with
// -fsanitize=address,undefined: each structure lies in memory that is exactly as long as it says.
#include <algorithm>
#include <cstring>
#include <memory>

#include "every_function.hpp"
#include "hal/env/rng.hpp"
#include "host.hpp"

namespace campon::abi_test {
namespace {

constexpr int k_calls = 100'000;

class RandomCalls : public Host {
 protected:
  DWORD any(DWORD bound) { return static_cast<DWORD>(rng_.next() % bound); }
  DWORD any_bits() { return any(2) == 0 ? 1U << any(32) : any(0xFFFFFFFF); }

  template <class Handle>
  Handle any_handle(Handle real) {
    const auto number = reinterpret_cast<std::uintptr_t>(real);
    const std::uintptr_t choices[] = {
        number, number, number, 0, 1, number + 1, number ^ 3, number + 16, any(0xFFFFFFFF), ~std::uintptr_t{0}};
    return reinterpret_cast<Handle>(choices[any(std::size(choices))]);
  }
  // None of those that the host gives in order, so that no reply is taken for another's.
  DRV_REQUESTID any_request() { return any(4) == 0 ? std::max<DWORD>(any_bits(), 10'000) : 10'000 + any(50); }
  DWORD any_version() { return any(2) == 0 ? TSPI_VERSION_1_4 : any(2) == 0 ? 0x00020000 + any(4) : any_bits(); }

  // A structure with no room behind what its dwTotalSize says; the least is what holds the three sizes.
  template <class Structure, class Fill>
  void sized(Fill fill) {
    const std::size_t total = 12 + any(400);
    const auto memory = std::make_unique<std::byte[]>(total);
    std::memset(memory.get(), static_cast<int>(any(256)), total);
    const auto size = static_cast<DWORD>(total);
    std::memcpy(memory.get(), &size, sizeof size);
    auto* out = reinterpret_cast<Structure*>(memory.get());
    if (fill(out) != 0) return;
    DWORD sizes[3];
    std::memcpy(sizes, memory.get(), sizeof sizes);
    EXPECT_EQ(sizes[0], total);
    EXPECT_LE(sizes[2], sizes[0]);
    EXPECT_LE(sizes[2], sizes[1]);
  }

  void structure() {
    const HDRVLINE line = any_handle(line_);
    const HDRVCALL call = any_handle(call_);
    switch (any(7)) {
      case 0: return sized<LINEDEVCAPS>([&](auto* out) { return TSPI_lineGetDevCaps(any(3), any_version(), any(2), out); });
      case 1: return sized<LINEADDRESSCAPS>([&](auto* out) { return TSPI_lineGetAddressCaps(any(3), any(2), any_version(), 0, out); });
      case 2: return sized<LINEDEVSTATUS>([&](auto* out) { return TSPI_lineGetLineDevStatus(line, out); });
      case 3: return sized<LINEADDRESSSTATUS>([&](auto* out) { return TSPI_lineGetAddressStatus(line, any(2), out); });
      case 4: return sized<LINECALLINFO>([&](auto* out) { return TSPI_lineGetCallInfo(call, out); });
      case 5: return sized<LINECALLSTATUS>([&](auto* out) { return TSPI_lineGetCallStatus(call, out); });
      default:
        return sized<VARSTRING>([&](auto* out) { return TSPI_lineGetID(line, any(2), call, any(9), out, k_classes[any(3)], nullptr); });
    }
  }

  void order() {
    static DWORD id;  // outlives every request
    const DRV_REQUESTID request = any_request();
    switch (any(11)) {
      case 0: {
        HDRVCALL made = nullptr;
        const LONG result = TSPI_lineMakeCall(request, any_handle(line_), nullptr, &made, k_numbers[any(5)], any(100), nullptr);
        if (result > 0) call_ = made;
        return accepted(result);
      }
      case 1: return accepted(TSPI_lineDrop(request, any_handle(call_), nullptr, any(100)));
      case 2: return accepted(TSPI_lineCompleteCall(request, any_handle(call_), &id, any_bits(), any_bits()));
      case 3: return accepted(TSPI_lineUncompleteCall(request, any_handle(line_), any(4)));
      case 5: TSPI_lineGenerateDigits(any_handle(call_), any(9), any(3) == 0 ? any_bits() : 2, k_digits[any(5)], any(100)); return;
      case 6: TSPI_lineMonitorDigits(any_handle(call_), any(2) == 0 ? any_bits() : 2); return;
      case 7: return gather();
      case 9: return accepted(TSPI_lineDial(request, any_handle(call_), k_numbers[any(5)], any(100)));
      case 8:
        any(2) == 0 ? TSPI_lineSetAppSpecific(any_handle(call_), any_bits()) : TSPI_lineSetMediaMode(any_handle(call_), any_bits());
        return;
      case 4: TSPI_lineSetStatusMessages(any_handle(line_), any_bits(), any_bits()); return;
      default: TSPI_lineCloseCall(any_handle(call_)); return;
    }
  }

  // The host's memory must stay as long as the call, and is exactly as long as it says.
  void gather() {
    const DWORD wanted = any(5);
    gathered_.push_back(std::make_unique<char[]>(wanted));
    TSPI_lineGatherDigits(any_handle(call_), 1, 2, any(4) == 0 ? nullptr : gathered_.back().get(), wanted, k_digits[any(5)], any(2) * 100,
                          any(2) * 500);
  }

  void accepted(LONG result) { accepted_ += result > 0 ? 1 : 0; }
  void refused(const Function& function) {
    EXPECT_LT(function.call({any_handle(line_), any_handle(call_), any_request()}), 0) << function.name;
  }

  static constexpr const char* k_classes[] = {"tapi/line", "comm/datamodem/portname", "wave/in"};
  static constexpr const char* k_numbers[] = {"5550123", "5550124", "", "555;", "?"};
  static constexpr const char* k_digits[] = {"12", "!", nullptr, "1,,,2", "x#"};
  env::SeededRng rng_{2026};
  std::vector<std::unique_ptr<char[]>> gathered_;
  HDRVCALL call_ = nullptr;
  std::ptrdiff_t accepted_ = 0;
};

TEST_F(RandomCalls, BreakNothing) {
  const auto functions = unoffered_functions();
  at_exchange([](sim::Simulator& exchange) { exchange.subscriber("5550123").be_busy(); });
  for (int i = 0; i < k_calls; ++i) {
    const DWORD kind = any(10);
    if (kind < 3) structure();
    if (kind >= 3 && kind < 6) order();
    if (kind >= 6) refused(functions[any(static_cast<DWORD>(functions.size()))]);
    if (i % 100 == 0) wait(std::chrono::milliseconds(any(3000)));
  }
  wait(1min);
  const HDRVLINE line = line_;
  ASSERT_EQ(close(line), 0);
  const auto all = told();
  EXPECT_EQ(std::count_if(all.begin(), all.end(), [](const Told& each) { return each.reply; }), accepted_);
  EXPECT_GT(accepted_, 1000);
  line_ = open(0, 1);
  EXPECT_NE(make_call("5550124", 77), nullptr);
}

}  // namespace
}  // namespace campon::abi_test
