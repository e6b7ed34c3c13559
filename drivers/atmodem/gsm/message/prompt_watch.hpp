// The prompt for the text of a message, which is the one thing a modem says without a line end. [TS 27.005 4.3]
#pragma once

#include <functional>
#include <string_view>

namespace campon::atmodem {

// Passive. Hands on all bytes but the prompt; the same however they are split.
class PromptWatch {
 public:
  using Forward = std::function<void(std::string_view)>;
  using Prompted = std::function<void()>;

  // The next '>' at the beginning of a line is the prompt.
  void arm() { armed_ = true; }
  void disarm() { armed_ = false; }
  void feed(std::string_view bytes, const Forward& forward, const Prompted& prompted);

 private:
  bool armed_ = false;
  bool at_line_start_ = true;
  bool after_prompt_ = false;  // a blank follows, and belongs to it
};

}  // namespace campon::atmodem
