// Calls: made, answered, dropped, closed, described.
#include "hal/dial_string.hpp"
#include "provider/abi/call_params.hpp"
#include "provider/abi/instance.hpp"
#include "provider/abi/open_line.hpp"
#include "provider/abi/state_map.hpp"
#include "provider/abi/structure_writer.hpp"
#include "provider/abi/versions.hpp"
#include "provider/line/line_error.hpp"

namespace campon::provider::abi {

namespace {

std::shared_ptr<HostCall> find(Instance& running, HDRVCALL call) { return running.calls.find(reinterpret_cast<std::uintptr_t>(call)); }

// Ends the request when the provider replies. Holds the instance weakly: it owns the loop that carries the reply.
Done reply_to(Instance& running, const Ticket& ticket) {
  return [ticket, weak = running.weak_from_this()](const env::Result& result) {
    if (const auto alive = weak.lock()) alive->end(ticket, result);
  };
}

}  // namespace

LONG check_params(LINECALLPARAMS const* params, DWORD version) {
  if (params == nullptr) return 0;
  if (params->dwTotalSize < fixed_size<LINECALLPARAMS>(version)) return failure(LINEERR_STRUCTURETOOSMALL);
  if (params->dwMediaMode != 0 && (params->dwMediaMode & ~k_media_modes) != 0) return failure(LINEERR_INVALMEDIAMODE);
  if (params->dwBearerMode != 0 && (params->dwBearerMode & ~static_cast<DWORD>(LINEBEARERMODE_VOICE | LINEBEARERMODE_SPEECH)) != 0)
    return failure(LINEERR_INVALBEARERMODE);
  if ((params->dwAddressMode & ~LINEADDRESSMODE_ADDRESSID) != 0) return failure(LINEERR_INVALADDRESSMODE);
  if (params->dwAddressMode == LINEADDRESSMODE_ADDRESSID && params->dwAddressID != 0) return failure(LINEERR_INVALADDRESSID);
  return 0;
}

namespace {

void made(Instance& running, const Ticket& ticket, HostCall& call, const env::Result& result) {
  call.pending = false;
  if (!result) call.line->forget_call(call);
  running.end(ticket, result);
}

// A call that has no handle yet cannot be told of: the reply comes in a later turn.
Done when_made(Instance& running, const Ticket& ticket, const std::shared_ptr<std::shared_ptr<HostCall>>& call) {
  return [ticket, call, weak = running.weak_from_this()](const env::Result& result) {
    if (const auto alive = weak.lock(); alive && *call) made(*alive, ticket, **call, result);
  };
}

// "", ";" and no text at all are dial tone only; a ';' at the end says that more follows. [TAPI "Address"]
env::Expected<FirstDigits> first_digits(std::string address) {
  FirstDigits first;
  first.more = address.empty() || address.ends_with(';');
  if (address.ends_with(';')) address.pop_back();
  if (address.empty()) return first;
  auto digits = hal::DialString::parse(address);
  if (!digits) return tl::unexpected(digits.error());
  first.digits = std::move(*digits);
  return first;
}

LONG dial(Instance& running, DRV_REQUESTID id, HDRVCALL hdCall, const std::string& address) {
  const auto call = find(running, hdCall);
  if (!call) return failure(LINEERR_INVALCALLHANDLE);
  auto next = first_digits(address);
  if (!next) return line_error(next.error().code).value;
  if (address.empty()) next->more = false;
  const auto ticket = running.begin(id, call->line->handle, call->handle);
  if (!ticket) return failure(LINEERR_INVALPARAM);
  const auto result = call->line->provider().dial(call->id, *next, reply_to(running, *ticket));
  if (result) return static_cast<LONG>(id);
  running.forget(*ticket);
  return line_error(result.error().code).value;
}

LONG make_call(Instance& running, DRV_REQUESTID id, HDRVLINE hdLine, HTAPICALL host, LPHDRVCALL out, const std::string& address,
               LINECALLPARAMS const* params) {
  const auto line = running.lines.find(reinterpret_cast<std::uintptr_t>(hdLine));
  if (!line) return failure(LINEERR_INVALLINEHANDLE);
  if (const LONG bad = check_params(params, line->version()); bad != 0) return bad;
  const auto number = first_digits(address);
  if (!number) return line_error(number.error().code).value;
  const auto ticket = running.begin(id, line->handle, 0);
  if (!ticket) return failure(LINEERR_INVALPARAM);
  const auto place = std::make_shared<std::shared_ptr<HostCall>>();
  const auto made_id = line->provider().make_call(*number, when_made(running, *ticket, place));
  if (!made_id) {
    running.forget(*ticket);
    return line_error(made_id.error().code).value;
  }
  const auto call = *place = line->add_call(*made_id);
  call->pending = true;
  call->host = host;
  running.tie(*ticket, call->handle);
  *out = reinterpret_cast<HDRVCALL>(call->handle);
  return static_cast<LONG>(id);
}

template <class Order>
LONG order(Instance& running, DRV_REQUESTID id, HDRVCALL hdCall, Order give) {
  const auto call = find(running, hdCall);
  if (!call) return failure(LINEERR_INVALCALLHANDLE);
  const auto ticket = running.begin(id, call->line->handle, call->handle);
  if (!ticket) return failure(LINEERR_INVALPARAM);
  give(call->line->provider(), call->id, reply_to(running, *ticket));
  return static_cast<LONG>(id);
}

LONG close_call(Instance& running, HDRVCALL hdCall, std::uintptr_t& line) {
  const auto call = find(running, hdCall);
  if (!call) return failure(LINEERR_INVALCALLHANDLE);
  line = call->line->handle;
  running.end_all_of_call(call->handle);
  call->line->provider().close_call(call->id);
  call->line->forget_call(*call);
  return 0;
}

void keep_what_tapi_fills(StructureWriter<LINECALLINFO>& writer) {
  using I = LINECALLINFO;
  writer.keep(&I::hLine, &I::dwMonitorDigitModes, &I::dwMonitorMediaModes, &I::dwNumOwners, &I::dwNumMonitors, &I::dwAppNameSize,
              &I::dwAppNameOffset, &I::dwDisplayableAddressSize, &I::dwDisplayableAddressOffset, &I::dwCalledPartySize,
              &I::dwCalledPartyOffset, &I::dwCommentSize, &I::dwCommentOffset);
}

LONG call_info(Instance& running, HDRVCALL hdCall, LPLINECALLINFO out) {
  const auto call = find(running, hdCall);
  const auto view = call ? call->line->provider().call(call->id) : std::nullopt;
  if (!view) return failure(LINEERR_INVALCALLHANDLE);
  StructureWriter writer(out, fixed_size<LINECALLINFO>(call->line->version()));
  auto& info = writer.fields;
  keep_what_tapi_fills(writer);
  info.dwLineDeviceID = call->line->device_id();
  info.dwBearerMode = LINEBEARERMODE_VOICE;
  info.dwRate = 3100;  // Hz of a speech channel
  info.dwMediaMode = call->media_mode;
  info.dwAppSpecific = call->app_specific;
  info.dwCallID = view->id.value;
  info.dwCallStates = k_call_states;
  info.dwOrigin = view->origin == CallOrigin::inbound ? LINECALLORIGIN_INBOUND : LINECALLORIGIN_OUTBOUND;
  info.dwReason = line_call_reason(*view);
  info.dwCompletionID = view->completion.value;
  info.dwTrunk = 0xFFFFFFFF;  // not known
  info.dwCallerIDFlags = line_caller_id_flags(*view);
  info.dwCalledIDFlags = view->called.empty() ? LINECALLPARTYID_UNAVAIL : LINECALLPARTYID_ADDRESS;
  info.dwConnectedIDFlags = info.dwRedirectionIDFlags = info.dwRedirectingIDFlags = LINECALLPARTYID_UNAVAIL;
  if (!view->caller.number.empty()) writer.text(env::escaped(view->caller.number), info.dwCallerIDSize, info.dwCallerIDOffset);
  if (!view->caller.name.empty()) writer.text(env::escaped(view->caller.name), info.dwCallerIDNameSize, info.dwCallerIDNameOffset);
  if (!view->called.empty()) writer.text(view->called, info.dwCalledIDSize, info.dwCalledIDOffset);
  return writer.finish();
}

SYSTEMTIME system_time(env::WallTime time) {
  using namespace std::chrono;
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  const auto word = [](auto value) { return static_cast<WORD>(value); };
  return {word(static_cast<int>(date.year())), word(static_cast<unsigned>(date.month())),
          word(weekday(day).c_encoding()),     word(static_cast<unsigned>(date.day())),
          word(clock.hours().count()),         word(clock.minutes().count()),
          word(clock.seconds().count()),       word(clock.subseconds().count())};
}

LONG call_status(Instance& running, HDRVCALL hdCall, LPLINECALLSTATUS out) {
  const auto call = find(running, hdCall);
  const auto view = call ? call->line->provider().call(call->id) : std::nullopt;
  if (!view) return failure(LINEERR_INVALCALLHANDLE);
  StructureWriter writer(out, fixed_size<LINECALLSTATUS>(call->line->version()));
  writer.keep(&LINECALLSTATUS::dwCallPrivilege);
  writer.fields.dwCallState = line_call_state(view->state);
  writer.fields.dwCallStateMode = line_call_state_mode(*view, call->line->version());
  writer.fields.dwCallFeatures = line_call_features(*view, call->line->provider().capabilities().hears_digits);
  writer.fields.dwCallFeatures2 = line_call_features2(*view);
  writer.fields.tStateEntryTime = system_time(view->state_entered);
  return writer.finish();
}

}  // namespace

}  // namespace campon::provider::abi

