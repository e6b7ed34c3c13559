// Structures of variable size: room, sizes, versions, and not a byte beyond. [tspi: variably sized data structures]
#include <cstddef>
#include <cstring>

#include "apps/conformance/groups.hpp"

namespace campon::conformance {
namespace {

// What a function fills, with room behind it that must stay as it is.
class Room {
 public:
  explicit Room(DWORD total) : bytes_(k_room, k_canary) {
    head()->dwTotalSize = total;
    head()->dwNeededSize = head()->dwUsedSize = total;
  }

  LPVARSTRING head() { return reinterpret_cast<LPVARSTRING>(bytes_.data()); }  // every such structure begins like this
  template <class Structure>
  Structure* as() {
    return reinterpret_cast<Structure*>(bytes_.data());
  }
  [[nodiscard]] DWORD word(std::size_t at) const {
    DWORD out = 0;
    std::memcpy(&out, bytes_.data() + at, sizeof out);
    return out;
  }
  // Nothing at or behind `from` was written.
  [[nodiscard]] bool intact(std::size_t from) const {
    for (std::size_t i = from; i < bytes_.size(); ++i)
      if (bytes_[i] != k_canary) return false;
    return true;
  }
  [[nodiscard]] unsigned char byte(std::size_t at) const { return bytes_.at(at); }

