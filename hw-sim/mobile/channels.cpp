// What happens on a subscriber's channels to the exchange, and what the network makes of it.
#include <algorithm>

#include "hw-sim/mobile/mobile_network.hpp"
#include "hw-sim/mobile/mobile_timers.hpp"

namespace campon::sim {

using Line = StationMachine::State;

// The first is the number itself: it takes calls and is busy as long as there is one. The others carry calls.
Channel& MobileSubscriber::add_channel() {
  const std::string name = channels_.empty() ? number_ : number_ + "/" + std::to_string(channels_.size());
  Station& station = world_.exchange.station(name);
  if (!channels_.empty()) station.of = number_;
  channels_.push_back(std::make_unique<Channel>(station, [this](Channel& one) { changed(one); }));
  return *channels_.back();
}

Channel* MobileSubscriber::free_channel() {
  for (std::size_t i = 1; i < channels_.size(); ++i)
    if (channels_[i]->station().is_idle() && call_on(*channels_[i]) == nullptr) return channels_[i].get();
  return &add_channel();
}

MobileCall* MobileSubscriber::call_on(const Channel& channel) {
  const auto found = std::find_if(calls_.begin(), calls_.end(), [&](const MobileCall& one) { return one.channel == &channel; });
  return found == calls_.end() ? nullptr : &*found;
}

void MobileSubscriber::leave_channel(MobileCall& call) {
  Channel* channel = std::exchange(call.channel, nullptr);
  if (channel == nullptr) return;
  Station& station = channel->station();
  if (!station.rings()) return station.go_on_hook();
  world_.exchange.engage(station);  // who calls hears that it is busy
  if (!station.of.empty()) world_.exchange.release(station);
}

// Busy for everybody as long as there is a call, unless one may wait; out of reach when it is not registered.
void MobileSubscriber::tidy_channels() {
  Station& own = channels_.front()->station();
  const bool busy = !served() || !calls_.empty();
  const auto is_offered = [](const MobileCall& one) { return one.machine.is(State::offered) || one.machine.is(State::recalled); };
  const bool may_wait = served() && call_waiting_ && !calls_.empty() && std::none_of(calls_.begin(), calls_.end(), is_offered);
  own.habits.refuses_calls = !served() || !subscription.voice;
  own.habits.forward_to = may_wait ? free_channel()->station().number : std::string{};
  if (busy && own.is_idle()) world_.exchange.engage(own);
  if (!busy && own.machine.is(Line::engaged)) world_.exchange.release(own);
}

void MobileSubscriber::changed(Channel& channel) {
  const bool pages = channel.station().rings() && call_on(channel) == nullptr;
  errands_.after(pages ? k_paging : k_air, [this, &channel] { look(channel); });
}

void MobileSubscriber::look(Channel& channel) {
  if (MobileCall* call = call_on(channel)) return look_at_call(*call, channel.station());
  if (channel.station().machine.is(Line::ringing)) offer(channel);
}

void MobileSubscriber::look_at_call(MobileCall& call, const Station& station) {
  switch (station.machine.state()) {
    case Line::ringing:
    case Line::recalled:
    case Line::waiting:
    case Line::engaged: return;
    case Line::calling:
    case Line::camped: return rings(call, station);
    case Line::talking: step(call, Input::answer); return;
    case Line::hearing: return hears_end(call, station);
    case Line::idle:
    case Line::dialling: return fail(call.id, Cause::normal);
  }
}

void MobileSubscriber::rings(MobileCall& call, const Station& station) {
  const unsigned id = call.id;
  if (!call.machine.is(State::routing)) return;
  const bool waits = station.camps_on != nullptr || (station.peer != nullptr && !station.peer->of.empty());
  const bool forwarded = station.peer != nullptr && station.peer->identity() != call.number;
  limit(call, k_no_answer, Cause::no_answer);
  step(call, Input::ring);
  if (phone_ != nullptr && waits) phone_->on_notice(id, Notice::is_waiting);
  if (phone_ != nullptr && forwarded) phone_->on_notice(id, Notice::is_forwarded);
}

void MobileSubscriber::hears_end(MobileCall& call, const Station& station) {
  using End = LastCall::End;
  if (call.machine.is(State::active)) return fail(call.id, Cause::normal);
  switch (station.last.end) {
    case End::busy:
    case End::user_busy: call.cause = Cause::user_busy; break;
    case End::rejected: call.cause = Cause::rejected; break;
    case End::no_answer: call.cause = Cause::no_answer; break;
    case End::answered: call.cause = Cause::normal; break;
    case End::none: call.cause = Cause::no_circuit; break;
  }
  step(call, may_be_completed(call, station) ? Input::busy : Input::clear);
}

// Only the busy that the network itself has found. [TS 24.093 4.1; feature-codes 5, refusals]
bool MobileSubscriber::may_be_completed(const MobileCall& call, const Station& station) const {
  const Station& target = world_.exchange.station(call.number);
  const bool own = target.identity() == number_;
  return station.last.end == LastCall::End::busy && call.request == 0 && subscription.completion &&
         channels_.front()->station().subscribed && !target.habits.refuses_features && !own;
}

void MobileSubscriber::offer(Channel& channel) {
  if (phone_ == nullptr || !served()) return;
  const Station* caller = channel.station().peer;
  IncomingCall told;
  told.waiting = !calls_.empty();
  told.number = caller == nullptr ? "" : caller->identity();
  MobileCall& call = add_call(told.number, false);
  told.id = call.id;
  call.channel = &channel;
  step(call, Input::offer);
  phone_->on_setup(told);
}

void MobileSubscriber::tell_peer(const MobileCall& call, Notice notice) {
  if (call.channel == nullptr || call.channel->station().peer == nullptr) return;
  const Station& station = *call.channel->station().peer;
  MobileSubscriber* other = world_.network.owner(station);
  if (other == nullptr) return;
  other->errands_.after(k_air, [other, &station, notice] {
    for (const MobileCall& one : other->calls_)
      if (one.channel != nullptr && &one.channel->station() == &station && other->phone_ != nullptr)
        return other->phone_->on_notice(one.id, notice);
  });
}

}  // namespace campon::sim
