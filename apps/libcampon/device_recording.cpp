#include "apps/libcampon/device_recording.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "drivers/recording/mask.hpp"
#include "hal/env/real/unique_fd.hpp"

namespace campon::apps {
namespace {

constexpr std::string_view k_who = "line recording";

std::string reason(int error) { return std::generic_category().message(error); }

}  // namespace

// Line by line, so that a program that is killed leaves what it has written.
class DeviceRecording::File {
 public:
  File(std::string path, env::UniqueFd fd) : name(std::move(path)), fd_(std::move(fd)) {}

  // 0, or what hinders it.
  int append(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t put = ::write(fd_.get(), bytes.data(), bytes.size());
      if (put < 0 && errno == EINTR) continue;
      if (put <= 0) return put == 0 ? ENOSPC : errno;
      bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return 0;
  }
  // Of an empty file that would only be in the way.
  void remove() { ::unlink(name.c_str()); }

  const std::string name;

 private:
  env::UniqueFd fd_;
};

env::Expected<std::unique_ptr<DeviceRecording>> DeviceRecording::begin(const RecordingWish& wish, ProfileText modem,
                                                                       env::Scheduler& scheduler, env::Trace& trace) {
  constexpr mode_t k_owner_only = 0600;
  env::UniqueFd fd(::open(wish.file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, k_owner_only));
  if (!fd.valid())
    return env::fail(env::ErrorCode::storage_failed, env::Remedy::misuse,
                     errno == EEXIST ? env::escaped(wish.file) + " exists; a recording does not overwrite anything"
                                     : "cannot record to " + env::escaped(wish.file) + ": " + reason(errno));
  auto file = std::make_unique<File>(wish.file, std::move(fd));
  return std::unique_ptr<DeviceRecording>(new DeviceRecording(std::move(file), wish.mask_numbers, std::move(modem), scheduler, trace));
}

DeviceRecording::DeviceRecording(std::unique_ptr<File> file, bool mask, ProfileText modem, env::Scheduler& scheduler, env::Trace& trace)
    : file_(std::move(file)),
      mask_(mask),
      modem_(std::move(modem)),
      scheduler_(scheduler),
      trace_(trace),
      recorder_(scheduler, [this](const recording::Event& event) { keep(event); }) {
  kept_.modem = modem_.name;
  if (!mask_) write(recording::header(modem_.name));
}

DeviceRecording::~DeviceRecording() {
  if (mask_) write_masked();
}

std::unique_ptr<hal::SignalPort> DeviceRecording::drive(env::ByteChannel& channel) {
  const auto make = [this](env::ByteChannel& wire) { return driver_of(modem_)(wire, scheduler_, *this); };
  stopped_ = stopped_ || begun_;
  if (std::exchange(begun_, true)) return make(channel);
  return recording::recorded_driver(channel, recorder_, make);
}

void DeviceRecording::note(env::Time at, env::TraceKind kind, std::string_view who, std::string_view text) {
  trace_.note(at, kind, who, text);
  const bool of_the_wire = kind == env::TraceKind::sent || kind == env::TraceKind::heard;
  if (mask_ || of_the_wire || stopped_) return;
  write("# " + std::string(env::to_string(kind)) + " " + env::escaped(who) + ": " + env::escaped(text) + "\n");
}

void DeviceRecording::keep(const recording::Event& event) {
  if (stopped_) return;
  if (++events_ > recording::k_most_events) return stop("a recording has at most 200000 events");
  if (!mask_) return write(recording::to_line(event));
  bytes_ += event.text.size();
  if (bytes_ > recording::k_most_bytes) return stop("a recording has at most 16 MiB");
  kept_.events.push_back(event);
}

void DeviceRecording::write(std::string_view line) {
  if (stopped_) return;
  bytes_ += line.size();
  if (bytes_ > recording::k_most_bytes) return stop("a recording has at most 16 MiB");
  if (const int error = file_->append(line); error != 0) stop(reason(error));
}

void DeviceRecording::stop(const std::string& why) {
  stopped_ = true;
  trace_.note(scheduler_.now(), env::TraceKind::decision, k_who, env::escaped(file_->name) + " ends here: " + why);
}

void DeviceRecording::write_masked() {
  const auto anonymous = recording::masked(kept_, driver_of(modem_));
  if (!anonymous) {
    file_->remove();
    return stop("its numbers cannot be masked, so nothing is kept; " + anonymous.error().what);
  }
  stopped_ = false;
  bytes_ = 0;
  write(recording::to_text(*anonymous));
}

}  // namespace campon::apps
