#include <exception>
#include <iostream>

#include "hal/env/trace.hpp"
#include "hw-sim/host/program.hpp"

int main(int argc, char** argv) {
  constexpr int k_own_fault = 2;
  try {
    return campon::sim::run_program(argc, argv, CAMPON_VERSION);
  } catch (const std::exception& error) {
    std::cerr << "campon-sim: it stopped on a fault of its own: " << campon::env::escaped(error.what()) << std::endl;
  }
  return k_own_fault;
}
