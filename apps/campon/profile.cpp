// campon profile check FILE... | list | show NAME: the networks that are known, and whether a file of one's own is right.
#include <toml++/toml.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "apps/campon/output/network_text.hpp"
#include "apps/campon/verbs.hpp"
#include "apps/libcampon/modem_driver.hpp"
#include "apps/libcampon/networks.hpp"
#include "hal/env/toml_reader.hpp"
#include "hal/env/trace.hpp"
#include "provider/network/profile_reader.hpp"

namespace campon::cli {
namespace {

using apps::ProfileKind;
using apps::ProfileStore;
using apps::ProfileText;
using provider::CompletionCondition;
using provider::NetworkProfile;

struct Options {
  CLI::App* check = nullptr;
  CLI::App* list = nullptr;
  CLI::App* show = nullptr;
  std::vector<std::string> files;
  std::string name, profiles;
  bool json = false;
};

using Mistakes = std::vector<env::Error>;

template <class Value>
Mistakes mistake_of(const env::Expected<Value>& parsed) {
  return parsed ? Mistakes{} : Mistakes{parsed.error()};
}

// The kind of a file, by what stands in it.
ProfileKind kind_of(const ProfileText& text) {
  const auto root = env::parse_toml(text.text, text.file);
  if (root && root->contains("emergency")) return ProfileKind::region;
  if (root && root->contains("modem")) return ProfileKind::modem;
  return ProfileKind::network;
}

class Check {
 public:
  Check(Report& report, const ProfileStore& store) : report_(report), store_(store) {}

  void file(const std::string& name) {
    const auto text = store_.find(ProfileKind::network, name);
    if (!text) {
      good_ = false;
      exit_ = report_.error(text.error());
      return;
    }
    const Mistakes mistakes = mistakes_in(*text);
    for (const auto& mistake : mistakes) tell(mistake);
    good_ = good_ && mistakes.empty();
    if (mistakes.empty()) report_.tell({{"type", "checked"}, {"file", text->file}, {"good", true}}, text->file + ": good");
  }

  [[nodiscard]] int exit() const { return good_ ? code(Exit::reached) : exit_; }

 private:
  Mistakes mistakes_in(const ProfileText& text) {
    switch (kind_of(text)) {
      case ProfileKind::region: return mistake_of(provider::parse_region(text.text, text.file));
      case ProfileKind::modem: return mistake_of(apps::check_modem(text));
      case ProfileKind::network: break;
    }
    auto mistakes = provider::check_network_profile(text.text, text.file, apps::shipped_bases());
    if (!mistakes.empty()) return mistakes;
    const auto profile = provider::parse_network_profile(text.text, text.file, apps::shipped_bases());
    if (profile->name != text.name)
      mistakes.push_back(env::toml_error(text.file, 1, "the profile's name is '" + profile->name + "', and its file must be called so"));
    if (!names_.insert(profile->name).second)
      mistakes.push_back(env::toml_error(text.file, 1, "another of these files has the name '" + profile->name + "' too"));
    return mistakes;
  }

  void tell(const env::Error& mistake) {
    const std::string what = env::escaped(mistake.what);
    report_.tell({{"type", "mistake"}, {"what", what}}, what);
  }

