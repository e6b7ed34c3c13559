#include "drivers/hearing/caller_id_receiver.hpp"

#include <utility>

#include "drivers/hearing/spandsp_headers.hpp"

namespace campon::hearing {

struct CallerIdReceiver::State {
  CallerIdStandard standard = CallerIdStandard::bellcore;
  Handler handler;
  adsi_rx_state_t* receiver = nullptr;
  unsigned dropped = 0;
};

namespace {

using env::ErrorCode;
using env::Remedy;

int code_of(CallerIdStandard standard) {
  switch (standard) {
    case CallerIdStandard::bellcore: return ADSI_STANDARD_CLASS;
    case CallerIdStandard::etsi: return ADSI_STANDARD_CLIP;
    case CallerIdStandard::dtmf: return ADSI_STANDARD_CLIP_DTMF;
  }
  return ADSI_STANDARD_CLASS;
}

// The digits after `mark`, up to the next letter; nothing when the mark is not there.
std::string_view field(std::string_view text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = text.substr(at + 1);
  return rest.substr(0, rest.find_first_not_of("0123456789"));
}

hal::Presentation absence(std::string_view code) {
  return code == "10" || code == "1" ? hal::Presentation::withheld : hal::Presentation::unavailable;
}

}  // namespace

env::Expected<CallerIdStandard> caller_id_standard(std::string_view region_standard) {
  if (region_standard == "gr30") return CallerIdStandard::bellcore;
  if (region_standard == "en300659" || region_standard == "sin227") return CallerIdStandard::etsi;
  if (region_standard == "dtmf") return CallerIdStandard::dtmf;
  return env::fail(ErrorCode::not_supported, Remedy::unsupported, "caller id of this region cannot be heard on an on-hook line");
}

env::Expected<hal::CallerId> parse_dtmf_caller_id(std::string_view digits) {
  hal::CallerId out;
  out.raw = digits.substr(0, 64);
  const bool known = !digits.empty() && digits.size() <= 64 && digits.find_first_not_of("0123456789*ABCD#") == std::string_view::npos;
  if (!known || (digits.back() != 'C' && digits.back() != '#'))
    return env::fail(ErrorCode::device_refused, Remedy::unknown, "not a caller id in DTMF");
  const bool by_hash = digits.back() == '#';
  std::string_view number = field(digits, 'A');
  if (number.empty() && !by_hash && digits.front() == 'D') number = field(digits, 'D');
  if (number.empty() && digits.front() >= '0' && digits.front() <= '9') number = digits.substr(0, digits.find_first_not_of("0123456789"));
  if (!number.empty()) {
    out.number = number.substr(0, 32);
    out.presentation = hal::Presentation::available;
    return out;
  }
  const std::string_view code = field(digits, by_hash ? 'D' : 'B');
  if (code.empty()) return env::fail(ErrorCode::device_refused, Remedy::unknown, "a caller id in DTMF without a number");
  out.presentation = absence(code);
  return out;
}

CallerIdReceiver::CallerIdReceiver(CallerIdStandard standard, Handler handler) : state_(std::make_unique<State>()) {
  state_->standard = standard;
  state_->handler = std::move(handler);
  const auto on_message = [](void* user, const std::uint8_t* bytes, int length) {
    auto& state = *static_cast<State*>(user);
    const std::string_view message(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(std::max(length, 0)));
    const auto id = state.standard == CallerIdStandard::dtmf ? parse_dtmf_caller_id(message) : hal::parse_data_message(message);
    if (id)
      state.handler(*id);
    else
      ++state.dropped;
  };
  state_->receiver = adsi_rx_init(nullptr, code_of(standard), on_message, state_.get());
}

CallerIdReceiver::~CallerIdReceiver() { adsi_rx_free(state_->receiver); }

void CallerIdReceiver::feed(std::span<const hal::Sample> samples) {
  adsi_rx(state_->receiver, samples.data(), static_cast<int>(samples.size()));
}

unsigned CallerIdReceiver::dropped() const { return state_->dropped; }

}  // namespace campon::hearing
