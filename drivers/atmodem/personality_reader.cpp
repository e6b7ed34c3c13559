// Reads a personality and the dialect under it.
#include <algorithm>
#include <span>
#include <utility>

#include "drivers/atmodem/engine/chat.hpp"
#include "drivers/atmodem/personality.hpp"
#include "drivers/atmodem/voice/digit_plan.hpp"
#include "drivers/atmodem/voice/shields.hpp"
#include "hal/env/embedded_file.hpp"
#include "hal/env/toml_reader.hpp"
#include "hal/env/trace.hpp"

namespace campon::atmodem {

std::span<const env::EmbeddedFile> dialects();

namespace {

using env::TableReader;

constexpr std::size_t k_dialect_depth = 4;
constexpr std::string_view k_hex_length = "<hex_ms>";
constexpr std::size_t k_longest_line = 255;  // no modem read takes more [voice-modems 1.1]
constexpr std::string_view k_length = "<10ms>";

class Reader {
 public:
  Reader(const toml::table& root, std::string_view file) : file_(file), root_(root, file) {}

  env::Expected<Personality> read() {
    in_table("modem", [this](TableReader& table) { modem(table); });
    in_table("identify", [this](TableReader& table) { identify(table); });
    for (const toml::table* entry : root_.tables("init")) in(*entry, [this](TableReader& table) { init(table); });
    in_table("hook", [this](TableReader& table) { hook(table); });
    in_table("digits", [this](TableReader& table) { digits(table); });
    for (const toml::table* entry : root_.tables("flash")) in(*entry, [this](TableReader& table) { flash(table); });
    if (const toml::table* table = named("events")) events(*table);
    in_table("ring", [this](TableReader& table) { ring(table); });
    if (const toml::table* table = named("results")) results(*table);
    if (const toml::table* table = named("blocked")) blocked(*table);
    in_table("audio", [this](TableReader& table) { audio(table); });
    for (const toml::table* entry : root_.tables("format")) in(*entry, [this](TableReader& table) { format(table); });
    in_table("timers", [this](TableReader& table) { timers(table); });
    if (modem_.init.empty()) root_.mistake("init", "a modem needs an [[init]]");
    const auto good = root_.finish();
    if (!good) return tl::unexpected(good.error());
    return std::move(modem_);
  }

 private:
  template <class Read>
  void in(const toml::table& table, Read read) {
    TableReader reader(table, file_);
    read(reader);
    if (const auto good = reader.finish(); !good) root_.adopt(good.error());
  }

  template <class Read>
  void in_table(std::string_view key, Read read) {
    if (const toml::table* table = named(key)) in(*table, read);
  }

  // The parts that every modem has are missed; the others may be left out.
  const toml::table* named(std::string_view key) {
    const bool needed = key == "modem" || key == "hook" || key == "digits" || key == "events";
    return needed || root_.has(key) ? root_.table(key) : nullptr;
  }

  // A command template is checked as it will be sent, so that a slip shows when it is read and not on the line.
  std::string command(TableReader& table, std::string_view key) {
    std::string text = table.text(key);
    if (!is_sendable(text, modem_.command_limit))
      table.mistake(key, "'" + std::string(key) + "' is no command line: " + env::escaped(text));
    return text;
  }
  std::string command_or_nothing(TableReader& table, std::string_view key) {
    return table.text_or(key, {}).empty() ? std::string{} : command(table, key);
  }
  std::string shields(TableReader& table, std::string_view key) {
    const std::string text = table.text_or(key, {});
    const auto bytes = shields_of(text);
    if (!bytes) table.mistake(key, "'" + std::string(key) + "' is no shielded sequence: " + env::escaped(text));
    return bytes.value_or("");
  }

  void modem(TableReader& table) {
    modem_.name = table.text("name");
    modem_.title = table.text("title");
    modem_.source = table.text("source");
    modem_.dialect = table.text("dialect");
    modem_.confidence = one_of(table, "confidence", k_confidences, Confidence::unproven);
    if (table.has("command_limit")) modem_.command_limit = table.count("command_limit", k_longest_line);
    modem_.dial_limit = table.has("dial_limit") ? table.count("dial_limit", k_longest_line) : modem_.command_limit;
    modem_.stays_off_hook_on_busy = table.flag("stays_off_hook_on_busy", true);
    modem_.false_tones_while_sending = table.flag("false_tones_while_sending", false);
    modem_.call_type = table.flag("call_type", false);
    modem_.boot_texts = table.texts("boot_texts");
  }

