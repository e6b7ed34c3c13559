// Finds out what a port has at its other end, by questions only: nothing here can seize the line. One that does not answer AT is
// told to answer and in words (Q0V1); no other setting is touched.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/atmodem/personality.hpp"
#include "hal/env/byte_channel.hpp"
#include "hal/env/scheduler.hpp"
#include "hal/env/trace.hpp"

namespace campon::atmodem {

enum class DeviceClass : std::uint8_t {
  silent,   // nothing that answers AT
  foreign,  // says something, but never OK to AT: a GPS, a printer, another program's device [fault D05]
  data,     // a modem without voice mode
  voice,    // an analogue modem with voice mode
  mobile,   // GSM, UMTS, LTE
};
std::string_view to_string(DeviceClass device);

// One question and what came back.
struct ProbeAnswer {
  std::string command;
  bool understood = false;         // OK
  std::vector<std::string> lines;  // as received: escape before printing
  std::string result;              // "OK", "ERROR", or "no answer"
};

// A personality that may be the one, best first.
struct ProbeMatch {
  std::string name;
  unsigned score = 0;  // 0: nothing speaks for it
  std::string why;     // "it says CX93010-V92 to ATI3; USB 0572:1329"
  // Only what no other modem says decides.
  [[nodiscard]] bool decisive() const { return score >= k_decisive_score; }
  static constexpr unsigned k_decisive_score = 2;
};

struct ProbeReport {
  DeviceClass device = DeviceClass::silent;
  std::string maker, model, revision;  // as received, where told
  std::vector<ProbeAnswer> answers;
  std::vector<ProbeMatch> matches;      // those with a score; recognised when the first is decisive
  std::optional<Personality> modem;     // of a voice modem: the best match, or the generic one with what was found out
  bool recognised = false;              // it is one of the known ones
  std::vector<std::string> hears, can;  // in words, of `modem`
  std::vector<std::string> unknown;     // what could not be found out, each with the way to find out
  std::string heard;                    // the first of what came, whether it was an answer or not; as received
  bool went_away = false;               // in the middle of it
  std::string quirk_file;               // of a voice modem that is not recognised: a personality as TOML, to be completed
};

struct ProbeInput {
  std::vector<Personality> known;
  Personality generic;
  std::string usb;  // "0572:1329"; empty where there is none
};

// One probe of one channel, of bounded length: at most three questions of a device that does not answer, and about 20 of one
// that does; six more of a mobile modem; and a minute, whatever the device does. Destroying it ends it; nothing is sent after that. [voice-modems 6, "Unknown modem"]
class Probe {
 public:
  using Done = std::function<void(ProbeReport)>;

  // Channel, scheduler and trace must outlive the probe, which takes the channel's bytes for itself.
  Probe(env::ByteChannel& channel, env::Scheduler& scheduler, env::Trace& trace, ProbeInput input);
  ~Probe();
  // `done` is called once, in a later turn; with what was found until then when the device goes away.
  void start(Done done);

 private:
  class Core;
  std::unique_ptr<Core> core_;
};

// What the answers mean; passive.
ProbeReport conclude(const ProbeInput& input, std::vector<ProbeAnswer> answers, bool heard_anything);

}  // namespace campon::atmodem
