// Which command does what; the commands that only set and tell.
#include <algorithm>
#include <array>

#include "hw-sim/mobile/mobile_network.hpp"
#include "hw-sim/modem/gsm/gsm_modem.hpp"

namespace campon::sim {

namespace {

using Form = GsmCommand::Form;

constexpr int k_not_allowed = 3;
constexpr int k_not_supported = 4;

bool begins_with_one_of(const std::vector<std::string>& beginnings, std::string_view text) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](const std::string& one) { return text.starts_with(one); });
}

std::string three_digits(unsigned value) {
  std::string text = std::to_string(value);
  return std::string(3 - std::min<std::size_t>(3, text.size()), '0') + text;
}

std::string_view suffix(Form form) {
  static constexpr std::array<std::string_view, 4> k_suffixes{"", "=", "?", "=?"};
  return k_suffixes.at(static_cast<std::size_t>(form));
}

}  // namespace

GsmModem::Done GsmModem::tell(const std::string& text) {
  terminal_.inform(text);
  return k_yes;
}

GsmModem::Done GsmModem::execute(const GsmCommand& command) {
  switch (command.kind) {
    case GsmCommand::Kind::basic: return execute_basic(command);
    case GsmCommand::Kind::s_register: return execute_register(command);
    case GsmCommand::Kind::extended: return execute_extended(command);
    case GsmCommand::Kind::dial: return dial(command);
    case GsmCommand::Kind::wrong: break;
  }
  return k_error;
}

GsmModem::Done GsmModem::execute_basic(const GsmCommand& command) {
  const int value = command.text.empty() ? 0 : number_in(command.text, 255).value_or(-1);
  const std::string& name = command.name;
  if (value < 0) return k_error;
  if (name == "A") return answer();
  if (name == "H") return settings_.value("+CVHU") == 1 || personality_.at_hang_up_ignored ? k_yes : hang_up_all();
  if (name == "Z") return reset();
  if (name == "&F") {
    load_factory();
    return k_yes;
  }
  if (name == "I") {
    if (static_cast<std::size_t>(value) >= personality_.info.size()) return k_error;
    return tell(personality_.info[static_cast<std::size_t>(value)]);
  }
  if (name == "E" && value < 2) return terminal_.echo(value == 1), k_yes;
  if (name == "V" && value < 2) return terminal_.verbose(value == 1), k_yes;
  if (name == "Q" && value < 3) return terminal_.quiet(value == 1), k_yes;
  if (name == "&D" && value < 4) return dtr_rule_ = value, k_yes;
  const bool taken = name == "X" || name == "&C" || name == "&K" || name == "&S" || name == "&W" || name == "L" || name == "M" ||
                     name == "\\Q" || begins_with_one_of(personality_.accepted, name);
  return taken ? k_yes : k_error;
}

GsmModem::Done GsmModem::execute_register(const GsmCommand& command) {
  const auto index = number_in(command.name.substr(1), 255);
  if (!index) return k_error;
  const auto at = static_cast<std::size_t>(*index);
  if (command.form == Form::read) return tell(three_digits(terminal_.s_register(at)));
  const auto value = number_in(command.arguments.front(), 255);
  if (!value) return k_error;
  terminal_.s_register(at, static_cast<std::uint8_t>(*value));
  return k_yes;
}

// The rest of the line is lost. [V.250 6.1.1]
GsmModem::Done GsmModem::reset() {
  hang_up_all();
  next_ = commands_.size();
  load_factory();
  terminal_.echo(personality_.echo);
  terminal_.verbose(true);
  wait_for(Waits::reset, personality_.reset_time, k_yes);
  return k_later;
}

// What the maker has first, then what the standards have.
GsmModem::Done GsmModem::execute_extended(const GsmCommand& command) {
  const std::string& name = command.name;
  const auto fixed = personality_.answers.find(name + std::string(suffix(command.form)));
  if (begins_with_one_of(personality_.refused, name)) return equipment(k_not_supported);
  if (fixed != personality_.answers.end()) return tell(fixed->second);
  if (needs_card(name))
    if (const auto locked = lock_error()) return equipment(*locked);
  if (!personality_.completion_command.empty() && name == personality_.completion_command) return completion_command(command);
  return execute_known(command);
}

