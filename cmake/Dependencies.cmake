find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(tl-expected REQUIRED)
find_package(spdlog REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)
pkg_check_modules(libserialport REQUIRED IMPORTED_TARGET libserialport)
pkg_check_modules(libudev REQUIRED IMPORTED_TARGET libudev)

# asio is headers only and Debian ships no package file for CMake.
find_path(CAMPON_ASIO_INCLUDE asio.hpp REQUIRED)
add_library(campon_asio INTERFACE)
target_include_directories(campon_asio SYSTEM INTERFACE ${CAMPON_ASIO_INCLUDE})
target_compile_definitions(campon_asio INTERFACE ASIO_STANDALONE ASIO_NO_DEPRECATED)
target_link_libraries(campon_asio INTERFACE Threads::Threads)

add_library(campon_warnings INTERFACE)
target_compile_options(campon_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor> $<$<COMPILE_LANGUAGE:CXX>:-Woverloaded-virtual> -Werror)