using namespace campon::provider::abi;

LONG TSPI_lineMakeCall(DRV_REQUESTID dwRequestID, HDRVLINE hdLine, HTAPICALL htCall, LPHDRVCALL lphdCall, LPCSTR lpszDestAddress,
                       DWORD /*dwCountryCode*/, LINECALLPARAMS const* lpCallParams) {
  if (lphdCall == nullptr) return failure(LINEERR_INVALPOINTER);
  return guarded_entry([&] {
    const std::string address(lpszDestAddress == nullptr ? "" : lpszDestAddress);
    return entry([=](Instance& running) { return make_call(running, dwRequestID, hdLine, htCall, lphdCall, address, lpCallParams); });
  });
}

LONG TSPI_lineDial(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, LPCSTR lpszDestAddress, DWORD /*dwCountryCode*/) {
  if (lpszDestAddress == nullptr) return failure(LINEERR_INVALPOINTER);
  return guarded_entry([&] {
    const std::string address(lpszDestAddress);
    return entry([=](Instance& running) { return dial(running, dwRequestID, hdCall, address); });
  });
}

LONG TSPI_lineAnswer(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, LPCSTR /*lpsUserUserInfo*/, DWORD /*dwSize*/) {
  return entry([=](Instance& running) {
    return order(running, dwRequestID, hdCall, [](auto& line, auto call, auto done) { line.answer(call, std::move(done)); });
  });
}

