#include "drivers/atmodem/voice/line_facts.hpp"

namespace campon::atmodem {

namespace {
KnownFact said(hal::LineFact fact) { return {hal::Evidence::protocol, std::move(fact)}; }
}  // namespace

std::optional<KnownFact> fact_of(EventMeaning meaning) {
  switch (meaning) {
    case EventMeaning::none:
    case EventMeaning::ring: return std::nullopt;
    case EventMeaning::dial_tone: return said(hal::DialTone{});
    case EventMeaning::stutter_dial_tone: return said(hal::DialTone{.stutter = true});
    case EventMeaning::busy: return said(hal::Busy{});
    case EventMeaning::reorder: return said(hal::Reorder{});
    case EventMeaning::ringback: return said(hal::Ringback{});
    case EventMeaning::sit: return said(hal::Sit{});
    case EventMeaning::voice: return said(hal::Voice{});
    case EventMeaning::answer_tone: return said(hal::Answered{});
    case EventMeaning::loop_drop: return said(hal::LoopDrop{});
    case EventMeaning::polarity: return said(hal::PolarityReversal{});
  }
  return std::nullopt;
}

std::optional<KnownFact> fact_of(ResultCode code) {
  switch (code) {
    case ResultCode::busy: return said(hal::Busy{});
    case ResultCode::ringing: return said(hal::Ringback{});
    case ResultCode::dial_tone: return said(hal::DialTone{});
    case ResultCode::voice: return said(hal::Voice{});
    case ResultCode::no_carrier: return said(hal::LoopDrop{});
    case ResultCode::vcon: return KnownFact{hal::Evidence::inferred, hal::Answered{}};
    default: return std::nullopt;
  }
}

}  // namespace campon::atmodem
