// A call, a completion request and a channel to the exchange, as the network keeps them for one subscriber.
#pragma once

#include <functional>
#include <string>

#include "hal/env/scheduler.hpp"
#include "hw-sim/exchange/station.hpp"
#include "hw-sim/line/line_port.hpp"
#include "hw-sim/mobile/mobile_call_table.hpp"
#include "hw-sim/mobile/radio.hpp"

namespace campon::sim {

// A station of the exchange over which one call goes. What the exchange does is looked at a little later, in a turn of its own.
class Channel final : public LineDevice {
 public:
  // `changed` is called inside the exchange's doings.
  Channel(Station& station, std::function<void(Channel&)> changed) : station_(station), changed_(std::move(changed)) {
    station_.device = this;
    station_.mobile = true;
  }
  ~Channel() { station_.device = nullptr; }
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  [[nodiscard]] Station& station() const { return station_; }
  void on_signal(const Signal& /*signal*/) override { changed_(*this); }
  void on_ring_burst(bool /*begins*/) override { changed_(*this); }
  void on_ring_end() override { changed_(*this); }
  void on_caller_id(const CallerId& /*id*/) override {}
  void on_loop_drop() override { changed_(*this); }

 private:
  Station& station_;
  std::function<void(Channel&)> changed_;
};

struct MobileCall {
  unsigned id = 0;
  std::string number;  // of the other party
  bool outgoing = false;
  bool emergency = false;
  bool held = false;
  bool multiparty = false;
  Channel* channel = nullptr;
  unsigned request = 0;  // the key of the completion that it carries out
  Cause cause = Cause::none;
  bool completion_possible = false;
  env::StateMachine<MobileCallMachine, k_mobile_call_table> machine;
  env::Timer limit;
};

struct MobileRequest {
  unsigned key = 0;    // never used again
  unsigned index = 0;  // 1 to 5, as the subscriber knows it
  std::string number;
  unsigned place = 0;  // in the queue of the exchange
  unsigned call = 0;   // the recall, or the call after it
  bool turn = false;   // B is ours
  bool ghost = false;  // no table knows it [faults X05, X06, X07]
  env::Timer life;
};

}  // namespace campon::sim
