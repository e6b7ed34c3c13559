#include "provider/api/conversion.hpp"

namespace campon::detail {
namespace {

template <class To, class From>
constexpr To same(From value) {
  return static_cast<To>(value);
}

template <class A, class B>
constexpr bool equal(A a, B b) {
  return static_cast<int>(a) == static_cast<int>(b);
}
static_assert(equal(Remedy::misuse, env::Remedy::misuse) && equal(Remedy::unknown, env::Remedy::unknown) &&
              equal(Remedy::defect, env::Remedy::defect));
static_assert(equal(CompletionMode::campon, provider::CompletionMode::campon) &&
              equal(CompletionMode::message, provider::CompletionMode::message));
static_assert(equal(CompletionCondition::no_answer, provider::CompletionCondition::no_answer));
static_assert(equal(CompletionState::suspended, provider::CompletionState::suspended) &&
              equal(CompletionState::camped, provider::CompletionState::camped) &&
              equal(CompletionState::completed, provider::CompletionState::completed) &&
              equal(CompletionState::refused, provider::CompletionState::refused));
static_assert(equal(CompletionEnd::busy_again, provider::CompletionEnd::busy_again) &&
              equal(CompletionEnd::unknown_result, provider::CompletionEnd::unknown_result) &&
              equal(CompletionEnd::unreachable, provider::CompletionEnd::unreachable));
static_assert(equal(Acceptance::assumed, provider::Acceptance::assumed) && equal(Acceptance::heard, provider::Acceptance::heard));

CallCause cause_of_sit(hal::SitClass kind) {
  const bool address = kind == hal::SitClass::intercept || kind == hal::SitClass::vacant_code;
  return address ? CallCause::bad_address : CallCause::failed;
}

CallCause cause_of_mode(provider::DisconnectMode mode) {
  switch (mode) {
    case provider::DisconnectMode::unknown: return CallCause::none;
    case provider::DisconnectMode::normal: return CallCause::normal;
    case provider::DisconnectMode::busy: return CallCause::busy;
    case provider::DisconnectMode::no_answer: return CallCause::no_answer;
    case provider::DisconnectMode::unreachable: return CallCause::bad_address;
    case provider::DisconnectMode::cancelled: return CallCause::cancelled;
    case provider::DisconnectMode::no_dial_tone:
    case provider::DisconnectMode::congestion:
    case provider::DisconnectMode::temporary_failure: return CallCause::failed;
  }
  return CallCause::failed;
}

}  // namespace

Result to_public(const env::Result& result) {
  if (result) return {};
  return tl::unexpected(to_public(result.error()));
}

provider::CompletionMode to_provider(CompletionMode mode) { return same<provider::CompletionMode>(mode); }
provider::CompletionCondition to_provider(CompletionCondition condition) { return same<provider::CompletionCondition>(condition); }
CompletionMode to_public(provider::CompletionMode mode) { return same<CompletionMode>(mode); }
CompletionCondition to_public(provider::CompletionCondition condition) { return same<CompletionCondition>(condition); }
CompletionState to_public(provider::CompletionState state) { return same<CompletionState>(state); }
CompletionEnd to_public(provider::CompletionEnd end) { return same<CompletionEnd>(end); }
Acceptance to_public(provider::Acceptance acceptance) { return same<Acceptance>(acceptance); }

std::vector<CompletionMode> modes_of(std::uint8_t bits) {
  std::vector<CompletionMode> modes;
  for (const auto mode : {CompletionMode::campon, CompletionMode::callback, CompletionMode::intrude, CompletionMode::message})
    if ((bits >> static_cast<int>(mode)) & 1) modes.push_back(mode);
  return modes;
}

CallProgress progress_of(const provider::CallView& view) {
  switch (view.state) {
    case provider::CallState::dialtone: return CallProgress::dialtone;
    case provider::CallState::dialing: return CallProgress::dialing;
    case provider::CallState::proceeding: return CallProgress::proceeding;
    case provider::CallState::ringback: return CallProgress::ringback;
    case provider::CallState::busy: return CallProgress::busy;
    case provider::CallState::specialinfo: return CallProgress::special_information;
    case provider::CallState::connected: return CallProgress::connected;
    case provider::CallState::idle:
    case provider::CallState::offering:
    case provider::CallState::disconnected: return CallProgress::none;
  }
  return CallProgress::none;
}

CallState state_of(const provider::CallView& view, bool camped) {
  switch (view.state) {
    case provider::CallState::offering: return CallState::offering;
    case provider::CallState::connected: return CallState::connected;
    case provider::CallState::dialtone:
    case provider::CallState::dialing:
    case provider::CallState::proceeding:
    case provider::CallState::ringback:
    case provider::CallState::busy: return camped ? CallState::queued : CallState::inprogress;
    case provider::CallState::idle:
    case provider::CallState::specialinfo:
    case provider::CallState::disconnected: return CallState::disconnected;
  }
  return CallState::disconnected;
}

CallCause cause_of(const provider::CallView& view) {
  if (view.state == provider::CallState::busy) return view.busy_mode == provider::BusyMode::trunk ? CallCause::failed : CallCause::busy;
  if (view.state == provider::CallState::specialinfo) return cause_of_sit(view.sit);
  return cause_of_mode(view.disconnect_mode);
}

}  // namespace campon::detail
