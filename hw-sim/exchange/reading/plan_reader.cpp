#include <algorithm>

#include "hal/env/trace.hpp"
#include "hw-sim/exchange/reading/part_reader.hpp"

namespace campon::sim {

namespace {

constexpr std::string_view k_digits = "0123456789";
constexpr std::size_t k_most_requests = 1000;

// Rings must end in a pause, or their time would stand still.
void need_ring(PartReader& part, std::string_view key, Cadence& value) {
  part.need(key, value);
  if (value.bursts.empty() || !value.repeats) part.mistake(key, "a ring needs bursts that repeat");
}

void read_texts(PartReader& part, std::string_view key, std::vector<std::string>& value, const std::string& otherwise) {
  if (part.given(key)) value = part.table().texts(key);
  for (const auto& each : value)
    if (!all_of(each, k_digits)) part.mistake(key, otherwise);
}

void read_numbering(PartReader& part, Plan& plan) {
  Numbering& out = plan.numbering;
  part.need("lowest", out.lowest);
  part.need("highest", out.highest);
  part.need("first", out.first);
  read_texts(part, "emergency", out.emergency, "an emergency number has digits only");
  read_texts(part, "trunks", out.trunks, "the access code of a trunk has digits only");
  part.may("name_prefix", out.name_prefix);
  const bool sound = all_of(out.lowest, k_digits) && all_of(out.highest, k_digits);
  if (!sound || out.lowest.size() != out.highest.size() || out.lowest > out.highest)
    part.mistake("highest", "'lowest' and 'highest' must be numbers of one length, in order");
  if (!all_of(out.first, k_digits) || out.first.size() != out.lowest.size() || out.first < out.lowest || out.first > out.highest)
    part.mistake("first", "'first' must be a number between 'lowest' and 'highest'");
}

void read_tones(PartReader& part, Plan& plan) {
  Tones& out = plan.tones;
  for (const auto& [key, cadence] : {std::pair<std::string_view, Cadence*>{"dial", &out.dial},
                                     {"stutter", &out.stutter},
                                     {"busy", &out.busy},
                                     {"reorder", &out.reorder},
                                     {"ringback", &out.ringback},
                                     {"confirmation", &out.confirmation}})
    part.need(key, *cadence);
  part.may("waiting", out.waiting);
  part.may("warning", out.warning);
  part.may("howler", out.howler);
  if (!part.given("sit")) return;
  part.need("sit", out.sit.emplace());
  if (out.sit->repeats) part.mistake("sit", "'sit' must end by itself, as \"380/0,274/0,380/500\" does");
}

void read_rings(PartReader& part, Plan& plan) {
  static constexpr std::array<std::pair<std::string_view, bool>, 2> k_ids{{{"target", true}, {"none", false}}};
  static constexpr std::array<std::pair<std::string_view, CallType>, 3> k_types{
      {{"none", CallType::none}, {"voice", CallType::voice}, {"ring_back_when_free", CallType::ring_back_when_free}}};
  Rings& out = plan.rings;
  need_ring(part, "ordinary", out.ordinary.cadence);
  need_ring(part, "recall", out.recall.cadence);
  part.may("recall_id_after_cycle", out.recall.id_after_cycle);
  if (part.given("recall_cycles")) out.recall_time = {};
  if (part.given("recall_time")) out.recall_cycles = 0;
  part.may_count("recall_cycles", out.recall_cycles, 100);
  part.may("recall_time", out.recall_time);
  part.may("recall_id", out.recall_names_target, k_ids);
  part.may("recall_type", out.recall_type, k_types);
  part.may("recall_name", out.recall_name);
  if ((out.recall_cycles == 0) == (out.recall_time <= env::Duration::zero()))
    part.mistake("recall_cycles", "'recall_cycles' or 'recall_time' says how long a recall rings; one of them");
}

void read_waits(PartReader& part, Plan& plan) {
  Waits& out = plan.waits;
  part.need("dial_tone", out.dial_tone);
  part.need("post_dial", out.post_dial);
  part.need("first_digit", out.first_digit);
  part.need("between_digits", out.between_digits);
  part.need("clear_to_dial_tone", out.clear_to_dial_tone);
  part.need("flash_min", out.flash_min);
  part.need("flash_max", out.flash_max);
  part.need("reach_handset", out.reach_handset);
  part.may("announcement", out.announcement);
  part.may("busy_offer", out.busy_offer);
}

void read_duplicate(PartReader& part, CompletionRules& out) {
  if (!part.given("duplicate")) return;
  enum class Twice : std::uint8_t { renews, cancels, refused };
  static constexpr std::array<std::pair<std::string_view, Twice>, 3> k_twice{
      {{"renew", Twice::renews}, {"cancel", Twice::cancels}, {"refuse", Twice::refused}}};
  Twice twice = Twice::renews;
  part.need("duplicate", twice, k_twice);
  out.duplicate_cancels = twice == Twice::cancels;
  out.duplicate_refused = twice == Twice::refused;
}

void read_rules(PartReader& part, Plan& plan) {
  static constexpr std::array<std::pair<std::string_view, bool>, 2> k_full{{{"refuse", false}, {"replace", true}}};
  static constexpr std::array<std::pair<std::string_view, bool>, 2> k_fate{{{"delete", false}, {"keep", true}}};
  static constexpr std::array<std::pair<std::string_view, bool>, 2> k_recall{{{"call", false}, {"announce", true}}};
  CompletionRules& out = plan.completion;
  part.need("life", out.life);
  if (!part.derived() || part.given("life")) out.life_no_answer = out.life;
  part.may("life_no_answer", out.life_no_answer);
  part.need("guard", out.guard);
  part.need_count("limit", out.limit, k_most_requests);
  part.need("when_full", out.replaces, k_full);
  part.may_count("queue", out.queue, k_most_requests);
  part.may_count("system", out.system, k_most_requests);
  part.may("retention", out.retention);
  part.may("hang_up_within", out.hang_up_within);
  read_duplicate(part, out);
  part.may_count("repeats", out.repeats, 100);
  part.may("repeat_after", out.repeat_after);
  part.may("busy_again", out.keeps_on_busy, k_fate);
  part.may("target_silent", out.keeps_on_no_answer, k_fate);
  part.may("recall", out.announces, k_recall);
  part.may("announced_for", out.announced_for);
  part.may("tells_expiry", out.tells_expiry);
  if (out.announces && out.announced_for <= env::Duration::zero())
    part.mistake("announced_for", "a recall that is announced needs 'announced_for'");
  if (out.repeats > 0 && out.repeat_after <= env::Duration::zero()) part.mistake("repeat_after", "'repeats' needs 'repeat_after'");
}

void read_codes(env::TableReader& reader, std::string_view file, Plan& plan) {
  if (!reader.has("codes")) return;
  const toml::table* table = reader.table("codes");
  if (table == nullptr) return;
  env::TableReader codes(*table, file);
  for (const auto& [key, node] : *table) {
    const std::string name(key.str());
    std::string code = codes.text(name);
    if (!all_of(code, "0123456789*#")) codes.mistake(name, "a code is of 0-9 * and #");
    plan.codes[name] = std::move(code);
  }
  if (const auto done = codes.finish(); !done) reader.adopt(done.error());
}

template <class Read>
void read_part(env::TableReader& parent, std::string_view key, std::string_view file, bool derived, Plan& plan, Read read) {
  if (derived && !parent.has(key)) return;
  const toml::table* table = parent.table(key);
  if (table == nullptr) return;
  PartReader part(*table, file, derived);
  read(part, plan);
  if (const auto done = part.finish(); !done) parent.adopt(done.error());
}

// A plan that is like another has all of its codes, or, as soon as it lists one itself, its own only.
void read_features(env::TableReader& reader, std::string_view file, Plan& plan) {
  const auto tables = reader.tables("feature");
  if (!tables.empty()) plan.features.clear();
  if (!reader.flag("features", true)) plan.features.clear();
  for (const toml::table* table : tables) {
    PartReader part(*table, file, false);
    plan.features.push_back(read_feature(part, plan.codes));
    if (const auto done = part.finish(); !done) reader.adopt(done.error());
  }
  const auto guided = [&](const Feature& one) { return one.does == Service::guide; };
  for (const Feature& one : plan.features) {
    if (one.on != Moment::guide) continue;
    const auto leads_to = [&](const Feature& other) { return guided(other) && other.guide == one.guide; };
    if (std::none_of(plan.features.begin(), plan.features.end(), leads_to))
      reader.mistake("feature", "no code leads to the guide '" + one.guide + "'");
  }
}

env::Result read_plan(const toml::table& table, std::string_view file, bool derived, Plan& plan) {
  env::TableReader reader(table, file);
  static_cast<void>(reader.text_or("like", ""));
  plan.region = reader.text_or("region", derived ? plan.region : "us");
  plan.message_tone = reader.flag("message_tone", plan.message_tone);
  read_part(reader, "numbering", file, derived, plan, read_numbering);
  read_part(reader, "tones", file, derived, plan, read_tones);
  read_part(reader, "ring", file, derived, plan, read_rings);
  read_part(reader, "timing", file, derived, plan, read_waits);
  read_part(reader, "completion", file, derived, plan, read_rules);
  read_codes(reader, file, plan);
  read_features(reader, file, plan);
  return reader.finish();
}

}  // namespace

env::Expected<Plan> parse_plan_like(std::string_view text, std::string_view file,
                                    const std::function<env::Expected<Plan>(std::string_view name)>& find) {
  const auto parsed = env::parse_toml(text, file);
  if (!parsed) return tl::unexpected(parsed.error());
  Plan plan;
  const bool derived = parsed->contains("like");
  if (derived) {
    env::TableReader reader(*parsed, file);
    auto base = find(reader.text("like"));
    if (!base) return tl::unexpected(env::toml_error(file, parsed->get("like")->source().begin.line, base.error().what));
    plan = std::move(*base);
  }
  if (const auto done = read_plan(*parsed, file, derived, plan); !done) return tl::unexpected(done.error());
  return plan;
}

env::Expected<Plan> parse_plan(std::string_view text, std::string_view file) {
  return parse_plan_like(text, file, [&](std::string_view name) -> env::Expected<Plan> {
    return env::fail(env::ErrorCode::bad_profile, env::Remedy::misuse,
                     std::string(file) + ":1: no plan like '" + env::escaped(name) + "' can be found from here");
  });
}

}  // namespace campon::sim
