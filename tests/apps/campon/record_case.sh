#!/bin/sh
# Records a call on the simulator, and replays what was recorded; then the same with its numbers masked, and over it again.
#   record_case.sh CAMPON
campon=$1
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
fail() { echo "$1"; exit 1; }
call() { "$campon" call 5550123 --device sim: --sim "busy 5550123 60s" --record "$@" 2>&1; }

call "$folder/whole.rec" >/dev/null
"$campon" replay "$folder/whole.rec" | grep -q "the same, .* events" || fail "it does not replay"
grep -q "^# state call 1: .*busy" "$folder/whole.rec" || fail "it lacks its decisions"
call "$folder/whole.rec" | grep -q "exists; a recording does not overwrite anything" || fail "it was overwritten"
call "$folder/masked.rec" --mask-numbers >/dev/null
grep -q 5550123 "$folder/masked.rec" && fail "it tells the number"
"$campon" replay "$folder/masked.rec" --json | grep -q '"same":true' || fail "masked, it does not replay"

sed 's/ATX3DT/ATDP/' "$folder/whole.rec" >"$folder/other.rec"
"$campon" replay "$folder/other.rec" 2>&1 | grep -q "expected > \"ATDP5550123;.r\", and it did > \"ATX3DT5550123;.r\"" || fail "it tells no difference"
"$campon" replay "$folder/other.rec" >/dev/null 2>&1
[ $? -eq 1 ] || fail "a difference exits otherwise than with 1"
"$campon" replay "$folder/whole.rec" --modem zyxel_u1496 >/dev/null 2>&1 && fail "another modem does the same"
true
