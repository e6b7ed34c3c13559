#include "provider/journal/journal.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "hal/env/turn_queue.hpp"

namespace campon::provider {

namespace {

using env::Result;
using hal::Done;

constexpr std::string_view k_bad_file = "journal.bad";
constexpr std::string_view k_reserve_file = "journal.reserve";
// Enough to end some hundred requests orderly when the disk is full.
constexpr std::size_t k_reserve = 128 * 1024;
// The file is written anew when it holds so many records, and twice those that count.
constexpr std::size_t k_compact_from = 512;

bool begins_something(const JournalRecord& record) {
  const auto* entry = std::get_if<JournalEntry>(&record);
  return entry != nullptr && entry->request.state == CompletionState::activating;
}

}  // namespace

std::string_view to_string(JournalHealth health) {
  switch (health) {
    case JournalHealth::good: return "good";
    case JournalHealth::tight: return "tight";
    case JournalHealth::failed: return "failed";
  }
  return "failed";
}

class Journal::Core {
 public:
  Core(env::Storage& storage, env::Scheduler& scheduler, env::Trace& trace)
      : storage_(storage), scheduler_(scheduler), trace_(trace), later_(scheduler) {}

  Result open() {
    std::string bytes;
    const auto files = storage_.list();
    if (std::find(files.begin(), files.end(), k_file) != files.end()) {
      auto read = storage_.read(k_file);
      if (!read) return tl::unexpected(read.error());
      bytes = std::move(*read);
    }
    auto content = parse_journal(bytes);
    if (!content) return tl::unexpected(content.error());
    for (const auto& record : content->records) state_.apply(record);
    in_file_ = content->records.size();
    sequence_ = content->last_sequence;
    if (content->corrupt) keep_the_bad(bytes);
    const bool whole = !bytes.empty() && !content->torn;
    if (!whole)
      if (auto cut = rewrite(); !cut) return cut;
    fill_reserve();
    return {};
  }

  void write(JournalRecord record, Done kept) {
    waiting_.push_back({std::move(record), std::move(kept)});
    if (waiting_.size() == 1) later_.defer([this] { flush(); });
  }

  JournalState state_;
  JournalHealth health_ = JournalHealth::good;
  std::string alarm_;

 private:
  struct Waiting {
    JournalRecord record;
    Done kept;
  };

  void note(const std::string& text) { trace_.note(scheduler_.now(), env::TraceKind::decision, "journal", text); }

  void keep_the_bad(const std::string& bytes) {
    const Result copied = storage_.replace(k_bad_file, bytes);
    alarm_ = std::string("the journal was changed in the middle; its good beginning is used") +
             (copied ? ", and the whole is kept as journal.bad" : "");
    note(alarm_);
  }

  // Also how a file of which nothing is known any more is made good: what it holds is replaced by what we know. [fault H04]
  Result rewrite() {
    std::string text(k_journal_title);
    std::uint64_t sequence = 0;
    const auto records = state_.records();
    for (const auto& record : records) text += to_line(record, ++sequence);
    auto replaced = storage_.replace(k_file, text);
    if (!replaced && give_up_reserve()) replaced = storage_.replace(k_file, text);
    if (!replaced) return replaced;
    sequence_ = sequence;
    in_file_ = records.size();
    return {};
  }

  void fill_reserve() {
    const auto files = storage_.list();
    const bool there = std::find(files.begin(), files.end(), k_reserve_file) != files.end();
    if (there && health_ == JournalHealth::good) return;
    const bool filled = storage_.replace(k_reserve_file, std::string(k_reserve, '.')).has_value();
    set_health(filled ? JournalHealth::good : JournalHealth::tight);
    if (!filled) give_up_reserve();
  }

  // True when that made room which was not there before.
  bool give_up_reserve() {
    if (health_ == JournalHealth::tight) return false;
    set_health(JournalHealth::tight);
    return storage_.replace(k_reserve_file, {}).has_value();
  }

