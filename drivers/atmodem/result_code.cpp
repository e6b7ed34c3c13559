#include "drivers/atmodem/result_code.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace campon::atmodem {

namespace {
constexpr auto k_codes = std::to_array<std::pair<std::string_view, ResultCode>>({
    {"OK", ResultCode::ok},
    {"VCON", ResultCode::ok},
    {"CONNECT", ResultCode::connect},
    {"RING", ResultCode::ring},
    {"NO CARRIER", ResultCode::no_carrier},
    {"ERROR", ResultCode::error},
    {"NO DIALTONE", ResultCode::no_dial_tone},
    {"NO DIAL TONE", ResultCode::no_dial_tone},
    {"BUSY", ResultCode::busy},
    {"NO ANSWER", ResultCode::no_answer},
    {"RINGING", ResultCode::ringing},
    {"RRING", ResultCode::ringing},
    {"LINE IN USE", ResultCode::line_in_use},
    {"PHONE OFF-HOOK", ResultCode::line_in_use},
    {"NO LINE", ResultCode::line_in_use},
    {"DELAYED", ResultCode::blocked},
    {"BLACKLISTED", ResultCode::blocked},
    {"BLACKLIST FULL", ResultCode::blocked},
});
}  // namespace

std::optional<ResultCode> result_code(std::string_view line) {
  const auto* const found = std::find_if(k_codes.begin(), k_codes.end(), [&](const auto& row) { return row.first == line; });
  if (found != k_codes.end()) return found->second;
  if (line.starts_with("CONNECT ")) return ResultCode::connect;
  if (line.starts_with("+CME ERROR:") || line.starts_with("+CMS ERROR:")) return ResultCode::error;
  return std::nullopt;
}

}  // namespace campon::atmodem
