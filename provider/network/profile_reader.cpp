// The network profile's TOML form; docs/profiles.md describes it for people who write one.
#include "provider/network/profile_reader.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <utility>

#include "hal/env/toml_reader.hpp"
#include "hal/env/trace.hpp"
#include "provider/network/procedure_reader.hpp"

namespace campon::provider {

namespace {

using env::TableReader;

constexpr std::size_t k_most_outstanding = 100;
constexpr std::size_t k_most_repeats = 20;
constexpr std::size_t k_longest_code = 20;
constexpr std::array<std::string_view, 4> k_kinds{"network", "pbx", "gsm", "emulated"};
constexpr std::array<std::string_view, 4> k_other_services{"cancel", "cancel_message", "query", "call_return"};

// Two procedures may serve the same end in different ways: from the tone, after a flash, from a line at rest, by a service.
std::size_t way(const Procedure& procedure) {
  if (procedure.steps.empty()) return std::variant_npos;
  const auto& first = procedure.steps.front().what;
  if (std::holds_alternative<Seize>(first)) return Step{HangUp{}}.what.index();
  if (needs_no_call(procedure) || begins_afresh(procedure)) return first.index();
  return Step{SendDigits{}}.what.index();
}

class ProfileReader {
 public:
  ProfileReader(std::string_view file, const BaseProfile& base) : file_(file), find_base_(base) {}

  NetworkProfile read(TableReader& reader) {
    read_base(reader);
    read_network(reader);
    read_codes(reader);
    read_recall(reader);
    for (const auto* entry : reader.tables("completion")) read_completion(reader, *entry);
    for (const auto* entry : reader.tables("cancel")) read_cancel(reader, *entry);
    for (const auto* entry : reader.tables("query")) queries_.push_back(read_plain(reader, *entry));
    for (const auto* entry : reader.tables("call_return")) call_returns_.push_back(read_plain(reader, *entry));
    for (const auto* entry : reader.tables("unavailable")) read_unavailable(reader, *entry);
    put_together();
    check_whole(reader);
    return std::move(profile_);
  }

 private:
  void read_base(TableReader& root) {
    if (!root.has("extends")) return;
    const std::string name = root.text("extends");
    if (!is_plain_name(name)) return root.mistake("extends", "'extends' must be the name of a shipped profile");
    if (!find_base_) return root.mistake("extends", "this profile cannot extend another");
    auto base = find_base_(name);
    if (!base) return root.mistake("extends", base.error().what);
    profile_ = std::move(*base);
    profile_.extends = name;
    extends_ = true;
  }

  void read_network(TableReader& root) {
    if (extends_ && !root.has("network")) return;
    const toml::table* table = root.table("network");
    if (table == nullptr) return;
    TableReader reader(*table, file_);
    profile_.name = text(reader, "name", profile_.name);
    profile_.title = text(reader, "title", profile_.title);
    profile_.kind = text(reader, "kind", profile_.kind);
    profile_.region = text(reader, "region", profile_.region);
    profile_.confidence = text(reader, "confidence", profile_.confidence);
    profile_.source = text(reader, "source", profile_.source);
    profile_.use_uncertain = reader.flag("use_uncertain", profile_.use_uncertain);
    read_limits(reader);
    check_network(reader);
    take_mistakes(root, reader);
  }

  void read_limits(TableReader& reader) {
    if (!extends_ || reader.has("max_outstanding")) profile_.max_outstanding = reader.count("max_outstanding", k_most_outstanding);
    profile_.newest_replaces = reader.flag("newest_replaces", profile_.newest_replaces);
    const bool own_lifetime = !extends_ || reader.has("lifetime");
    if (own_lifetime) profile_.lifetime_no_answer = profile_.lifetime = reader.duration("lifetime");
    profile_.lifetime_no_answer = duration(reader, "lifetime_no_answer", profile_.lifetime_no_answer);
    profile_.offer_window = duration(reader, "offer_window", profile_.offer_window);
    if (reader.has("messages")) profile_.messages.clear();
    for (auto& message : reader.texts("messages")) profile_.messages.push_back(std::move(message));
    if (profile_.lifetime == env::Duration::zero()) reader.mistake("lifetime", "'lifetime' must be more than 0");
  }

