// From the start of the program `campon` until its first byte reaches the modem, and its demonstration from start to end, over the start of
// a program that does nothing.
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <string>

#include "table.hpp"

extern char** environ;

namespace campon::bench {
namespace {

constexpr int k_rounds = 15;

pid_t started(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t quiet;
  ::posix_spawn_file_actions_init(&quiet);
  for (const int fd : {1, 2}) ::posix_spawn_file_actions_addopen(&quiet, fd, "/dev/null", O_WRONLY, 0);
  pid_t pid = -1;
  ::posix_spawn(&pid, arguments[0], &quiet, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&quiet);
  return pid;
}

double whole_run(std::vector<std::string> words) {
  const auto begin = Clock::now();
  ::waitpid(started(std::move(words)), nullptr, 0);
  return seconds_since(begin);
}

double first_byte(const std::string& campon) {
  const int master = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  ::grantpt(master);
  ::unlockpt(master);
  termios raw{};
  ::tcgetattr(master, &raw);
  ::cfmakeraw(&raw);
  ::tcsetattr(master, TCSANOW, &raw);
  const auto begin = Clock::now();
  const pid_t pid = started({campon, "watch", "--device", ::ptsname(master), "--network", "nanp_class"});
  char byte = 0;
  ssize_t got = -1;
  while (got != 1 && seconds_since(begin) < 5) {
    pollfd wait{master, POLLIN, 0};
    ::poll(&wait, 1, 100);
    got = ::read(master, &byte, 1);
  }
  const double time = seconds_since(begin);
  ::kill(pid, SIGKILL);
  ::waitpid(pid, nullptr, 0);
  ::close(master);
  return time;
}

}  // namespace
}  // namespace campon::bench

int main(int argc, char** argv) {
  using namespace campon::bench;
  if (argc != 2) return 2;
  std::vector<double> floor, start, demo;
  for (int round = 0; round < k_rounds; ++round) {
    floor.push_back(whole_run({"/bin/true"}));
    start.push_back(first_byte(argv[1]));
    demo.push_back(whole_run({argv[1], "demo"}));
  }
  row("start", "from the start of campon to its first byte at the modem", in_milliseconds(median(start)),
      in_milliseconds(median(floor)) + " /bin/true", median(start) / median(floor), "+20 ms");
  row("start", "campon demo, the whole of it", in_milliseconds(median(demo)), in_milliseconds(median(floor)) + " /bin/true",
      median(demo) / median(floor), "100 ms");
}
