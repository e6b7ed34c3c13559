// A scripted modem at the far end of a wire: it says what the script has it say, to the byte, and fails on any other command.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/atmodem/voice/voice_port.hpp"
#include "drivers/loopback/pair.hpp"
#include "hal/env/embedded_file.hpp"
#include "hal/env/virtual_scheduler.hpp"

namespace campon::profiles {
std::span<const env::EmbeddedFile> shipped_modems();
}

namespace campon::atmodem {

using namespace std::chrono_literals;

inline std::string shipped_text(std::string_view name) {
  for (const auto& file : profiles::shipped_modems())
    if (file.name == name) return std::string(file.text);
  return {};
}
inline Personality shipped(std::string_view name) { return parse_personality(shipped_text(name), name).value(); }

// The voice modems among the shipped files.
inline std::vector<Personality> voice_modems() {
  std::vector<Personality> modems;
  for (const auto& file : profiles::shipped_modems())
    if (file.text.find("dialect = \"gsm\"") == std::string_view::npos) modems.push_back(shipped(file.name));
  return modems;
}

// Answers a command with bytes; a command without an entry is answered with OK.
class ScriptedModem final : public env::ByteSink {
 public:
  ScriptedModem(env::Scheduler& scheduler, loopback::End& end) : scheduler_(scheduler), end_(end) {
    end_.attach(this);
    end_.on_dtr([this](bool on) {
      dtr += on ? "+" : "-";
      dumb = dumb && (on || !woken_by_dtr);
    });
  }

  void on_bytes(std::string_view bytes) override {
    received += bytes;
    if (streaming) return take_stream(bytes);
    for (const char byte : bytes) {
      if (byte != '\r') {
        line_ += byte;
        continue;
      }
      commands.push_back(line_);
      times.push_back(scheduler_.now());
      answer(std::exchange(line_, {}));
    }
  }
  void on_closed(const env::Error& /*why*/) override {}

  void says(std::string_view bytes) { says_by ? says_by(bytes) : writes(bytes); }
  void writes(std::string_view bytes) { ASSERT_TRUE(end_.write(bytes)); }

  std::function<void(std::string_view)> says_by;  // in place of writes

  std::map<std::string, std::string> answers;               // by command; an empty one is no answer
  std::map<std::string, std::deque<std::string>> at_first;  // the first answers to a command, before those
  // After an answer with CONNECT: what comes is kept, until it ends with one of these; they are answered.
  std::map<std::string, std::string> stream_answers;
  std::string stream;
  bool streaming = false;
  bool dumb = false;
  bool woken_by_dtr = false;
  bool echoes = false;
  std::string received, dtr;
  std::vector<std::string> commands;
  std::vector<env::Time> times;

 private:
  void take_stream(std::string_view bytes) {
    stream += bytes;
    for (const auto& [end, reply] : stream_answers) {
      if (!stream.ends_with(end)) continue;
      streaming = false;
      return says(reply);
    }
  }
  void answer(const std::string& command) {
    if (dumb) return;
    std::string reply = command.empty() ? "" : "\r\nOK\r\n";
    if (const auto known = answers.find(command); known != answers.end()) reply = known->second;
    if (auto& first = at_first[command]; !first.empty()) {
      reply = first.front();
      first.pop_front();
    }
    if (echoes && !command.empty()) reply = command + "\r" + reply;
    if (!reply.empty()) says(reply);
    streaming = reply.find("CONNECT") != std::string::npos && !stream_answers.empty();
  }

  env::Scheduler& scheduler_;
  loopback::End& end_;
  std::string line_;
};

// A channel that takes nothing more once it is stuck: the modem holds CTS. [fault D09]
struct StuckChannel final : env::ByteChannel {
  explicit StuckChannel(env::ByteChannel& channel) : inner(channel) {}
  void attach(env::ByteSink* sink) override { inner.attach(sink); }
  env::Result write(std::string_view bytes) override {
    if (stuck) return env::fail(env::ErrorCode::no_answer_from_device, env::Remedy::later, "the queue is full");
    return inner.write(bytes);
  }
  env::Result set_dtr(bool on) override { return inner.set_dtr(on); }
  [[nodiscard]] std::string_view name() const override { return "stuck"; }
  env::ByteChannel& inner;
  bool stuck = false;
};

struct Facts final : hal::SignalSink {
  void on_signal(hal::Evidence evidence, hal::LineFact fact) override {
    told.push_back(hal::describe(fact));
    evidences.push_back(evidence);
    facts.push_back(std::move(fact));
  }
  std::vector<std::string> told;
  std::vector<hal::Evidence> evidences;
  std::vector<hal::LineFact> facts;
};

// Keeps what was noted.
struct NoteBook final : env::Trace {
  void note(env::Time /*at*/, env::TraceKind kind, std::string_view /*who*/, std::string_view text) override {
    notes.append(env::to_string(kind)).append(" ").append(text).append("\n");
  }
  std::string notes;
};

// How an order ended; counts, so that ending twice shows.
struct End {
  hal::Done done() {
    return [this](env::Result r) {
      ++times;
      result = std::move(r);
    };
  }
  [[nodiscard]] bool well() const { return times == 1 && result.has_value(); }
  [[nodiscard]] std::optional<env::ErrorCode> error() const {
    return times == 1 && !result ? std::optional(result.error().code) : std::nullopt;
  }
  int times = 0;
  env::Result result;
};

struct APort : testing::Test {
  explicit APort(const std::string& personality = "generic_v253") : port(wire.computer(), time, trace, shipped(personality)) {
    port.attach(&facts);
  }

  void started() {
    End end;
    port.start(end.done());
    time.advance(5s);
    ASSERT_TRUE(end.well());
    modem.commands.clear();
    modem.times.clear();
    modem.received.clear();
  }
  void seized() {
    started();
    End end;
    port.seize(end.done());
    time.advance(1s);
    ASSERT_TRUE(end.well());
    modem.commands.clear();
    modem.times.clear();
    modem.received.clear();
  }
  env::ErrorCode error_of_dialling(const std::string& answer) {
    seized();
    modem.answers["ATX3DT5550123;"] = answer;
    End end;
    port.send_digits(hal::DialString::parse("5550123").value(), end.done());
    time.advance(1s);
    return end.error().value_or(env::ErrorCode::internal);
  }

  env::VirtualScheduler time;
  NoteBook trace;
  loopback::Pair wire{time};
  ScriptedModem modem{time, wire.modem()};
  Facts facts;
  VoicePort port;
};

}  // namespace campon::atmodem
