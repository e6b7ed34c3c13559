#include "provider/line/line_provider.hpp"

#include "provider/line/line_core.hpp"

namespace campon::provider {

LineProvider::LineProvider(const LineParts& parts) : core_(std::make_unique<Core>(parts)) {}
LineProvider::~LineProvider() = default;

void LineProvider::attach(LineObserver* observer) { core_->observer_ = observer; }
const std::string& LineProvider::name() const { return core_->line_.name(); }
std::string_view LineProvider::device() const { return core_->line_.device(); }
const NetworkProfile& LineProvider::network() const { return core_->network_; }
const Region& LineProvider::region() const { return core_->region_; }
AddressCapabilities LineProvider::capabilities() const { return core_->capabilities(); }
bool LineProvider::in_service() const { return core_->in_service(); }
void LineProvider::open(Done done) { core_->open(std::move(done)); }
void LineProvider::close(Done done) { core_->close(std::move(done)); }
env::Expected<CallId> LineProvider::make_call(const hal::DialString& number, Done done) {
  return core_->make_call({number, false}, std::move(done));
}
env::Expected<CallId> LineProvider::make_call(const FirstDigits& first, Done done) { return core_->make_call(first, std::move(done)); }
env::Result LineProvider::dial(CallId call, const FirstDigits& next, Done done) { return core_->dial(call, next, std::move(done)); }
void LineProvider::answer(CallId call, Done done) { core_->answer(call, std::move(done)); }
void LineProvider::drop(CallId call, Done done) { core_->drop(call, std::move(done)); }
void LineProvider::close_call(CallId call) { core_->close_call(call); }
env::Result LineProvider::generate(CallId call, std::string_view digits, Done done) {
  return core_->generate(call, digits, std::move(done));
}
void LineProvider::stop_generating(CallId call) { core_->stop_generating(call); }
void LineProvider::complete(CallId call, CompletionMode mode, std::uint32_t message, CompletionReply reply) {
  core_->complete(call, mode, message, std::move(reply));
}
void LineProvider::complete_without_call(const CompletionRequest& wanted, CompletionReply reply) {
  core_->complete_without_call(wanted, std::move(reply));
}
void LineProvider::uncomplete(CompletionId id, Done done) { core_->uncomplete(id, std::move(done)); }
std::string LineProvider::hook_owner() const { return core_->hook_owner(); }
std::optional<CallView> LineProvider::call(CallId call) const { return core_->call(call); }
std::vector<CallView> LineProvider::calls() const { return core_->calls(); }
std::optional<CompletionView> LineProvider::completion(CompletionId id) const { return core_->completion(id); }
bool LineProvider::at_rest() const { return core_->at_rest(); }
std::vector<JournalStep> LineProvider::history(CompletionId id) const { return core_->history(id); }
std::vector<CompletionView> LineProvider::completions() const { return core_->completions(); }

bool LineProvider::can_uncomplete() const { return core_->can_uncomplete(); }

}  // namespace campon::provider
