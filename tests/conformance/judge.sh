# Exactly the checks of EXPECTED fail, and at least 150 were tried.  judge.sh PROGRAM LIBRARY EXPECTED
set -u
"$1" "$2" --json >result.$$ 2>&1
code=$?
trap 'rm -f result.$$' EXIT
failed=$(sed -n 's/.*"check":"\([^"]*\)".*"outcome":"not ok".*/\1/p' result.$$ | sort -u)
expected=$(grep -v '^#' "$3" | sort -u)
tail -n 1 result.$$
tried=$(grep -c '"outcome":"\(ok\|not ok\)"' result.$$)
[ "$tried" -ge 150 ] || { echo "only $tried checks were tried"; exit 1; }
[ "$code" -eq $([ -z "$expected" ] && echo 0 || echo 1) ] || { echo "exit code $code"; exit 1; }
diff <(echo "$expected") <(echo "$failed") || { grep '"not ok"' result.$$; exit 1; }
