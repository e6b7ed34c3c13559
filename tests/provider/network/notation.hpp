// A procedure written back into the notation of the reference: "H2s O w *66 k H".
#pragma once

#include <string>

#include "provider/network/procedure.hpp"

namespace campon::provider {

std::string notation(const Procedure& procedure);

// The reference's own sequences with the digits of one order written together, and codes by their bare names in snake case.
std::string canonical(const std::string& sequence);

}  // namespace campon::provider
