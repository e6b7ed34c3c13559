// What a thousand lives must have met: a run that never did has tested too little.
#pragma once

#include <array>
#include <string_view>

namespace campon::simulation {

inline constexpr std::array<std::string_view, 20> k_sometimes{
    "a recall",
    "an emergency call before a completion's own business",
    "disk full during a cancel",
    "killed before the reply to a request",
    "killed twice within a minute",
    "unplugged while outstanding",
    "ended: attempts_over",
    "ended: busy_again",
    "ended: cancelled_by_user",
    "ended: carried_out",
    "ended: connected",
    "ended: hung_up",
    "ended: lifetime_over",
    "ended: line_lost",
    "ended: other_party_silent",
    "ended: recall_not_answered",
    "ended: refused_by_network",
    "ended: replaced",
    "ended: unknown_result",
    "three outstanding",
};

}  // namespace campon::simulation
