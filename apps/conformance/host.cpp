#include "apps/conformance/host.hpp"

#include <algorithm>

namespace campon::conformance {

Host* Host::self_ = nullptr;

Host::Host(const Library& library, const Peer& peer, const Options& options)
    : api(library), peer_(peer), plans_(options.lines), patience_(options.patience) {
  self_ = this;
}

Host::~Host() {
  need_down();
  self_ = nullptr;
}

LONG Host::init(DWORD version) {
  DWORD options = 0;
  DWORD lines = 0, phones = 0;
  api.providerEnumDevices(1, &lines, &phones, nullptr, on_event, nullptr);
  const LONG result = api.providerInit(version, 1, k_device_base, 0, lines, phones, on_reply, &options);
  if (result == 0) up_ = true;
  return result;
}

LONG Host::shutdown() {
  const LONG result = api.providerShutdown(TSPI_VERSION_2_2, 1);
  if (result == 0) {
    up_ = false;
    open_.clear();
  }
  return result;
}

void Host::need_down() {
  in_callbacks(nullptr);
  refuses_calls = false;
  lingers = false;
  while (!open_.empty()) close(open_.begin()->first);
  if (up_) shutdown();
  up_ = false;
}

bool Host::need_up() { return up_ || init() == 0; }

HDRVLINE Host::open(DWORD device, DWORD version, HTAPILINE* host) {
  HDRVLINE line = nullptr;
  const auto own = new_handle<HTAPILINE>();
  if (host != nullptr) *host = own;
  return api.lineOpen(device, own, &line, version, on_event) == 0 ? line : nullptr;
}

HDRVLINE Host::need_line(std::size_t plan, DWORD version) {
  if (!need_up() || plan >= plans_.size()) return nullptr;
  if (const auto found = open_.find(plan); found != open_.end()) {
    if (found->second.version == version) return found->second.handle;
    close(plan);
  }
  Opened opened{nullptr, nullptr, version};
  opened.handle = open(device(plan), version, &opened.host);
  if (opened.handle == nullptr) return nullptr;
  api.lineSetStatusMessages(opened.handle, 0xFFFFFFFF, 0xFFFFFFFF);
  open_[plan] = opened;
  return opened.handle;
}

void Host::close(std::size_t plan) {
  const auto found = open_.find(plan);
  if (found == open_.end()) return;
  api.lineClose(found->second.handle);
  open_.erase(found);
}

HTAPILINE Host::host_of(std::size_t plan) const {
  const auto found = open_.find(plan);
  return found == open_.end() ? nullptr : found->second.host;
}

std::string Host::number(std::size_t plan, unsigned which) const { return std::to_string(std::stoul(plans_.at(plan).first) + which); }

Asked Host::ask(const std::string& function, const std::function<LONG(DRV_REQUESTID)>& call) {
  Asked asked{new_request(), function, 0};
  asked.returned = call(asked.id);
  asked_.push_back(asked);
  return asked;
}

LONG Host::outcome(const Asked& asked) {
  if (asked.returned <= 0) return asked.returned;
  LONG result = k_no_reply;
  wait([&] {
    const auto found = std::find_if(told_.begin(), told_.end(), [&](const Told& each) { return each.reply && each.request == asked.id; });
    if (found != told_.end()) result = found->result;
    return found != told_.end();
  });
  return result;
}

Call Host::make_call(HDRVLINE line, const std::string& number) {
  Call call;
  call.host = new_handle<HTAPICALL>();
  call.made = ask("lineMakeCall",
                  [&](DRV_REQUESTID id) { return api.lineMakeCall(id, line, call.host, &call.handle, number.c_str(), 0, nullptr); });
  call.reply = outcome(call.made);
  return call;
}

Call Host::call_until(HDRVLINE line, const std::string& number, DWORD state) {
  Call call = make_call(line, number);
  if (call.reply != 0 || !wait_state(call.host, state)) call.reply = k_no_reply;
  return call;
}

LONG Host::drop(HDRVCALL call) {
  return done("lineDrop", [&](DRV_REQUESTID id) { return api.lineDrop(id, call, nullptr, 0); });
}

LONG Host::answer(HDRVCALL call) {
  return done("lineAnswer", [&](DRV_REQUESTID id) { return api.lineAnswer(id, call, nullptr, 0); });
}

LONG Host::complete(HDRVCALL call, DWORD mode, DWORD* id, DWORD message) {
  if (api.lineCompleteCall == nullptr) return error(LINEERR_OPERATIONUNAVAIL);
  return done("lineCompleteCall", [&](DRV_REQUESTID request) { return api.lineCompleteCall(request, call, id, mode, message); });
}

LONG Host::uncomplete(HDRVLINE line, DWORD id) {
  if (api.lineUncompleteCall == nullptr) return error(LINEERR_OPERATIONUNAVAIL);
  return done("lineUncompleteCall", [&](DRV_REQUESTID request) { return api.lineUncompleteCall(request, line, id); });
}

void Host::end(const Call& call) {
  if (call.handle == nullptr) return;
  if (drop(call.handle) == 0) wait_state(call.host, LINECALLSTATE_IDLE);
  api.lineCloseCall(call.handle);
}

Call Host::next_offer(std::size_t mark) {
  Call call;
  wait([&] {
    for (std::size_t i = mark; i < told_.size(); ++i) {
      const Told& each = told_[i];
      if (each.reply || each.message != LINE_CALLSTATE || each.p1 != LINECALLSTATE_OFFERING || !offered_.contains(each.call)) continue;
      call.host = each.call;
      call.handle = offered_[each.call];
      return true;
    }
    return false;
  });
  return call;
}

bool Host::wait(const std::function<bool()>& holds, Duration within) {
  std::unique_lock lock(mutex_);
  const auto limit = std::chrono::steady_clock::now() + std::chrono::duration_cast<Duration>(within * patience_);
  return changed_.wait_until(lock, limit, holds);
}

bool Host::wait_state(HTAPICALL call, DWORD state) {
  return wait([&] {
    return std::any_of(told_.begin(), told_.end(), [&](const Told& each) {
      return each.call == call && each.message == LINE_CALLSTATE && each.p1 == state && !each.reply;
    });
  });
}

bool Host::wait_message(std::size_t mark, DWORD message, DWORD p1) {
  return wait([&] {
    return std::any_of(told_.begin() + static_cast<std::ptrdiff_t>(mark), told_.end(),
                       [&](const Told& each) { return !each.reply && each.message == message && each.p1 == p1; });
  });
}

std::size_t Host::mark() {
  const std::lock_guard lock(mutex_);
  return told_.size();
}

std::vector<Told> Host::told(std::size_t since) {
  const std::lock_guard lock(mutex_);
  return {told_.begin() + static_cast<std::ptrdiff_t>(since), told_.end()};
}

std::vector<DWORD> Host::states_of(HTAPICALL call) {
  std::vector<DWORD> out;
  for (const Told& each : told())
    if (!each.reply && each.call == call && each.message == LINE_CALLSTATE) out.push_back(static_cast<DWORD>(each.p1));
  return out;
}

int Host::count(std::size_t since, DWORD message, DWORD p1) {
  const auto all = told(since);
  return static_cast<int>(
      std::count_if(all.begin(), all.end(), [&](const Told& each) { return !each.reply && each.message == message && each.p1 == p1; }));
}

int Host::replies(DRV_REQUESTID request) {
  const auto all = told();
  return static_cast<int>(std::count_if(all.begin(), all.end(), [&](const Told& each) { return each.reply && each.request == request; }));
}

int Host::overlaps() {
  const std::lock_guard lock(mutex_);
  return overlaps_;
}

namespace {
template <class Structure>
Structure sized() {
  Structure out{};
  out.dwTotalSize = out.dwNeededSize = out.dwUsedSize = sizeof out;
  return out;
}
}  // namespace

LINECALLINFO Host::info(HDRVCALL call) {
  auto out = sized<LINECALLINFO>();
  api.lineGetCallInfo(call, &out);
  return out;
}

LINECALLSTATUS Host::status(HDRVCALL call) {
  auto out = sized<LINECALLSTATUS>();
  api.lineGetCallStatus(call, &out);
  return out;
}

LINEDEVSTATUS Host::dev_status(HDRVLINE line) {
  auto out = sized<LINEDEVSTATUS>();
  api.lineGetLineDevStatus(line, &out);
  return out;
}

LINEADDRESSSTATUS Host::address_status(HDRVLINE line) {
  auto out = sized<LINEADDRESSSTATUS>();
  api.lineGetAddressStatus(line, 0, &out);
  return out;
}

LINEADDRESSCAPS Host::address_caps(std::size_t plan, DWORD version) {
  auto out = sized<LINEADDRESSCAPS>();
  if (need_up() && plan < plans_.size()) api.lineGetAddressCaps(device(plan), 0, version, 0, &out);
  return out;
}

LINEDEVCAPS Host::dev_caps(std::size_t plan, DWORD version) {
  auto out = sized<LINEDEVCAPS>();
  if (need_up() && plan < plans_.size()) api.lineGetDevCaps(device(plan), version, 0, &out);
  return out;
}

void Host::in_callbacks(std::function<void(const Told&)> act) {
  std::unique_lock lock(mutex_);
  act_ = std::move(act);
  const auto limit = std::chrono::duration_cast<Duration>(k_timers.callback * patience_);
  changed_.wait_for(lock, limit, [this] { return inside_ == 0; });
}

void Host::note(const Told& each) {
  std::function<void(const Told&)> act;
  {
    std::unique_lock lock(mutex_);
    if (++inside_ > 1) ++overlaps_;
    told_.push_back(each);
    changed_.notify_all();
    if (lingers) changed_.wait_for(lock, k_timers.overlap, [this] { return inside_ > 1; });
    act = act_;
  }
  if (act) act(each);
  const std::lock_guard lock(mutex_);
  --inside_;
  changed_.notify_all();
}

void Host::on_reply(DRV_REQUESTID request, LONG result) {
  Told each;
  each.reply = true;
  each.request = request;
  each.result = result;
  if (self_ != nullptr) self_->note(each);
}

void Host::on_event(HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (self_ == nullptr) return;
  if (message == LINE_NEWCALL && !self_->refuses_calls) {
    const std::lock_guard lock(self_->mutex_);
    const auto host = self_->new_handle<HTAPICALL>();
    *reinterpret_cast<LPHTAPICALL>(p2) = host;
    self_->offered_[host] = reinterpret_cast<HDRVCALL>(p1);
  }
  Told each;
  each.line = line;
  each.call = call;
  each.message = message;
  each.p1 = p1;
  each.p2 = p2;
  each.p3 = p3;
  self_->note(each);
}

}  // namespace campon::conformance
