// Whether digits reach an emergency desk, in every disguise. [feature-codes 8; faults U05, R06; invariants I8-I10]
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "provider/network/region.hpp"
#include "provider/policy/heard_digits.hpp"

namespace campon::provider {

// Who wants digits sent.
enum class DialOrigin : std::uint8_t {
  human,
  redial,   // an emulated completion's attempts
  recall,   // what follows a recall
  camp_on,  // any completion that the network carries out
  retry,    // repeating what failed, replaying after a restart
  script,   // an application without a person at it
};
std::string_view to_string(DialOrigin origin);

// How sure it is that digits reach an emergency desk.
enum class Reach : std::uint8_t {
  none,
  possible,  // can be read so; a machine does not dial it
  certain,   // a human's call to it passes before every rule
};

// What the owner of the lines knows better than the region's file.
struct LocalNumbers {
  // Whole numbers of one's own PBX, such as "11xx": longer than an emergency number and beginning like it, they are still
  // no such number. The emergency number itself stays one.
  NumberPatterns own;
  // More emergency desks: the fire brigade of the plant, the local police.
  std::vector<std::string> local_emergency;
};

// What is looked through, in any order and with any formatting: the region's access prefixes (a PBX's outside line, one;
// carrier codes), codes such as *67 and #31#, the trunk prefix, '+' or the international prefix with or without the
// country code, an unknown prefix of up to four digits before a pause. After the number: '#', '*', and anything where the
// exchange connects at once. Longer chains of prefixes make it possible.
// Caller-id texts are never asked about: who calls authorises nothing. [fault R06]
class EmergencyGuard {
 public:
  // `region` must outlive the guard.
  explicit EmergencyGuard(const Region& region, LocalNumbers numbers = {}) : region_(region), numbers_(std::move(numbers)) {}

  [[nodiscard]] Reach reach(const HeardDigits& heard) const;
  [[nodiscard]] Reach reach(std::string_view text) const { return reach(heard_digits(text)); }

  // A human's call to it passes before every other rule, takes the line from pending work, and is never completed.
  [[nodiscard]] bool is_emergency(std::string_view text) const { return reach(text) == Reach::certain; }
  // False for any doubt. Always true for DialOrigin::human.
  [[nodiscard]] bool machine_may_dial(std::string_view text, DialOrigin origin) const;
  // A feature code sent from the outside dial tone: false also when it is the beginning of an emergency number, so that the
  // next digit could complete it. [feature-codes 8]
  [[nodiscard]] bool machine_may_send_code(std::string_view code, DialOrigin origin) const;

 private:
  const Region& region_;
  LocalNumbers numbers_;
};

// The digits of one call, command by command: what was sent so far decides what the next ones mean. Ask before sending,
// tell after. [fault U05: split over dial and later digits]
class DigitTrail {
 public:
  // What the call would have reached with `more`. Once certain, it stays so.
  [[nodiscard]] Reach with(const EmergencyGuard& guard, std::string_view more) const;
  [[nodiscard]] bool machine_may_add(const EmergencyGuard& guard, std::string_view more, DialOrigin origin) const;
  // `more` was sent, or may have been.
  void sent(const EmergencyGuard& guard, std::string_view more);
  // After a flash the exchange begins to count anew.
  void fresh_dial_tone() { so_far_ = {}; }
  [[nodiscard]] bool reached_emergency() const { return reached_; }

 private:
  HeardDigits so_far_;
  bool reached_ = false;
};

}  // namespace campon::provider
