# What libcampon-cpp.so shows is the public C++ API under one version: none of the parts behind it, and nothing of other libraries.
#   cmake -DNM=nm -DLIBRARY=libcampon-cpp.so -P cpp_exports.cmake
execute_process(COMMAND ${NM} -D --defined-only --demangle ${LIBRARY} OUTPUT_VARIABLE listing RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "nm: ${failed}")
endif()
string(REGEX MATCHALL " [A-Zuvwi] [^\n]+" symbols "${listing}")
list(LENGTH symbols count)
set(functions "(open_service|to_string|code_name|completion_mode)(\\[abi:cxx11\\])?\\(")
foreach(symbol IN LISTS symbols)
  if(NOT symbol MATCHES "^ A CAMPON_CPP_[0-9]+" AND
     NOT symbol MATCHES "^ T campon::((Service|Line|Call|Completion)::~?[A-Za-z_]+(\\[abi:cxx11\\])?\\(|${functions}).*@@CAMPON_CPP_[0-9]+$")
    message(FATAL_ERROR "shown, and not public: ${symbol}")
  endif()
endforeach()
if(count LESS 50 OR NOT listing MATCHES "campon::open_service\\(")
  message(FATAL_ERROR "the public API is missing:\n${listing}")
endif()
