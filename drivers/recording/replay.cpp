#include "drivers/recording/replay.hpp"

#include <algorithm>
#include <deque>
#include <optional>

#include "drivers/recording/recorder.hpp"
#include "drivers/recording/replay_timers.hpp"
#include "hal/env/virtual_scheduler.hpp"

namespace campon::recording {

namespace {

// The computer's end of a wire whose other end is a recording.
class PlayedChannel final : public env::ByteChannel {
 public:
  void attach(env::ByteSink* sink) override { sink_ = sink; }
  env::Result write(std::string_view /*bytes*/) override { return {}; }
  env::Result set_dtr(bool /*on*/) override { return {}; }
  [[nodiscard]] std::string_view name() const override { return "recording"; }

  void receive(std::string_view bytes) {
    if (sink_ != nullptr) sink_->on_bytes(bytes);
  }
  void close(const std::string& why) {
    if (sink_ != nullptr) sink_->on_closed({env::ErrorCode::device_missing, env::Remedy::gone, why, {}});
  }

 private:
  env::ByteSink* sink_ = nullptr;
};

class Player {
 public:
  Player(const Recording& recording, const MakeDriver& make)
      : recording_(recording), driver_(make(recorded_wire_, scheduler_, trace_)), port_(*driver_, recorder_) {}

  std::vector<Event> play_inputs() {
    for (const auto& event : recording_.events) {
      scheduler_.advance_to(env::Time{} + event.at);
      if (goes_in(event.what) && !give(event)) break;
    }
    scheduler_.advance(k_replay_timers.after_the_end);
    return std::move(happened_);
  }

  ReplayResult play() {
    env::Duration before{};
    for (const auto& event : recording_.events) {
      if (!step(event, event.at - before)) return std::move(result_);
      before = event.at;
      ++result_.events;
    }
    scheduler_.advance(k_replay_timers.after_the_end);
    if (!done_.empty()) differ("the recording has ended, and it did " + shown(done_.front()));
    return std::move(result_);
  }

 private:
  bool step(const Event& event, env::Duration gap) {
    if (!goes_in(event.what)) return expect(event, gap);
    scheduler_.advance(gap);
    return give(event);
  }

  bool give(const Event& event) {
    if (event.what == What::received) wire_.receive(event.text);
    if (event.what == What::closed) wire_.close(event.text);
    if (event.what != What::order || give_order(port_, event.text)) return true;
    differ("line " + std::to_string(event.file_line) + ": there is no order '" + event.text + "'");
    return false;
  }

  bool expect(const Event& event, env::Duration gap) {
    std::size_t matched = 0;
    while (matched < event.text.size() || (event.text.empty() && matched == 0)) {
      if (!scheduler_.run_until([this] { return !done_.empty(); }, gap + k_replay_timers.late)) return miss(event);
      Event& next = done_.front();
      if (next.what != event.what) return differ_from(event, next);
      const std::size_t size = event.what == What::sent ? std::min(next.text.size(), event.text.size() - matched) : next.text.size();
      if (event.text.compare(matched, size, next.text, 0, size) != 0 || (event.what != What::sent && size != event.text.size()))
        return differ_from(event, next);
      matched += size;
      next.text.erase(0, size);
      if (next.text.empty()) done_.pop_front();
      if (event.text.empty()) return true;
    }
    return true;
  }

  static std::string shown(const Event& event) {
    std::string line = to_line(event);
    line.pop_back();
    return line.substr(line.find(' ') + 1);
  }
  void differ(std::string what) { result_.difference = std::move(what); }
  bool differ_from(const Event& expected, const Event& did) {
    differ("line " + std::to_string(expected.file_line) + ": expected " + shown(expected) + ", and it did " + shown(did));
    return false;
  }
  bool miss(const Event& expected) {
    differ("line " + std::to_string(expected.file_line) + ": expected " + shown(expected) + ", and nothing came");
    return false;
  }
  void happened(const Event& event) {
    happened_.push_back(event);
    if (!goes_in(event.what)) done_.push_back(event);
  }

  const Recording& recording_;
  env::VirtualScheduler scheduler_;
  env::NullTrace trace_;
  PlayedChannel wire_;
  ReplayResult result_;
  std::vector<Event> happened_;
  std::deque<Event> done_;  // what came out and was not compared yet
  Recorder recorder_{scheduler_, [this](const Event& event) { happened(event); }};
  RecordedChannel recorded_wire_{wire_, recorder_};
  std::unique_ptr<hal::SignalPort> driver_;
  RecordedPort port_;
};

}  // namespace

ReplayResult replay(const Recording& recording, const MakeDriver& make) { return Player(recording, make).play(); }

std::vector<Event> replay_inputs(const Recording& recording, const MakeDriver& make) { return Player(recording, make).play_inputs(); }

}  // namespace campon::recording
