# Runs the C program against a simulator on a pty.  session.sh SIMULATOR PROGRAM bad_number|free_number
set -u
folder=$(mktemp -d)
"$1" --exchange nanp_class --pty-dir "$folder" --lines 1 >"$folder/sim.log" 2>&1 &
simulator=$!
trap 'kill $simulator; wait $simulator; rm -rf "$folder"' EXIT
for _ in $(seq 100); do
  device=$(find "$folder" -type l | head -n 1)
  [ -n "$device" ] && break
  sleep 0.1
done
[ -n "$device" ] || { cat "$folder/sim.log"; exit 1; }

expect() {  # exit code, words, number
  said=$("$program" "$device" nanp_class "$3" 60 2>&1)
  code=$?
  echo "$said"
  [ $code -eq "$1" ] && grep -q "$2" <<<"$said"
}
program=$2
case $3 in
  bad_number)
    expect 3 'TSPI_lineMakeCall: LINEERR 0x8000000A' '555?0123' && expect 3 'TSPI_lineMakeCall: LINEERR 0x80000010' '555x' &&
      expect 3 'LINEERR 0x80000010' '555;0123'
    ;;
  free_number) expect 0 'connected: both parties can talk' 5550123 ;;
  *) exit 2 ;;
esac