GsmModem::Done GsmModem::execute_known(const GsmCommand& command) {
  using Run = Done (GsmModem::*)(const GsmCommand&);
  struct Entry {
    std::string_view name;
    Run run;
  };
  static constexpr std::array<Entry, 31> k_entries{{
      {"+CGMI", &GsmModem::identify},
      {"+GMI", &GsmModem::identify},
      {"+CGMM", &GsmModem::identify},
      {"+GMM", &GsmModem::identify},
      {"+CGMR", &GsmModem::identify},
      {"+GMR", &GsmModem::identify},
      {"+CGSN", &GsmModem::identify},
      {"+GSN", &GsmModem::identify},
      {"+CIMI", &GsmModem::show_identity},
      {"+CCID", &GsmModem::show_identity},
      {"+CNUM", &GsmModem::show_identity},
      {"+CFUN", &GsmModem::set_functionality},
      {"+CPIN", &GsmModem::pin},
      {"+CSQ", &GsmModem::show_signal},
      {"+COPS", &GsmModem::show_operator},
      {"+CPAS", &GsmModem::show_activity},
      {"+CEER", &GsmModem::show_cause},
      {"+CLCC", &GsmModem::list_calls},
      {"+CHLD", &GsmModem::hold},
      {"+CHUP", &GsmModem::hang_up_current},
      {"+VTS", &GsmModem::send_tones},
      {"+CUSD", &GsmModem::text_service},
      {"+CCWA", &GsmModem::call_waiting},
      {"+CMGS", &GsmModem::begin_message},
      {"+CSCS", &GsmModem::set_charset},
      {"+CSCA", &GsmModem::set_service_centre},
      {"+CPMS", &GsmModem::set_storage},
      {"+CREG", &GsmModem::show_registration},
      {"+CGREG", &GsmModem::show_registration},
      {"+CEREG", &GsmModem::show_registration},
      {"+GCAP", &GsmModem::identify},
  }};
  const auto found = std::find_if(k_entries.begin(), k_entries.end(), [&](const Entry& one) { return one.name == command.name; });
  if (found != k_entries.end()) return (this->*found->run)(command);
  return execute_setting(command);
}

GsmModem::Done GsmModem::execute_setting(const GsmCommand& command) {
  const std::string& name = command.name;
  const bool shows = name == "+CLIP" || name == "+COLP" || name == "+CLIR";
  if (shows && command.form == Form::read) return show_presentation(command);
  if (settings_.knows(name)) {
    switch (command.form) {
      case Form::read: return tell(settings_.told(name));
      case Form::test: return tell(settings_.ranges(name));
      case Form::run: return k_error;
      case Form::set: return settings_.set(name, command.arguments) ? k_yes : k_error;
    }
  }
  if (!personality_.lines.enabled_by.empty() && name == personality_.lines.enabled_by) {
    const auto on = command.arguments.empty() ? std::nullopt : number_in(command.arguments.front(), 255);
    if (command.form != Form::set || !on) return k_error;
    lines_on_ = *on > 0;
    if (!personality_.lines.separate_completion) completion_lines_on_ = lines_on_;
    return k_yes;
  }
  return begins_with_one_of(personality_.accepted, name) ? k_yes : k_error;
}

// What the card or the network has to be asked for.
bool GsmModem::needs_card(std::string_view name) const {
  static constexpr std::array<std::string_view, 14> k_names{"+CIMI", "+CCID", "+CNUM", "+COPS", "+CHLD", "+CUSD", "+CCWA",
                                                            "+CMGS", "+CSCA", "+CPMS", "+CMGF", "+CLIR", "+CNMI", "+CSMP"};
  return std::find(k_names.begin(), k_names.end(), name) != k_names.end();
}

