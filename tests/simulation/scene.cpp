#include "scene.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

#include "hw-sim/simulator.hpp"
#include "shipped.hpp"
#include "twins.hpp"
#include "world.hpp"

namespace campon::simulation {

namespace {

constexpr std::string_view k_mobile_plan = "nanp_class";
constexpr std::string_view k_mobile_network = "gsm_3gpp";
constexpr std::string_view k_without_voice = "gsm_data_stick";  // makes no calls

// Of the exchange and its lines.
constexpr std::array<std::string_view, 29> k_exchange_faults{"X01", "X02", "X03", "X04", "X05", "X06", "X07", "X08", "X09", "X10",
                                                             "X11", "X12", "X13", "X14", "X15", "X16", "X17", "L01", "L02", "L03",
                                                             "L04", "L05", "L06", "L07", "L08", "L09", "L10", "L11", "L12"};
// Of the modem.
constexpr std::array<std::string_view, 32> k_modem_faults{"D08", "D09", "D11", "D12", "D13", "D14", "P01", "P02", "P03", "P04", "P05",
                                                          "P06", "P07", "P08", "P09", "P10", "P11", "P12", "P13", "P14", "R01", "R02",
                                                          "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R11", "R12"};

// What a chance life meets too seldom: it needs a network with the mode, or somebody who listens.
enum class Needs : std::uint8_t { nothing, message, intrude, ears };
struct Rare {
  std::string_view name;
  Needs needs;
};
constexpr std::array<Rare, 10> k_rare{{{"X07", Needs::nothing},
                                       {"X13", Needs::nothing},
                                       {"X15", Needs::intrude},
                                       {"X16", Needs::message},
                                       {"P07", Needs::nothing},
                                       {"P10", Needs::ears},
                                       {"P11", Needs::nothing},
                                       {"R06", Needs::nothing},
                                       {"R09", Needs::ears},
                                       {"R10", Needs::nothing}}};
constexpr unsigned k_rate_of_rare = 300;

// What goes wrong besides, by the names of Scene::troubles().
struct Trouble {
  std::string_view name;
  bool Scene::*may_happen;
  std::uint64_t one_life_in;
};
constexpr std::array<Trouble, 5> k_troubles{{{"crashes", &Scene::crashes, 2},
                                             {"bad disk", &Scene::bad_disk, 4},
                                             {"bad wires", &Scene::bad_wires, 8},
                                             {"unplugs", &Scene::unplugs, 4},
                                             {"suspends", &Scene::suspends, 8}}};

// Of a thousand occasions: a modem has one with every command, an exchange with every request.
constexpr unsigned k_most_of_exchange = 600;
constexpr unsigned k_most_of_modem = 120;

template <class T>
const T& one_of(const std::vector<T>& all, env::Rng& chance) {
  return all[chance.between(0, all.size() - 1)];
}
bool one_in(env::Rng& chance, std::uint64_t most) { return chance.between(1, most) == 1; }

std::vector<std::string> networks_with_plan() {
  std::vector<std::string> names;
  for (const auto& plan : sim::plan_names())
    for (const auto& file : profiles::shipped_networks())
      if (file.name == plan) names.push_back(plan);
  names.emplace_back(k_mobile_network);
  return names;
}

bool has_mode(const std::string& network, provider::CompletionMode mode) {
  const auto procedures = provider::shipped_network(network).procedures;
  return std::any_of(procedures.begin(), procedures.end(), [&](const auto& each) { return each.mode == mode; });
}

std::vector<std::string> networks_for(const Rare* rare) {
  static const std::vector<std::string> all = networks_with_plan();
  if (rare == nullptr || rare->needs == Needs::nothing) return all;
  std::vector<std::string> out;
  for (const auto& name : all) {
    const bool fits = rare->needs == Needs::ears ? name != k_mobile_network
                                                 : has_mode(name, rare->needs == Needs::message ? provider::CompletionMode::message
                                                                                                : provider::CompletionMode::intrude);
    if (fits) out.push_back(name);
  }
  return out;
}

std::string counted_up(const std::string& number, std::uint64_t by) {
  std::string text = std::to_string(std::stoull(number) + by);
  return std::string(number.size() - std::min(number.size(), text.size()), '0') + text;
}

LineScene line_scene(const Order& order, const std::string& number, bool mobile, env::Rng& chance) {
  if (mobile) {
    std::vector<scenario::Twin> twins(scenario::k_mobile_twins.begin(), scenario::k_mobile_twins.end());
    std::erase_if(twins, [](const auto& twin) { return twin.simulated == k_without_voice; });
    if (!order.modem.empty()) std::erase_if(twins, [&](const auto& twin) { return twin.simulated != order.modem; });
    if (twins.empty()) throw std::invalid_argument("no mobile modem of that name");
    const auto& twin = one_of(twins, chance);
    return {number, std::string(twin.modem), std::string(twin.simulated), false};
  }
  const auto modems = scenario::voice_modems_with_twin();
  const std::string modem = order.modem.empty() ? one_of(modems, chance) : order.modem;
  constexpr std::uint64_t k_one_with_ears_in = 32;
  return {number, modem, modem, one_in(chance, k_one_with_ears_in)};
}

template <std::size_t N>
std::vector<FaultRate> some_faults(const std::array<std::string_view, N>& names, unsigned most_per_mille, env::Rng& chance) {
  std::vector<FaultRate> out;
  for (auto count = chance.between(0, 3); count > 0; --count)
    out.push_back({std::string(names.at(chance.between(0, N - 1))), static_cast<unsigned>(chance.between(5, most_per_mille))});
  return out;
}

void leave_out(Scene& scene, const std::vector<std::string>& names) {
  const auto named = [&](std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); };
  std::erase_if(scene.faults, [&](const FaultRate& fault) { return named(fault.name); });
  std::erase_if(scene.modem_faults, [&](const FaultRate& fault) { return named(fault.name); });
  for (const auto& trouble : k_troubles)
    if (named(trouble.name)) scene.*trouble.may_happen = false;
}

}  // namespace

