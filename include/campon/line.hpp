// A telephone line: places calls, offers calls and recalls, knows the completions that are outstanding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campon/call.hpp"
#include "campon/completion.hpp"
#include "campon/error.hpp"

namespace campon {

// Owned by its Service, and gone with it, also when one of its own handlers destroys the service. Use it on the thread that runs
// the loop. A handler that is replaced while it runs runs to its end.
class Line {
 public:
  using CallHandler = std::function<void(std::unique_ptr<Call>)>;
  using RecallHandler = std::function<void(Recall)>;
  using CompletionHandler = std::function<void(const Completion&)>;
  using ServiceHandler = std::function<void(bool in_service)>;

  ~Line();
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  [[nodiscard]] std::string name() const;
  [[nodiscard]] std::string device() const;
  [[nodiscard]] std::string network() const;  // name of the network profile
  [[nodiscard]] bool in_service() const;

  // Brings the line into service. Errors: those of the device.
  void open(ResultHandler done = {});
  // Hangs up, forgets the completions without events. `done` comes when the line is on hook.
  void close(ResultHandler done = {});

  // A call object in CallState::idle; nothing is dialled before connect(). Errors: LINEERR_INVALADDRESS and LINEERR_DIAL*
  // naming the character and its place.
  [[nodiscard]] Expected<std::unique_ptr<Call>> call(std::string_view number);

  // Asks the network to complete a call without the call in hand, on a line that is free: for networks whose code stands for
  // itself ("the last call") or names the number, and for lines that redial. `number` empty: whatever was called last.
  // Errors: those of Call::complete, LINEERR_CALLUNAVAIL (the line is in use).
  void complete(std::string_view number, CompletionMode mode, Call::CompletionHandler done = {},
                CompletionCondition on = CompletionCondition::busy, std::uint32_t message = 0);

  // Rings that are no recalls. Without a handler such a call is left to ring out.
  void on_incoming(CallHandler handler);
  // Recalls. Without a handler they come through on_incoming, with Call::reason() telling.
  void on_recall(RecallHandler handler);
  // Every change of a completion, with exactly one that is over(). A refused one is told here too, once.
  void on_completion(CompletionHandler handler);
  void on_service(ServiceHandler handler);

  // Those outstanding, oldest first.
  [[nodiscard]] std::vector<Completion> completions() const;
  // Nothing when the id is unknown or forgotten.
  [[nodiscard]] std::optional<Completion> completion(std::uint32_t id) const;
  // As many as the network keeps at once; 0: it completes nothing.
  [[nodiscard]] std::size_t max_completions() const;
  // What the network offers at all, for a busy and for an unanswered call.
  [[nodiscard]] std::vector<CompletionMode> completion_modes() const;
  // Texts of the fixed messages, by index.
  [[nodiscard]] std::vector<std::string> messages() const;

 private:
  friend class Service;
  explicit Line(std::shared_ptr<detail::LineCore> core);
  // Shared with the calls and completions that applications keep longer than the line.
  std::shared_ptr<detail::LineCore> core_;
};

}  // namespace campon
