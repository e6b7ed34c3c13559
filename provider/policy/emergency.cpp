#include "provider/policy/emergency.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "provider/policy/readings.hpp"

namespace campon::provider {

namespace {

// A number abroad has at least as many digits after the country's prefix; fewer, and they are a short code.
constexpr std::size_t k_shortest_abroad = 7;
constexpr std::size_t k_longest_country_code = 3;

using Numbers = std::vector<std::string>;

bool holds(const Numbers& numbers, std::string_view digits) { return std::find(numbers.begin(), numbers.end(), digits) != numbers.end(); }

// Tells what one reading of the digits reaches.
class Judge {
 public:
  Judge(const Region& region, const Numbers& local, const NumberPatterns& own) : region_(region), local_(local), own_(own) {}

  [[nodiscard]] Reach of(const Reading& reading) const {
    if (is_whole(reading.rest)) return reading.loose ? Reach::possible : Reach::certain;
    if (reading.loose || (reading.first && any_is(own_, reading.rest))) return Reach::none;
    const Reach here = begins(reading.rest) && region_.emergency_at_once ? Reach::certain : Reach::none;
    const Reach doubt = begins(reading.rest) ? Reach::possible : Reach::none;
    return std::max({here, doubt, abroad(reading.rest)});
  }

  [[nodiscard]] bool is_whole(std::string_view digits) const {
    const std::string_view number = without_end(digits);
    return holds(region_.emergency, number) || holds(region_.emergency_elsewhere, number) || holds(local_, number);
  }

 private:
  [[nodiscard]] bool begins(std::string_view digits) const {
    return std::any_of(region_.emergency.begin(), region_.emergency.end(), [&](const auto& number) { return digits.starts_with(number); });
  }
  [[nodiscard]] bool begins_short(std::string_view digits) const {
    return without_end(digits).size() < k_shortest_abroad && begins(digits);
  }

  // '+' or the international prefix, and what follows.
  [[nodiscard]] Reach abroad(std::string_view digits) const {
    const std::string& prefix = region_.numbering.international_prefix;
    if (digits.starts_with('+')) return after_prefix(digits.substr(1));
    return !prefix.empty() && digits.starts_with(prefix) ? after_prefix(digits.substr(prefix.size())) : Reach::none;
  }

  [[nodiscard]] Reach after_prefix(std::string_view digits) const {
    const std::string& home = region_.numbering.country_code;
    const bool ours = !home.empty() && digits.starts_with(home);
    if (is_whole(digits) || (ours && whole_at_home(digits.substr(home.size())))) return Reach::certain;
    if (begins_short(digits) || (ours && begins_short(digits.substr(home.size())))) return Reach::possible;
    for (std::size_t length = 1; length <= k_longest_country_code && length < digits.size(); ++length)
      if (is_whole(digits.substr(length))) return Reach::possible;
    return Reach::none;
  }

  [[nodiscard]] bool whole_at_home(std::string_view digits) const {
    const std::string& trunk = region_.numbering.trunk_prefix;
    return is_whole(digits) || (!trunk.empty() && digits.starts_with(trunk) && is_whole(digits.substr(trunk.size())));
  }

  const Region& region_;
  const Numbers& local_;
  const NumberPatterns& own_;
};

}  // namespace

std::string_view to_string(DialOrigin origin) {
  static constexpr std::array<std::string_view, 6> k_words{"human", "redial", "recall", "camp_on", "retry", "script"};
  return k_words[static_cast<std::size_t>(origin)];
}

Reach EmergencyGuard::reach(const HeardDigits& heard) const {
  const Judge judge(region_, numbers_.local_emergency, numbers_.own);
  Reach found = heard.strange ? Reach::possible : Reach::none;
  for (const Reading& reading : readings(region_, numbers_.own, heard)) found = std::max(found, judge.of(reading));
  for (const std::size_t wait : heard.waits)
    if (judge.is_whole(std::string_view(heard.digits).substr(std::min(wait, heard.digits.size()))))
      found = std::max(found, Reach::possible);
  return found;
}

bool EmergencyGuard::machine_may_dial(std::string_view text, DialOrigin origin) const {
  return origin == DialOrigin::human || reach(text) == Reach::none;
}

bool EmergencyGuard::machine_may_send_code(std::string_view code, DialOrigin origin) const {
  if (!machine_may_dial(code, origin)) return false;
  const std::string digits = heard_digits(code).digits;
  const bool beginning =
      std::any_of(region_.emergency.begin(), region_.emergency.end(), [&](const auto& number) { return number.starts_with(digits); });
  return origin == DialOrigin::human || !beginning;
}

Reach DigitTrail::with(const EmergencyGuard& guard, std::string_view more) const {
  if (reached_) return Reach::certain;
  HeardDigits joined = so_far_;
  joined.append(heard_digits(more));
  return guard.reach(joined);
}

bool DigitTrail::machine_may_add(const EmergencyGuard& guard, std::string_view more, DialOrigin origin) const {
  return origin == DialOrigin::human || with(guard, more) == Reach::none;
}

void DigitTrail::sent(const EmergencyGuard& guard, std::string_view more) {
  reached_ = with(guard, more) == Reach::certain;
  so_far_.append(heard_digits(more));
}

}  // namespace campon::provider
