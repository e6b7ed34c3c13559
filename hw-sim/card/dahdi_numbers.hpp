// DAHDI's numbers and structures, as the kernel has them on 64 bit Linux. [fxo-dsp 1.1 to 1.8]
#pragma once

#include <cstdint>

namespace campon::sim {

struct ChannelParams {
  std::int32_t channo, spanno, chanpos, sigtype, sigcap, rxisoffhook, rxbits, txbits, txhooksig, rxhooksig, curlaw, idlebits;
  char name[40];
  std::int32_t prewinktime, preflashtime, winktime, flashtime, starttime, rxwinktime, rxflashtime, debouncetime;
  std::int32_t pulsebreaktime, pulsemaketime, pulseaftertime;
  std::uint32_t chan_alarms;
};
struct DialOrder {
  std::int32_t op;
  char dialstr[256];
};
struct BufferOrder {
  std::int32_t txbufpolicy, rxbufpolicy, numbufs, bufsize, readbufs, writebufs;
};
static_assert(sizeof(ChannelParams) == 136 && sizeof(DialOrder) == 260 && sizeof(BufferOrder) == 24);

inline constexpr unsigned long k_io_flush = 0x4004da03;
inline constexpr unsigned long k_io_get_params = 0xc088da05;
inline constexpr unsigned long k_io_set_params = 0x4088da05;
inline constexpr unsigned long k_io_hook = 0x4004da07;
inline constexpr unsigned long k_io_getevent = 0x8004da08;
inline constexpr unsigned long k_io_spanstat = 0xc13ada0a;
inline constexpr unsigned long k_io_set_bufinfo = 0x4018da1b;
inline constexpr unsigned long k_io_dial = 0x4104da1f;
inline constexpr unsigned long k_io_dialing = 0x8004da23;
inline constexpr unsigned long k_io_specify = 0x4004da26;
inline constexpr unsigned long k_io_setlinear = 0x4004da28;

inline constexpr int k_elast = 500;
inline constexpr std::int32_t k_sig_fxsks = 0x2004;
inline constexpr std::uint32_t k_alarm_red = 8;
inline constexpr std::size_t k_event_queue = 64;

enum CardEvent : std::int32_t {
  k_event_none = 0,
  k_event_onhook = 1,
  k_event_ringoffhook = 2,
  k_event_alarm = 4,
  k_event_noalarm = 5,
  k_event_dialcomplete = 9,
  k_event_hookcomplete = 12,
  k_event_polarity = 17,
  k_event_ringbegin = 18,
  k_event_removed = 20,
};

}  // namespace campon::sim
