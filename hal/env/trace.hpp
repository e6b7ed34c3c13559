// One stream of what happened and why: state changes, what was sent and heard, decisions. People read it, tests compare it.
#pragma once

#include <string>
#include <string_view>

#include "hal/env/time.hpp"

namespace campon::env {

enum class TraceKind : std::uint8_t {
  state,     // a state machine moved: "call 3 dialing --busy_heard--> busy"
  sent,      // bytes, digits or hook orders towards the line
  heard,     // what the line or device said
  decision,  // what was concluded, and from what
  audit,     // who asked for something that costs or intrudes, and whether it was allowed
};

class Trace {
 public:
  virtual ~Trace() = default;
  // `who` names the object ("line 1", "completion 7"). The text is already free of control bytes.
  virtual void note(Time at, TraceKind kind, std::string_view who, std::string_view text) = 0;
};

class NullTrace final : public Trace {
 public:
  void note(Time /*at*/, TraceKind /*kind*/, std::string_view /*who*/, std::string_view /*text*/) override {}
};

std::string_view to_string(TraceKind kind);

// Printable ASCII stays; every other byte becomes \xNN. For text that came from a line, modem or client. Escaping twice
// changes nothing, so every output may do it again.
std::string escaped(std::string_view raw);

}  // namespace campon::env
