#include "provider/network/procedure_reader.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "hal/env/trace.hpp"
#include "provider/network/profile_timers.hpp"

namespace campon::provider {

namespace {

using env::TableReader;

constexpr std::size_t k_most_steps = 20;
constexpr std::size_t k_longest_name = 40;
constexpr std::string_view k_step_kinds = "a step must be one of hang_up, seize, flash, wait, await, send, acknowledge, service";
constexpr std::string_view k_send_rule = "'send' may hold 0-9 * # A-D ',' and {number}, {code:NAME}, {index}";

enum class Hook : std::uint8_t { unknown, on, off };

bool is_dialable(std::string_view digits) { return digits.find_first_not_of("0123456789*#ABCD,") == std::string_view::npos; }

class ProcedureReader {
 public:
  explicit ProcedureReader(std::string_view file) : file_(file) {}

  Procedure read(TableReader& reader, bool may_be_empty) {
    out_.file_line = reader.line();
    out_.uses_last_call = reader.flag("uses_last_call", false);
    const auto steps = reader.tables("steps");
    if (steps.size() > k_most_steps || (steps.empty() && !may_be_empty)) reader.mistake("steps", "'steps' must hold 1 to 20 steps");
    for (const auto* entry : steps) read_step(reader, *entry);
    if (out_.uses_last_call && names_the_number(out_))
      reader.mistake("uses_last_call", "a procedure that sends {number} does not depend on the last call");
    return std::move(out_);
  }

 private:
  void read_step(TableReader& parent, const toml::table& table) {
    TableReader reader(table, file_);
    Step step;
    step.file_line = reader.line();
    if (reader.has("hang_up")) {
      step.what = HangUp{reader.duration("hang_up")};
      hook_ = Hook::on;
    } else if (reader.has("seize")) {
      read_seize(reader, step);
    } else if (reader.has("service")) {
      step.what = service(reader);
    } else if (reader.has("wait")) {
      step.what = Wait{limited(reader, "wait")};
    } else {
      read_off_hook_step(reader, table, step);
    }
    take_mistakes(parent, reader);
    out_.steps.push_back(std::move(step));
  }

  void read_seize(TableReader& reader, Step& step) {
    reader.must_be_true("seize");
    if (hook_ == Hook::off) reader.mistake("seize", "the line is off hook already at this step");
    hook_ = Hook::off;
    step.what = Seize{};
  }

  void read_off_hook_step(TableReader& reader, const toml::table& table, Step& step) {
    if (hook_ == Hook::on) reader.mistake("", "the line is on hook at this step; a seize must come before it");
    hook_ = Hook::off;
    if (reader.has("flash"))
      step.what = flash(reader, table);
    else if (reader.has("await"))
      step.what = await(reader);
    else if (reader.has("send"))
      step.what = SendDigits{digits(reader)};
    else if (reader.has("acknowledge"))
      step.what = acknowledge(reader);
    else
      reader.mistake("", std::string(k_step_kinds));
  }

  static Flash flash(TableReader& reader, const toml::table& table) {
    if (table["flash"].is_boolean()) {
      reader.must_be_true("flash");
      return {};
    }
    const Flash out{reader.duration("flash")};
    if (out.length <= env::Duration::zero() || out.length > k_longest_flash)
      reader.mistake("flash", "'flash' must be true, or more than 0 and at most 1500ms");
    return out;
  }

  static env::Duration limited(TableReader& reader, std::string_view key) {
    const env::Duration out = reader.duration(key);
    if (out <= env::Duration::zero() || out > k_longest_step)
      reader.mistake(key, "'" + std::string(key) + "' must be more than 0 and at most 2min");
    return out;
  }

  Await await(TableReader& reader) {
    Await out{sounds(reader, "await"), limited(reader, "within")};
    if (out.any_of.empty()) reader.mistake("await", "'await' must name at least one sound");
    return out;
  }

