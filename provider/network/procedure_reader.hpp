// The steps of a procedure in their TOML form.
#pragma once

#include <string_view>

#include "hal/env/toml_reader.hpp"
#include "provider/network/procedure.hpp"

namespace campon::provider {

// Reads `steps` and `uses_last_call` of one [[completion]], [[cancel]], [[query]] or [[call_return]], or of [recall.connect].
// Mistakes go to `reader`. `may_be_empty`: the provider carries it out itself.
Procedure read_procedure(env::TableReader& reader, std::string_view file, bool may_be_empty);

// Hands the child's mistakes to its parent.
void take_mistakes(env::TableReader& parent, env::TableReader& child);

// A profile's, a region's or a code's name: letters, digits, '_' and '-', so that it can be no path.
bool is_plain_name(std::string_view name);

}  // namespace campon::provider
