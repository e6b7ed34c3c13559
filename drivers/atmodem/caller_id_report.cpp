#include "drivers/atmodem/caller_id_report.hpp"

#include <array>
#include <string>
#include <utility>

namespace campon::atmodem {

namespace {

enum class Field : std::uint8_t { number, name, other, message };

// Tags as modems print them. [voice-modems 4.2]
constexpr auto k_tags = std::to_array<std::pair<std::string_view, Field>>({
    {"DDN_NMBR", Field::number},
    {"NMBR", Field::number},
    {"NBR", Field::number},
    {"NAME", Field::name},
    {"DATE", Field::other},
    {"TIME", Field::other},
    {"ERRM", Field::other},
    {"NDID", Field::other},
    {"MESG", Field::message},
});

std::optional<std::string_view> value_after(std::string_view line, std::string_view tag) {
  if (!line.starts_with(tag)) return std::nullopt;
  line.remove_prefix(tag.size());
  while (line.starts_with(' ')) line.remove_prefix(1);
  if (!line.starts_with('=')) return std::nullopt;
  line.remove_prefix(1);
  while (line.starts_with(' ')) line.remove_prefix(1);
  while (line.ends_with(' ')) line.remove_suffix(1);
  return line;
}

void set_number(hal::CallerId& id, std::string_view value) {
  if (value == "P" || value == "O" || value.empty()) return hal::apply_parameter(id, 0x04, value);
  hal::apply_parameter(id, 0x02, value);
}

}  // namespace

bool CallerIdReport::feed(std::string_view line, env::Time now) {
  if (!take_field(line)) return false;
  id_.raw.append(line).append("\n");
  deadline_ = now + timers_.caller_id_quiet;
  return true;
}

bool CallerIdReport::take_field(std::string_view line) {
  for (const auto& [tag, field] : k_tags) {
    const auto value = value_after(line, tag);
    if (!value) continue;
    if (field == Field::number) set_number(id_, *value);
    if (field == Field::name && *value != "P" && *value != "O") hal::apply_parameter(id_, 0x07, *value);
    if (field == Field::message) take_message(*value);
    return true;
  }
  const auto bytes = hal::bytes_from_hex(line);
  if (!bytes || bytes->size() < 3) return false;
  const auto message = hal::parse_data_message(*bytes);
  if (!message) return false;
  id_ = *message;
  return true;
}

// A whole data message, or parameters as type, length and data. [voice-modems 4.3]
void CallerIdReport::take_message(std::string_view hex) {
  const auto bytes = hal::bytes_from_hex(hex);
  if (!bytes) return;
  if (const auto message = hal::parse_data_message(*bytes)) {
    id_ = *message;
    return;
  }
  std::string_view rest = *bytes;
  while (rest.size() >= 2 && rest.size() >= 2 + static_cast<std::size_t>(static_cast<unsigned char>(rest[1]))) {
    const std::size_t length = static_cast<unsigned char>(rest[1]);
    hal::apply_parameter(id_, static_cast<std::uint8_t>(rest[0]), rest.substr(2, length));
    rest.remove_prefix(2 + length);
  }
}

std::optional<hal::CallerId> CallerIdReport::take() {
  if (!deadline_) return std::nullopt;
  deadline_.reset();
  return std::exchange(id_, {});
}

}  // namespace campon::atmodem
