#!/usr/bin/env bash
# One session of the program from the shell: start, commands, a signal; what is printed, exit codes, nothing left behind.
#   session.sh PROGRAM SIGNAL
set -u
program=$1 signal=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
fail() { echo "$*" >&2; exit 1; }

coproc sim { exec "$program" --exchange panasonic_kx_tda --pty-dir "$dir" --first-number 120 2>&1; }
pid=$sim_PID
exec {said}<&"${sim[0]}"
for expected in "line 1  120  $dir/line1  generic_v253" "line 2  121  $dir/line2  generic_v253" ready; do
  IFS= read -r -t 20 -u "$said" line || fail "no more output; expected '$expected'"
  [ "$line" = "$expected" ] || fail "expected '$expected', got '$line'"
done

export CAMPON_SIM_DIR=$dir
[ "$("$program" ctl busy 130 20s)" = "130 is busy for 20s" ] || fail "busy was not accepted"
[ "$("$program" ctl --control "$dir/control" ring 120 --from 131)" = "131 calls 120" ] || fail "ring was not accepted"
"$program" ctl show | grep -q '^120 .*ringing' || fail "show shows no ring"
refused=$("$program" ctl dance 2>&1 >/dev/null)
[ $? -eq 1 ] || fail "a bad command did not give exit 1"
case $refused in "campon-sim: one of these is expected: busy NUMBER"*) ;; *) fail "said of a bad command: $refused" ;; esac
"$program" --exchange panasonic_kx_tda 2>/dev/null
[ $? -eq 2 ] || fail "a second simulator in the same folder did not give exit 2"

kill -s "$signal" "$pid"
wait "$pid"
status=$?
[ "$status" -eq 0 ] || fail "$signal gave exit $status"
[ -z "$(ls -A "$dir")" ] || fail "left behind: $(ls -A "$dir")"
"$program" ctl show 2>/dev/null
[ $? -eq 3 ] || fail "ctl without a simulator did not give exit 3"
