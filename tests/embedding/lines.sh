# Sourced: one line of a simulator on a pty. Afterwards CAMPON_CONFIG names it.  simulate PROGRAM WORK_DIR
simulate() {
  local program=$1 work=$2
  mkdir -p "$work/lines"
  "$program" --exchange nanp_class --pty-dir "$work/lines" --lines 1 >"$work/sim.log" 2>&1 &
  simulator=$!
  trap 'kill $simulator 2>/dev/null; wait $simulator || true' EXIT
  for _ in $(seq 100); do
    [ -e "$work/lines/line1" ] && break
    sleep 0.1
  done
  [ -e "$work/lines/line1" ] || { cat "$work/sim.log"; exit 1; }
  printf '[[line]]\ndevice = "%s"\nnetwork = "nanp_class"\n' "$work/lines/line1" >"$work/lines.toml"
  export CAMPON_CONFIG=$work/lines.toml
}
