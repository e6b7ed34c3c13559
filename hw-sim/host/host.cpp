#include "hw-sim/host/host.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "hal/env/real/system_rng.hpp"
#include "hw-sim/ctl/control.hpp"
#include "hw-sim/host/control_server.hpp"
#include "hw-sim/host/lines_folder.hpp"
#include "hw-sim/host/pty_port.hpp"
#include "hw-sim/simulator.hpp"

namespace campon::sim {
namespace {

tl::unexpected<env::Error> misuse(std::string what) { return env::fail(env::ErrorCode::bad_state, env::Remedy::misuse, std::move(what)); }

std::unique_ptr<env::Rng> chance(std::optional<std::uint64_t> seed) {
  if (seed) return std::make_unique<env::SeededRng>(*seed);
  return std::make_unique<env::SystemRng>();
}

void count_up(std::string& number) {
  for (auto digit = number.rbegin(); digit != number.rend(); ++digit) {
    if (*digit != '9') {
      ++*digit;
      return;
    }
    *digit = '0';
  }
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

env::Expected<std::vector<std::string>> numbers_from(const std::string& first, std::size_t count) {
  constexpr std::size_t k_longest_number = 15;  // [E.164 6]
  const bool digits = !first.empty() && first.size() <= k_longest_number && first.find_first_not_of("0123456789") == std::string::npos;
  if (!digits) return misuse("'" + env::escaped(first) + "' is no telephone number; digits are expected, such as 5550100");
  std::vector<std::string> out;
  for (std::string next = first; out.size() < count; count_up(next)) {
    if (next < first) return misuse("the numbers after " + first + " do not suffice for " + std::to_string(count) + " lines");
    out.push_back(next);
  }
  return out;
}

// In the order of destruction: the modems go before the ports that they speak through.
class Host::Core {
 public:
  Core(env::AsioScheduler& scheduler, const HostOptions& options, std::ostream& out)
      : scheduler_(scheduler),
        options_(options),
        printer_(out, options.events, scheduler.now()),
        rng_(chance(options.seed)),
        watch_(scheduler) {}

  env::Result start();
  env::Expected<std::string> control(std::string_view command);

 private:
  env::Expected<std::string> plug(std::string_view line, bool in);
  env::Result check() const;
  env::Result open_lines(const std::vector<std::string>& numbers);
  env::Result open_line(std::size_t index, const std::string& number);
  env::Result open_control();

  env::AsioScheduler& scheduler_;
  HostOptions options_;
  EventPrinter printer_;
  std::unique_ptr<env::Rng> rng_;
  std::optional<LinesFolder> folder_;
  SlaveWatch watch_;
  std::vector<std::unique_ptr<PtyPort>> ports_;
  std::unique_ptr<Simulator> simulator_;
  std::unique_ptr<ControlServer> server_;
};

env::Result Host::Core::check() const {
  if (options_.lines < 1 || options_.lines > k_most_lines)
    return misuse("--lines is " + std::to_string(options_.lines) + "; 1 to " + std::to_string(k_most_lines) + " are possible");
  return {};
}

env::Result Host::Core::start() {
  if (const auto good = check(); !good) return good;
  auto simulator = Simulator::create(options_.exchange, scheduler_, *rng_, printer_);
  if (!simulator) return tl::unexpected(simulator.error());
  simulator_ = std::move(*simulator);
  const auto numbers = numbers_from(options_.first_number.empty() ? simulator_->first_number() : options_.first_number,
                                    static_cast<std::size_t>(options_.lines));
  if (!numbers) return tl::unexpected(numbers.error());
  auto folder = LinesFolder::open(options_.folder);
  if (!folder) return tl::unexpected(folder.error());
  folder_ = std::move(*folder);
  return open_control().and_then([&] { return open_lines(*numbers); });
}

env::Result Host::Core::open_lines(const std::vector<std::string>& numbers) {
  for (std::size_t index = 0; index < numbers.size(); ++index)
    if (const auto good = open_line(index, numbers[index]); !good) return good;
  for (std::size_t index = 0; index < numbers.size(); ++index)
    printer_.line(index + 1, numbers[index], ports_[index]->name(), options_.personality);
  printer_.ready();
  return {};
}

env::Result Host::Core::open_line(std::size_t index, const std::string& number) {
  auto port = PtyPort::create(scheduler_, watch_, folder_->line(index));
  if (!port) return tl::unexpected(port.error());
  (*port)->on_dtr([this, number](bool on) { static_cast<void>(simulator_->set_dtr(number, on)); });
  ports_.push_back(std::move(*port));
  return simulator_->attach_modem(number, options_.personality, *ports_.back());
}

env::Result Host::Core::open_control() {
  const std::string path = options_.control.empty() ? folder_->control() : options_.control;
  auto server = ControlServer::listen(scheduler_, path, [this](std::string_view command) { return control(command); });
  if (!server) return tl::unexpected(server.error());
  server_ = std::move(*server);
  return {};
}

env::Expected<std::string> Host::Core::plug(std::string_view line, bool in) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
  if (error != std::errc{} || end != line.data() + line.size() || number < 1 || number > ports_.size())
    return misuse("there is no line " + env::escaped(line) + "; lines are 1 to " + std::to_string(ports_.size()));
  PtyPort& port = *ports_[number - 1];
  if (!in) port.unplug();
  if (const auto plugged = in ? port.plug() : env::Result(); !plugged) return tl::unexpected(plugged.error());
  return "the modem of line " + std::to_string(number) + (in ? " is plugged in" : " is unplugged");
}

env::Expected<std::string> Host::Core::control(std::string_view command) {
  const std::string_view word = trimmed(command);
  if (word == "help") return std::string(control_help()) + " | unplug N | plug N | help | quit";
  for (const std::string_view order : {"unplug ", "plug "})
    if (word.starts_with(order)) return plug(trimmed(word.substr(order.size())), order == "plug ");
  if (word != "quit") return simulator_->control(command);
  scheduler_.stop();
  return std::string("the simulator ends");
}

Host::Host(std::unique_ptr<Core> core) : core_(std::move(core)) {}
Host::~Host() = default;

env::Expected<std::unique_ptr<Host>> Host::start(env::AsioScheduler& scheduler, const HostOptions& options, std::ostream& out) {
  auto core = std::make_unique<Core>(scheduler, options, out);
  if (const auto started = core->start(); !started) return tl::unexpected(started.error());
  return std::unique_ptr<Host>(new Host(std::move(core)));
}

env::Expected<std::string> Host::control(std::string_view command) { return core_->control(command); }

}  // namespace campon::sim