LONG TSPI_lineDrop(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, LPCSTR /*lpsUserUserInfo*/, DWORD /*dwSize*/) {
  return entry([=](Instance& running) {
    return order(running, dwRequestID, hdCall, [](auto& line, auto call, auto done) { line.drop(call, std::move(done)); });
  });
}

LONG TSPI_lineCloseCall(HDRVCALL hdCall) {
  return guarded_entry([&]() -> LONG {
    const auto running = instance();
    if (!running) return failure(LINEERR_UNINITIALIZED);
    std::uintptr_t line = 0;
    const LONG result = running->inside([&] { return close_call(*running, hdCall, line); });
    if (result == 0) running->delivery().settle(line);
    return result;
  });
}

LONG TSPI_lineGetCallInfo(HDRVCALL hdCall, LPLINECALLINFO lpCallInfo) {
  if (lpCallInfo == nullptr) return failure(LINEERR_INVALPOINTER);
  return entry([=](Instance& running) { return call_info(running, hdCall, lpCallInfo); });
}

LONG TSPI_lineGetCallStatus(HDRVCALL hdCall, LPLINECALLSTATUS lpCallStatus) {
  if (lpCallStatus == nullptr) return failure(LINEERR_INVALPOINTER);
  return entry([=](Instance& running) { return call_status(running, hdCall, lpCallStatus); });
}
