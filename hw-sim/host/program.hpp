// The program campon-sim: arguments, messages, exit codes.
#pragma once

#include <string_view>

namespace campon::sim {

// Runs it to its end. Exit codes: 0 done or ended by a signal; 1 a command was refused; 2 wrong arguments or it cannot start;
// 3 no simulator answers.
int run_program(int argc, char** argv, std::string_view version);

}  // namespace campon::sim
