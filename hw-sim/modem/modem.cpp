// The command side: lines, commands, settings, results.
#include "hw-sim/modem/modem.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace campon::sim {

namespace {

constexpr char k_cr = '\r';
constexpr char k_backspace = '\b';

int number_of(std::string_view text, int fallback = 0) {
  int value = fallback;
  if (text.empty()) return fallback;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  return problem == std::errc{} && end == text.data() + text.size() ? value : -1;
}

}  // namespace

Modem::Modem(ModemPersonality personality, env::ByteChannel& dce, AnalogLine& line, env::Scheduler& scheduler, env::Rng& rng,
             ModemTimers timers)
    : personality_(std::move(personality)),
      dce_(dce),
      line_(line),
      scheduler_(scheduler),
      rng_(rng),
      timers_(timers),
      detector_(scheduler, timers_, [this](ToneKind kind) { heard(kind); }) {
  reset();
  line_.connect(this);
  dce_.attach(this);
}

Modem::~Modem() { dce_.attach(nullptr); }

void Modem::reset() {
  settings_ = Settings{};
  settings_.tone_length = std::chrono::milliseconds(100);
  settings_.s[2] = 43;
  settings_.s[3] = 13;
  settings_.s[4] = 10;
  settings_.s[5] = 8;
  settings_.s[7] = 50;
  settings_.s[8] = 2;
  settings_.s[25] = 5;
  hook(false);
}

void Modem::on_bytes(std::string_view bytes) {
  for (const char byte : bytes) take(byte);
}

// The wire is gone, and with it power: the settings go too.
void Modem::on_closed(const env::Error& /*why*/) {
  dtr_low_.reset();
  drop_call();
  reset();
}

void Modem::dtr(bool on) {
  if (on) return dtr_low_.reset();
  dtr_low_ = scheduler_.after(std::chrono::milliseconds(settings_.s[25] * 10), [this] { dtr_dropped(); });
}

void Modem::dtr_dropped() {
  if (settings_.on_dtr_drop < 2) return;
  drop_call();
  if (settings_.on_dtr_drop == 3) reset();
}

// Whatever was under way ends without a result: nobody is there to read it.
void Modem::drop_call() {
  wait_.reset();
  say_.reset();
  outgoing_.clear();
  input_.clear();
  commands_.clear();
  playing_.clear();
  running_ = data_call_ = awaiting_dial_tone_ = false;
  settings_.voice_class = settings_.vls = 0;
  hook(false);
}

void Modem::take(char byte) {
  if (running_) {
    const bool abortable = data_call_ && scheduler_.now() >= abort_from_;
    if (abortable) finish(Result::no_carrier);
    return;
  }
  if (settings_.echo && byte != '\n') say(std::string(1, byte));
  if (byte == k_backspace) {
    if (!input_.empty()) input_.pop_back();
  } else if (byte == k_cr) {
    const std::string line = std::exchange(input_, {});
    const auto at = std::min(line.find("AT"), line.find("at"));
    if (at != std::string::npos) execute(std::string_view(line).substr(at + 2));
  } else if (byte != '\n' && input_.size() <= 2 * personality_.longest_command) {
    input_ += byte;
  }
}

void Modem::execute(std::string_view line) {
  running_ = true;
  auto commands = line.size() > personality_.longest_command ? std::nullopt : parse_command_line(line);
  if (!commands) return finish(Result::error);
  commands_.assign(std::make_move_iterator(commands->begin()), std::make_move_iterator(commands->end()));
  next_command();
}

void Modem::next_command() {
  while (!commands_.empty()) {
    const AtCommand command = std::move(commands_.front());
    commands_.pop_front();
    const Progress progress = perform(command);
    if (progress == Progress::later) return;
    if (progress == Progress::failed) return finish(Result::error);
  }
  finish(Result::ok);
}

void Modem::finish(Result ended) {
  wait_.reset();
  playing_.clear();
  commands_.clear();
  awaiting_dial_tone_ = false;
  if (std::exchange(data_call_, false) && ended != Result::ok) hook(false);
  running_ = false;
  result(ended);
}

Modem::Progress Modem::perform(const AtCommand& command) {
  switch (command.kind) {
    case AtCommand::Kind::basic: return basic(command);
    case AtCommand::Kind::s_register: return s_register(command);
    case AtCommand::Kind::dial: return dial(command);
    case AtCommand::Kind::extended: return extended(command);
  }
  return Progress::failed;
}

Modem::Progress Modem::basic(const AtCommand& command) {
  const int value = number_of(command.value);
  if (command.name == "E")
    settings_.echo = value != 0;
  else if (command.name == "V")
    settings_.verbose = value != 0;
  else if (command.name == "Q")
    settings_.quiet = value != 0;
  else if (command.name == "X")
    settings_.x = value;
  else if (command.name == "&D" && value <= 3)
    settings_.on_dtr_drop = value;
  else if (command.name == "Z" || command.name == "&F")
    reset();
  else if (command.name == "I")
    information(personality_.identity[value == 0 || personality_.identity.size() == 1 ? 0 : 1]);
  else if (command.name == "H") {
    hook(value == 1);
    if (value == 0) settings_.voice_class = settings_.vls = 0;
    after_relay();
    return Progress::later;
  } else if (command.name == "A") {
    if (!line_.ringing() && settings_.voice_class != 8) return Progress::failed;
    hook(true);
    settings_.vls = 1;
    after_relay();
    return Progress::later;
  } else {
    static constexpr std::string_view k_accepted = "&C&K&R&S&WLMTP";
    return k_accepted.find(command.name) == std::string_view::npos ? Progress::failed : Progress::done;
  }
  return Progress::done;
}

