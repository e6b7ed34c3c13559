#include "hw-sim/modem/gsm/message_pdu.hpp"

#include <array>
#include <vector>

namespace campon::sim {

namespace {

using Octets = std::vector<unsigned>;

std::optional<unsigned> digit_of(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  return std::nullopt;
}

std::optional<Octets> octets_of(std::string_view digits) {
  if (digits.size() % 2 != 0) return std::nullopt;
  Octets out;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const auto high = digit_of(digits[i]);
    const auto low = digit_of(digits[i + 1]);
    if (!high || !low) return std::nullopt;
    out.push_back(*high * 16 + *low);
  }
  return out;
}

class Reader {
 public:
  explicit Reader(Octets octets) : octets_(std::move(octets)) {}
  unsigned octet() {
    if (at_ >= octets_.size()) good_ = false;
    return good_ ? octets_[at_++] : 0;
  }
  Octets octets(std::size_t count) {
    if (count > octets_.size() - at_) good_ = false;
    Octets out;
    for (std::size_t i = 0; good_ && i < count; ++i) out.push_back(octets_[at_++]);
    return out;
  }
  [[nodiscard]] std::size_t left() const { return octets_.size() - at_; }
  [[nodiscard]] bool good() const { return good_; }

 private:
  Octets octets_;
  std::size_t at_ = 0;
  bool good_ = true;
};

void append_utf8(std::string& out, unsigned code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

// The default alphabet, where it is not ASCII. [TS 23.038 6.2.1]
constexpr std::array<unsigned, 32> k_low{0x40,  0xA3,  0x24,  0xA5,  0xE8,  0xE9,  0xF9, 0xEC,  0xF2,  0xC7,  0x0A,
                                         0xD8,  0xF8,  0x0D,  0xC5,  0xE5,  0x394, 0x5F, 0x3A6, 0x393, 0x39B, 0x3A9,
                                         0x3A0, 0x3A8, 0x3A3, 0x398, 0x39E, 0x20,  0xC6, 0xE6,  0xDF,  0xC9};

unsigned character(unsigned septet) {
  switch (septet) {
    case 0x24: return 0xA4;
    case 0x40: return 0xA1;
    case 0x5B: return 0xC4;
    case 0x5C: return 0xD6;
    case 0x5D: return 0xD1;
    case 0x5E: return 0xDC;
    case 0x5F: return 0xA7;
    case 0x60: return 0xBF;
    case 0x7B: return 0xE4;
    case 0x7C: return 0xF6;
    case 0x7D: return 0xF1;
    case 0x7E: return 0xFC;
    case 0x7F: return 0xE0;
    default: return septet < k_low.size() ? k_low.at(septet) : septet;
  }
}

// Seven bits each, the first in the lowest bits; `skip` septets belong to the header.
std::string from_septets(const Octets& octets, std::size_t count, std::size_t skip) {
  std::string out;
  for (std::size_t i = skip; i < count; ++i) {
    const std::size_t bit = i * 7;
    const std::size_t at = bit / 8;
    const unsigned low = at < octets.size() ? octets[at] : 0;
    const unsigned high = at + 1 < octets.size() ? octets[at + 1] : 0;
    append_utf8(out, character(((low | high << 8) >> (bit % 8)) & 0x7F));
  }
  return out;
}

std::string from_ucs2(const Octets& octets) {
  std::string out;
  for (std::size_t i = 0; i + 1 < octets.size(); i += 2) append_utf8(out, octets[i] * 256 + octets[i + 1]);
  return out;
}

// Semi-octets, the first digit in the low half. [TS 23.040 9.1.2.3]
std::string read_address(Reader& reader) {
  constexpr std::size_t k_most_digits = 20;
  constexpr std::string_view k_digits = "0123456789*#abc";
  const std::size_t count = reader.octet();
  const bool international = (reader.octet() & 0x70) == 0x10;
  if (count > k_most_digits) return {};
  std::string out = international ? "+" : "";
  std::size_t left = count;
  for (const unsigned pair : reader.octets((count + 1) / 2))
    for (const unsigned half : {pair & 0xF, pair >> 4}) {
      if (left == 0) break;
      --left;
      if (half < k_digits.size()) out += k_digits[half];
    }
  return out;
}

void skip_validity(Reader& reader, unsigned format) {
  constexpr std::size_t k_long = 7;
  if (format == 2) reader.octet();
  if (format == 1 || format == 3) reader.octets(k_long);
}

// [TS 23.038 4; 23.040 9.2.3.24]
std::string read_text(Reader& reader, unsigned coding, bool has_header) {
  const std::size_t length = reader.octet();
  const bool septets = (coding & 0x0C) == 0;
  Octets octets = reader.octets(septets ? (length * 7 + 7) / 8 : length);
  if (!reader.good() || octets.empty()) return {};
  const std::size_t header = has_header ? octets[0] + 1 : 0;
  if (septets) return from_septets(octets, length, (header * 8 + 6) / 7);
  if (header > octets.size()) return {};
  octets.erase(octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(header));
  if ((coding & 0x0C) == 8) return from_ucs2(octets);
  std::string out;
  for (const unsigned octet : octets) out += static_cast<char>(octet);
  return out;
}

}  // namespace

std::optional<Submission> parse_submit_pdu(std::string_view hexadecimal, std::size_t length) {
  auto octets = octets_of(hexadecimal);
  if (!octets) return std::nullopt;
  Reader reader(std::move(*octets));
  reader.octets(reader.octet());  // the service centre
  if (!reader.good() || reader.left() != length) return std::nullopt;
  const unsigned first = reader.octet();
  reader.octet();  // the reference is the network's
  Submission out;
  out.to = read_address(reader);
  reader.octet();  // the protocol
  const unsigned coding = reader.octet();
  skip_validity(reader, (first >> 3) & 3);
  out.text = read_text(reader, coding, (first & 0x40) != 0);
  const bool is_submit = (first & 3) == 1;
  if (!reader.good() || !is_submit || out.to.empty()) return std::nullopt;
  return out;
}

std::optional<std::string> from_ucs2_digits(std::string_view digits) {
  const auto octets = octets_of(digits);
  if (!octets || octets->size() % 2 != 0) return std::nullopt;
  return from_ucs2(*octets);
}

std::string to_ucs2_digits(std::string_view ascii) {
  constexpr std::string_view k_hexadecimal = "0123456789ABCDEF";
  std::string out;
  for (const char byte : ascii) {
    const auto value = static_cast<unsigned char>(byte);
    out += "00";
    out += k_hexadecimal[value >> 4];
    out += k_hexadecimal[value & 0xF];
  }
  return out;
}

}  // namespace campon::sim
