#include "hw-sim/mobile/mobile_control.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "hal/env/trace.hpp"
#include "hw-sim/mobile/mobile_network.hpp"
#include "hw-sim/simulator.hpp"

namespace campon::sim {

namespace {

using Words = std::vector<std::string>;
using Answer = env::Expected<std::string>;

Answer misuse(std::string what) { return env::fail(env::ErrorCode::bad_state, env::Remedy::misuse, std::move(what)); }

Answer expected() { return misuse("one of these is expected: " + std::string(k_mobile_control_help)); }

bool is_digits(const std::string& text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most && text.find_first_not_of("0123456789") == std::string::npos;
}

Answer cover(MobileSubscriber& subscriber, const std::string& how) {
  static constexpr std::array<std::pair<std::string_view, Registration>, 4> k_covers{{{"home", Registration::home},
                                                                                      {"roaming", Registration::roaming},
                                                                                      {"none", Registration::searching},
                                                                                      {"denied", Registration::denied}}};
  const auto* found = std::find_if(k_covers.begin(), k_covers.end(), [&](const auto& one) { return one.first == how; });
  if (found == k_covers.end()) return expected();
  subscriber.cover(found->second);
  return subscriber.number() + " is covered: " + how;
}

Answer signal(MobileSubscriber& subscriber, const std::string& strength) {
  constexpr int k_strongest = 31;
  constexpr int k_unknown = 99;
  const int value = is_digits(strength, 1, 2) ? std::stoi(strength) : k_unknown + 1;
  if (value > k_strongest && value != k_unknown) return expected();
  subscriber.signal = value;
  return subscriber.number() + " hears the network with " + strength;
}

Answer pin(MobileSubscriber& subscriber, const std::string& digits) {
  if (digits != "off" && !is_digits(digits, 4, 8)) return expected();
  subscriber.card.set_pin(digits == "off" ? "" : digits);
  return subscriber.number() + (digits == "off" ? " asks for no PIN" : " asks for a PIN from the next power on");
}

Answer text(MobileSubscriber& subscriber, const Words& words) {
  std::string all;
  for (std::size_t i = 2; i < words.size(); ++i) all += (i == 2 ? "" : " ") + words[i];
  subscriber.send_text(all);
  return subscriber.number() + " is told: " + env::escaped(all);
}

}  // namespace

Answer mobile_control(Simulator& simulator, const Words& words) {
  if (words.size() < 3) return expected();
  if (!simulator.mobile().has(words[1])) return misuse(env::escaped(words[1]) + " is no mobile subscriber");
  MobileSubscriber& subscriber = simulator.mobile().subscriber(words[1]);
  if (words[0] == "text") return text(subscriber, words);
  if (words.size() > 3) return expected();
  if (words[0] == "cover") return cover(subscriber, words[2]);
  if (words[0] == "signal") return signal(subscriber, words[2]);
  if (words[0] == "pin") return pin(subscriber, words[2]);
  return expected();
}

}  // namespace campon::sim
