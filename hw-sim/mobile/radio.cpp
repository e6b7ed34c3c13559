#include "hw-sim/mobile/radio.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace campon::sim {

std::string_view to_string(Cause cause) {
  using Name = std::pair<Cause, std::string_view>;
  static constexpr std::array<Name, 18> k_names{{{Cause::none, "No information"},
                                                 {Cause::unassigned, "Unassigned (unallocated) number"},
                                                 {Cause::normal, "Normal call clearing"},
                                                 {Cause::user_busy, "User busy"},
                                                 {Cause::no_response, "No user responding"},
                                                 {Cause::no_answer, "User alerting, no answer"},
                                                 {Cause::rejected, "Call rejected"},
                                                 {Cause::out_of_order, "Destination out of order"},
                                                 {Cause::invalid_number, "Invalid number format"},
                                                 {Cause::normal_unspecified, "Normal, unspecified"},
                                                 {Cause::no_circuit, "No circuit/channel available"},
                                                 {Cause::network_out_of_order, "Network out of order"},
                                                 {Cause::congestion, "Switching equipment congestion"},
                                                 {Cause::not_subscribed, "Requested facility not subscribed"},
                                                 {Cause::barred, "Incoming calls barred within the CUG"},
                                                 {Cause::not_implemented, "Service or option not available"},
                                                 {Cause::timer_expired, "Recovery on timer expiry"},
                                                 {Cause::interworking, "Interworking, unspecified"}}};
  const auto found = std::find_if(k_names.begin(), k_names.end(), [&](const Name& one) { return one.first == cause; });
  return found == k_names.end() ? "Interworking, unspecified" : found->second;
}

std::string_view to_string(CompletionRefusal refusal) {
  static constexpr std::array<std::string_view, 7> k_names{"none",       "not subscribed", "barred",    "list full",
                                                           "queue full", "too late",       "congestion"};
  return k_names.at(static_cast<std::size_t>(refusal));
}

}  // namespace campon::sim
