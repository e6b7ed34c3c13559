// Calls: made, answered, dropped, closed, described.
#include "hal/dial_string.hpp"
#include "provider/abi/instance.hpp"
#include "provider/abi/open_line.hpp"
#include "provider/abi/state_map.hpp"
#include "provider/abi/structure_writer.hpp"
#include "provider/line_error.hpp"

namespace campon::provider::abi {

namespace {

constexpr DWORD k_fixed_params_1 = 112;  // LINECALLPARAMS before version 2.0

std::shared_ptr<HostCall> find(Instance& running, HDRVCALL call) { return running.calls.find(reinterpret_cast<std::uintptr_t>(call)); }

// Ends the request when the provider replies. Holds the instance weakly: it owns the loop that carries the reply.
Done reply_to(DRV_REQUESTID id) {
  return [id, weak = std::weak_ptr<Instance>(instance())](const env::Result& result) {
    if (const auto running = weak.lock()) running->end(id, result ? 0 : line_error(result.error().code).value);
  };
}

LONG check_params(LINECALLPARAMS const* params) {
  if (params == nullptr) return 0;
  if (params->dwTotalSize < k_fixed_params_1) return failure(LINEERR_STRUCTURETOOSMALL);
  constexpr DWORD k_voice = LINEMEDIAMODE_INTERACTIVEVOICE | LINEMEDIAMODE_AUTOMATEDVOICE | LINEMEDIAMODE_UNKNOWN;
  if (params->dwMediaMode != 0 && (params->dwMediaMode & ~k_voice) != 0) return failure(LINEERR_INVALMEDIAMODE);
  if (params->dwBearerMode != 0 && (params->dwBearerMode & ~static_cast<DWORD>(LINEBEARERMODE_VOICE | LINEBEARERMODE_SPEECH)) != 0)
    return failure(LINEERR_INVALBEARERMODE);
  if (params->dwAddressMode == LINEADDRESSMODE_ADDRESSID && params->dwAddressID != 0) return failure(LINEERR_INVALADDRESSID);
  return 0;
}

void made(Instance& running, DRV_REQUESTID id, const std::shared_ptr<HostCall>& call, const env::Result& result) {
  if (!result) call->line->forget_call(*call);
  running.end(id, result ? 0 : line_error(result.error().code).value);
}

LONG make_call(Instance& running, DRV_REQUESTID id, HDRVLINE hdLine, HTAPICALL host, LPHDRVCALL out, const std::string& address) {
  const auto line = running.lines.find(reinterpret_cast<std::uintptr_t>(hdLine));
  if (!line) return failure(LINEERR_INVALLINEHANDLE);
  const auto number = hal::DialString::parse(address);
  if (!number) return line_error(number.error().code).value;
  if (!running.begin(id, line->handle, 0)) return failure(LINEERR_INVALPARAM);
  const auto call = std::make_shared<std::shared_ptr<HostCall>>();
  const auto made_id =
      line->provider().make_call(*number, [id, call, weak = std::weak_ptr<Instance>(instance())](const env::Result& result) {
        const auto alive = weak.lock();
        if (alive && *call) made(*alive, id, *call, result);
      });
  if (!made_id) {
    running.forget(id);
    return line_error(made_id.error().code).value;
  }
  *call = line->add_call(*made_id);
  *(*call)->host = host;
  running.tie(id, (*call)->handle);
  *out = reinterpret_cast<HDRVCALL>((*call)->handle);
  return static_cast<LONG>(id);
}

template <class Order>
LONG order(Instance& running, DRV_REQUESTID id, HDRVCALL hdCall, Order give) {
  const auto call = find(running, hdCall);
  if (!call) return failure(LINEERR_INVALCALLHANDLE);
  if (!running.begin(id, call->line->handle, call->handle)) return failure(LINEERR_INVALPARAM);
  give(call->line->provider(), call->id);
  return static_cast<LONG>(id);
}

DWORD party_flags(const hal::CallerId& caller) {
  if (!caller.number.empty()) return LINECALLPARTYID_ADDRESS | (caller.name.empty() ? 0 : LINECALLPARTYID_NAME);
  return caller.presentation == hal::Presentation::withheld ? LINECALLPARTYID_BLOCKED : LINECALLPARTYID_UNKNOWN;
}

LONG call_info(Instance& running, HDRVCALL hdCall, LPLINECALLINFO out) {
  const auto call = find(running, hdCall);
  const auto view = call ? call->line->provider().call(call->id) : std::nullopt;
  if (!view) return failure(LINEERR_INVALCALLHANDLE);
  StructureWriter writer(out, sizeof(LINECALLINFO));
  auto& info = writer.fields;
  const bool inbound = view->origin == CallOrigin::inbound;
  info.dwLineDeviceID = call->line->device_id();
  info.dwAddressID = 0;
  info.dwBearerMode = LINEBEARERMODE_VOICE;
  info.dwRate = 3100;  // Hz of a speech channel
  info.dwMediaMode = LINEMEDIAMODE_INTERACTIVEVOICE;
  info.dwCallID = view->id.value;
  info.dwRelatedCallID = 0;
  info.dwCallParamFlags = 0;
  info.dwCallStates = k_call_states;
  info.dwOrigin = inbound ? LINECALLORIGIN_INBOUND : LINECALLORIGIN_OUTBOUND;
  info.dwReason = view->reason == CallReason::call_completion ? LINECALLREASON_CALLCOMPLETION : LINECALLREASON_DIRECT;
  info.dwCompletionID = view->completion.value;
  info.dwCountryCode = 0;
  info.dwTrunk = 0xFFFFFFFF;  // not known
  info.dwCallerIDFlags = inbound ? party_flags(view->caller) : LINECALLPARTYID_UNAVAIL;
  info.dwCalledIDFlags = view->called.empty() ? LINECALLPARTYID_UNAVAIL : LINECALLPARTYID_ADDRESS;
  info.dwConnectedIDFlags = info.dwRedirectionIDFlags = info.dwRedirectingIDFlags = LINECALLPARTYID_UNAVAIL;
  if (!view->caller.number.empty()) writer.text(view->caller.number, info.dwCallerIDSize, info.dwCallerIDOffset);
  if (!view->caller.name.empty()) writer.text(view->caller.name, info.dwCallerIDNameSize, info.dwCallerIDNameOffset);
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
  StructureWriter writer(out, sizeof(LINECALLSTATUS));
  writer.fields.dwCallState = line_call_state(view->state);
  writer.fields.dwCallStateMode = line_call_state_mode(*view);
  writer.fields.dwCallFeatures = line_call_features(*view);
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
  // Without a number TAPI wants dial tone and the digits later; that is not offered, and PARTIALDIAL is off.
  if (lpszDestAddress == nullptr) return failure(LINEERR_INVALADDRESS);
  if (const LONG bad = check_params(lpCallParams); bad != 0) return bad;
  return guarded_entry([&] {
    const std::string address(lpszDestAddress);
    return entry([=](Instance& running) { return make_call(running, dwRequestID, hdLine, htCall, lphdCall, address); });
  });
}

LONG TSPI_lineAnswer(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, LPCSTR /*lpsUserUserInfo*/, DWORD /*dwSize*/) {
  return entry([=](Instance& running) {
    return order(running, dwRequestID, hdCall,
                 [&](campon::provider::LineProvider& line, campon::provider::CallId id) { line.answer(id, reply_to(dwRequestID)); });
  });
}

LONG TSPI_lineDrop(DRV_REQUESTID dwRequestID, HDRVCALL hdCall, LPCSTR /*lpsUserUserInfo*/, DWORD /*dwSize*/) {
  return entry([=](Instance& running) {
    return order(running, dwRequestID, hdCall,
                 [&](campon::provider::LineProvider& line, campon::provider::CallId id) { line.drop(id, reply_to(dwRequestID)); });
  });
}

LONG TSPI_lineCloseCall(HDRVCALL hdCall) {
  return guarded_entry([&]() -> LONG {
    const LONG result = entry([=](Instance& running) -> LONG {
      const auto call = find(running, hdCall);
      if (!call) return failure(LINEERR_INVALCALLHANDLE);
      running.end_all_of_call(call->handle);
      call->line->forget_call(*call);
      *call->host = nullptr;  // what is still waiting to be told of it is not told
      call->line->provider().close_call(call->id);
      return 0;
    });
    const auto running = instance();
    if (result == 0 && running) running->delivery().drop_events(0);
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
