# Runs a program with one configured line.  with_line.sh SIMULATOR WORK_DIR PROGRAM ARGS...
set -eu
source "$(dirname "$0")/lines.sh"
rm -rf "$2"
simulate "$1" "$2"
shift 2
"$@"
