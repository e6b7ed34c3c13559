# Turns data files into a C++ source with one table of {name, text}, so that the programs carry their profiles with them.
#   campon_embed(OUTPUT file.cpp FUNCTION campon::x::embedded_files HEADER "x.hpp" FILES a.toml b.toml)
# The function returns std::span<const campon::env::EmbeddedFile>.
function(campon_embed)
  cmake_parse_arguments(E "" "OUTPUT;FUNCTION" "FILES" ${ARGN})
  string(JOIN "|" files ${E_FILES})
  add_custom_command(
    OUTPUT ${E_OUTPUT}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${E_OUTPUT} -DFUNCTION=${E_FUNCTION} "-DFILES=${files}" -P ${PROJECT_SOURCE_DIR}/cmake/embed_script.cmake
    DEPENDS ${E_FILES} ${PROJECT_SOURCE_DIR}/cmake/embed_script.cmake
    VERBATIM)
endfunction()
