#include "hw-sim/card/card_channel.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "hw-sim/card/card_timers.hpp"
#include "hw-sim/line/caller_id_packet.hpp"

namespace campon::sim {

namespace {

constexpr std::size_t k_default_block = 1024;
constexpr std::size_t k_default_buffers = 2;
constexpr std::size_t k_most_buffers = 32;
constexpr std::size_t k_smallest_block = 16;
constexpr std::size_t k_largest_block = 8192;
constexpr std::size_t k_most_samples = 32768;
constexpr std::size_t k_kept_played = 10 * static_cast<std::size_t>(k_audio_rate);
constexpr std::int32_t k_flush_reading = 1;
constexpr std::int32_t k_flush_writing = 2;
constexpr std::int32_t k_flush_events = 4;

std::chrono::milliseconds ms(std::int32_t count) { return std::chrono::milliseconds(count); }

// Per open; everything else of the structure is read only.
void factory_times(ChannelParams& params) {
  params.prewinktime = 50;
  params.preflashtime = 50;
  params.winktime = 150;
  params.flashtime = 750;
  params.starttime = 1500;
  params.rxwinktime = 300;
  params.rxflashtime = 1250;
  params.debouncetime = 600;
  params.pulsebreaktime = params.pulsemaketime = 50;
  params.pulseaftertime = 750;
}

}  // namespace

CardChannel::CardChannel(unsigned number, LinePort& line, TonePlan tones, env::Scheduler& scheduler)
    : number_(number),
      line_(line),
      scheduler_(scheduler),
      audio_(std::move(tones), number),
      receiver_({[this] { line_.digit_begins(); }, [this](char digit) { line_.digit(digit); }}) {
  params_.channo = static_cast<std::int32_t>(number);
  params_.spanno = 1;
  params_.chanpos = params_.channo;
  params_.sigtype = k_sig_fxsks;
  params_.curlaw = 1;
  const std::string name = "SIM/1/" + std::to_string(number);
  std::copy(name.begin(), name.end(), params_.name);
}

CardChannel::~CardChannel() = default;

void CardChannel::open() {
  open_ = true;
  removed_ = linear_ = false;
  factory_times(params_);
  block_ = k_default_block;
  buffers_ = k_default_buffers;
  events_.clear();
  output_.clear();
  heard_until_ = scheduler_.now();
  tick_ = scheduler_.after(k_card_block, [this] { tick(); });
}

void CardChannel::close() {
  if (!std::exchange(open_, false)) return;
  ready_ = nullptr;
  tick_.reset();
  notify_.reset();
  go_on_hook();
}

int CardChannel::ioctl(unsigned long request, void* argument) {
  if (removed_) return request == k_io_getevent ? take_event(*static_cast<std::int32_t*>(argument)) : -ENODEV;
  switch (request) {
    case k_io_specify: return -EINVAL;
    case k_io_flush: return flush(*static_cast<std::int32_t*>(argument));
    case k_io_get_params: std::memcpy(argument, &params_, sizeof(params_)); return 0;
    case k_io_set_params: {
      const auto& given = *static_cast<const ChannelParams*>(argument);
      std::memcpy(&params_.prewinktime, &given.prewinktime, sizeof(std::int32_t) * 11);
      return 0;
    }
    case k_io_hook: return hook(*static_cast<std::int32_t*>(argument));
    case k_io_getevent: return take_event(*static_cast<std::int32_t*>(argument));
    case k_io_spanstat: return 0;  // the alarms of an analogue card are those of its channels
    case k_io_set_bufinfo: return set_buffers(*static_cast<const BufferOrder*>(argument));
    case k_io_dial: return dial(*static_cast<const DialOrder*>(argument));
    case k_io_dialing: *static_cast<std::int32_t*>(argument) = dialled_.empty() && !dial_timer_.armed() ? 0 : 1; return 0;
    case k_io_setlinear: linear_ = *static_cast<std::int32_t*>(argument) != 0; return 0;
    default: return -ENOTTY;
  }
}

int CardChannel::take_event(std::int32_t& event) {
  event = events_.empty() ? k_event_none : events_.front();
  if (!events_.empty()) events_.pop_front();
  return 0;
}

int CardChannel::flush(std::int32_t which) {
  if ((which & k_flush_reading) != 0) heard_until_ = scheduler_.now();
  if ((which & k_flush_writing) != 0) output_.clear();
  if ((which & k_flush_events) != 0) events_.clear();
  return 0;
}

// Drops what was buffered.
int CardChannel::set_buffers(const BufferOrder& order) {
  const auto block = static_cast<std::size_t>(std::max(order.bufsize, 0));
  const auto count = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(order.numbufs, 0)), 2, k_most_buffers);
  if (block < k_smallest_block || block > k_largest_block || block * count > k_most_samples) return -EINVAL;
  block_ = block;
  buffers_ = count;
  return flush(k_flush_reading | k_flush_writing);
}

int CardChannel::hook(std::int32_t how) {
  enum : std::int32_t { k_on, k_off, k_wink, k_flash, k_start };
  abort_dial();
  switch (how) {
    case k_on: return go_on_hook();
    case k_off: return go_off_hook();
    case k_flash: return flash();
    case k_start: return start();
    default: return -EINVAL;
  }
}

int CardChannel::go_off_hook() {
  if (std::exchange(off_hook_, true)) return 0;
  settled_ = scheduler_.now() + ms(params_.debouncetime);
  if (std::exchange(burst_, false)) tell_after(k_ring_off, k_event_ringoffhook);
  line_.go_off_hook();
  return 0;
}

int CardChannel::go_on_hook() {
  hook_timer_.reset();
  abort_dial();
  if (!std::exchange(off_hook_, false)) return 0;
  deaf_since_ = scheduler_.now();
  line_.go_on_hook();
  return 0;
}

