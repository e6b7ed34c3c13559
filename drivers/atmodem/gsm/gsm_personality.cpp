#include "drivers/atmodem/gsm/gsm_personality.hpp"

#include <algorithm>
#include <utility>

#include "drivers/atmodem/engine/chat.hpp"
#include "hal/env/toml_reader.hpp"
#include "hal/env/trace.hpp"

namespace campon::atmodem {

namespace {

using env::TableReader;

constexpr std::size_t k_longest_line = 512;
constexpr std::int64_t k_largest_cause = 127;
constexpr std::string_view k_number = "<number>";
constexpr std::string_view k_digit = "<digit>";
constexpr std::string_view k_index = "<index>";

template <class Meaning, class Words>
std::optional<Meaning> meaning_of(const Words& words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return static_cast<Meaning>(found - words.begin());
}

class Reader {
 public:
  Reader(const toml::table& root, std::string_view file) : file_(file), root_(root, file) {}

  env::Expected<GsmPersonality> read() {
    in_table("modem", [this](TableReader& table) { modem(table); });
    for_each("init", [this](TableReader& table) { init(table); });
    for_each("voice_sign", [this](TableReader& table) { voice_sign(table); });
    in_table("gsm", [this](TableReader& table) { gsm(table); });
    in_table("ccbs", [this](TableReader& table) { ccbs(table); });
    in_table("identify", [this](TableReader& table) { identify(table); });
    if (const toml::table* table = named("news")) news(*table);
    if (const toml::table* table = named("causes")) causes(*table);
    if (const toml::table* table = named("service_texts")) service_texts(*table);
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
  template <class Read>
  void for_each(std::string_view key, Read read) {
    for (const toml::table* entry : root_.tables(key)) in(*entry, read);
  }
  const toml::table* named(std::string_view key) { return key == "modem" || root_.has(key) ? root_.table(key) : nullptr; }

  // A command template is checked as it will be sent, so that a slip shows when it is read and not on the line.
  std::string command(TableReader& table, std::string_view key, std::string_view hole = {}) {
    std::string text = table.text(key);
    check(table, key, text, hole);
    return text;
  }
  void check(TableReader& table, std::string_view key, const std::string& text, std::string_view hole = {}) {
    if (!is_sendable(text, modem_.command_limit))
      table.mistake(key, "'" + std::string(key) + "' is no command line: " + env::escaped(text));
    if (!hole.empty() && text.find(hole) == std::string::npos) table.mistake(key, "'" + std::string(key) + "' needs " + std::string(hole));
  }
  void replace(TableReader& table, std::string_view key, std::string& place, std::string_view hole = {}) {
    if (table.has(key)) place = command(table, key, hole);
  }

  TextPattern pattern(TableReader& table, std::string_view key, const std::string& text) {
    if (auto known = TextPattern::parse(text)) return *std::move(known);
    table.mistake(key, "no pattern: " + env::escaped(text));
    return {};
  }
  std::vector<TextPattern> patterns(TableReader& table, std::string_view key) {
    std::vector<TextPattern> list;
    if (!table.has(key)) return list;
    for (const auto& text : table.texts(key)) list.push_back(pattern(table, key, text));
    return list;
  }

  void modem(TableReader& table) {
    modem_.name = table.text("name");
    modem_.title = table.text("title");
    modem_.source = table.text("source");
    if (table.text("dialect") != k_gsm_dialect) table.mistake("dialect", "this reader knows the dialect 'gsm' only");
    const auto confidence = meaning_of<Confidence>(k_confidences, table.text_or("confidence", "unproven"));
    if (!confidence) table.mistake("confidence", "'confidence' is standard, manual, field or unproven");
    modem_.confidence = confidence.value_or(Confidence::unproven);
    if (table.has("command_limit")) modem_.command_limit = table.count("command_limit", k_longest_line);
  }

  void identify(TableReader& table) {
    if (table.has("lines")) modem_.identity.lines = table.texts("lines");
    if (table.has("contains")) modem_.identity.contains = table.texts("contains");
    if (table.has("usb")) modem_.identity.usb = table.texts("usb");
    if (table.has("at_interfaces")) modem_.identity.at_interfaces = table.texts("at_interfaces");
  }

  void init(TableReader& table) {
    GsmInit entry;
    entry.command = command(table, "command");
    entry.optional = table.flag("optional", false);
    entry.after_sim = table.flag("after_sim", false);
    const std::string gives = table.text_or("gives", {});
    if (gives == "caller_id")
      entry.gives = GsmGives::caller_id;
    else if (gives == "call_waiting")
      entry.gives = GsmGives::call_waiting;
    else if (!gives.empty())
      table.mistake("gives", "'gives' is caller_id or call_waiting");
    modem_.init.push_back(std::move(entry));
  }

  void voice_sign(TableReader& table) {
    VoiceSign sign{command(table, "command"), patterns(table, "yes"), patterns(table, "no")};
    if (sign.yes.empty() && sign.no.empty()) table.mistake("command", "a sign of voice needs 'yes' or 'no'");
    modem_.voice_signs.push_back(std::move(sign));
  }

  void gsm(TableReader& table) {
    modem_.voice = table.flag("voice", modem_.voice);
    replace(table, "dial", modem_.dial, k_number);
    replace(table, "answer", modem_.answer);
    replace(table, "tone", modem_.tone, k_digit);
    if (table.has("release")) modem_.release = table.texts("release");
    if (modem_.release.empty()) table.mistake("release", "a modem needs a way to release");
    for (const auto& text : modem_.release) check(table, "release", text);
    if (table.has("registration")) modem_.registration = table.texts("registration");
    modem_.chld = table.text_or("chld", {});
    modem_.poll = table.flag("poll", modem_.poll);
    modem_.poll_while_dialling = table.flag("poll_while_dialling", modem_.poll_while_dialling);
    modem_.asks_cause = table.flag("asks_cause", modem_.asks_cause);
    modem_.text_charset = table.text_or("text_charset", {});
    registration(table);
  }

  void registration(TableReader& table) {
    if (modem_.registration.empty()) table.mistake("registration", "a modem tells its registration somehow");
    for (const auto& tag : modem_.registration)
      if (tag.size() < 2 || !tag.starts_with('+') || !is_sendable("AT" + tag + "=1", modem_.command_limit))
        table.mistake("registration", "'registration' holds names like +CREG");
  }

  void ccbs(TableReader& table) {
    replace(table, "request", modem_.ccbs_request);
    modem_.ccbs_ok_is_proof = table.flag("ok_is_proof", modem_.ccbs_ok_is_proof);
    replace(table, "query", modem_.ccbs_query);
    replace(table, "cancel_all", modem_.ccbs_cancel_all);
    replace(table, "cancel_one", modem_.ccbs_cancel_one, k_index);
  }

  // Tables whose keys are lines of the modem, in the order of the file, which a table does not keep by itself.
  template <class Take>
  void lines(const toml::table& table, Take take) {
    std::vector<std::pair<std::string_view, const toml::node*>> entries;
    for (const auto& [key, node] : table) entries.emplace_back(key.str(), &node);
    std::sort(entries.begin(), entries.end(),
              [](const auto& a, const auto& b) { return a.second->source().begin.line < b.second->source().begin.line; });
    for (const auto& [key, node] : entries) {
      auto line = TextPattern::parse(key);
      const std::string why = line ? take(*std::move(line), *node) : "it is no pattern";
      if (!why.empty()) root_.adopt(env::toml_error(file_, node->source().begin.line, "'" + env::escaped(key) + "': " + why));
    }
  }

  void news(const toml::table& table) {
    lines(table, [this](TextPattern line, const toml::node& node) -> std::string {
      const auto means = meaning_of<NewsMeaning>(k_news_meanings, node.value_exact<std::string>().value_or(""));
      if (!means) return "news of no known meaning";
      modem_.news.push_back({std::move(line), *means});
      return {};
    });
  }

  void causes(const toml::table& table) {
    lines(table, [this](TextPattern line, const toml::node& node) -> std::string {
      const auto cause = node.value_exact<std::int64_t>();
      const bool hole = node.value_exact<std::string>() == "<cause>" && line.text().find("<cause>") != std::string::npos;
      if (!hole && (!cause || *cause < 0 || *cause > k_largest_cause)) return "a cause is 0 to 127, or \"<cause>\" from the line";
      modem_.causes.push_back({std::move(line), hole ? std::nullopt : std::optional(static_cast<unsigned>(*cause))});
      return {};
    });
  }

  void service_texts(const toml::table& table) {
    lines(table, [this](TextPattern line, const toml::node& node) -> std::string {
      const auto means = meaning_of<ServiceMeaning>(k_service_meanings, node.value_exact<std::string>().value_or(""));
      if (!means) return "a service text of no known meaning";
      if (means == ServiceMeaning::entry && line.text().find(k_index) == std::string::npos) return "an entry needs <index>";
      modem_.service_texts.push_back({std::move(line), *means});
      return {};
    });
  }

  void results(const toml::table& table) {
    for (const auto& [key, node] : table) {
      const auto name = node.value_exact<std::string>();
      const auto code = name ? result_code_named(*name) : std::nullopt;
      if (!code)
        root_.adopt(env::toml_error(file_, node.source().begin.line, "result '" + env::escaped(key.str()) + "' has no known meaning"));
      else
        modem_.results.add(std::string(key.str()), *code);
    }
  }

  void timers(TableReader& table) {
    const std::array<std::pair<std::string_view, env::Duration*>, 14> keys{{{"pacing", &modem_.timers.chat.pacing},
                                                                            {"settle", &modem_.timers.chat.settle},
                                                                            {"setting", &modem_.timers.command.setting},
                                                                            {"dtr_low", &modem_.timers.dtr.low},
                                                                            {"dtr_settle", &modem_.timers.dtr.settle},
                                                                            {"dial", &modem_.gsm.dial},
                                                                            {"answer", &modem_.gsm.answer},
                                                                            {"network", &modem_.gsm.network},
                                                                            {"hang_up", &modem_.gsm.hang_up},
                                                                            {"poll", &modem_.gsm.poll},
                                                                            {"retention", &modem_.gsm.retention},
                                                                            {"service_text", &modem_.gsm.service_text},
                                                                            {"message", &modem_.gsm.message},
                                                                            {"tone", &modem_.gsm.tone}}};
    for (const auto& [key, place] : keys)
      if (table.has(key)) *place = table.duration(key);
  }

  std::string_view file_;
  TableReader root_;
  GsmPersonality modem_;
};

}  // namespace

bool GsmPersonality::understands_query() const {
  return std::any_of(service_texts.begin(), service_texts.end(), [](const ServiceText& text) {
    return text.means == ServiceMeaning::entry || text.means == ServiceMeaning::none_outstanding;
  });
}

env::Expected<GsmPersonality> parse_gsm_personality(std::string_view toml, std::string_view file) {
  const auto root = env::parse_toml(toml, file);
  if (!root) return tl::unexpected(root.error());
  return Reader(*root, file).read();
}

env::Expected<std::string> modem_dialect(std::string_view toml, std::string_view file) {
  const auto root = env::parse_toml(toml, file);
  if (!root) return tl::unexpected(root.error());
  const auto dialect = root->at_path("modem.dialect").value_exact<std::string>();
  if (!dialect) return tl::unexpected(env::toml_error(file, 1, "a modem names its dialect in [modem]"));
  return *dialect;
}

}  // namespace campon::atmodem
