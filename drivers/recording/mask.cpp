#include "drivers/recording/mask.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace campon::recording {

namespace {

constexpr std::size_t k_shortest_number = 5;
constexpr std::size_t k_shown_digits = 2;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// All runs of digits that are long enough to be a number.
std::string numbers_masked(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    std::size_t end = i;
    while (end < out.size() && is_digit(out[end])) ++end;
    if (end - i >= k_shortest_number) out.replace(i, end - i, masked_number(out.substr(i, end - i)));
    i = std::max(i, end);
  }
  return out;
}

std::string letters_masked(std::string_view text) {
  std::string out(text);
  std::replace_if(out.begin(), out.end(), is_letter, 'X');
  return out;
}

// Raw caller id: the bytes of an SDMF or MDMF message as hexadecimal digits. [Bellcore GR-30; V.253 +VCID=2]
class RawCallerId {
 public:
  static std::optional<RawCallerId> parse(std::string_view line) {
    if (line.size() < 8 || line.size() % 2 != 0 || line.find_first_not_of("0123456789ABCDEFabcdef") != std::string_view::npos)
      return std::nullopt;
    RawCallerId out;
    for (std::size_t i = 0; i < line.size(); i += 2)
      out.bytes_.push_back(static_cast<std::uint8_t>(std::stoi(std::string(line.substr(i, 2)), nullptr, 16)));
    const bool known = out.bytes_[0] == k_sdmf || out.bytes_[0] == k_mdmf;
    if (!known || out.bytes_.size() != out.bytes_[1] + 3U) return std::nullopt;
    return out;
  }

  [[nodiscard]] std::string masked() {
    if (bytes_[0] == k_sdmf) mask(10, bytes_.size() - 1);
    for (std::size_t i = 2; bytes_[0] == k_mdmf && i + 2 < bytes_.size(); i += 2U + bytes_[i + 1])
      if (bytes_[i] != k_date_and_time && bytes_[i] != k_call_type) mask(i + 2, std::min(i + 2 + bytes_[i + 1], bytes_.size() - 1));
    unsigned sum = 0;
    for (std::size_t i = 0; i + 1 < bytes_.size(); ++i) sum += bytes_[i];
    bytes_.back() = static_cast<std::uint8_t>(0x100U - (sum & 0xFFU));
    return hex();
  }

 private:
  static constexpr std::uint8_t k_sdmf = 0x04;
  static constexpr std::uint8_t k_mdmf = 0x80;
  static constexpr std::uint8_t k_date_and_time = 0x01;
  static constexpr std::uint8_t k_call_type = 0x11;

  void mask(std::size_t from, std::size_t to) {
    const bool number = std::all_of(bytes_.begin() + static_cast<std::ptrdiff_t>(from), bytes_.begin() + static_cast<std::ptrdiff_t>(to),
                                    [](std::uint8_t byte) { return is_digit(static_cast<char>(byte)); });
    for (std::size_t i = from; i < to; ++i) {
      if (number && i + k_shown_digits < to) bytes_[i] = '5';
      if (!number && is_letter(static_cast<char>(bytes_[i]))) bytes_[i] = 'X';
    }
  }
  [[nodiscard]] std::string hex() const {
    constexpr std::string_view k_digits = "0123456789ABCDEF";
    std::string out;
    for (const std::uint8_t byte : bytes_) out += {k_digits[byte >> 4U], k_digits[byte & 15U]};
    return out;
  }

  std::vector<std::uint8_t> bytes_;
};

std::string line_masked(std::string_view line) {
  if (auto raw = RawCallerId::parse(line)) return raw->masked();
  const auto equals = line.find('=');
  const bool name = line.starts_with("NAME") || line.starts_with("MESG");
  if (name && equals != std::string_view::npos) return std::string(line.substr(0, equals)) + letters_masked(line.substr(equals));
  return numbers_masked(line);
}

// Line by line; what separates the lines stays as it was.
std::string response_masked(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = text.find_first_of("\r\n\x10");
    out += line_masked(text.substr(0, end));
    if (end == std::string_view::npos) break;
    out += text[end];
    text.remove_prefix(end + 1);
  }
  return out;
}

Event masked_input(Event event) {
  if (event.what == What::order) event.text = numbers_masked(event.text);
  if (event.what == What::received) event.text = response_masked(event.text);
  return event;
}

}  // namespace

std::string masked_number(std::string_view number) {
  std::string out(number);
  if (out.size() < k_shortest_number) return out;
  std::fill(out.begin(), out.end() - static_cast<std::ptrdiff_t>(k_shown_digits), '5');
  return out;
}

env::Expected<Recording> masked(const Recording& recording, const MakeDriver& make) {
  const ReplayResult whole = replay(recording, make);
  if (!whole.difference.empty())
    return env::fail(env::ErrorCode::bad_profile, env::Remedy::misuse, "the recording does not replay: " + whole.difference);
  Recording inputs{recording.modem, {}};
  for (const auto& event : recording.events) inputs.events.push_back(masked_input(event));
  // What comes out differs where a number went out; the replay that runs with the masked inputs tells what it is.
  return Recording{recording.modem, replay_inputs(inputs, make)};
}

}  // namespace campon::recording