  Report& report_;
  const ProfileStore& store_;
  std::set<std::string> names_;
  bool good_ = true;
  int exit_ = code(Exit::profile);
};

int check(const Options& options, Report& report) {
  const ProfileStore store(options.profiles);
  Check check(report, store);
  for (const auto& file : options.files) check.file(file);
  return check.exit();
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

void tell_in_list(Report& report, const NetworkProfile& network) {
  const std::string busy = modes_text(network, CompletionCondition::busy);
  const std::string no_answer = modes_text(network, CompletionCondition::no_answer);
  std::string line = padded(network.name, 26) + padded(network.kind, 10) + padded(network.confidence, 11) + env::escaped(network.title);
  line += "\n" + padded("", 26) + "on busy: " + busy + (no_answer == "none" ? "" : "; on no answer: " + no_answer);
  const auto missing = network.missing_codes();
  if (!missing.empty()) line += "; " + std::to_string(missing.size()) + " codes to be filled in";
  report.tell({{"type", "profile"},
               {"name", network.name},
               {"title", env::escaped(network.title)},
               {"kind", network.kind},
               {"region", network.region},
               {"confidence", network.confidence},
               {"on_busy", modes_json(network, CompletionCondition::busy)},
               {"on_no_answer", modes_json(network, CompletionCondition::no_answer)},
               {"missing_codes", missing}},
              line);
}

int list(const Options& options, Report& report) {
  const ProfileStore store(options.profiles);
  int exit = code(Exit::reached);
  for (const auto& name : store.names(ProfileKind::network)) {
    const auto network = apps::load_network_profile(store, name);
    if (network)
      tell_in_list(report, *network);
    else
      exit = report.error(network.error());
  }
  return exit;
}

class Show {
 public:
  Show(Report& report, const NetworkProfile& network) : report_(report), network_(network) {}

  void tell() {
    report_.text(network_.name + ": " + env::escaped(network_.title));
    report_.text("  " + network_.kind + ", region " + network_.region + ", " + network_.confidence + ": " + env::escaped(network_.source));
    if (!network_.extends.empty()) report_.text("  It extends the shipped " + network_.extends + ".");
    for (const auto& code : network_.codes)
      report_.text("  Code " + code.name + ": " + (code.digits.empty() ? "to be filled in" : code.digits));
    for (const auto& line : limit_lines(network_, CompletionCondition::busy)) report_.text(line);
    tell_procedures();
    report_.text("Recall:");
    for (const auto& line : recall_lines(network_.recall)) report_.text(line);
    for (const auto& why : network_.unavailable)
      report_.text("No " + why.what + (why.mode ? " on " + std::string(to_string(why.on)) : "") + ": " + env::escaped(why.why) + ".");
    report_.tell(json(), {});
  }

 private:
  void tell_procedures() {
    for (const auto& entry : network_.procedures)
      block(std::string(to_string(entry.mode)) + " on " + std::string(to_string(entry.on)), entry.procedure, true);
    for (const auto& entry : network_.cancels)
      block("cancel of " + std::string(entry.of == provider::CancelOf::message ? "messages" : "requests") + ": " + scope_text(entry.scope),
            entry.procedure, false);
    for (const auto& query : network_.queries) block("query", query, false);
    for (const auto& call_return : network_.call_returns) block("call return: calls whoever called last", call_return, false);
  }

  void block(const std::string& title, const provider::Procedure& procedure, bool completes) {
    const bool held_back = completes && !network_.offers(procedure);
    report_.text(title + " (" + procedure.confidence + (held_back ? "; not offered" : "") + "):");
    for (const auto& line : step_lines(procedure, {})) report_.text(line);
  }

  [[nodiscard]] Json json() const {
    Json out{{"type", "profile"},
             {"name", network_.name},
             {"title", env::escaped(network_.title)},
             {"kind", network_.kind},
             {"region", network_.region},
             {"confidence", network_.confidence},
             {"extends", network_.extends},
             {"source", env::escaped(network_.source)}};
    out["limits_on_busy"] = limits_json(network_, CompletionCondition::busy);
    out["limits_on_no_answer"] = limits_json(network_, CompletionCondition::no_answer);
    for (const auto& code : network_.codes) out["codes"][code.name] = code.digits;
    for (const auto& entry : network_.procedures) out["completions"].push_back(completion(entry));
    for (const auto& entry : network_.cancels) out["cancels"].push_back(cancel(entry));
    for (const auto& query : network_.queries) out["queries"].push_back(procedure_json(query, {}));
    for (const auto& each : network_.call_returns) out["call_returns"].push_back(procedure_json(each, {}));
    for (const auto& why : network_.unavailable) out["unavailable"].push_back(unavailable_json(why));
    out["recall"] = recall_json(network_.recall, {});
    return out;
  }

  [[nodiscard]] Json completion(const provider::CompletionProcedure& entry) const {
    Json out{{"mode", to_string(entry.mode)}, {"on", to_string(entry.on)}, {"offered", network_.offers(entry.procedure)}};
    out.update(procedure_json(entry.procedure, {}));
    return out;
  }

  static Json cancel(const provider::CancelProcedure& entry) {
    Json out{{"scope", to_string(entry.scope)}, {"of", to_string(entry.of)}};
    out.update(procedure_json(entry.procedure, {}));
    return out;
  }

  Report& report_;
  const NetworkProfile& network_;
};

int show(const Options& options, Report& report) {
  const auto network = apps::load_network_profile(ProfileStore(options.profiles), options.name);
  if (!network) return report.error(network.error());
  Show(report, *network).tell();
  return code(Exit::reached);
}

int run(const Options& options) {
  Report report(std::cout, std::cerr, options.json);
  if (options.check->parsed()) return check(options, report);
  if (options.list->parsed()) return list(options, report);
  return show(options, report);
}

void add_common(CLI::App& command, Options& options) {
  command.add_option("--profiles", options.profiles, "Folder with profiles of your own.");
  command.add_flag("--json", options.json, "One JSON object per line.");
}

}  // namespace

Verb add_profile(CLI::App& program) {
  const auto options = std::make_shared<Options>();  // parsed into here, read when the verb runs
  auto* command = program.add_subcommand("profile", "Network profiles: lists them, shows one, checks files of your own.");
  command->require_subcommand(1);
  options->check = command->add_subcommand("check", "Tells every mistake as file:line: text.");
  options->check->add_option("FILE", options->files, "Files that end in .toml, or names.")->required();
  options->list = command->add_subcommand("list", "All profiles, shipped ones and your own.");
  options->show = command->add_subcommand("show", "One profile in words.");
  options->show->add_option("NAME", options->name, "A name, or a file that ends in .toml.")->required();
  for (auto* each : {options->check, options->list, options->show}) add_common(*each, *options);
  return {command, [options] { return run(*options); }};
}

}  // namespace campon::cli
