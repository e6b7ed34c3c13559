string(REPLACE "|" ";" FILES "${FILES}")
string(REGEX REPLACE "::[^:]*$" "" space "${FUNCTION}")
string(REGEX REPLACE "^.*::" "" name "${FUNCTION}")
set(rows "")
foreach(file IN LISTS FILES)
  file(READ ${file} text)
  get_filename_component(base ${file} NAME_WE)
  string(APPEND rows "    {\"${base}\", R\"embedded(${text})embedded\"},\n")
endforeach()
file(WRITE ${OUTPUT}
"#include \"hal/env/embedded_file.hpp\"
#include <array>
namespace ${space} {
std::span<const campon::env::EmbeddedFile> ${name}();
std::span<const campon::env::EmbeddedFile> ${name}() {
  static constexpr auto k_files = std::to_array<campon::env::EmbeddedFile>({
${rows}  });
  return k_files;
}
}  // namespace ${space}
")