  template <class Value, std::size_t size>
  Value one_of(TableReader& table, std::string_view key, const std::array<std::string_view, size>& names, Value fallback) {
    if (!table.has(key)) return fallback;
    const std::string name = table.text(key);
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<Value>(found - names.begin());
    table.mistake(key, "'" + std::string(key) + "' cannot be '" + env::escaped(name) + "'");
    return fallback;
  }

  void identify(TableReader& table) {
    modem_.identity.lines = table.texts("lines");
    modem_.identity.contains = table.texts("contains");
    modem_.identity.hints = table.texts("hints");
    modem_.identity.usb = table.texts("usb");
    modem_.identity.at_interfaces = table.texts("at_interfaces");
  }

  void init(TableReader& table) {
    InitCommand entry;
    entry.command = command(table, "command");
    entry.optional = table.flag("optional", false);
    entry.reset = table.flag("reset", false);
    const std::string gives = table.text_or("gives", {});
    if (gives == "caller_id")
      entry.gives = InitGives::caller_id;
    else if (gives == "ring_cadence")
      entry.gives = InitGives::ring_cadence;
    else if (!gives.empty())
      table.mistake("gives", "'gives' is caller_id or ring_cadence");
    modem_.init.push_back(std::move(entry));
  }

  void hook(TableReader& table) {
    modem_.before_seizure = command(table, "before_seizure");
    modem_.seize = command_or_nothing(table, "seize");
    modem_.answer = command(table, "answer");
    modem_.release = table.texts("release");
    if (modem_.release.empty()) table.mistake("release", "a modem needs a way to release");
    for (const auto& text : modem_.release)
      if (!is_sendable(text, modem_.command_limit))
        table.mistake("release", "'release' holds what is no command line: " + env::escaped(text));
    modem_.hook_query = command_or_nothing(table, "query");
    modem_.hook_is_off = table.texts("off_hook");
    if (!modem_.hook_query.empty() && modem_.hook_is_off.empty())
      table.mistake("query", "'query' needs 'off_hook', the answers that mean it");
  }

  void digits(TableReader& table) {
    modem_.first_digits = digit_template(table, "first", command(table, "first"));
    modem_.later_digits = command_or_nothing(table, "later");
    if (!modem_.later_digits.empty()) digit_template(table, "later", modem_.later_digits);
    modem_.tone = table.duration("tone");
    modem_.comma = table.duration("comma");
  }

  std::string digit_template(TableReader& table, std::string_view key, std::string text) {
    if (digits_at_once(text, modem_) == 0)
      table.mistake(key, "'" + std::string(key) + "' needs one <digits> or <list>, and room for a digit");
    return text;
  }

  void flash(TableReader& table) {
    FlashWay way;
    way.before = command_or_nothing(table, "before");
    way.command = command(table, "command");
    way.shortest = table.duration("shortest");
    way.longest = table.duration("longest");
    if (way.longest < way.shortest) table.mistake("longest", "'longest' is shorter than 'shortest'");
    const std::string both = way.before + way.command;
    const bool settable = both.find(k_length) != std::string::npos || both.find(k_hex_length) != std::string::npos;
    if (!settable && way.shortest != way.longest)
      table.mistake("command", "a flash without <10ms> or <hex_ms> has one length: 'shortest' is 'longest'");
    modem_.flash.push_back(std::move(way));
  }

  void events(const toml::table& table) {
    for (const auto& [key, node] : table) {
      const std::string_view code = key.str();
      const auto meaning = node.value_exact<std::string>();
      const auto known = meaning ? std::find(k_event_meanings.begin(), k_event_meanings.end(), *meaning) : k_event_meanings.end();
      if (code.size() != 1 || code.front() <= ' ' || code.front() > '~')
        return adopt(node, "an event code is one character, not '" + env::escaped(code) + "'");
      if (known == k_event_meanings.end()) return adopt(node, "event '" + std::string(code) + "' has no known meaning");
      modem_.events.emplace(code.front(), static_cast<EventMeaning>(known - k_event_meanings.begin()));
    }
  }

  void ring(TableReader& table) {
    if (table.has("unit")) modem_.ring_unit = table.duration("unit");
  }

  void results(const toml::table& table) {
    for (const auto& [key, node] : table) {
      const auto name = node.value_exact<std::string>();
      const auto code = name ? result_code_named(*name) : std::nullopt;
      if (!code) return adopt(node, "result '" + env::escaped(key.str()) + "' has no known meaning");
      modem_.results.add(std::string(key.str()), *code);
    }
  }

