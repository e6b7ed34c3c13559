#include "apps/conformance/peer.hpp"

#include <cstdlib>

namespace campon::conformance {

Peer::Peer(const Library& library, std::string command)
    : inside_(reinterpret_cast<decltype(inside_)>(library.find("campon_loopback_control"))), command_(std::move(command)) {}

bool Peer::tell(const LinePlan& line, const std::string& order) const {
  if (!command_.empty()) return std::system((command_ + " " + order + " >/dev/null").c_str()) == 0;
  return inside_ != nullptr && inside_(line.exchange.c_str(), order.c_str()) == 0;
}

}  // namespace campon::conformance
