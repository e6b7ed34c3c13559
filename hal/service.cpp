#include "hal/service.hpp"

#include <algorithm>
#include <array>

namespace campon::hal {

namespace {
constexpr std::array<std::string_view, 5> k_kinds{"request_completion", "cancel_completions", "cancel_completion", "query_completions",
                                                  "send_message"};
}

std::string_view to_string(ServiceKind kind) { return k_kinds.at(static_cast<std::size_t>(kind)); }

std::optional<ServiceKind> service_kind(std::string_view word) {
  const auto found = std::find(k_kinds.begin(), k_kinds.end(), word);
  if (found == k_kinds.end()) return std::nullopt;
  return static_cast<ServiceKind>(found - k_kinds.begin());
}

}  // namespace campon::hal