Modem::Progress Modem::s_register(const AtCommand& command) {
  const int index = number_of(std::string_view(command.name).substr(1), -1);
  if (index < 0 || index >= static_cast<int>(settings_.s.size())) return Progress::failed;
  int& value = settings_.s[static_cast<std::size_t>(index)];
  if (command.asks) {
    std::string text = std::to_string(value);
    information(std::string(3 - std::min<std::size_t>(3, text.size()), '0') + text);
    return Progress::done;
  }
  const int wanted = number_of(command.value);
  if (wanted < 0 || wanted > 255) return Progress::failed;
  value = wanted;
  return Progress::done;
}

Modem::Progress Modem::extended(const AtCommand& command) {
  if (command.name == "+FCLASS") return voice_class(command);
  if (command.name == "+VLS") return line_select(command);
  if (command.name == "+VTS") return tones(command);
  if (command.name == "+VCID") return number_setting(command, 2, [this](int value) { settings_.vcid = value; });
  if (command.name == "+VDR") {
    settings_.ring_lengths = command.value.starts_with("1");
    return Progress::done;
  }
  if (command.name == "+VTD")
    return number_setting(command, 255, [this](int value) { settings_.tone_length = std::chrono::milliseconds(value * 10); });
  if (command.name == "+GMI" || command.name == "+GMM" || command.name == "+GMR") {
    information(personality_.identity.back());
    return Progress::done;
  }
  for (const std::string_view accepted : {"+VIT", "+VSD", "+VRA", "+VRN", "+VSM", "+VNH", "+VGT", "+VGR", "+VIP", "+VEM", "+GCI"})
    if (command.name == accepted) return Progress::done;
  return Progress::failed;
}

Modem::Progress Modem::number_setting(const AtCommand& command, int most, const std::function<void(int)>& set) {
  const int value = number_of(command.value);
  if (value < 0 || value > most) return Progress::failed;
  if (!command.asks && !command.asks_range) set(value);
  return Progress::done;
}

Modem::Progress Modem::voice_class(const AtCommand& command) {
  if (command.asks_range) information("0,8");
  if (command.asks) information(std::to_string(settings_.voice_class));
  if (command.asks || command.asks_range) return Progress::done;
  if (command.value != "0" && command.value != "8" && command.value != "8.0") return Progress::failed;
  settings_.voice_class = command.value[0] - '0';
  return Progress::done;
}

Modem::Progress Modem::line_select(const AtCommand& command) {
  if (command.asks_range) information("(0,1,4,5,6,7)");
  if (command.asks) information(std::to_string(settings_.vls));
  if (command.asks || command.asks_range) return Progress::done;
  if (settings_.voice_class != 8 || (command.value != "0" && command.value != "1")) return Progress::failed;
  settings_.vls = command.value[0] - '0';
  hook(settings_.vls == 1);
  after_relay();
  return Progress::later;
}

Modem::Progress Modem::tones(const AtCommand& command) {
  auto elements = parse_tone_list(command.value);
  if (!elements || settings_.voice_class != 8 || !line_.off_hook()) return Progress::failed;
  playing_.assign(elements->begin(), elements->end());
  next_element();
  return Progress::later;
}

// Everything leaves in order, each piece after the time a modem needs to answer.
void Modem::say(std::string text) {
  outgoing_.push_back(std::move(text));
  if (say_.armed()) return;
  const auto shortest = static_cast<std::uint64_t>(personality_.latency_shortest.count());
  const auto longest = static_cast<std::uint64_t>(personality_.latency_longest.count());
  say_ = scheduler_.after(env::Duration(rng_.between(shortest, longest)), [this] {
    std::string all;
    for (std::string& piece : std::exchange(outgoing_, {})) all += piece;
    static_cast<void>(dce_.write(all));
  });
}

void Modem::information(std::string_view text) {
  say(settings_.verbose ? "\r\n" + std::string(text) + "\r\n" : std::string(text) + "\r\n");
}

void Modem::result(Result ended) {
  static constexpr std::array<std::string_view, 6> k_texts{"OK", "ERROR", "NO CARRIER", "NO DIALTONE", "BUSY", "NO ANSWER"};
  static constexpr std::array<std::string_view, 6> k_numbers{"0", "4", "3", "6", "7", "8"};
  if (settings_.quiet) return;
  const auto index = static_cast<std::size_t>(ended);
  say(settings_.verbose ? "\r\n" + std::string(k_texts[index]) + "\r\n" : std::string(k_numbers[index]) + "\r");
}

void Modem::event(char code) { say({'\x10', code}); }

void Modem::unsolicited(std::string_view text) { information(text); }

}  // namespace campon::sim