 private:
  static constexpr unsigned char k_canary = 0xA5;
  static constexpr std::size_t k_room = 8192;
  std::vector<unsigned char> bytes_;
};

struct Part {
  std::size_t size, offset;  // where the Size and Offset fields are
};

struct Subject {
  const char* function;
  bool of_call;
  std::function<DWORD(DWORD version)> fixed;
  std::function<LONG(Host&, HDRVLINE, HDRVCALL, DWORD version, Room&)> fill;
  std::vector<Part> texts;
};

#define PART(structure, name) \
  { offsetof(structure, dw##name##Size), offsetof(structure, dw##name##Offset) }

std::function<DWORD(DWORD)> since_2_0(std::size_t old_size, std::size_t new_size) {
  return [=](DWORD version) { return static_cast<DWORD>(version < TSPI_VERSION_2_0 ? old_size : new_size); };
}

std::vector<Subject> subjects() {
  return {
      {"lineGetDevCaps",
       false,
       [](DWORD version) { return version < TSPI_VERSION_2_0   ? 240u
                                  : version < TSPI_VERSION_2_2 ? 252u
                                                               : 268u; },
       [](Host& host, HDRVLINE, HDRVCALL, DWORD version, Room& room) {
         return host.api.lineGetDevCaps(host.device(0), version, 0, room.as<LINEDEVCAPS>());
       },
       {PART(LINEDEVCAPS, ProviderInfo), PART(LINEDEVCAPS, SwitchInfo), PART(LINEDEVCAPS, LineName)}},
      {"lineGetAddressCaps",
       false,
       since_2_0(180, 228),
       [](Host& host, HDRVLINE, HDRVCALL, DWORD version, Room& room) {
         return host.api.lineGetAddressCaps(host.device(host.plans().size() - 1), 0, version, 0, room.as<LINEADDRESSCAPS>());
       },
       {PART(LINEADDRESSCAPS, Address), PART(LINEADDRESSCAPS, CompletionMsgText)}},
      {"lineGetLineDevStatus",
       false,
       since_2_0(76, 88),
       [](Host& host, HDRVLINE line, HDRVCALL, DWORD, Room& room) { return host.api.lineGetLineDevStatus(line, room.as<LINEDEVSTATUS>()); },
       {PART(LINEDEVSTATUS, TerminalModes), PART(LINEDEVSTATUS, DevSpecific)}},
      {"lineGetAddressStatus",
       false,
       since_2_0(64, 64),
       [](Host& host, HDRVLINE line, HDRVCALL, DWORD, Room& room) {
         return host.api.lineGetAddressStatus(line, 0, room.as<LINEADDRESSSTATUS>());
       },
       {PART(LINEADDRESSSTATUS, Forward), PART(LINEADDRESSSTATUS, DevSpecific)}},
      {"lineGetCallInfo",
       true,
       since_2_0(296, 324),
       [](Host& host, HDRVLINE, HDRVCALL call, DWORD, Room& room) { return host.api.lineGetCallInfo(call, room.as<LINECALLINFO>()); },
       {PART(LINECALLINFO, CallerID), PART(LINECALLINFO, CalledID)}},
      {"lineGetCallStatus",
       true,
       since_2_0(36, 56),
       [](Host& host, HDRVLINE, HDRVCALL call, DWORD, Room& room) { return host.api.lineGetCallStatus(call, room.as<LINECALLSTATUS>()); },
       {PART(LINECALLSTATUS, DevSpecific)}},
  };
}

// A line under this version, and a call on it where the structure is one of a call.
class Stage {
 public:
  Stage(Host& host, const Subject& subject, DWORD version) : host_(host), line(host.need_line(0, version)) {
    if (!subject.of_call || line == nullptr) return;
    call_ = host.make_call(line, host.number(0, 0));
    call = call_.handle;
  }
  ~Stage() {
    if (call != nullptr) host_.end(call_);
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  [[nodiscard]] bool ready(Trial& trial, const Subject& subject) const {
    return trial.holds("the line is open", line != nullptr) && trial.holds("there is a call", !subject.of_call || call_.reply == 0);
  }

 private:
  Host& host_;
  Call call_;

 public:
  HDRVLINE line;
  HDRVCALL call = nullptr;
};

void too_small(Trial& trial, Host& host, const Subject& subject, DWORD version) {
  const Stage stage(host, subject, version);
  if (!stage.ready(trial, subject)) return;
  for (const DWORD size : {0u, 12u, subject.fixed(version) - 1}) {
    Room room(size);
    trial.result("with " + std::to_string(size) + " bytes", error(LINEERR_STRUCTURETOOSMALL),
                 subject.fill(host, stage.line, stage.call, version, room));
    trial.holds("nothing behind it is touched", room.intact(std::max<std::size_t>(size, 12)));
  }
}

void exactly_fixed(Trial& trial, Host& host, const Subject& subject, DWORD version) {
  const Stage stage(host, subject, version);
  if (!stage.ready(trial, subject)) return;
  const DWORD fixed = subject.fixed(version);
  Room room(fixed);
  trial.result("with " + std::to_string(fixed) + " bytes", 0, subject.fill(host, stage.line, stage.call, version, room));
  trial.equal("dwTotalSize", fixed, room.head()->dwTotalSize);
  trial.equal("dwUsedSize", fixed, room.head()->dwUsedSize);
  trial.holds("dwNeededSize is as large at least", room.head()->dwNeededSize >= fixed);
  trial.holds("not a byte beyond", room.intact(fixed));
  for (const Part& part : subject.texts) {
    trial.equal("a size without room", 0, room.word(part.size));
    trial.equal("an offset without room", 0, room.word(part.offset));
  }
}

void exactly_needed(Trial& trial, Host& host, const Subject& subject) {
  const Stage stage(host, subject, TSPI_VERSION_2_2);
  if (!stage.ready(trial, subject)) return;
  Room first(subject.fixed(TSPI_VERSION_2_2));
  trial.result("asked how much", 0, subject.fill(host, stage.line, stage.call, TSPI_VERSION_2_2, first));
  const DWORD needed = first.head()->dwNeededSize;
  if (!trial.holds("a needed size in reason", needed >= subject.fixed(TSPI_VERSION_2_2) && needed < 4096)) return;
  Room room(needed);
  trial.result("with what is needed", 0, subject.fill(host, stage.line, stage.call, TSPI_VERSION_2_2, room));
  trial.equal("dwNeededSize", needed, room.head()->dwNeededSize);
  trial.equal("dwUsedSize", needed, room.head()->dwUsedSize);
  trial.holds("not a byte beyond", room.intact(needed));
}

void one_byte_short(Trial& trial, Host& host, const Subject& subject) {
  const Stage stage(host, subject, TSPI_VERSION_2_2);
  if (!stage.ready(trial, subject)) return;
  Room first(4096);
  subject.fill(host, stage.line, stage.call, TSPI_VERSION_2_2, first);
  const DWORD needed = first.head()->dwNeededSize, fixed = subject.fixed(TSPI_VERSION_2_2);
  if (needed == fixed) return trial.skip("it has no variable part");
  Room room(needed - 1);
  trial.result("one byte less than needed", 0, subject.fill(host, stage.line, stage.call, TSPI_VERSION_2_2, room));
  trial.equal("dwNeededSize", needed, room.head()->dwNeededSize);
  trial.holds("dwUsedSize is less", room.head()->dwUsedSize < needed && room.head()->dwUsedSize >= fixed);
  trial.holds("not a byte beyond", room.intact(needed - 1));
}

// Behind the fixed part, inside what is used, and ended with NUL.
void texts_in_place(Trial& trial, Host& host, const Subject& subject) {
  const Stage stage(host, subject, TSPI_VERSION_2_2);
  if (!stage.ready(trial, subject)) return;
  Room room(4096);
  trial.result("with plenty of room", 0, subject.fill(host, stage.line, stage.call, TSPI_VERSION_2_2, room));
  const DWORD used = room.head()->dwUsedSize;
  trial.equal("dwUsedSize is what is needed", room.head()->dwNeededSize, used);
  for (const Part& part : subject.texts) {
    const DWORD size = room.word(part.size), offset = room.word(part.offset);
    if (size == 0) continue;
    if (!trial.holds("a part lies behind the fixed part", offset >= subject.fixed(TSPI_VERSION_2_2))) return;
    if (!trial.holds("a part lies within what is used", size <= used && offset <= used - size)) return;
    trial.equal("its last byte", 0, room.byte(offset + size - 1));
  }
}

std::string dotted(DWORD version) { return std::to_string(version >> 16) + "." + std::to_string(version & 0xFFFF); }

}  // namespace

void add_structure_checks(Suite& suite, Host& host, Scenes& /*scenes*/) {
  for (const Subject& subject : subjects()) {
    for (const DWORD version : {TSPI_VERSION_1_4, TSPI_VERSION_2_0, TSPI_VERSION_2_1, TSPI_VERSION_2_2})
      suite.push_back(
          {subject.function,
           "needs " + std::to_string(subject.fixed(version)) + " bytes in version " + dotted(version) + " and writes none beyond",
           [&host, subject, version](Trial& trial) { exactly_fixed(trial, host, subject, version); }});
    suite.push_back({subject.function, "refuses a structure that is too small for version 1.4",
                     [&host, subject](Trial& trial) { too_small(trial, host, subject, TSPI_VERSION_1_4); }});
    suite.push_back({subject.function, "refuses a structure that is too small for version 2.2",
                     [&host, subject](Trial& trial) { too_small(trial, host, subject, TSPI_VERSION_2_2); }});
    suite.push_back({subject.function, "fills exactly what it says is needed",
                     [&host, subject](Trial& trial) { exactly_needed(trial, host, subject); }});
    suite.push_back({subject.function, "with a byte too little leaves a whole part out",
                     [&host, subject](Trial& trial) { one_byte_short(trial, host, subject); }});
    suite.push_back(
        {subject.function, "puts its parts where it says", [&host, subject](Trial& trial) { texts_in_place(trial, host, subject); }});
  }
}

}  // namespace campon::conformance
