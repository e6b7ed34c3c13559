// DAHDI's user interface, as far as an FXO port needs it: numbers and structures of our own, so that no kernel package is needed to
// build. Where <dahdi/user.h> is there, dahdi.cpp checks each against it. [fxo-dsp 1; the interface is frozen since 2013]
#pragma once

#include <array>
#include <cstdint>

namespace campon::fxo::dahdi {

inline constexpr const char* k_generic_node = "/dev/dahdi/channel";  // takes specify before anything else

// Of linux/ioctl.h: direction, size, DAHDI's letter, number.
namespace detail {
inline constexpr unsigned k_letter = 0xDA;
inline constexpr unsigned k_write = 1;
inline constexpr unsigned k_read = 2;
constexpr unsigned long code(unsigned direction, unsigned number, unsigned size) {
  return static_cast<unsigned long>(direction) << 30 | static_cast<unsigned long>(size) << 16 | k_letter << 8 | number;
}
}  // namespace detail

struct Params {
  std::int32_t channel;
  std::int32_t span;
  std::int32_t position;
  std::int32_t signalling;
  std::int32_t signalling_able;
  std::int32_t rx_is_off_hook;  // means nothing on some cards: not used
  std::int32_t rx_bits;
  std::int32_t tx_bits;
  std::int32_t tx_hook;
  std::int32_t rx_hook;
  std::int32_t law;
  std::int32_t idle_bits;
  std::array<char, 40> name;
  std::int32_t pre_wink_ms;
  std::int32_t pre_flash_ms;
  std::int32_t wink_ms;
  std::int32_t flash_ms;
  std::int32_t start_ms;
  std::int32_t rx_wink_ms;
  std::int32_t rx_flash_ms;
  std::int32_t debounce_ms;
  std::int32_t pulse_break_ms;
  std::int32_t pulse_make_ms;
  std::int32_t pulse_after_ms;
  std::uint32_t alarms;
};

struct DialOperation {
  std::int32_t operation;
  std::array<char, 256> digits;
};

struct [[gnu::packed]] SpanInfo {
  std::int32_t span;
  std::array<char, 20> name;
  std::array<char, 40> description;
  std::int32_t alarms;
  std::array<char, 246> rest;
};

struct BufferInfo {
  std::int32_t tx_policy;
  std::int32_t rx_policy;
  std::int32_t count;
  std::int32_t size;  // samples
  std::int32_t read_buffers;
  std::int32_t write_buffers;
};

inline constexpr unsigned long k_flush = detail::code(detail::k_write, 3, sizeof(std::int32_t));
inline constexpr unsigned long k_get_params = detail::code(detail::k_read | detail::k_write, 5, sizeof(Params));
inline constexpr unsigned long k_set_params = detail::code(detail::k_write, 5, sizeof(Params));
inline constexpr unsigned long k_hook = detail::code(detail::k_write, 7, sizeof(std::int32_t));
inline constexpr unsigned long k_get_event = detail::code(detail::k_read, 8, sizeof(std::int32_t));
inline constexpr unsigned long k_span_status = detail::code(detail::k_read | detail::k_write, 10, sizeof(SpanInfo));
inline constexpr unsigned long k_set_buffers = detail::code(detail::k_write, 27, sizeof(BufferInfo));
inline constexpr unsigned long k_dialling = detail::code(detail::k_read, 35, sizeof(std::int32_t));
inline constexpr unsigned long k_dial = detail::code(detail::k_write, 31, sizeof(DialOperation));
inline constexpr unsigned long k_specify = detail::code(detail::k_write, 38, sizeof(std::int32_t));
inline constexpr unsigned long k_set_linear = detail::code(detail::k_write, 40, sizeof(std::int32_t));

enum class Hook : std::int32_t { on = 0, off = 1, wink = 2, flash = 3, start = 4 };
enum class DialAs : std::int32_t { append = 1, replace = 2, cancel = 3 };
enum class BufferPolicy : std::int32_t { immediate = 0, when_full = 1 };
inline constexpr std::int32_t k_flush_read = 1;
inline constexpr std::int32_t k_flush_write = 2;

enum class Event : std::int32_t {
  none = 0,
  on_hook = 1,        // battery gone: the exchange has cleared
  ring_off_hook = 2,  // a burst of ringing is over
  alarm = 4,
  no_alarm = 5,
  dial_complete = 9,
  hook_complete = 12,
  polarity = 17,
  ring_begin = 18,
  removed = 20,
  read_overrun = 29,
};

// An FXO port is driven with FXS signalling: loop start, ground start, kewlstart. Loop start tells no loop drop.
inline constexpr std::int32_t k_loop_start = 0x2001;
inline constexpr std::int32_t k_ground_start = 0x2002;
inline constexpr std::int32_t k_kewl_start = 0x2004;

// read() and write() as long as an event waits. Not a number of the C library.
inline constexpr int k_event_waits = 500;

}  // namespace campon::fxo::dahdi