  void check_network(TableReader& reader) {
    if (!is_plain_name(profile_.name)) reader.mistake("name", "'name' may hold letters, digits, '_' and '-' only");
    if (!is_plain_name(profile_.region)) reader.mistake("region", "'region' may hold letters, digits, '_' and '-' only");
    if (std::find(k_kinds.begin(), k_kinds.end(), profile_.kind) == k_kinds.end())
      reader.mistake("kind", "'kind' must be \"network\", \"pbx\", \"gsm\" or \"emulated\"");
    check_confidence(reader, profile_.confidence);
  }

  // A user's file may fill in a code that the profile which it extends names, and add codes of its own.
  void read_codes(TableReader& root) {
    if (!root.has("codes")) return;
    const toml::table* table = root.table("codes");
    if (table == nullptr) return;
    TableReader reader(*table, file_);
    for (const auto& [key, node] : *table) {
      const std::string name(key.str());
      const std::string digits = reader.text(name);
      if (!is_plain_name(name)) reader.mistake(name, "a code's name may hold letters, digits, '_' and '-' only");
      if (digits.size() > k_longest_code || digits.find_first_not_of("0123456789*#ABCD") != std::string::npos)
        reader.mistake(name, "a code may hold up to 20 of 0-9 * # A-D");
      set_code(name, digits);
    }
    take_mistakes(root, reader);
  }

  void set_code(const std::string& name, const std::string& digits) {
    for (auto& code : profile_.codes)
      if (code.name == name) return static_cast<void>(code.digits = digits);
    profile_.codes.push_back({name, digits});
  }

  void read_recall(TableReader& root) {
    if (!root.has("recall")) return;
    const toml::table* table = root.table("recall");
    if (table == nullptr) return;
    TableReader reader(*table, file_);
    RecallRules& recall = profile_.recall;
    read_cadences(reader);
    recall.caller_id_is_target = reader.flag("caller_id_is_target", recall.caller_id_is_target);
    recall.call_type = reader.flag("call_type", recall.call_type);
    recall.answer_within = duration(reader, "answer_within", recall.answer_within);
    recall.unanswered_is_kept = reader.flag("unanswered_is_kept", recall.unanswered_is_kept);
    if (reader.has("repeats")) recall.repeats = reader.count("repeats", k_most_repeats);
    recall.repeat_gap = duration(reader, "repeat_gap", recall.repeat_gap);
    recall.busy_again_is_kept = reader.flag("busy_again_is_kept", recall.busy_again_is_kept);
    recall.connects = reader.flag("connects", recall.connects);
    read_connect(reader);
    if (recall.repeats > 0 && !recall.unanswered_is_kept)
      reader.mistake("repeats", "'repeats' has a meaning only with unanswered_is_kept = true");
    take_mistakes(root, reader);
  }

  void read_cadences(TableReader& reader) {
    if (reader.has("cadences")) profile_.recall.cadences.clear();
    for (const auto& text : reader.texts("cadences")) {
      if (auto pattern = hal::RingPattern::parse(text))
        profile_.recall.cadences.push_back(std::move(*pattern));
      else
        reader.mistake("cadences", pattern.error().what);
    }
  }

  void read_connect(TableReader& outer) {
    RecallRules& recall = profile_.recall;
    if (recall.connects && outer.has("connect")) outer.mistake("connect", "[recall.connect] has a meaning only with connects = false");
    if (!outer.has("connect")) return;
    const toml::table* table = outer.table("connect");
    if (table == nullptr) return;
    TableReader reader(*table, file_);
    recall.connect = procedure(reader);
    recall.connect_within = duration(reader, "within", {});
    take_mistakes(outer, reader);
  }

  void read_completion(TableReader& root, const toml::table& table) {
    TableReader reader(table, file_);
    CompletionProcedure entry;
    const auto mode = completion_mode(reader.text("mode"));
    if (!mode) reader.mistake("mode", "'mode' must be campon, callback, intrude or message");
    entry.mode = mode.value_or(CompletionMode::callback);
    entry.on = condition(reader);
    entry.procedure = procedure(reader);
    const bool twice = std::any_of(completions_.begin(), completions_.end(), [&](const auto& each) {
      return each.mode == entry.mode && each.on == entry.on && way(each.procedure) == way(entry.procedure);
    });
    if (mode && twice) reader.mistake("mode", "this mode and condition were given before");
    take_mistakes(root, reader);
    completions_.push_back(std::move(entry));
  }

