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

// Of the exchange and its lines, and of the modem: those that a run can go on after.
constexpr std::array<std::string_view, 20> k_exchange_faults{"X01", "X02", "X03", "X04", "X05", "X06", "X07", "X08", "X09", "X11",
                                                             "X12", "X15", "X16", "X17", "L01", "L02", "L03", "L05", "L07", "L08"};
constexpr std::array<std::string_view, 20> k_modem_faults{"D11", "D12", "D13", "D14", "P01", "P02", "P03", "P04", "P06", "P09",
                                                          "P12", "P13", "P14", "R01", "R02", "R03", "R04", "R05", "R06", "R11"};

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
    return {number, std::string(twin.modem), std::string(twin.simulated)};
  }
  const auto modems = scenario::voice_modems_with_twin();
  const std::string modem = order.modem.empty() ? one_of(modems, chance) : order.modem;
  return {number, modem, modem};
}

template <std::size_t N>
std::vector<FaultRate> some_faults(const std::array<std::string_view, N>& names, unsigned most_per_mille, env::Rng& chance) {
  std::vector<FaultRate> out;
  for (auto count = chance.between(0, 3); count > 0; --count)
    out.push_back({std::string(names.at(chance.between(0, N - 1))), static_cast<unsigned>(chance.between(5, most_per_mille))});
  return out;
}

}  // namespace

Scene make_scene(const Order& order, env::Rng& chance) {
  Scene out;
  out.network = order.network.empty() ? one_of(networks_with_plan(), chance) : order.network;
  const bool mobile = out.network == k_mobile_network;
  out.plan = mobile ? std::string(k_mobile_plan) : out.network;
  const std::string first = scenario::User::on(out.plan).number;
  for (std::size_t i = 0; i < order.lines; ++i) out.lines.push_back(line_scene(order, counted_up(first, i), mobile, chance));
  constexpr std::uint64_t k_away = 23;
  for (std::uint64_t i = 0; i < 3; ++i) out.others.push_back(counted_up(first, k_away + i));
  const auto region = provider::shipped_region(provider::shipped_network(out.network).region);
  if (!region.emergency.empty()) out.emergency = region.emergency.front();
  if (!order.faults || one_in(chance, 4)) return out;
  out.faults = some_faults(k_exchange_faults, k_most_of_exchange, chance);
  out.modem_faults = some_faults(k_modem_faults, k_most_of_modem, chance);
  out.crashes = one_in(chance, 2);
  out.bad_disk = one_in(chance, 4);
  out.bad_wires = one_in(chance, 8);
  out.unplugs = one_in(chance, 4);
  return out;
}

std::vector<std::string_view> fault_names() {
  std::vector<std::string_view> names(k_exchange_faults.begin(), k_exchange_faults.end());
  names.insert(names.end(), k_modem_faults.begin(), k_modem_faults.end());
  return names;
}

std::string describe(const Scene& scene) {
  std::string out = scene.network;
  for (const auto& line : scene.lines) out += ", line " + line.number + " with " + line.simulated;
  for (const auto& fault : scene.faults) out += ", " + fault.name + " at " + std::to_string(fault.per_mille);
  for (const auto& fault : scene.modem_faults) out += ", modem " + fault.name + " at " + std::to_string(fault.per_mille);
  if (scene.crashes) out += ", crashes";
  if (scene.bad_disk) out += ", bad disk";
  if (scene.bad_wires) out += ", bad wires";
  if (scene.unplugs) out += ", unplugged now and then";
  return out;
}

}  // namespace campon::simulation
