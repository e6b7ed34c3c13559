#include "provider/policy/readings.hpp"

#include <algorithm>

namespace campon::provider {

namespace {

constexpr std::size_t k_longest_unknown_prefix = 4;
// With the country code; shorter, and they are a prefix of something else.
constexpr std::size_t k_shortest_abroad = 8;

// An access prefix of more digits is a code or a carrier, no outside line.
constexpr std::size_t k_longest_outside_line = 2;

// What was taken off so far.
struct Way {
  bool line = false;
  bool carrier = false;
  bool trunk = false;
  bool loose = false;
  [[nodiscard]] std::size_t index() const { return (line ? 1U : 0U) + (carrier ? 2U : 0U) + (trunk ? 4U : 0U) + (loose ? 8U : 0U); }
};
constexpr std::size_t k_ways = 16;

class Walk {
 public:
  Walk(const Region& region, const NumberPatterns& own, const HeardDigits& heard)
      : region_(region), own_(own), heard_(heard), been_((heard.digits.size() + 1) * k_ways, false) {}

  std::vector<Reading> all() {
    go(0, {});
    for (std::size_t next = 0; next < steps_.size(); ++next) onward(steps_[next].place, steps_[next].way);
    std::vector<Reading> out;
    for (const auto& [place, way] : steps_) out.push_back({rest(place), place == 0, way.loose});
    return out;
  }

 private:
  struct Step {
    std::size_t place;
    Way way;
  };

  [[nodiscard]] std::string_view rest(std::size_t place) const { return std::string_view(heard_.digits).substr(place); }
  [[nodiscard]] bool waits_at(std::size_t place) const { return std::binary_search(heard_.waits.begin(), heard_.waits.end(), place); }

  [[nodiscard]] bool is_ordinary(std::size_t place) const {
    const std::string_view digits = without_end(rest(place));
    if (any_is(region_.numbering.ordinary, digits) || (place == 0 && any_is(own_, digits))) return true;
    const std::string& prefix = region_.numbering.international_prefix;
    return !prefix.empty() && digits.starts_with(prefix) && digits.size() >= prefix.size() + k_shortest_abroad &&
           digits[prefix.size()] != '0';
  }

  void go(std::size_t place, Way way) {
    if (place >= heard_.digits.size()) return;
    const std::size_t index = place * k_ways + way.index();
    if (been_[index]) return;
    been_[index] = true;
    steps_.push_back({place, way});
  }

  void onward(std::size_t place, Way way) {
    const bool whole = is_ordinary(place);
    const auto through = [&](std::size_t length, Way next) {
      if (!whole || waits_at(place + length)) go(place + length, next);
    };
    for (const auto& prefix : region_.access_prefixes)
      if (prefix.begins(rest(place))) through(prefix.size(), after_access(prefix, way));
    const std::string& trunk = region_.numbering.trunk_prefix;
    if (!trunk.empty() && rest(place).starts_with(trunk)) through(trunk.size(), {way.line, way.carrier, true, way.loose || way.trunk});
    through_code(place, way);
    for (const std::size_t wait : heard_.waits)
      if (wait > place && wait - place <= k_longest_unknown_prefix) go(wait, {true, way.carrier, way.trunk, way.loose || way.line});
  }

  static Way after_access(const NumberPattern& prefix, Way way) {
    if (prefix.text().find_first_of("*#") != std::string::npos) return way;
    const bool line = prefix.size() <= k_longest_outside_line;
    const bool again = line ? way.line : way.carrier;
    return {way.line || line, way.carrier || !line, way.trunk, way.loose || again};
  }

  // "*67", "#31#", "**21*", whatever it means; and lone stars.
  void through_code(std::size_t place, Way way) {
    const std::string& digits = heard_.digits;
    const std::size_t number = std::min(digits.find_first_not_of("*#", place), digits.size());
    if (number == place) return;
    go(number, {way.line, way.carrier, way.trunk, true});
    const std::size_t end = std::min(digits.find_first_of("*#+", number), digits.size());
    for (const std::size_t length : {2U, 3U}) {
      if (number + length > end) continue;
      go(number + length, way);
      if (number + length == end) go(end + 1, way);
    }
  }

  const Region& region_;
  const NumberPatterns& own_;
  const HeardDigits& heard_;
  std::vector<bool> been_;
  std::vector<Step> steps_;
};

}  // namespace

std::string_view without_end(std::string_view digits) { return digits.substr(0, digits.find_last_not_of("*#") + 1); }

std::vector<Reading> readings(const Region& region, const NumberPatterns& own_numbers, const HeardDigits& heard) {
  return Walk(region, own_numbers, heard).all();
}

}  // namespace campon::provider