  void read_cancel(TableReader& root, const toml::table& table) {
    TableReader reader(table, file_);
    CancelProcedure entry;
    entry.scope = scope(reader);
    const std::string of = reader.text_or("of", "completion");
    if (of != "completion" && of != "message") reader.mistake("of", "'of' must be \"completion\" or \"message\"");
    entry.of = of == "message" ? CancelOf::message : CancelOf::completion;
    entry.procedure = procedure(reader);
    const bool twice = std::any_of(cancels_.begin(), cancels_.end(), [&](const auto& each) {
      return each.scope == entry.scope && each.of == entry.of && way(each.procedure) == way(entry.procedure);
    });
    if (twice) reader.mistake("scope", "this cancel was given before");
    take_mistakes(root, reader);
    cancels_.push_back(std::move(entry));
  }

  static CancelScope scope(TableReader& reader) {
    const std::string word = reader.text("scope");
    for (const auto each : {CancelScope::one, CancelScope::all, CancelScope::oldest})
      if (word == to_string(each)) return each;
    reader.mistake("scope", "'scope' must be \"one\", \"all\" or \"oldest\"");
    return CancelScope::all;
  }

  Procedure read_plain(TableReader& root, const toml::table& table) {
    TableReader reader(table, file_);
    Procedure out = procedure(reader);
    take_mistakes(root, reader);
    return out;
  }

  void read_unavailable(TableReader& root, const toml::table& table) {
    TableReader reader(table, file_);
    Unavailable entry;
    entry.what = reader.text("mode");
    entry.mode = completion_mode(entry.what);
    const bool other = std::find(k_other_services.begin(), k_other_services.end(), entry.what) != k_other_services.end();
    if (!entry.mode && !other)
      reader.mistake("mode", "'mode' must be campon, callback, intrude, message, cancel, cancel_message, query or call_return");
    if (entry.mode) entry.on = condition(reader);
    entry.why = reader.text("why");
    entry.source = reader.text_or("source", profile_.source);
    entry.confidence = confidence(reader);
    take_mistakes(root, reader);
    unavailable_.push_back(std::move(entry));
  }

  static CompletionCondition condition(TableReader& reader) {
    const std::string on = reader.text("on");
    if (on != "busy" && on != "no_answer") reader.mistake("on", "'on' must be \"busy\" or \"no_answer\"");
    return on == "no_answer" ? CompletionCondition::no_answer : CompletionCondition::busy;
  }

  Procedure procedure(TableReader& reader) {
    Procedure out = read_procedure(reader, file_, profile_.kind == "emulated");
    out.source = reader.text_or("source", profile_.source);
    out.confidence = confidence(reader);
    if (profile_.kind == "emulated" && !out.steps.empty()) reader.mistake("steps", "an emulated profile has no steps");
    for (const auto& code : out.codes) {
      const bool known =
          std::any_of(profile_.codes.begin(), profile_.codes.end(), [&](const auto& each) { return each.name == code.name; });
      if (!known) reader.mistake("steps", "the code '" + code.name + "' does not stand in [codes]");
    }
    return out;
  }

  std::string confidence(TableReader& reader) {
    std::string word = reader.text_or("confidence", profile_.confidence);
    check_confidence(reader, word);
    return word;
  }

  // What the file says takes the place of what the profile that it extends says about the same thing.
  void put_together() {
    std::erase_if(profile_.procedures, [this](const auto& old) { return says(completions_, old) || says_not(old); });
    std::erase_if(profile_.cancels, [this](const auto& old) {
      return std::any_of(cancels_.begin(), cancels_.end(), [&](const auto& each) { return each.scope == old.scope && each.of == old.of; });
    });
    std::erase_if(profile_.unavailable, [this](const auto& old) { return (old.mode && says(completions_, old)) || says_not(old); });
    if (!queries_.empty()) profile_.queries.clear();
    if (!call_returns_.empty()) profile_.call_returns.clear();
    append(completions_, profile_.procedures);
    append(cancels_, profile_.cancels);
    append(queries_, profile_.queries);
    append(call_returns_, profile_.call_returns);
    append(unavailable_, profile_.unavailable);
    fill_in_codes();
  }

