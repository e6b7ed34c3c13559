#include "findings.hpp"

#include <utility>

namespace campon::simulation {

void Findings::add(env::Time at, std::string_view rule, std::string what) {
  constexpr std::size_t k_kept = 8;
  if (found_.size() < k_kept) found_.push_back({at, std::string(rule), std::move(what)});
}

namespace {
void count(Counts& counts, std::string_view what) {
  const auto found = counts.find(what);
  if (found != counts.end()) {
    ++found->second;
  } else {
    counts.emplace(what, 1);
  }
}
}  // namespace

void Findings::met(std::string_view what) { count(rare_, what); }

void Findings::fault(std::string_view row) {
  count(faults_, row);
  ++injected_;
}

bool Watch::too_long(bool wrong, env::Time now, env::Duration allowed) {
  if (!wrong) {
    wrong_ = told_ = false;
    return false;
  }
  if (!wrong_) since_ = now;
  wrong_ = true;
  if (told_ || now - since_ <= allowed) return false;
  return told_ = true;
}

}  // namespace campon::simulation
