// The text form of a redial record.
#include <charconv>

#include "hal/env/trace.hpp"
#include "provider/policy/redial_ledger.hpp"

namespace campon::provider {

namespace {

constexpr std::size_t k_longest_text = 8192;
constexpr std::size_t k_longest_number = 128;
constexpr std::size_t k_most_attempts = 128;
// The year 9999: times beyond it are damage, and could not be reckoned with.
constexpr std::int64_t k_latest_ms = 253'402'300'799'999;

std::string ms(env::WallTime time) { return std::to_string(time.time_since_epoch().count()); }

std::optional<env::WallTime> time_of(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = problem == std::errc{} && end == text.data() + text.size();
  if (!whole || value < -k_latest_ms || value > k_latest_ms) return std::nullopt;
  return env::WallTime(std::chrono::milliseconds(value));
}

// Takes " key=value" off the front of `rest`.
std::optional<std::string_view> field(std::string_view& rest, std::string_view key) {
  const std::string mark = " " + std::string(key) + "=";
  if (!rest.starts_with(mark)) return std::nullopt;
  rest.remove_prefix(mark.size());
  const std::string_view value = rest.substr(0, rest.find(' '));
  rest.remove_prefix(value.size());
  return value;
}

std::optional<env::WallTime> time_field(std::string_view& rest, std::string_view key) {
  const auto value = field(rest, key);
  return value ? time_of(*value) : std::nullopt;
}

std::optional<bool> flag_field(std::string_view& rest, std::string_view key) {
  const auto value = field(rest, key);
  if (!value || (*value != "0" && *value != "1")) return std::nullopt;
  return *value == "1";
}

std::optional<RedialAttempt> attempt(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return std::nullopt;
  const auto cause = redial_cause(text.substr(0, at));
  const auto time = time_of(text.substr(at + 1));
  if (!cause || !time) return std::nullopt;
  return RedialAttempt{*time, *cause};
}

// "busy@1500,reorder@2000"; "-" for none.
bool read_attempts(std::string_view text, std::vector<RedialAttempt>& out) {
  if (text == "-") return true;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const auto one = attempt(text.substr(begin, end - begin));
    if (!one || out.size() == k_most_attempts) return false;
    out.push_back(*one);
    begin = end + 1;
  }
  return true;
}

std::optional<RedialRecord> read(std::string_view rest) {
  RedialRecord record;
  const std::string_view number = rest.substr(0, rest.find(' '));
  if (number.empty() || number.size() > k_longest_number) return std::nullopt;
  if (number.find_first_not_of("0123456789*#+,ABCD") != std::string_view::npos) return std::nullopt;
  record.number = number;
  rest.remove_prefix(number.size());
  const auto begun = time_field(rest, "begun");
  const auto last = time_field(rest, "last");
  const auto over = flag_field(rest, "over");
  const auto forbidden = flag_field(rest, "forbidden");
  const auto blocked = field(rest, "blocked");
  const auto attempts = field(rest, "attempts");
  if (!begun || !last || !over || !forbidden || !blocked || !attempts || !rest.empty()) return std::nullopt;
  record.begun = *begun;
  record.last = *last;
  record.over = *over;
  record.forbidden = *forbidden;
  if (*blocked != "-") record.blocked = time_of(*blocked);
  if (*blocked != "-" && !record.blocked) return std::nullopt;
  if (!read_attempts(*attempts, record.attempts)) return std::nullopt;
  return record;
}

}  // namespace

std::string to_text(const RedialRecord& record) {
  std::string out = record.number + " begun=" + ms(record.begun) + " last=" + ms(record.last) + " over=" + (record.over ? "1" : "0") +
                    " forbidden=" + (record.forbidden ? "1" : "0") + " blocked=" + (record.blocked ? ms(*record.blocked) : "-") +
                    " attempts=";
  if (record.attempts.empty()) return out + "-";
  for (const RedialAttempt& each : record.attempts) {
    if (&each != &record.attempts.front()) out += ',';
    out += std::string(to_string(each.cause)) + "@" + ms(each.at);
  }
  return out;
}

env::Expected<RedialRecord> redial_record(std::string_view text) {
  auto record = text.size() <= k_longest_text ? read(text) : std::nullopt;
  // Written again it must be the same, so that there is one form of each record.
  if (record && to_text(*record) == text) return std::move(*record);
  return env::fail(env::ErrorCode::bad_profile, env::Remedy::misuse, "not a redial record: '" + env::escaped(text.substr(0, 60)) + "'");
}

}  // namespace campon::provider