  template <class Old>
  static bool says(const std::vector<CompletionProcedure>& own, const Old& old) {
    return std::any_of(own.begin(), own.end(), [&](const auto& each) { return each.mode == old.mode && each.on == old.on; });
  }

  template <class Old>
  bool says_not(const Old& old) const {
    return std::any_of(unavailable_.begin(), unavailable_.end(),
                       [&](const auto& each) { return each.mode && each.mode == old.mode && each.on == old.on; });
  }

  template <class Entry>
  static void append(std::vector<Entry>& from, std::vector<Entry>& to) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
  }

  void fill_in_codes() {
    for (auto& entry : profile_.procedures) fill_in(entry.procedure);
    for (auto& entry : profile_.cancels) fill_in(entry.procedure);
    for (auto& entry : profile_.queries) fill_in(entry);
    for (auto& entry : profile_.call_returns) fill_in(entry);
    if (profile_.recall.connect) fill_in(*profile_.recall.connect);
  }

  void fill_in(Procedure& out) const {
    for (auto& code : out.codes)
      for (const auto& given : profile_.codes)
        if (given.name == code.name) code.digits = given.digits;
  }

  void check_whole(TableReader& root) const {
    if (profile_.procedures.empty() && profile_.unavailable.empty())
      root.mistake("completion", "the profile has no [[completion]], and no [[unavailable]] that says why");
    const bool leaves_messages = std::any_of(profile_.procedures.begin(), profile_.procedures.end(),
                                             [](const auto& each) { return each.mode == CompletionMode::message; });
    if (leaves_messages && profile_.messages.empty()) root.mistake("network", "mode message needs 'messages' in [network]");
    if (!profile_.recall.connects && !profile_.recall.connect) root.mistake("recall", "connects = false needs [recall.connect]");
  }

  std::string text(TableReader& reader, std::string_view key, const std::string& inherited) const {
    return extends_ ? reader.text_or(key, inherited) : reader.text(key);
  }

  static env::Duration duration(TableReader& reader, std::string_view key, env::Duration otherwise) {
    return reader.has(key) ? reader.duration(key) : otherwise;
  }

  static void check_confidence(TableReader& reader, std::string_view word) {
    static constexpr std::array<std::string_view, 3> k_words{"sourced", "known", "uncertain"};
    if (std::find(k_words.begin(), k_words.end(), word) == k_words.end())
      reader.mistake("confidence", "'confidence' must be sourced, known or uncertain");
  }

  std::string_view file_;
  const BaseProfile& find_base_;
  bool extends_ = false;
  NetworkProfile profile_;
  std::vector<CompletionProcedure> completions_;
  std::vector<CancelProcedure> cancels_;
  std::vector<Procedure> queries_;
  std::vector<Procedure> call_returns_;
  std::vector<Unavailable> unavailable_;
};

unsigned line_of(const env::Error& mistake, std::string_view file) {
  return static_cast<unsigned>(std::strtoul(mistake.what.c_str() + file.size() + 1, nullptr, 10));
}

}  // namespace

env::Expected<NetworkProfile> parse_network_profile(std::string_view toml, std::string_view file, const BaseProfile& base) {
  const auto root = env::parse_toml(toml, file);
  if (!root) return tl::unexpected(root.error());
  TableReader reader(*root, file);
  NetworkProfile profile = ProfileReader(file, base).read(reader);
  if (const auto good = reader.finish(); !good) return tl::unexpected(good.error());
  return profile;
}

std::vector<env::Error> check_network_profile(std::string_view toml, std::string_view file, const BaseProfile& base) {
  const auto root = env::parse_toml(toml, file);
  if (!root) return {root.error()};
  TableReader reader(*root, file);
  ProfileReader(file, base).read(reader);
  if (reader.finish()) return {};
  std::multimap<unsigned, env::Error> by_line;
  for (const auto& mistake : reader.mistakes()) by_line.emplace(line_of(mistake, file), mistake);
  std::vector<env::Error> mistakes;
  for (auto& [line, mistake] : by_line) mistakes.push_back(std::move(mistake));
  return mistakes;
}

}  // namespace campon::provider
