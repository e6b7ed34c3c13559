#include "provider/network/region.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "provider/policy/emergency.hpp"

namespace campon::provider {

namespace {

template <class Value, std::size_t Count>
using Words = std::array<std::pair<Value, std::string_view>, Count>;

constexpr Words<NumberClass, 10> k_classes{{
    {NumberClass::premium, "premium"},
    {NumberClass::international, "international"},
    {NumberClass::satellite, "satellite"},
    {NumberClass::shared_cost, "shared_cost"},
    {NumberClass::personal, "personal"},
    {NumberClass::mobile, "mobile"},
    {NumberClass::directory, "directory"},
    {NumberClass::carrier, "carrier"},
    {NumberClass::chargeable, "chargeable"},
    {NumberClass::freephone, "freephone"},
}};

constexpr Words<RedialCause, 10> k_causes{{
    {RedialCause::busy, "busy"},
    {RedialCause::reorder, "reorder"},
    {RedialCause::no_answer, "no_answer"},
    {RedialCause::no_dial_tone, "no_dial_tone"},
    {RedialCause::unclassified, "unclassified"},
    {RedialCause::unreachable, "unreachable"},
    {RedialCause::answered, "answered"},
    {RedialCause::wrong_party, "wrong_party"},
    {RedialCause::delayed, "delayed"},
    {RedialCause::blacklisted, "blacklisted"},
}};

template <class Value, std::size_t Count>
std::string_view word_of(const Words<Value, Count>& words, Value value) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const auto& each) { return each.first == value; });
  return found == words.end() ? std::string_view{} : found->second;
}

template <class Value, std::size_t Count>
std::optional<Value> value_of(const Words<Value, Count>& words, std::string_view word) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const auto& each) { return each.second == word; });
  if (found == words.end()) return std::nullopt;
  return found->first;
}

}  // namespace

std::string_view to_string(NumberClass what) { return word_of(k_classes, what); }
std::optional<NumberClass> number_class(std::string_view word) { return value_of(k_classes, word); }
std::string_view to_string(RedialCause cause) { return word_of(k_causes, cause); }
std::optional<RedialCause> redial_cause(std::string_view word) { return value_of(k_causes, word); }

bool Region::is_emergency(std::string_view digits) const { return EmergencyGuard(*this).is_emergency(digits); }

const hal::RingPattern* Region::ring(std::string_view ring_name) const {
  const auto found = std::find_if(rings.begin(), rings.end(), [&](const NamedRing& each) { return each.name == ring_name; });
  return found == rings.end() ? nullptr : &found->pattern;
}

}  // namespace campon::provider
