// Registration, and the calls of one subscriber.
#include "hw-sim/mobile/mobile_subscriber.hpp"

#include <algorithm>

#include "hw-sim/mobile/mobile_network.hpp"
#include "hw-sim/mobile/mobile_timers.hpp"

namespace campon::sim {

MobileSubscriber::MobileSubscriber(std::string number, const MobileWorld& world)
    : card(number), number_(std::move(number)), name_("mobile " + env::escaped(number_)), world_(world), errands_(world.scheduler) {
  add_channel();
  tidy_channels();
}

MobileSubscriber::~MobileSubscriber() = default;

void MobileSubscriber::note(const std::string& text) {
  world_.trace.note(world_.scheduler.now(), env::TraceKind::decision, name_, env::escaped(text));
}

bool MobileSubscriber::strikes(std::string_view fault) {
  if (!world_.faults.fires(fault)) return false;
  note("fault " + std::string(fault));
  return true;
}

void MobileSubscriber::switch_on(Phone& phone) {
  switch_off();
  phone_ = &phone;
  card.power_on();
  register_again();
}

void MobileSubscriber::switch_off() {
  phone_ = nullptr;
  registers_.reset();
  errands_.clear();
  registration_ = Registration::none;
  drop_all(Cause::normal);
  for (MobileRequest& one : requests_) {
    if (!std::exchange(one.turn, false)) continue;
    one.call = 0;
    world_.exchange.step_back(one.place);
  }
}

bool MobileSubscriber::enter_pin(std::string_view pin) {
  if (!card.enter_pin(pin)) return false;
  register_again();
  return true;
}

bool MobileSubscriber::enter_puk(std::string_view puk, std::string_view new_pin) {
  if (!card.enter_puk(puk, new_pin)) return false;
  register_again();
  return true;
}

void MobileSubscriber::cover(Registration coverage) {
  coverage_ = coverage;
  register_again();
}

void MobileSubscriber::register_again() {
  if (phone_ == nullptr || card.lock() != Lock::none) return;
  const bool covered = coverage_ == Registration::home || coverage_ == Registration::roaming;
  if (registration_ != coverage_ && served()) set_registration(Registration::searching);
  if (!covered && coverage_ != Registration::denied) return set_registration(Registration::searching);
  registers_ = world_.scheduler.after(k_registers_after, [this] { set_registration(coverage_); });
}

void MobileSubscriber::set_registration(Registration state) {
  if (registration_ == state) return;
  registration_ = state;
  note("registration " + std::to_string(static_cast<int>(state)));
  if (!served()) drop_all(Cause::network_out_of_order);
  tidy_channels();
  if (phone_ != nullptr) phone_->on_registration(state);
}

void MobileSubscriber::drop_all(Cause cause) {
  while (!calls_.empty()) {
    MobileCall& call = calls_.front();
    const unsigned id = call.id;
    recall_over(call, false);
    leave_channel(call);
    calls_.pop_front();
    if (phone_ != nullptr) phone_->on_released(id, cause);
  }
  tidy_channels();
}

MobileCall* MobileSubscriber::find(unsigned id) {
  const auto found = std::find_if(calls_.begin(), calls_.end(), [id](const MobileCall& one) { return one.id == id; });
  return found == calls_.end() ? nullptr : &*found;
}

MobileCall& MobileSubscriber::add_call(std::string_view number, bool outgoing) {
  MobileCall& call = calls_.emplace_back();
  call.id = ++last_call_;
  call.number = number;
  call.outgoing = outgoing;
  return call;
}

bool MobileSubscriber::step(MobileCall& call, Input input) {
  const unsigned id = call.id;
  const auto& cell = call.machine.step(input, [&](auto from, const auto& moved) {
    world_.trace.note(world_.scheduler.now(), env::TraceKind::state, name_,
                      "call " + std::to_string(id) + ": " + env::describe_step<MobileCallMachine>(from, input, moved));
  });
  perform(call, cell.action);
  const MobileCall* left = find(id);
  if (left != nullptr && left->machine.is(State::null)) forget(id);
  tidy_channels();
  return cell.outcome == env::Outcome::go || cell.outcome == env::Outcome::stay;
}

// The telephone may release the call while it is told.
void MobileSubscriber::perform(MobileCall& call, MobileCallMachine::Action action) {
  using Action = MobileCallMachine::Action;
  switch (action) {
    case Action::none: return;
    case Action::tell_alerting: return phone_ == nullptr ? void() : phone_->on_alerting(call.id);
    case Action::tell_connected: return tell_connected(call);
    case Action::retain: return retain(call);
    case Action::disconnect: return disconnect(call);
    case Action::release: return release(call);
    case Action::drop: return drop(call);
    case Action::connect: return call.channel->station().go_off_hook();
    case Action::place: return place(call);
    case Action::turn_away: return leave_channel(call);
    case Action::withdraw: return withdraw(call);
  }
}

void MobileSubscriber::tell_connected(MobileCall& call) {
  call.limit.reset();
  recall_over(call, true);
  const bool meets_recall =
      std::any_of(requests_.begin(), requests_.end(), [](const MobileRequest& one) { return !one.ghost && !one.turn; });
  if (meets_recall && strikes("X08"))
    errands_.after(k_haunts_after, [this, number = requests_.front().number, index = requests_.front().index] { haunt(number, index); });
  if (phone_ != nullptr) phone_->on_connected(call.id);
}

// [TS 24.093 4.1]
void MobileSubscriber::retain(MobileCall& call) {
  call.completion_possible = true;
  leave_channel(call);
  limit(call, k_retention, Cause::none);
  if (phone_ != nullptr) phone_->on_disconnected(call.id, call.cause, true);
}

void MobileSubscriber::disconnect(MobileCall& call) {
  recall_over(call, call.cause != Cause::user_busy);
  leave_channel(call);
  limit(call, k_clearing, Cause::none);
  if (phone_ != nullptr) phone_->on_disconnected(call.id, call.cause, false);
}

void MobileSubscriber::release(MobileCall& call) {
  recall_over(call, true);
  leave_channel(call);
}

void MobileSubscriber::drop(MobileCall& call) {
  withdraw(call);
  leave_channel(call);
  if (phone_ != nullptr) phone_->on_released(call.id, call.cause == Cause::none ? Cause::timer_expired : call.cause);
}

void MobileSubscriber::withdraw(MobileCall& call) { recall_over(call, true); }

void MobileSubscriber::place(MobileCall& call) {
  call.outgoing = true;
  if (strikes("X10"))
    errands_.after(k_proceeds_after, [this, id = call.id] { fail(id, Cause::user_busy); });
  else
    errands_.after(k_proceeds_after, [this, id = call.id] { route(id); });
  limit(call, k_clearing, Cause::network_out_of_order);
}

void MobileSubscriber::forget(unsigned id) {
  calls_.remove_if([id](const MobileCall& one) { return one.id == id; });
  if (calls_.empty() && served() && strikes("X05"))
    errands_.after(k_haunts_after, [this] { haunt(world_.exchange.plan().numbering.highest, 0); });
}

unsigned MobileSubscriber::call(std::string_view number) {
  if (is_emergency(number)) return call_emergency(number);
  if (!served() || calls_.size() >= k_most_calls) return 0;
  MobileCall& call = add_call(number, true);
  const unsigned id = call.id;
  step(call, Input::route);
  limit(call, k_clearing, Cause::network_out_of_order);
  errands_.after(k_proceeds_after, [this, id] { route(id); });
  return id;
}

// Without a card, a PIN or a registration, too. [TS 22.101 10.1]
unsigned MobileSubscriber::call_emergency(std::string_view number) {
  if (coverage_ == Registration::none || coverage_ == Registration::searching) return 0;
  MobileCall& call = add_call(number, true);
  call.emergency = true;
  const unsigned id = call.id;
  step(call, Input::route);
  world_.network.enter_emergency(number_, number);
  errands_.after(k_desk_answers_after, [this, id] {
    if (MobileCall* mine = find(id)) step(*mine, Input::answer);
  });
  return id;
}

void MobileSubscriber::route(unsigned id) {
  MobileCall* call = find(id);
  if (call == nullptr) return;
  if (phone_ != nullptr) phone_->on_proceeding(id);
  if (call = find(id); call == nullptr || !call->machine.is(State::routing)) return;
  if (!subscription.voice) return fail(id, Cause::not_subscribed);
  if (!world_.exchange.is_number(call->number)) return fail(id, Cause::unassigned);
  call->channel = free_channel();
  world_.exchange.call_from_outside(call->channel->station(), call->number);
}

void MobileSubscriber::fail(unsigned id, Cause cause) {
  MobileCall* call = find(id);
  if (call == nullptr) return;
  call->cause = cause;
  step(*call, Input::clear);
}

void MobileSubscriber::limit(MobileCall& call, env::Duration length, Cause cause) {
  call.limit = world_.scheduler.after(length, [this, id = call.id, cause] {
    MobileCall* mine = find(id);
    if (mine == nullptr) return;
    if (cause != Cause::none) mine->cause = cause;
    step(*mine, Input::expire);
  });
}

void MobileSubscriber::accept(unsigned id) {
  if (MobileCall* call = find(id)) step(*call, Input::accept);
}

void MobileSubscriber::hang_up(unsigned id) {
  if (MobileCall* call = find(id)) step(*call, Input::hang_up);
}

bool MobileSubscriber::hold(unsigned id, bool on) {
  MobileCall* call = find(id);
  if (call == nullptr || !call->machine.is(State::active) || call->emergency) return false;
  if (std::exchange(call->held, on) != on) tell_peer(*call, on ? Notice::put_on_hold : Notice::retrieved);
  return true;
}

bool MobileSubscriber::join(unsigned id) {
  MobileCall* call = find(id);
  if (call == nullptr || !call->machine.is(State::active) || call->emergency) return false;
  call->held = false;
  call->multiparty = true;
  tell_peer(*call, Notice::in_multiparty);
  return true;
}

void MobileSubscriber::send_digit(unsigned id, char digit) {
  MobileCall* call = find(id);
  if (call == nullptr || call->channel == nullptr || !call->machine.is(State::active)) return;
  call->channel->station().digit(digit);
}

bool MobileSubscriber::is_emergency(std::string_view number) const { return world_.network.is_emergency(number); }

const MobileRules& MobileSubscriber::rules() const { return world_.network.rules; }

}  // namespace campon::sim
