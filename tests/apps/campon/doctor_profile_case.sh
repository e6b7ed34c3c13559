#!/bin/sh
# Has the doctor write a profile of a modem that nobody knows, and calls with it.
#   doctor_profile_case.sh CAMPON SIMULATOR
campon=$1 simulator=$2
folder=$(mktemp -d) || exit 1
"$simulator" --exchange nanp_class --pty-dir "$folder" --lines 1 --personality cx_like >/dev/null &
pid=$!
trap 'kill $pid 2>/dev/null; wait $pid 2>/dev/null; rm -rf "$folder"' EXIT
fail() { echo "$1"; exit 1; }
tries=0
while [ ! -e "$folder/line1" ] && [ $tries -lt 50 ]; do tries=$((tries + 1)); sleep 0.1; done
mine=$folder/my_modem.toml
doctor() { "$campon" doctor --device "$folder/line1" --write-profile "$1" 2>&1; }

doctor "$mine" | grep -q "written .*my_modem.toml" || fail "it wrote nothing"
"$campon" profile check "$mine" | grep -q "my_modem.toml: good" || fail "what it wrote is wrong"
doctor "$mine" | grep -q "is there already, and was left as it is" || fail "it wrote over a file"
doctor "$folder/nowhere/my_modem.toml" | grep -q "cannot be written" || fail "it does not say that it cannot write"
"$simulator" ctl --pty-dir "$folder" busy 5550123 60s >/dev/null || fail "the simulator does not obey"
said=$("$campon" call 5550123 --device "$folder/line1" --network nanp_class --modem "$mine" 2>&1)
[ $? -eq 1 ] && echo "$said" | grep -q "5550123 is busy" || fail "the profile does not work: $said"
