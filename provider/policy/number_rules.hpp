// Which numbers the owner lets be dialled: by class, by list. A pure function; see Policy for the lists. [fault M05]
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "provider/policy/policy.hpp"

namespace campon::provider {

enum class NumberVerdict : std::uint8_t { allowed, denied_class, denied_number, not_on_list, no_number };

struct NumberAnswer {
  NumberVerdict verdict = NumberVerdict::allowed;
  std::optional<NumberClass> what;  // denied_class: which
  std::string rule;                 // the prefix that decided; empty when none did
};

// Judged in every reading (see readings()), and in a home number written with the country code also as dialled at home:
// one denied reading denies the number, unless `allow` names it as dialled or in that reading.
NumberAnswer judge_number(const Policy& policy, const Region& region, std::string_view text);

}  // namespace campon::provider
