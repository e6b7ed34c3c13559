#include "drivers/atmodem/caller_id_report.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace campon::atmodem {

namespace {

using hal::CallerId;
using hal::Presentation;

constexpr std::size_t k_raw_limit = 1024;
constexpr std::size_t k_number_limit = 32;
constexpr std::size_t k_name_limit = 64;
constexpr std::size_t k_shortest_message = 3;  // type, length, checksum
constexpr std::string_view k_hex = "0123456789ABCDEFabcdef ";
constexpr std::string_view k_called = " TO:";
constexpr std::uint8_t k_dialable_number = 0x03;
constexpr std::uint8_t k_no_number = 0x04;

enum class Meaning : std::uint8_t { number, name, message, reason, from_to, no_value };

struct Tag {
  std::string_view text;
  Meaning meaning;
};

// Longer tags first, so that none hides in another. [voice-modems 4.2]
constexpr std::array k_tags{
    Tag{"REASON FOR NO CALLER NUMBER:", Meaning::reason},
    Tag{"REASON FOR NO CALLER NAME:", Meaning::no_value},
    Tag{"CALLER'S NUMBER:", Meaning::number},
    Tag{"CALLER NUMBER:", Meaning::number},
    Tag{"CALLER NAME:", Meaning::name},
    Tag{"DATE TIME=", Meaning::no_value},
    Tag{"CallerID:", Meaning::number},
    Tag{"DDN_NMBR=", Meaning::number},
    Tag{"NMBR=", Meaning::number},
    Tag{"NBR=", Meaning::number},
    Tag{"DDN=", Meaning::number},
    Tag{"NAME=", Meaning::name},
    Tag{"MESG=", Meaning::message},
    Tag{"DATE=", Meaning::no_value},
    Tag{"TIME=", Meaning::no_value},
    Tag{"ERRM=", Meaning::no_value},
    Tag{"FM:", Meaning::from_to},
};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  const std::size_t end = text.find_last_not_of(' ');
  return end == std::string_view::npos ? std::string_view{} : text.substr(begin, end + 1 - begin);
}

// How much of `text` the tag takes, blanks before its last character included ("NMBR = "); 0 when it does not begin so.
std::size_t length_of(const Tag& tag, std::string_view text) {
  const std::string_view word = tag.text.substr(0, tag.text.size() - 1);
  if (!text.starts_with(word)) return 0;
  const std::size_t end = text.find_first_not_of(' ', word.size());
  return end != std::string_view::npos && text[end] == tag.text.back() ? end + 1 : 0;
}

struct Begin {
  const Tag* tag = nullptr;
  std::size_t size = 0;
};

Begin tag_at(std::string_view text) {
  for (const Tag& tag : k_tags)
    if (const std::size_t size = length_of(tag, text); size > 0) return {&tag, size};
  return {};
}

// Where the value ends: at the next tag that stands off by two blanks. A name is a stranger's text, and one blank is common in it.
std::size_t end_of_value(std::string_view text) {
  for (std::size_t at = text.find("  "); at != std::string_view::npos; at = text.find("  ", at + 1))
    if (tag_at(text.substr(at + 2)).tag != nullptr) return at;
  return text.size();
}

bool is_absent(std::string_view value) { return value.empty() || value == "P" || value == "O" || value == "A"; }

Presentation reason_of(std::string_view value) { return value == "P" || value == "A" ? Presentation::withheld : Presentation::unavailable; }

}  // namespace

struct CallerIdReport::Field {
  Meaning meaning;
  std::string_view value;
  bool own_line;
};

bool CallerIdReport::feed(std::string_view line, env::Time now) {
  line = trimmed(line);
  if (!feed_hex(line) && !feed_fields(line)) return false;
  keep_raw(line);
  complete_at_ = now + quiet_;
  return true;
}

bool CallerIdReport::feed_hex(std::string_view line) {
  if (line.find_first_not_of(k_hex) != std::string_view::npos) return false;  // as most lines; they cost nothing
  const auto bytes = hal::bytes_from_hex(line);
  if (!bytes || bytes->size() < k_shortest_message) return false;
  auto id = hal::parse_data_message(*bytes);
  if (!id) return false;
  const std::string raw = std::move(id_.raw);
  id_ = std::move(*id);
  id_.raw = raw;
  return true;
}

bool CallerIdReport::feed_fields(std::string_view line) {
  if (tag_at(line).tag == nullptr) return false;
  bool own_line = true;
  for (Begin begin = tag_at(line); begin.tag != nullptr; begin = tag_at(line)) {
    line.remove_prefix(begin.size);
    const std::size_t end = end_of_value(line);
    apply({begin.tag->meaning, trimmed(line.substr(0, end)), own_line});
    line = line.substr(std::min(line.find_first_not_of(' ', end), line.size()));
    own_line = false;
  }
  return true;
}

void CallerIdReport::apply(const Field& field) {
  switch (field.meaning) {
    case Meaning::number: return apply_number(field.value, field.own_line);
    case Meaning::name: id_.name = is_absent(field.value) ? std::string_view{} : field.value.substr(0, k_name_limit); return;
    case Meaning::message:
      if (!feed_hex(field.value)) apply_parameters(field.value);
      return;
    case Meaning::reason: return withhold(reason_of(field.value));
    case Meaning::from_to: return apply_number(trimmed(field.value.substr(0, field.value.find(k_called))), field.own_line);
    case Meaning::no_value: return;
  }
}

// A number inside another line may come out of a name, and never replaces one that has its own line. [fault R01]
void CallerIdReport::apply_number(std::string_view value, bool own_line) {
  if (!own_line && number_on_own_line_) return;
  number_on_own_line_ = own_line;
  if (!is_absent(value)) {
    if (id_.presentation == Presentation::withheld) return;
    id_.number = value.substr(0, k_number_limit);
    id_.presentation = Presentation::available;
    return;
  }
  // A number that is followed by none was sent with the wish not to be shown.
  withhold(id_.number.empty() ? reason_of(value) : Presentation::withheld);
}

void CallerIdReport::withhold(Presentation why) {
  reason_told_ = true;
  id_.number.clear();
  id_.presentation = why;
}

// Parameters that the modem has no tag for: type, length, value, one after the other. [voice-modems 4.3]
void CallerIdReport::apply_parameters(std::string_view hex) {
  const auto bytes = hal::bytes_from_hex(hex);
  if (!bytes) return;
  std::string_view rest = *bytes;
  while (rest.size() >= 2) {
    const auto type = static_cast<std::uint8_t>(rest[0]);
    const std::size_t length = static_cast<std::uint8_t>(rest[1]);
    if (rest.size() - 2 < length) return;
    const std::string_view body = rest.substr(2, length);
    if (type == k_dialable_number) dialable_ = body.substr(0, k_number_limit);
    if (type == k_no_number) reason_told_ = true;
    hal::apply_parameter(id_, type, body);
    rest.remove_prefix(length + 2);
  }
}

void CallerIdReport::keep_raw(std::string_view line) {
  if (id_.raw.size() + line.size() >= k_raw_limit) return;
  if (!id_.raw.empty()) id_.raw += '\n';
  id_.raw += line;
}

std::optional<CallerId> CallerIdReport::take() {
  if (!complete_at_) return std::nullopt;
  if (id_.number.empty() && !reason_told_ && !dialable_.empty()) {
    id_.number = dialable_;
    id_.presentation = Presentation::available;
  }
  CallerId id = std::move(id_);
  *this = CallerIdReport(quiet_);
  return id;
}

}  // namespace campon::atmodem
