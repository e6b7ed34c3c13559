// What goes wrong with a mobile modem by order. [faults D, P, R]
#include <string>
#include <utility>

#include "hw-sim/modem/fault_timers.hpp"
#include "hw-sim/modem/gsm/gsm_modem.hpp"

namespace campon::sim {

namespace {
constexpr unsigned k_flood = 200;
constexpr unsigned k_storm = 50;
constexpr unsigned k_lines_of_flood = 2000;
}  // namespace

env::Result GsmModem::order_fault(std::string_view name, unsigned times) {
  if (auto ordered = faults_.order(name, times); !ordered) return ordered;
  if (!terminal_.running()) static_cast<void>(on_occasion());
  return {};
}

bool GsmModem::on_occasion() {
  if (faults_.fires("D11")) return brown_out(), false;
  if (faults_.fires("D14")) return fall_silent(), false;
  if (faults_.fires("D12")) terminal_.output().garbage();
  if (faults_.fires("D13")) terminal_.output().spew();
  if (faults_.fires("R11")) flood_of_lines();
  if (faults_.fires("P12")) stray_bytes();
  if (!calls_.empty()) return true;
  if (faults_.fires("R07")) flood_of_rings(k_flood);
  if (faults_.fires("R12")) storm_of_recalls(k_storm);
  return true;
}

// The supply fails for a moment: the calls are gone, the card asks for its PIN, nothing of what was set is left. [fault D11]
void GsmModem::brown_out() {
  subscriber_.switch_off();
  calls_.clear();
  commands_.clear();
  waits_ = Waits::nothing;
  wait_limit_.reset();
  stop_ringing();
  terminal_.drop();
  terminal_.output().clear();
  terminal_.output().mute(true);
  mischief_ = scheduler_.after(personality_.reset_time, [this] {
    static_cast<void>(power_up());
    terminal_.echo(true);
    terminal_.verbose(false);
  });
}

// Until DTR falls or the port is closed; the calls go on. [fault D14]
void GsmModem::fall_silent() {
  terminal_.drop();
  commands_.clear();
  waits_ = Waits::nothing;
  wait_limit_.reset();
  terminal_.output().mute(true);
}

void GsmModem::flood_of_rings(unsigned left) {
  if (left == 0 || !calls_.empty()) return;
  terminal_.tell(k_gsm_ring);
  flood_ = scheduler_.after(k_flood_gap, [this, left] { flood_of_rings(left - 1); });
}

void GsmModem::flood_of_lines() {
  std::string all;
  for (unsigned i = 0; i < k_lines_of_flood; ++i) all += terminal_.lined("^RSSI:" + std::to_string(i));
  terminal_.output().bytes(all);
}

// Calls of all kinds that claim to be what was waited for. [fault R12]
void GsmModem::storm_of_recalls(unsigned left) {
  constexpr std::uint64_t k_lowest = 5550000;
  constexpr std::uint64_t k_highest = 5559999;
  if (left == 0 || !calls_.empty()) return;
  terminal_.tell(k_gsm_ring);
  Call call;
  call.number = std::to_string(rng_.between(k_lowest, k_highest));
  present(call);
  line(CallMoment::recall, call);
  flood_ = scheduler_.after(k_flood_gap, [this, left] { storm_of_recalls(left - 1); });
}

// A stream where none is. [fault P12]
void GsmModem::stray_bytes() {
  static constexpr std::string_view k_stray("\x10\x62\x10\x03\x10\x10\x01\x7f", 8);
  const auto from = static_cast<std::size_t>(rng_.between(0, k_stray.size() - 2));
  terminal_.output().bytes(k_stray.substr(from));
}

}  // namespace campon::sim
