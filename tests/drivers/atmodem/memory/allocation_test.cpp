// Counts operator new: once a port has settled, a line from the modem costs no memory, and no byte of it is copied one by one.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>

#include "chat_bench.hpp"
#include "drivers/atmodem/engine/syntax.hpp"
#include "drivers/atmodem/voice/voice_port.hpp"
#include "hal/env/virtual_scheduler.hpp"
#include "script.hpp"

namespace {
std::atomic<std::size_t> g_allocations{0};

void* counted(std::size_t size) {
  ++g_allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

namespace campon::atmodem {
namespace {

template <class Work>
std::size_t allocations_of(Work work) {
  const std::size_t before = g_allocations;
  work();
  return g_allocations - before;
}

const std::string k_lines =
    "\r\nRING\r\n\r\nOK\r\n\r\nA line that is longer than any short "
    "string\r\n\x10q\x10\x62\x10/\x10\x35\x10~\x10XNMBR=5551000\x10.\r\n56000\r\n";

TEST(TheSyntax, AllocatesNothingPerLine) {
  Syntax syntax;
  syntax.set_voice_mode(true);
  std::size_t items = 0;
  const Syntax::Sink sink = [&items](const Item& /*item*/) { ++items; };
  EXPECT_EQ(allocations_of([&] {
              for (int i = 0; i < 1000; ++i) syntax.feed(k_lines, sink);
            }),
            0U);
  EXPECT_EQ(items, 8'000U);
  EXPECT_EQ(allocations_of([&] {
              for (int i = 0; i < 100; ++i)
                for (const char byte : k_lines) syntax.feed({&byte, 1}, sink);
            }),
            0U);
}

// Sink that keeps nothing.
struct Quiet final : ChatSink {
  void send(std::string_view /*bytes*/) override {}
  void on_unsolicited(ResultCode /*code*/, std::string_view /*text*/) override { ++heard; }
  void on_echo() override {}
  void on_silent() override {}
  void on_moved(std::string /*text*/) override {}
  int heard = 0;
};

TEST(TheChat, AllocatesNothingPerUnsolicitedLine) {
  Quiet sink;
  const ResultTexts texts;
  Chat chat(sink, texts, {}, 40);
  EXPECT_EQ(allocations_of([&] {
              for (int i = 0; i < 1000; ++i)
                for (const auto* line : {"RING", "NO CARRIER", "A line that is longer than any short string"}) chat.feed(line, {});
            }),
            0U);
  EXPECT_EQ(sink.heard, 3000);
}

// Hands bytes over without a queue of its own.
struct Direct final : env::ByteChannel {
  void attach(env::ByteSink* to) override { sink = to; }
  env::Result write(std::string_view /*bytes*/) override { return {}; }
  env::Result set_dtr(bool /*on*/) override { return {}; }
  [[nodiscard]] std::string_view name() const override { return "direct"; }
  env::ByteSink* sink = nullptr;
};

TEST(AVoicePort, AllocatesNothingForLinesThatMeanNothing) {
  env::VirtualScheduler time;
  env::NullTrace trace;
  Direct channel;
  VoicePort port(channel, time, trace, shipped("generic_v253"));
  const std::string lines = "\r\nA line that is longer than any short string\r\n\x10q\x10s\r\nCONNECTING YOU\r\n";
  channel.sink->on_bytes(lines);
  EXPECT_EQ(allocations_of([&] {
              for (int i = 0; i < 200; ++i) channel.sink->on_bytes(lines);
            }),
            0U);
}

// [fault D13]
TEST(AVoicePort, HasFlatMemoryWhateverComesWithoutAnEnd) {
  env::VirtualScheduler time;
  env::NullTrace trace;
  Direct channel;
  VoicePort port(channel, time, trace, shipped("generic_v253"));
  const std::string spew(1'000'000, 'x');
  channel.sink->on_bytes(spew);
  EXPECT_EQ(allocations_of([&] {
              for (int i = 0; i < 200; ++i) channel.sink->on_bytes(spew);
            }),
            0U);
}

}  // namespace
}  // namespace campon::atmodem
