#include "drivers/atmodem/gsm/response/gsm_response.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace campon::atmodem {

namespace {

using hal::CallerId;
using hal::Presentation;

constexpr std::size_t k_most_fields = 16;
constexpr std::size_t k_longest_figure = 9;
constexpr std::size_t k_number_limit = 32;
constexpr std::size_t k_name_limit = 64;
constexpr std::size_t k_raw_limit = 1024;
constexpr unsigned k_international = 145;  // type of address [TS 24.008 10.5.4.7]
constexpr unsigned k_voice_class = 1;      // [TS 27.007 7.11]
constexpr unsigned k_voice_mode = 0;
constexpr unsigned k_unknown_mode = 9;

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  const std::size_t end = text.find_last_not_of(' ');
  return end == std::string_view::npos ? std::string_view{} : text.substr(0, end + 1);
}

std::string_view unquoted(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('"')) text.remove_prefix(1);
  if (text.ends_with('"')) text.remove_suffix(1);
  return text;
}

std::string_view field(const std::vector<std::string_view>& fields, std::size_t at) {
  return at < fields.size() ? fields[at] : std::string_view{};
}

// Only 1 says that the caller does not want to be shown. [TS 27.007 7.11]
Presentation presentation(std::string_view number, std::string_view validity) {
  if (figure(validity) == 1U) return Presentation::withheld;
  return number.empty() ? Presentation::unavailable : Presentation::available;
}

CallerId caller(std::string_view values, const std::vector<std::string_view>& fields, std::size_t name, std::size_t validity) {
  CallerId id;
  id.presentation = presentation(fields[0], field(fields, validity));
  if (id.presentation == Presentation::available) id.number = shown_number(fields[0], figure(field(fields, 1)));
  id.name = field(fields, name).substr(0, k_name_limit);
  id.raw = values.substr(0, k_raw_limit);
  return id;
}

}  // namespace

std::optional<std::string_view> after_tag(std::string_view line, std::string_view tag) {
  if (!line.starts_with(tag)) return std::nullopt;
  line.remove_prefix(tag.size());
  if (!line.starts_with(':')) return std::nullopt;
  return trimmed(line.substr(1));
}

std::vector<std::string_view> fields_of(std::string_view values) {
  std::vector<std::string_view> fields;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= values.size() && fields.size() < k_most_fields; ++at) {
    if (at < values.size() && values[at] == '"') quoted = !quoted;
    if (at < values.size() && (quoted || values[at] != ',')) continue;
    fields.push_back(unquoted(values.substr(begin, at - begin)));
    begin = at + 1;
  }
  return fields;
}

std::optional<unsigned> figure(std::string_view text) {
  if (text.empty() || text.size() > k_longest_figure) return std::nullopt;
  unsigned value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<ListedCall> listed_call(std::string_view values) {
  const auto fields = fields_of(values);
  const auto id = figure(field(fields, 0));
  const auto direction = figure(field(fields, 1));
  const auto status = figure(field(fields, 2));
  const auto mode = figure(field(fields, 3));
  if (!id || !direction || *direction > 1 || !status || *status > static_cast<unsigned>(CallStatus::disconnected)) return std::nullopt;
  ListedCall call{*id, *direction == 0, static_cast<CallStatus>(*status), true, {}};
  call.voice = !mode || *mode == k_voice_mode || *mode == k_unknown_mode;
  call.number = shown_number(field(fields, 5), figure(field(fields, 6)));
  return call;
}

std::vector<ListedCall> listed_calls(const std::vector<std::string>& lines) {
  std::vector<ListedCall> calls;
  for (const auto& line : lines)
    if (const auto values = after_tag(line, "+CLCC"))
      if (auto call = listed_call(*values); call && call->voice) calls.push_back(*std::move(call));
  return calls;
}

std::size_t own_calls(const std::vector<ListedCall>& calls) {
  const auto own = std::count_if(calls.begin(), calls.end(), [](const auto& call) { return call.status <= CallStatus::alerting; });
  return static_cast<std::size_t>(own);
}

std::optional<CallerId> clip(std::string_view values) {
  const auto fields = fields_of(values);
  if (values.empty()) return std::nullopt;
  return caller(values, fields, 4, 5);
}

std::optional<CallerId> ccwa(std::string_view values) {
  const auto fields = fields_of(values);
  if (values.empty()) return std::nullopt;
  const auto service = figure(field(fields, 2));
  if (service && (*service & k_voice_class) == 0) return std::nullopt;
  return caller(values, fields, 3, 4);
}

std::string_view to_string(Registration registration) {
  static constexpr std::array<std::string_view, 8> k_words{"unknown", "none",    "searching",     "denied",
                                                           "home",    "roaming", "messages only", "emergency calls only"};
  return k_words.at(static_cast<std::size_t>(registration));
}

bool has_limited_service(Registration registration) {
  return registration == Registration::denied || registration == Registration::emergency_only;
}
bool may_call(Registration registration) { return registration == Registration::home || registration == Registration::roaming; }

std::optional<Registration> registration(std::string_view values) {
  static constexpr std::array<Registration, 11> k_states{
      Registration::none,           Registration::home,    Registration::searching,     Registration::denied,
      Registration::unknown,        Registration::roaming, Registration::messages_only, Registration::messages_only,
      Registration::emergency_only, Registration::home,    Registration::roaming};
  // An area is quoted, or has four figures.
  const auto fields = fields_of(values);
  const std::size_t comma = values.find(',');
  const bool quoted = comma != std::string_view::npos && trimmed(values.substr(comma + 1)).starts_with('"');
  const bool answer = !quoted && field(fields, 1).size() <= 2 && figure(field(fields, 1)).has_value();
  const auto state = figure(field(fields, answer ? 1 : 0));
  if (!state) return std::nullopt;
  return *state < k_states.size() ? k_states.at(*state) : Registration::unknown;
}

std::vector<std::string> chld_list(std::string_view values) {
  std::vector<std::string> list;
  if (values.starts_with('(')) values.remove_prefix(1);
  if (values.ends_with(')')) values.remove_suffix(1);
  for (const auto one : fields_of(values)) {
    const std::string_view operation = trimmed(one);
    if (!operation.empty() && operation.size() <= 2) list.emplace_back(operation);
  }
  return list;
}

std::optional<int> signal_dbm(std::string_view values) {
  constexpr unsigned k_strongest = 31;
  constexpr int k_weakest_dbm = -113;
  const auto fields = fields_of(values);
  const auto step = figure(field(fields, 0));
  if (!step || *step > k_strongest) return std::nullopt;
  return k_weakest_dbm + 2 * static_cast<int>(*step);
}

std::optional<unsigned> error_figure(std::string_view line) {
  for (const std::string_view tag : {"+CME ERROR", "+CMS ERROR"})
    if (const auto rest = after_tag(line, tag)) return figure(*rest);
  return std::nullopt;
}

std::string shown_number(std::string_view number, std::optional<unsigned> type) {
  std::string shown;
  if (type == k_international && !number.empty() && !number.starts_with('+')) shown = '+';
  shown += number;
  return shown.substr(0, k_number_limit);
}

}  // namespace campon::atmodem
