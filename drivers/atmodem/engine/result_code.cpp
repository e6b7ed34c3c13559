#include "drivers/atmodem/engine/result_code.hpp"

#include <array>
#include <utility>

namespace campon::atmodem {

namespace {

using Code = ResultCode;

constexpr std::array<std::string_view, 15> k_names{"none",    "ok",         "error",        "connect",     "ring",
                                                   "ringing", "no_carrier", "no_dial_tone", "busy",        "no_answer",
                                                   "vcon",    "voice",      "dial_tone",    "line_in_use", "blocked"};

struct Text {
  std::string_view text;
  Code code;
};
constexpr std::array k_texts{
    Text{"OK", Code::ok},
    Text{"ERROR", Code::error},
    Text{"CONNECT", Code::connect},
    Text{"RING", Code::ring},
    Text{"RINGING", Code::ringing},
    Text{"NO CARRIER", Code::no_carrier},
    Text{"NO DIALTONE", Code::no_dial_tone},
    Text{"NO DIAL TONE", Code::no_dial_tone},
    Text{"BUSY", Code::busy},
    Text{"NO ANSWER", Code::no_answer},
    Text{"VCON", Code::vcon},
};
constexpr std::array k_openings{
    Text{"CONNECT ", Code::connect},  Text{"RING ", Code::ring},        Text{"RING;", Code::ring},        Text{"RING:", Code::ring},
    Text{"+CME ERROR:", Code::error}, Text{"+CMS ERROR:", Code::error}, Text{"+EXT ERROR:", Code::error},
};

}  // namespace

std::string_view to_string(ResultCode code) { return k_names[static_cast<std::size_t>(code)]; }

std::optional<ResultCode> result_code_named(std::string_view name) {
  for (std::size_t i = 0; i < k_names.size(); ++i)
    if (k_names[i] == name) return static_cast<ResultCode>(i);
  return std::nullopt;
}

ResultTexts::ResultTexts() {
  for (const auto& [text, code] : k_texts) exact_.emplace(text, code);
}

void ResultTexts::add(std::string text, ResultCode code) {
  if (!text.ends_with('*')) {
    exact_.insert_or_assign(std::move(text), code);
    return;
  }
  text.pop_back();
  beginnings_.insert_or_assign(std::move(text), code);
}

ResultCode ResultTexts::code_of(std::string_view line) const {
  if (const auto found = exact_.find(line); found != exact_.end()) return found->second;
  for (const auto& [text, code] : beginnings_)
    if (line.starts_with(text)) return code;
  for (const auto& opening : k_openings)
    if (line.starts_with(opening.text)) return opening.code;
  return Code::none;
}

}  // namespace campon::atmodem
