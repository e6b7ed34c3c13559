// Calls a number on the first configured line; when it is busy, has the network call back, and talks for a moment when it does.
//
//   CAMPON_CONFIG=lines.toml campon-cpp-callback NUMBER
#include <chrono>
#include <cstdio>
#include <memory>

#include "campon/open.hpp"

namespace {

using namespace std::chrono_literals;

class Callback {
 public:
  Callback(campon::Service& service, campon::Line& line) : service_(service), line_(line) {}

  int run(const char* number) {
    auto call = line_.call(number);
    if (!call) return complain("cannot call", call.error());
    follow(std::move(*call));
    line_.on_recall([this](campon::Recall recall) {
      std::printf("recall of completion %u: %s\n", recall.completion, recall.verdict.c_str());
      follow(std::move(recall.call));
      call_->answer();
    });
    call_->connect();
    service_.run_until([this] { return over_; }, 2min);
    service_.close(10s);
    return connected_ ? 0 : 1;
  }

 private:
  void follow(std::unique_ptr<campon::Call> call) {
    call_ = std::move(call);
    call_->on_state([this](campon::Call& changed) { changed_state(changed); });
  }

  void changed_state(campon::Call& call) {
    std::printf("%s, %s\n", std::string(to_string(call.state())).c_str(), std::string(to_string(call.progress())).c_str());
    if (call.state() == campon::CallState::connected) connected_ = over_ = true;
    if (call.busy() && !asked_) ask(call);
    if (call.state() == campon::CallState::disconnected && !waiting_) over_ = true;
  }

  void ask(campon::Call& call) {
    asked_ = waiting_ = true;
    call.complete(campon::CompletionMode::callback, [this](const campon::Expected<campon::Completion>& accepted) {
      if (accepted) {
        std::printf("accepted: completion %u, because of %s\n", accepted->id(), accepted->evidence().c_str());
        return;
      }
      complain("not accepted", accepted.error());
      over_ = true;
    });
  }

  static int complain(const char* what, const campon::Error& error) {
    std::fprintf(stderr, "%s: %s\n", what, error.what.c_str());
    return 1;
  }

  campon::Service& service_;
  campon::Line& line_;
  std::unique_ptr<campon::Call> call_;
  bool asked_ = false;
  bool waiting_ = false;
  bool connected_ = false;
  bool over_ = false;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: campon-cpp-callback NUMBER\n");
    return 2;
  }
  const auto service = campon::open_service();
  if (!service) {
    std::fprintf(stderr, "%s\n", service.error().what.c_str());
    return 3;
  }
  return Callback(**service, *(*service)->lines().front()).run(argv[1]);
}