  void set_health(JournalHealth health) {
    if (health == health_) return;
    health_ = health;
    note("its disk is " + std::string(to_string(health)));
  }

  void flush() {
    std::vector<Waiting> group = std::exchange(waiting_, {});
    if (health_ != JournalHealth::good) make_good();
    const std::vector<Waiting*> chosen = writable(group);
    const Result kept = append(chosen);
    if (!kept) return salvage(group, kept);
    take(chosen);
    answer(group, chosen, kept, env::fail(env::ErrorCode::storage_failed, env::Remedy::later, "the disk is full: nothing new is begun"));
    if (in_file_ > k_compact_from && in_file_ > 2 * state_.size()) (void)rewrite();
  }

  [[nodiscard]] std::vector<Waiting*> writable(std::vector<Waiting>& group) const {
    std::vector<Waiting*> out;
    for (auto& each : group)
      if (health_ == JournalHealth::good || !begins_something(each.record)) out.push_back(&each);
    return out;
  }

  Result append(const std::vector<Waiting*>& group) {
    if (group.empty()) return {};
    std::string text;
    for (std::size_t i = 0; i < group.size(); ++i) text += to_line(group[i]->record, sequence_ + i + 1);
    if (health_ == JournalHealth::failed) return env::fail(env::ErrorCode::storage_failed, env::Remedy::later, "the journal's disk fails");
    Result done = storage_.append(k_file, text);
    if (done) done = storage_.sync(k_file);
    return done;
  }

  // Nothing is known of what was written: the whole file is made anew, with what has happened meanwhile. What was only to begin
  // does not begin. [faults H03, H04]
  void salvage(std::vector<Waiting>& group, const Result& failure) {
    note("not kept: " + env::escaped(failure.error().what));
    std::vector<Waiting*> happened;
    for (auto& each : group) {
      if (begins_something(each.record)) continue;
      state_.apply(each.record);
      happened.push_back(&each);
    }
    const Result kept = rewrite();
    if (!kept) set_health(JournalHealth::failed);
    answer(group, happened, kept, failure);
  }

  void make_good() {
    if (health_ == JournalHealth::failed) {
      if (!rewrite()) return;
      set_health(JournalHealth::tight);
    }
    fill_reserve();
  }

  void take(const std::vector<Waiting*>& written) {
    for (const Waiting* each : written) state_.apply(each->record);
    sequence_ += written.size();
    in_file_ += written.size();
  }

  void answer(std::vector<Waiting>& group, const std::vector<Waiting*>& chosen, const Result& kept, const Result& refused) {
    for (auto& each : group) {
      if (!each.kept) continue;
      const bool written = std::find(chosen.begin(), chosen.end(), &each) != chosen.end();
      later_.defer([done = std::move(each.kept), result = written ? kept : refused] { done(result); });
    }
  }

  env::Storage& storage_;
  env::Scheduler& scheduler_;
  env::Trace& trace_;
  env::TurnQueue later_;
  std::vector<Waiting> waiting_;
  std::uint64_t sequence_ = 0;
  std::size_t in_file_ = 0;
};

env::Expected<std::unique_ptr<Journal>> Journal::open(env::Storage& storage, env::Scheduler& scheduler, env::Trace& trace) {
  auto core = std::make_unique<Core>(storage, scheduler, trace);
  if (auto opened = core->open(); !opened) return tl::unexpected(opened.error());
  return std::unique_ptr<Journal>(new Journal(std::move(core)));
}

Journal::Journal(std::unique_ptr<Core> core) : core_(std::move(core)) {}
Journal::~Journal() = default;
const JournalState& Journal::state() const { return core_->state_; }
JournalHealth Journal::health() const { return core_->health_; }
const std::string& Journal::alarm() const { return core_->alarm_; }
void Journal::write(JournalRecord record, Done kept) { core_->write(std::move(record), std::move(kept)); }

}  // namespace campon::provider
