#include "hal/env/trace.hpp"

namespace campon::env {

std::string_view to_string(TraceKind kind) {
  switch (kind) {
    case TraceKind::state: return "state";
    case TraceKind::sent: return "sent";
    case TraceKind::heard: return "heard";
    case TraceKind::decision: return "decision";
    case TraceKind::audit: return "audit";
  }
  return "state";
}

std::string escaped(std::string_view raw) {
  static constexpr std::string_view k_hex = "0123456789ABCDEF";
  std::string out;
  out.reserve(raw.size());
  for (const char c : raw) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F) {
      out += c;
      continue;
    }
    out += "\\x";
    out += k_hex[byte >> 4];
    out += k_hex[byte & 0x0F];
  }
  return out;
}

}  // namespace campon::env
