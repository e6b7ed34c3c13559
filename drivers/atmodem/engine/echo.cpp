#include "drivers/atmodem/engine/echo.hpp"

#include <algorithm>
#include <cstddef>

namespace campon::atmodem {

namespace {

constexpr std::string_view k_prefix = "AT";
constexpr std::size_t k_longest = 256;  // no modem takes a longer line [voice-modems 1.1]
constexpr char k_end_of_line = '\r';

std::string_view without_end(std::string_view line) { return line.substr(0, line.empty() ? 0 : line.size() - 1); }

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const auto [end, ignored] = std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin());
  return static_cast<std::size_t>(end - a.begin());
}

}  // namespace

Echo::Echo(const ResultTexts& texts) : texts_(texts) {
  sent_.reserve(k_longest);
  sent_before_.reserve(k_longest);
}

std::string_view Echo::sends(std::string_view line) {
  sent_.swap(sent_before_);
  sent_.assign(line) += k_end_of_line;
  return sent_;
}

Echo::Parted Echo::part(std::string_view line) const {
  const std::string_view sent = without_end(sent_);
  const std::string_view before = without_end(sent_before_);
  const std::size_t echoed = std::max(common_prefix(line, sent), common_prefix(line, before));
  if (echoed < k_prefix.size()) return {line, false};
  const std::string_view echo = line.substr(0, echoed);
  const std::string_view rest = line.substr(echoed);
  const bool whole = echo == sent || echo == before;
  const bool followed_by_text = !rest.empty() && texts_.code_of(rest) == ResultCode::none;
  if (followed_by_text && (!whole || echo == k_prefix)) return {line, false};
  return {rest, whole};
}

}  // namespace campon::atmodem
