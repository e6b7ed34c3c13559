// Every function of the headers, with a call that is right in itself and what announces it.
#pragma once

#include <string>
#include <vector>

#include "campon/tspi.h"

namespace campon::abi_test {

// What a line says that it can do, ever and now.
struct Announced {
  LINEDEVCAPS dev;
  LINEADDRESSCAPS address;
  LINEDEVSTATUS dev_now;
  LINEADDRESSSTATUS address_now;
  LINECALLSTATUS call_now;
};

// An open line with a connected call.
struct At {
  HDRVLINE line;
  HDRVCALL call;
  DRV_REQUESTID request;
};

// Which handle it has.
enum class Of { provider, device, line, call };

struct Function {
  std::string name;
  Of of;
  bool asynchronous;
  LONG (*call)(const At& at);
  // The bits and fields that say whether it is offered; for those that every provider has, 1.
  DWORD (*announced)(const Announced& line);
  // The call is closed before it is asked.
  bool wants_a_free_line = false;
  // It is asked of a call at dial tone.
  bool wants_dial_tone = false;
};

// Those that succeed on a connected call.
std::vector<Function> offered_functions();
std::vector<Function> unoffered_functions();

}  // namespace campon::abi_test