int CardChannel::start() {
  go_off_hook();
  settled_ = scheduler_.now() + ms(params_.starttime) + k_start_extra;
  hook_timer_ = scheduler_.at(settled_, [this] { tell(k_event_hookcomplete); });
  return -EINPROGRESS;
}

int CardChannel::flash() {
  if (refused_flashes_ > 0) return --refused_flashes_, -EBUSY;
  if (!off_hook_ || scheduler_.now() < settled_ || hook_timer_.armed()) return -EBUSY;
  const env::Duration length = ms(params_.flashtime);
  hook_timer_ = scheduler_.after(ms(params_.preflashtime) + length, [this, length] {
    line_.flash(length);
    tell(k_event_hookcomplete);
  });
  return -EINPROGRESS;
}

int CardChannel::dial(const DialOrder& order) {
  enum : std::int32_t { k_append = 1, k_replace, k_cancel };
  if (order.op == k_cancel) return abort_dial(), 0;
  if (!tone_zone_) return -ENODATA;
  const std::string digits(order.dialstr, ::strnlen(order.dialstr, sizeof order.dialstr));
  if (digits.empty() || digits.front() != 'T') return -EINVAL;
  if (order.op == k_replace) abort_dial();
  dialled_ += digits.substr(1);
  if (!dial_timer_.armed()) dial_timer_ = scheduler_.after({}, [this] { dial_next(); });
  return 0;
}

// No DIALCOMPLETE follows.
void CardChannel::abort_dial() {
  dialled_.clear();
  dial_timer_.reset();
}

void CardChannel::dial_next() {
  if (dialled_.empty()) return tell(k_event_dialcomplete);
  const char digit = dialled_.front();
  dialled_.erase(0, 1);
  if (digit == 'W' || digit == 'w') {
    dial_timer_ = scheduler_.after(k_dialled_wait, [this] { dial_next(); });
  } else {
    sound_digit(digit);
  }
}

void CardChannel::sound_digit(char digit) {
  if (off_hook_) line_.digit_begins();
  dial_timer_ = scheduler_.after(k_dialled_tone, [this, digit] {
    dial_timer_ = scheduler_.after(k_dialled_pause, [this] { dial_next(); });
    if (off_hook_) line_.digit(digit);
  });
}

bool CardChannel::has_sound() const { return battery_ && !removed_ && scheduler_.now() >= heard_until_ + length_of(block_); }

long CardChannel::read(std::span<std::byte> buffer) {
  if (!events_.empty()) return -k_elast;
  if (removed_) return -ENODEV;
  if (!linear_) return -EINVAL;
  if (!has_sound()) return -EAGAIN;
  const auto unread = static_cast<std::size_t>(sample_at(scheduler_.now()) - sample_at(heard_until_));
  if (unread > block_ * buffers_) heard_until_ = scheduler_.now() - length_of(block_ * buffers_);
  std::vector<std::int16_t> samples(std::min(block_, buffer.size() / sizeof(std::int16_t)));
  audio_.render(heard_until_, samples);
  heard_until_ += length_of(block_);
  std::memcpy(buffer.data(), samples.data(), samples.size() * sizeof(std::int16_t));
  return static_cast<long>(samples.size() * sizeof(std::int16_t));
}

std::size_t CardChannel::room() const { return block_ * buffers_ - std::min(block_ * buffers_, output_.size()); }

// What is written ends a running dial, and nobody is told. [fxo-dsp 1.7]
long CardChannel::write(std::span<const std::byte> bytes) {
  if (!events_.empty()) return -k_elast;
  if (removed_) return -ENODEV;
  if (!linear_) return -EINVAL;
  if (room() < block_) return -EAGAIN;
  abort_dial();
  std::vector<std::int16_t> samples(std::min(room(), bytes.size() / sizeof(std::int16_t)));
  std::memcpy(samples.data(), bytes.data(), samples.size() * sizeof(std::int16_t));
  output_.insert(output_.end(), samples.begin(), samples.end());
  return static_cast<long>(samples.size() * sizeof(std::int16_t));
}

void CardChannel::watch(env::DeviceCalls::Ready ready) {
  ready_ = std::move(ready);
  notify_ = scheduler_.after({}, [this] { notify(); });
}

void CardChannel::tick() {
  tick_ = scheduler_.after(k_card_block, [this] { tick(); });
  while (!tellings_.empty() && !tellings_.front().armed()) tellings_.pop_front();
  look_at_battery();
  play_piece();
  notify();
}

void CardChannel::notify() {
  const env::Readiness now{has_sound() && events_.empty(), room_wanted_ && room() >= block_, !events_.empty(), removed_};
  if (!ready_ || !(now.readable || now.writable || now.urgent || now.broken)) return;
  const env::DeviceCalls::Ready ready = ready_;  // it may end the watching
  ready(now);
  if (ready_ && !events_.empty()) notify_ = scheduler_.after(k_event_again, [this] { notify(); });
}

void CardChannel::play_piece() {
  std::vector<std::int16_t> piece(static_cast<std::size_t>(k_audio_rate / 50));
  const std::size_t count = std::min(piece.size(), output_.size());
  std::copy_n(output_.begin(), count, piece.begin());
  output_.erase(output_.begin(), output_.begin() + static_cast<std::ptrdiff_t>(count));
  if (!off_hook_) return;
  if (count > 0) {
    line_.play(std::span<const std::int16_t>(piece).first(count));
    played_.insert(played_.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(count));
    while (played_.size() > k_kept_played) played_.pop_front();
  }
  receiver_.feed(piece);
}

}  // namespace campon::sim
