// A line's device written down while it is used, as drivers/recording reads it: the wire with its times, and what was decided.
#pragma once

#include <memory>
#include <string>

#include "apps/libcampon/modem_driver.hpp"
#include "drivers/recording/recorder.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"

namespace campon::apps {

// What --record asks for.
struct RecordingWish {
  std::string file;           // empty: nothing is recorded
  bool mask_numbers = false;  // telephone numbers and names are taken out; decisions, which name them, are left out
  friend bool operator==(const RecordingWish&, const RecordingWish&) = default;
};

// Is the trace of its line: it hands everything on, and writes states and decisions down as comments. A masked recording is
// written at its end, because masking replays it; it is lost when the program is killed. The disk never disturbs the line:
// after the first write that fails nothing more is written, and the trace says so once.
class DeviceRecording final : public env::Trace {
 public:
  // The file is made anew, for its owner only. Scheduler and trace must outlive it.
  // Errors: storage_failed (misuse) when there is such a file already, or none can be made.
  static env::Expected<std::unique_ptr<DeviceRecording>> begin(const RecordingWish& wish, ProfileText modem, env::Scheduler& scheduler,
                                                               env::Trace& trace);
  ~DeviceRecording() override;

  // The device's driver on the channel. Only the first is recorded: a device that comes back begins another story.
  std::unique_ptr<hal::SignalPort> drive(env::ByteChannel& channel);

  void note(env::Time at, env::TraceKind kind, std::string_view who, std::string_view text) override;

 private:
  class File;
  DeviceRecording(std::unique_ptr<File> file, bool mask, ProfileText modem, env::Scheduler& scheduler, env::Trace& trace);
  void keep(const recording::Event& event);
  void write(std::string_view line);
  void stop(const std::string& why);
  void write_masked();

  std::unique_ptr<File> file_;
  const bool mask_;
  const ProfileText modem_;
  env::Scheduler& scheduler_;
  env::Trace& trace_;
  recording::Recording kept_;  // of a masked recording
  std::size_t events_ = 0;
  std::size_t bytes_ = 0;
  bool begun_ = false;
  bool stopped_ = false;
  recording::Recorder recorder_;
};

}  // namespace campon::apps
