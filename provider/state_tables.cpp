#include "provider/state_tables.hpp"

#include "provider/line/call_states.hpp"
#include "provider/line/completion_states.hpp"

namespace campon::provider {

std::vector<env::PrintableTable> state_tables() {
  return {env::printable<CallMachine, k_call_table>(), env::printable<CompletionMachine, k_completion_table>()};
}

}  // namespace campon::provider
