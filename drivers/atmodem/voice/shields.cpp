#include "drivers/atmodem/voice/shields.hpp"

#include <array>
#include <cstddef>

namespace campon::atmodem {

namespace {

struct Named {
  std::string_view name;
  char byte;
};
constexpr std::array k_named{Named{"<DLE>", '\x10'}, Named{"<ETX>", '\x03'}, Named{"<CAN>", '\x18'}, Named{"<ESC>", '\x1B'}};
constexpr std::size_t k_longest = 16;

const Named* name_at(std::string_view text) {
  for (const Named& named : k_named)
    if (text.starts_with(named.name)) return &named;
  return nullptr;
}

}  // namespace

std::optional<std::string> shields_of(std::string_view text) {
  std::string bytes;
  while (!text.empty()) {
    const Named* named = name_at(text);
    const char plain = text.front();
    if (named == nullptr && (plain == '<' || plain <= ' ' || plain > '~')) return std::nullopt;
    bytes += named == nullptr ? plain : named->byte;
    text.remove_prefix(named == nullptr ? 1 : named->name.size());
    if (bytes.size() > k_longest) return std::nullopt;
  }
  return bytes;
}

}  // namespace campon::atmodem
