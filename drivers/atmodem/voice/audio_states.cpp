#include "drivers/atmodem/voice/audio_states.hpp"

namespace campon::atmodem {

namespace {
using S = AudioState;
using I = AudioInput;
using A = AudioAction;

constexpr std::string_view k_one = "one stream at a time";
constexpr std::string_view k_old = "of a stream given up";
constexpr std::string_view k_not_yet = "no stream yet";
}  // namespace

constexpr env::StateTable<AudioMachine> k_audio_table = env::StateTable<AudioMachine>::build([](auto& t) {
  t.in(S::off)
      .go(I::begin, S::selecting, A::select)
      .ignore(k_old, I::accepted, I::refused, I::last_refused, I::connected, I::sent, I::ended)
      .ignore("nothing to stop", I::stop);
  t.in(S::selecting)
      .refuse(k_one, I::begin)
      .go(I::accepted, S::opening, A::open)
      .stay(I::refused, A::try_next)
      .go(I::last_refused, S::off, A::fail)
      .go(I::stop, S::off, A::over)
      .ignore(k_not_yet, I::connected, I::sent, I::ended);
  t.in(S::opening)
      .refuse(k_one, I::begin)
      .ignore(k_old, I::accepted, I::refused, I::last_refused)
      .go(I::connected, S::flowing, A::flow)
      .ignore(k_not_yet, I::sent)
      .go(I::stop, S::closing, A::abort)
      .go(I::ended, S::off, A::fail);
  t.in(S::flowing)
      .refuse(k_one, I::begin)
      .ignore(k_old, I::accepted, I::refused, I::last_refused)
      .ignore("it flows already", I::connected)
      .go(I::sent, S::closing, A::write_end)
      .go(I::stop, S::closing, A::abort)
      .go(I::ended, S::off, A::over);
  t.in(S::closing)
      .refuse(k_one, I::begin)
      .ignore(k_old, I::accepted, I::refused, I::last_refused, I::connected, I::sent)
      .stay(I::stop, A::abort)
      .go(I::ended, S::off, A::over);
});

env::PrintableTable audio_states() { return env::printable<AudioMachine, k_audio_table>(); }

}  // namespace campon::atmodem
