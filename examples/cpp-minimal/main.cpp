// The least that a C++ program needs: calls NUMBER on the first configured line; when it is busy, has the network call back,
// and answers that recall.
//
//   c++ -std=c++20 main.cpp $(pkg-config --cflags --libs campon-cpp) -o cpp-minimal
//   CAMPON_CONFIG=lines.toml ./cpp-minimal NUMBER
//
// Exit: 0 connected, 1 not connected, 2 wrong use, 3 an error.
#include <campon/open.hpp>
#include <chrono>
#include <iostream>

using namespace std::chrono_literals;

int main(int argc, char** argv) {
  if (argc != 2) return std::cerr << "usage: cpp-minimal NUMBER\n", 2;
  auto service = campon::open_service();
  if (!service) return std::cerr << service.error().what << '\n', 3;
  campon::Line& line = *(*service)->lines().front();
  auto call = line.call(argv[1]);
  if (!call) return std::cerr << code_name(call.error()) << ": " << call.error().what << '\n', 3;

  bool asked = false, connected = false, over = false;
  const auto follow = [&](campon::Call& changed) {
    std::cout << to_string(changed.state()) << ", " << to_string(changed.progress()) << '\n';
    if (changed.state() == campon::CallState::connected) connected = true;
    if (changed.state() == campon::CallState::disconnected && !asked) over = true;
    if (!changed.busy() || asked) return;
    asked = true;
    changed.complete(campon::CompletionMode::callback, [&](const campon::Expected<campon::Completion>& accepted) {
      std::cout << (accepted ? "accepted: " + accepted->evidence() : "not accepted: " + accepted.error().what) << '\n';
      over = !accepted;
    });
  };
  (*call)->on_state(follow);
  line.on_recall([&](campon::Recall recall) {
    std::cout << "recall: " << recall.verdict << '\n';
    *call = std::move(recall.call);
    (*call)->on_state(follow);
    (*call)->answer();
  });
  (*call)->connect([&](const campon::Result& begun) { over = over || !begun; });
  (*service)->run_until([&] { return connected || over; }, 2min);
  (*service)->close(10s);
  return connected ? 0 : 1;
}
