// campon replay FILE: gives a recording to the driver again, in virtual time, and says whether it does the same.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <system_error>

#include "apps/campon/output/report.hpp"
#include "apps/campon/verbs.hpp"
#include "apps/libcampon/modem_driver.hpp"
#include "drivers/recording/replay.hpp"
#include "hal/env/trace.hpp"

namespace campon::cli {
namespace {

using recording::Recording;

struct Options {
  std::string file, modem, profiles;
  bool json = false;
};

env::Expected<std::string> text_of(const std::string& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (error) return env::fail(env::ErrorCode::bad_profile, env::Remedy::misuse, env::escaped(file) + " cannot be read: " + error.message());
  if (size > recording::k_most_bytes)
    return env::fail(env::ErrorCode::bad_profile, env::Remedy::misuse, env::escaped(file) + ": a recording has at most 16 MiB");
  std::ifstream in(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

env::Expected<apps::ProfileText> modem_of(const Options& options, const Recording& recording) {
  const std::string name = options.modem.empty() ? recording.modem : options.modem;
  auto modem = apps::ProfileStore(options.profiles).find(apps::ProfileKind::modem, name);
  if (!modem) return modem;
  if (const auto good = apps::check_modem(*modem); !good) return tl::unexpected(good.error());
  return modem;
}

int tell(const Options& options, const Recording& recording, const recording::ReplayResult& result, Report& report) {
  const std::size_t all = recording.events.size();
  const bool same = result.difference.empty();
  const std::string difference = env::escaped(result.difference);
  const std::string good = env::escaped(options.file) + ": the same, " + std::to_string(all) + " of " + std::to_string(all) + " events";
  report.tell({{"type", "replayed"},
               {"file", options.file},
               {"same", same},
               {"reached", result.events},
               {"events", all},
               {"difference", difference}},
              same ? good : "");
  if (same) return code(Exit::reached);
  if (!options.json) std::cerr << "campon: " << env::escaped(options.file) << ": " << difference << std::endl;
  return code(Exit::not_reached);
}

int run(const Options& options) {
  Report report(std::cout, std::cerr, options.json);
  const auto text = text_of(options.file);
  if (!text) return report.error(text.error());
  const auto recording = recording::parse_recording(*text, options.file);
  if (!recording) return report.error(recording.error());
  const auto modem = modem_of(options, *recording);
  if (!modem) return report.error(modem.error());
  return tell(options, *recording, recording::replay(*recording, apps::driver_of(*modem)), report);
}

}  // namespace

Verb add_replay(CLI::App& program) {
  const auto options = std::make_shared<Options>();  // parsed into here, read when the verb runs
  auto* command = program.add_subcommand("replay", "Gives what --record wrote to the driver again, and compares what it does.");
  command->add_option("FILE", options->file, "A recording.")->required();
  command->add_option("--modem", options->modem, "Another modem profile than the recording names; a name or a file that ends in .toml.");
  command->add_option("--profiles", options->profiles, "Folder with profiles of your own.");
  command->add_flag("--json", options->json, "One JSON object per line.");
  return {command, [options] { return run(*options); }};
}

}  // namespace campon::cli
