#include "minimise.hpp"

#include <utility>

namespace campon::simulation {

namespace {

constexpr auto k_shortest = std::chrono::minutes(1);

class Minimiser {
 public:
  Minimiser(Order order, Outcome failed) : best_{std::move(order), std::move(failed)}, rule_(best_.outcome.findings.all().front().rule) {}

  Minimised leaves_out_what_it_can() && {
    for (const auto& trouble : std::vector(best_.outcome.troubles)) {
      Order smaller = best_.order;
      smaller.without.push_back(trouble);
      try_it(std::move(smaller));
    }
    while (best_.order.length > k_shortest && try_length(best_.order.length / 2)) continue;
    while (best_.order.length > k_shortest && try_length(best_.order.length * 7 / 8)) continue;
    return std::move(best_);
  }

 private:
  bool try_length(env::Duration length) {
    Order shorter = best_.order;
    shorter.length = length;
    return try_it(std::move(shorter));
  }
  bool try_it(Order order) {
    Outcome outcome = play(order);
    const bool same = outcome.findings.any() && outcome.findings.all().front().rule == rule_;
    if (same) best_ = {std::move(order), std::move(outcome)};
    return same;
  }

  Minimised best_;
  const std::string rule_;
};

}  // namespace

Minimised minimised(Order order, Outcome failed) { return Minimiser(std::move(order), std::move(failed)).leaves_out_what_it_can(); }

}  // namespace campon::simulation
