#include "hw-sim/exchange/station_table.hpp"

namespace campon::sim {

env::PrintableTable station_table() { return env::printable<StationMachine, k_station_table>(); }

}  // namespace campon::sim
