// Gathers what the syntax makes of bytes, and keeps its texts.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "drivers/atmodem/engine/syntax.hpp"

namespace campon::atmodem {

struct Gathered {
  explicit Gathered(bool voice = true) { syntax.set_voice_mode(voice); }
  Gathered& feed(std::string_view bytes) {
    syntax.feed(bytes, [this](const Item& item) { std::visit([this](const auto& one) { keep(one); }, item); });
    return *this;
  }
  // What is heard after this line is a recording.
  Gathered& records_after(std::string_view line) {
    recorded_after_ = line;
    return *this;
  }
  Syntax syntax;
  std::vector<Item> items;

 private:
  template <class One>
  void keep(const One& one) {
    items.push_back(one);
  }
  void keep(const Response& response) {
    if (response.text == recorded_after_) syntax.set_recording(true);
    items.push_back(Response{kept(response.text)});
  }
  void keep(const Report& report) { items.push_back(Report{kept(report.text)}); }
  // Audio is one piece, however it was cut.
  void keep(const Audio& audio) {
    if (items.empty() || !std::holds_alternative<Audio>(items.back())) items.push_back(Audio{kept({})});
    texts_.push_back(std::string(std::get<Audio>(items.back()).bytes) + std::string(audio.bytes));
    items.back() = Audio{texts_.back()};
  }
  std::string_view kept(std::string_view text) { return texts_.emplace_back(text); }

  std::deque<std::string> texts_;
  std::optional<std::string> recorded_after_;
};

}  // namespace campon::atmodem
