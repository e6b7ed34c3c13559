# 0 conforms, 1 does not, 2 cannot be tried.  exit_codes.sh PROGRAM GOOD BROKEN
set -u
expect() {
  local code=$1
  shift
  "$@" >/dev/null 2>&1
  local got=$?
  [ $got -eq "$code" ] || { echo "exit $got instead of $code: $*"; exit 1; }
}
expect 0 "$1" "$2" --only "lineOpen/gives a handle"
expect 1 "$1" "$3" --only "lineGetLineDevStatus/refuses NULL"
expect 2 "$1" /nosuch.so
expect 2 "$1"
expect 2 "$1" "$2" --only "no such check"
expect 2 "$1" "$2" --line nonsense
expect 0 "$1" --list
expect 0 "$1" --help
[ "$("$1" --list | sort | uniq -d)" = "" ] || { echo "two checks have one name"; exit 1; }
[ "$("$1" --list | wc -l)" -ge 150 ] || { echo "fewer than 150 checks"; exit 1; }
