#include "hw-sim/modem/voice/voice_stream.hpp"

#include <algorithm>
#include <cmath>

#include "hw-sim/modem/modem_timers.hpp"

namespace campon::sim {

namespace {

constexpr std::size_t k_most_waiting = 64 * 1024;  // samples
constexpr int k_most_steps = 8;
constexpr double k_decibels_per_step = 3;
constexpr std::size_t k_line_piece = static_cast<std::size_t>(k_audio_rate / k_stream_ticks_per_second);

// The nearest sample; a telephone line does not hear the difference.
std::vector<std::int16_t> resampled(std::span<const std::int16_t> samples, std::size_t count) {
  std::vector<std::int16_t> out(count);
  for (std::size_t i = 0; i < count && !samples.empty(); ++i) out[i] = samples[i * samples.size() / count];
  return out;
}

// Whole samples of a rate that has no whole number of them in a tick.
std::size_t samples_of_tick(std::int64_t tick, int rate) {
  return static_cast<std::size_t>((tick + 1) * rate / k_stream_ticks_per_second - tick * rate / k_stream_ticks_per_second);
}

}  // namespace

void VoiceStream::begin(Kind kind, Coding coding, int rate) {
  stop();
  kind_ = kind;
  rate_ = rate;
  encoder_.emplace(coding);
  decoder_.emplace(coding);
  ticks_ = 0;
  timer_ = scheduler_.after(k_stream_tick, [this] { tick(); });
}

void VoiceStream::stop() {
  kind_ = Kind::none;
  timer_.reset();
  unshielder_.reset();
  waiting_.clear();
  fed_ = ending_ = paused_ = false;
  reports_digits_ = true;
  volume_ = 0;
}

void VoiceStream::take(char byte) {
  const Unshielder::Taken taken = unshielder_.take(byte);
  if (taken.code) return code(*taken.code);
  if (taken.sound.empty()) return;
  if (plays()) return sound(taken.sound);
  const std::string& ends = rules_.record_ends_plain;
  if (ends == "*" || ends.find(byte) != std::string::npos) end();
}

// [V.253 table 16; Si24xx AN93]
void VoiceStream::code(char code) {
  if (records() && kind_ == Kind::record && rules_.record_ends.find(code) != std::string::npos) return end();
  switch (code) {
    case k_etx: ending_ = plays(); return;
    case k_can: waiting_.clear(); return;
    case k_end_duplex:
      if (kind_ == Kind::duplex) end();
      return;
    case 'p': paused_ = true; return;
    case 'r': paused_ = false; return;
    case 'u': volume_ = std::min(volume_ + 1, k_most_steps); return;
    case 'd': volume_ = std::max(volume_ - 1, -k_most_steps); return;
    case '/': reports_digits_ = false; return;
    case '~': reports_digits_ = true; return;
    default: return;
  }
}

void VoiceStream::sound(std::string_view bytes) {
  taken_ += bytes.size();
  fed_ = true;
  if (waiting_.size() >= k_most_waiting) return handlers_.send(shielded_code('Y'));
  std::vector<std::int16_t> samples;
  decoder_->decode(bytes, samples);
  waiting_.insert(waiting_.end(), samples.begin(), samples.end());
}

void VoiceStream::tick() {
  timer_ = scheduler_.after(k_stream_tick, [this] { tick(); });
  if (records()) record_piece();
  if (plays()) play_piece();
  ++ticks_;
}

void VoiceStream::record_piece() {
  std::vector<std::int16_t> heard(k_line_piece);
  audio_.render(scheduler_.now() - k_stream_tick, heard);
  handlers_.recorded(heard);
  std::string bytes;
  encoder_->encode(resampled(heard, samples_of_tick(ticks_, rate_)), bytes);
  handlers_.send(shielded(bytes));
}

void VoiceStream::play_piece() {
  if (paused_) return;
  const std::size_t count = std::min(samples_of_tick(ticks_, rate_), waiting_.size());
  if (count == 0 && ending_) return end();
  if (count == 0) {
    if (std::exchange(fed_, false)) handlers_.send(shielded_code('u'));
    return;
  }
  std::vector<std::int16_t> piece(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
  const double gain = std::pow(10.0, volume_ * k_decibels_per_step / 20);
  for (auto& sample : piece) sample = static_cast<std::int16_t>(std::clamp(std::lround(sample * gain), -32768L, 32767L));
  handlers_.play(resampled(piece, std::max<std::size_t>(1, count * k_line_piece / samples_of_tick(ticks_, rate_))));
}

void VoiceStream::end() {
  const bool tells = records() && rules_.etx_before_result;
  stop();
  if (tells) handlers_.send(shielded_code(k_etx));
  handlers_.ended();
}

}  // namespace campon::sim
