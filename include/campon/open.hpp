// Opens the lines of a configuration file: where a program with the C++ API begins.
#pragma once

#include <memory>
#include <string>

#include "campon/error.hpp"
#include "campon/export.h"
#include "campon/service.hpp"

namespace campon {

struct ServiceOptions {
  // TOML, one [[line]] for each telephone line: device, network, and optionally name, region, modem.
  // Empty: the file that CAMPON_CONFIG names, or /etc/campon/campon.toml.
  std::string config_file;
  // A folder with profiles of your own (networks/, regions/, modems/); they win over the shipped ones.
  std::string profiles;
  // The folder where requests are kept while no program runs, one program at a time for each device. Empty: CAMPON_STATE, or
  // /var/lib/campon, or ~/.local/state/campon.
  std::string state;
  // Seconds that a modem may take to become ready.
  int patience_s = 60;
};

// Opens the devices, makes them ready and on hook, and returns the service over them; run() it on this thread.
// Errors: LINEERR_INIFILECORRUPT (file and line are in `what`), LINEERR_NODEVICE, LINEERR_INUSE (held by another program),
// LINEERR_RESOURCEUNAVAIL (not a modem), LINEERR_OPERATIONFAILED.
CAMPON_EXPORT Expected<std::unique_ptr<Service>> open_service(const ServiceOptions& options = {});

}  // namespace campon
