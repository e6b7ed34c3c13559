#include "provider/journal/journal_record.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "hal/env/trace.hpp"

namespace campon::provider {

namespace {

using env::ErrorCode;
using env::Remedy;

constexpr std::string_view k_title_word = "campon journal ";
constexpr std::size_t k_longest_record = 4096;

// CRC-32C (Castagnoli). [RFC 3720 appendix B.4]
constexpr std::array<std::uint32_t, 256> crc_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value & 1U) != 0 ? (value >> 1U) ^ 0x82F63B78U : value >> 1U;
    table[i] = value;
  }
  return table;
}
constexpr auto k_crc = crc_table();

std::uint32_t checksum(std::string_view text) {
  std::uint32_t crc = ~0U;
  for (const char c : text) crc = k_crc[(crc ^ static_cast<unsigned char>(c)) & 0xFFU] ^ (crc >> 8U);
  return ~crc;
}

// Words are separated by blanks, so a value has none: blanks, '%' and what is not printable become %NN.
std::string word(std::string_view raw) {
  constexpr std::string_view k_hex = "0123456789abcdef";
  std::string out;
  for (const char c : raw) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7F && c != '%')
      out += c;
    else
      out += {'%', k_hex[byte >> 4U], k_hex[byte & 15U]};
  }
  return out;
}

template <class Number>
std::optional<Number> number(std::string_view text, int base = 10) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

std::optional<std::string> raw(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const auto byte = number<unsigned>(text.substr(i + 1, 2), 16);
    if (!byte || i + 2 >= text.size()) return std::nullopt;
    out += static_cast<char>(*byte);
    i += 2;
  }
  return out;
}

std::string hex(std::uint32_t value) {
  char text[9];
  const auto end = std::to_chars(text, text + 8, value, 16).ptr;
  return std::string(8 - static_cast<std::size_t>(end - text), '0') + std::string(text, end);
}

std::int64_t ms(env::WallTime time) { return time.time_since_epoch().count(); }

// --- writing

