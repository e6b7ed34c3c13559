#include "drivers/atmodem/personality.hpp"

#include <algorithm>
#include <utility>

#include "drivers/atmodem/engine/chat.hpp"
#include "drivers/atmodem/voice/digit_plan.hpp"
#include "hal/env/toml_reader.hpp"
#include "hal/env/trace.hpp"

namespace campon::atmodem {

namespace {

using env::TableReader;

constexpr std::size_t k_longest_line = 255;  // no modem read takes more [voice-modems 1.1]
constexpr std::string_view k_dialect = "v253";
constexpr std::string_view k_length = "<10ms>";

class Reader {
 public:
  Reader(const toml::table& root, std::string_view file) : file_(file), root_(root, file) {}

  env::Expected<Personality> read() {
    in_table("modem", [this](TableReader& table) { modem(table); });
    for (const toml::table* entry : root_.tables("init")) in(*entry, [this](TableReader& table) { init(table); });
    in_table("hook", [this](TableReader& table) { hook(table); });
    in_table("digits", [this](TableReader& table) { digits(table); });
    for (const toml::table* entry : root_.tables("flash")) in(*entry, [this](TableReader& table) { flash(table); });
    if (const toml::table* table = named("events")) events(*table);
    in_table("ring", [this](TableReader& table) { ring(table); });
    if (const toml::table* table = named("results")) results(*table);
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
    return table.has(key) ? command(table, key) : table.text_or(key, {});
  }

  void modem(TableReader& table) {
    modem_.name = table.text("name");
    modem_.title = table.text("title");
    modem_.source = table.text("source");
    if (table.text("dialect") != k_dialect) table.mistake("dialect", "the only dialect is '" + std::string(k_dialect) + "'");
    if (table.has("command_limit")) modem_.command_limit = table.count("command_limit", k_longest_line);
    modem_.stays_off_hook_on_busy = table.flag("stays_off_hook_on_busy", true);
    modem_.false_tones_while_sending = table.flag("false_tones_while_sending", false);
    modem_.call_type = table.flag("call_type", false);
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
    modem_.seize = command(table, "seize");
    modem_.answer = command(table, "answer");
    modem_.release = table.texts("release");
    if (modem_.release.empty()) table.mistake("release", "a modem needs a way to release");
    for (const auto& text : modem_.release)
      if (!is_sendable(text, modem_.command_limit))
        table.mistake("release", "'release' holds what is no command line: " + env::escaped(text));
  }

  void digits(TableReader& table) {
    modem_.first_digits = digit_template(table, "first", command(table, "first"));
    modem_.later_digits = command_or_nothing(table, "later");
    if (!modem_.later_digits.empty()) digit_template(table, "later", modem_.later_digits);
    modem_.tone = table.duration("tone");
    modem_.comma = table.duration("comma");
  }

  std::string digit_template(TableReader& table, std::string_view key, std::string text) {
    if (digits_at_once(text, modem_.command_limit) == 0)
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
    const bool settable = (way.before + way.command).find(k_length) != std::string::npos;
    if (!settable && way.shortest != way.longest)
      table.mistake("command", "a flash without <10ms> has one length: 'shortest' is 'longest'");
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

}  // namespace

hal::Capabilities Personality::capabilities() const {
  const auto tells = [this](EventMeaning meaning) {
    return std::any_of(events.begin(), events.end(), [&](const auto& event) { return event.second == meaning; });
  };
  const auto gives = [this](InitGives what) {
    return std::any_of(init.begin(), init.end(), [&](const auto& entry) { return entry.gives == what; });
  };
  hal::Capabilities can;
  can.hears_dial_tone = tells(EventMeaning::dial_tone);
  can.hears_stutter = tells(EventMeaning::stutter_dial_tone);
  can.hears_busy = tells(EventMeaning::busy);
  can.hears_reorder = tells(EventMeaning::reorder);
  can.hears_ringback = tells(EventMeaning::ringback);
  can.hears_sit = tells(EventMeaning::sit);
  can.hears_voice = tells(EventMeaning::voice);
  can.hears_loop_drop = tells(EventMeaning::loop_drop);
  can.hears_polarity = tells(EventMeaning::polarity);
  can.ring_cadence = gives(InitGives::ring_cadence) && ring_unit > env::Duration::zero();
  can.caller_id = gives(InitGives::caller_id);
  can.call_type = can.caller_id && call_type;
  can.stays_off_hook_on_busy = stays_off_hook_on_busy;
  can.digits_in_call = !later_digits.empty();
  can.flash = !flash.empty();
  if (can.flash) {
    can.flash_shortest =
        std::min_element(flash.begin(), flash.end(), [](const auto& a, const auto& b) { return a.shortest < b.shortest; })->shortest;
    can.flash_longest =
        std::max_element(flash.begin(), flash.end(), [](const auto& a, const auto& b) { return a.longest < b.longest; })->longest;
  }
  return can;
}

const FlashWay* Personality::flash_way(env::Duration length) const {
  const auto way =
      std::find_if(flash.begin(), flash.end(), [&](const auto& one) { return one.shortest <= length && length <= one.longest; });
  return way == flash.end() ? nullptr : &*way;
}

env::Expected<Personality> parse_personality(std::string_view toml, std::string_view file) {
  const auto root = env::parse_toml(toml, file);
  if (!root) return tl::unexpected(root.error());
  return Reader(*root, file).read();
}

}  // namespace campon::atmodem
