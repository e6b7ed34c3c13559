#include "campon/line.hpp"

#include <utility>

#include "provider/api/conversion.hpp"
#include "provider/api/line_core.hpp"

namespace campon {

Line::Line(std::shared_ptr<detail::LineCore> core) : core_(std::move(core)) { core_->attach(); }
Line::~Line() { core_->detach(); }

std::string Line::name() const { return core_->provider()->name(); }
std::string Line::device() const { return std::string(core_->provider()->device()); }
std::string Line::network() const { return core_->provider()->network().name; }
bool Line::in_service() const { return core_->provider()->in_service(); }

void Line::open(ResultHandler done) { core_->open(std::move(done)); }
void Line::close(ResultHandler done) { core_->close(std::move(done)); }

Expected<std::unique_ptr<Call>> Line::call(std::string_view number) {
  auto target = hal::DialString::parse(number);
  if (!target) return tl::unexpected(detail::to_public(target.error()));
  return core_->new_call(std::move(*target));
}

void Line::complete(std::string_view number, CompletionMode mode, Call::CompletionHandler done, CompletionCondition on,
                    std::uint32_t message) {
  core_->complete_without_call(number, {{}, detail::to_provider(mode), detail::to_provider(on), message}, std::move(done));
}

void Line::on_incoming(CallHandler handler) { core_->incoming_handler = std::move(handler); }
void Line::on_recall(RecallHandler handler) { core_->recall_handler = std::move(handler); }
void Line::on_completion(CompletionHandler handler) { core_->completion_handler = std::move(handler); }
void Line::on_service(ServiceHandler handler) { core_->service_handler = std::move(handler); }

std::vector<Completion> Line::completions() const {
  std::vector<Completion> all;
  for (const auto& view : core_->provider()->completions()) all.push_back(core_->to_completion(view));
  return all;
}

std::optional<Completion> Line::completion(std::uint32_t id) const {
  const auto view = core_->provider()->completion(provider::CompletionId{id});
  if (!view) return std::nullopt;
  return core_->to_completion(*view);
}

std::size_t Line::max_completions() const { return core_->provider()->capabilities().max_completions; }
std::vector<CompletionMode> Line::completion_modes() const { return detail::modes_of(core_->provider()->capabilities().completion_modes); }
std::vector<std::string> Line::messages() const { return core_->provider()->capabilities().messages; }

}  // namespace campon
