#include "apps/campon/output/timeline.hpp"

#include <optional>

#include "apps/campon/attempt/duration.hpp"

namespace campon::cli {
namespace {

constexpr std::string_view k_arrow = "--> ";
constexpr std::string_view k_far_side = "exchange";
constexpr std::size_t k_who_width = 14;
constexpr std::size_t k_kind_width = 9;

// "line 1", but not "modem 5550100" or a device.
bool is_one_of_ours(std::string_view who) {
  for (const std::string_view word : {"line", "call ", "completion "})
    if (who.starts_with(word)) return true;
  return false;
}

// Of a step only where it led; nothing when it led nowhere. The steps of the line itself are its orders, seen elsewhere.
std::optional<std::string> for_people(env::TraceKind kind, std::string_view who, std::string_view text) {
  if (!is_one_of_ours(who)) return std::nullopt;
  if (kind != env::TraceKind::state) return std::string(text);
  const auto arrow = text.find(k_arrow);
  if (arrow == std::string_view::npos || who.starts_with("line")) return std::nullopt;
  const auto next = text.substr(arrow + k_arrow.size());
  if (next.starts_with("ignored") || next.starts_with("refused") || text.starts_with(next)) return std::nullopt;
  return std::string(next);
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  out.resize(std::max(out.size() + 1, width), ' ');
  return out;
}

}  // namespace

long long Timeline::millis(env::Time at) const { return std::chrono::duration_cast<std::chrono::milliseconds>(at - start_).count(); }

void Timeline::note(env::Time at, env::TraceKind kind, std::string_view who, std::string_view text) {
  const bool whole = detail_ == Detail::everything || (who == k_far_side && !followed_.empty() && text.starts_with(followed_));
  const auto shown = whole ? std::string(text) : for_people(kind, who, text);
  if (!shown) return;
  report_.tell(
      {{"type", "trace"}, {"line_ms", millis(at)}, {"who", who}, {"kind", env::to_string(kind)}, {"text", *shown}},
      clock_text(at - start_) + "  " + padded(env::escaped(who), k_who_width) + padded(env::to_string(kind), k_kind_width) + *shown);
}

void Timeline::say(env::Time at, Json object, std::string_view text) {
  object["line_ms"] = millis(at);
  report_.tell(object, text.empty() ? "" : clock_text(at - start_) + "  -- " + std::string(text));
}

}  // namespace campon::cli
