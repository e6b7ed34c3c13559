// Every figure of the ears: times in ms, powers as shares, levels in dBm0. No other stands in the analyser.
//
//   samples 8 kHz --filter bank--> ticks of 2 ms --presence--> bursts --judge--> which sounds --cadence--> tones --arbiter--> events
#pragma once

#include <cstddef>
#include <cstdint>

namespace campon::hal::ear {

using Millis = std::int64_t;  // since the first sample

inline constexpr std::size_t k_tick_samples = 16;  // one decimated output of the filter bank: 2 ms
inline constexpr Millis k_tick_ms = 2;
inline constexpr std::size_t k_frame_ticks = 2;    // presence is looked at every 4 ms
inline constexpr std::size_t k_window_ticks = 10;  // through a window of 20 ms: shorter than any burst, longer than a beat of 90 Hz
inline constexpr std::size_t k_ring_ticks = 256;   // how far back the judge can hear: 512 ms

// One band of the bank: 2 x 150 Hz of plan frequencies, then falling. [measured: -1 dB at 150 Hz, under -40 dB from 400 Hz off]
inline constexpr double k_band_span_hz = 300;
inline constexpr double k_band_cut_hz = 215;
inline constexpr std::size_t k_filter_taps = 64;

// Presence. A sound begins where it holds this share of all energy: 5 dB signal to noise leave it 0.6, white noise 0.02.
inline constexpr float k_share_begin = 0.40F;
// For a while after a burst of the same sound a weaker one counts too: every other burst of a congestion tone is 10 dB lower.
// [tones AU] White noise leaves 1/80 of its energy to each direction of a sound.
inline constexpr float k_share_again = 0.05F;
inline constexpr float k_share_again_each = 0.05F;  // direction, more
inline constexpr Millis k_again_ms = 1400;
inline constexpr float k_band_share = 0.18F;     // of all energy; below it no sound is looked for. White noise: 0.11
inline constexpr float k_band_again = 0.10F;     // the same while weaker bursts count
inline constexpr Millis k_beat_blur_ms = 26;     // what a slow beat takes from either end of a burst
inline constexpr float k_edge = 0.25F;           // half the amplitude: where a burst begins and ends
inline constexpr float k_against_rival = 0.7F;   // of the strongest sound at this moment
inline constexpr float k_part_is_all = 0.9F;     // of a sum: it is not a sum
inline constexpr std::size_t k_look_frames = 6;  // an edge is judged against what comes 24 ms before and after
inline constexpr double k_lowest_dbm0 = -50;     // below it a line is silent
inline constexpr Millis k_bridge_ms = 8;         // shorter pauses are noise
inline constexpr Millis k_bridge_beat_ms = 30;   // where frequencies beat, or the tone is modulated, it pauses by itself
inline constexpr float k_deep = 0.03F;           // a beat falls below it for less than that many frames
inline constexpr std::size_t k_deep_frames = 4;
inline constexpr double k_am_pause = 0.56;  // of a period of a modulation, at most
inline constexpr double k_one_hz = 30;      // closer ones are one in 20 ms
inline constexpr double k_beat_hz = 60;     // closer frequencies than that beat
inline constexpr Millis k_shortest_burst_ms = 24;

// The judge: which sounds a burst can have been.
inline constexpr double k_frequency_share = 0.016;  // deviation of a frequency [tones: up to 1.5 %]
inline constexpr double k_frequency_blur = 0.10;    // of 1 / length of the burst, besides
inline constexpr Millis k_longest_look_ms = 256;
inline constexpr double k_pure = 0.60;          // least share of the band's own power
inline constexpr double k_weakest_line = 0.05;  // of the power of a sum, each frequency
inline constexpr double k_apart_cells = 2;      // frequencies are told apart from this x 1 / length of the burst on
inline constexpr double k_simpler = 0.90;       // a sound of fewer frequencies wins with this much of the best fit
inline constexpr double k_carrier = 0.35;       // least share of a modulated tone that its carrier holds
inline constexpr Millis k_first_look_ms = 72;   // an endless burst is judged after this, and again in steps
inline constexpr Millis k_second_look_ms = 300;
inline constexpr Millis k_next_look_ms = 900;

// Cadence.
inline constexpr double k_cadence_share = 0.165;  // deviation of a time [tones: up to 15 %]
inline constexpr Millis k_cadence_blur_ms = 14;
inline constexpr double k_same_level_db = 6;        // bursts of one tone are equally loud, within this
inline constexpr Millis k_endless_ms = 320;         // a sound for ever has at least lasted this
inline constexpr Millis k_endless_alone_ms = 1000;  // where music may play it as well: no burst before it, and no dial tone is awaited
inline constexpr Millis k_single_on_ms = 590;       // a burst that long before a long pause needs no second one
inline constexpr Millis k_long_pause_ms = 1500;
inline constexpr Millis k_long_enough_ms = 700;  // of a long pause, to call it one
inline constexpr Millis k_short_cycle_ms = 300;  // a cadence faster than that must come three times
inline constexpr Millis k_finished_ms = 150;     // silence after a tone that ends by itself

inline constexpr std::size_t k_quiet_ticks = 40;  // 80 ms of the pause after a tone of one burst
inline constexpr float k_quiet_share = 0.42F;     // of the burst's power: noise at 5 dB leaves 0.32, with its spread

// Silence and voice.
inline constexpr double k_silence_dbm0 = -45;
inline constexpr Millis k_level_ms = 32;
inline constexpr std::size_t k_level_frames = 32;  // one second
inline constexpr double k_voice_swing_db = 12;     // speech goes up and down within a second; noise and tones do not

}  // namespace campon::hal::ear
