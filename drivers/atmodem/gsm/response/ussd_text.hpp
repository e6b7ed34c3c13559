// The text of +CUSD, which may run over several lines of the modem and come in one of several codes. [TS 27.007 7.15]
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hal/env/time.hpp"

namespace campon::atmodem {

// Passive. A quoted text from the network may hold line ends, and then "OK" on a line of its own: such lines are no results of
// the modem. At most 16 lines and 2 KiB, and they come in one piece. [fault R01]
class QuotedText {
 public:
  explicit QuotedText(env::Duration quiet) : quiet_(quiet) {}

  // The whole response when its quotes are closed; nothing when more is to come, or when the line is none of this.
  std::optional<std::string> feed(std::string_view line, env::Time now);
  // A response is open: the next line belongs to it.
  [[nodiscard]] bool open() const { return open_.has_value(); }
  // Gives up what was never closed.
  void tick(env::Time now);
  [[nodiscard]] std::optional<env::Time> next_deadline() const { return open_ ? std::optional(due_) : std::nullopt; }

 private:
  env::Duration quiet_;
  std::optional<std::string> open_;
  std::size_t lines_ = 0;
  env::Time due_{};
};

// The lines of the network's text in the values of +CUSD; none when there is no text. `charset` is what +CSCS was set to.
std::vector<std::string> ussd_lines(std::string_view values, std::string_view charset);

}  // namespace campon::atmodem
