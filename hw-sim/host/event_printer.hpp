// What happens at the exchange, as lines on a stream: JSON for machines, text for people.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "hal/env/trace.hpp"

namespace campon::sim {

enum class EventFormat : unsigned char { none, text, json };

// One event: "5550100: tone busy" is a tone on line 5550100. `kind` is one of hook, ring, tone, digit, request; or state, for
// a station that moved.
struct Event {
  std::string kind;
  std::string line;
  std::string value;
};
Event parse_event(std::string_view text);

class EventPrinter final : public env::Trace {
 public:
  // The stream must outlive it; each line is flushed. `start` is the zero of at_ms.
  EventPrinter(std::ostream& out, EventFormat format, env::Time start) : out_(out), format_(format), start_(start) {}

  // {"at_ms":1234,"type":"tone","line":"5550100","value":"busy"}
  void note(env::Time at, env::TraceKind kind, std::string_view who, std::string_view text) override;

  // The number of a line and where it is; and that all is up.
  void line(std::size_t index, std::string_view number, std::string_view link, std::string_view personality);
  void ready();

 private:
  std::ostream& out_;
  EventFormat format_;
  env::Time start_;
};

}  // namespace campon::sim
