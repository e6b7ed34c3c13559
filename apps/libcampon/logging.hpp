// The trace of a program as log lines, written by a thread of its own: a full disk, a stopped terminal or a pipe that
// nobody reads never holds up a call. [fault H15]
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "hal/env/error.hpp"
#include "hal/env/trace.hpp"

namespace campon::apps {

// How much is written; each includes those before it.
enum class LogLevel : std::uint8_t {
  problems,   // errors only
  decisions,  // what was concluded, and from what
  states,     // state machines
  dialogue,   // what was sent and heard, byte for byte
};

// At most this many lines wait for the writer; beyond that the oldest are dropped and counted.
inline constexpr std::size_t k_log_queue = 8192;

// note() and problem() may be called from any thread and never block. A destroyed log waits for its writer, which does not
// wait for the reader of a pipe or terminal.
class Log final : public env::Trace {
 public:
  // To standard error.
  explicit Log(LogLevel level);
  // Adds to `file`, making it with mode 0600. Errors: storage_failed (misuse) naming the file.
  static env::Expected<std::unique_ptr<Log>> to_file(const std::string& file, LogLevel level);
  ~Log() override;

  void note(env::Time at, env::TraceKind kind, std::string_view who, std::string_view text) override;
  void problem(std::string_view who, const env::Error& error);
  // Lines that were lost because nobody took them.
  [[nodiscard]] std::size_t dropped() const;

 private:
  struct Core;
  explicit Log(std::unique_ptr<Core> core);
  std::unique_ptr<Core> core_;
};

}  // namespace campon::apps
