#include "hw-sim/host/event_printer.hpp"

#include <algorithm>
#include <array>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <ostream>

namespace campon::sim {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 5> k_kinds{"hook", "ring", "tone", "digit", "request"};

long long millis(env::Duration since) { return std::chrono::duration_cast<std::chrono::milliseconds>(since).count(); }

}  // namespace

Event parse_event(std::string_view text) {
  constexpr std::string_view k_separator = ": ";
  const auto colon = text.find(k_separator);
  if (colon == std::string_view::npos) return {"state", "", std::string(text)};
  const std::string line(text.substr(0, colon));
  const std::string_view what = text.substr(colon + k_separator.size());
  const std::string_view word = what.substr(0, what.find(' '));
  if (std::find(k_kinds.begin(), k_kinds.end(), word) == k_kinds.end()) return {"state", line, std::string(what)};
  return {std::string(word), line, std::string(what.substr(std::min(what.size(), word.size() + 1)))};
}

void EventPrinter::note(env::Time at, env::TraceKind /*kind*/, std::string_view who, std::string_view text) {
  if (format_ == EventFormat::none || who != "exchange") return;  // what a modem says byte by byte is no event
  const auto since = millis(at - start_);
  if (format_ == EventFormat::json) {
    const Event event = parse_event(env::escaped(text));
    out_ << Json{{"at_ms", since}, {"type", event.kind}, {"line", event.line}, {"value", event.value}}.dump() << std::endl;
    return;
  }
  out_ << std::setw(6) << since / 1000 << '.' << std::setfill('0') << std::setw(3) << since % 1000 << std::setfill(' ') << "  "
       << env::escaped(text) << std::endl;
}

void EventPrinter::line(std::size_t index, std::string_view number, std::string_view link, std::string_view personality) {
  if (format_ == EventFormat::json)
    out_ << Json{{"type", "line"}, {"index", index}, {"line", number}, {"device", env::escaped(link)}, {"personality", personality}}.dump();
  else
    out_ << "line " << index << "  " << number << "  " << env::escaped(link) << "  " << personality;
  out_ << std::endl;
}

void EventPrinter::ready() { out_ << (format_ == EventFormat::json ? Json{{"type", "ready"}}.dump() : "ready") << std::endl; }

}  // namespace campon::sim
