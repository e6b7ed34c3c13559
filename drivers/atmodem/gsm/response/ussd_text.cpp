#include "drivers/atmodem/gsm/response/ussd_text.hpp"

#include <algorithm>
#include <utility>

#include "drivers/atmodem/gsm/message/gsm_alphabet.hpp"
#include "drivers/atmodem/gsm/response/gsm_response.hpp"
#include "hal/caller_id.hpp"

namespace campon::atmodem {

namespace {

constexpr std::string_view k_tag = "+CUSD:";
constexpr std::size_t k_most_lines = 16;
constexpr std::size_t k_longest_text = 2048;
constexpr unsigned k_ucs2_scheme = 72;  // [TS 23.038 5]

bool closed(std::string_view text) { return std::count(text.begin(), text.end(), '"') % 2 == 0; }

// Nothing that is not pairs of UTF-16 octets in hex.
std::optional<std::string> from_ucs2(std::string_view hex) {
  const auto bytes = hal::bytes_from_hex(hex);
  if (!bytes || bytes->size() % 2 != 0) return std::nullopt;
  return utf8_of_utf16(*bytes);
}

}  // namespace

std::optional<std::string> QuotedText::feed(std::string_view line, env::Time now) {
  if (!open_ && !line.starts_with(k_tag)) return std::nullopt;
  if (!open_) lines_ = 0;
  std::string text = open_ ? *std::exchange(open_, std::nullopt) + "\n" : std::string{};
  text += line;
  if (closed(text)) return text;
  due_ = now + quiet_;
  if (++lines_ < k_most_lines && text.size() < k_longest_text) open_ = std::move(text);
  return std::nullopt;
}

void QuotedText::tick(env::Time now) {
  if (open_ && due_ <= now) open_.reset();
}

std::vector<std::string> ussd_lines(std::string_view values, std::string_view charset) {
  const auto fields = fields_of(values);
  if (fields.size() < 2) return {};
  std::string text(fields[1].substr(0, k_longest_text));
  const bool ucs2 = charset == "UCS2" || (fields.size() > 2 && figure(fields[2]) == k_ucs2_scheme);
  if (ucs2) text = from_ucs2(text).value_or(text);
  std::vector<std::string> lines;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
    if (end > 0) lines.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

}  // namespace campon::atmodem
