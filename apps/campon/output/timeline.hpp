// The trace as people read it: line time, who, what was dialled, heard and decided.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "apps/campon/output/report.hpp"
#include "hal/env/trace.hpp"

namespace campon::cli {

enum class Detail : unsigned char { people, everything };

class Timeline final : public env::Trace {
 public:
  // Times are told from `start` on. `people` leaves out the dialogue with the device and the inner steps.
  Timeline(Report& report, Detail detail) : report_(report), detail_(detail) {}

  void begin(env::Time start) { start_ = start; }
  // People are also shown what the exchange does with this number; elsewhere the far side is hidden from them.
  void follow(std::string number) { followed_ = std::move(number); }
  // What the program itself does: `object` gets the time. No text: machines only.
  void say(env::Time at, Json object, std::string_view text);
  void note(env::Time at, env::TraceKind kind, std::string_view who, std::string_view text) override;

 private:
  [[nodiscard]] long long millis(env::Time at) const;

  Report& report_;
  Detail detail_;
  env::Time start_{};
  std::string followed_;
};

}  // namespace campon::cli
