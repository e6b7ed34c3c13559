// What the commands do that need no time on the line.
#include <algorithm>
#include <utility>

#include "hw-sim/modem/modem.hpp"

namespace campon::sim {

namespace {

struct Flag {
  std::string_view name;
  int highest;
};

// [V.250 6.2, 6.3]; &C, &K, L and M are taken and change nothing that can be seen here.
constexpr std::array<Flag, 8> k_flags{{{"E", 1}, {"V", 1}, {"Q", 2}, {"&D", 3}, {"&C", 1}, {"&K", 6}, {"L", 3}, {"M", 3}}};

std::string three_digits(unsigned value) {
  std::string text = std::to_string(value);
  return std::string(3 - std::min<std::size_t>(3, text.size()), '0') + text;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ",") + word;
  return out;
}

bool listed(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool begins_with_one_of(const std::vector<std::string>& beginnings, std::string_view text) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](const std::string& one) { return text.starts_with(one); });
}

}  // namespace

// The first failure ends the line; what was done before stays done. [V.250 5.4.1]
void Modem::run() {
  while (next_command_ < commands_.size()) {
    const Command command = commands_[next_command_++];
    good_ = ResultKind::ok;
    switch (execute(command)) {
      case Done::yes: break;
      case Done::failed: return finish(ResultKind::error);
      case Done::later: return;
    }
  }
  finish(good_);
}

void Modem::command_done() {
  phase_ = Phase::preparing;
  timer_.reset();
  answered_.reset();
  if (next_command_ == commands_.size()) return finish(good_);
  run();
}

Modem::Done Modem::well(Vcon where) {
  good_ = personality_.voice.says_vcon(where) && in_voice() ? ResultKind::vcon : ResultKind::ok;
  return Done::yes;
}

Modem::Done Modem::execute(const Command& command) {
  switch (command.kind) {
    case Command::Kind::basic: return execute_basic(command);
    case Command::Kind::s_register: return execute_register(command);
    case Command::Kind::extended: return execute_extended(command);
    case Command::Kind::dial: return dial(command.rest);
    case Command::Kind::wrong: break;
  }
  return Done::failed;
}

Modem::Done Modem::execute_basic(const Command& command) {
  const int number = parse_number(command.rest, 255);
  if (number < 0) return Done::failed;
  if (command.name == "A") return number == 0 ? answer() : Done::failed;
  if (command.name == "H") return hook(number);
  if (command.name == "I") return identify(number);
  if (command.name == "Z") return reset();
  if (command.name == "&F") {
    load_factory();
    return power_up() ? Done::yes : Done::failed;
  }
  if (listed(personality_.accepted, command.name)) return Done::yes;
  return execute_flag(command, number);
}

Modem::Done Modem::execute_flag(const Command& command, int number) {
  const std::string& name = command.name;
  if (name == "X") {
    if (number <= personality_.x_highest) x_ = number;
    return number <= personality_.x_highest ? Done::yes : Done::failed;
  }
  const auto flag = std::find_if(k_flags.begin(), k_flags.end(), [&](const Flag& one) { return one.name == name; });
  if (flag == k_flags.end() || number > flag->highest) return Done::failed;
  if (name == "E")
    echo_ = number == 1;
  else if (name == "V")
    verbose_ = number == 1;
  else if (name == "Q")
    quiet_ = number == 1;
  else if (name == "&D")
    dtr_rule_ = number;
  return Done::yes;
}

Modem::Done Modem::execute_register(const Command& command) {
  const std::string_view name = std::string_view(command.name).substr(1);
  if (name.find('.') != std::string_view::npos) return execute_register_bit(name, command.rest);
  const int index = parse_number(name, 255);
  if (index < 0) return Done::failed;
  auto& place = registers_[static_cast<std::size_t>(index)];
  if (command.rest == "?") return tell(three_digits(place));
  const int number = parse_number(std::string_view(command.rest).substr(1), 255);
  if (number < 0) return Done::failed;
  place = static_cast<std::uint8_t>(number);
  return Done::yes;
}

// "S40.2"
bool Modem::is_set(std::string_view register_bit) const {
  if (register_bit.empty()) return false;
  const auto dot = register_bit.find('.');
  const int index = parse_number(register_bit.substr(1, dot - 1), 255);
  const int bit = parse_number(register_bit.substr(dot + 1), 7);
  return index >= 0 && bit >= 0 && (registers_.at(static_cast<std::size_t>(index)) >> bit & 1) != 0;
}

