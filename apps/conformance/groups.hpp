// The groups of checks, each in a file of its own. All of them keep the references they are given.
#pragma once

#include "apps/conformance/check.hpp"
#include "apps/conformance/host.hpp"
#include "apps/conformance/scenes.hpp"

namespace campon::conformance {

void add_life_checks(Suite& suite, Host& host);                       // init, shutdown, enumerate
void add_version_checks(Suite& suite, Host& host);                    // negotiation, extensions, versions of a line
void add_structure_checks(Suite& suite, Host& host, Scenes& scenes);  // room, sizes, versions
void add_capability_checks(Suite& suite, Host& host);                 // what the capabilities say must fit together
void add_line_checks(Suite& suite, Host& host);                       // open, close, status, ids
void add_dial_checks(Suite& suite, Host& host);                       // numbers and parameters that are refused at once
void add_call_checks(Suite& suite, Host& host, Scenes& scenes);
void add_incoming_checks(Suite& suite, Host& host, Scenes& scenes);
void add_completion_checks(Suite& suite, Host& host, Scenes& scenes);
void add_mode_checks(Suite& suite, Host& host, Scenes& scenes);  // camp on, intrude, message
void add_handle_checks(Suite& suite, Host& host, Scenes& scenes);
void add_pointer_checks(Suite& suite, Host& host, Scenes& scenes);
void add_unoffered_checks(Suite& suite, Host& host, Scenes& scenes);
void add_closing_checks(Suite& suite, Host& host);
void add_delivery_checks(Suite& suite, Host& host, Scenes& scenes);  // replies and events of the whole run

inline Suite all_checks(Host& host, Scenes& scenes) {
  Suite suite;
  add_life_checks(suite, host);
  add_version_checks(suite, host);
  add_capability_checks(suite, host);
  add_line_checks(suite, host);
  add_dial_checks(suite, host);
  add_call_checks(suite, host, scenes);
  add_structure_checks(suite, host, scenes);
  add_incoming_checks(suite, host, scenes);
  add_completion_checks(suite, host, scenes);
  add_mode_checks(suite, host, scenes);
  add_handle_checks(suite, host, scenes);
  add_pointer_checks(suite, host, scenes);
  add_unoffered_checks(suite, host, scenes);
  add_closing_checks(suite, host);
  add_delivery_checks(suite, host, scenes);
  return suite;
}

}  // namespace campon::conformance
