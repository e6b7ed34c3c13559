#include "drivers/atmodem/voice/digit_plan.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace campon::atmodem {

namespace {

constexpr std::string_view k_digits = "<digits>";
constexpr std::string_view k_list = "<list>";
constexpr std::string_view k_length = "<10ms>";
constexpr std::string_view k_hex_length = "<hex_ms>";
constexpr std::string_view k_hex_digits = "0123456789ABCDEF";
constexpr unsigned k_nibble = 4;
constexpr unsigned k_nibbles = 4;
constexpr std::size_t k_prefix_size = 2;  // AT is not counted

using Centiseconds = std::chrono::duration<std::int64_t, std::centi>;

std::string filled(std::string_view command, std::string_view placeholder, std::string_view value) {
  std::string text(command);
  if (const std::size_t at = text.find(placeholder); at != std::string::npos) text.replace(at, placeholder.size(), value);
  return text;
}

std::string listed(std::string_view digits) {
  std::string list;
  for (const char digit : digits) {
    if (!list.empty()) list += ',';
    list += digit;
  }
  return list;
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

bool is_list(std::string_view command) { return count(command, k_list) == 1; }

class Planner {
 public:
  Planner(const Personality& modem, bool first) : modem_(modem), first_(first) {}

  env::Expected<std::vector<PlannedCommand>> plan(std::string_view digits) {
    while (!digits.empty()) {
      const std::string& command = first_ ? modem_.first_digits : modem_.later_digits;
      if (command.empty())
        return env::fail(env::ErrorCode::not_supported, env::Remedy::unsupported, modem_.title + " cannot send digits in a call");
      if (!is_list(command) && digits.size() > digits_at_once(command, modem_) && !command.ends_with(';'))
        return env::fail(env::ErrorCode::bad_dial_length, env::Remedy::misuse, modem_.title + " takes no dial string of this length");
      digits = is_list(command) ? tones(command, digits) : dial(command, digits);
      first_ = false;
    }
    return std::move(plan_);
  }

 private:
  std::string_view tones(std::string_view command, std::string_view digits) {
    env::Duration pause{};
    while (digits.starts_with(',')) {
      pause += modem_.comma;
      digits.remove_prefix(1);
    }
    if (digits.empty()) return digits;  // a pause at the end delays nothing
    const std::string_view now = digits.substr(0, std::min(digits.find(','), digits_at_once(command, modem_)));
    const auto deadline = static_cast<int>(now.size()) * modem_.tone + modem_.timers.command.tones;
    plan_.push_back({{filled(command, k_list, listed(now)), CommandKind::tones, deadline, {}}, pause});
    return digits.substr(now.size());
  }

  std::string_view dial(std::string_view command, std::string_view digits) {
    const std::string_view now = digits.substr(0, digits_at_once(command, modem_));
    const auto commas = static_cast<int>(std::count(now.begin(), now.end(), ','));
    const auto& timers = modem_.timers.command;
    const auto deadline = timers.dial + static_cast<int>(now.size()) * timers.digit + commas * modem_.comma;
    plan_.push_back({{filled(command, k_digits, now), CommandKind::dial, deadline, {}}, {}});
    return digits.substr(now.size());
  }

  const Personality& modem_;
  bool first_;
  std::vector<PlannedCommand> plan_;
};

}  // namespace

std::size_t digits_at_once(std::string_view command, const Personality& modem) {
  const std::size_t strings = count(command, k_digits);
  const std::size_t lists = count(command, k_list);
  if (strings + lists != 1) return 0;
  const std::size_t fixed = command.size() - k_prefix_size - (strings == 1 ? k_digits.size() : k_list.size());
  const std::size_t room = modem.command_limit > fixed ? modem.command_limit - fixed : 0;
  return strings == 1 ? std::min(room, modem.dial_limit) : (room + 1) / 2;
}

env::Expected<std::vector<PlannedCommand>> plan_digits(const Personality& modem, const hal::DialString& digits, bool first) {
  return Planner(modem, first).plan(digits.digits());
}

namespace {

std::string hex_of(std::int64_t figure) {
  std::string hex;
  for (unsigned i = k_nibbles; i > 0; --i) hex += k_hex_digits[static_cast<std::size_t>(figure >> (i - 1) * k_nibble & 0xF)];
  return hex;
}

std::string with_length(std::string_view command, env::Duration length) {
  const std::string text = filled(command, k_length, std::to_string(std::chrono::round<Centiseconds>(length).count()));
  return filled(text, k_hex_length, hex_of(std::chrono::round<std::chrono::milliseconds>(length).count()));
}

}  // namespace

std::vector<PlannedCommand> plan_flash(const Personality& modem, const FlashWay& way, env::Duration length) {
  std::vector<PlannedCommand> plan;
  if (!way.before.empty()) plan.push_back({{with_length(way.before, length), CommandKind::setting, modem.timers.command.setting, {}}, {}});
  // A flash in a dial string is a D command, which any byte would abort.
  const CommandKind kind = way.command.starts_with("AT+") ? CommandKind::tones : CommandKind::dial;
  plan.push_back({{with_length(way.command, length), kind, length + modem.timers.command.tones, {}}, {}});
  return plan;
}

}  // namespace campon::atmodem
