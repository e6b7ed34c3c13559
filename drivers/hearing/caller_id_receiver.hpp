// Who calls, heard on an on-hook line, by spandsp: FSK of Bellcore and ETSI, and DTMF. [GR-30, EN 300 659-1; feature-codes 7]
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "hal/caller_id.hpp"
#include "hal/media_port.hpp"

namespace campon::hearing {

enum class CallerIdStandard : std::uint8_t {
  bellcore,  // Bell 202 FSK, SDMF and MDMF
  etsi,      // V.23 FSK, MDMF; BT SIN 227 too
  dtmf,      // digits between A or D and C or #
};
// As a region's file names it: "gr30", "en300659", "sin227", "dtmf".
// Errors: not_supported (unsupported) for "ntt", which is delivered off hook, and for everything else.
env::Expected<CallerIdStandard> caller_id_standard(std::string_view region_standard);

// "A5551234C", "A5551234D5559876C", "B10C", "D1#", "5551234#". [EN 300 659-1 annex A, ETS 300 659-1; measured variants: spandsp adsi]
// Errors: device_refused when it is none of them.
env::Expected<hal::CallerId> parse_dtmf_caller_id(std::string_view digits);

// Listens from the first ring, or all the time: noise makes a wrong message about once in five minutes of speech, so feed it only
// while a message can come. [fxo-dsp 3]
class CallerIdReceiver {
 public:
  using Handler = std::function<void(const hal::CallerId& id)>;
  // Called within feed(), once for each message that is whole and of a known type; the others are dropped.
  CallerIdReceiver(CallerIdStandard standard, Handler handler);
  ~CallerIdReceiver();
  CallerIdReceiver(const CallerIdReceiver&) = delete;
  CallerIdReceiver& operator=(const CallerIdReceiver&) = delete;
  void feed(std::span<const hal::Sample> samples);
  // Messages that were received and dropped.
  [[nodiscard]] unsigned dropped() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace campon::hearing
