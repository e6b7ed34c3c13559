// A dialogue without a modem: the test says what is heard, sees what is sent and how commands end, and lets time pass.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "drivers/atmodem/engine/chat.hpp"

namespace campon::atmodem {

struct AChat : testing::Test, ChatSink {
  void send(std::string_view bytes) override { sent += bytes; }
  void on_unsolicited(ResultCode /*code*/, std::string_view text) override { unsolicited.emplace_back(text); }
  void on_echo() override { ++echoes; }
  void on_numeric() override { ++numbers; }
  void on_stream() override { ++streams; }
  void on_degraded() override { ++degraded; }
  void on_silent() override { ++silences; }
  void on_moved(std::string text) override { moves += text + "\n"; }

  void gives(const std::string& text, CommandKind kind = CommandKind::setting, env::Duration deadline = 2s) {
    chat.submit({text, kind, deadline, {}}, [this, text](const env::Expected<Answer>& answer) {
      ended.push_back(text + (answer ? " " + answer->heard : " " + std::string(env::to_string(answer.error().code))));
    });
  }
  // Lets time pass as a scheduler would.
  void passes(env::Duration length) {
    const env::Time end = now + length;
    for (auto next = chat.next_deadline(); next && *next <= end; next = chat.next_deadline()) {
      now = std::max(now, *next);
      chat.tick(now);
    }
    now = end;
  }
  void says(std::initializer_list<std::string_view> lines) {
    for (const auto line : lines) chat.feed(line, now);
  }
  std::string sends() { return std::exchange(sent, {}); }

  ResultTexts texts;
  Chat chat{*this, texts, {}, 40};
  env::Time now{};
  std::string sent, moves;
  std::vector<std::string> ended, unsolicited;
  int echoes = 0, silences = 0, numbers = 0, streams = 0, degraded = 0;
};

}  // namespace campon::atmodem
