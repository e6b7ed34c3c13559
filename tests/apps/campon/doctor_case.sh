#!/bin/sh
# Starts a simulator of one personality, and runs the doctor on its first line.
#   doctor_case.sh CAMPON SIMULATOR PERSONALITY EXIT PATTERN [ARGUMENTS...]
campon=$1 simulator=$2 personality=$3 wanted=$4 pattern=$5
shift 5
folder=$(mktemp -d) || exit 1
"$simulator" --exchange nanp_class --pty-dir "$folder" --lines 1 --personality "$personality" >/dev/null &
pid=$!
trap 'kill $pid 2>/dev/null; wait $pid 2>/dev/null; rm -rf "$folder"' EXIT
tries=0
while [ ! -e "$folder/line1" ] && [ $tries -lt 50 ]; do tries=$((tries + 1)); sleep 0.1; done
said=$("$campon" doctor --device "$folder/line1" "$@" 2>&1)
exit=$?
echo "$said"
[ $exit -eq "$wanted" ] || { echo "expected exit $wanted, got $exit"; exit 1; }
echo "$said" | grep -q "$pattern" || { echo "it lacks '$pattern'"; exit 1; }
