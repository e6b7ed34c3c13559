#include "drivers/fxo/dahdi.hpp"

#include <cstddef>
#include <type_traits>

#if __has_include(<dahdi/user.h>)
#include <dahdi/user.h>
#endif

namespace campon::fxo::dahdi {

// Measured on x86-64, and the same wherever int has 32 bits. [fxo-dsp 1.1]
static_assert(sizeof(Params) == 136 && sizeof(DialOperation) == 260 && sizeof(BufferInfo) == 24 && sizeof(SpanInfo) == 314);
static_assert(k_specify == 0x4004da26 && k_hook == 0x4004da07 && k_dial == 0x4104da1f && k_set_linear == 0x4004da28);
static_assert(k_get_params == 0xc088da05 && k_set_buffers == 0x4018da1b && k_flush == 0x4004da03);

#if __has_include(<dahdi/user.h>)
namespace {
constexpr bool is(Event event, int theirs) { return static_cast<int>(event) == theirs; }
constexpr bool is(Hook hook, int theirs) { return static_cast<int>(hook) == theirs; }
constexpr bool is(DialAs as, int theirs) { return static_cast<int>(as) == theirs; }
}  // namespace

static_assert(std::is_standard_layout_v<Params> && sizeof(Params) == sizeof(dahdi_params));
static_assert(offsetof(Params, signalling) == offsetof(dahdi_params, sigtype) && offsetof(Params, law) == offsetof(dahdi_params, curlaw));
static_assert(offsetof(Params, name) == offsetof(dahdi_params, name) && offsetof(Params, alarms) == offsetof(dahdi_params, chan_alarms));
static_assert(offsetof(Params, pre_flash_ms) == offsetof(dahdi_params, preflashtime));
static_assert(offsetof(Params, flash_ms) == offsetof(dahdi_params, flashtime));
static_assert(offsetof(Params, debounce_ms) == offsetof(dahdi_params, debouncetime));
static_assert(sizeof(DialOperation) == sizeof(dahdi_dialoperation) && sizeof(BufferInfo) == sizeof(dahdi_bufferinfo));
static_assert(offsetof(BufferInfo, count) == offsetof(dahdi_bufferinfo, numbufs));
static_assert(sizeof(SpanInfo) == sizeof(dahdi_spaninfo) && offsetof(SpanInfo, alarms) == offsetof(dahdi_spaninfo, alarms));

static_assert(k_flush == DAHDI_FLUSH && k_get_params == DAHDI_GET_PARAMS && k_set_params == DAHDI_SET_PARAMS);
static_assert(k_hook == DAHDI_HOOK && k_get_event == DAHDI_GETEVENT && k_set_buffers == DAHDI_SET_BUFINFO);
static_assert(k_dialling == DAHDI_DIALING && k_dial == DAHDI_DIAL && k_specify == DAHDI_SPECIFY && k_set_linear == DAHDI_SETLINEAR);
static_assert(k_span_status == DAHDI_SPANSTAT);

static_assert(is(Hook::on, DAHDI_ONHOOK) && is(Hook::off, DAHDI_OFFHOOK) && is(Hook::flash, DAHDI_FLASH));
static_assert(is(Hook::wink, DAHDI_WINK) && is(Hook::start, DAHDI_START));
static_assert(is(DialAs::append, DAHDI_DIAL_OP_APPEND) && is(DialAs::replace, DAHDI_DIAL_OP_REPLACE));
static_assert(is(DialAs::cancel, DAHDI_DIAL_OP_CANCEL));
static_assert(static_cast<int>(BufferPolicy::immediate) == DAHDI_POLICY_IMMEDIATE);
static_assert(static_cast<int>(BufferPolicy::when_full) == DAHDI_POLICY_WHEN_FULL);
static_assert(k_flush_read == DAHDI_FLUSH_READ && k_flush_write == DAHDI_FLUSH_WRITE);

static_assert(is(Event::none, DAHDI_EVENT_NONE) && is(Event::on_hook, DAHDI_EVENT_ONHOOK));
static_assert(is(Event::ring_off_hook, DAHDI_EVENT_RINGOFFHOOK) && is(Event::ring_begin, DAHDI_EVENT_RINGBEGIN));
static_assert(is(Event::alarm, DAHDI_EVENT_ALARM) && is(Event::no_alarm, DAHDI_EVENT_NOALARM));
static_assert(is(Event::dial_complete, DAHDI_EVENT_DIALCOMPLETE) && is(Event::hook_complete, DAHDI_EVENT_HOOKCOMPLETE));
static_assert(is(Event::polarity, DAHDI_EVENT_POLARITY) && is(Event::removed, DAHDI_EVENT_REMOVED));
static_assert(is(Event::read_overrun, DAHDI_EVENT_READ_OVERRUN));
static_assert(k_loop_start == DAHDI_SIG_FXSLS && k_ground_start == DAHDI_SIG_FXSGS && k_kewl_start == DAHDI_SIG_FXSKS);
static_assert(k_event_waits == ELAST);
#endif

}  // namespace campon::fxo::dahdi
