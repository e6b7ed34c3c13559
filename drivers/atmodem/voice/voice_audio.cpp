#include "drivers/atmodem/voice/voice_audio.hpp"

#include <algorithm>
#include <utility>

namespace campon::atmodem {

namespace {

using S = AudioState;
using I = AudioInput;
using A = AudioAction;
using env::ErrorCode;
using env::Remedy;

env::Error error(ErrorCode code, Remedy remedy, std::string what) { return {code, remedy, std::move(what), {}}; }

env::Duration length_of(std::size_t samples) {
  return std::chrono::duration_cast<env::Duration>(
      std::chrono::duration<std::int64_t, std::ratio<1, hal::k_sample_rate>>(static_cast<std::int64_t>(samples)));
}

std::size_t samples_in(env::Duration length) {
  return static_cast<std::size_t>(
      std::chrono::duration_cast<std::chrono::duration<std::int64_t, std::ratio<1, hal::k_sample_rate>>>(length).count());
}

}  // namespace

hal::MediaCapabilities VoiceAudio::can() const { return {modem_.can_listen(), modem_.can_play(), false}; }

void VoiceAudio::tell(hal::Done done, const env::Result& result) {
  later_.defer([done = std::move(done), result] {
    if (done) done(result);
  });
}

void VoiceAudio::listen(hal::AudioSink& sink, hal::Done ended) {
  if (!modem_.can_listen())
    return tell(std::move(ended), env::fail(ErrorCode::not_supported, Remedy::unsupported, modem_.title + " cannot record"));
  if (listening_) return tell(std::move(ended), env::fail(ErrorCode::bad_state, Remedy::misuse, "the line is listened to already"));
  listening_ = Listening{&sink, std::move(ended)};
  begin();
}

void VoiceAudio::play(std::vector<hal::Sample> samples, hal::Done ended) {
  if (!modem_.can_play())
    return tell(std::move(ended), env::fail(ErrorCode::not_supported, Remedy::unsupported, modem_.title + " cannot play"));
  if (playing_) return tell(std::move(ended), env::fail(ErrorCode::bad_state, Remedy::misuse, "something is played already"));
  playing_ = Playing{std::move(samples), std::move(ended)};
  if (state() != S::off && !for_playing_) step(I::stop);
  begin();
}

void VoiceAudio::stop_listening() {
  if (!listening_) return;
  if (state() == S::off || for_playing_) return end_listening({});
  unwanted_ = true;
  step(I::stop);
}

void VoiceAudio::stop_playing() {
  if (!playing_) return;
  if (state() == S::off || !for_playing_) return end_playing({});
  unwanted_ = true;
  step(I::stop);
}

void VoiceAudio::suspend() {
  suspended_ = true;
  step(I::stop);
  if (playing_ && state() == S::off) end_playing(tl::unexpected(error(ErrorCode::cancelled, Remedy::later, "an order came first")));
}

void VoiceAudio::resume() {
  suspended_ = false;
  begin();
}

void VoiceAudio::end_all(const env::Error& why) {
  suspended_ = true;
  if (state() != S::off) {
    why_ended_ = why;
    return step(I::stop);
  }
  end_playing(tl::unexpected(why));
  end_listening(tl::unexpected(why));
}

void VoiceAudio::begin() {
  if (suspended_ || state() != S::off || (!playing_ && !listening_)) return;
  for_playing_ = playing_.has_value();
  unwanted_ = false;
  refused_ = 0;
  ++stream_;
  step(I::begin);
}

void VoiceAudio::step(I input) {
  const auto& cell = machine_.step(input, [&](S from, const auto& taken) {
    if (taken.outcome == env::Outcome::go) host_.audio_moved(env::describe_step<AudioMachine>(from, input, taken));
  });
  act(cell.action);
}

void VoiceAudio::act(A action) {
  switch (action) {
    case A::none: return;
    case A::select: return select();
    case A::try_next: format_ = (format_ + 1) % modem_.audio.formats.size(); return select();
    case A::open: return open();
    case A::flow: return flow();
    case A::write_end: return write_end();
    case A::abort:
      timer_.reset();
      chat_.cancel(scheduler_.now());
      return host_.audio_wake();
    case A::fail: return fail();
    case A::over: return over();
  }
}

void VoiceAudio::select() {
  chat_.submit({format().select, CommandKind::setting, modem_.timers.command.setting, {}},
               [this, stream = stream_](const env::Expected<Answer>& answer) {
                 if (stream != stream_) return;
                 if (answer && answer->code == ResultCode::ok) return step(I::accepted);
                 step(++refused_ < modem_.audio.formats.size() ? I::refused : I::last_refused);
               });
  host_.audio_wake();
}

void VoiceAudio::open() {
  const AudioCommands& audio = modem_.audio;
  chat_.submit({for_playing_ ? audio.play : audio.listen,
                CommandKind::stream,
                modem_.timers.audio.connect,
                {},
                for_playing_ ? audio.play_stop : audio.listen_stop},
               [this, stream = stream_](const env::Expected<Answer>& end) {
                 if (stream == stream_) stream_ended(end);
               });
  host_.audio_wake();
}

void VoiceAudio::on_stream() { step(I::connected); }

void VoiceAudio::flow() {
  if (for_playing_) {
    encoder_.emplace(format().coding);
    started_ = progress_ = scheduler_.now();
    return write_piece();
  }
  decoder_.emplace(format().coding);
  syntax_.set_recording(true);
  progress_ = scheduler_.now();
  watch();
}

void VoiceAudio::watch() {
  const env::Time until = progress_ + modem_.timers.audio.silence;
  if (until <= scheduler_.now()) {
    why_ended_ = error(ErrorCode::no_answer_from_device, Remedy::unknown, modem_.title + " stopped recording");
    return step(I::stop);
  }
  timer_ = scheduler_.at(until, [this] { watch(); });
}

void VoiceAudio::on_audio(std::string_view bytes) {
  if (!decoder_ || !listening_ || state() != S::flowing) return;
  progress_ = scheduler_.now();
  samples_.clear();
  decoder_->decode(bytes, samples_);
  if (!samples_.empty()) listening_->sink->on_audio(scheduler_.now(), samples_);
}

// As much as keeps the modem's buffer filled and no more, so that a stop is heard soon.
void VoiceAudio::write_piece() {
  const AudioTimers& timers = modem_.timers.audio;
  if (scheduler_.now() - progress_ > timers.drain) {
    why_ended_ = error(ErrorCode::no_answer_from_device, Remedy::unknown, modem_.title + " takes no more samples");
    return step(I::stop);
  }
  const std::size_t due = std::min(samples_in(scheduler_.now() - started_ + timers.ahead), playing_->samples.size());
  plain_.clear();
  shielded_.clear();
  const AudioEncoder before = *encoder_;
  for (std::size_t i = playing_->written; i < due; ++i) encoder_->encode(playing_->samples[i], plain_);
  shield(plain_, shielded_);
  if (!shielded_.empty() && !host_.write_audio(shielded_))
    encoder_ = before;  // it does not fit now: flow control holds
  else
    wrote(due);
  if (playing_->written == playing_->samples.size()) return step(I::sent);
  timer_ = scheduler_.after(timers.piece, [this] { write_piece(); });
}

void VoiceAudio::wrote(std::size_t samples) {
  playing_->written = samples;
  progress_ = scheduler_.now();
}

void VoiceAudio::write_end() {
  plain_.clear();
  encoder_->finish(plain_);
  shielded_.clear();
  shield(plain_, shielded_);
  static_cast<void>(host_.write_audio(shielded_ + modem_.audio.play_end));
  const env::Time heard = started_ + length_of(playing_->samples.size());
  timer_ = scheduler_.at(std::max(heard, scheduler_.now()) + modem_.timers.audio.drain, [this] {
    why_ended_ = error(ErrorCode::no_answer_from_device, Remedy::unknown, modem_.title + " does not end playing");
    step(I::stop);
  });
}

void VoiceAudio::stream_ended(const env::Expected<Answer>& end) {
  timer_.reset();
  syntax_.set_recording(false);
  decoder_.reset();
  const bool played = for_playing_ && playing_ && playing_->written == playing_->samples.size();
  const bool was_sent = end || end.error().code != ErrorCode::cancelled;
  if (!end && was_sent)
    why_ended_ = why_ended_.value_or(end.error());
  else if (end && end->code == ResultCode::no_carrier)
    host_.audio_lost_line();
  if (state() == S::flowing && !played && !why_ended_)
    why_ended_ = error(ErrorCode::device_refused, Remedy::refused, modem_.title + " ended the stream by itself");
  step(I::ended);
}

void VoiceAudio::fail() {
  const env::Error why = std::exchange(why_ended_, std::nullopt)
                             .value_or(error(ErrorCode::device_refused, Remedy::refused,
                                             modem_.title + (for_playing_ ? " does not play" : " does not record")));
  ++stream_;
  if (for_playing_)
    end_playing(tl::unexpected(why));
  else
    end_listening(tl::unexpected(why));
  begin();
}

// Of a stream that ended well, or was ended for a reason: who waited is told; a listening that was only interrupted goes on.
void VoiceAudio::over() {
  ++stream_;
  timer_.reset();
  const auto why = std::exchange(why_ended_, std::nullopt);
  const env::Result result = why ? env::Result(tl::unexpected(*why)) : env::Result{};
  const bool cut_short = playing_ && for_playing_ && !unwanted_ && playing_->written < playing_->samples.size();
  if (for_playing_ && cut_short && !why)
    end_playing(tl::unexpected(error(ErrorCode::cancelled, Remedy::later, "an order came first")));
  else if (for_playing_)
    end_playing(result);
  else if (unwanted_ || why)
    end_listening(result);
  if (why && suspended_) end_all(*why);
  begin();
}

void VoiceAudio::end_listening(const env::Result& result) {
  if (listening_) tell(std::exchange(listening_, std::nullopt)->ended, result);
}

void VoiceAudio::end_playing(const env::Result& result) {
  if (playing_) tell(std::exchange(playing_, std::nullopt)->ended, result);
}

}  // namespace campon::atmodem
