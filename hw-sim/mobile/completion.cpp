// Completion of calls to busy subscribers. [TS 24.093 4; feature-codes 3, GSM, and 5]
#include <algorithm>

#include "hw-sim/mobile/mobile_network.hpp"
#include "hw-sim/mobile/mobile_timers.hpp"

namespace campon::sim {

namespace {
constexpr unsigned k_highest_index = 5;  // [TS 22.030 annex B]
}

void MobileSubscriber::request_completion(unsigned id) {
  MobileCall* call = find(id);
  const bool in_time = call != nullptr && call->machine.is(State::retained);
  const std::string number = in_time ? call->number : std::string{};
  if (in_time) step(*call, Input::hang_up);
  errands_.after(k_service_answer, [this, id, number] { answer_completion(id, number); });
}

// [faults X02, X03, X04]
void MobileSubscriber::answer_completion(unsigned id, const std::string& number) {
  CompletionEntry entry{0, number};
  const CompletionRefusal refusal = accept_completion(number, entry);
  note("request " + number + (refusal == CompletionRefusal::none ? " accepted" : " refused: " + std::string(to_string(refusal))));
  if (refusal == CompletionRefusal::none && strikes("X03")) add_request(number);
  if (refusal == CompletionRefusal::none && strikes("X04")) {
    if (const MobileRequest* lost = request_for(number)) end_request(lost->key);
  }
  if (refusal == CompletionRefusal::none && strikes("X02")) return;
  if (phone_ != nullptr) phone_->on_completion(id, refusal, entry);
}

CompletionRefusal MobileSubscriber::objection(const std::string& number) {
  if (number.empty()) return CompletionRefusal::too_late;
  if (!subscription.completion) return CompletionRefusal::not_subscribed;
  if (strikes("X01")) return world_.faults.fired("X01") % 2 == 1 ? CompletionRefusal::not_subscribed : CompletionRefusal::congestion;
  if (strikes("X11")) return CompletionRefusal::queue_full;
  if (world_.exchange.station(number).habits.refuses_features) return CompletionRefusal::barred;
  return CompletionRefusal::none;
}

// Asking again for the same B begins a new life and keeps the place.
CompletionRefusal MobileSubscriber::accept_completion(const std::string& number, CompletionEntry& entry) {
  if (const auto why = objection(number); why != CompletionRefusal::none) return why;
  MobileRequest* mine = request_for(number);
  if (mine != nullptr) {
    begin_life(*mine);
  } else {
    const auto count = std::count_if(requests_.begin(), requests_.end(), [](const MobileRequest& one) { return !one.ghost; });
    if (static_cast<std::size_t>(count) >= world_.network.rules.completion_limit) return CompletionRefusal::list_full;
    mine = add_request(number);
    if (mine == nullptr) return CompletionRefusal::queue_full;
  }
  entry.index = mine->index;
  return CompletionRefusal::none;
}

// Null when the queue of B is full.
MobileRequest* MobileSubscriber::add_request(const std::string& number) {
  const unsigned key = ++last_request_;
  const unsigned index = free_index();
  MobileRequest& made = requests_.emplace_back();
  made.key = key;
  made.index = index;
  made.number = number;
  begin_life(made);
  const unsigned place = world_.exchange.queue_up(channels_.front()->station(), world_.exchange.station(number), [this, key] {
    if (MobileRequest* mine = request(key)) mine->turn = true;
    errands_.after(k_paging, [this, key] { begin_recall(key); });
  });
  made.place = place;
  if (place != 0) return &made;
  requests_.pop_back();
  return nullptr;
}

void MobileSubscriber::begin_life(MobileRequest& request) {
  env::Duration life = k_completion_life;
  if (strikes("X12")) life = world_.faults.fired("X12") % 2 == 1 ? life / 2 : life * 2;
  request.life = world_.scheduler.after(life, [this, key = request.key] {
    const MobileRequest* mine = this->request(key);
    if (mine != nullptr && mine->call == 0) end_request(key);
  });
}

// Round and round, so that one that has ended is not used again soon, but by a fault. [fault X14]
unsigned MobileSubscriber::free_index() {
  const auto used = [&](unsigned index) {
    return std::any_of(requests_.begin(), requests_.end(), [&](const MobileRequest& one) { return one.index == index && !one.ghost; });
  };
  if (freed_index_ != 0 && !used(freed_index_) && strikes("X14")) return freed_index_;
  for (unsigned i = 0; i < k_highest_index; ++i) {
    last_index_ = last_index_ % k_highest_index + 1;
    if (!used(last_index_)) break;
  }
  return last_index_;
}

MobileRequest* MobileSubscriber::request(unsigned key) {
  const auto found = std::find_if(requests_.begin(), requests_.end(), [key](const MobileRequest& one) { return one.key == key; });
  return found == requests_.end() ? nullptr : &*found;
}

MobileRequest* MobileSubscriber::request_for(const std::string& number) {
  const auto same = [&](const MobileRequest& one) { return one.number == number && !one.ghost; };
  const auto found = std::find_if(requests_.begin(), requests_.end(), same);
  return found == requests_.end() ? nullptr : &*found;
}

// A subscriber who has begun a call meanwhile keeps the place and is passed over. [feature-codes 5, A is busy]
void MobileSubscriber::begin_recall(unsigned key) {
  MobileRequest* mine = request(key);
  if (mine == nullptr || !mine->turn || mine->call != 0) return;
  if (phone_ != nullptr && served() && calls_.empty()) return offer_recall(*mine);
  mine->turn = false;
  world_.exchange.step_back(mine->place);
}

// [TS 24.093 4.2; faults X09, X13]
void MobileSubscriber::offer_recall(MobileRequest& request) {
  MobileCall& call = add_call(request.number, false);
  const unsigned id = call.id;
  const CompletionEntry entry{request.index, request.number};
  call.request = request.key;
  request.call = id;
  step(call, Input::recall);
  limit(call, strikes("X09") ? k_recall_short : k_recall_time, Cause::none);
  if (strikes("X13"))
    errands_.after(k_told_again, [this, id, entry] {
      const MobileCall* mine = find(id);
      if (mine != nullptr && mine->machine.is(State::recalled) && phone_ != nullptr) phone_->on_recall(id, entry);
    });
  if (phone_ != nullptr) phone_->on_recall(id, entry);
}

void MobileSubscriber::end_request(unsigned key) {
  const MobileRequest* mine = request(key);
  if (mine == nullptr) return;
  const unsigned place = mine->place;
  if (!mine->ghost) freed_index_ = mine->index;
  note("request " + mine->number + " is over");
  requests_.remove_if([key](const MobileRequest& one) { return one.key == key; });
  if (place != 0) world_.exchange.leave_queue(place);
}

// `served`: B rang, or nobody took the recall. Otherwise B was busy again. [TS 24.093 4.2; faults X07]
void MobileSubscriber::recall_over(MobileCall& call, bool served) {
  const unsigned key = std::exchange(call.request, 0U);
  MobileRequest* mine = key == 0 ? nullptr : request(key);
  if (mine == nullptr) return;
  if (!mine->ghost && strikes("X07"))
    errands_.after(k_haunts_after, [this, number = mine->number, index = mine->index] { haunt(number, index); });
  if (served || mine->ghost || !world_.network.rules.keeps_on_busy) return end_request(key);
  mine->turn = false;
  mine->call = 0;
  world_.exchange.step_back(mine->place);
}

// A recall that no table knows. [faults X05, X06, X07, X08]
void MobileSubscriber::haunt(const std::string& number, unsigned index) {
  if (phone_ == nullptr || !served()) return;
  MobileRequest& made = requests_.emplace_back();
  made.key = ++last_request_;
  made.index = index;
  made.number = number;
  made.ghost = true;
  offer_recall(made);
}

void MobileSubscriber::forget_requests() {
  std::vector<unsigned> recalls;
  for (const MobileRequest& one : requests_)
    if (one.call != 0) recalls.push_back(one.call);
  while (!requests_.empty()) end_request(requests_.front().key);
  for (const unsigned id : recalls)
    if (MobileCall* call = find(id); call != nullptr && call->machine.is(State::recalled)) fail(id, Cause::normal);
}

}  // namespace campon::sim
