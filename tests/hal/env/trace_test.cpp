#include "hal/env/trace.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace campon::env {
namespace {

TEST(EscapedText, KeepsPrintableAscii) { EXPECT_EQ(escaped("ATD*66#;\"'~ "), "ATD*66#;\"'~ "); }

TEST(EscapedText, WritesControlBytesInHex) { EXPECT_EQ(escaped("\r\nOK\x10\x1B\x7F"), "\\x0D\\x0AOK\\x10\\x1B\\x7F"); }

TEST(EscapedText, WritesBytesAboveAsciiInHex) { EXPECT_EQ(escaped("\xC3\xA4\xFF\x80"), "\\xC3\\xA4\\xFF\\x80"); }

TEST(EscapedText, StaysAsItIsWhenEscapedAgain) { EXPECT_EQ(escaped(escaped("\r\\x41")), escaped("\r\\x41")); }

TEST(EscapedText, KeepsZeroBytes) { EXPECT_EQ(escaped(std::string_view("a\0b", 3)), "a\\x00b"); }

TEST(EscapedText, IsPrintableForEveryByte) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string out = escaped(std::string(1, static_cast<char>(byte)));
    EXPECT_TRUE(std::all_of(out.begin(), out.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) << byte;
  }
}

TEST(ATraceKind, HasItsName) {
  EXPECT_EQ(to_string(TraceKind::state), "state");
  EXPECT_EQ(to_string(TraceKind::sent), "sent");
  EXPECT_EQ(to_string(TraceKind::heard), "heard");
  EXPECT_EQ(to_string(TraceKind::decision), "decision");
}

}  // namespace
}  // namespace campon::env
