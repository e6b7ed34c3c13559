#!/bin/sh
# A port that is held, one that may not be opened, and one that is pulled out while it is asked.
#   doctor_hindered_case.sh CAMPON SIMULATOR
campon=$1 simulator=$2
folder=$(mktemp -d) || exit 1
"$simulator" --exchange nanp_class --pty-dir "$folder" --lines 1 --personality cx93010 >/dev/null 2>&1 &
pid=$!
trap 'kill $pid 2>/dev/null; wait $pid 2>/dev/null; rm -rf "$folder"' EXIT
fail() { echo "$1"; exit 1; }
tries=0
while [ ! -e "$folder/line1" ] && [ $tries -lt 50 ]; do tries=$((tries + 1)); sleep 0.1; done
node=$(readlink -f "$folder/line1")

sleep 60 <"$node" &
holder=$!
tries=0
while [ "$(readlink /proc/$holder/fd/0)" != "$node" ] && [ $tries -lt 50 ]; do tries=$((tries + 1)); sleep 0.1; done
said=$("$campon" doctor --device "$folder/line1" 2>&1)
[ $? -eq 3 ] || fail "a held port does not exit with 3: $said"
echo "$said" | grep -q "held by sleep (pid $holder, has it open), and nothing was sent" || fail "it does not tell who holds it: $said"
"$campon" doctor --device "$folder/line1" --json 2>&1 | grep -q '"code":"device_held"\|device_held\|held by sleep' || fail "nor to machines"
kill $holder
wait $holder 2>/dev/null

if [ "$(id -u)" -ne 0 ]; then
  chmod 000 "$node" && "$campon" doctor --device "$folder/line1" 2>&1 | grep -q "may not open" || fail "it does not tell who may not"
  chmod 600 "$node"
fi

"$campon" doctor --device "$folder/line1" --verbose >"$folder/said" 2>&1 &
doctor=$!
tries=0
while ! grep -q "ATI3" "$folder/said" && [ $tries -lt 100 ]; do tries=$((tries + 1)); sleep 0.05; done
kill -9 $pid
wait $doctor
[ $? -eq 3 ] || fail "a pulled port does not exit with 3"
grep -q "unplugged, or reset itself, while it was asked" "$folder/said" || fail "it does not tell that it was pulled: $(cat "$folder/said")"
