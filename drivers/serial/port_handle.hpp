// libserialport's objects with an owner.
#pragma once

#include <libserialport.h>

#include <memory>

namespace campon::serial {

struct FreePort {
  void operator()(sp_port* port) const { sp_free_port(port); }
};
using PortHandle = std::unique_ptr<sp_port, FreePort>;

struct FreeConfig {
  void operator()(sp_port_config* config) const { sp_free_config(config); }
};
using ConfigHandle = std::unique_ptr<sp_port_config, FreeConfig>;

// Null where libserialport does not know the name.
inline PortHandle find_port(const char* name) {
  sp_port* port = nullptr;
  return PortHandle(sp_get_port_by_name(name, &port) == SP_OK ? port : nullptr);
}

}  // namespace campon::serial