// [27.007 9.2.1]
std::optional<int> GsmModem::lock_error() const {
  switch (subscriber_.card.lock()) {
    case Lock::none: return std::nullopt;
    case Lock::pin: return 11;
    case Lock::puk: return 12;
    case Lock::blocked: return 13;
  }
  return 13;
}

GsmModem::Done GsmModem::identify(const GsmCommand& command) {
  if (command.form == Form::test) return k_yes;
  if (command.form != Form::run && command.form != Form::read) return k_error;
  const std::string_view what = std::string_view(command.name).substr(command.name.size() - 2);
  if (what == "MI") return tell(personality_.manufacturer);
  if (what == "MM") return tell(personality_.model);
  if (what == "MR") return tell(personality_.revision);
  if (what == "AP") return tell("+GCAP: +CGSM,+DS,+ES");
  return tell(personality_.serial);
}

GsmModem::Done GsmModem::show_identity(const GsmCommand& command) {
  if (command.form == Form::test) return k_yes;
  if (command.name == "+CIMI") return tell(subscriber_.card.imsi());
  if (command.name == "+CCID") return tell("+CCID: " + subscriber_.card.icc_id());
  return tell("+CNUM: ,\"" + subscriber_.number() + "\",129");
}

// [27.007 8.2]
GsmModem::Done GsmModem::set_functionality(const GsmCommand& command) {
  if (command.form == Form::test) return tell("+CFUN: (0,1,4),(0,1)");
  if (command.form == Form::read) return tell("+CFUN: " + std::to_string(functionality_));
  if (command.form != Form::set) return k_error;
  const auto wanted = number_in(command.arguments.front(), 4);
  if (!wanted || (*wanted != 0 && *wanted != 1 && *wanted != 4)) return k_error;
  if (command.arguments.size() > 1 && command.arguments[1] == "1") return reset();
  if (*wanted != 1) {
    calls_.clear();
    stop_ringing();
    subscriber_.switch_off();
  } else if (functionality_ != 1) {
    subscriber_.switch_on(*this);
  }
  functionality_ = *wanted;
  return k_yes;
}

// [27.007 8.3]
GsmModem::Done GsmModem::pin(const GsmCommand& command) {
  static constexpr std::array<std::string_view, 4> k_locks{"READY", "SIM PIN", "SIM PUK", "SIM PUK"};
  constexpr int k_wrong = 16;
  const Lock lock = subscriber_.card.lock();
  if (command.form == Form::test) return k_yes;
  if (command.form == Form::read && lock == Lock::blocked) return equipment(13);
  if (command.form == Form::read) return tell("+CPIN: " + std::string(k_locks.at(static_cast<std::size_t>(lock))));
  if (command.form != Form::set) return k_error;
  if (lock == Lock::none) return equipment(k_not_allowed);
  const std::string second = command.arguments.size() > 1 ? command.arguments[1] : "";
  if (lock == Lock::pin && !second.empty()) return equipment(k_wrong);
  const bool good =
      lock == Lock::pin ? subscriber_.enter_pin(command.arguments.front()) : subscriber_.enter_puk(command.arguments.front(), second);
  if (good) return k_yes;
  return equipment(subscriber_.card.lock() == Lock::puk ? (lock == Lock::puk ? k_wrong : 12) : k_wrong);
}

// [27.007 7.2]
GsmModem::Done GsmModem::show_registration(const GsmCommand& command) {
  if (command.form != Form::read) return execute_setting(command);
  const int how = settings_.value(command.name);
  const std::string where = how == 2 && subscriber_.served() ? ",\"0001\",\"00000001\"" : "";
  return tell(command.name + ": " + std::to_string(how) + "," + std::to_string(static_cast<int>(subscriber_.registration())) + where);
}

GsmModem::Done GsmModem::show_signal(const GsmCommand& command) {
  constexpr int k_unknown = 99;
  if (command.form == Form::test) return tell("+CSQ: (0-31,99),(0-7,99)");
  if (command.form != Form::run) return k_error;
  const bool heard = functionality_ == 1 && subscriber_.registration() != Registration::none;
  return tell("+CSQ: " + std::to_string(heard ? subscriber_.signal : k_unknown) + ",99");
}

