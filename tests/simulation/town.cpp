#include "town.hpp"

#include <array>

#include "hw-sim/faults/faults.hpp"
#include "hw-sim/line/line_port.hpp"

namespace campon::simulation {

using namespace std::chrono_literals;

void Town::begins() {
  for (const auto& fault : scene_.faults) (void)place_.exchange->faults().rate(fault.name, fault.per_mille);
  for (const auto& line : scene_.lines)
    for (const auto& fault : scene_.modem_faults)
      if (sim::Faults* const modem = place_.exchange->faults_of(line.number); modem != nullptr)
        (void)modem->rate(fault.name, fault.per_mille);
}

void Town::acts() {
  switch (pick(12)) {
    case 0:
    case 1:
    case 2: return takes_the_handset(somebody());
    case 3: {
      auto& who = somebody();
      return who.is_free() ? who.be_busy_for(std::chrono::seconds(chance_.between(1, 90))) : who.be_free();
    }
    case 4:
    case 5: return somebody().be_free();
    case 6: return somebody().hang_up();
    case 7: return pick(3) == 0 ? somebody().never_answer() : somebody().answer_after_rings(static_cast<int>(chance_.between(1, 4)));
    case 8: return somebody().hang_up_after(std::chrono::seconds(chance_.between(1, 40)));
    case 9: return scene_.bad_wires ? breaks_a_wire() : takes_the_handset(somebody());
    default: return calls_somebody();
  }
}

// To call; who is rung would answer.
void Town::takes_the_handset(sim::Subscriber& who) {
  if (who.is_free()) who.be_busy();
}

void Town::breaks_a_wire() {
  const auto& line = scene_.lines[pick(scene_.lines.size())];
  constexpr std::array k_wires{sim::Loop::good, sim::Loop::in_use, sim::Loop::dead};
  place_.exchange->set_wires(line.number, k_wires.at(pick(k_wires.size())));
}

void Town::calls_somebody() {
  const auto& line = scene_.lines[pick(scene_.lines.size())];
  const auto& caller = scene_.others[pick(scene_.others.size())];
  (void)place_.exchange->call_line(line.number, caller, std::chrono::milliseconds(chance_.between(500, 30000)));
}

void Town::heals() {
  place_.exchange->faults().clear();
  for (const auto& line : scene_.lines) {
    if (sim::Faults* const modem = place_.exchange->faults_of(line.number); modem != nullptr) modem->clear();
    place_.exchange->set_wires(line.number, sim::Loop::good);
  }
}

void Town::stirs() {
  for (const auto& number : scene_.others) {
    auto& other = place_.exchange->subscriber(number);
    other.hang_up();
    other.be_busy_for(5s);
    other.answer_after_rings(1);
    other.hang_up_after(20s);
  }
}

}  // namespace campon::simulation
