// Makes the recordings of this folder anew, in virtual time, against the simulated modems: campon-make-recordings FOLDER.
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "drivers/atmodem/gsm/modem_port.hpp"
#include "drivers/recording/recorder.hpp"
#include "drivers/recording/recording.hpp"
#include "shipped.hpp"
#include "world.hpp"

namespace campon::profiles {
std::span<const env::EmbeddedFile> shipped_modems();
}

namespace campon::scenario {
namespace {

using recording::Event;
using recording::Recording;

struct Story {
  const char* name;
  const char* what;
  const char* plan;
  const char* network;
  const char* number;
  const char* modem;
  const char* sim_modem;
  std::function<bool(User&)> play;
};

constexpr auto k_minute = 60s;

bool asks(User& a, const std::string& number, CompletionMode mode, CompletionId& id) {
  const CallId call = a.calls(number, CallState::busy);
  const auto asked = a.completes(call, mode);
  if (asked) id = *asked;
  return asked && (mode != CompletionMode::callback || a.waits_until(call, CallState::idle, k_minute));
}

bool is_called_back(User& a, const std::string& number) {
  CompletionId id;
  a.exchange->subscriber(number).answer_after_rings(1);
  a.exchange->subscriber(number).be_busy();
  if (!asks(a, number, CompletionMode::callback, id)) return false;
  a.waits(20s);
  a.exchange->subscriber(number).be_free();
  const auto recall = a.is_offered(2 * k_minute);
  if (!recall || !a.answers(recall->id)) return false;
  a.waits(30s);
  return static_cast<bool>(a.drops(recall->id));
}

bool asks_on_busy(User& a, const std::string& number, CompletionMode mode) {
  CompletionId id;
  a.exchange->subscriber(number).be_busy();
  const bool asked = asks(a, number, mode, id);
  a.waits(5s);
  for (const auto& call : a.line->calls()) (void)a.drops(call.id);
  return asked;
}

bool cancels(User& a, const std::string& number) {
  CompletionId id;
  a.exchange->subscriber(number).be_busy();
  return asks(a, number, CompletionMode::callback, id) && a.cancels(id);
}

bool is_refused(User& a, const std::string& number) {
  a.exchange->subscriber(number).be_busy();
  a.exchange->subscriber(number).refuse_features();
  const CallId call = a.calls(number, CallState::busy);
  const bool asked = a.completes(call, CompletionMode::callback).has_value();
  return !asked && a.drops(call);
}

bool is_rung(User& a, const std::string& from) {
  if (!a.exchange->control("ring " + a.exchange->lines().front().number + " --from " + from)) return false;
  const auto call = a.is_offered(k_minute);
  if (!call) return false;
  a.waits(8s);
  const bool answered = static_cast<bool>(a.answers(call->id));
  a.waits(5s);
  return answered && a.drops(call->id);
}

bool talks(User& a, const std::string& number) {
  a.exchange->subscriber(number).answer_after_rings(2);
  const CallId call = a.calls(number, CallState::connected);
  a.waits(10s);
  a.exchange->subscriber(number).hang_up();
  a.waits(20s);
  return call.value != 0 && (a.state_of(call) == CallState::idle || a.drops(call));
}

bool nobody_answers(User& a, const std::string& number) {
  a.exchange->subscriber(number).never_answer();
  const CallId call = a.calls(number, CallState::ringback);
  a.waits(20s);
  return call.value != 0 && a.drops(call);
}

std::vector<Story> stories() {
  return {
      {"callback", "busy, asked for a callback by *66, rung back, connected", "nanp_class", "nanp_class", "5550100", "generic_v253",
       "generic_v253", [](User& a) { return is_called_back(a, "5550123"); }},
      {"callback_cancelled", "asked for a callback, and taken back by *86", "nanp_class", "nanp_class", "5550100", "cx93010", "cx93010",
       [](User& a) { return cancels(a, "5550123"); }},
      {"callback_refused", "the network refuses: the call stays busy", "nanp_class", "nanp_class", "5550100", "usr_5637", "usr_5637",
       [](User& a) { return is_refused(a, "5550123"); }},
      {"callback_on_no_answer", "nobody answers, asked for a callback", "ericsson_md110", "ericsson_md110", "", "generic_v253",
       "generic_v253",
       [](User& a) {
         const std::string number = a.another_number();
         a.exchange->subscriber(number).never_answer();
         const CallId call = a.calls(number, CallState::ringback);
         return call.value != 0 && a.completes(call, CompletionMode::callback);
       }},
      {"camp_on", "busy, camped on", "panasonic_kx_tda", "panasonic_kx_tda", "101", "si2493", "si2493",
       [](User& a) { return asks_on_busy(a, "102", CompletionMode::campon); }},
      {"intrude", "busy, broken into", "ericsson_md110", "ericsson_md110", "", "agere_lucent", "agere_lucent",
       [](User& a) { return asks_on_busy(a, a.another_number(), CompletionMode::intrude); }},
      {"message", "busy, a message left by a flash and a digit", "panasonic_kx_tda", "panasonic_kx_tda", "101", "multitech_mt9234",
       "multitech_mt9234", [](User& a) { return asks_on_busy(a, "102", CompletionMode::message); }},
      {"rockwell_dialect", "the older #V dialect: busy, callback, recall", "panasonic_kx_tda", "panasonic_kx_tda", "101", "rockwell_rc336",
       "rockwell_rc336", [](User& a) { return is_called_back(a, "102"); }},
      {"zyxel_dialect", "the older +V dialect: busy, callback, recall", "panasonic_kx_tda", "panasonic_kx_tda", "101", "zyxel_u1496",
       "zyxel_u1496", [](User& a) { return is_called_back(a, "102"); }},
      {"flash_then_code", "a flash, the register recall dial tone, and the code", "etsi_pstn", "etsi_pstn", "", "elsa_ml_56k",
       "elsa_ml_56k",
       [](User& a) {
         CompletionId id;
         const std::string number = a.another_number();
         a.exchange->subscriber(number).be_busy();
         return asks(a, number, CompletionMode::callback, id);
       }},
      {"nobody_answers", "ringback, and nobody answers", "nanp_class", "nanp_class", "5550100", "multitech_mt5634zpx",
       "multitech_mt5634zpx", [](User& a) { return nobody_answers(a, "5550123"); }},
      {"talk", "answered, and the other party hangs up", "nanp_class", "nanp_class", "5550100", "generic_v253", "generic_v253",
       [](User& a) { return talks(a, "5550123"); }},
      {"rung_formatted", "rung, caller id as formatted lines", "nanp_class", "nanp_class", "5550100", "cx93010", "cx93010",
       [](User& a) { return is_rung(a, "5550199"); }},
      {"rung_packets", "rung, caller id in complex reports", "nanp_class", "nanp_class", "5550100", "si2493", "si2493",
       [](User& a) { return is_rung(a, "5550199"); }},
      {"rung_caller_number", "rung, caller id as CALLER NUMBER", "nanp_class", "nanp_class", "5550100", "zyxel_omni_56k", "zyxel_omni_56k",
       [](User& a) { return is_rung(a, "5550199"); }},
      {"gsm_busy", "a mobile modem whose OK to +CHLD=5 proves nothing: busy, asked for CCBS, not believed", "nanp_class", "gsm_3gpp",
       "5550100", "generic_gsm", "gsm_pretends",
       [](User& a) {
         a.exchange->subscriber("5550123").be_busy();
         const CallId call = a.calls("5550123", CallState::busy);
         (void)a.completes(call, CompletionMode::callback);
         return call.value != 0;
       }},
      {"confirmation_not_heard", "busy, *66 on a modem that tells no confirmation tone: assumed", "nanp_class", "nanp_class", "5550100",
       "usr_sportster", "usr_sportster", [](User& a) { return asks_on_busy(a, "5550123", CompletionMode::callback); }},
      {"gsm_talk", "a mobile modem: answered, and the other party hangs up", "nanp_class", "gsm_3gpp", "5550100", "quectel_ec25",
       "gsm_quectel_ec25", [](User& a) { return talks(a, "5550123"); }},
      {"gsm_rung", "a mobile modem: rung with +CLIP", "nanp_class", "gsm_3gpp", "5550100", "simcom_sim800", "gsm_simcom_sim800",
       [](User& a) { return is_rung(a, "5550199"); }},
  };
}

std::string_view text_of(const Story& story) { return provider::shipped_text(profiles::shipped_modems(), story.modem); }

// What the story's line and modem said to each other; nothing when it did not end as it should.
std::optional<Recording> played(const Story& story) {
  Recording out{story.modem, {}};
  std::unique_ptr<recording::Recorder> recorder;
  Setup setup{story.plan, story.network, story.number, 1, story.modem, story.sim_modem};
  if (setup.number.empty()) setup.number = User::on(story.network).number;
  setup.port = [&](env::ByteChannel& wire, env::Scheduler& scheduler, env::Trace& trace) {
    recorder = std::make_unique<recording::Recorder>(scheduler, [&out](const Event& event) { out.events.push_back(event); });
    return recording::recorded_driver(wire, *recorder, [&](env::ByteChannel& channel) {
      return std::move(*atmodem::make_modem_port(channel, scheduler, trace, text_of(story), story.modem));
    });
  };
  User a(setup);
  a.waits(10s);
  const bool good = story.play(a);
  a.waits(10s);
  if (!good) std::fprintf(stderr, "%s did not come to its end:\n%s\n", story.name, a.trace.text.c_str());
  return good ? std::optional(std::move(out)) : std::nullopt;
}

bool write(const std::string& folder, const Story& story) {
  const auto recording = played(story);
  if (!recording) return false;
  std::ofstream file(folder + "/" + story.name + ".rec");
  file << recording::header(recording->modem) << "# " << story.what << "\n";
  for (const auto& event : recording->events) file << recording::to_line(event);
  return file.good();
}

}  // namespace
}  // namespace campon::scenario

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  bool good = true;
  for (const auto& story : campon::scenario::stories()) good = campon::scenario::write(argv[1], story) && good;
  return good ? 0 : 1;
}
