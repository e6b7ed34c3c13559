// What the commands do that need no time on the line.
#include <algorithm>
#include <utility>

#include "hw-sim/modem/modem.hpp"

namespace campon::sim {

namespace {

struct Range {
  int low;
  int high;
};

struct Parameter {
  std::string_view name;
  std::size_t count;
  std::array<Range, 4> ranges;
};

// [V.253 8 to 10]; what can be set, and within which limits.
constexpr std::array<Parameter, 11> k_parameters{{
    {"+VCID", 1, {{{0, 2}}}},
    {"+VDR", 2, {{{0, 1}, {0, 255}}}},
    {"+VGR", 1, {{{0, 255}}}},
    {"+VGT", 1, {{{0, 255}}}},
    {"+VIT", 1, {{{0, 255}}}},
    {"+VNH", 1, {{{0, 2}}}},
    {"+VRA", 1, {{{0, 255}}}},
    {"+VRN", 1, {{{0, 255}}}},
    {"+VSD", 2, {{{0, 255}, {0, 255}}}},
    {"+VSM", 4, {{{0, 255}, {0, 16000}, {0, 255}, {0, 255}}}},
    {"+VTD", 1, {{{0, 255}}}},
}};

struct Flag {
  std::string_view name;
  int highest;
};

// [V.250 6.2, 6.3]; &C, &K, L and M are taken and change nothing that can be seen here.
constexpr std::array<Flag, 9> k_flags{{{"E", 1}, {"V", 1}, {"Q", 1}, {"X", 4}, {"&D", 3}, {"&C", 1}, {"&K", 6}, {"L", 3}, {"M", 3}}};

// Two frequencies and a length. [V.253 8.2.3]
constexpr std::string_view k_tone_ranges = "(0,200-3000),(0,200-3000),(0-6000)";

const Parameter* find_parameter(std::string_view name) {
  const auto found = std::find_if(k_parameters.begin(), k_parameters.end(), [&](const Parameter& one) { return one.name == name; });
  return found == k_parameters.end() ? nullptr : &*found;
}

std::string ranges_text(const Parameter& parameter) {
  std::string out;
  for (std::size_t i = 0; i < parameter.count; ++i) {
    const Range& range = parameter.ranges[i];
    out += (i == 0 ? "(" : ",(") + std::to_string(range.low) + "-" + std::to_string(range.high) + ")";
  }
  return out;
}

bool parse_values(const Parameter& parameter, std::string_view text, std::array<int, 4>& values) {
  for (std::size_t i = 0; i < parameter.count; ++i) {
    const auto comma = text.find(',');
    const int value = parse_number(text.substr(0, comma), parameter.ranges[i].high);
    if (value < parameter.ranges[i].low) return false;
    if (!text.substr(0, comma).empty()) values[i] = value;
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
  return false;
}

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

}  // namespace

// The first failure ends the line; what was done before stays done. [V.250 5.4.1]
void Modem::run() {
  while (next_command_ < commands_.size()) {
    const Command command = commands_[next_command_++];
    switch (execute(command)) {
      case Done::yes: break;
      case Done::failed: return finish(Result::error);
      case Done::later: return;
    }
  }
  finish(Result::ok);
}

void Modem::command_done() {
  phase_ = Phase::preparing;
  timer_.reset();
  answered_.reset();
  run();
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
  return execute_flag(command, number);
}

Modem::Done Modem::execute_flag(const Command& command, int number) {
  const std::string& name = command.name;
  const auto flag = std::find_if(k_flags.begin(), k_flags.end(), [&](const Flag& one) { return one.name == name; });
  if (flag == k_flags.end() || number > flag->highest) return Done::failed;
  if (name == "E")
    echo_ = number == 1;
  else if (name == "V")
    verbose_ = number == 1;
  else if (name == "Q")
    quiet_ = number == 1;
  else if (name == "X")
    x_ = number;
  else if (name == "&D")
    dtr_rule_ = number;
  return Done::yes;
}

Modem::Done Modem::execute_register(const Command& command) {
  const int index = parse_number(std::string_view(command.name).substr(1), 255);
  if (index < 0) return Done::failed;
  auto& place = registers_[static_cast<std::size_t>(index)];
  if (command.rest == "?") return tell(three_digits(place));
  const int number = parse_number(std::string_view(command.rest).substr(1), 255);
  if (number < 0) return Done::failed;
  place = static_cast<std::uint8_t>(number);
  return Done::yes;
}

Modem::Done Modem::execute_extended(const Command& command) {
  const std::string& name = command.name;
  const std::string& rest = command.rest;
  const bool plain = rest.empty() || rest == "?";
  if (name == "+GMI" || name == "+FMI") return plain ? tell(personality_.manufacturer) : Done::failed;
  if (name == "+GMM" || name == "+FMM") return plain ? tell(personality_.model) : Done::failed;
  if (name == "+GMR" || name == "+FMR") return plain ? tell(personality_.revision) : Done::failed;
  if (name == "+FCLASS") return select_class(rest);
  if (name == "+VLS") return select_line(rest);
  if (name == "+VTS" && rest == "=?") return tell(k_tone_ranges);
  if (name == "+VTS") return rest.starts_with('=') ? send_tones(std::string_view(rest).substr(1)) : Done::failed;
  return set_parameter(name, rest);
}

Modem::Done Modem::identify(int number) {
  const auto index = static_cast<std::size_t>(number);
  return index < personality_.info.size() ? tell(personality_.info[index]) : Done::failed;
}

// +VNH=2 keeps the line in data mode even against H. [V.253 9.2.6]
Modem::Done Modem::hook(int number) {
  if (number > 1) return Done::failed;
  if (number == 1)
    seize();
  else if (class_ == "8")
    leave_voice();
  else if (value("+VNH") < 2)
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
    finish(Result::ok);
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
  registers_ = {};
  registers_[2] = '+';
  registers_[3] = '\r';
  registers_[4] = '\n';
  registers_[5] = '\b';
}

Modem::Done Modem::select_class(std::string_view rest) {
  if (rest == "?") return tell(class_);
  if (rest == "=?") return tell(joined(personality_.classes));
  if (!rest.starts_with('=')) return Done::failed;
  std::string_view wanted = rest.substr(1);
  if (wanted.ends_with(".0")) wanted.remove_suffix(2);
  if (!listed(personality_.classes, wanted)) return Done::failed;
  const bool leaves = wanted != "8" && class_ == "8";
  if (leaves && value("+VNH") == 0) leave_voice();  // [V.253 9.2.6]
  if (leaves) shielded_ = false;
  class_ = wanted;
  refresh_inactivity();
  return Done::yes;
}

Modem::Done Modem::select_line(std::string_view rest) {
  if (rest == "?") return tell(line_selection_);
  if (rest == "=?") return tell(joined(personality_.line_selections));
  if (!rest.starts_with('=') || class_ != "8") return Done::failed;
  const std::string_view wanted = rest.substr(1);
  if (!listed(personality_.line_selections, wanted)) return Done::failed;
  // 1, 3, 5 and 7 have the line among their devices. [V.253 table 18]
  if (parse_number(wanted, 255) % 2 == 1)
    seize();
  else
    hang_up();
  line_selection_ = wanted;
  return Done::yes;
}

Modem::Done Modem::set_parameter(std::string_view name, std::string_view rest) {
  const Parameter* parameter = find_parameter(name);
  if (parameter == nullptr) return Done::failed;
  auto& values = parameters_[std::string(name)];
  if (rest == "=?") return tell(ranges_text(*parameter));
  if (rest == "?") {
    std::string text;
    for (std::size_t i = 0; i < parameter->count; ++i) text += (i == 0 ? "" : ",") + std::to_string(values[i]);
    return tell(text);
  }
  auto wanted = values;
  if (!rest.starts_with('=') || !parse_values(*parameter, rest.substr(1), wanted)) return Done::failed;
  values = wanted;
  refresh_inactivity();
  return Done::yes;
}

Modem::Done Modem::tell(std::string_view text) {
  inform(text);
  return Done::yes;
}

int Modem::value(std::string_view parameter, std::size_t index) const {
  const auto found = parameters_.find(parameter);
  return found == parameters_.end() ? 0 : found->second[index];
}

}  // namespace campon::sim
