#include "hw-sim/mobile/mobile_call_table.hpp"

namespace campon::sim {

env::PrintableTable mobile_call_table() { return env::printable<MobileCallMachine, k_mobile_call_table>(); }

}  // namespace campon::sim
