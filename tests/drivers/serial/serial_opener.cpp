// Opens the port it is given, as a program would, under the shim: serial_opener DEVICE COMMAND
// "talk": sends AT, waits for OK. "dtr": drops and raises DTR and says what it sees. "open": only opens. Prints errors.
#include <sys/ioctl.h>

#include <iostream>
#include <string>

#include "drivers/serial/serial_channel.hpp"

namespace {

using namespace campon;
using namespace std::chrono_literals;

constexpr env::Duration k_patience = 5s;

class Ear final : public env::ByteSink {
 public:
  void on_bytes(std::string_view bytes) override { heard.append(bytes); }
  void on_closed(const env::Error& why) override { heard += why.what; }
  std::string heard;
};

int talk(env::AsioScheduler& scheduler, env::ByteChannel& channel) {
  Ear ear;
  channel.attach(&ear);
  const bool sent = channel.write("AT\r").has_value();
  const bool answered = scheduler.run_until([&] { return ear.heard.find("OK") != std::string::npos; }, k_patience);
  channel.attach(nullptr);
  return sent && answered ? 0 : 1;
}

bool dtr_is_up() {
  int lines = 0;
  ::ioctl(0, TIOCMGET, &lines);
  return (lines & TIOCM_DTR) != 0;
}

int dtr(env::ByteChannel& channel) {
  const bool fell = channel.set_dtr(false) && !dtr_is_up();
  const bool rose = channel.set_dtr(true) && dtr_is_up();
  return fell && rose ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) return 2;
  env::AsioScheduler scheduler;
  const auto channel = serial::open_port(scheduler, words[1], serial::PortOptions{57600, true});
  if (!channel) {
    std::cout << env::to_string(channel.error().code) << ": " << channel.error().what << "\n";
    return 3;
  }
  const std::string command = words[2];
  if (command == "talk") return talk(scheduler, **channel);
  if (command == "dtr") return dtr(**channel);
  return 0;
}
