# Runs campon-c-callback and checks its exit code and what it says on stderr.
#   cmake -DPROGRAM=... -DARGS=a|b -DEXIT=2 -DSAYS=regex -P run_case.cmake
string(REPLACE "|" ";" args "${ARGS}")
unset(ENV{CAMPON_CONFIG})
execute_process(COMMAND ${PROGRAM} ${args} RESULT_VARIABLE exit OUTPUT_VARIABLE out ERROR_VARIABLE err TIMEOUT 30)
if(NOT exit EQUAL EXIT OR NOT err MATCHES "${SAYS}")
  message(FATAL_ERROR "expected exit ${EXIT} and '${SAYS}', got exit ${exit}\n--- stdout\n${out}--- stderr\n${err}")
endif()
