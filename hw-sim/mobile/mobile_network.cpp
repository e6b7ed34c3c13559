#include "hw-sim/mobile/mobile_network.hpp"

#include <algorithm>

namespace campon::sim {

MobileNetwork::MobileNetwork(Exchange& exchange, env::Scheduler& scheduler, env::Trace& trace, Faults& faults)
    : world_{*this, exchange, scheduler, trace, faults} {}

MobileNetwork::~MobileNetwork() = default;

MobileSubscriber& MobileNetwork::subscriber(std::string_view number) {
  const auto found = subscribers_.find(number);
  if (found != subscribers_.end()) return *found->second;
  auto made = std::make_unique<MobileSubscriber>(std::string(number), world_);
  return *subscribers_.emplace(std::string(number), std::move(made)).first->second;
}

void MobileNetwork::forget_requests() {
  for (const auto& [number, one] : subscribers_) one->forget_requests();
}

bool MobileNetwork::is_emergency(std::string_view number) const {
  const auto listed = [&](const std::vector<std::string>& list) { return std::find(list.begin(), list.end(), number) != list.end(); };
  return listed(rules.emergency) || listed(world_.exchange.plan().numbering.emergency);
}

void MobileNetwork::enter_emergency(const std::string& from, std::string_view number) {
  emergency_calls_.push_back({from, std::string(number), world_.scheduler.now()});
}

MobileSubscriber* MobileNetwork::owner(const Station& station) {
  if (!station.mobile) return nullptr;
  const auto found = subscribers_.find(station.identity());
  return found == subscribers_.end() ? nullptr : found->second.get();
}

}  // namespace campon::sim
