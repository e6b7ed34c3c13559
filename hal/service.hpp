// Services that a device asks of the network itself, without digits and hook: supplementary services of 3GPP.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/error.hpp"

namespace campon::hal {

enum class ServiceKind : std::uint8_t {
  request_completion,  // complete the call that has just met a busy party [3GPP TS 24.093 4.2, TS 27.007 +CHLD=5]
  cancel_completions,  // all of them [TS 22.030 annex B: #37#]
  cancel_completion,   // the one with `index` [TS 22.030 annex B: #37*n#]
  query_completions,   // which are there [TS 22.030 annex B: *#37#]
  send_message,        // `text` to `number` [3GPP TS 27.005 +CMGS]
};
std::string_view to_string(ServiceKind kind);
std::optional<ServiceKind> service_kind(std::string_view word);

struct ServiceOrder {
  ServiceKind kind = ServiceKind::query_completions;
  std::string number;  // send_message only
  std::string text;    // send_message only, UTF-8
  unsigned index = 0;  // cancel_completion only: as query_completions told it, 1 to 5
};

// One request as the network holds it.
struct ServiceEntry {
  unsigned index = 0;
  std::string number;
};

// What the network answered.
struct ServiceReport {
  bool granted = false;
  std::string why;                    // of a refusal or a grant, for people; escaped
  std::vector<ServiceEntry> entries;  // of query_completions
};

using ServiceDone = std::function<void(env::Expected<ServiceReport>)>;

}  // namespace campon::hal