  void blocked(const toml::table& table) {
    for (const auto& [key, node] : table) {
      const auto text = node.value_exact<std::string>();
      const auto length = text ? env::parse_duration(*text) : std::nullopt;
      if (!length) return adopt(node, "'" + env::escaped(key.str()) + "' must be blocked for a duration such as \"3min\"");
      modem_.blocked_for.emplace(key.str(), *length);
    }
  }

  void audio(TableReader& table) {
    modem_.audio.listen = command_or_nothing(table, "listen");
    modem_.audio.listen_stop = shields(table, "listen_stop");
    modem_.audio.play = command_or_nothing(table, "play");
    modem_.audio.play_end = shields(table, "play_end");
    modem_.audio.play_stop = shields(table, "play_stop");
    if (!modem_.audio.listen.empty() && modem_.audio.listen_stop.empty()) table.mistake("listen", "'listen' needs 'listen_stop'");
    if (!modem_.audio.play.empty() && (modem_.audio.play_end.empty() || modem_.audio.play_stop.empty()))
      table.mistake("play", "'play' needs 'play_end' and 'play_stop'");
  }

  void format(TableReader& table) {
    AudioFormat format;
    format.select = command(table, "select");
    if (!table.has("coding")) table.mistake("select", "'coding' is missing");
    format.coding = one_of(table, "coding", k_codings, Coding::unsigned_8);
    modem_.audio.formats.push_back(std::move(format));
  }

  void timers(TableReader& table) {
    AtTimers& timers = modem_.timers;
    const std::array<std::pair<std::string_view, env::Duration*>, 9> keys{{{"pacing", &timers.chat.pacing},
                                                                           {"settle", &timers.chat.settle},
                                                                           {"setting", &timers.command.setting},
                                                                           {"reset", &timers.command.reset},
                                                                           {"reset_rest", &modem_.reset_rest},
                                                                           {"hook", &timers.command.hook},
                                                                           {"answer", &timers.command.answer},
                                                                           {"dtr_low", &timers.dtr.low},
                                                                           {"dtr_settle", &timers.dtr.settle}}};
    for (const auto& [key, place] : keys)
      if (table.has(key)) *place = table.duration(key);
  }

  void adopt(const toml::node& node, std::string what) { root_.adopt(env::toml_error(file_, node.source().begin.line, std::move(what))); }

  std::string_view file_;
  TableReader root_;
  Personality modem_;
};

const env::EmbeddedFile* dialect_named(std::string_view name) {
  for (const auto& file : dialects())
    if (file.name == name) return &file;
  return nullptr;
}

// What the file has stays; of tables only the missing keys are taken over.
void fill_in(toml::table& table, const toml::table& from) {
  for (const auto& [key, node] : from) {
    toml::node* own = table.get(key.str());
    if (own == nullptr)
      table.insert(key.str(), node);
    else if (own->is_table() && node.is_table())
      for (const auto& [inner, value] : *node.as_table()) own->as_table()->insert(inner.str(), value);
  }
}

std::string all_dialects() {
  std::string names;
  for (const auto name : dialect_names()) names.append(names.empty() ? "" : ", ").append(name);
  return names;
}

// A dialect may stand on another one, which it names as `on` of its [dialect] table.
env::Result add_dialect(toml::table& root, std::string_view file) {
  std::string name = root["modem"]["dialect"].value_or(std::string());
  const unsigned line = root["modem"]["dialect"].node() == nullptr ? 1 : root["modem"]["dialect"].node()->source().begin.line;
  for (std::size_t depth = 0; depth < k_dialect_depth && !name.empty(); ++depth) {
    const auto* dialect = dialect_named(name);
    if (dialect == nullptr)
      return tl::unexpected(env::toml_error(file, line, "no dialect '" + env::escaped(name) + "'; there are " + all_dialects()));
    auto table = env::parse_toml(dialect->text, dialect->name);
    if (!table) return tl::unexpected(table.error());
    name = (*table)["dialect"]["on"].value_or(std::string());
    table->erase("dialect");
    fill_in(root, *table);
  }
  return {};
}

}  // namespace

std::vector<std::string_view> dialect_names() {
  std::vector<std::string_view> names;
  for (const auto& file : dialects()) names.push_back(file.name);
  std::sort(names.begin(), names.end());
  return names;
}

env::Expected<Personality> parse_personality(std::string_view toml, std::string_view file) {
  auto root = env::parse_toml(toml, file);
  if (!root) return tl::unexpected(root.error());
  if (const auto good = add_dialect(*root, file); !good) return tl::unexpected(good.error());
  return Reader(*root, file).read();
}

}  // namespace campon::atmodem