Scene make_scene(const Order& order, env::Rng& chance) {
  Scene out;
  const bool troubled = order.faults && !one_in(chance, 4);
  const Rare* const rare = troubled && one_in(chance, 4) ? &k_rare.at(chance.between(0, k_rare.size() - 1)) : nullptr;
  out.network = order.network.empty() ? one_of(networks_for(rare), chance) : order.network;
  const bool mobile = out.network == k_mobile_network;
  out.plan = mobile ? std::string(k_mobile_plan) : out.network;
  const std::string first = scenario::User::on(out.plan).number;
  for (std::size_t i = 0; i < order.lines; ++i) out.lines.push_back(line_scene(order, counted_up(first, i), mobile, chance));
  if (rare != nullptr && rare->needs == Needs::ears && !mobile) out.lines.front().ears = true;
  constexpr std::uint64_t k_away = 23;
  for (std::uint64_t i = 0; i < 3; ++i) out.others.push_back(counted_up(first, k_away + i));
  const auto region = provider::shipped_region(provider::shipped_network(out.network).region);
  if (!region.emergency.empty()) out.emergency = region.emergency.front();
  if (!troubled) return out;
  out.faults = some_faults(k_exchange_faults, k_most_of_exchange, chance);
  out.modem_faults = some_faults(k_modem_faults, k_most_of_modem, chance);
  if (rare != nullptr) (rare->name.front() == 'X' ? out.faults : out.modem_faults).push_back({std::string(rare->name), k_rate_of_rare});
  for (const auto& trouble : k_troubles) out.*trouble.may_happen = one_in(chance, trouble.one_life_in);
  leave_out(out, order.without);
  return out;
}

bool Scene::is_calm() const { return troubles().empty(); }

std::vector<std::string> Scene::troubles() const {
  std::vector<std::string> out;
  for (const auto& fault : faults) out.push_back(fault.name);
  for (const auto& fault : modem_faults) out.push_back(fault.name);
  for (const auto& trouble : k_troubles)
    if (this->*trouble.may_happen) out.emplace_back(trouble.name);
  return out;
}

std::string describe(const Scene& scene) {
  std::string out = scene.network;
  for (const auto& line : scene.lines) out += ", line " + line.number + " with " + line.simulated + (line.ears ? " and ears" : "");
  for (const auto& fault : scene.faults) out += ", " + fault.name + " at " + std::to_string(fault.per_mille);
  for (const auto& fault : scene.modem_faults) out += ", modem " + fault.name + " at " + std::to_string(fault.per_mille);
  for (const auto& trouble : k_troubles)
    if (scene.*trouble.may_happen) out.append(", ").append(trouble.name);
  return out;
}

}  // namespace campon::simulation
