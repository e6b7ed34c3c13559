#include "apps/libcampon/line_config.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "apps/libcampon/card_channel.hpp"
#include "hal/env/toml_reader.hpp"
#include "hal/env/trace.hpp"

namespace campon::apps {
namespace {

constexpr std::size_t k_longest_value = 255;

bool printable(std::string_view text) {
  return !text.empty() && text.size() <= k_longest_value &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

bool safe_path(std::string_view path) {
  const bool climbs = path.find("/../") != std::string_view::npos || path.ends_with("/..");
  return printable(path) && path.front() == '/' && !climbs;
}

LineConfig read_line(env::TableReader& reader, std::size_t number) {
  LineConfig line;
  line.device = reader.text("device");
  line.network = reader.text("network");
  line.name = reader.text_or("name", "line " + std::to_string(number));
  line.region = reader.text_or("region", "");
  line.modem = reader.text_or("modem", line.modem);
  line.listen = reader.flag("listen", line.listen);
  if (!safe_path(line.device) && !card_channel(line.device))
    reader.mistake("device", "'device' must be a path that begins with / and has no .., or dahdi: and the number of a channel");
  const std::pair<std::string_view, std::string_view> words[] = {{"network", line.network}, {"name", line.name}, {"modem", line.modem}};
  for (const auto& [key, value] : words)
    if (!printable(value)) reader.mistake(key, "'" + std::string(key) + "' must be 1 to 255 printable ASCII characters");
  if (!line.region.empty() && !printable(line.region)) reader.mistake("region", "'region' must be printable ASCII characters");
  return line;
}

// Remembers what lines must not share.
class Seen {
 public:
  void check(env::TableReader& reader, const LineConfig& line) {
    if (!names_.insert(line.name).second) reader.mistake("name", "two lines are named '" + env::escaped(line.name) + "'");
    if (!devices_.insert(line.device).second) reader.mistake("device", "two lines use " + env::escaped(line.device));
  }

 private:
  std::set<std::string> names_;
  std::set<std::string> devices_;
};

}  // namespace

env::Expected<std::vector<LineConfig>> parse_config(std::string_view text, std::string_view file_name) {
  const std::string file = env::escaped(file_name);
  const auto document = env::parse_toml(text, file);
  if (!document) return tl::unexpected(document.error());
  env::TableReader top(*document, file);
  const auto tables = top.tables("line");
  if (tables.size() > k_most_lines) top.mistake("line", "more than " + std::to_string(k_most_lines) + " lines");
  if (auto fine = top.finish(); !fine) return tl::unexpected(fine.error());
  std::vector<LineConfig> lines;
  Seen seen;
  for (const toml::table* table : tables) {
    env::TableReader reader(*table, file);
    lines.push_back(read_line(reader, lines.size() + 1));
    seen.check(reader, lines.back());
    if (auto fine = reader.finish(); !fine) return tl::unexpected(fine.error());
  }
  return lines;
}

}  // namespace campon::apps