  Acknowledge acknowledge(TableReader& reader) {
    Acknowledge out;
    out.within = limited(reader, "acknowledge");
    out.yes = sounds(reader, "yes");
    out.no = sounds(reader, "no");
    out.at_once = sounds(reader, "at_once");
    if (reader.has("deaf")) out.deaf = limited(reader, "deaf");
    if (out.deaf >= out.within && reader.has("deaf")) reader.mistake("deaf", "'deaf' must be shorter than 'acknowledge'");
    const std::string silence = reader.text("silence");
    if (silence != "yes" && silence != "no" && silence != "unknown")
      reader.mistake("silence", "'silence' must be \"yes\", \"no\" or \"unknown\"");
    out.silence_is_yes = silence == "yes";
    out.silence_is_no = silence == "no";
    check_one_meaning(reader, out);
    return out;
  }

  static void check_one_meaning(TableReader& reader, const Acknowledge& what) {
    std::vector<Heard> all(what.yes);
    all.insert(all.end(), what.no.begin(), what.no.end());
    all.insert(all.end(), what.at_once.begin(), what.at_once.end());
    std::sort(all.begin(), all.end());
    const auto twice = std::adjacent_find(all.begin(), all.end());
    if (twice != all.end()) reader.mistake("acknowledge", "'" + std::string(to_string(*twice)) + "' can have one meaning only");
  }

  static std::vector<Heard> sounds(TableReader& reader, std::string_view key) {
    std::vector<Heard> out;
    for (const auto& word : reader.texts(key)) {
      if (const auto heard = heard_word(word))
        out.push_back(*heard);
      else
        reader.mistake(key, "'" + env::escaped(word) + "' is not something that can be heard");
    }
    return out;
  }

  Service service(TableReader& reader) {
    const auto kind = hal::service_kind(reader.text("service"));
    if (!kind)
      reader.mistake("service",
                     "'service' must be request_completion, cancel_completions, cancel_completion, query_completions or send_message");
    if (kind == hal::ServiceKind::cancel_completion && !asked_)
      reader.mistake("service", "cancel_completion needs a query_completions before it, to learn the index");
    asked_ = asked_ || kind == hal::ServiceKind::query_completions;
    return {kind.value_or(hal::ServiceKind::query_completions)};
  }

  std::string digits(TableReader& reader) {
    std::string text = reader.text("send");
    std::string_view rest = text;
    bool good = !rest.empty();
    while (good && !rest.empty()) {
      const auto open = std::min(rest.find('{'), rest.size());
      good = is_dialable(rest.substr(0, open));
      rest.remove_prefix(open);
      if (rest.empty()) break;
      const auto close = rest.find('}');
      good = good && close != std::string_view::npos && placeholder(reader, rest.substr(1, close - 1));
      if (good) rest.remove_prefix(close + 1);
    }
    if (!good) reader.mistake("send", std::string(k_send_rule));
    return text;
  }

  bool placeholder(TableReader& reader, std::string_view what) {
    constexpr std::string_view k_code = "code:";
    if (what == "number") return true;
    if (what == "index" && !asked_) reader.mistake("send", "{index} needs a query_completions before it");
    if (what == "index") return true;
    if (!what.starts_with(k_code) || !is_plain_name(what.substr(k_code.size()))) return false;
    const std::string name(what.substr(k_code.size()));
    const bool known = std::any_of(out_.codes.begin(), out_.codes.end(), [&](const auto& code) { return code.name == name; });
    if (!known) out_.codes.push_back({name, {}});
    return true;
  }

  std::string_view file_;
  Procedure out_;
  Hook hook_ = Hook::unknown;
  bool asked_ = false;
};

}  // namespace

Procedure read_procedure(TableReader& reader, std::string_view file, bool may_be_empty) {
  return ProcedureReader(file).read(reader, may_be_empty);
}

void take_mistakes(TableReader& parent, TableReader& child) {
  if (child.finish()) return;
  for (const auto& mistake : child.mistakes()) parent.adopt(mistake);
}

bool is_plain_name(std::string_view name) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return !name.empty() && name.size() <= k_longest_name && std::all_of(name.begin(), name.end(), plain);
}

}  // namespace campon::provider
