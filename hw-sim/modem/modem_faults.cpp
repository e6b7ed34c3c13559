// What goes wrong with a modem by order. Each fault asks where it can happen; here is what it then does. [faults D, P, R]
#include <algorithm>
#include <utility>

#include "hw-sim/line/caller_id_packet.hpp"
#include "hw-sim/modem/fault_timers.hpp"
#include "hw-sim/modem/modem.hpp"

namespace campon::sim {

namespace {

constexpr unsigned k_storm = 50;
constexpr unsigned k_lines_of_flood = 2000;
constexpr int k_highest_escape = 127;  // S2; above it there is no escape

// What no list of events has. [voice-modems 2.4]
constexpr std::string_view k_stray("\x01GnO?%g\x7F\x9A\0\x10\x1A", 12);

// What a careless reader of a stream obeys. [fault R09]
constexpr std::string_view k_bait =
    "\x10\x03\x10!\x10\x10+++ATH0\r\x10"
    "b\x10\x1A";

// As a modem of another country says it, or with something added.
constexpr std::array<std::string_view, k_result_names.size()> k_foreign{
    "OKAY",     "CONNEXION", "KLINGELT", "KEIN TRAEGER", "FEHLER",   "KEIN WAEHLTON", "BESETZT", "KEINE ANTWORT",
    "KLINGELT", "STIMME",    "#VCON",    "VERZOEGERT",   "GESPERRT", "LISTE VOLL",    "BELEGT",  "KEINE LEITUNG"};

}  // namespace

env::Result Modem::order_fault(std::string_view name, unsigned times) {
  if (auto ordered = faults_.order(name, times); !ordered) return ordered;
  if (phase_ == Phase::command || phase_ == Phase::streaming) occasion();
  return {};
}

// Faults that need none but that something goes on. Asked with each command line, and when one is ordered.
void Modem::occasion() {
  if (reset_by_fault()) return;
  if (faults_.fires("D12")) out_.garbage();
  if (faults_.fires("D13")) out_.spew();
  if (faults_.fires("R11")) flood_of_lines();
  if (in_voice() && faults_.fires("P12")) stray_codes();
  if (off_hook_) return;
  if (faults_.fires("R07")) flood_of_rings(k_flood);
  if (faults_.fires("R12")) storm_of_recalls(k_storm);
}

bool Modem::reset_by_fault() {
  if (faults_.fires("D11")) {
    brown_out();
    return true;
  }
  if (!faults_.fires("D14")) return false;
  fall_silent();
  return true;
}

// The supply fails for a moment: the line is dropped and nothing of what was set is left. [fault D11]
void Modem::brown_out() {
  drop();
  out_.clear();
  phase_ = Phase::resetting;
  timer_ = scheduler_.after(personality_.reset_time, [this] {
    static_cast<void>(power_up());
    echo_ = true;
    verbose_ = false;
    x_ = 0;
    waiting_bytes_.clear();
    phase_ = Phase::command;
  });
}

// Until DTR falls or the port is closed. The line stays as it is: the firmware has stopped. [fault D14]
void Modem::fall_silent() {
  phase_ = Phase::command;
  timer_.reset();
  commands_.clear();
  next_command_ = 0;
  stream_.stop();
  out_.mute(true);
}

void Modem::stray_codes() {
  const auto count = rng_.between(1, 3);
  for (std::uint64_t i = 0; i < count; ++i)
    out_.bytes(shielded_code(k_stray[static_cast<std::size_t>(rng_.between(0, k_stray.size() - 1))]));
}

void Modem::flood_of_rings(unsigned left) {
  if (left == 0 || off_hook_) return;
  report(ResultKind::ring);
  flood_ = scheduler_.after(k_flood_gap, [this, left] { flood_of_rings(left - 1); });
}

void Modem::flood_of_lines() {
  std::string all;
  for (unsigned i = 0; i < k_lines_of_flood; ++i) all += lined("^RSSI:" + std::to_string(i));
  out_.bytes(all);
}

// Calls of all kinds that claim to be what was waited for. [fault R12]
void Modem::storm_of_recalls(unsigned left) {
  constexpr std::uint64_t k_lowest = 5550000;
  constexpr std::uint64_t k_highest = 5559999;
  if (left == 0 || off_hook_) return;
  report(ResultKind::ring);
  tell_caller({std::to_string(rng_.between(k_lowest, k_highest)), "", CallType::ring_back_when_free});
  flood_ = scheduler_.after(k_flood_gap, [this, left] { storm_of_recalls(left - 1); });
}

// A busy tone in the talk, which a modem without a second thought reports. [fault R08]
void Modem::false_tone() {
  mischief_ = scheduler_.after(k_false_tone_after, [this] {
    const Signal busy{Sound::busy, {{{k_false_tone_burst, k_false_tone_burst}}, true}};
    LineAudio tone(load_tones(), 0);
    tone.signal(scheduler_.now(), busy);
    std::vector<std::int16_t> samples(static_cast<std::size_t>(sample_at(env::Time(k_false_tone_length))));
    tone.render(scheduler_.now(), samples);
    audio_.mix(scheduler_.now(), std::move(samples));
    mischief_ = scheduler_.after(k_false_tone_length, [this] {
      if (off_hook_) heard(Heard::busy);
    });
  });
}

// [faults P04, P13]
void Modem::faults_of_result(const std::string& text, ResultKind result) {
  if (faults_.fires("P13")) {
    const bool error_follows = result == ResultKind::ok && rng_.between(0, 1) == 0;
    out_.later(k_second_result, error_follows ? result_text(ResultKind::error) : text);
  }
  if (faults_.fires("P04")) out_.later(k_second_result, result_text(ResultKind::no_carrier));
}

std::string Modem::foreign_text(ResultKind result) {
  const bool numeric = rng_.between(0, 1) == 0;
  if (numeric) return std::to_string(personality_.result(result).number) + line_end().front();
  return lined(k_foreign.at(static_cast<std::size_t>(result)));
}

// One of the ways in which an echo goes wrong, for the line that begins now. [fault P02]
void Modem::choose_echo_fault() {
  echo_fault_ = EchoFault::none;
  if (!faults_.fires("P02")) return;
  echo_fault_ = static_cast<EchoFault>(rng_.between(1, 4));
  if (echo_fault_ == EchoFault::previous) out_.echo(last_line_ + line_end().front());
}

// [faults P12, R09]; and what some modems say by mistake while a stream runs.
void Modem::change_recorded(std::vector<std::int16_t>& samples) {
  if (faults_.fires("P12")) stray_codes();
  if (faults_.fires("R09")) {
    std::size_t at = 0;
    for (const char byte : k_bait)
      if (at < samples.size()) samples[at++] = static_cast<std::int16_t>((static_cast<unsigned char>(byte) - 128) * 256);
  }
  if (personality_.voice.false_codes.empty() || rng_.between(0, 99) != 0) return;
  const std::string& codes = personality_.voice.false_codes;
  out_.bytes(shielded_code(codes[static_cast<std::size_t>(rng_.between(0, codes.size() - 1))]));
}

// A modem that needs no guard finds the escape in the stream, unless S2 forbids it, and obeys the command behind it. [fault P10]
void Modem::escape_stream() {
  if (!faults_.fires("P10") || registers_[2] > k_highest_escape) return;
  mischief_ = scheduler_.after(k_escape_after, [this] { leave_voice(); });
}

}  // namespace campon::sim
