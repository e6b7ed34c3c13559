// The lines of one program and the loop that they run on.
//
//   campon::Line& line = *service.lines().front();
//   auto call = line.call("5550123").value();
//   call->on_state([&](campon::Call& c) {
//     if (c.busy()) c.complete(campon::CompletionMode::callback, [](auto accepted) { ... });
//   });
//   line.on_recall([&](campon::Recall recall) { (call = std::move(recall.call))->answer(); });
//   call->connect();
//   service.run();
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "campon/call.hpp"
#include "campon/completion.hpp"
#include "campon/error.hpp"
#include "campon/line.hpp"

namespace campon {

struct ServiceParts;

// Everything of a service happens on the thread that runs its loop: handlers run there, one at a time, and no handler is
// called inside a call of the API. Only post() and stop() may be called from other threads. An exception that leaves a
// handler does not reach the loop; it is told to on_error as LINEERR_OPERATIONFAILED with remedy `defect`.
class Service {
 public:
  using ErrorHandler = std::function<void(const Error&)>;

  // Closes the devices, which puts them on hook, without waiting; close() first makes it orderly. A handler may destroy the
  // service: its lines are gone at once, run() returns after the present turn (run_until() with false), and then the devices close.
  // Calls and completions that the application keeps outlive it; see there.
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  // In the order in which they were configured. The pointers live as long as the service.
  [[nodiscard]] std::vector<Line*> lines() const;
  // nullptr when no line has this name.
  [[nodiscard]] Line* line(std::string_view name) const;

  // Hangs up and closes every line, running turns until all are on hook (true) or `within` is over (false). Not from a
  // handler: from there stop() and close after run() has returned.
  bool close(std::chrono::nanoseconds within);

  // Runs turns until stop(). A stop() that came before counts.
  void run();
  // Runs turns until `done` holds (true), `within` is over or stop() was called (false). `done` is asked after each turn.
  bool run_until(const std::function<bool()>& done, std::chrono::nanoseconds within);
  // Ends run() and run_until() after the present turn. Any thread.
  void stop();
  // Runs `handler` in a turn of its own. Any thread.
  void post(std::function<void()> handler);

  // Errors of orders that had no handler, and exceptions that left a handler.
  void on_error(ErrorHandler handler);

 private:
  friend std::unique_ptr<Service> make_service(ServiceParts parts);
  class Core;
  explicit Service(std::shared_ptr<Core> core);
  // Shared with run() while a handler destroys the service.
  std::shared_ptr<Core> core_;
};

}  // namespace campon
