#include "provider/network/procedure.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace campon::provider {

namespace {

constexpr auto k_heard_words = std::to_array<std::pair<Heard, std::string_view>>({
    {Heard::dial_tone, "dial_tone"},
    {Heard::stutter_dial_tone, "stutter_dial_tone"},
    {Heard::busy, "busy"},
    {Heard::reorder, "reorder"},
    {Heard::sit, "sit"},
    {Heard::ringback, "ringback"},
    {Heard::confirmation, "confirmation"},
    {Heard::voice, "voice"},
    {Heard::loop_drop, "loop_drop"},
});

constexpr std::string_view k_number = "number";
constexpr std::string_view k_index = "index";
constexpr std::string_view k_code = "code:";

std::string value_of(std::string_view placeholder, const Procedure& procedure, std::string_view number, unsigned index) {
  if (placeholder == k_number) return std::string(number);
  if (placeholder == k_index) return std::to_string(index);
  if (!placeholder.starts_with(k_code)) return {};
  const std::string_view name = placeholder.substr(k_code.size());
  const auto found = std::find_if(procedure.codes.begin(), procedure.codes.end(), [&](const auto& code) { return code.name == name; });
  return found == procedure.codes.end() ? std::string() : found->digits;
}

template <class Kind>
bool is(const Step& step) {
  return std::holds_alternative<Kind>(step.what);
}

}  // namespace

std::string_view to_string(Heard heard) {
  const auto* const found = std::find_if(k_heard_words.begin(), k_heard_words.end(), [&](const auto& row) { return row.first == heard; });
  return found->second;
}

std::optional<Heard> heard_word(std::string_view word) {
  const auto* const found = std::find_if(k_heard_words.begin(), k_heard_words.end(), [&](const auto& row) { return row.second == word; });
  if (found == k_heard_words.end()) return std::nullopt;
  return found->first;
}

std::vector<std::string> Procedure::missing_codes() const {
  std::vector<std::string> out;
  for (const auto& code : codes)
    if (code.digits.empty()) out.push_back(code.name);
  return out;
}

bool begins_afresh(const Procedure& procedure) {
  if (procedure.steps.empty()) return true;
  const Step& first = procedure.steps.front();
  return is<HangUp>(first) || is<Seize>(first) || is<Flash>(first) || is<Service>(first);
}

bool needs_no_call(const Procedure& procedure) {
  if (procedure.steps.empty()) return true;
  const Step& first = procedure.steps.front();
  if (const auto* service = std::get_if<Service>(&first.what)) return service->kind != hal::ServiceKind::request_completion;
  return is<HangUp>(first) || is<Seize>(first);
}

bool names_the_number(const Procedure& procedure) {
  return std::any_of(procedure.steps.begin(), procedure.steps.end(), [](const Step& step) {
    if (const auto* service = std::get_if<Service>(&step.what)) return service->kind == hal::ServiceKind::send_message;
    const auto* send = std::get_if<SendDigits>(&step.what);
    return send != nullptr && send->digits.find("{number}") != std::string::npos;
  });
}

std::string expand(std::string_view digits, const Procedure& procedure, std::string_view number, unsigned index) {
  std::string out;
  while (!digits.empty()) {
    const auto open = digits.find('{');
    out += digits.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = digits.find('}', open);
    if (close == std::string_view::npos) break;
    out += value_of(digits.substr(open + 1, close - open - 1), procedure, number, index);
    digits.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace campon::provider
