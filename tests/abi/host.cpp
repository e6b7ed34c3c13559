#include "host.hpp"

#include <algorithm>
#include <string>

#include "provider/abi/instance.hpp"

namespace campon::abi_test {

Host* Host::self_ = nullptr;

void Host::SetUp() {
  init();
  line_ = open(0, 1);
}

void Host::TearDown() {
  in_callback_ = nullptr;
  if (provider::abi::instance()) {
    if (line_ != nullptr) close(line_);
    EXPECT_EQ(shutdown(), 0);
  }
  setting() = {};
  self_ = nullptr;
}

void Host::init() {
  self_ = this;
  DWORD options = 0;
  ASSERT_EQ(TSPI_providerInit(TSPI_VERSION_2_2, 1, 0, 0, 1, 0, on_reply, &options), 0);
  EXPECT_EQ(options & LINETSPIOPTION_NONREENTRANT, 0u);
}

HDRVLINE Host::open(DWORD device, std::uintptr_t handle, DWORD states, DWORD version) {
  HDRVLINE line = nullptr;
  EXPECT_EQ(TSPI_lineOpen(device, reinterpret_cast<HTAPILINE>(handle), &line, version, on_event), 0);
  EXPECT_TRUE(states == 0 || TSPI_lineSetStatusMessages(line, states, states) == 0);
  return line;
}

LONG Host::close(HDRVLINE line) {
  if (line == line_) line_ = nullptr;
  runtime().time().hurry(true);
  const LONG result = TSPI_lineClose(line);
  if (provider::abi::instance()) runtime().time().hurry(false);
  return result;
}

LONG Host::shutdown() {
  runtime().time().hurry(true);
  return TSPI_providerShutdown(TSPI_VERSION_2_2, 1);
}

HDRVCALL Host::make_call(std::string_view number, std::uintptr_t handle, HDRVLINE line) {
  HDRVCALL call = nullptr;
  const DRV_REQUESTID request = next_request();
  const LONG result = TSPI_lineMakeCall(request, line == nullptr ? line_ : line, reinterpret_cast<HTAPICALL>(handle), &call,
                                        std::string(number).c_str(), 0, nullptr);
  EXPECT_EQ(result, static_cast<LONG>(request));
  if (result < 0) return nullptr;
  EXPECT_NE(call, nullptr);
  EXPECT_EQ(reply_to(request), 0);
  return call;
}

HDRVCALL Host::call_until(std::string_view number, std::uintptr_t handle, DWORD state, HDRVLINE line) {
  const HDRVCALL call = make_call(number, handle, line);
  EXPECT_TRUE(wait_for_state(handle, state)) << "state " << state;
  return call;
}

LONG Host::complete(HDRVCALL call, DWORD mode, DWORD* id, DWORD message) {
  const DRV_REQUESTID request = next_request();
  const LONG result = TSPI_lineCompleteCall(request, call, id, mode, message);
  return result < 0 ? result : reply_to(request);
}

LONG Host::uncomplete(DWORD id) {
  const DRV_REQUESTID request = next_request();
  const LONG result = TSPI_lineUncompleteCall(request, line_, id);
  return result < 0 ? result : reply_to(request);
}

LONG Host::drop(HDRVCALL call) {
  const DRV_REQUESTID request = next_request();
  const LONG result = TSPI_lineDrop(request, call, nullptr, 0);
  return result < 0 ? result : reply_to(request);
}

LONG Host::answer(HDRVCALL call) {
  const DRV_REQUESTID request = next_request();
  const LONG result = TSPI_lineAnswer(request, call, nullptr, 0);
  return result < 0 ? result : reply_to(request);
}

DWORD Host::callback(std::string_view number) {
  const std::uintptr_t handle = 500 + last_request_;
  const HDRVCALL call = call_until(number, handle, LINECALLSTATE_BUSY);
  DWORD id = 0;
  EXPECT_EQ(complete(call, LINECALLCOMPLMODE_CALLBACK, &id), 0);
  EXPECT_TRUE(wait_for_state(handle, LINECALLSTATE_IDLE));
  EXPECT_EQ(TSPI_lineCloseCall(call), 0);
  return id;
}

HDRVCALL Host::next_offer() {
  HDRVCALL offered = nullptr;
  wait_until([&] {
    const std::lock_guard lock(mutex_);
    if (offered_.size() <= offers_taken_) return false;
    offered = offered_[offers_taken_++];
    return true;
  });
  return offered;
}

void Host::settle() {
  if (const auto running = provider::abi::instance()) {
    runtime().time().run_there([] {});
    running->delivery().settle_all();
  }
}

bool Host::wait_until(const std::function<bool()>& holds) {
  env::Time limit{};
  runtime().time().run_there([&] { limit = runtime().time().now() + 120s; });
  settle();
  while (!holds()) {
    const bool more = runtime().time().step(limit);
    settle();
    if (!more) return holds();
  }
  return true;
}

void Host::wait(std::chrono::milliseconds time) {
  env::Time limit{};
  runtime().time().run_there([&] { limit = runtime().time().now() + time; });
  while (runtime().time().step(limit)) settle();
  settle();
}

bool Host::wait_for_state(std::uintptr_t handle, DWORD state) {
  return wait_until([&] {
    const auto states = states_of(handle);
    return std::find(states.begin(), states.end(), state) != states.end();
  });
}

LONG Host::reply_to(DRV_REQUESTID request) {
  EXPECT_TRUE(wait_until([&] { return reply(request).has_value(); })) << "no reply to " << request;
  return reply(request).value_or(-1);
}

std::vector<Told> Host::told() {
  const std::lock_guard lock(mutex_);
  return told_;
}

std::vector<Told> Host::events_of(std::uintptr_t handle) {
  std::vector<Told> out;
  for (const Told& each : told())
    if (!each.reply && each.call == reinterpret_cast<HTAPICALL>(handle)) out.push_back(each);
  return out;
}

std::vector<DWORD> Host::states_of(std::uintptr_t handle) {
  std::vector<DWORD> out;
  for (const Told& each : events_of(handle))
    if (each.message == LINE_CALLSTATE) out.push_back(static_cast<DWORD>(each.p1));
  return out;
}

int Host::count_events(DWORD message, DWORD_PTR p1) {
  const auto all = told();
  return static_cast<int>(
      std::count_if(all.begin(), all.end(), [&](const Told& each) { return !each.reply && each.message == message && each.p1 == p1; }));
}

std::optional<LONG> Host::reply(DRV_REQUESTID request) {
  for (const Told& each : told())
    if (each.reply && each.request == request) return each.result;
  return std::nullopt;
}

int Host::count_replies(DRV_REQUESTID request) {
  const auto all = told();
  return static_cast<int>(std::count_if(all.begin(), all.end(), [&](const Told& each) { return each.reply && each.request == request; }));
}

void Host::forget_told() {
  const std::lock_guard lock(mutex_);
  told_.clear();
}

namespace {
template <class Structure>
Structure empty() {
  Structure out{};
  out.dwTotalSize = sizeof out;
  return out;
}
}  // namespace

LINECALLINFO Host::info(HDRVCALL call) {
  auto out = empty<LINECALLINFO>();
  EXPECT_EQ(TSPI_lineGetCallInfo(call, &out), 0);
  return out;
}

LINECALLSTATUS Host::status(HDRVCALL call) {
  auto out = empty<LINECALLSTATUS>();
  EXPECT_EQ(TSPI_lineGetCallStatus(call, &out), 0);
  return out;
}

LINEDEVSTATUS Host::dev_status(HDRVLINE line) {
  auto out = empty<LINEDEVSTATUS>();
  EXPECT_EQ(TSPI_lineGetLineDevStatus(line == nullptr ? line_ : line, &out), 0);
  return out;
}

LINEADDRESSSTATUS Host::address_status(HDRVLINE line) {
  auto out = empty<LINEADDRESSSTATUS>();
  EXPECT_EQ(TSPI_lineGetAddressStatus(line == nullptr ? line_ : line, 0, &out), 0);
  return out;
}

void Host::at_exchange(const std::function<void(sim::Simulator&)>& act) {
  runtime().time().run_there([&] { act(runtime().exchange()); });
}

std::string Host::wire() {
  std::string out;
  runtime().time().run_there([&] { out = runtime().wire(); });
  return out;
}

void Host::check_order(const Told& each) {
  if (each.reply || each.call == nullptr) return;
  const bool first = each.message == LINE_CALLSTATE && (each.p1 == LINECALLSTATE_DIALTONE || each.p1 == LINECALLSTATE_OFFERING);
  if (first) over_.erase(each.call);
  EXPECT_FALSE(over_.contains(each.call)) << "message " << each.message << " after idle";
  if (each.message == LINE_CALLSTATE && each.p1 == LINECALLSTATE_IDLE) over_.insert(each.call);
}

void Host::note(Told each) {
  {
    const std::lock_guard lock(mutex_);
    EXPECT_EQ(depth_++, 0) << "a callback came inside another";
    told_.push_back(each);
    check_order(each);
  }
  if (in_callback_) in_callback_(each);
  const std::lock_guard lock(mutex_);
  --depth_;
}

void Host::on_reply(DRV_REQUESTID request, LONG result) {
  Told each;
  each.reply = true;
  each.request = request;
  each.result = result;
  self_->note(each);
}

void Host::on_event(HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
  if (message == LINE_NEWCALL && !self_->refuses_calls_) {
    const std::lock_guard lock(self_->mutex_);
    *reinterpret_cast<HTAPICALL*>(p2) = reinterpret_cast<HTAPICALL>(++self_->last_handle_);
    self_->offered_.push_back(reinterpret_cast<HDRVCALL>(p1));
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

}  // namespace campon::abi_test
