// The other subscribers and the network, who do what they like: busy, free, silent, forgetful, broken.
#pragma once

#include <memory>
#include <vector>

#include "findings.hpp"
#include "hal/env/rng.hpp"
#include "scene.hpp"
#include "world.hpp"

namespace campon::simulation {

class Town {
 public:
  Town(scenario::Place& place, const Scene& scene, env::Rng& chance) : place_(place), scene_(scene), chance_(chance) {}

  void begins();  // its faults may happen from now on
  void acts();
  // Nothing goes wrong any more, and everybody answers.
  void heals();
  // Everybody uses the telephone once, so that requests on no answer are taken up.
  void stirs();

 private:
  static void takes_the_handset(sim::Subscriber& who);
  void breaks_a_wire();
  void calls_somebody();
  sim::Subscriber& somebody() { return place_.exchange->subscriber(scene_.others[pick(scene_.others.size())]); }
  std::uint64_t pick(std::uint64_t most) { return chance_.between(0, most - 1); }

  scenario::Place& place_;
  const Scene& scene_;
  env::Rng& chance_;
};

}  // namespace campon::simulation
