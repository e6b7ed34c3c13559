// What the line does to a modem: tones, rings, caller id, the break of the loop current.
#include <algorithm>
#include <utility>

#include "hw-sim/modem/modem.hpp"

namespace campon::sim {

namespace {

// Caller id has no year; the simulated world begins on a first of January.
constexpr std::chrono::sys_days k_first_day = std::chrono::year{2024} / 1 / 1;

std::string two_digits(unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); }

struct Stamp {
  std::string date, time;
};

Stamp stamp(env::Time now) {
  const auto passed = std::chrono::duration_cast<std::chrono::minutes>(now.time_since_epoch());
  const auto day = std::chrono::floor<std::chrono::days>(k_first_day + passed);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(k_first_day + passed - day);
  return {two_digits(static_cast<unsigned>(date.month())) + two_digits(static_cast<unsigned>(date.day())),
          two_digits(static_cast<unsigned>(time.hours().count())) + two_digits(static_cast<unsigned>(time.minutes().count()))};
}

bool is_reason(std::string_view text) { return text == "P" || text == "O"; }

std::string field(unsigned type, std::string_view text) {
  return std::string{static_cast<char>(type), static_cast<char>(text.size())} + std::string(text);
}

// Multiple Data Message Format, with its check sum. [GR-30]
std::string mdmf(const CallerId& id, const Stamp& when) {
  constexpr std::size_t k_longest = 32;
  std::string body = field(1, when.date + when.time);
  body += field(is_reason(id.number) ? 4 : 2, id.number.substr(0, k_longest));
  if (!id.name.empty()) body += field(is_reason(id.name) ? 8 : 7, id.name.substr(0, k_longest));
  std::string packet = field(0x80, body);
  unsigned sum = 0;
  for (const char byte : packet) sum += static_cast<unsigned char>(byte);
  packet += static_cast<char>((256 - sum % 256) % 256);
  return packet;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  std::string out;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    out += k_digits[value / 16];
    out += k_digits[value % 16];
  }
  return out;
}

}  // namespace

void Modem::on_signal(const Signal& signal) {
  if (off_hook_) detector_.listen(signal);
}

void Modem::on_ring_burst(bool begins) {
  const env::Time now = scheduler_.now();
  const bool distinctive = value("+VDR") == 1;
  if (begins) {
    burst_began_ = now;
    if (distinctive) inform("DROF=" + std::to_string(burst_ended_ ? (now - *burst_ended_) / k_tenth : 0));
    if (!distinctive && !report_event(Heard::ring)) report(Result::ring);
    return;
  }
  if (distinctive && burst_began_) {
    inform("DRON=" + std::to_string((now - *burst_began_) / k_tenth));
    const int after = value("+VDR", 1);
    if (after > 0) ring_line_ = scheduler_.after(after * k_tenth, [this] { report(Result::ring); });
  }
  burst_ended_ = now;
  ++registers_[1];
  if (registers_[0] == 0 || registers_[1] < registers_[0] || phase_ != Phase::command) return;
  began_ = now;
  if (answer() == Done::yes) report(Result::ok);
}

void Modem::on_ring_end() {
  burst_began_.reset();
  burst_ended_.reset();
  ring_line_.reset();
  registers_[1] = 0;
}

void Modem::on_caller_id(const CallerId& id) {
  const Stamp when = stamp(scheduler_.now());
  if (value("+VCID") == 2) return inform(hex(mdmf(id, when)));
  if (value("+VCID") != 1) return;
  inform("DATE = " + when.date);
  inform("TIME = " + when.time);
  inform("NMBR = " + id.number);
  if (!id.name.empty()) inform("NAME = " + id.name);
}

void Modem::on_loop_drop() {
  if (off_hook_) heard(Heard::loop_drop);
}

}  // namespace campon::sim
