// What the modem sends back of what it was sent: taken off the front of its lines. [V.250 5.2.3; voice-modems 1.5 #1; fault P02]
#pragma once

#include <string>
#include <string_view>

#include "drivers/atmodem/engine/result_code.hpp"

namespace campon::atmodem {

class Echo {
 public:
  // The texts must outlive it.
  explicit Echo(const ResultTexts& texts);

  // A command line is about to be sent. Gives it with its CR; valid until the next one.
  std::string_view sends(std::string_view line);

  struct Parted {
    std::string_view rest;  // of the line, without its echo; empty when it was nothing else
    bool whole = false;     // the whole of a line sent was echoed
  };
  // The echo may be of this line or of the one before, come without its CR, or go only as far as the modem had heard it. What
  // merely begins like a command is no echo.
  [[nodiscard]] Parted part(std::string_view line) const;

 private:
  const ResultTexts& texts_;
  std::string sent_;  // both with their CR
  std::string sent_before_;
};

}  // namespace campon::atmodem
