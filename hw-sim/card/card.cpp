#include "hw-sim/card/card.hpp"

#include <algorithm>
#include <cerrno>

#include "hw-sim/catalogue.hpp"

namespace campon::sim {

namespace {

constexpr std::string_view k_node = "/dev/dahdi/channel";

class Watch final : public env::DeviceWatch {
 public:
  Watch(CardChannel& channel, env::DeviceCalls::Ready ready) : channel_(channel) { channel_.watch(std::move(ready)); }
  ~Watch() override { channel_.unwatch(); }
  void want_room(bool wanted) override { channel_.want_room(wanted); }

 private:
  CardChannel& channel_;
};

std::string_view name_of(unsigned long request) {
  switch (request) {
    case k_io_flush: return "FLUSH";
    case k_io_set_params: return "SET_PARAMS";
    case k_io_hook: return "HOOK";
    case k_io_set_bufinfo: return "SET_BUFINFO";
    case k_io_dial: return "DIAL";
    case k_io_specify: return "SPECIFY";
    case k_io_setlinear: return "SETLINEAR";
    default: return {};
  }
}

std::string value_of(unsigned long request, const void* argument) {
  if (request == k_io_dial) return static_cast<const DialOrder*>(argument)->dialstr;
  if (request == k_io_set_params) return std::to_string(static_cast<const ChannelParams*>(argument)->flashtime);
  if (request == k_io_set_bufinfo) return std::to_string(static_cast<const BufferOrder*>(argument)->bufsize);
  return std::to_string(*static_cast<const std::int32_t*>(argument));
}

}  // namespace

env::Result Card::attach(unsigned channel, std::string_view number, LinePort& line, env::Scheduler& scheduler) {
  if (ports_.contains(channel))
    return env::fail(env::ErrorCode::bad_state, env::Remedy::misuse, "channel " + std::to_string(channel) + " has a line already");
  auto tones = load_tone_plan(line.region());
  if (!tones) return tl::unexpected(tones.error());
  ports_[channel] = {std::string(number), std::make_unique<CardChannel>(channel, line, std::move(*tones), scheduler)};
  return {};
}

CardChannel* Card::channel(unsigned number) {
  const auto found = ports_.find(number);
  return found == ports_.end() ? nullptr : found->second.channel.get();
}

bool Card::has(std::string_view number) const {
  return std::any_of(ports_.begin(), ports_.end(), [&](const auto& port) { return port.second.number == number; });
}

void Card::pull() {
  pulled_ = true;
  for (auto& [number, port] : ports_) port.channel->remove();
}

CardChannel* Card::behind(int file) {
  const auto found = files_.find(file);
  return found == files_.end() ? nullptr : found->second;
}

int Card::open(const std::string& path) {
  if (path != k_node || ports_.empty()) return -ENOENT;
  files_[next_file_] = nullptr;
  return next_file_++;
}

void Card::close(int file) {
  if (CardChannel* channel = behind(file)) channel->close();
  files_.erase(file);
}

int Card::specify(int file, unsigned number) {
  CardChannel* wanted = channel(number);
  if (wanted == nullptr || pulled_) return -EINVAL;
  if (wanted->is_open()) return -EBUSY;
  files_[file] = wanted;
  wanted->open();
  return 0;
}

int Card::ioctl(int file, unsigned long request, void* argument) {
  if (!files_.contains(file)) return -EBADF;
  CardChannel* channel = behind(file);
  const std::string value = tapped_ && !name_of(request).empty() ? value_of(request, argument) : "";
  int code = -ENOSYS;
  if (channel != nullptr)
    code = channel->ioctl(request, argument);
  else if (request == k_io_specify)
    code = specify(file, static_cast<unsigned>(*static_cast<std::int32_t*>(argument)));
  if (!value.empty()) tapped_(std::string(name_of(request)) + " " + value + " = " + std::to_string(code));
  return code;
}

long Card::read(int file, std::span<std::byte> buffer) {
  CardChannel* channel = behind(file);
  return channel == nullptr ? -EBADF : channel->read(buffer);
}

long Card::write(int file, std::span<const std::byte> bytes) {
  CardChannel* channel = behind(file);
  return channel == nullptr ? -EBADF : channel->write(bytes);
}

std::unique_ptr<env::DeviceWatch> Card::watch(int file, Ready ready) {
  CardChannel* channel = behind(file);
  return channel == nullptr ? nullptr : std::make_unique<Watch>(*channel, std::move(ready));
}

}  // namespace campon::sim
