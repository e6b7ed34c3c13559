#include "findings.hpp"

#include <utility>

namespace campon::simulation {

void Findings::add(env::Time at, std::string_view rule, std::string what) {
  constexpr std::size_t k_kept = 8;
  if (found_.size() < k_kept) found_.push_back({at, std::string(rule), std::move(what)});
}

void Findings::met(std::string_view what) {
  const auto found = rare_.find(what);
  if (found != rare_.end()) {
    ++found->second;
  } else {
    rare_.emplace(what, 1);
  }
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