// "S40.3=1": one bit of a bit map. [ZyXEL]
Modem::Done Modem::execute_register_bit(std::string_view name, std::string_view rest) {
  const int index = parse_number(name.substr(0, name.find('.')), 255);
  const int bit = parse_number(name.substr(name.find('.') + 1), 7);
  if (index < 0 || bit < 0) return Done::failed;
  auto& place = registers_[static_cast<std::size_t>(index)];
  const auto mask = static_cast<std::uint8_t>(1 << bit);
  if (rest == "?") return tell((place & mask) != 0 ? "1" : "0");
  const int number = parse_number(rest.substr(1), 1);
  if (number < 0) return Done::failed;
  place = static_cast<std::uint8_t>(number == 1 ? place | mask : place & ~mask);
  return Done::yes;
}

// The maker's own names first; what is left is V.253's.
Modem::Done Modem::execute_extended(const Command& command) {
  if (begins_with_one_of(personality_.refused, command.name)) return Done::failed;
  const auto renamed = personality_.names.find(command.name);
  const std::string& name = renamed == personality_.names.end() ? command.name : renamed->second;
  const std::string& rest = command.rest;
  const bool plain = rest.empty() || rest == "?";
  if (name == "+GMI" || name == "+FMI") return plain ? tell(personality_.manufacturer) : Done::failed;
  if (name == "+GMM" || name == "+FMM") return plain ? tell(personality_.model) : Done::failed;
  if (name == "+GMR" || name == "+FMR") return plain ? tell(personality_.revision) : Done::failed;
  if (name == "+FCLASS") return select_class(rest);
  if (name == ":U") return set_country(rest);
  if (listed(personality_.accepted, name)) return Done::yes;
  return execute_voice(name, rest);
}

Modem::Done Modem::identify(int number) {
  const auto index = static_cast<std::size_t>(number);
  return index < personality_.info.size() ? tell(personality_.info[index]) : Done::failed;
}

// +VNH=2 keeps the line in data mode even against H. [V.253 9.2.6]
Modem::Done Modem::hook(int number) {
  if (number > 1) return Done::failed;
  if (number == 1) return off_hook_ ? Done::yes : seize_when_rested(ResultKind::ok);
  if (in_voice() && !personality_.keeps_voice_after_h)
    leave_voice();
  else if (in_voice() || value("+VNH") < 2)
    hang_up();
  return Done::yes;
}

// The rest of the line is lost. [V.250 6.1.1]
Modem::Done Modem::reset() {
  leave_voice();
  next_command_ = commands_.size();
  phase_ = Phase::resetting;
  timer_ = scheduler_.after(personality_.reset_time, [this] {
    static_cast<void>(power_up());
    if (personality_.ok_twice_after_reset) report(ResultKind::ok);
    finish(ResultKind::ok);
  });
  return Done::later;
}

void Modem::load_factory() {
  leave_voice();
  echo_ = personality_.echo;
  verbose_ = true;
  quiet_ = false;
  x_ = 4;
  dtr_rule_ = 2;
  parameters_.clear();
  country_.clear();
  registers_ = {};
  registers_[2] = '+';
  registers_[3] = '\r';
  registers_[4] = '\n';
  registers_[5] = '\b';
  registers_[12] = 50;
}

Modem::Done Modem::select_class(std::string_view rest) {
  if (rest == "?") return tell(class_);
  if (rest == "=?") return tell(joined(personality_.classes));
  if (!rest.starts_with('=')) return Done::failed;
  std::string_view wanted = rest.substr(1);
  if (wanted.ends_with(".0")) wanted.remove_suffix(2);
  if (!listed(personality_.classes, wanted)) return Done::failed;
  const bool leaves = wanted != "8" && in_voice();
  if (leaves && value("+VNH") == 0) leave_voice();  // [V.253 9.2.6]
  if (leaves) shielded_ = false;
  class_ = wanted;
  refresh_inactivity();
  return Done::yes;
}

// "4F,01F4": registers of the country, in hexadecimal digits. [AN93]
Modem::Done Modem::set_country(std::string_view rest) {
  constexpr int k_highest_register = 255;
  constexpr int k_highest_value = 65535;
  const int first = parse_hex(rest.substr(0, rest.find(',')), k_highest_register);
  if (first < 0 || rest.empty() || personality_.dial.flash_from[0] != ':') return Done::failed;
  for (int at = first; rest.find(',') != std::string_view::npos; ++at) {
    rest.remove_prefix(rest.find(',') + 1);
    const int wanted = parse_hex(rest.substr(0, rest.find(',')), k_highest_value);
    if (wanted < 0) return Done::failed;
    country_[at] = wanted;
  }
  return Done::yes;
}

Modem::Done Modem::tell(std::string_view text) {
  inform(text);
  return Done::yes;
}

int Modem::value(std::string_view parameter, std::size_t index) const {
  const auto found = parameters_.find(parameter);
  return found == parameters_.end() || index >= found->second.size() ? 0 : found->second[index];
}

}  // namespace campon::sim