// [27.007 7.3]
GsmModem::Done GsmModem::show_operator(const GsmCommand& command) {
  constexpr int k_formats = 2;
  if (command.form == Form::set) {
    const auto mode = number_in(command.arguments.front(), 4);
    if (!mode || *mode == 2) return mode ? k_yes : k_error;
    if (*mode == 3 && command.arguments.size() > 1 && number_in(command.arguments[1], k_formats))
      operator_format_ = *number_in(command.arguments[1], k_formats);
    return k_yes;
  }
  const MobileRules& rules = subscriber_.rules();
  if (command.form == Form::test)
    return tell("+COPS: (2,\"" + rules.operator_name + "\",\"CAMPON\",\"" + rules.operator_digits + "\"),,(0-4),(0-2)");
  if (!subscriber_.served()) return tell("+COPS: 0");
  const std::string& name = operator_format_ == k_formats ? rules.operator_digits : rules.operator_name;
  return tell("+COPS: 0," + std::to_string(operator_format_) + ",\"" + name + "\"");
}

// Ready, ringing, in a call. [27.007 8.1]
GsmModem::Done GsmModem::show_activity(const GsmCommand& command) {
  if (command.form == Form::test) return tell("+CPAS: (0,3,4)");
  const int what = any(State::incoming) ? 3 : calls_.empty() ? 0 : 4;
  return tell("+CPAS: " + std::to_string(what));
}

// [27.007 7.6, 7.8]
GsmModem::Done GsmModem::show_presentation(const GsmCommand& command) {
  const int provided = command.name == "+CLIR" ? 4 : 1;
  return tell(settings_.told(command.name) + "," + std::to_string(provided));
}

GsmModem::Done GsmModem::show_cause(const GsmCommand& command) {
  if (command.form != Form::run) return command.form == Form::test ? k_yes : k_error;
  const std::string number = std::to_string(static_cast<int>(last_cause_));
  const std::string text(to_string(last_cause_));
  switch (personality_.ceer) {
    case CauseStyle::text: return tell("+CEER: " + text);
    case CauseStyle::number: return tell("+CEER: " + number);
    case CauseStyle::both: return tell("+CEER: " + number + ",\"" + text + "\"");
  }
  return k_yes;
}

GsmModem::Done GsmModem::set_charset(const GsmCommand& command) {
  static constexpr std::array<std::string_view, 3> k_sets{"GSM", "IRA", "UCS2"};
  if (command.form == Form::test) return tell("+CSCS: (\"GSM\",\"IRA\",\"UCS2\")");
  if (command.form == Form::read) return tell("+CSCS: \"" + charset_ + "\"");
  const bool known = command.form == Form::set && std::find(k_sets.begin(), k_sets.end(), command.arguments.front()) != k_sets.end();
  if (!known) return k_error;
  charset_ = command.arguments.front();
  return k_yes;
}

GsmModem::Done GsmModem::set_service_centre(const GsmCommand& command) {
  if (command.form == Form::test) return k_yes;
  const std::string& number = service_centre_.empty() ? subscriber_.rules().service_centre : service_centre_;
  if (command.form == Form::read) return tell("+CSCA: \"" + number + "\"," + (number.starts_with('+') ? "145" : "129"));
  if (command.form != Form::set || parse_gsm_dial(command.arguments.front()).wrong) return k_error;
  service_centre_ = parse_gsm_dial(command.arguments.front()).number;
  return k_yes;
}

GsmModem::Done GsmModem::set_storage(const GsmCommand& command) {
  if (command.form == Form::test) return tell("+CPMS: (\"SM\"),(\"SM\"),(\"SM\")");
  if (command.form == Form::read) return tell("+CPMS: \"SM\",0,20,\"SM\",0,20,\"SM\",0,20");
  const bool good = command.form == Form::set &&
                    std::all_of(command.arguments.begin(), command.arguments.end(), [](const std::string& one) { return one == "SM"; });
  return good ? tell("+CPMS: 0,20,0,20,0,20") : message_error(302);
}

}  // namespace campon::sim
