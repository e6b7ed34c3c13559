#include "provider/abi/request_block.hpp"

#include <cstring>

#include "hal/env/trace.hpp"
#include "provider/abi/campon_entry.hpp"

namespace campon::provider::abi {

namespace {

std::int64_t milliseconds(env::WallTime time) { return static_cast<std::int64_t>(time.time_since_epoch().count()); }

template <class T>
void append(std::vector<std::byte>& out, const std::vector<T>& items) {
  const auto* first = reinterpret_cast<const std::byte*>(items.data());
  out.insert(out.end(), first, first + items.size() * sizeof(T));
}

}  // namespace

DWORD RequestBlock::text(std::string_view value, DWORD& size) {
  const auto offset = static_cast<DWORD>(texts_.size());
  texts_.insert(texts_.end(), value.begin(), value.end());
  texts_.push_back('\0');
  size = static_cast<DWORD>(value.size() + 1);
  return offset;
}

void RequestBlock::add(const CompletionView& view, const std::vector<JournalStep>& history) {
  CAMPONREQUEST request{};
  DWORD size = 0;  // packed fields cannot be referred to
  request.dwCompletionID = view.id.value;
  request.dwMode = mode_bit(view.mode);
  request.dwCondition = condition_bit(view.condition);
  request.dwState = request_state(view.state);
  request.dwAcceptance = request_acceptance(view.acceptance);
  request.dwFlags = view.emulated ? CAMPONREQUESTFLAG_REDIALLED : 0;
  request.dwAttempts = view.attempts;
  request.dwMessageID = view.message;
  request.llAsked = milliseconds(view.asked);
  request.llDeadline = milliseconds(view.deadline);
  request.dwNumberOffset = text(env::escaped(view.number), size);
  request.dwNumberSize = size;
  request.dwEvidenceOffset = text(env::escaped(view.heard), size);
  request.dwEvidenceSize = size;
  request.dwNumSteps = static_cast<DWORD>(history.size());
  request.dwStepsOffset = static_cast<DWORD>(steps_.size() * sizeof(CAMPONREQUESTSTEP));
  for (const auto& each : history) {
    CAMPONREQUESTSTEP step{};
    step.llAt = milliseconds(each.at);
    step.dwWhatOffset = text(env::escaped(each.what), size);
    step.dwWhatSize = size;
    steps_.push_back(step);
  }
  requests_.push_back(request);
}

std::vector<std::byte> RequestBlock::bytes() const {
  const auto steps_at = static_cast<DWORD>(begin_ + requests_.size() * sizeof(CAMPONREQUEST));
  const auto texts_at = static_cast<DWORD>(steps_at + steps_.size() * sizeof(CAMPONREQUESTSTEP));
  auto requests = requests_;
  auto steps = steps_;
  for (auto& request : requests) {
    request.dwNumberOffset += texts_at;
    request.dwEvidenceOffset += texts_at;
    request.dwStepsOffset = request.dwNumSteps == 0 ? 0 : request.dwStepsOffset + steps_at;
  }
  for (auto& step : steps) step.dwWhatOffset += texts_at;
  std::vector<std::byte> out;
  append(out, requests);
  append(out, steps);
  append(out, texts_);
  return out;
}

}  // namespace campon::provider::abi
