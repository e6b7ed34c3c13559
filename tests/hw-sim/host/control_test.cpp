// The control socket, and the client that `campon-sim ctl` is.
#include <sys/stat.h>

#include <fstream>
#include <future>

#include "client.hpp"
#include "hw-sim/host/control_client.hpp"
#include "hw-sim/host/control_server.hpp"

namespace campon::sim {
namespace {

class AControlSocket : public ::testing::Test {
 protected:
  void SetUp() override { listen(); }
  void listen(HostTimers timers = {}) {
    auto made = ControlServer::listen(
        scheduler, path, [this](std::string_view command) { return handle(command); }, timers);
    ASSERT_TRUE(made) << made.error().what;
    server = std::move(*made);
  }
  env::Expected<std::string> handle(std::string_view command) {
    commands.emplace_back(command);
    if (command == "no") return env::fail(env::ErrorCode::bad_state, env::Remedy::misuse, "this is not done");
    return "heard \x1B[2J" + std::string(command) + "\nand so on\n";
  }
  env::Expected<Answer> asked(const std::string& command) {
    auto answer = std::async(std::launch::async, [&] { return ask(path, command); });
    EXPECT_TRUE(until([&] { return answer.wait_for(env::Duration::zero()) == std::future_status::ready; }));
    return answer.get();
  }
  std::string answer_to(std::string_view bytes) {
    auto client = test::connect_to(path);
    EXPECT_TRUE(client.says(bytes));
    EXPECT_TRUE(until([&] { return client.ended(); }));
    return client.heard();
  }
  bool until(const std::function<bool()>& done) { return test::until(scheduler, done); }
  env::Error error_of_listening() {
    const auto made = ControlServer::listen(scheduler, path, [](std::string_view) { return std::string(); });
    return made ? env::Error{} : made.error();
  }

