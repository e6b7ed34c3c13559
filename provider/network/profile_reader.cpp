// The network profile's TOML form; docs/profiles.md describes it for people who write one.
#include <set>
#include <utility>

#include "hal/env/toml_reader.hpp"
#include "provider/network/network_profile.hpp"

namespace campon::provider {

namespace {

constexpr std::size_t k_most_steps = 20;
constexpr std::size_t k_most_outstanding = 100;

class ProfileReader {
 public:
  explicit ProfileReader(std::string_view file) : file_(file) {}

  env::Expected<NetworkProfile> read(const toml::table& root) {
    env::TableReader reader(root, file_);
    read_network(reader);
    read_recall(reader);
    for (const auto* entry : reader.tables("completion")) read_completion(reader, *entry);
    for (const auto* entry : reader.tables("cancel")) read_cancel(reader, *entry);
    if (profile_.procedures.empty()) reader.mistake("completion", "the profile has no [[completion]]");
    if (const auto good = reader.finish(); !good) return tl::unexpected(good.error());
    return std::move(profile_);
  }

 private:
  void read_network(env::TableReader& root) {
    const toml::table* table = root.table("network");
    if (table == nullptr) return;
    env::TableReader reader(*table, file_);
    profile_.name = reader.text("name");
    profile_.title = reader.text("title");
    profile_.kind = reader.text("kind");
    profile_.region = reader.text("region");
    profile_.confidence = reader.text("confidence");
    profile_.source = reader.text("source");
    profile_.max_outstanding = reader.count("max_outstanding", k_most_outstanding);
    profile_.newest_replaces = reader.flag("newest_replaces", false);
    profile_.lifetime = reader.duration("lifetime");
    profile_.messages = reader.texts("messages");
    if (profile_.kind != "network" && profile_.kind != "pbx") reader.mistake("kind", "'kind' must be \"network\" or \"pbx\"");
    check_confidence(reader, profile_.confidence);
    take(root, reader);
  }

  void read_recall(env::TableReader& root) {
    const toml::table* table = root.table("recall");
    if (table == nullptr) return;
    env::TableReader reader(*table, file_);
    for (const auto& text : reader.texts("cadences")) {
      auto pattern = hal::RingPattern::parse(text);
      if (pattern)
        profile_.recall.cadences.push_back(std::move(*pattern));
      else
        reader.mistake("cadences", pattern.error().what);
    }
    profile_.recall.caller_id_is_target = reader.flag("caller_id_is_target", false);
    profile_.recall.call_type = reader.flag("call_type", false);
    profile_.recall.unanswered_is_kept = reader.flag("unanswered_is_kept", false);
    profile_.recall.busy_again_is_kept = reader.flag("busy_again_is_kept", false);
    take(root, reader);
  }

  void read_completion(env::TableReader& root, const toml::table& table) {
    env::TableReader reader(table, file_);
    CompletionProcedure entry;
    const auto mode = completion_mode(reader.text("mode"));
    if (!mode)
      reader.mistake("mode", "'mode' must be campon, callback, intrude or message");
    else
      entry.mode = *mode;
    entry.on = condition(reader);
    entry.procedure = procedure(reader);
    if (mode && profile_.completion(entry.mode, entry.on) != nullptr) reader.mistake("mode", "this mode and condition were given before");
    take(root, reader);
    profile_.procedures.push_back(std::move(entry));
  }

  void read_cancel(env::TableReader& root, const toml::table& table) {
    env::TableReader reader(table, file_);
    CancelProcedure entry;
    const std::string scope = reader.text("scope");
    if (scope != "one" && scope != "all") reader.mistake("scope", "'scope' must be \"one\" or \"all\"");
    entry.scope = scope == "one" ? CancelScope::one : CancelScope::all;
    entry.procedure = procedure(reader);
    take(root, reader);
    profile_.cancels.push_back(std::move(entry));
  }

  CompletionCondition condition(env::TableReader& reader) {
    const std::string on = reader.text("on");
    if (on != "busy" && on != "no_answer") reader.mistake("on", "'on' must be \"busy\" or \"no_answer\"");
    return on == "no_answer" ? CompletionCondition::no_answer : CompletionCondition::busy;
  }

  Procedure procedure(env::TableReader& reader) {
    Procedure out;
    out.source = reader.text_or("source", profile_.source);
    out.confidence = reader.text_or("confidence", profile_.confidence);
    check_confidence(reader, out.confidence);
    const auto steps = reader.tables("steps");
    if (steps.empty() || steps.size() > k_most_steps) reader.mistake("steps", "'steps' must hold 1 to 20 steps");
    for (const auto* entry : steps) out.steps.push_back(step(reader, *entry));
    return out;
  }

  Step step(env::TableReader& parent, const toml::table& table) {
    env::TableReader reader(table, file_);
    Step out;
    out.file_line = reader.line();
    if (reader.has("hang_up")) {
      out.what = HangUp{reader.duration("hang_up")};
    } else if (reader.has("seize")) {
      reader.must_be_true("seize");
      out.what = Seize{};
    } else if (reader.has("flash")) {
      reader.must_be_true("flash");
      out.what = Flash{};
    } else if (reader.has("await")) {
      out.what = Await{sounds(reader, "await"), reader.duration("within")};
    } else if (reader.has("send")) {
      out.what = SendDigits{digits(reader)};
    } else if (reader.has("acknowledge")) {
      out.what = acknowledge(reader);
    } else {
      reader.mistake("", "a step must be one of hang_up, seize, flash, await, send, acknowledge");
    }
    take(parent, reader);
    return out;
  }

  Acknowledge acknowledge(env::TableReader& reader) {
    Acknowledge out;
    out.within = reader.duration("acknowledge");
    out.yes = sounds(reader, "yes");
    out.no = sounds(reader, "no");
    out.at_once = sounds(reader, "at_once");
    const std::string silence = reader.text("silence");
    if (silence != "yes" && silence != "unknown") reader.mistake("silence", "'silence' must be \"yes\" or \"unknown\"");
    out.silence_is_yes = silence == "yes";
    return out;
  }

  std::vector<Heard> sounds(env::TableReader& reader, std::string_view key) {
    std::vector<Heard> out;
    for (const auto& word : reader.texts(key)) {
      if (const auto heard = heard_word(word))
        out.push_back(*heard);
      else
        reader.mistake(key, "'" + word + "' is not something that can be heard");
    }
    return out;
  }

  std::string digits(env::TableReader& reader) {
    const std::string text = reader.text("send");
    std::string rest = text;
    if (const auto place = rest.find("{number}"); place != std::string::npos) rest.replace(place, 8, "0");
    const bool dialable = !rest.empty() && rest.find_first_not_of("0123456789*#ABCD,") == std::string::npos;
    if (!dialable) reader.mistake("send", "'send' may hold 0-9 * # A-D ',' and {number}");
    return text;
  }

  static void check_confidence(env::TableReader& reader, std::string_view word) {
    static const std::set<std::string_view> k_words{"sourced", "known", "uncertain"};
    if (!k_words.contains(word)) reader.mistake("confidence", "'confidence' must be sourced, known or uncertain");
  }

  static void take(env::TableReader& parent, env::TableReader& child) {
    if (const auto good = child.finish(); !good) parent.adopt(good.error());
  }

  std::string_view file_;
  NetworkProfile profile_;
};

}  // namespace

env::Expected<NetworkProfile> parse_network_profile(std::string_view toml, std::string_view file) {
  const auto root = env::parse_toml(toml, file);
  if (!root) return tl::unexpected(root.error());
  return ProfileReader(file).read(*root);
}

}  // namespace campon::provider