class Payload {
 public:
  explicit Payload(std::string_view kind) : text_(kind) {}
  Payload& put(std::string_view key, std::string_view value) {
    text_.append(" ").append(key).append("=").append(word(value));
    return *this;
  }
  Payload& put(std::string_view key, std::int64_t value) { return put(key, std::to_string(value)); }
  Payload& put_when(bool so, std::string_view key) { return so ? put(key, 1) : *this; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string history_text(const std::vector<JournalStep>& history) {
  std::string out;
  for (const auto& step : history) out += (out.empty() ? "" : ";") + std::to_string(ms(step.at)) + ":" + step.what;
  return out;
}

struct Write {
  std::string operator()(const JournalEntry& entry) const {
    const CompletionView& view = entry.request;
    return Payload("request")
        .put("line", entry.line)
        .put("id", view.id.value)
        .put("state", to_string(view.state))
        .put("mode", to_string(view.mode))
        .put("on", to_string(view.condition))
        .put("number", view.number)
        .put("message", view.message)
        .put("network", entry.network)
        .put("acceptance", to_string(view.acceptance))
        .put("heard", view.heard)
        .put("end", to_string(view.end))
        .put("attempts", view.attempts)
        .put("emulated", view.emulated ? 1 : 0)
        .put("asked", ms(view.asked))
        .put("deadline", ms(view.deadline))
        .put("history", history_text(entry.history))
        .put_when(entry.owed, "owed")
        .take();
  }
  std::string operator()(const JournalNote& note) const {
    return Payload("ledger").put("line", note.line).put("key", note.key).put("text", note.text).take();
  }
};

// --- reading

using Fields = std::map<std::string, std::string, std::less<>>;

std::optional<Fields> fields_of(std::string_view text) {
  Fields out;
  while (!text.empty()) {
    const auto blank = text.find(' ');
    const std::string_view field = text.substr(0, blank);
    const auto equals = field.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    auto value = raw(field.substr(equals + 1));
    if (!value || !out.emplace(field.substr(0, equals), std::move(*value)).second) return std::nullopt;
    text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
  }
  return out;
}

// Takes the fields of a record one by one; any that is missing or odd spoils the whole.
class Reader {
 public:
  explicit Reader(const Fields& fields) : fields_(fields) {}
  std::string text(std::string_view key) {
    const auto found = fields_.find(key);
    good_ = good_ && found != fields_.end();
    return found == fields_.end() ? std::string() : found->second;
  }
  template <class Number>
  Number count(std::string_view key) {
    const auto value = number<Number>(text(key));
    good_ = good_ && value.has_value();
    return value.value_or(Number{});
  }
  template <class Enum>
  Enum choice(std::string_view key, Enum last) {
    const std::string wanted = text(key);
    for (int i = 0; i <= static_cast<int>(last); ++i)
      if (to_string(static_cast<Enum>(i)) == wanted) return static_cast<Enum>(i);
    good_ = false;
    return Enum{};
  }
  [[nodiscard]] bool has(std::string_view key) const { return fields_.contains(key); }
  env::WallTime time(std::string_view key) { return env::WallTime(std::chrono::milliseconds(count<std::int64_t>(key))); }
  std::vector<JournalStep> history(std::string_view key) {
    std::vector<JournalStep> out;
    const std::string all = text(key);
    for (std::string_view rest = all; !rest.empty();) {
      const auto end = rest.find(';');
      const std::string_view step = rest.substr(0, end);
      const auto colon = step.find(':');
      const auto at = number<std::int64_t>(step.substr(0, colon));
      good_ = good_ && at && colon != std::string_view::npos && out.size() < k_journal_history;
      if (!good_) return {};
      out.push_back({env::WallTime(std::chrono::milliseconds(*at)), std::string(step.substr(colon + 1))});
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return out;
  }
  [[nodiscard]] bool good() const { return good_; }

 private:
  const Fields& fields_;
  bool good_ = true;
};

std::optional<JournalRecord> request(const Fields& fields) {
  Reader reader(fields);
  JournalEntry entry;
  entry.line = reader.text("line");
  entry.network = reader.text("network");
  CompletionView& view = entry.request;
  view.id = {reader.count<std::uint32_t>("id")};
  view.state = reader.choice("state", CompletionState::refused);
  view.mode = reader.choice("mode", CompletionMode::message);
  view.condition = reader.choice("on", CompletionCondition::no_answer);
  view.number = reader.text("number");
  view.message = reader.count<std::uint32_t>("message");
  view.acceptance = reader.choice("acceptance", Acceptance::heard);
  view.heard = reader.text("heard");
  view.end = reader.choice("end", CompletionEnd::unreachable);
  view.attempts = reader.count<unsigned>("attempts");
  view.emulated = reader.count<unsigned>("emulated") != 0;
  view.asked = reader.time("asked");
  view.deadline = reader.time("deadline");
  entry.history = reader.history("history");
  entry.owed = reader.has("owed");
  if (!reader.good() || view.id.value == 0) return std::nullopt;
  return entry;
}

std::optional<JournalRecord> ledger_note(const Fields& fields) {
  Reader reader(fields);
  JournalNote note{reader.text("line"), reader.text("key"), reader.text("text")};
  if (!reader.good()) return std::nullopt;
  return note;
}

std::optional<JournalRecord> parse_payload(std::string_view payload) {
  const auto blank = payload.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const auto fields = fields_of(payload.substr(blank + 1));
  if (!fields) return std::nullopt;
  if (payload.starts_with("request ")) return request(*fields);
  if (payload.starts_with("ledger ")) return ledger_note(*fields);
  return std::nullopt;
}

struct Line {
  JournalRecord record;
  std::uint64_t sequence = 0;
};

// "checksum sequence length payload", without the line end. The checksum covers all that follows it.
std::optional<Line> parse_line(std::string_view line) {
  if (line.size() < 13 || line.size() > k_longest_record || line[8] != ' ') return std::nullopt;
  const auto sum = number<std::uint32_t>(line.substr(0, 8), 16);
  const std::string_view covered = line.substr(9);
  if (!sum || hex(*sum) != line.substr(0, 8) || checksum(covered) != *sum) return std::nullopt;
  const auto first = covered.find(' ');
  const auto second = covered.find(' ', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
  const auto sequence = number<std::uint64_t>(covered.substr(0, first));
  const auto length = number<std::size_t>(covered.substr(first + 1, second - first - 1));
  const std::string_view payload = covered.substr(second + 1);
  if (!sequence || !length || *length != payload.size()) return std::nullopt;
  auto record = parse_payload(payload);
  if (!record) return std::nullopt;
  return Line{std::move(*record), *sequence};
}

bool any_good_line(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    if (end == std::string_view::npos) return false;
    if (parse_line(bytes.substr(0, end))) return true;
    bytes.remove_prefix(end + 1);
  }
  return false;
}

}  // namespace

std::string to_line(const JournalRecord& record, std::uint64_t sequence) {
  const std::string payload = std::visit(Write{}, record);
  const std::string covered = std::to_string(sequence) + " " + std::to_string(payload.size()) + " " + payload;
  return hex(checksum(covered)) + " " + covered + "\n";
}

env::Expected<JournalContent> parse_journal(std::string_view bytes) {
  JournalContent out;
  if (bytes.empty()) return out;
  if (!bytes.starts_with(k_journal_title)) {
    const bool begun = k_journal_title.starts_with(bytes);
    out.torn = begun;
    if (begun) return out;
    const std::string first = env::escaped(bytes.substr(0, std::min<std::size_t>(bytes.find('\n'), 40)));
    return env::fail(ErrorCode::bad_profile, Remedy::misuse,
                     bytes.starts_with(k_title_word) ? "the journal is of another version ('" + first + "'); it is left as it is"
                                                     : "this is no journal: it begins with '" + first + "'");
  }
  out.good_bytes = k_journal_title.size();
  while (out.good_bytes < bytes.size()) {
    const auto end = bytes.find('\n', out.good_bytes);
    auto line = end == std::string_view::npos ? std::nullopt : parse_line(bytes.substr(out.good_bytes, end - out.good_bytes));
    const bool in_order = line && (out.records.empty() || line->sequence == out.last_sequence + 1);
    if (!in_order) {
      out.torn = true;
      out.corrupt = any_good_line(bytes.substr(std::min(bytes.size(), end == std::string_view::npos ? bytes.size() : end + 1)));
      return out;
    }
    out.last_sequence = line->sequence;
    out.records.push_back(std::move(line->record));
    out.good_bytes = end + 1;
  }
  return out;
}

}  // namespace campon::provider