  test::Folder folder;
  std::string path = folder / "control";
  env::AsioScheduler scheduler;
  std::vector<std::string> commands;
  std::unique_ptr<ControlServer> server;
};

TEST_F(AControlSocket, AnswersACommand) {
  const auto answer = asked("show all");
  ASSERT_TRUE(answer) << answer.error().what;
  EXPECT_TRUE(answer->accepted);
  EXPECT_EQ(answer->text, "heard \\x1B[2Jshow all\nand so on\n");
  EXPECT_EQ(commands, std::vector<std::string>{"show all"});
}

TEST_F(AControlSocket, SaysWhyItRefuses) {
  const auto answer = asked("no");
  ASSERT_TRUE(answer) << answer.error().what;
  EXPECT_FALSE(answer->accepted);
  EXPECT_EQ(answer->text, "this is not done\n");
}

TEST_F(AControlSocket, AnswersOneWhileAnotherSaysNothing) {
  auto silent = test::connect_to(path);
  ASSERT_TRUE(until([this] { return server->connections() == 1; }));
  EXPECT_TRUE(asked("show"));
  EXPECT_FALSE(silent.ended());
}

TEST_F(AControlSocket, AnswersTwoAtOnce) {
  auto one = test::connect_to(path);
  auto two = test::connect_to(path);
  ASSERT_TRUE(until([this] { return server->connections() == 2; }));
  two.says("second\n");
  one.says("first\n");
  ASSERT_TRUE(until([&] { return one.ended() && two.ended(); }));
  EXPECT_TRUE(one.hears("first"));
  EXPECT_TRUE(two.hears("second"));
}

TEST_F(AControlSocket, AnswersMoreThanItServesAtATime) {
  std::vector<test::Client> clients;
  for (std::size_t count = 0; count < k_most_connections + 8; ++count) clients.push_back(test::connect_to(path));
  ASSERT_TRUE(until([this] { return server->connections() == k_most_connections; }));
  for (const auto& client : clients) client.says("show\n");
  EXPECT_TRUE(until([&] { return std::all_of(clients.begin(), clients.end(), [](auto& each) { return each.hears("show"); }); }));
}

TEST_F(AControlSocket, TakesACommandInPieces) {
  auto client = test::connect_to(path);
  client.says("sh");
  ASSERT_TRUE(until([this] { return server->connections() == 1; }));
  client.says("ow\r\n");
  ASSERT_TRUE(until([&] { return client.ended(); }));
  EXPECT_EQ(commands, std::vector<std::string>{"show"});
}

TEST_F(AControlSocket, TakesOneCommandOfAConnection) {
  EXPECT_TRUE(answer_to("one\ntwo\n").starts_with("ok\n"));
  EXPECT_EQ(commands, std::vector<std::string>{"one"});
}

TEST_F(AControlSocket, RefusesALineWithoutAnEnd) {
  EXPECT_TRUE(answer_to(std::string(k_longest_command, 'x')).starts_with("refused\nthis is no line"));
  EXPECT_TRUE(commands.empty());
}

TEST_F(AControlSocket, RefusesHostileBytes) {
  const std::string answer = answer_to("show \x1B]52;c;eA==\x07\xFF\n");
  EXPECT_TRUE(answer.starts_with("refused\n")) << answer;
  EXPECT_EQ(answer.find('\x1B'), std::string::npos);
  EXPECT_NE(answer.find("\\x1B]52"), std::string::npos) << answer;
  EXPECT_TRUE(commands.empty());
}

TEST_F(AControlSocket, EndsAConnectionThatSaysNothing) {
  server.reset();
  HostTimers timers;
  timers.connection = test::k_moment;
  listen(timers);
  auto client = test::connect_to(path);
  ASSERT_TRUE(until([&] { return client.ended(); }));
  EXPECT_TRUE(client.heard().starts_with("refused\nno command came in time")) << client.heard();
  EXPECT_TRUE(until([this] { return server->connections() == 0; }));
}

TEST_F(AControlSocket, ForgetsAConnectionThatLeaves) {
  test::connect_to(path).close();
  auto rude = test::connect_to(path);
  rude.says("show\n");
  rude.close();
  ASSERT_TRUE(until([this] { return commands.size() == 1; }));
  EXPECT_TRUE(until([this] { return server->connections() == 0; }));
}

TEST_F(AControlSocket, LeaksNoDescriptors) {
  asked("show");
  const std::size_t before = test::open_descriptors();
  for (int times = 0; times < 50; ++times) ASSERT_TRUE(asked("show"));
  EXPECT_TRUE(until([this] { return server->connections() == 0; }));
  EXPECT_EQ(test::open_descriptors(), before);
}

TEST_F(AControlSocket, IsForItsUserOnly) {
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(AControlSocket, GoesAwayWithItsServer) {
  server.reset();
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(AControlSocket, IsNotTakenFromALivingSimulator) {
  const auto error = error_of_listening();
  EXPECT_EQ(error.code, env::ErrorCode::device_held) << error.what;
  EXPECT_NE(error.what.find(path), std::string::npos);
  EXPECT_TRUE(asked("show"));
}

TEST_F(AControlSocket, ReplacesOneThatADeadSimulatorLeft) {
  server.reset();
  const env::UniqueFd dead(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(dead.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  listen();
  EXPECT_TRUE(asked("show"));
}

TEST_F(AControlSocket, ReplacesNoFile) {
  server.reset();
  std::ofstream(path) << "text";
  EXPECT_NE(error_of_listening().what.find("in the way"), std::string::npos);
  EXPECT_TRUE(std::filesystem::is_regular_file(path));
}

TEST_F(AControlSocket, HasNoPathLongerThanTheSystemTakes) {
  path = folder / std::string(120, 'x');
  EXPECT_NE(error_of_listening().what.find("at most 107 bytes"), std::string::npos);
}

TEST(AnAnswer, IsMissingWhereNoSimulatorIs) {
  const auto answer = ask("/nowhere/control", "show");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().remedy, env::Remedy::gone);
}

TEST(AnAnswer, IsNotAskedForWithBytesThatAreNoText) {
  const auto answer = ask("/nowhere/control", "show\nquit");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().remedy, env::Remedy::misuse);
}

TEST(AnAnswer, OfSomethingElseIsNone) {
  EXPECT_FALSE(parse_answer("HTTP/1.1 400 Bad Request\r\n"));
  EXPECT_FALSE(parse_answer(""));
  EXPECT_FALSE(parse_answer("ok"));
}

}  // namespace
}  // namespace campon::sim
